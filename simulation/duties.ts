import { sumOf, owingIn } from '../domain/counting.js';
import type { Counts } from '../domain/counting.js';
import { earlier } from '../domain/day.js';
import { deskToldAt } from '../domain/desk.js';
import type { Instant } from '../domain/day.js';
import type { LadderFacts } from '../domain/ladder.js';
import { ladderFactsOf } from '../domain/owed-duty.js';
import type { OwedDuty } from '../domain/owed-duty.js';
import { noteCounted, pendingIn } from '../domain/pending-counts.js';
import type { PendingCounts } from '../domain/pending-counts.js';
import type { OpenCounts } from '../domain/poke.js';
import type { Place, WaveDuty } from '../domain/wave.js';
import { sure } from './office.js';
import type { SimCycle, SimDuty, SimOffice } from './office.js';

/** The duties of a cycle. */
export function dutiesOf(office: SimOffice, cycle: SimCycle): readonly SimDuty[] {
  return cycle.dutyIds.map((id) => sure(office.duties.get(id), 'duty'));
}

/** What the ladder's rule sees of a duty. */
export function factsOf(office: SimOffice, duty: SimDuty): LadderFacts {
  return ladderFactsOf(duty.owed, sure(office.cycles.get(duty.cycleId), 'cycle'));
}

/** What a wave sees of a duty. */
export function waveDutyOf(office: SimOffice, duty: SimDuty): WaveDuty {
  const cycle = sure(office.cycles.get(duty.cycleId), 'cycle');
  return {
    id: duty.id,
    cycleId: duty.cycleId,
    reminded: office.rules.isReminded(
      { state: duty.owed.state, chased: duty.chased },
      {
        kind: cycle.kind,
        opened: cycle.openedAt !== null,
        editsClosed: cycle.editsClosedAt !== null,
        closed: cycle.closedAt !== null,
      },
    ),
    reached: duty.owed.reached,
    opensAt: cycle.opensAt,
    facts: factsOf(office, duty),
  };
}

/** Keeps a duty as it is from now on, with what it is counted as. */
export function saveOwed(office: SimOffice, duty: SimDuty, owed: OwedDuty): void {
  const before = countedOf(duty);
  duty.owed = owed;
  duty.changes += 1;
  duty.counted = office.rules.countersOf({ ...owed, chased: duty.chased });
  noteCounted(pendingOf(office, duty.cycleId), before, countedOf(duty));
}

function countedOf({ cycleId, counted, groups, owed }: SimDuty) {
  return { cycleId, counted, groups, overdueAt: owed.overdueAt };
}

/** Enters a duty that begins. */
export function enterDuty(office: SimOffice, duty: SimDuty): void {
  office.duties.set(duty.id, duty);
  sure(office.cycles.get(duty.cycleId), 'cycle').dutyIds.push(duty.id);
  duty.counted = office.rules.countersOf({ ...duty.owed, chased: duty.chased });
  noteCounted(pendingOf(office, duty.cycleId), null, countedOf(duty));
}

/** Writes where duties stand on their ladders. */
export function savePlaces(office: SimOffice, places: readonly Place[]): void {
  for (const { dutyId, reached, nextRung, nextAt } of places) {
    const duty = sure(office.duties.get(dutyId), 'duty');
    duty.owed = { ...duty.owed, reached };
    duty.nextRung = nextRung;
    duty.nextAt = nextAt;
  }
}

/** Sets the next rung of some duties by the rule. */
export function rearm(office: SimOffice, duties: readonly SimDuty[], now: Instant): void {
  savePlaces(
    office,
    office.rules.placesOf(
      duties.map((duty) => waveDutyOf(office, duty)),
      { now, settings: office.settings },
    ),
  );
}

/** The counts of one cycle as they were added up with the acts. */
export function countsOf(office: SimOffice, cycleId: string, now: Instant): Counts {
  return pendingIn(pendingOf(office, cycleId), cycleId, now);
}

