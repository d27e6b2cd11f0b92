import type { NotificationData } from '@mantine/notifications';
import { useSyncExternalStore } from 'react';

let wanted = false;
let said = 0;
const listeners = new Set<() => void>();

/** What shows notices is fetched with the first of them: most pages are read without one. */
async function kit() {
  const loaded = import('@mantine/notifications');
  wanted = true;
  for (const tell of listeners) tell();
  return (await loaded).notifications;
}

/** Says in the corner of the page what was done or refused. */
export const notices = {
  /** Returns the id by which it can be taken away. */
  show: (notice: NotificationData): string => {
    said += 1;
    const id = `notice-${String(said)}`;
    void kit().then(({ show }) => show({ ...notice, id }));
    return id;
  },
  hide: (id: string): void => {
    void kit().then(({ hide }) => hide(id));
  },
};

/** Whether anything was said yet. */
export function useNoticesWanted(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => {
        listeners.delete(tell);
      };
    },
    () => wanted,
  );
}
