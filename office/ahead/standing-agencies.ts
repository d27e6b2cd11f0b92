import { sql } from 'kysely';
import type { StandingDuty } from '../../domain/waves-ahead.js';
import type { WaveAgency } from '../../domain/wave.js';
import { ARMED_COLUMNS, dutyOf, loadLadderContexts } from '../reminding/ladder-rows.js';
import type { ArmedRow, LadderContext } from '../reminding/ladder-rows.js';
import { agencySurroundings } from '../reminding/wave-facts.js';
import type { OfficeScope } from '../scope.js';

/** Agencies that stand alike: the rule tells each of them the same. */
export interface StandingAgencies {
  /** The one that is played for all. */
  readonly first: Omit<WaveAgency, 'duties'>;
  readonly duties: readonly StandingDuty[];
  readonly rows: readonly ArmedRow[];
  readonly count: number;
}

/** Every agency of an office that is still to be told something, those that stand alike together; a few statements for any number. */
export async function standingAgencies(scope: OfficeScope): Promise<{
  readonly alike: readonly StandingAgencies[];
  readonly ladders: ReadonlyMap<string, LadderContext>;
}> {
  const cycles = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('opened_at', 'is not', null)
    .where('paused_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('closed_at', 'is', null)
    .execute();
  const ladders = new Map(
    (await loadLadderContexts(scope, cycles)).map((ladder) => [ladder.cycle.id, ladder]),
  );
  const rows = await scope.trx
    .selectFrom('obligation')
    .select([...ARMED_COLUMNS, 'next_at'])
    .where('office_id', '=', scope.officeId)
    .where('next_at', 'is not', null)
    .where((eb) => eb('cycle_id', '=', sql<string>`any(${[...ladders.keys()]}::uuid[])`))
    .orderBy('agency_id')
    .orderBy('cycle_id')
    .execute();
  const byAgency = new Map<string, (typeof rows)[number][]>();
  for (const row of rows)
    byAgency.set(row.agency_id, [...(byAgency.get(row.agency_id) ?? []), row]);
  const surroundings = await agencySurroundings(scope, { rows, agencyIds: [...byAgency.keys()] });
  const alike = new Map<string, StandingAgencies>();
  for (const { headers: _headers, ...agency } of surroundings) {
    const own = byAgency.get(agency.id) ?? [];
    const duties = own.flatMap((row): readonly StandingDuty[] => {
      const ladder = ladders.get(row.cycle_id);
      if (ladder === undefined) return [];
      const closesAt = ladder.cycle.closes_for_edits_at;
      return [{ duty: dutyOf(row, ladder), nextAt: row.next_at, closesAt }];
    });
    const key = standingOf(agency, duties);
    const before = alike.get(key);
    alike.set(
      key,
      before === undefined
        ? { first: agency, duties, rows: own, count: 1 }
        : { ...before, count: before.count + 1 },
    );
  }
  return { alike: [...alike.values()], ladders };
}

/** All that the rule looks at of an agency but who it is. */
function standingOf(agency: Omit<WaveAgency, 'duties'>, duties: readonly StandingDuty[]): string {
  const cycleOf = new Map(duties.map(({ duty }) => [duty.id, duty.cycleId]));
  return JSON.stringify([
    duties.map(({ duty: { id: _id, ...duty }, nextAt, closesAt }) => [duty, nextAt, closesAt]),
    agency.contacts.map(({ role, position, bounced, validFrom, validTo }) => [
      ...[role, position, bounced, validFrom, validTo],
    ]),
    agency.waiting.map(({ mayHaveGone, notices }) => [
      mayHaveGone,
      notices.map(({ dutyId, rung }) => [cycleOf.get(dutyId), rung]),
    ]),
    agency.told.size,
    agency.released?.size ?? 0,
    agency.toldToday,
  ]);
}