function pendingOf(office: SimOffice, cycleId: string): PendingCounts {
  const known = office.counts.get(cycleId);
  if (known !== undefined) return known;
  const fresh: PendingCounts = new Map();
  office.counts.set(cycleId, fresh);
  return fresh;
}

/** When the next wave of a cycle is due. */
export function nextAtOf(office: SimOffice, cycle: SimCycle): Instant | null {
  return dutiesOf(office, cycle).reduce<Instant | null>(
    (first, { nextAt }) => earlier(first, nextAt),
    null,
  );
}

/** What of a cycle decides whether its workflow must look again. */
export function openCountsOf(office: SimOffice, cycle: SimCycle, now: Instant): OpenCounts {
  const counts = countsOf(office, cycle.id, now);
  return {
    nextAt: earlier(nextAtOf(office, cycle), cycle.desk?.at ?? null),
    owing: owingIn(counts),
    unchecked: counts.unchecked,
  };
}

/** The counts of all cycles whose reports make one. */
export function reportCountsOf(office: SimOffice, cycle: SimCycle, now: Instant): Counts {
  const merged = [...office.cycles.values()].filter(({ mergedIn }) => mergedIn === cycle.id);
  return sumOf([cycle, ...merged].map(({ id }) => countsOf(office, id, now)));
}

/** Tells the workflow of a cycle to look again, and that of the cycle in whose report its own go up. */
export function pokeCycle(office: SimOffice, cycleId: string): void {
  const cycle = sure(office.cycles.get(cycleId), 'cycle');
  if (cycle.closedAt !== null) return;
  cycle.watch.revision += 1;
  if (cycle.mergedIn !== null) pokeCycle(office, cycle.mergedIn);
}

/** Sets the office's own next mail about a cycle by the rule. */
export function setOfficeMail(
  office: SimOffice,
  cycle: SimCycle,
  now: Instant,
  toldAt: Instant | null = cycle.deskToldAt,
): void {
  if (cycle.openedAt === null || cycle.collectionClosedAt !== null) {
    cycle.desk = null;
    return;
  }
  const { owing, unchecked } = openCountsOf(office, cycle, now);
  cycle.desk = office.rules.nextDeskRung(
    {
      kind: cycle.kind,
      period: cycle.period,
      lastOfSeries: cycle.lastOfSeries,
      startedAt: cycle.openedAt,
      targetAt: cycle.targetAt,
      overdueAt: cycle.overdueAt,
      closesForNewAt: cycle.closesForNewAt,
      open: owing + unchecked,
    },
    toldAt,
    { now, settings: office.settings },
  );
}

/** Changes some duties by `work`; what follows for their cycles is decided at the end, as at the end of a transaction. */
export function settling(
  office: SimOffice,
  { cycleIds, now }: { readonly cycleIds: readonly string[]; readonly now: Instant },
  work: () => void,
): void {
  const cycles = [...new Set(cycleIds)].map((id) => sure(office.cycles.get(id), 'cycle'));
  const before = cycles.map((cycle) => openCountsOf(office, cycle, now));
  const marks = cycles.map((cycle) => marksOf(office, cycle));
  work();
  cycles.forEach((cycle, index) => {
    const was = before[index];
    if (marksOf(office, cycle) === marks[index] || was === undefined) return;
    const toldAt = deskToldAt(cycle.deskToldAt, was.owing + was.unchecked, now);
    setOfficeMail(office, cycle, now, toldAt);
    if (office.rules.wantsPoke(was, openCountsOf(office, cycle, now))) pokeCycle(office, cycle.id);
  });
}

/** What of a cycle's duties moves its counts or its next wave, as one text to compare. */
function marksOf(office: SimOffice, cycle: SimCycle): string {
  return dutiesOf(office, cycle)
    .map(({ owed, nextAt }) => `${owed.state} ${nextAt ?? ''}`)
    .join();
}
