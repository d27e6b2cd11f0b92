import type { DraftObligation, Evidence } from '../../domain/schemas/plan-draft.js';
import type { Body } from '../bodies.js';
import { consolidatorOf, mergingBodies, onwardReport } from './consolidating.js';
import { isDated, isTimed, type Duty } from './duty.js';

/** Recipient lists for one duty that do not agree, the chosen one first. */
export interface RecipientConflict {
  readonly obligation: number;
  readonly lists: readonly (readonly string[])[];
}

/** The obligations of a plan, each once, and where places disagree about them. */
export interface MergedObligations {
  readonly obligations: DraftObligation[];
  readonly conflicts: readonly RecipientConflict[];
}

interface Entry {
  duty: Duty;
  readonly others: Duty[];
  /** Further recipient lists with their places, from purpose clauses. */
  readonly onward: { recipients: readonly Body[]; evidence: Evidence }[];
}

/** The duties of a plan with those said twice made one, in order of place. */
export function mergedObligations(duties: readonly Duty[]): MergedObligations {
  const entries: Entry[] = [];
  for (const duty of duties) {
    const same = entries.find((entry) => isSame(entry.duty, duty));
    if (same === undefined) {
      entries.push({ duty, others: [], onward: [] });
      continue;
    }
    const [kept, other] = keepsLater(duty, same.duty) ? [duty, same.duty] : [same.duty, duty];
    same.duty = kept;
    same.others.push(other);
  }
  attachOnward(entries);
  const merging = mergingBodies(duties);
  const ordered = entries.sort((a, b) => a.duty.evidence.start - b.duty.evidence.start);
  const onward = onwardReportOf(ordered);
  return {
    obligations: [
      ...ordered.map((entry) => obligationOf(entry, merging)),
      ...(onward === null ? [] : [onward]),
    ],
    conflicts: ordered.flatMap((entry, obligation) => {
      const lists = recipientLists(entry);
      return lists.length > 1 ? [{ obligation, lists }] : [];
    }),
  };
}

/** The receiver's own report, where no place of the plan gives the task to merge. */
function onwardReportOf(entries: readonly Entry[]): DraftObligation | null {
  if (entries.some(({ duty }) => duty.what === 'consolidated-report')) return null;
  const first = entries.find(({ duty }) => (duty.onward?.recipients.length ?? 0) > 0);
  return first === undefined ? null : onwardReport(first.duty);
}

function isSame(a: Duty, b: Duty): boolean {
  if (a.what !== b.what || a.binding !== b.binding) return false;
  if (a.what === 'consolidated-report') return ownersKey(a) === ownersKey(b) && agreeOnDay(a, b);
  if (a.what === 'plan')
    return a.due.boundary === 'none' && b.due.boundary === 'none' && bothUnaddressed(a, b);
  if (a.what !== 'report') return false;
  if ([a, b].some((duty) => duty.recipients.length === 0) || !sameAddressee(a, b)) return false;
  // An undated "báo cáo … theo quy định" of one kind of body is the dated report of them all.
  const dated = [a, b].filter((duty) => isTimed(duty));
  if (dated.length === 1) return isOfThemAll(a, b);
  return sameOwers(a, b) && (dated.length === 0 || sameDay(a, b));
}

/** Whether one of two duties is owed by everybody or nobody by name, or both by somebody in common. */
function isOfThemAll(a: Duty, b: Duty): boolean {
  const isWide = ({ owners }: Duty) =>
    owners.length === 0 ||
    owners.some(({ identity }) => /địa phương|đơn vị|cơ quan|ngành/u.test(identity));
  const identities = new Set(a.owners.map(({ identity }) => identity));
  return isWide(a) || isWide(b) || b.owners.some(({ identity }) => identities.has(identity));
}

