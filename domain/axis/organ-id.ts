/** Mã định danh of an office: figures and letters in groups, "000.00.19.H26" or "H26.19". */
const ORGAN_ID = /^[a-z0-9]{1,20}(?:\.[a-z0-9]{1,20}){0,7}$/iu;

/** Whether a text is written as a mã định danh. */
export function isOrganId(text: string): boolean {
  return ORGAN_ID.test(text);
}
