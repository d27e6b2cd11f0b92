import { answeredDraft } from '../answered-draft.js';
import type { ConfirmationInput } from '../answers.js';
import { aboutOf, editedDraft, heardAnswers } from '../review/edited-draft.js';
import { NO_EDITS } from '../review/review-edits.js';
import type { ConfirmedPlan } from '../schemas/confirmed-plan.js';
import type { PlanDraft } from '../schemas/plan-draft.js';
import type { ReviewEdits } from '../schemas/review-edits.js';

/** What stands between the text of a plan and that of the paper which amends it. */
const BETWEEN = '\n\n— — —\n\n';

/** A plan that runs, as it was read and what people did with it. */
export interface ReadPlan {
  readonly text: string;
  readonly input: Omit<ConfirmationInput, 'answers'>;
  readonly edits: ReviewEdits;
  /** As it runs. */
  readonly confirmed: ConfirmedPlan;
}

/**
 * What an amendment is reviewed from: the duties of the plan that runs as they stand, each at its place,
 * behind them those read in the amending document, whose words stand behind the plan's. Only the document
 * asks questions: those of the plan were answered. `edits` are those it begins with.
 */
export function combinedDraft(
  { text, input, edits, confirmed }: ReadPlan,
  amending: { readonly text: string; readonly draft: PlanDraft } | null,
): {
  readonly text: string;
  readonly draft: PlanDraft;
  readonly firstNew: number;
  readonly edits: ReviewEdits;
} {
  const edited = editedDraft(input.draft, edits, input);
  const answered = answeredDraft({
    ...input,
    draft: edited,
    answers: heardAnswers(input.draft, edits),
  });
  // The yearly reports that an answer gave stand behind all others and are changed by nobody here.
  const own = answered.obligations.slice(0, edited.obligations.length);
  const firstNew = own.length;
  const tracked = new Set(confirmed.requirements.map(({ about }) => about));
  const removed = own.flatMap(({ due }, nth) => {
    const isDated = due.date !== null || due.boundary === 'recurring';
    return isDated && !tracked.has(aboutOf(nth)) ? [aboutOf(nth)] : [];
  });
  const begun = { ...NO_EDITS, removed: [...new Set([...edits.removed, ...removed])].sort() };
  const running: PlanDraft = {
    ...edited,
    window: answered.window,
    obligations: own,
    questions: [],
    unread: [],
    warnings: [],
  };
  if (amending === null) return { text, draft: running, firstNew, edits: begun };
  const { obligations, questions, unread, warnings } = moved(
    amending.draft,
    text.length + BETWEEN.length,
  );
  return {
    text: `${text}${BETWEEN}${amending.text}`,
    firstNew,
    edits: begun,
    draft: {
      ...running,
      obligations: [...own, ...obligations],
      // What it leaves open of itself (its number, its campaign) has fields of its own.
      questions: questions
        .filter(({ about }) => DUTY.test(about))
        .map((one) => ({ ...one, about: placedBehind(one.about, firstNew) })),
      unread,
      warnings: warnings.map((one) => ({ ...one, about: placedBehind(one.about, firstNew) })),
    },
  };
}

/** The words of the amending document within the text under review; null where the office amends by hand. */
export function amendingText(text: string): string | null {
  const at = text.indexOf(BETWEEN);
  return at < 0 ? null : text.slice(at + BETWEEN.length);
}

const DUTY = /^obligations\[(\d+)\]/u;

function placedBehind(about: string, firstNew: number): string {
  return about.replace(DUTY, (_whole, nth: string) => aboutOf(firstNew + Number(nth)));
}

/** A reading whose words stand so much further on, wherever it points at them. */
function moved(draft: PlanDraft, by: number): PlanDraft {
  return JSON.parse(JSON.stringify(draft), (_key, value: unknown) => {
    if (!isSpan(value)) return value;
    // What a person said has no words.
    return value.start === value.end
      ? value
      : { ...value, start: value.start + by, end: value.end + by };
  }) as PlanDraft;
}

function isSpan(value: unknown): value is { start: number; end: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    'end' in value &&
    typeof value.start === 'number' &&
    typeof value.end === 'number'
  );
}
