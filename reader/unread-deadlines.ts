import type { DeadlineSettings } from '../domain/deadline.js';
import type { Evidence, PlanDraft } from '../domain/schemas/plan-draft.js';
import { partsOf } from './document-parts.js';
import { duePhrasesIn, type FoundDue } from './due-phrases.js';
import { isTold } from './facts/acts.js';
import { fold } from '../domain/fold.js';
import { evidenceOf, type Passage } from './passage.js';
import { printsDay } from './recurrence-rules.js';
import { clausesOf } from './sentences.js';

/** Words of sending: a day beside one of them is likely to be somebody's deadline. */
const SENDS =
  /(?<!\p{L})(?:gửi|nộp|chuyển|trình|báo cáo|đăng ký|phản hồi|cung cấp)(?!\p{L}| (?:viên|đã|này))/u;

/**
 * The sentences that print a day beside a word of sending and became no obligation, window or event of the
 * draft: what a person should look at lest the reader has missed a duty. `settings` as for `readPlan`.
 */
export function unreadDeadlines(
  text: string,
  draft: PlanDraft,
  { calendar }: Pick<DeadlineSettings, 'calendar'>,
): Evidence[] {
  const { source, blocks } = partsOf(text);
  const context = {
    planYear: draft.window === null ? null : Number(draft.window.to.slice(0, 4)),
    windowEnd: draft.window?.to ?? null,
    issuedOn: draft.document.issuedOn,
    calendar,
  };
  const subjectEnd = draft.document.evidence['subject']?.end ?? 0;
  return blocks
    .filter(({ passage, kind }) => kind !== 'section' && (passage.from[0] ?? 0) >= subjectEnd)
    .flatMap(({ passage }) => clausesOf(passage))
    .filter(({ passage }) => SENDS.test(passage.key) && !isTold(passage, passage.text.length))
    .filter(({ passage }) =>
      duePhrasesIn(passage.key, context).some(
        (found) => isPrintedDay(passage.key, found) && !isRead(draft, passage, found),
      ),
    )
    .map(({ passage }) => evidenceOf(source, passage));
}

/** Whether the words of a phrase print a day; the year may be unknown here. */
function isPrintedDay(key: string, { start, end, boundary, recurrence }: FoundDue): boolean {
  if (recurrence !== null) return recurrence.some(printsDay);
  const dated = ['before_day', 'before_time', 'by_end_of_day'].includes(boundary);
  return dated && /\d/u.test(key.slice(start, end));
}

/** Whether an obligation took the phrase, or what is no duty took the place where it stands. */
function isRead(draft: PlanDraft, passage: Passage, { start, end }: FoundDue): boolean {
  const words = passage.key.slice(start, end);
  const place = evidenceOf('', passage, start, end);
  const holds = (evidence: Evidence): boolean =>
    evidence.start <= place.start && place.end <= evidence.end;
  const others = [draft.window, ...draft.events, ...draft.targets, ...draft.document.legalBases];
  return (
    draft.obligations.some(
      ({ due, evidence, alsoAt }) =>
        alsoAt.some(holds) || (holds(evidence) && fold(due.phrase).includes(words)),
    ) || others.some((fact) => fact !== null && holds(fact.evidence))
  );
}
