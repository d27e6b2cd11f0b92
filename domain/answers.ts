import type { Calendar } from './calendar.js';
import type { Day } from './day.js';
import { dayOf } from './day.js';
import type { OfficeHours } from './office-hours.js';
import type { DraftQuestion, PlanDraft } from './schemas/plan-draft.js';

/** What a plan is confirmed from: the draft, a person's answers, and the office that tracks it. */
export interface ConfirmationInput {
  readonly draft: PlanDraft;
  /** Answers of a person by `code@about`; a question without one takes its proposal. */
  readonly answers: Readonly<Record<string, string>>;
  readonly office: {
    readonly name: string;
    readonly officerName: string;
    readonly officerPhone: string;
    readonly officerEmail: string;
    readonly placeOfIssue: string;
  };
  readonly calendar: Calendar;
  readonly hours: OfficeHours;
  readonly rollForward: boolean;
  readonly agencyIds: readonly string[];
  /** For rules that print no year: the year the plan is read in. */
  readonly year: number;
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

/** Every day that an answer prints as "05/7/2026", in its order; what is no day is left out. */
export function daysIn(answer: string): Day[] {
  return [...answer.matchAll(/(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/gu)]
    .map(([, date, month, year]) => dayOf(Number(year), Number(month), Number(date)))
    .filter((day): day is Day => day !== null);
}

/** The one day that an answer prints, or null. */
export function dayIn(answer: string | null): Day | null {
  return daysIn(answer ?? '')[0] ?? null;
}

/** Whether a person answered that the bodies the plan merely asks owe their report as well. */
export function askedBodiesOwe(answers: Readonly<Record<string, string>>): boolean {
  return Object.entries(answers).some(
    ([key, answer]) => key.startsWith('asked_body_owes@') && answer === 'Có',
  );
}
