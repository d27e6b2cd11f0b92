import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../contract/cycles.js';
import { shortDay } from '../format/day-text.js';
import { OBLIGATION_TONE } from './state-words.js';
import { ToneBadge } from './tone-badge.js';

/** The state of a duty and what qualifies it: late, nil, unreachable, asked, extended. */
export function ObligationBadges({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation(['states', 'board']);
  const stillToCome = row.state !== 'accepted' && row.state !== 'submitted';
  return (
    <Group gap={4}>
      {row.timeliness === 'overdue' ? (
        <ToneBadge tone="red">{t('states:overdue')}</ToneBadge>
      ) : (
        <ToneBadge tone={OBLIGATION_TONE[row.state]}>
          {t(`states:obligation_${row.state}`)}
        </ToneBadge>
      )}
      {row.timeliness === 'onTime' && row.state !== 'waived' && (
        <ToneBadge tone="green">{t('states:onTime')}</ToneBadge>
      )}
      {row.timeliness === 'late' && <ToneBadge tone="amber">{t('states:late')}</ToneBadge>}
      {row.missingHalf !== null && (
        <ToneBadge tone="blue" wraps>
          {t(`states:missing_${row.missingHalf}`)}
        </ToneBadge>
      )}
      {row.nil && <ToneBadge tone="neutral">{t('states:nil')}</ToneBadge>}
      {row.unreachable && <ToneBadge tone="amber">{t('states:unreachable')}</ToneBadge>}
      {row.standing ? (
        <ToneBadge tone="neutral">{t('states:standing')}</ToneBadge>
      ) : (
        !row.binding && <ToneBadge tone="violet">{t('states:asked')}</ToneBadge>
      )}
      {row.grantedDay !== null && stillToCome && (
        <ToneBadge tone="blue" wraps>
          {t(row.state === 'returned' ? 'states:resendBy' : 'states:extendedTo', {
            day: shortDay(row.grantedDay),
          })}
        </ToneBadge>
      )}
      {row.extension !== null && (
        <ToneBadge tone="amber" wraps>
          {t('board:extensionAsked', { day: shortDay(row.extension.wantedDay) })}
        </ToneBadge>
      )}
    </Group>
  );
}
