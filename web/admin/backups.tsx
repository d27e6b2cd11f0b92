import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../contract/operations.js';
import { momentText } from '../format/day-text.js';

/** When the ledger was backed up last, and when it was tried whether that can be restored. */
export function Backups({ backup, drill }: Pick<Operations, 'backup' | 'drill'>) {
  const { t } = useTranslation('health');
  return (
    <Stack gap={4}>
      <Text size="sm">
        {backup === null
          ? t('backupNone')
          : backup.problem !== null
            ? t('backupFailed', { at: momentText(backup.at), problem: backup.problem })
            : t('backupLast', {
                at: momentText(backup.at),
                rows: (backup.rows ?? 0).toLocaleString('vi-VN'),
                size: sizeText(backup.bytes ?? 0),
              })}
      </Text>
      <Text size="sm">
        {drill === null
          ? t('drillNone')
          : drill.problem !== null
            ? t('backupFailed', { at: momentText(drill.at), problem: drill.problem })
            : t('drillLast', { at: momentText(drill.at) })}
      </Text>
    </Stack>
  );
}

function sizeText(bytes: number): string {
  const mega = bytes / 1_048_576;
  return mega >= 1
    ? `${mega.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`
    : `${String(Math.ceil(bytes / 1024))} KB`;
}
