import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { workerClocks } from '../../db/installation.js';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { LedgerFacts } from '../../domain/doctor/facts.js';
import { sendingMoment } from '../../domain/ladder.js';
import { filledYearsOf, OfficeSettings } from '../../domain/schemas/office-settings.js';
import { MAY_HAVE_GONE } from '../../domain/untold.js';
import { unreachableAgencies } from '../counting/unreachable.js';
import { ladderSettings } from '../scope.js';
import { lastGoodBackupAt, lastRun } from './last-run.js';

const DAY_MS = 86_400_000;
/** How many instants of the next day are named. */
const SHOWN = 12;

/** What the ledger tells about the next day, of one live office or of all. */
export async function ledgerFacts(
  db: LedgerDb,
  { now, officeId }: { readonly now: Instant; readonly officeId: string | null },
): Promise<Omit<LedgerFacts, 'fence' | 'pendingMigrations' | 'clockAheadMs'>> {
  const offices = await liveOffices(db, officeId);
  const ids = offices.map(({ id }) => id);
  const sending: string[] = [];
  for (const office of offices) {
    const settings = await ladderSettings(db, office);
    if (sendingMoment(now, settings) === now) sending.push(office.id);
  }
  const relay = await db
    .selectFrom('relay_state')
    .select(['standing', 'reason'])
    .where('relay', '=', 'live')
    .executeTakeFirst();
  const { rows: counted } = await sql<Counted>`
    select
      (select count(*)::int from plan p where p.office_id = any(${ids}::uuid[])
          and p.state = 'started' and p.alarm_at is not null)
      + (select count(*)::int from cycle c where c.office_id = any(${ids}::uuid[])
          and c.closed_at is null and c.cancelled_at is null and c.alarm_at is not null) as alarms,
      count(*) filter (where m.state in ('planned', 'sending')
        and (m.class <> 'ladder' or m.office_id = any(${sending}::uuid[])))::int as waiting,
      min(m.planned_for) filter (where m.state in ('planned', 'sending')
        and (m.class <> 'ladder' or m.office_id = any(${sending}::uuid[]))) as "oldestWaitingAt",
      count(*) filter (where m.state = 'doubtful'
        and m.why is distinct from ${MAY_HAVE_GONE})::int as doubtful,
      (select min(created_at) from outbox o where o.office_id = any(${ids}::uuid[])
          and o.delivered_at is null) as "outboxOldestAt",
      (select count(*)::int from notice n left join obligation ob
            on ob.office_id = n.office_id and ob.id = n.obligation_id
          where n.office_id = any(${ids}::uuid[]) and n.why = 'restored' and n.given_back_at is null
            and (n.kind <> 'ladder' or ob.state in ('expected', 'returned'))) as held
      from message m
     where m.office_id = any(${ids}::uuid[]) and m.state in ('planned', 'sending', 'doubtful')`.execute(
    db,
  );
  return {
    workersClockAheadMs: await workerClocks(db),
    relayStanding: relay?.standing ?? 'open',
    relayReason: relay?.reason ?? null,
    ...(counted[0] ?? NOTHING_COUNTED),
    filledYears: yearsOfAll(offices.map(({ parsed }) => filledYearsOf(parsed))),
    lastBackup: await lastRun(db, 'backup'),
    lastGoodBackupAt: await lastGoodBackupAt(db),
    lastDrill: await lastRun(db, 'drill'),
    lostHoursUndecided: offices.some(
      (office) => office.lost_until !== null && office.lost_decision === null,
    ),
    ...(await nextDay(db, ids, now)),
  };
}

type Counted = Pick<
  LedgerFacts,
  'alarms' | 'waiting' | 'oldestWaitingAt' | 'doubtful' | 'outboxOldestAt' | 'held'
>;

const NOTHING_COUNTED: Counted = {
  alarms: 0,
  waiting: 0,
  oldestWaitingAt: null,
  doubtful: 0,
  outboxOldestAt: null,
  held: 0,
};

async function liveOffices(db: LedgerDb, officeId: string | null) {
  let query = db.selectFrom('office').selectAll().where('kind', '=', 'live').orderBy('id');
  if (officeId !== null) query = query.where('id', '=', officeId);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, parsed: OfficeSettings.parse(row.settings) }));
}

/** Years that every office has filled; null for no office. */
function yearsOfAll(each: readonly (readonly number[])[]): readonly number[] | null {
  const [first, ...others] = each;
  if (first === undefined) return null;
  return first.filter((year) => others.every((years) => years.includes(year)));
}

/** What is due in the next day by instant and rung, and whom of it no mail can reach. */
async function nextDay(
  db: LedgerDb,
  officeIds: readonly string[],
  now: Instant,
): Promise<Pick<LedgerFacts, 'next' | 'unreachable'>> {
  const { rows } = await sql<{ at: Instant; rung: string; agencies: number; ids: string[] }>`
    select greatest(o.next_at, ${now}) as at, o.next_rung as rung,
           count(distinct o.agency_id)::int as agencies, array_agg(distinct o.agency_id) as ids
      from obligation o join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
     where o.office_id = any(${[...officeIds]}::uuid[]) and o.next_at <= ${plusMs(now, DAY_MS)}
       and o.next_rung is not null and c.opened_at is not null and c.paused_at is null
       and c.cancelled_at is null and c.closed_at is null
     group by 1, 2 order by 1, 2 limit ${SHOWN}`.execute(db);
  const due = new Set(rows.flatMap(({ ids }) => ids));
  let unreachable = 0;
  for (const officeId of due.size === 0 ? [] : officeIds) {
    const lost = await unreachableAgencies(db, { officeId, now });
    unreachable += lost.filter((id) => due.has(id)).length;
  }
  return { next: rows.map(({ at, rung, agencies }) => ({ at, rung, agencies })), unreachable };
}
