import type { Instant } from '../day.js';
import type { ReviewedPlan } from '../review/reviewed-plan.js';
import type { ReviewProblem } from '../review/problems.js';
import type { ConfirmedPlan } from '../schemas/confirmed-plan.js';
import type { DraftQuestion } from '../schemas/plan-draft.js';
import type { ReviewEdits } from '../schemas/review-edits.js';
import { amendedPlan, amendingPaper, earlierDuties } from './amended-plan.js';
import type { Amending } from './amended-plan.js';
import type { Amendment } from './amendment.js';

/** An amendment as it stands with all that people did. */
export interface AmendedReview {
  readonly confirmed: ConfirmedPlan;
  /** Of what is new or was changed; the plan's own were answered. */
  readonly questions: readonly DraftQuestion[];
  /** By the place of a duty of the amending document: which it takes the place of; null: it is new. */
  readonly earlier: Readonly<Record<string, string | null>>;
  /** What the paper that amends still lacks. */
  readonly problems: readonly ReviewProblem[];
}

/** What would become of a plan that runs by an amendment under review: `reviewed` is its combined draft with the edits. */
export function amendedReview({
  reviewed,
  ...of
}: {
  readonly reviewed: ReviewedPlan;
  readonly running: ConfirmedPlan;
  readonly edits: ReviewEdits;
  readonly amendment: Amendment;
  readonly agencies: Amending['agencies'];
  readonly now: Instant;
}): AmendedReview {
  const amending = { ...of, reviewed: reviewed.confirmed };
  const paper = amendingPaper(of);
  return {
    confirmed: amendedPlan(amending),
    earlier: Object.fromEntries(earlierDuties(amending)),
    questions: reviewed.questions.filter(({ about }) => {
      const nth = /^obligations\[(\d+)\]/u.exec(about);
      if (nth === null) return false;
      const isNew = Number(nth[1]) >= of.amendment.firstNew;
      return isNew || of.edits.duties[nth[0]]?.when !== undefined;
    }),
    problems: [
      ...(paper !== null && paper.number.trim() === ''
        ? [{ at: 'amending.number', message: 'Chưa ghi số, ký hiệu của văn bản sửa đổi.' }]
        : []),
      ...(paper !== null && paper.issuedOn === null
        ? [{ at: 'amending.issuedOn', message: 'Chưa ghi ngày của văn bản sửa đổi.' }]
        : []),
    ],
  };
}
