import { dayIn, daysIn, daysOfYearIn, keyOf, rulesIn } from './answers.js';
import type { ConfirmationInput } from './answers.js';
import type { DraftQuestion } from './schemas/plan-draft.js';
import { unclearSetDue } from './set-dues.js';

/** The first answer that says no day where one is asked for, else the first day set that is none; null when all can be followed. */
export function unclearAnswer({
  draft,
  answers,
}: Pick<ConfirmationInput, 'draft' | 'answers'>): string | null {
  for (const question of draft.questions) {
    const answer = answers[keyOf(question)];
    if (answer === undefined || answer === question.proposal || answer.trim() === '') continue;
    if (!SAYS[question.code](answer)) return answer;
  }
  return unclearSetDue({ answers });
}

const REFUSES = /^\s*không(?!\p{L})/iu;

/** Whether an answer can be followed, by the code of its question. */
const SAYS: Readonly<Record<DraftQuestion['code'], (answer: string) => boolean>> = {
  recurrence_day_missing: (answer) => rulesIn(answer).length + daysOfYearIn(answer).length > 0,
  due_already_past: (answer) => dayIn(answer) !== null,
  window_missing: (answer) => daysIn(answer).length === 2,
  progress_reports: (answer) => REFUSES.test(answer) || daysOfYearIn(answer).length > 0,
  target_inside_period: () => true,
  recipients_conflict: () => true,
  recipient_unknown: () => true,
  asked_body_owes: () => true,
  issuer_of_report: () => true,
  number_blank: () => true,
  weekday_disagrees: () => true,
  clause_not_understood: () => true,
  end_missing: (answer) => dayIn(answer) !== null,
  owner_missing: () => true,
  due_in_holidays: () => true,
};
