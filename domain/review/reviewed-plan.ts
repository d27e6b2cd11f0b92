import { answeredDraft } from '../answered-draft.js';
import type { ConfirmationInput } from '../answers.js';
import { proposeConfirmation } from '../confirm.js';
import type { Day, Instant } from '../day.js';
import { filledIn, heardMemory, rememberedDraft } from '../memory/applied.js';
import type { FilledIn } from '../memory/applied.js';
import { withPastDues } from '../past-dues.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../schemas/confirmed-plan.js';
import type { DraftQuestion, PlanDraft } from '../schemas/plan-draft.js';
import type { ReviewEdits } from '../schemas/review-edits.js';
import { aboutOf, editedDraft, heardAnswers } from './edited-draft.js';
import { withMovedDays } from './moved-days.js';
import { editedForms } from './review-edits.js';
import { saidEnd } from './said-due.js';

/** A plan as it stands after all that people did with what was read of it. */
export interface ReviewedPlan {
  /** What was read and added, with what was changed: the places of duties are those that edits name. */
  readonly draft: PlanDraft;
  /** What is still to be answered, what answers raise included. */
  readonly questions: readonly DraftQuestion[];
  /** What would be put before the leader; it may still lack something (`problemsOfReview`). */
  readonly confirmed: ConfirmedPlan;
  /** What of it neither the document nor a person said: what the office remembers. */
  readonly filledIn: readonly FilledIn[];
}

/** The yearly reports that an answer gives rise to stand behind all other duties; their place moves when one is added. */
const PROGRESS = 'progress';

/** What becomes of a draft by the edits of people: they lie over whatever is proposed from it, and nothing typed gives way to a proposal. */
export function reviewedPlan(
  { now, ...asked }: Omit<ConfirmationInput, 'answers'> & { readonly now: Instant },
  edits: ReviewEdits,
): ReviewedPlan {
  const addedFrom = asked.draft.obligations.length;
  const memory = heardMemory(asked.memory ?? [], edits);
  const remembered = rememberedDraft(asked.draft, memory);
  const draft = withPastDues(editedDraft(remembered, edits, asked), now);
  const input: ConfirmationInput = {
    ...asked,
    memory,
    draft,
    answers: heardAnswers(asked.draft, edits),
    ends: endsOf(edits, addedFrom),
    open: openOf(edits, addedFrom),
  };
  const answered = answeredDraft(input);
  const proposed = proposeConfirmation(input);
  const { window } = edits;
  const forms = editedForms(proposed.forms ?? [], edits);
  return {
    draft,
    filledIn: filledIn(asked.draft, edits, { memory, agencies: asked.agencies }),
    questions: answered.questions.filter(({ about }) => !edits.removed.includes(dutyOf(about))),
    confirmed: {
      ...withoutForms(proposed),
      ...(window ?? {}),
      // None at all is something a person says as well.
      ...(edits.targets === null ? {} : { targets: edits.targets }),
      identity: identityOf(proposed.identity, edits.identity),
      ...(edits.agencyIds === null ? {} : { agencyIds: edits.agencyIds }),
      answers: { ...proposed.answers, ...edits.answers },
      ...(forms.length === 0 ? {} : { forms }),
      requirements: proposed.requirements
        .map((requirement) => placed(requirement, draft))
        .filter(({ about }) => about === undefined || !edits.removed.includes(about))
        .map((requirement) => changed(requirement, edits, addedFrom)),
    },
  };
}

function withoutForms({ forms: _forms, ...proposed }: ConfirmedPlan): ConfirmedPlan {
  return proposed;
}

/** As typed, without the empty lines that typing leaves. */
function identityOf(
  proposed: ConfirmedPlan['identity'],
  typed: ReviewEdits['identity'],
): ConfirmedPlan['identity'] {
  const said = Object.entries(typed).filter(
    // Nobody named to sign: then the issuer does.
    ([field, value]) => value !== undefined && !(field === 'paperIssuer' && value === ''),
  );
  return {
    ...proposed,
    ...Object.fromEntries(
      said.map(([field, value]) => [
        field,
        Array.isArray(value) ? value.filter((line) => line.trim() !== '') : value,
      ]),
    ),
  };
}

function placed(requirement: ConfirmedRequirement, draft: PlanDraft): ConfirmedRequirement {
  const isRead = draft.obligations.some((_, index) => aboutOf(index) === requirement.about);
  return isRead ? requirement : { ...requirement, about: PROGRESS };
}

/** What of a change is no part of a draft: it lies over what the draft gives. */
function changed(
  requirement: ConfirmedRequirement,
  edits: ReviewEdits,
  addedFrom: number,
): ConfirmedRequirement {
  const { about = PROGRESS } = requirement;
  const { reportName, agencyIds, form, ladder, days = {}, ...change } = edits.duties[about] ?? {};
  const index = edits.added.findIndex((_, nth) => aboutOf(addedFrom + nth) === about);
  const added = edits.added[index]?.duty;
  const basis = change.basis === undefined ? added?.basis : change.basis;
  const covering = change.covering?.trim() ?? '';
  // What a person adds says itself whether it binds; of what was read the answers do.
  const binding = added === undefined || (change.binding ?? added.binding);
  return {
    ...requirement,
    ...(reportName === undefined ? {} : { reportName }),
    ...(agencyIds === undefined ? {} : { agencyIds }),
    ...(form === undefined ? {} : { form }),
    ...(ladder === undefined || ladder === null ? {} : { ladder }),
    ...(basis === undefined || basis === null ? {} : { basis }),
    ...(covering === '' ? {} : { covering }),
    ...(binding ? {} : { binding: false as const }),
    cycles: requirement.cycles.map((cycle) => withMovedDays(cycle, days[cycle.key] ?? {})),
  };
}

/** Until when duties are tracked, by their places, where a person said so. */
function endsOf(edits: ReviewEdits, addedFrom: number): Record<string, Day> {
  return Object.fromEntries(
    saidWhen(edits, addedFrom).flatMap(([about, when]) => {
      const end = saidEnd(when);
      return end === null ? [] : [[about, end]];
    }),
  );
}

/** The duties that are tracked without a day, by their places. */
function openOf(edits: ReviewEdits, addedFrom: number): readonly string[] {
  const last = new Map(saidWhen(edits, addedFrom));
  return [...last].flatMap(([about, when]) => (when.kind === 'open' ? [about] : []));
}

/** When people said duties are due, by their places; what was changed behind what was added. */
function saidWhen({ added, duties }: ReviewEdits, addedFrom: number) {
  return [
    ...added.map(({ duty }, nth) => [aboutOf(addedFrom + nth), duty.when] as const),
    ...Object.entries(duties).flatMap(([about, { when }]) =>
      when === undefined ? [] : [[about, when] as const],
    ),
  ];
}

function dutyOf(about: string): string {
  return about.split('.')[0] ?? about;
}
