/** Mã định danh of an office: figures and letters in groups, "000.00.19.H26" or "H26.19". */
const ORGAN_ID = /^[a-z0-9]{1,20}(?:\.[a-z0-9]{1,20}){0,7}$/iu;

/** Whether a text is written as a mã định danh. */
export function isOrganId(text: string): boolean {
  return ORGAN_ID.test(text);
}

/**
 * By what two ids are one: without case, and the form of QCVN 102:2016 ("000.00.19.H26", smallest unit first)
 * as that of Quyết định 20/2020/QĐ-TTg ("H26.19", largest first). Empty for what is no id.
 */
export function organKey(text: string): string {
  const bare = text.replace(/\s+/gu, '').toUpperCase();
  if (!isOrganId(bare)) return '';
  const groups = bare.split('.');
  const isSmallestFirst = /^\d/u.test(groups[0] ?? '') && /^[A-Z]/u.test(groups.at(-1) ?? '');
  const ordered = isSmallestFirst ? groups.toReversed() : groups;
  const last = ordered.findLastIndex((group) => !/^0+$/u.test(group));
  return ordered.slice(0, last + 1).join('.');
}
