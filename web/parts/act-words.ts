import i18next from 'i18next';

/** The words for an act of the audit trail; the code itself when it has none. */
export function actWords(act: string): string {
  return i18next.t(act, { ns: 'acts', defaultValue: act });
}
