import { doesTheWorkOf } from './absence.js';
import type { AtWork } from './absence.js';
import type { Colleague } from './standing-in.js';
import { heardBy } from './standing-in.js';

/** One step of the way a paper takes to be agreed to; `staffId` null: whoever approves in the office. */
export interface ApprovalStep {
  /** "Lãnh đạo phòng", "Phó Giám đốc". */
  readonly name: string;
  readonly staffId: string | null;
}

/** How many steps a paper may take. */
export const MOST_STEPS = 3;

/** As long as an office has set nothing else. */
export const ONE_STEP: readonly ApprovalStep[] = [{ name: 'Lãnh đạo duyệt', staffId: null }];

/** Somebody who may decide at a step, and in whose place. */
export interface Decider<Person extends Colleague> {
  readonly person: Person;
  /** Who is away, or has left; null: it is his own step. */
  readonly inPlaceOf: Person | null;
}

/**
 * Who may decide at a step on a day. A step that names somebody who does not approve any more is open to
 * all who do, so that no paper waits for a person who cannot act.
 */
export function decidersAt<Person extends Colleague>(
  step: ApprovalStep,
  atWork: AtWork<Person>,
): readonly Decider<Person>[] {
  const approvers = atWork.people.filter(({ roles }) => roles.includes('approver'));
  const named = approvers.filter(({ id }) => id === step.staffId);
  const asked = (named.length > 0 ? named : approvers).filter(({ active }) => active);
  // Whom they have left behind is heard as for every role.
  const own = asked.length > 0 ? asked : heardBy('approver', atWork.people);
  const deciders = own.flatMap((holder): readonly Decider<Person>[] => {
    const person = doesTheWorkOf(holder.id, atWork);
    if (person === null) return [];
    return [{ person, inPlaceOf: person.id === holder.id ? null : holder }];
  });
  // One whose own step it is decides as himself, whomever else he stands in for.
  return [
    ...new Map([...deciders.filter(inPlace), ...deciders.filter(isOwn)].map(byPerson)).values(),
  ];
}

/**
 * How many steps one agreement covers, from the one it is given at: a following step at which nobody else
 * could decide than who has agreed already (a deputy who signs for the head as well) asks nobody twice.
 */
export function stepsCovered<Person extends Colleague>(
  steps: readonly ApprovalStep[],
  { agreed, by }: { readonly agreed: number; readonly by: readonly string[] },
  atWork: AtWork<Person>,
): number {
  const following = steps.slice(agreed + 1);
  const open = following.findIndex(
    (step) => !decidersAt(step, atWork).every(({ person }) => by.includes(person.id)),
  );
  return 1 + (open === -1 ? following.length : open);
}

const inPlace = ({ inPlaceOf }: Decider<Colleague>): boolean => inPlaceOf !== null;
const isOwn = ({ inPlaceOf }: Decider<Colleague>): boolean => inPlaceOf === null;

function byPerson<Person extends Colleague>(decider: Decider<Person>) {
  return [decider.person.id, decider] as const;
}
