import type { FastifyInstance } from 'fastify';
import { raisedQuestions } from '../../domain/answered-draft.js';
import type { ConfirmationInput } from '../../domain/answers.js';
import { proposeConfirmation } from '../../domain/confirm.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { amendedReview } from '../../domain/amendment/amended-review.js';
import { amendingText } from '../../domain/amendment/combined-draft.js';
import { annexForm } from '../../domain/forms/annex-form.js';
import { formFaults } from '../../domain/forms/form-faults.js';
import { libraryForm } from '../../domain/forms/library.js';
import { comparedPlans } from '../../domain/model/compared-duties.js';
import { yearOf } from '../../domain/model/same-matter.js';
import { withPastDues } from '../../domain/past-dues.js';
import { goneNames } from '../../domain/review/named-successors.js';
import { formerAgencies } from '../../office/lineage.js';
import { heardMemory } from '../../domain/memory/applied.js';
import { ok } from '../../domain/result.js';
import { editsOfConfirmed } from '../../domain/review/edits-of-confirmed.js';
import { problemsOfReview } from '../../domain/review/problems.js';
import { NO_EDITS } from '../../domain/review/review-edits.js';
import type { LadderSettings } from '../../domain/ladder.js';
import { dutySteps } from '../../domain/review/duty-steps.js';
import { reviewedPlan } from '../../domain/review/reviewed-plan.js';
import { saidDue } from '../../domain/review/said-due.js';
import { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { unclearAnswer } from '../../domain/unclear-answer.js';
import { planRoutes } from '../../contract/plans.js';
import { reviewRoutes } from '../../contract/reviews.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { officerOf } from '../../office/directory/directory-views.js';
import { keepAsModel } from '../../office/plan/keep-as-model.js';
import { lastYearsPlan } from '../../office/plan/last-years-plan.js';
import { officeMemory } from '../../office/plan/office-memory.js';
import { planReview } from '../../office/plan/plan-views.js';
import { plansLike } from '../../office/plan/plans-like.js';
import { editReview, keptEdits } from '../../office/plan/review-edits.js';
import type { KeptEdits } from '../../office/plan/review-edits.js';
import type { ServerDeps } from '../ports.js';
import { foundPlan } from '../found-plan.js';
import { Refused } from '../refused.js';
import { serve } from '../serve.js';
import type { RouteRequest } from '../serve.js';

/** What of a request a review is worked out with. */
export type Asked = Pick<
  RouteRequest<{ planId: string }, unknown, unknown>,
  'db' | 'officeId' | 'office' | 'params' | 'act'
>;

/** The review page: what was read, what people did with it, and what is read of words they point at. */
export function reviewPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, planRoutes.review, async (asked) => {
    const whole = await foundPlan(asked, planReview(asked.db, ids(asked)));
    const { uploadedBy: _by, version: _nth, amendment, running: _running, ...review } = whole;
    const isOpen = review.state === 'draft' || review.state === 'awaitingConsent';
    const { draft } = review;
    return {
      ...review,
      // What runs was asked about when it began.
      draft: isOpen && amendment === null ? withPastDues(draft, asked.office.now) : draft,
      unread: draft.unread,
      standing:
        isOpen && asked.office.roles.includes('officer') ? await standing(asked, whole) : null,
    };
  });

  serve(at, planRoutes.proposal, async (asked) => {
    const review = await foundPlan(asked, planReview(asked.db, ids(asked)));
    const { now, ...open } = await openInput(asked, review);
    const input = {
      ...open,
      draft: withPastDues(review.draft, now),
      answers: asked.body.answers,
    };
    const unclear = unclearAnswer(input);
    if (unclear !== null) throw new Refused('ANSWER_UNCLEAR', { details: { answer: unclear } });
    return { confirmed: proposeConfirmation(input), questions: raisedQuestions(input) };
  });

  serve(at, reviewRoutes.edit, async (asked) => {
    const review = await foundPlan(asked, planReview(asked.db, ids(asked)));
    const input = await openInput(asked, review);
    const before = unkept(review, input);
    const { planId } = asked.params;
    await asked.act((scope) => editReview(scope, { planId, ...asked.body, before }));
    return standing(asked, review);
  });

  serve(at, reviewRoutes.keepAsModel, async (asked) => {
    const review = await foundPlan(asked, planReview(asked.db, ids(asked)));
    const { planId } = asked.params;
    const standingNow = await standing(asked, review);
    const confirmed = ConfirmedPlan.safeParse(standingNow.confirmed);
    if (!confirmed.success) throw new Refused('PLAN_NUMBER_MISSING');
    return asked.act((scope) => keepAsModel(scope, { planId, confirmed: confirmed.data }));
  });

  serve(at, reviewRoutes.readPassage, async (asked) => {
    const { text, draft } = await foundPlan(asked, planReview(asked.db, ids(asked)));
    const { start, end } = asked.body;
    return deps.readWords.passage(text.slice(start, end), draft);
  });

  serve(at, reviewRoutes.readWhen, async (asked) => {
    const { draft, ...review } = await foundPlan(asked, planReview(asked.db, ids(asked)));
    const input = await openInput(asked, { draft, ...review });
    const when =
      asked.body.when ??
      ({
        kind: 'phrase',
        due: deps.readWords.phrase(asked.body.phrase ?? '', draft),
        until: null,
      } as const);
    return { when, due: saidDue(when, input) };
  });
}

type Review = NonNullable<Awaited<ReturnType<typeof planReview>>>;
type OpenInput = Omit<ConfirmationInput, 'answers'> & {
  readonly now: Instant;
  readonly ladder: LadderSettings;
};