/** The same bodies, or everybody and a group of them. */
function sameOwers(a: Duty, b: Duty): boolean {
  const all = (duty: Duty) =>
    duty.owners.some(({ identity }) => /địa phương|đơn vị/u.test(identity));
  const groups = [a, b].every(({ owners }) => owners.every(({ group }) => group));
  return ownersKey(a) === ownersKey(b) || (groups && all(a) !== all(b));
}

function sameDay({ due: a }: Duty, { due: b }: Duty): boolean {
  return (
    a.boundary === b.boundary &&
    a.date === b.date &&
    a.time === b.time &&
    (a.boundary !== 'relative' || a.phrase === b.phrase) &&
    JSON.stringify(a.recurrence) === JSON.stringify(b.recurrence)
  );
}

function agreeOnDay(a: Duty, b: Duty): boolean {
  return (
    !isDated(a) || !isDated(b) || (a.due.date === b.due.date && a.due.boundary === b.due.boundary)
  );
}

function bothUnaddressed(a: Duty, b: Duty): boolean {
  return [a, b].every(({ recipients, via }) => recipients.length === 0 && via === null);
}

function sameAddressee(a: Duty, b: Duty): boolean {
  return keyOf(a.recipients) === keyOf(b.recipients);
}

function ownersKey({ owners }: Duty): string {
  return keyOf(owners);
}

function keyOf(bodies: readonly Body[]): string {
  return bodies
    .map(({ identity }) => identity)
    .sort()
    .join(';');
}

/** The later place of equals is kept, but of plans the first. */
function keepsLater(later: Duty, first: Duty): boolean {
  return later.what === 'plan' ? rank(later) > rank(first) : rank(later) >= rank(first);
}

/** Which of two places that say the same is kept: the dated one, then the one that binds by its words, then the later. */
function rank(duty: Duty): number {
  return (isTimed(duty) ? 100 : 0) + (duty.recipients.length > 0 ? 10 : 0);
}

/** "để tổng hợp, báo cáo …" names the recipients of the consolidated report a second time. */
function attachOnward(entries: readonly Entry[]): void {
  const consolidated = entries.filter(({ duty }) => duty.what === 'consolidated-report');
  const [only] = consolidated;
  if (only === undefined || consolidated.length > 1) return;
  for (const { duty, others } of entries) {
    for (const { onward } of [duty, ...others]) if (onward !== null) only.onward.push(onward);
  }
}

function recipientLists({ duty, others, onward }: Entry): string[][] {
  const lists = new Map<string, string[]>();
  for (const { recipients } of [duty, ...others, ...onward]) {
    const key = keyOf(recipients);
    if (recipients.length > 0 && !lists.has(key))
      lists.set(
        key,
        recipients.map(({ name }) => name),
      );
  }
  return [...lists.values()];
}

function obligationOf(
  { duty, others, onward }: Entry,
  merging: readonly string[],
): DraftObligation {
  const owners = distinct(
    [duty, ...(duty.what === 'plan' ? others : [])].flatMap((each) => each.owners),
  );
  const cutOff = [duty, ...others].find((each) => each.cutOff !== null)?.cutOff ?? null;
  return {
    what: duty.what,
    owedBy: owners.map(({ name }) => name),
    except: distinct(duty.except).map(({ name }) => name),
    recipients: distinct(duty.recipients).map(({ name }) => name),
    via: duty.via,
    channels: duty.channels,
    contactPoint: duty.contactPoint,
    consolidator: consolidatorOf(duty, merging),
    binding: duty.binding,
    due: duty.due,
    ...(cutOff === null ? {} : { cutOff }),
    evidence: duty.evidence,
    alsoAt: [...others.map(({ said }) => said), ...onward.map(({ evidence }) => evidence)].sort(
      (a, b) => a.start - b.start,
    ),
  };
}

function distinct(bodies: readonly Body[]): Body[] {
  const seen = new Set<string>();
  return bodies.filter(({ identity }) => !seen.has(identity) && seen.add(identity));
}
