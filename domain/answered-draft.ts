import { answerTo, dayIn, daysIn, daysOfYearIn } from './answers.js';
import type { ConfirmationInput } from './answers.js';
import type { Day } from './day.js';
import { dueInstants } from './deadline.js';
import { withOffset } from './day.js';
import { printedDay } from './printed-day.js';
import type { DraftDue, DraftObligation, Evidence, PlanDraft } from './schemas/plan-draft.js';

/** What a person answered has no words in the document. */
const NOT_PRINTED: Evidence = { start: 0, end: 0, text: '' };

/** The draft with what a person answered in the place of what the document left open; unanswered questions take their proposals. */
export function answeredDraft(input: ConfirmationInput): PlanDraft {
  const { draft } = input;
  const obligations = draft.obligations.map((obligation, index) =>
    answeredObligation(input, obligation, `obligations[${String(index)}]`),
  );
  return {
    ...draft,
    window: draft.window ?? answeredWindow(input),
    obligations: [...obligations, ...progressReports(input, obligations)],
  };
}

function answeredObligation(
  input: ConfirmationInput,
  obligation: DraftObligation,
  about: string,
): DraftObligation {
  const recipients =
    listIn(answerTo(input, 'recipients_conflict', `${about}.recipients`)) ??
    listIn(answerTo(input, 'recipient_unknown', `${about}.recipients`)) ??
    obligation.recipients;
  const newDay = dayIn(answerTo(input, 'due_already_past', `${about}.due`));
  return {
    ...obligation,
    recipients,
    due: newDay === null ? obligation.due : dueByDay(input, newDay),
  };
}

/** A day that a person sets in the place of one gone by: until its end. */
function dueByDay(input: ConfirmationInput, date: Day): DraftDue {
  const { remindTargetAt, overdueAt } = dueInstants(
    { boundary: 'by_end_of_day', date, time: null },
    input,
  );
  return {
    phrase: `chậm nhất ngày ${printedDay(date)}`,
    boundary: 'by_end_of_day',
    date,
    time: null,
    recurrence: null,
    remindTargetAt: remindTargetAt === null ? null : withOffset(remindTargetAt),
    overdueAt: overdueAt === null ? null : withOffset(overdueAt),
  };
}

/** "01/6/2026 - 30/6/2026": two days, the first not after the second. */
function answeredWindow(input: ConfirmationInput): PlanDraft['window'] {
  const [from, to] = daysIn(answerTo(input, 'window_missing', 'window') ?? '');
  if (from === undefined || to === undefined || from > to) return null;
  return { from, to, evidence: NOT_PRINTED };
}

/** "18/12 hằng năm": the yearly reports of a plan of many years that prints no day for them; none for "Không". */
function progressReports(
  input: ConfirmationInput,
  obligations: readonly DraftObligation[],
): DraftObligation[] {
  const answer = answerTo(input, 'progress_reports', 'period') ?? '';
  const [yearly] = daysOfYearIn(answer);
  const { period } = input.draft;
  const [first] = obligations;
  if (yearly === undefined || period === null || first === undefined) return [];
  // They go the way of what the document does ask for.
  const { owedBy, recipients, via, channels, contactPoint, consolidator, binding } = first;
  return [
    {
      ...{ owedBy, recipients, via, channels, contactPoint, consolidator, binding },
      what: 'report',
      due: {
        phrase: answer,
        boundary: 'recurring',
        date: null,
        time: null,
        recurrence: [
          {
            every: 'year',
            month: yearly.month,
            day: yearly.on,
            boundary: 'by_end_of_day',
          },
        ],
        remindTargetAt: null,
        overdueAt: null,
      },
      evidence: period.evidence,
      alsoAt: [],
    },
  ];
}

function listIn(answer: string | null): string[] | null {
  const names = (answer ?? '')
    .split(/[;\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : names;
}
