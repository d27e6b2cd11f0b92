import { keyOf } from '../answers.js';
import { meantBy } from '../meant-agencies.js';
import { keyOfName } from '../name-key.js';
import type { OwingAgency } from '../owing-agency.js';
import { aboutOf } from '../review/edited-draft.js';
import { isSaidHere, withSaid } from '../review/named-successors.js';
import type { PlanDraft } from '../schemas/plan-draft.js';
import type { ReviewEdits } from '../schemas/review-edits.js';
import { memoryPlace, rememberedFor } from './office-memory.js';
import type { OfficeMemory, Remembered } from './office-memory.js';
import { printedReceivers } from './printed-receivers.js';

/** A remembered meaning that was filled into a duty. */
export interface FilledIn {
  readonly about: string;
  /** The words as this document prints them. */
  readonly words: string;
  readonly remembered: Remembered;
}

/** What of the office's memory is heard in one review: not what a person set aside there, but what was said there of bodies that are gone. */
export function heardMemory(
  memory: OfficeMemory,
  { setAside, successors }: Pick<ReviewEdits, 'setAside' | 'successors'>,
): OfficeMemory {
  const heard = memory.filter((one) => !setAside.includes(memoryPlace(one)));
  return withSaid(heard, { successors });
}

/** The draft with receivers by the names the office means. Who owes stays in the document's words: the meaning decides about the agencies. */
export function rememberedDraft(draft: PlanDraft, memory: OfficeMemory): PlanDraft {
  if (!memory.some(({ use }) => use === 'recipients')) return draft;
  const obligations = draft.obligations.map((duty) => {
    const known = printedReceivers(duty).flatMap(
      (name) => rememberedFor(memory, 'recipients', name)?.names ?? duty.recipients,
    );
    return { ...duty, recipients: withoutTwice(known) };
  });
  // What the memory answers is not asked any more.
  const answered = obligations.flatMap(({ recipients }, index) =>
    recipients.length > 0 ? [`recipient_unknown@${aboutOf(index)}.recipients`] : [],
  );
  return {
    ...draft,
    obligations,
    questions: draft.questions.filter((question) => !answered.includes(keyOf(question))),
  };
}

/** What the memory filled in where a person said nothing else, by duty; `draft` as it was read, with what was added. */
export function filledIn(
  draft: Pick<PlanDraft, 'obligations'>,
  { duties, removed, added }: Pick<ReviewEdits, 'duties' | 'removed' | 'added'>,
  {
    memory,
    agencies,
  }: { readonly memory: OfficeMemory; readonly agencies: readonly OwingAgency[] },
): readonly FilledIn[] {
  const all = [...draft.obligations, ...added.map(({ duty }) => duty)];
  return all.flatMap((duty, index) => {
    const about = aboutOf(index);
    if (removed.includes(about)) return [];
    const change = duties[about] ?? {};
    const named = [...(change.owedBy ?? duty.owedBy), ...(change.except ?? duty.except)];
    const owers = change.agencyIds === undefined ? named : [];
    const isRead = index < draft.obligations.length;
    const recipients = isRead && change.recipients === undefined ? printedReceivers(duty) : [];
    return [
      ...owers.flatMap((words) =>
        meantBy(words, agencies, memory).by === 'memory'
          ? [rememberedFor(memory, 'owers', words)].map((remembered) => ({ words, remembered }))
          : [],
      ),
      ...recipients.map((words) => ({
        words,
        remembered: rememberedFor(memory, 'recipients', words),
      })),
    ].flatMap(({ words, remembered }) =>
      // What was said on this page is no news to it.
      remembered === undefined || isSaidHere(remembered) ? [] : [{ about, words, remembered }],
    );
  });
}

function withoutTwice(names: readonly string[]): string[] {
  const keys = names.map((name) => keyOfName(name));
  return names.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
