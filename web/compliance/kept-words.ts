import i18next from 'i18next';
import type { KeptDutyRow } from '../../contract/compliance.js';
import { shortDay } from '../format/day-text.js';

const t = (key: string, values: object = {}): string =>
  i18next.t(`compliance:${key}`, { defaultValue: key, ...values });

/** How a duty was kept, in the language of the page. */
export function keptText({ kept, daysLate }: Pick<KeptDutyRow, 'kept' | 'daysLate'>): string {
  const words = t(`kept_${kept}`);
  if (daysLate === null || (kept !== 'late' && kept !== 'missing')) return words;
  return `${words} (${daysLate === 0 ? t('withinDay') : t('workingDays', { n: daysLate })})`;
}

/** A cause in the language of the page; what people wrote stays as it is. */
export function causeText(cause: KeptDutyRow['causes'][number]): string {
  const on = 'until' in cause ? cause.until : 'wanted' in cause ? cause.wanted : dayIn(cause);
  const words = t(`cause_${cause.kind}`, { day: on === null ? '' : shortDay(on) });
  const reason = 'reason' in cause ? (cause.reason ?? '') : '';
  return reason === '' ? words : `${words} (${t('because', { reason })})`;
}

function dayIn(cause: KeptDutyRow['causes'][number]) {
  return cause.kind === 'promised' ? cause.day : null;
}

/** The colour of how a duty was kept: only what is late is red. */
export const KEPT_TONE = {
  onTime: 'green',
  late: 'red',
  missing: 'red',
  claimed: 'amber',
  unreachable: 'amber',
  notDue: 'neutral',
  waived: 'neutral',
} as const satisfies Record<KeptDutyRow['kept'], string>;
