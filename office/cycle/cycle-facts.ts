import { cyclesOfRequirements } from '../../db/joined.js';
import { sql } from 'kysely';
import type { CycleFacts, PlanFacts } from '../../domain/cycle.js';
import { stateOfReport } from '../../domain/paper-copies.js';
import { nudgeAt } from '../../domain/paper-nudge.js';
import type { Instant } from '../../domain/day.js';
import { earlier, plusMs } from '../../domain/day.js';
import { earliest } from '../../domain/desk.js';
import { sendingMoment } from '../../domain/ladder.js';
import { owingIn, sumOf } from '../../domain/counting.js';
import { countsOfCycles, nextWaves } from '../counting/cycle-counts.js';
import type { OfficeScope } from '../scope.js';
import { cyclesOfReport } from '../consolidation/cycles-of-report.js';

interface CycleCounts {
  readonly nextAt: Instant | null;
  readonly owing: number;
  readonly unchecked: number;
  readonly overdue: number;
}

/** The facts of one cycle for the rule `decideCycle`; null when the office has no such cycle. */
export async function cycleFacts(
  scope: OfficeScope,
  cycleId: string,
  /** Whether a hand of its workflow is at work: mails under way are then its own affair. */
  { busy = false }: { readonly busy?: boolean } = {},
): Promise<CycleFacts | null> {
  const { trx, officeId } = scope;
  const cycle = await cyclesOfRequirements(trx)
    .selectAll('cycle')
    .select('requirement.consolidates as consolidates')
    .where('cycle.office_id', '=', officeId)
    .where('cycle.id', '=', cycleId)
    .executeTakeFirst();
  if (cycle === undefined) return null;
  const counts = await countsOf(scope, cycleId);
  const mails = await openMails(scope, { cycleId, busy });
  const papers = await trx
    .selectFrom('document')
    .select(['id', 'kind', 'state', 'batch', 'ask_at', 'copy_wanted', 'copy_planned_at'])
    .select(['outside', 'approved_at as approvedAt', 'asked_at as askedAt'])
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .where('state', '!=', 'superseded')
    .execute();
  const reports = papers.filter(({ kind }) => kind === 'consolidatedReport');
  const reportState = stateOfReport(
    reports.map(({ batch, id, state }) => ({ of: batch ?? id, state })),
  );
  return {
    kind: cycle.kind,
    consolidates: cycle.consolidates && cycle.merged_in === null,
    opened: cycle.opened_at !== null,
    paused: cycle.paused_at !== null,
    cancelled: cycle.cancelled_at !== null,
    closed: cycle.closed_at !== null,
    nextWaveAt: earliest([
      counts.nextAt,
      cycle.collection_closed_at === null || cycle.number_awaited ? cycle.desk_at : null,
      cycle.halves_at,
    ]),
    // In a rehearsal nobody is there to give it.
    numberAwaited: cycle.number_awaited && scope.office.kind === 'live',
    unsettled: mails.count,
    unsettledFrom:
      mails.count === 0 ? null : sendingMoment(mails.retryAt ?? scope.now, scope.settings),
    owing: counts.owing,
    unchecked: counts.unchecked,
    overdue: counts.overdue,
    closesForNewAt: cycle.closes_for_new_at,
    closesForEditsAt: cycle.closes_for_edits_at,
    collectionClosed: cycle.collection_closed_at !== null,
    editsClosed: cycle.edits_closed_at !== null,
    letterAt: cycle.letter_at,
    letterDrafted: cycle.letter_drafted_at !== null,
    consolidated: reports.length > 0,
    report: reportState,
    // Of a closed cycle only a supplement is still wanted; nobody is asked for its letters.
    askAt: (cycle.closed_at === null ? papers : reports)
      .flatMap((paper) => [paper.ask_at, nudgeAt(paper, cycle.onward_target_at, scope)])
      .reduce(earlier, null),
    copyOwed: reports.some(
      ({ state, copy_wanted, copy_planned_at }) =>
        (state === 'released' || state === 'acknowledged') &&
        copy_wanted &&
        copy_planned_at === null,
    ),
  };
}

