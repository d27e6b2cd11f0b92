import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { momentText } from '../format/day-text.js';
import { PageLink } from '../parts/router-link.js';
import { useRead } from '../requests/use-read.js';

/** Reminds officers and admins on every page that a restore waits for their decision. */
export function RecoveryBanner() {
  const { t } = useTranslation('recovery');
  const { data } = useRead('GET /api/recovery', { query: { limit: 1 }, everyMs: 60_000 });
  if (data === undefined || data.recovery === null) return null;
  if (data.recovery.decision !== null && data.total === 0) return null;
  return (
    <Text className="recovery-banner" role="note" size="sm" component="div">
      {t('banner', { at: momentText(data.recovery.lostFrom) })}{' '}
      <PageLink size="sm" fw={600} to="/admin/recovery">
        {t('open')}
      </PageLink>
    </Text>
  );
}
