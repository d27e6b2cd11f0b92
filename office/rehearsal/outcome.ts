import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { cyclesOfRequirements, reportNameOfCycle } from '../../db/joined.js';
import type { Instant } from '../../domain/day.js';
import { at, withOffset } from '../../domain/day.js';
import { NO_COUNTS, sumOf } from '../../domain/counting.js';
import type { Counts } from '../../domain/counting.js';
import { milestonesOf } from '../../domain/milestones.js';
import type { Stage } from '../../domain/milestones.js';
import { countsOfCycles } from '../counting/cycle-counts.js';
import { isWaiting } from './turn.js';

export interface ObligationCounts {
  readonly expected: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly waived: number;
  readonly claimed: number;
  readonly nil: number;
  readonly returned: number;
}

/** What a rehearsal came to, read from the ledger of its shadow office. */
export interface RehearsalOutcome {
  /** `waiting`: others run, and it begins when one of them has ended. */
  readonly state: 'waiting' | 'running' | 'done' | 'stalled';
  readonly stall: string | null;
  readonly clockAt: string;
  readonly stages: readonly { readonly name: Stage; readonly businessAt: string }[];
  readonly mails: {
    readonly sent: number;
    readonly distinctMessageIds: number;
    readonly byRung: Readonly<Record<string, number>>;
  };
  readonly obligations: ObligationCounts;
  readonly cycles: readonly {
    readonly key: string;
    readonly requirement: string;
    readonly dueAt: string | null;
    readonly closedAt: string | null;
    readonly obligations: ObligationCounts;
    readonly cycleId: string;
    readonly reportId: string | null;
  }[];
  readonly letterIds: readonly string[];
  readonly acknowledgedAt: string | null;
  readonly acts: { readonly done: number; readonly total: number };
}

/** Reads how far a rehearsal has come and what it came to. */
export async function rehearsalOutcome(db: LedgerDb, officeId: string): Promise<RehearsalOutcome> {
  const office = await db
    .selectFrom('office')
    .select(['clock_at', 'rehearsal'])
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const { clock_at: clockAt } = office;
  if (clockAt === null) throw new Error('a rehearsal has a clock of its own');
  const cycles = await cyclesOfRequirements(db)
    .selectAll('cycle')
    .select([reportNameOfCycle().as('named'), 'requirement.consolidates as consolidates'])
    .where('cycle.office_id', '=', officeId)
    .orderBy('cycle.target_at')
    .orderBy('cycle.kind')
    .orderBy('cycle.key')
    .execute();
  const papers = await db
    .selectFrom('document')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('state', '!=', 'superseded')
    .orderBy('version')
    .execute();
  const plan = await db
    .selectFrom('plan')
    .select(['started_at', 'closed_at', 'window_from'])
    .where('office_id', '=', officeId)
    .executeTakeFirst();
  const reports = papers.filter(({ kind }) => kind === 'consolidatedReport');
  const counts = await countsOfCycles(db, {
    officeId,
    cycleIds: cycles.map(({ id }) => id),
    now: clockAt,
  });
  const collecting = cycles.filter(({ kind }) => kind === 'collect');
  const scripted = await db
    .selectFrom('script_act')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.count<number>('done_at').as('done'),
    ])
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  const acknowledgedAt = firstOf(reports.map((report) => report.acknowledged_at));
  const { rehearsal } = office;
  return {
    state:
      rehearsal?.['doneAt'] !== undefined
        ? 'done'
        : rehearsal?.['stalledAt'] !== undefined
          ? 'stalled'
          : (await isWaiting(db, officeId))
            ? 'waiting'
            : 'running',
    stall: typeof rehearsal?.['stall'] === 'string' ? rehearsal['stall'] : null,
    clockAt: withOffset(clockAt),
    stages: milestonesOf({
      startedAt: plan?.started_at ?? null,
      windowFromAt: plan?.window_from == null ? null : at(plan.window_from, 0),
      openedAt: firstOf(collecting.map(({ opened_at }) => opened_at)),
      collectionClosedAt: firstOf(
        collecting
          .filter(({ consolidates, merged_in }) => consolidates && merged_in === null)
          .map(({ collection_closed_at }) => collection_closed_at),
      ),
      firstSubmittedForApprovalAt: firstOf(reports.map(({ submitted_at }) => submitted_at)),
      approvedAt: firstOf(reports.map(({ approved_at }) => approved_at)),
      acknowledgedAt,
      closedAt: plan?.closed_at ?? null,
      consolidates: collecting.some(({ consolidates }) => consolidates),
    }).map(({ name, businessAt }) => ({ name, businessAt: withOffset(businessAt) })),
    mails: await mailsOf(db, officeId),
    obligations: outcomeOf(sumOf(collecting.map(({ id }) => counts.get(id) ?? NO_COUNTS))),
    cycles: cycles.map((cycle) => ({
      key: cycle.key,
      requirement: cycle.named,
      dueAt: written(cycle.overdue_at),
      closedAt: written(cycle.closed_at),
      obligations: outcomeOf(counts.get(cycle.id) ?? NO_COUNTS),
      cycleId: cycle.id,
      reportId: reports.filter(({ cycle_id }) => cycle_id === cycle.id).at(-1)?.id ?? null,
    })),
    // By cycle: letters of two cycles have the same version.
    letterIds: cycles.flatMap((cycle) =>
      papers
        .filter(({ kind, cycle_id }) => kind === 'urgingLetter' && cycle_id === cycle.id)
        .map(({ id }) => id),
    ),
    acknowledgedAt: written(acknowledgedAt),
    acts: { done: scripted.done, total: scripted.total },
  };
}

/** What became of the duties of a cycle, or of several: expected = onTime + late + missing + waived + claimed. */
function outcomeOf(counts: Counts): ObligationCounts {
  const { total, onTime, late, missing, waived, claimed, nil, everReturned } = counts;
  return { expected: total, onTime, late, missing, waived, claimed, nil, returned: everReturned };
}

async function mailsOf(db: LedgerDb, officeId: string): Promise<RehearsalOutcome['mails']> {
  const { rows } = await sql<{ name: string; sent: number }>`
    select n.name, count(*)::int as sent
      from notice n join message m on m.office_id = n.office_id and m.id = n.message_id
     where n.office_id = ${officeId} and m.state = 'sent' and n.why is null
     group by n.name order by n.name`.execute(db);
  const total = await db
    .selectFrom('message')
    .select((eb) => [
      eb.fn.countAll<number>().as('sent'),
      eb.fn.count<number>('header_id').distinct().as('distinct'),
    ])
    .where('office_id', '=', officeId)
    .where('state', '=', 'sent')
    .executeTakeFirstOrThrow();
  return {
    sent: total.sent,
    distinctMessageIds: total.distinct,
    byRung: Object.fromEntries(rows.map(({ name, sent }) => [name, sent])),
  };
}

function firstOf(moments: readonly (Instant | null)[]): Instant | null {
  return moments.filter((moment): moment is Instant => moment !== null).sort()[0] ?? null;
}

function written(moment: Instant | null): string | null {
  return moment === null ? null : withOffset(moment);
}