/** The facts of one plan for the rule `decidePlan`; null when the office has no such plan. */
export async function planFacts(scope: OfficeScope, planId: string): Promise<PlanFacts | null> {
  const plan = await scope.trx
    .selectFrom('plan')
    .select(['state', 'paused_at'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  if (plan === undefined) return null;
  const cycles = await scope.trx
    .selectFrom('cycle')
    .select((eb) => [
      sql<Instant | null>`min(opens_at) filter (where opened_at is null and cancelled_at is null)`.as(
        'nextOpeningAt',
      ),
      sql<Instant | null>`max(closes_for_edits_at) filter (where cancelled_at is not null and closed_at is null and not dropped)`.as(
        'takenBackUntil',
      ),
      eb.fn
        .countAll<number>()
        .filterWhere('opened_at', 'is not', null)
        .filterWhere('closed_at', 'is', null)
        .filterWhere('cancelled_at', 'is', null)
        .as('open'),
    ])
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow();
  return {
    started: plan.state === 'started',
    paused: plan.paused_at !== null,
    ended: plan.state === 'closed' || plan.state === 'cancelled',
    nextOpeningAt: cycles.nextOpeningAt,
    openCycles: cycles.open,
    takenBackUntil: cycles.takenBackUntil,
  };
}

async function countsOf(scope: OfficeScope, cycleId: string): Promise<CycleCounts> {
  const { trx, officeId, now } = scope;
  const cycles = await cyclesOfReport(trx, { officeId, cycleId }).execute();
  const cycleIds = cycles.map(({ id }) => id);
  const counts = await countsOfCycles(trx, { officeId, cycleIds, now });
  const next = await nextWaves(trx, { officeId, cycleIds: [cycleId] });
  // A report waits for all that goes up in it; mails and letters are each cycle's own.
  const report = sumOf([...counts.values()]);
  return {
    nextAt: next.get(cycleId) ?? null,
    owing: owingIn(report),
    unchecked: report.unchecked,
    overdue: counts.get(cycleId)?.toUrge ?? 0,
  };
}

/**
 * Ladder mails of a cycle not yet settled, and when the first may be tried when all must wait, their relay
 * with them. One under way is looked for as its lease ends: whoever holds it renews that, or is dead. Leases
 * are real time, which a rehearsal's clock is not; there nothing is long under way. A hand at work tells when it is
 * done: to look before that would only make its history longer.
 */
async function openMails(
  scope: OfficeScope,
  { cycleId, busy }: { readonly cycleId: string; readonly busy: boolean },
): Promise<{
  readonly count: number;
  readonly retryAt: Instant | null;
}> {
  const triedAt =
    scope.office.kind === 'live' && !busy
      ? sql<Instant | null>`case when message.state = 'sending' and message.lease_until > now()
          then message.lease_until + interval '1 second' else message.retry_at end`
      : sql<Instant | null>`message.retry_at`;
  const { count, waitMs } = await scope.trx
    .selectFrom('message')
    .innerJoin('notice', (join) =>
      join
        .onRef('notice.office_id', '=', 'message.office_id')
        .onRef('notice.message_id', '=', 'message.id'),
    )
    .select([
      sql<number>`count(distinct message.id)::int`.as('count'),
      sql<number | null>`ceil(extract(epoch from
        case when count(*) filter (where ${triedAt} is null or ${triedAt} <= now()) = 0
        then min(${triedAt})
        else (select try_at from relay_state
               where relay = ${scope.office.kind} and standing <> 'open' and try_at > now()) end
        - now()) * 1000)::float8`.as('waitMs'),
    ])
    .where('message.office_id', '=', scope.officeId)
    .where('message.class', '=', 'ladder')
    .where('message.state', 'in', ['planned', 'sending'])
    .where('notice.cycle_id', '=', cycleId)
    .where('notice.why', 'is', null)
    .executeTakeFirstOrThrow();
  // Waits are kept by the ledger's clock, which need not show what ours does.
  return { count, retryAt: waitMs === null ? null : plusMs(scope.realNow, waitMs) };
}
