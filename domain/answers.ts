import type { Calendar } from './calendar.js';
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
  const given = input.answers[`${code}@${about}`];
  return given ?? questionOf(input, code, about)?.proposal ?? null;
}

/** A question of the draft by its code and what it is about. */
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
