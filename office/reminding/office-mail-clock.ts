import { sql } from 'kysely';
import { NO_COUNTS, owingIn } from '../../domain/counting.js';
import type { Instant } from '../../domain/day.js';
import { nextDeskRung, nextNumberAsk } from '../../domain/desk.js';
import type { OpenCounts } from '../../domain/poke.js';
import { countsInScope } from '../counting/cycle-counts.js';
import type { OfficeScope } from '../scope.js';
import type { CycleRow } from './ladder-rows.js';

/** The open counts of some cycles as the transaction sees them; one without obligations is left out. */
export async function openCountsOf(
  scope: OfficeScope,
  cycleIds: readonly string[],
): Promise<ReadonlyMap<string, OpenCounts>> {
  if (cycleIds.length === 0) return new Map();
  const counts = await countsInScope(scope, cycleIds);
  const next = await nextWavesOrMails(scope, cycleIds);
  return new Map(
    [...counts].map(([id, cycle]) => [
      id,
      { nextAt: next.get(id) ?? null, owing: owingIn(cycle), unchecked: cycle.unchecked },
    ]),
  );
}

/** When the next wave of each of some cycles is due, for its agencies or for the office itself. */
async function nextWavesOrMails(
  { trx, officeId }: OfficeScope,
  cycleIds: readonly string[],
): Promise<ReadonlyMap<string, Instant | null>> {
  const { rows } = await sql<{ readonly id: string; readonly at: Instant | null }>`
    select c.id, least(c.desk_at, c.halves_at, (
             select o.next_at from obligation o
              where o.office_id = ${officeId} and o.cycle_id = c.id and o.next_at is not null
              order by o.next_at limit 1)) as at
      from cycle c
     where c.office_id = ${officeId} and c.id = any(${[...cycleIds]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The counts of one cycle among those of several. */
export function countsIn(counts: ReadonlyMap<string, OpenCounts>, cycleId: string): OpenCounts {
  return counts.get(cycleId) ?? { nextAt: null, owing: 0, unchecked: 0 };
}

/** Sets the office's own next mail about a cycle by the rule. */
export async function recomputeOfficeMail(scope: OfficeScope, cycle: CycleRow): Promise<void> {
  await recomputeOfficeMails(scope, [cycle]);
}

/** Sets the office's own next mails about some cycles, and what it was told last, in two statements. */
export async function recomputeOfficeMails(
  scope: OfficeScope,
  cycles: readonly CycleRow[],
): Promise<void> {
  if (cycles.length === 0) return;
  const counts = await countsInScope(
    scope,
    cycles.map(({ id }) => id),
  );
  const next = cycles.map((cycle) => {
    const own = counts.get(cycle.id) ?? NO_COUNTS;
    return nextOfficeMail(cycle, { owing: owingIn(own), unchecked: own.unchecked }, scope);
  });
  await sql`
    update cycle c set desk_rung = mail.rung, desk_at = mail.at, desk_told_at = mail.told_at
      from unnest(
        ${cycles.map(({ id }) => id)}::uuid[],
        ${next.map((mail) => mail?.rung ?? null)}::text[],
        ${next.map((mail) => mail?.at ?? null)}::timestamptz[],
        ${cycles.map(({ desk_told_at }) => desk_told_at)}::timestamptz[]
      ) as mail(id, rung, at, told_at)
     where c.office_id = ${scope.officeId} and c.id = mail.id`.execute(scope.trx);
}

/** What the office is to be told of a cycle next, by the rule; null for nothing. */
export function nextOfficeMail(
  cycle: CycleRow,
  { owing, unchecked }: Pick<OpenCounts, 'owing' | 'unchecked'>,
  { now, settings }: Pick<OfficeScope, 'now' | 'settings'>,
) {
  const { opened_at: openedAt, desk_told_at: toldAt } = cycle;
  if (openedAt === null) return null;
  const asked = cycle.number_awaited
    ? { rung: 'numberAsked' as const, at: nextNumberAsk({ openedAt, toldAt }, settings) }
    : null;
  if (cycle.collection_closed_at !== null) return asked;
  const next = nextDeskRung(
    {
      kind: cycle.kind,
      period: cycle.period_kind,
      lastOfSeries: cycle.last_of_series,
      startedAt: openedAt,
      targetAt: cycle.target_at,
      overdueAt: cycle.overdue_at,
      closesForNewAt: cycle.closes_for_new_at,
      open: owing + unchecked,
    },
    toldAt,
    { now, settings },
  );
  // At one moment whatever is said of the reports goes first; the number is asked for beside it.
  return asked !== null && (next === null || asked.at < next.at) ? asked : next;
}
