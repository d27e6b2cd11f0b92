import type { ConfirmedPlan } from './schemas/confirmed-plan.js';
import { printedDay } from './printed-day.js';
import type { Basis } from './schemas/basis.js';

/** What of a plan's identity it is cited by. */
export type CitedIdentity = Pick<
  ConfirmedPlan['identity'],
  'documentType' | 'number' | 'issuedOn' | 'issuer'
>;

/** "Kế hoạch số 12/KH-UBND"; without a number the kind of document alone. */
export function shortCitation({ documentType, number }: CitedIdentity): string {
  const type =
    documentType.charAt(0).toLocaleUpperCase('vi') + documentType.slice(1).toLocaleLowerCase('vi');
  return number === null ? type : `${type} số ${number}`;
}

/** "Kế hoạch số 12/KH-UBND ngày 05/7/2026 của UBND tỉnh". */
export function citation(identity: CitedIdentity): string {
  const on = identity.issuedOn === null ? '' : ` ngày ${printedDay(identity.issuedOn)}`;
  return `${shortCitation(identity)}${on} của ${identity.issuer}`;
}

/** The citation with what the plan is about: "… của UBND tỉnh về …". */
export function fullCitation(identity: CitedIdentity & { readonly subject: string }): string {
  const { subject } = identity;
  return `${citation(identity)} về ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`;
}

/** The citation of a plan whose identity may not have been confirmed yet; null before that. */
export function citedPlan(identity: unknown): string | null {
  return isIdentity(identity) ? citation(identity) : null;
}

/** The column is an empty object before the review. */
function isIdentity(identity: unknown): identity is CitedIdentity {
  return typeof identity === 'object' && identity !== null && 'issuer' in identity;
}

/** How mails cite what a duty rests on: a paper of its own or somebody's word where it has one, else its plan. */
export function citedFor(
  identity: CitedIdentity & { readonly subject: string },
  basis: Basis | null,
): { readonly citation: string; readonly short: string } {
  if (basis === null) return { citation: fullCitation(identity), short: shortCitation(identity) };
  if (basis.kind === 'document') return { citation: citation(basis), short: shortCitation(basis) };
  return {
    citation: `chỉ đạo của ${basis.by} ngày ${printedDay(basis.on)}, văn bản gửi sau`,
    short: `chỉ đạo của ${basis.by}`,
  };
}
