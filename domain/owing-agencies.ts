import { identityOf } from './body-identity.js';
import { plusDays } from './day.js';
import type { Day } from './day.js';
import { meantBy } from './meant-agencies.js';
import type { OfficeMemory } from './memory/office-memory.js';
import type { OwingAgency } from './owing-agency.js';
import type { ConfirmedPlan, ConfirmedRequirement } from './schemas/confirmed-plan.js';
import type { DraftObligation } from './schemas/plan-draft.js';

/** Who of an office's agencies owes a duty. */
export interface Owing {
  /** Ids of the agencies; null when the words mean everybody. */
  readonly agencyIds: readonly string[] | null;
  /** What the plan names and the office does not have, in the plan's words. */
  readonly unknown: readonly string[];
}

/**
 * Who of some agencies a plan means by the names it gives to those who owe: a body by its identity, a
 * group by the kinds it stands for, and with it what the standing body itself did. A plan that names
 * nobody means everybody, as does a group of which the office has no member besides the standing body.
 */
export function owingAgencies(
  owedBy: readonly string[],
  agencies: readonly OwingAgency[],
  memory: OfficeMemory = [],
): Owing {
  const meant = owedBy.map((name) => ({ name, ...meantBy(name, agencies, memory) }));
  const unknown = meant.filter(({ agencies: found }) => found.length === 0).map(({ name }) => name);
  const isForAll = meant.length === 0 || meant.some(({ by }) => by === 'everybody');
  if (isForAll) return { agencyIds: null, unknown };
  const isGroup = meant.some(({ by }) => by === 'group');
  const found = new Set(meant.flatMap(({ agencies: those }) => those));
  const meansNobodyElse = [...found].every(({ standing }) => standing);
  if (isGroup && meansNobodyElse) return { agencyIds: null, unknown };
  const owe = agencies.filter((agency) => found.has(agency) || (isGroup && agency.standing));
  return { agencyIds: owe.map(({ id }) => id), unknown };
}

/**
 * The agencies of each duty. Taken out of a group are those whom the same sentence gives a day of their
 * own ("các sở, ngành … trước ngày 15/6, riêng Công an tỉnh trước ngày 20/6"), and who receives the reports.
 */
export function sharedOut(
  duties: readonly DraftObligation[],
  agencies: readonly OwingAgency[],
  memory: OfficeMemory = [],
): readonly Owing[] {
  const owing = duties.map(({ owedBy }) => owingAgencies(owedBy, agencies, memory));
  return duties.map((duty, index) => {
    const one = owing[index] ?? { agencyIds: null, unknown: [] };
    const meant = one.agencyIds ?? agencies.map(({ id }) => id);
    const apart = duties.flatMap((other, at) => {
      const theirs = owing[at]?.agencyIds ?? null;
      const isNarrower = theirs !== null && theirs.length < meant.length;
      return at !== index && isNarrower && saysTogether(duty, other) ? theirs : [];
    });
    const except = exceptedIn(duty, agencies, memory);
    const taken = new Set([...apart, ...receiversOf(duty, agencies), ...except.ids]);
    const named = new Set(namedIn(duty, agencies));
    const standing = new Set(agencies.filter((agency) => agency.standing).map(({ id }) => id));
    const left = meant.filter((id) => !taken.has(id) || named.has(id) || standing.has(id));
    const told =
      except.unknown.length === 0 ? one : { ...one, unknown: [...one.unknown, ...except.unknown] };
    return left.length === meant.length || left.length === 0 ? told : { ...told, agencyIds: left };
  });
}

/** The agencies of each duty of a one-off request: who asks owes nothing of it, unless it is named itself. */
export function askedOnceOf(
  duties: readonly DraftObligation[],
  agencies: readonly OwingAgency[],
  memory: OfficeMemory = [],
): readonly Owing[] {
  const asking = new Set(agencies.filter(({ standing }) => standing).map(({ id }) => id));
  return sharedOut(duties, agencies, memory).map((owing, index) => {
    const named = new Set(namedIn(duties[index] ?? { owedBy: [] }, agencies));
    const owe = owing.agencyIds ?? agencies.map(({ id }) => id);
    const left = owe.filter((id) => !asking.has(id) || named.has(id));
    return left.length === owe.length || left.length === 0 ? owing : { ...owing, agencyIds: left };
  });
}

/** Whom the sentence of a duty takes out, and the names of those the office does not know. */
function exceptedIn(
  { except }: DraftObligation,
  agencies: readonly OwingAgency[],
  memory: OfficeMemory,
) {
  const communes = agencies.filter(({ kind }) => kind === 'commune').length;
  const meant = except.map((name) => {
    const { by, agencies: those } = meantBy(name, agencies, memory);
    // "trừ các xã khó khăn" takes out some, and which of them no list tells.
    const isAll =
      communes > 0 &&
      those.filter(({ kind }) => kind === 'commune').length === communes &&
      by === 'group';
    return { name, those: by === 'everybody' || isAll ? [] : those };
  });
  return {
    ids: meant.flatMap(({ those }) => those.map(({ id }) => id)),
    unknown: meant.filter(({ those }) => those.length === 0).map(({ name }) => name),
  };
}

