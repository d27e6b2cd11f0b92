import { sql } from 'kysely';
import type { LeaderPage } from '../../contract/to-do.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import type { Counts } from '../../domain/counting.js';
import type { Day, Instant } from '../../domain/day.js';
import { workingDaysLate } from '../../domain/days-late.js';
import { NO_COUNTS } from '../../domain/counting.js';
import { WHOLE } from '../../domain/pending-counts.js';
import { leadersPart } from '../../domain/to-do.js';
import type { StaffRole } from '../../domain/staff-role.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { COUNT_SUMS } from '../counting/cycle-counts.js';
import { unreachableAgencies } from '../counting/unreachable.js';
import { shown } from '../cycle/shown-counts.js';
import { officeCalendar } from '../scope.js';
import { toDoPage } from './to-do.js';

/** More cycles than anybody reads on a telephone; those asked for first. */
const MOST_CYCLES = 20;
/** More names than anybody reads; the number says how many there are. */
const MOST_NAMES = 60;

interface At {
  readonly officeId: string;
  readonly now: Instant;
}

/** The leader's one page: what waits for his word, and how many are in of each open cycle, by group, and who is missing. */
export async function leaderPage(
  db: LedgerDb,
  asked: At & { readonly staffId: string; readonly roles: readonly StaffRole[] },
): Promise<LeaderPage> {
  const [{ toDos }, cycles, unreachable, calendar] = await Promise.all([
    toDoPage(db, asked),
    openCycles(db, asked),
    unreachableAgencies(db, asked),
    officeCalendar(db, asked.officeId),
  ]);
  const cycleIds = cycles.map(({ id }) => id);
  const [groups, missing] = await Promise.all([
    countsIn(db, { ...asked, cycleIds }),
    missingIn(db, { officeId: asked.officeId, cycleIds }),
  ]);
  const unreached = new Set(unreachable);
  return {
    asOf: asked.now,
    toDos: [...leadersPart(toDos)],
    cycles: cycles.map(({ officeDue, dueDay, ...cycle }) => {
      const own = groups.filter(({ cycleId }) => cycleId === cycle.id);
      return {
        ...cycle,
        dueDay: standingDay({ dueDay, officeDue }),
        counts: shown(own.find(({ name }) => name === WHOLE) ?? NO_COUNTS, 0),
        groups: own
          .filter(({ name }) => name !== WHOLE)
          .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
          .map((group) => ({ name: group.name, counts: shown(group, 0) })),
        missing: missing
          .filter(({ cycleId }) => cycleId === cycle.id)
          .map(({ obligationId, agencyId, agency, overdueAt }) => ({
            obligationId,
            agency,
            daysLate: workingDaysLate(overdueAt, asked.now, calendar),
            unreachable: unreached.has(agencyId),
          })),
      };
    }),
  };
}

interface OpenCycle {
  readonly id: string;
  readonly planTitle: string;
  readonly reportName: string;
  readonly dueDay: Day | null;
  readonly officeDue: string | null;
}

async function openCycles(db: LedgerDb, { officeId }: At): Promise<readonly OpenCycle[]> {
  return keptRows(
    db,
    sql<OpenCycle>`
    select c.id, p.title as "planTitle", c.due_day as "dueDay", c.office_due as "officeDue",
           coalesce(c.report_name, r.report_name) as "reportName"
      from cycle c
      join plan p on p.office_id = c.office_id and p.id = c.plan_id
      join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
     where c.office_id = ${officeId} and c.kind = 'collect' and c.opened_at is not null
       and c.closed_at is null and c.cancelled_at is null
     order by c.target_at nulls last, c.key limit ${MOST_CYCLES}`,
  );
}

async function countsIn(
  db: LedgerDb,
  { officeId, now, cycleIds }: At & { readonly cycleIds: readonly string[] },
): Promise<readonly (Counts & { readonly cycleId: string; readonly name: string })[]> {
  if (cycleIds.length === 0) return [];
  return keptRows(
    db,
    sql<Counts & { readonly cycleId: string; readonly name: string }>`
    select cycle_id as "cycleId", group_name as name, ${COUNT_SUMS} from cycle_count
     where office_id = ${officeId} and cycle_id = any(${[...cycleIds]}::uuid[]) and since <= ${now}
     group by cycle_id, group_name
    having sum(total) > 0 or group_name = ${WHOLE}`,
  );
}

interface Missing {
  readonly cycleId: string;
  readonly obligationId: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly overdueAt: Instant | null;
}

/** Who still owes in some cycles, those late longest first. */
async function missingIn(
  db: LedgerDb,
  { officeId, cycleIds }: { readonly officeId: string; readonly cycleIds: readonly string[] },
): Promise<readonly Missing[]> {
  if (cycleIds.length === 0) return [];
  const { rows } = await sql<Missing>`
    select wanted.id as "cycleId", owing.*
      from unnest(${[...cycleIds]}::uuid[]) as wanted(id),
           lateral (
             select o.id as "obligationId", o.agency_id as "agencyId", a.name as agency,
                    case when 'overdue' = any(o.counted) then o.overdue_at end as "overdueAt"
               from obligation o
               join agency a on a.office_id = o.office_id and a.id = o.agency_id
              where o.office_id = ${officeId} and o.cycle_id = wanted.id and o.binding
                and o.state in ('expected', 'returned')
              order by o.overdue_at nulls last, a.name collate "vi-x-icu"
              limit ${MOST_NAMES}) as owing`.execute(db);
  return rows;
}
