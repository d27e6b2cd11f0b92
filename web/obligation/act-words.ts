import i18next from 'i18next';

/** The words for an act of the audit trail, `obligation.accept` or `accept`; the code itself when unknown. */
export function actWords(act: string): string {
  const key = `act_${act.slice(act.lastIndexOf('.') + 1)}`;
  return i18next.t(key, { ns: 'obligation', defaultValue: act });
}
