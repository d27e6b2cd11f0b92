import { sql } from 'kysely';
import { standingDay } from '../../domain/amendment/shown-due.js';
import type { AtWork } from '../../domain/absence.js';
import type { Counts } from '../../domain/counting.js';
import type { Day, Instant } from '../../domain/day.js';
import { WHOLE } from '../../domain/pending-counts.js';
import type { BackFacts, OpenCycleFacts, PaperFacts, PlanFacts } from '../../domain/to-do.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { refusedDocuments } from '../axis/refusals.js';
import { COUNT_SUMS } from '../counting/cycle-counts.js';
import { unreachableAgencies } from '../counting/unreachable.js';
import { isToCall } from '../cycle/call-list.js';
import { notAbove } from '../paper/hand-up.js';
import { decidersOf } from '../paper/approval-way.js';
import type { DocumentRow } from '../paper/document-row.js';
import type { PersonAtWork } from '../reminding/people-at-work.js';
import { waitingExtension } from '../obligation/waiting-extension.js';

interface At {
  readonly officeId: string;
  readonly now: Instant;
}

/** The plans of an office about which something may have to be done, in one statement. */
export async function plansToDo(db: LedgerDb, { officeId }: At): Promise<readonly PlanFacts[]> {
  return keptRows(
    db,
    sql<PlanFacts>`
    select p.id as "planId", p.title, p.state, p.last_error is not null as failing,
           p.state = 'started' and basis.missing as "numberMissing",
           first.target as "firstTargetAt"
      from plan p
     cross join lateral (
       select exists (select 1 from requirement r
                       where r.office_id = p.office_id and r.plan_id = p.id
                         and r.basis->>'kind' = 'directed') as missing) basis
      left join lateral (
       select min((day #>> '{}')::timestamptz) as target
         from plan_version v,
              jsonb_path_query(v.confirmed, '$.requirements[*].cycles[*].targetAt') as day
        where p.state <> 'started' and v.office_id = p.office_id and v.plan_id = p.id
          and v.version = p.version) first on true
     where p.office_id = ${officeId}
       and (p.state in ('draft', 'awaitingConsent', 'consented')
            or (p.state = 'started' and (p.last_error is not null or basis.missing)))`,
  );
}

type CycleRow = Omit<OpenCycleFacts, 'counts' | 'dueDay' | keyof DutyFacts | keyof Asked> &
  Counts & { readonly dueDay: Day | null; readonly officeDue: string | null };

interface DutyFacts {
  readonly toCall: number;
  readonly unreachable: number;
  readonly halves: number;
}

interface Asked {
  readonly extensionsAsked: number;
  readonly extensionsBy: Instant | null;
  readonly leadersExtensions: number;
}

/** The open cycles of an office with what waits in each, in four statements for any number. */
export async function cyclesToDo(db: LedgerDb, at: At): Promise<readonly OpenCycleFacts[]> {
  const [rows, agencyIds] = await Promise.all([openCycles(db, at), unreachableAgencies(db, at)]);
  const cycleIds = rows.map(({ cycleId }) => cycleId);
  const [duties, asked] = await Promise.all([
    dutiesIn(db, { ...at, cycleIds, agencyIds }),
    extensionsIn(db, { officeId: at.officeId, cycleIds }),
  ]);
  return rows.map(({ officeDue, dueDay, ...row }) => {
    const own = duties.get(row.cycleId);
    return {
      ...row,
      dueDay: standingDay({ dueDay, officeDue }),
      counts: { claimed: own?.claimed ?? 0, submitted: own?.submitted ?? 0, toUrge: row.toUrge },
      extensionsAsked: asked.get(row.cycleId)?.extensionsAsked ?? 0,
      extensionsBy: asked.get(row.cycleId)?.extensionsBy ?? null,
      leadersExtensions: asked.get(row.cycleId)?.leadersExtensions ?? 0,
      toCall: own?.toCall ?? 0,
      unreachable: own?.unreachable ?? 0,
      halves: own?.halves ?? 0,
    };
  });
}

async function openCycles(db: LedgerDb, { officeId, now }: At): Promise<readonly CycleRow[]> {
  return keptRows(
    db,
    sql<CycleRow>`
    select c.id as "cycleId", c.plan_id as "planId", c.due_day as "dueDay",
           coalesce(c.report_name, r.report_name) as "reportName", c.office_due as "officeDue",
           c.target_at as "targetAt", c.overdue_at as "overdueAt",
           c.closes_for_new_at as "closesForNewAt", c.paused_at is not null as paused,
           c.last_error_step as "failingStep", p.heads_need_word as "headsNeedWord",
           c.head_released_at is not null as "headsReleased", counts.*
      from cycle c
      join plan p on p.office_id = c.office_id and p.id = c.plan_id
      join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
     cross join lateral (
       select ${COUNT_SUMS} from cycle_count k
        where k.office_id = c.office_id and k.cycle_id = c.id
          and k.group_name = ${WHOLE} and k.since <= ${now}) counts
     where c.office_id = ${officeId} and c.opened_at is not null and c.closed_at is null
       and c.cancelled_at is null and (c.kind = 'collect' or c.last_error is not null)`,
  );
}

