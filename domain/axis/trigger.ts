import { axisDay } from './moments.js';
import type { AxisReference } from './message.js';

const CITED =
  /(?:số|số:)\s*(\d+[^\s,;/]*\/[^\s,;]+?)[,;]?\s+ngày\s+(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:\s+của\s+([^,;.]+?)(?=\s+về\s|[,;.]|$))?/iu;

/** The document that a citation names ("Công văn số 573/TTg-KGVX ngày 25/5/2026 của …"), with whose it is; null where it names no number and day. */
export function citedReference(
  citation: string,
): (Pick<AxisReference, 'code' | 'issuedOn'> & { readonly issuer: string }) | null {
  const [, code, on, issuer] = CITED.exec(citation) ?? [];
  const issuedOn = axisDay(on ?? '');
  if (code === undefined || issuedOn === null) return null;
  return { code, issuedOn, issuer: issuer?.trim() ?? '' };
}
