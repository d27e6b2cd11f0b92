import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';

/** Where notices are shown; each goes after a while. */
export function NoticeCorner() {
  return <Notifications position="bottom-right" autoClose={4_000} />;
}