/** What waits in the duties of some cycles; those that are settled are not looked at. */
async function dutiesIn(
  db: LedgerDb,
  {
    officeId,
    now,
    cycleIds,
    agencyIds,
  }: At & { readonly cycleIds: readonly string[]; readonly agencyIds: readonly string[] },
) {
  if (cycleIds.length === 0) return new Map<string, never>();
  const owes = sql`o.state in ('expected', 'returned')`;
  const { rows } = await sql<
    DutyFacts & { readonly cycleId: string; readonly claimed: number; readonly submitted: number }
  >`
    select o.cycle_id as "cycleId",
           count(*) filter (where o.state = 'claimed')::int as claimed,
           count(*) filter (where o.state = 'submitted')::int as submitted,
           count(*) filter (where o.missing_half is not null
             and o.state in ('submitted', 'accepted'))::int as halves,
           count(*) filter (where ${owes} and o.binding and o.chased
             and o.agency_id = any(${[...agencyIds]}::uuid[]))::int as unreachable,
           count(*) filter (where ${isToCall({ now, unreachable: agencyIds })})::int as "toCall"
      from obligation o
      join cycle c on c.office_id = o.office_id and c.id = o.cycle_id and c.kind = 'collect'
     where o.office_id = ${officeId} and o.cycle_id = any(${[...cycleIds]}::uuid[])
       and o.state <> 'waived' and (o.state <> 'accepted' or o.missing_half is not null)
     group by o.cycle_id`.execute(db);
  return new Map(rows.map((row) => [row.cycleId, row]));
}

async function extensionsIn(
  db: LedgerDb,
  { officeId, cycleIds }: Pick<At, 'officeId'> & { readonly cycleIds: readonly string[] },
): Promise<ReadonlyMap<string, Asked>> {
  if (cycleIds.length === 0) return new Map();
  const { rows } = await sql<Asked & { readonly cycleId: string }>`
    select o.cycle_id as "cycleId", count(distinct o.id)::int as "extensionsAsked",
           min(o.overdue_at) as "extensionsBy",
           (count(distinct o.id) filter (where e.leaders))::int as "leadersExtensions"
      from extension e
      join obligation o on o.office_id = e.office_id and o.id = e.obligation_id
     where e.office_id = ${officeId} and ${waitingExtension('e', 'o')}
       and o.cycle_id = any(${[...cycleIds]}::uuid[])
     group by o.cycle_id`.execute(db);
  return new Map(rows.map((row) => [row.cycleId, row]));
}

/** The papers of an office that wait for somebody, and whether for this person, in one statement. */
export async function papersToDo(
  db: LedgerDb,
  {
    officeId,
    staffId,
    atWork,
  }: {
    readonly officeId: string;
    readonly staffId: string;
    readonly atWork: AtWork<PersonAtWork>;
  },
): Promise<readonly PaperFacts[]> {
  const rows = await keptRows(
    db,
    sql<
      Omit<PaperFacts, 'mayDecide'> &
        Pick<DocumentRow, 'route' | 'agreed'> & { readonly officeDue: string | null }
    >`
    select d.id as "documentId", d.plan_id as "planId", d.cycle_id as "cycleId", d.kind, d.state,
           coalesce(c.report_name, r.report_name) as "reportName", c.due_day as "dueDay",
           c.office_due as "officeDue", d.route, d.agreed, d.outside,
           case d.kind when 'urgingLetter' then c.overdue_at
                       when 'consolidatedReport' then c.onward_target_at end as "outBy"
      from document d
      join cycle c on c.office_id = d.office_id and c.id = d.cycle_id
      join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
     where d.office_id = ${officeId}
       and d.state in ('draft', 'awaitingApproval', 'sentBack', 'approved', 'numbered')
       and c.cancelled_at is null`,
  );
  return rows.map(({ route, agreed, officeDue, dueDay, ...row }) => ({
    ...row,
    dueDay: standingDay({ dueDay, officeDue }),
    mayDecide: decidersOf({ ...row, route, agreed }, atWork).some(
      ({ person }) => person.id === staffId,
    ),
  }));
}

/** What is out and came back: refused by receivers of the document axis, or not with the office above. */
export async function backToDo(
  db: LedgerDb,
  { officeId }: Pick<At, 'officeId'>,
): Promise<readonly BackFacts[]> {
  const [refused, above] = await Promise.all([
    refusedDocuments(db, { officeId }),
    notAbove(db, { officeId }),
  ]);
  return [
    ...refused.map((one) => ({ ...one, notAbove: false })),
    ...above.map((one) => ({ ...one, refusals: 0, notAbove: true })),
  ];
}
