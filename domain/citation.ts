import { inSentence } from './in-sentence.js';
import type { ConfirmedPlan } from './schemas/confirmed-plan.js';
import { printedDay } from './printed-day.js';
import type { Basis } from './schemas/basis.js';

/** What of a plan's identity it is cited by. */
export type CitedIdentity = Pick<
  ConfirmedPlan['identity'],
  'documentType' | 'number' | 'issuedOn' | 'issuer' | 'amendedBy'
>;

/** "KẾ HOẠCH" as it stands in a sentence. */
export function typeInWords(documentType: string): string {
  return (
    documentType.charAt(0).toLocaleUpperCase('vi') + documentType.slice(1).toLocaleLowerCase('vi')
  );
}

/** "Kế hoạch số 12/KH-UBND"; without a number the kind of document alone. */
export function shortCitation({ documentType, number }: CitedIdentity): string {
  const type = typeInWords(documentType);
  return number === null ? type : `${type} số ${number}`;
}

/** "Kế hoạch số 12/KH-UBND ngày 05/7/2026 của UBND tỉnh". */
export function citation(identity: CitedIdentity): string {
  return `${datedCitation(identity)} của ${identity.issuer}`;
}

function datedCitation(identity: CitedIdentity): string {
  const on = identity.issuedOn === null ? '' : ` ngày ${printedDay(identity.issuedOn)}`;
  return `${shortCitation(identity)}${on}`;
}

/** " (sửa đổi, bổ sung tại Công văn số 20/UBND-NC ngày 01/7/2026)", the last paper that amended a plan; empty for none. */
function amendedText({ amendedBy = [] }: CitedIdentity): string {
  const last = amendedBy.at(-1);
  return last === undefined
    ? ''
    : ` (sửa đổi, bổ sung tại ${shortCitation(last)} ngày ${printedDay(last.issuedOn)})`;
}

/** The citation with what the plan is about: "… của UBND tỉnh về …", and what amended it last. */
export function fullCitation(identity: CitedIdentity & { readonly subject: string }): string {
  const { subject } = identity;
  return `${citation(identity)}${amendedText(identity)} về ${inSentence(subject)}`;
}

/** The citation of a plan whose identity may not have been confirmed yet; null before that. */
export function citedPlan(identity: unknown): string | null {
  return isIdentity(identity) ? citation(identity) : null;
}

/** The column is an empty object before the review. */
function isIdentity(identity: unknown): identity is CitedIdentity {
  return typeof identity === 'object' && identity !== null && 'issuer' in identity;
}

/** What a mail rests on, in words of four lengths. */
export interface Cited {
  /** With what it is about, where that is known: "Kế hoạch số … ngày … của … về …". */
  readonly citation: string;
  /** "Kế hoạch số … ngày … của …". */
  readonly issued: string;
  /** "Kế hoạch số … ngày …": what is never cut. */
  readonly dated: string;
  /** "Kế hoạch số …". */
  readonly short: string;
}

/** How mails cite what a duty rests on: a paper of its own or somebody's word where it has one, else its plan. */
export function citedFor(
  identity: CitedIdentity & { readonly subject: string },
  basis: Basis | null,
): Cited {
  if (basis === null) return { ...citedPaper(identity), citation: fullCitation(identity) };
  return basis.kind === 'document' ? citedPaper(basis) : citedWord(basis);
}

/** What a duty rests on instead of its plan, as pages say it. */
export function basisWords(basis: Basis): string {
  return (basis.kind === 'document' ? citedPaper(basis) : citedWord(basis)).citation;
}

function citedWord(basis: Extract<Basis, { kind: 'directed' }>): Cited {
  const dated = `chỉ đạo của ${basis.by} ngày ${printedDay(basis.on)}`;
  const whole = `${dated}, văn bản gửi sau`;
  return { citation: whole, issued: whole, dated, short: `chỉ đạo của ${basis.by}` };
}

function citedPaper(paper: CitedIdentity): Cited {
  const issued = citation(paper);
  return { citation: issued, issued, dated: datedCitation(paper), short: shortCitation(paper) };
}
