import { answerTo, dayIn, daysIn, daysOfYearIn, listIn } from './answers.js';
import type { ConfirmationInput } from './answers.js';
import { dueOnDay } from './review/said-due.js';
import type { DraftObligation, DraftQuestion, Evidence, PlanDraft } from './schemas/plan-draft.js';
import { setDueOf } from './set-dues.js';
import { targetInsidePeriod } from './target-inside-period.js';

/** What a person answered has no words in the document. */
const NOT_PRINTED: Evidence = { start: 0, end: 0, text: '' };

/** The draft with what a person answered in the place of what the document left open; unanswered questions take their proposals. */
export function answeredDraft(input: ConfirmationInput): PlanDraft {
  const { draft } = input;
  const obligations = draft.obligations.map((obligation, index) =>
    answeredObligation(input, obligation, index),
  );
  const window = draft.window ?? answeredWindow(input);
  return {
    ...draft,
    window,
    obligations: [...obligations, ...progressReports(input, obligations)],
    questions: [...draft.questions, ...raisedBy({ input, window, obligations })],
  };
}

/** The questions that only answers give rise to: a campaign that a person dates may end after a report is due. */
export function raisedQuestions(input: ConfirmationInput): DraftQuestion[] {
  return answeredDraft(input).questions.slice(input.draft.questions.length);
}

function raisedBy({
  input: { draft, calendar },
  window,
  obligations,
}: {
  readonly input: ConfirmationInput;
  readonly window: PlanDraft['window'];
  readonly obligations: readonly DraftObligation[];
}): DraftQuestion[] {
  // The reader asked for a campaign that the document prints.
  if (draft.window !== null) return [];
  return obligations.flatMap((obligation, index) =>
    targetInsidePeriod({ window, obligation, about: `obligations[${String(index)}]`, calendar }),
  );
}

function answeredObligation(
  input: ConfirmationInput,
  obligation: DraftObligation,
  index: number,
): DraftObligation {
  const about = `obligations[${String(index)}]`;
  const recipients =
    listIn(answerTo(input, 'recipients_conflict', `${about}.recipients`)) ??
    listIn(answerTo(input, 'recipient_unknown', `${about}.recipients`)) ??
    obligation.recipients;
  const { due } = obligation;
  const chosen = dayIn(answerTo(input, 'weekday_disagrees', `${about}.due`));
  const moved = chosen === due.date ? null : chosen;
  const inItsPlace = dayIn(answerTo(input, 'due_already_past', `${about}.due`));
  const named = listIn(answerTo(input, 'owner_missing', `${about}.owedBy`));
  const set =
    inItsPlace !== null
      ? { date: inItsPlace, time: null }
      : (setDueOf(input, index) ?? (moved === null ? null : { date: moved, time: due.time }));
  return {
    ...obligation,
    owedBy: named === null || isEverybody(named) ? obligation.owedBy : named,
    recipients,
    due: set === null ? due : dueOnDay(set, input),
  };
}

/** "Tất cả": a duty that names nobody is everybody's. */
function isEverybody([first = '']: readonly string[]): boolean {
  return /^tất cả$/iu.test(first.normalize('NFC'));
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
  const { owedBy, except, recipients, via, channels, contactPoint, consolidator, binding } = first;
  return [
    {
      ...{ owedBy, except, recipients, via, channels, contactPoint, consolidator, binding },
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