/** Those to whom or through whom the reports of a duty go. */
function receiversOf(
  { recipients, via, consolidator }: DraftObligation,
  agencies: readonly OwingAgency[],
): readonly string[] {
  const identities = new Set(
    [...recipients, via, consolidator].flatMap((name) => (name === null ? [] : [identityOf(name)])),
  );
  return agencies.filter(({ name }) => identities.has(identityOf(name))).map(({ id }) => id);
}

/** Those whom a duty names by their own names. */
function namedIn(
  { owedBy }: Pick<DraftObligation, 'owedBy'>,
  agencies: readonly OwingAgency[],
): readonly string[] {
  return owedBy
    .map((name) => meantBy(name, agencies))
    .flatMap(({ by, agencies: those }) => (by === 'body' ? those.map(({ id }) => id) : []));
}

/** Whether one sentence states two duties of a kind for one period, each with its own day. */
function saysTogether(one: DraftObligation, other: DraftObligation): boolean {
  const overlap =
    one.evidence.start < other.evidence.end && other.evidence.start < one.evidence.end;
  return (
    overlap &&
    one.what === other.what &&
    one.owedBy.join() !== other.owedBy.join() &&
    one.recipients.join() === other.recipients.join() &&
    samePeriod(one.due, other.due)
  );
}

/** Further apart than this, two days are of two reports: "sơ kết", "tổng kết". */
const DAYS_APART = 31;

function samePeriod(one: DraftObligation['due'], other: DraftObligation['due']): boolean {
  if (one.date !== null && other.date !== null) {
    return one.date !== other.date && areNear(one.date, other.date);
  }
  const rules = JSON.stringify(one.recurrence);
  return (
    one.recurrence !== null &&
    other.recurrence !== null &&
    rules !== JSON.stringify(other.recurrence) &&
    one.recurrence.map(({ every }) => every).join() ===
      other.recurrence.map(({ every }) => every).join()
  );
}

function areNear(one: Day, other: Day): boolean {
  const [first, second] = one < other ? [one, other] : [other, one];
  return second <= plusDays(first, DAYS_APART);
}

/** The requirements of a plan that nobody on its list owes; a report upward is the standing body's own. */
export function unowedIn(
  plan: Pick<ConfirmedPlan, 'agencyIds' | 'requirements'>,
): readonly ConfirmedRequirement[] {
  return plan.requirements.filter(
    (requirement) => !requirement.onward && owersOf(requirement, plan).size === 0,
  );
}

/** Ids of those on a plan's list who owe any of its collected duties. */
export function allOwers(
  plan: Pick<ConfirmedPlan, 'agencyIds' | 'requirements'>,
): ReadonlySet<string> {
  const collected = plan.requirements.filter(({ onward }) => !onward);
  return new Set(collected.flatMap((requirement) => [...owersOf(requirement, plan)]));
}

/** Ids of the agencies that owe a confirmed requirement; one taken off the plan's list owes nothing. */
export function owersOf(
  { agencyIds }: Pick<ConfirmedRequirement, 'agencyIds'>,
  plan: Pick<ConfirmedPlan, 'agencyIds'>,
): ReadonlySet<string> {
  const listed = new Set(plan.agencyIds);
  return agencyIds === undefined ? listed : new Set(agencyIds.filter((id) => listed.has(id)));
}

/**
 * Ids of those who are bound by a duty: of the agencies that owe it those that the plan binds, or all of
 * them where it binds none (or did, before an amendment added one), since a person chose to track what was merely
 * asked of them; nobody by a mere request.
 */
export function boundBy(
  requirement: Pick<ConfirmedRequirement, 'agencyIds' | 'binding' | 'bindsAsked'>,
  plan: Pick<ConfirmedPlan, 'agencyIds'>,
  agencies: readonly BoundAgency[],
): ReadonlySet<string> {
  if (requirement.binding === false) return new Set();
  const owers = owersOf(requirement, plan);
  const owing = agencies.filter(({ id, standing }) => owers.has(id) && !standing);
  const bound = owing.filter(({ binding }) => binding);
  const bindsAll = requirement.bindsAsked ?? bound.length === 0;
  return new Set((bindsAll ? owing : bound).map(({ id }) => id));
}

/** An agency, and whether a plan binds it. */
interface BoundAgency {
  readonly id: string;
  readonly binding: boolean;
  readonly standing: boolean;
}

/** A duty as it is after a change of who owes it: whoever was merely asked is not bound as the last of the others is released, nor let go as the first of them is added. */
export function withAskedAsBefore(
  after: ConfirmedRequirement,
  before: ConfirmedRequirement,
  {
    running,
    amended,
    agencies,
  }: {
    readonly running: Pick<ConfirmedPlan, 'agencyIds'>;
    readonly amended: Pick<ConfirmedPlan, 'agencyIds'>;
    readonly agencies: readonly BoundAgency[];
  },
): ConfirmedRequirement {
  const binds = (one: ConfirmedRequirement, plan: Pick<ConfirmedPlan, 'agencyIds'>): boolean =>
    boundBy({ ...one, bindsAsked: false }, plan, agencies).size > 0;
  if (after.onward || after.binding === false || before.binding === false) return after;
  const [did, does] = [binds(before, running), binds(after, amended)];
  if (did && !does) return { ...after, bindsAsked: before.bindsAsked ?? false };
  const boundAsked = !did && boundBy(before, running, agencies).size > 0;
  if (boundAsked && does) return { ...after, bindsAsked: true };
  return after;
}
