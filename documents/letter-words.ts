import { printable, shortDate } from './text.js';
import { countInText } from './text.js';
import { agencyList } from './official-table.js';
import type { Annex } from './annexes.js';
import type { LetterContact, LetterVerb } from './issuer-shapes.js';
import type { Day } from '../domain/day.js';

/** Above this many the names stand in an annex instead of under "Kính gửi". */
export const MOST_ADDRESSEES = 10;

/** The agencies of a letter inside a sentence: the one by its name, several as "các cơ quan, đơn vị". */
export function addressed(names: readonly string[]): string {
  const [only = ''] = names;
  return names.length === 1 ? only : 'các cơ quan, đơn vị';
}

/** Of whom a letter speaks, after it has named them. */
export function ofWhom(names: readonly string[], annex: string | null): string {
  const [only = ''] = names;
  if (names.length === 1) return only;
  const count = countInText(names.length);
  return annex === null
    ? `${count} cơ quan, đơn vị nêu trên`
    : `${count} cơ quan, đơn vị (có danh sách tại ${annex} kèm theo)`;
}

/** What the issuer says of whose duty it is. */
export function dutySentence(letter: {
  plan: { readonly citation: string };
  reportName: string;
  duePhrase: string;
  names: readonly string[];
}): string {
  const { plan, reportName, duePhrase, names } = letter;
  return `Thực hiện ${plan.citation}, ${addressed(names)} có trách nhiệm gửi ${reportName} ${duePhrase}.`;
}

/** "Đầu mối liên hệ: …"; none without a contact, and no empty name or telephone. */
export function contactSentence(contact: LetterContact | null): string[] {
  if (contact === null) return [];
  const parts = [
    contact.unit,
    ...(contact.person === null ? [] : [`đồng chí ${contact.person}`]),
    ...(contact.phone === null ? [] : [`điện thoại ${contact.phone}`]),
  ].filter((part) => part.trim() !== '');
  return parts.length === 0 ? [] : [`Đầu mối liên hệ: ${parts.join(', ')}.`];
}

/** The last sentence of a letter: a committee may command, the police ask. */
export function closingOfLetter(letter: {
  issuingBody: string;
  verb: LetterVerb;
  names: readonly string[];
}): string {
  const issuer = printable(letter.issuingBody);
  const whom = addressed(letter.names);
  return letter.verb === 'yêu cầu'
    ? `${issuer} yêu cầu ${whom} nghiêm túc thực hiện./.`
    : `${issuer} đề nghị ${whom} quan tâm, phối hợp thực hiện./.`;
}

/** The annex that names the agencies of a letter. */
export function annexOfNames(title: string, names: readonly string[]): Annex {
  return { title, landscape: false, children: [agencyList(names)] };
}

/** "hết ngày 10/7/2026". */
export function endOf(day: Day): string {
  return `hết ngày ${shortDate(day)}`;
}
