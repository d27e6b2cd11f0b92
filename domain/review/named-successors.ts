import { identityOf } from '../body-identity.js';
import { instant } from '../day.js';
import { meantBy } from '../meant-agencies.js';
import { memoryPlace } from '../memory/office-memory.js';
import type { OfficeMemory, Remembered } from '../memory/office-memory.js';
import { keyOfName } from '../name-key.js';
import type { OwingAgency } from '../owing-agency.js';
import type { DraftObligation } from '../schemas/plan-draft.js';
import type { ReviewEdits } from '../schemas/review-edits.js';
import { aboutOf } from './edited-draft.js';

/** A body that is no more, by the name it had, and who there is of it now. */
export interface FormerAgency {
  readonly name: string;
  /** Ids of its successors or parts of today; empty where it was closed without. */
  readonly agencyIds: readonly string[];
}

/** A name in a plan that means nobody of today's list, with those that the directory says came after it. */
export interface GoneName {
  readonly words: string;
  readonly proposed: readonly string[];
}

/** Marks what was said on this page and is remembered only once it goes to the leader. */
const SAID_HERE = '00000000-0000-0000-0000-000000000000';

/** Whether a meaning was said in this review, and not remembered from another. */
export function isSaidHere({ id }: Pick<Remembered, 'id'>): boolean {
  return id === SAID_HERE;
}

/** What people said on the review page of bodies that are gone ("UBND huyện X is now …"), as meanings of the words. */
export function saidSuccessors({
  successors,
}: Pick<ReviewEdits, 'successors'>): readonly Extract<Remembered, { use: 'owers' }>[] {
  return Object.values(successors).map(({ words, agencyIds }) => ({
    ...{ id: SAID_HERE, words, use: 'owers' },
    owers: { kinds: [], tags: [], agencyIds },
    from: { plan: '', by: '', at: instant('1970-01-01T00:00:00Z') },
  }));
}

/** The memory as it holds in one review: what was said here goes before what was remembered of the same words. */
export function withSaid(memory: OfficeMemory, edits: Pick<ReviewEdits, 'successors'>) {
  const said = saidSuccessors(edits);
  const places = new Set(said.map(memoryPlace));
  return [...said, ...memory.filter((one) => !places.has(memoryPlace(one)))];
}

/** The bodies that a duty names and the office's list has not: by themselves they bind nobody. */
export function strangersIn(
  { owedBy, except }: Pick<DraftObligation, 'owedBy' | 'except'>,
  agencies: readonly OwingAgency[],
  memory: OfficeMemory,
): readonly string[] {
  return [...new Set([...owedBy, ...except])].filter((words) => {
    const { by, agencies: those } = meantBy(words, agencies, memory);
    return by === 'body' && those.length === 0;
  });
}

/**
 * The bodies that duties name and that the directory knows as gone, with who came after them: proposed, and
 * bound to nothing before a person says so.
 */
export function goneNames(
  duties: readonly Pick<DraftObligation, 'owedBy' | 'except'>[],
  {
    agencies,
    memory,
    former,
    removed,
  }: {
    readonly agencies: readonly OwingAgency[];
    readonly memory: OfficeMemory;
    readonly former: readonly FormerAgency[];
    /** Places of the duties that are not tracked. */
    readonly removed: readonly string[];
  },
): readonly GoneName[] {
  const present = new Set(agencies.map(({ id }) => id));
  const names = duties.flatMap((duty, index) =>
    removed.includes(aboutOf(index)) ? [] : strangersIn(duty, agencies, memory),
  );
  const byKey = new Map(names.map((name) => [keyOfName(name), name]));
  return [...byKey.values()].flatMap((words) => {
    const identity = identityOf(words);
    const proposed = former
      .filter(({ name }) => identityOf(name) === identity)
      .flatMap(({ agencyIds }) => agencyIds.filter((id) => present.has(id)));
    return proposed.length === 0 ? [] : [{ words, proposed: [...new Set(proposed)] }];
  });
}
