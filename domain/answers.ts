import type { FormDefinition } from './schemas/form-definition.js';
import type { Calendar } from './calendar.js';
import type { Day } from './day.js';
import { dayOf } from './day.js';
import type { OfficeMemory } from './memory/office-memory.js';
import type { OfficeHours } from './office-hours.js';
import type { OwingAgency } from './owing-agency.js';
import type { DraftQuestion, PlanDraft, Recurrence } from './schemas/plan-draft.js';

/** What a plan is confirmed from: the draft, a person's answers, and the office that tracks it. */
export interface ConfirmationInput {
  readonly draft: PlanDraft;
  /** Answers of a person by `code@about`; a question without one takes its proposal. */
  readonly answers: Readonly<Record<string, string>>;
  readonly office: {
    readonly name: string;
    /** What it calls itself in mails; empty or missing: by its name. */
    readonly shortName?: string;
    readonly officerName: string;
    readonly officerPhone: string;
    readonly officerEmail: string;
    readonly placeOfIssue: string;
    /** Above its own name on its papers, and who signs them; missing where nobody has said. */
    readonly governingBody?: string | null;
    readonly signer?: { readonly capacity: string; readonly name: string } | null;
  };
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  readonly rollForward: boolean;
  /** The office's agencies, all of which the plan is proposed for. */
  readonly agencies: readonly OwingAgency[];
  /** For rules that print no year: the year the plan is read in. */
  readonly year: number;
  /** Forms of the plan's own, offered beside the library's. */
  readonly forms?: readonly FormDefinition[];
  /** Until when single duties that come again are tracked, by their places, where a person said so. */
  readonly ends?: Readonly<Record<string, Day>>;
  /** Duties without a day that are tracked all the same, by their places. */
  readonly open?: readonly string[];
  /** What corrections taught the office; none where no office reads. */
  readonly memory?: OfficeMemory;
}

/** What a person said to a question of the draft, else its proposal, else null. */
export function answerTo(input: ConfirmationInput, code: string, about: string): string | null {
  const asked = questionOf(input, code, about);
  const given = input.answers[`${code}@${about}`] ?? (asked && input.answers[keyOf(asked)]);
  return given ?? asked?.proposal ?? null;
}

/** A question of the draft by its code and the beginning of what it is about. */
export function questionOf(
  { draft }: ConfirmationInput,
  code: string,
  about: string,
): DraftQuestion | undefined {
  return draft.questions.find(
    (question) => question.code === code && question.about.startsWith(about),
  );
}

/** Under this name an answer is kept: `code@about`. */
export function keyOf(question: DraftQuestion): string {
  return `${question.code}@${question.about}`;
}

/** Every day that an answer prints as "05/7/2026" or "05-7-2026", in its order; what is no day is left out. */
export function daysIn(answer: string): Day[] {
  return [...answer.matchAll(/(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/gu)]
    .map(([, date, month, year]) => dayOf(Number(year), Number(month), Number(date)))
    .filter((day): day is Day => day !== null);
}

/** The one day that an answer prints, or null. */
export function dayIn(answer: string | null): Day | null {
  return daysIn(answer ?? '')[0] ?? null;
}

/** Whether a person answered that the bodies the plan merely asks owe the report that it demands of others. */
export function askedBodiesOwe(input: ConfirmationInput): boolean {
  return input.draft.obligations.some(
    ({ binding }, index) => binding && answerOnAsked(input, index) === 'Có',
  );
}

/** Whether a duty of asked bodies alone is left untracked by a person's answer. */
export function isLeftToGoodwill(input: ConfirmationInput, index: number): boolean {
  const duty = input.draft.obligations[index];
  return duty?.binding === false && answerOnAsked(input, index) === 'Không';
}

/** Whether a person leaves a duty untracked because its day lies amid holidays. */
export function isLeftForHolidays(input: ConfirmationInput, index: number): boolean {
  const answer = answerTo(input, 'due_in_holidays', `obligations[${String(index)}].due`);
  return answer !== null && /^\s*không(?!\p{L})/iu.test(answer.normalize('NFC'));
}

function answerOnAsked(input: ConfirmationInput, index: number): string | null {
  return answerTo(input, 'asked_body_owes', `obligations[${String(index)}].owedBy`);
}

const WEEKDAYS = ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'];

/** The rules that an answer gives in words: "ngày 18 hằng tháng", "thứ Năm hằng tuần", "thứ 6 hàng tuần". */
export function rulesIn(answer: string): Recurrence[] {
  const monthly = /ngày (\d{1,2}) (?:hằng|hàng) tháng/iu.exec(answer)?.[1];
  const weekly = /thứ (\p{L}+|[2-7]) (?:hằng|hàng) tuần/iu.exec(answer)?.[1]?.toLowerCase();
  const nth = weekly === undefined ? -1 : WEEKDAYS.indexOf(weekly);
  const weekday = nth === -1 ? Number(weekly ?? Number.NaN) - 1 : nth + 1;
  return [
    ...(monthly === undefined ? [] : [{ every: 'month' as const, day: Number(monthly) }]),
    ...(weekday >= 1 && weekday <= 6 ? [{ every: 'week' as const, weekday }] : []),
  ];
}

/** The days of a year that an answer prints, as "18/6" or "18-12". */
export function daysOfYearIn(answer: string): { readonly on: number; readonly month: number }[] {
  return [...answer.matchAll(/(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?![\d/.-]*\d)/gu)]
    .map(([, on, month]) => ({ on: Number(on), month: Number(month) }))
    .filter(({ on, month }) => dayOf(2000, month, on) !== null);
}

/** The names that an answer lists, parted by semicolons or lines; null for none. */
export function listIn(answer: string | null): string[] | null {
  const names = (answer ?? '')
    .split(/[;\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : names;
}
