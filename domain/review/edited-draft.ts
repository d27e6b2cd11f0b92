import { keyOf } from '../answers.js';
import type { DeadlineSettings } from '../deadline.js';
import type {
  DraftChannel,
  DraftObligation,
  DraftQuestion,
  Evidence,
  PlanDraft,
} from '../schemas/plan-draft.js';
import type { DutyChange, HandDuty, ReviewEdits } from '../schemas/review-edits.js';
import { saidDue } from './said-due.js';

/** What a person says has no words in the document. */
const NOT_PRINTED: Evidence = { start: 0, end: 0, text: '' };

/** The place of a duty, as edits and questions name it. */
export function aboutOf(index: number): string {
  return `obligations[${String(index)}]`;
}

/**
 * What was read together with what people said: changed duties with their changes, and behind those of
 * the reader the ones added by hand, in the order they were added. A question that a person has answered
 * by changing what it asks about is not asked any more. Without edits it is the draft itself.
 */
export function editedDraft(
  draft: PlanDraft,
  edits: ReviewEdits,
  settings: DeadlineSettings,
): PlanDraft {
  const all = [...draft.obligations, ...edits.added.map(({ duty }) => addedDuty(duty, settings))];
  return {
    ...draft,
    targets: edits.targets ?? draft.targets,
    obligations: all.map((duty, index) => {
      const change = edits.duties[aboutOf(index)];
      return change === undefined ? duty : changedDuty(duty, change, settings);
    }),
    questions: draft.questions.filter((question) => !isMoot(question, edits)),
  };
}

/** The answers that are still heard: not those to what a person has said otherwise. */
export function heardAnswers(draft: PlanDraft, edits: ReviewEdits): Record<string, string> {
  const moot = new Set(
    draft.questions
      .filter((question) => isMoot(question, edits))
      .map((question) => keyOf(question)),
  );
  return Object.fromEntries(
    Object.entries(edits.answers).filter(([key]) => {
      const about = key.slice(key.indexOf('@') + 1);
      return !moot.has(key) && !isDueOfChanged(about, edits);
    }),
  );
}

function addedDuty(duty: HandDuty, settings: DeadlineSettings): DraftObligation {
  const { evidence, what, owedBy, except, recipients, via, channel, binding, when } = duty;
  return {
    ...{ what, owedBy, except, recipients, via, binding },
    channels: channelsOf(channel),
    contactPoint: null,
    consolidator: null,
    due: saidDue(when, settings),
    evidence: evidence ?? NOT_PRINTED,
    alsoAt: [],
  };
}

function changedDuty(
  duty: DraftObligation,
  change: DutyChange,
  settings: DeadlineSettings,
): DraftObligation {
  const { what, owedBy, except, recipients, via, channel, binding, when } = change;
  return {
    ...duty,
    ...(what === undefined ? {} : { what }),
    ...(owedBy === undefined ? {} : { owedBy }),
    ...(except === undefined ? {} : { except }),
    ...(recipients === undefined ? {} : { recipients }),
    ...(via === undefined ? {} : { via }),
    ...(channel === undefined ? {} : { channels: channelsOf(channel) }),
    ...(binding === undefined ? {} : { binding }),
    ...(when === undefined ? {} : { due: saidDue(when, settings) }),
  };
}

function channelsOf(text: string): DraftChannel[] {
  return text.trim() === '' ? [] : [{ kind: 'other', text: text.trim(), evidence: NOT_PRINTED }];
}

/** What of a duty a question asks about, by the last part of its place. */
const ASKED_ABOUT: Readonly<Record<string, readonly (keyof DutyChange)[]>> = {
  due: ['when'],
  owedBy: ['owedBy', 'agencyIds'],
  recipients: ['recipients'],
};

function isMoot({ code, about }: DraftQuestion, edits: ReviewEdits): boolean {
  // Number and date have fields of their own.
  if (code === 'number_blank') return true;
  if (code === 'window_missing') return edits.window !== null;
  if (code === 'issuer_of_report') return edits.identity.paperIssuer !== undefined;
  const [duty = '', part = ''] = about.split('.');
  if (edits.removed.includes(duty)) return true;
  const change = edits.duties[duty];
  return change !== undefined && (ASKED_ABOUT[part] ?? []).some((field) => field in change);
}

function isDueOfChanged(about: string, edits: ReviewEdits): boolean {
  const [duty = '', part = ''] = about.split('.');
  return part === 'due' && edits.duties[duty]?.when !== undefined;
}