const ids = ({ officeId, params }: Asked) => ({ officeId, planId: params.planId });

/** A plan as it stands with all that people did. */
export async function standing(asked: Asked, review: Review): Promise<ReviewStanding> {
  const input = await openInput(asked, review);
  const kept = await keptEdits(asked.db, ids(asked));
  const { edits, revision }: KeptEdits = kept ?? { edits: unkept(review, input), revision: 0 };
  const { identity } = reviewedPlan(input, edits).confirmed;
  const year = identity.issuedOn === null ? input.year : yearOf(identity.issuedOn);
  const lastYear =
    review.amendment === null
      ? await lastYearsPlan(asked.db, ids(asked), { ...identity, year })
      : null;
  // A form that last year's plan had of its own may be chosen again.
  const forms = [...(input.forms ?? []), ...ownForms(lastYear?.confirmed ?? null, input)];
  const reviewed = reviewedPlan({ ...input, forms }, edits);
  const { amendment, running } = review;
  const amended =
    amendment === null || running === null
      ? null
      : amendedReview({
          ...{ reviewed, running, edits, amendment },
          agencies: review.agencies,
          now: input.now,
        });
  const { draft, filledIn } = reviewed;
  const memory = heardMemory(input.memory ?? [], edits);
  const { questions, confirmed } = amended ?? reviewed;
  const problems = problemsOfReview({
    confirmed,
    questions,
    edits,
    draft,
    agencyIds: new Set(review.agencies.map(({ id }) => id)),
    now: input.now,
  });
  return {
    revision,
    changedBy: kept?.changedBy ?? null,
    changedAt: kept?.changedAt ?? null,
    edits,
    draft,
    questions: [...questions],
    confirmed,
    earlier: amended?.earlier ?? {},
    sameAs: await plansLike(asked.db, { ...ids(asked), identity: confirmed.identity }),
    problems: [...(amended?.problems ?? []), ...problems],
    timelines: [
      ...dutySteps(confirmed, { now: input.now, settings: input.ladder }, review.running),
    ],
    lastYear:
      lastYear === null
        ? null
        : {
            planId: lastYear.planId,
            citation: lastYear.citation,
            ...comparedPlans(confirmed, lastYear.confirmed, {
              agencies: review.agencies,
              citation: lastYear.citation,
            }),
          },
    memory: [...memory],
    gone: [
      ...goneNames(draft.obligations, {
        ...{ agencies: review.agencies, memory, removed: edits.removed },
        former: await formerAgencies(asked.db, asked.officeId),
      }),
    ],
    filledIn: [...filledIn],
  };
}

/** The forms of a plan that neither the library nor the plan under review has. */
function ownForms(
  plan: ConfirmedPlan | null,
  { forms = [] }: OpenInput,
): readonly FormDefinition[] {
  return (plan?.forms ?? []).filter(
    ({ key }) => libraryForm(key) === null && !forms.some((one) => one.key === key),
  );
}

/** What stands before anything was kept: what was confirmed, where it came without what led to it. */
export function unkept({ confirmed }: Pick<Review, 'confirmed'>, input: OpenInput) {
  if (confirmed === null) return NO_EDITS;
  const { answers } = confirmed;
  return editsOfConfirmed(confirmed, proposeConfirmation({ ...input, answers }));
}

/** What a plan is reviewed with: the office's agencies, calendar and hours, and the officer who put it in. */
export async function openInput(asked: Asked, review: Review): Promise<OpenInput> {
  const { db, officeId, office, act } = asked;
  const { settings, rollForward, now } = await act((scope) =>
    Promise.resolve(
      ok({ settings: scope.settings, rollForward: scope.rollForward, now: scope.now }),
    ),
  );
  const officer = await officerOf(db, {
    officeId: office.motherOfficeId ?? officeId,
    // Whoever else opens the page sees the same proposal.
    staffId: review.uploadedBy ?? office.staffId,
  });
  return {
    draft: review.draft,
    office: {
      name: officer.officeName,
      shortName: officer.officeShortName,
      officerName: officer.name,
      officerPhone: officer.phone,
      officerEmail: officer.email,
      placeOfIssue: officer.settings.placeOfIssue ?? placeIn(officer.officeName),
      governingBody: officer.settings.governingBody,
      signer: officer.settings.signers[0] ?? null,
    },
    calendar: settings.calendar,
    hours: settings.hours,
    rollForward,
    agencies: review.agencies,
    memory: await officeMemory(db, officeId),
    forms: [...annexForms(review)],
    year: Number(dayAt(now).slice(0, 4)),
    ladder: settings,
    now,
  };
}

/** The form in the annex of a plan; of an amendment that in the annex of its paper, beside the plan's, where it can be used as it is. */
function annexForms({ text, amendment }: Review): readonly FormDefinition[] {
  if (amendment === null) {
    const annex = annexForm(text);
    return annex === null ? [] : [annex.form];
  }
  const annex = amendment.kind === 'document' ? annexForm(amendingText(text) ?? '') : null;
  if (annex === null || formFaults(annex.form).length > 0) return [];
  const key = `${annex.form.key}-${String(amendment.version + 1)}`;
  const name = 'Biểu mẫu trong phụ lục của văn bản sửa đổi';
  return [{ ...annex.form, key, name, nameEn: 'Form in the annex of the amending document' }];
}

/** "Công an tỉnh Sông Hương" stands in Sông Hương. */
function placeIn(officeName: string): string {
  return /(?:tỉnh|thành phố)\s+(.+)$/iu.exec(officeName)?.[1] ?? officeName;
}
