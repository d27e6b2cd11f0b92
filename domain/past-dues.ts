import type { Instant } from './day.js';
import { dayAt, instant } from './day.js';
import { endOfYearProposed } from './end-proposed.js';
import type { DraftQuestion, PlanDraft } from './schemas/plan-draft.js';

/** Left as it is, a duty whose day has gone by is not reminded of. */
const LEFT_OUT = 'Bỏ qua';

/**
 * The draft with a question for each duty that is late already at `now`: the reader knows no clock,
 * so whoever shows a draft asks.
 */
export function withPastDues(draft: PlanDraft, now: Instant): PlanDraft {
  const asked = draft.obligations.flatMap(
    ({ due: { phrase, overdueAt } }, index): DraftQuestion[] =>
      overdueAt === null || instant(overdueAt) > now
        ? []
        : [
            {
              code: 'due_already_past',
              about: `obligations[${String(index)}].due`,
              message: `Hạn “${phrase}” đã qua. Ghi hạn mới (ngày/tháng/năm) nếu vẫn đôn đốc; để “${LEFT_OUT}” thì nội dung này không được nhắc.`,
              proposal: LEFT_OUT,
              options: [],
            },
          ],
  );
  return { ...draft, questions: [...draft.questions.map((one) => withEnd(one, now)), ...asked] };
}

/** A document without a date says nothing of when its periodic reports end: the end of this year is proposed, of the next one when little is left of it. */
function withEnd(question: DraftQuestion, now: Instant): DraftQuestion {
  if (question.code !== 'end_missing' || question.proposal !== null) return question;
  return { ...question, proposal: endOfYearProposed(dayAt(now)) };
}
