import { sql } from 'kysely';
import { instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { saveObligations } from '../../office/counting/obligation-rows.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import type { Ledger } from '../../office/scope.js';
import { startAgreedPlan } from '../invented-plan.js';
import { agreeBenchPlan, makeBenchOffice } from './bench-office.js';
import type { BenchPerson } from './bench-office.js';

/** When the plans of the scenery are started, and when its boards are read: two days late. */
export const STARTED_AT = instant('2026-06-22T09:00:00+07:00');
export const READ_AT = instant('2026-07-09T09:00:00+07:00');

export interface Scenery {
  readonly officeId: string;
  readonly cycleIds: readonly string[];
  readonly obligations: number;
}

/** An office with started plans that every one of its agencies owes; half of the reports are in, everybody was written to. */
export async function makeScenery(
  ledger: Ledger,
  {
    plans,
    agencies,
    person,
    clock,
  }: {
    readonly plans: number;
    readonly agencies: number;
    readonly person: BenchPerson;
    readonly clock: { to(at: Instant): void };
  },
): Promise<Scenery> {
  clock.to(STARTED_AT);
  const office = await makeBenchOffice(ledger, { agencies, person });
  const { officeId } = office;
  const at = { officeId, actor: 'system' };
  const cycles = createCycleLedger(ledger);
  for (let nth = 1; nth <= plans; nth += 1) {
    const planId = await agreeBenchPlan(ledger, office, nth);
    await startAgreedPlan(ledger, office, planId);
    await cycles.openCycles({ officeId, planId });
  }
  const opened = await ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const cycleIds = opened.map(({ id }) => id);
  let obligations = 0;
  for (const cycleId of cycleIds) obligations += await takeInHalf(ledger, at, cycleId);
  await writeToEverybody(ledger, officeId);
  await sql`analyze`.execute(ledger.db);
  clock.to(READ_AT);
  return { officeId, cycleIds, obligations };
}

/** Every second report is in, a tenth of them late: through the one writer of obligations, so that they are counted. */
async function takeInHalf(
  ledger: Ledger,
  at: { readonly officeId: string; readonly actor: string },
  cycleId: string,
): Promise<number> {
  return ledger.inOffice(at, async (scope) => {
    const rows = await scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', scope.officeId)
      .where('cycle_id', '=', cycleId)
      .execute();
    const taken = rows
      .filter((_, nth) => nth % 2 === 0)
      .map((row, nth) => ({
        ...row,
        state: nth % 3 === 0 ? ('submitted' as const) : ('accepted' as const),
        version: 1,
        on_time: nth % 10 !== 0,
        received_at: scope.now,
      }));
    await saveObligations(scope, taken);
    return rows.length;
  });
}

/** One mail to each agency that tells of all its duties, as a wave would have left it. */
async function writeToEverybody(ledger: Ledger, officeId: string): Promise<void> {
  await sql`
    insert into message (office_id, id, header_id, class, agency_id, day, planned_for, state, sent_at)
    select office_id, id, 'bench/' || id, 'ladder', id, '2026-06-22', ${STARTED_AT}, 'sent', ${STARTED_AT}
      from agency where office_id = ${officeId}`.execute(ledger.db);
  await sql`
    insert into notice (office_id, id, key, kind, name, cycle_id, obligation_id, agency_id, planned_for, message_id)
    select office_id, gen_random_uuid(), 'bench/' || id, 'ladder', 'assigned', cycle_id, id, agency_id,
           ${STARTED_AT}, agency_id
      from obligation where office_id = ${officeId}`.execute(ledger.db);
}
