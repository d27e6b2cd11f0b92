import { sql } from 'kysely';
import { dayAt, earlier, plusDays, at as startOf } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { nextHalfReminder } from '../../domain/half-reminders.js';
import type { Half } from '../../domain/halves.js';
import { sendingMoment } from '../../domain/ladder.js';
import { CYCLE_ORDER } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import { planNotices } from './notices.js';

interface AwaitedRow {
  readonly id: string;
  readonly cycleId: string;
  readonly planId: string;
  readonly agencyId: string;
  readonly epoch: number;
  readonly binding: boolean;
  readonly half: Half;
  readonly since: Instant;
  readonly reminded: number;
  /** When its cycle takes no first reports, then no corrections any more. */
  readonly closesForNewAt: Instant | null;
  readonly closesForEditsAt: Instant | null;
  /** Whether a reminder has left for its agency today: it gets one mail a day. */
  readonly told: boolean;
}

/**
 * Asks agencies for the halves of their reports that are still to come, where the rule has them asked now.
 * An agency that had another reminder today, or lacks several halves, is asked for one on the next working
 * morning.
 */
export async function askForHalves(scope: OfficeScope): Promise<void> {
  const cycles = await scope.trx
    .selectFrom('cycle')
    .select(['id', 'halves_at'])
    .where('office_id', '=', scope.officeId)
    .where('halves_at', '<=', scope.now)
    .where('opened_at', 'is not', null)
    .where('paused_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('edits_closed_at', 'is', null)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (cycles.length === 0) return;
  const { now, settings } = scope;
  const tomorrow = sendingMoment(startOf(plusDays(dayAt(now), 1), 0), settings);
  const isOpenHour = sendingMoment(now, settings) === now;
  const nextAt = new Map<string, Instant | null>(cycles.map(({ id }) => [id, null]));
  const asking: (AwaitedRow & { readonly due: number })[] = [];
  const askedToday = new Set<string>();
  for (const row of await awaitedIn(scope, [...nextAt.keys()])) {
    const next = nextHalfReminder(row, { now, settings });
    const waits = row.told || askedToday.has(row.agencyId) || !isOpenHour;
    if (next.due !== null && !waits) {
      asking.push({ ...row, due: next.due });
      askedToday.add(row.agencyId);
    }
    const own = next.due !== null && waits ? tomorrow : next.nextAt;
    nextAt.set(row.cycleId, earlier(nextAt.get(row.cycleId) ?? null, own));
  }
  await planNotices(
    scope,
    asking.map(({ id, cycleId, planId, agencyId, epoch, half, due, ...closes }) => ({
      key: `event/missingHalf/${id}/${String(epoch)}/${half}/${String(due)}`,
      name: 'missingHalf',
      kind: 'event',
      class: 'event',
      to: { kind: 'agency', agencyId, role: 'writers' },
      planId,
      cycleId,
      obligationId: id,
      epoch,
      data: { missingHalf: half, nth: due, until: lastDayFor(closes, now) },
    })),
  );
  await sql`
    update cycle c set halves_at = next.at
      from unnest(${[...nextAt.keys()]}::uuid[], ${[...nextAt.values()]}::timestamptz[]) as next(id, at)
     where c.office_id = ${scope.officeId} and c.id = next.id`.execute(scope.trx);
}

/** The day by which it still goes into the office's own report, or, where that is made, by which it is taken at all; null where nothing closes. */
function lastDayFor(
  { closesForNewAt, closesForEditsAt }: Pick<AwaitedRow, 'closesForNewAt' | 'closesForEditsAt'>,
  now: Instant,
): Day | null {
  const closing =
    closesForNewAt !== null && closesForNewAt > now ? closesForNewAt : closesForEditsAt;
  return closing === null ? null : dayAt(closing);
}

/** The halves that are still to come in some cycles, whose documents nobody says he has sent. */
async function awaitedIn(
  scope: OfficeScope,
  cycleIds: readonly string[],
): Promise<readonly AwaitedRow[]> {
  const today = dayAt(scope.now);
  const { rows } = await sql<AwaitedRow>`
    select o.id, o.cycle_id as "cycleId", c.plan_id as "planId", o.agency_id as "agencyId", o.epoch,
           c.closes_for_new_at as "closesForNewAt", c.closes_for_edits_at as "closesForEditsAt",
           o.binding, o.missing_half as half, coalesce(asked.since, o.received_at) as since,
           coalesce(asked.reminded, 0)::int as reminded,
           exists (select 1 from message m
                    where m.office_id = o.office_id and m.agency_id = o.agency_id
                      and m.class = 'ladder' and m.day = ${today}
                      and m.state in ('planned', 'sending', 'sent', 'doubtful')) as told
      from obligation o
      join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
      left join lateral (
        select max(n.planned_for) filter (where n.name = 'received') as since,
               max((n.data ->> 'nth')::int) filter (where n.name = 'missingHalf'
                 and n.data ->> 'missingHalf' = o.missing_half) as reminded
          from notice n
         where n.office_id = o.office_id and n.obligation_id = o.id and n.epoch = o.epoch
           and n.name in ('received', 'missingHalf')) asked on true
     where o.office_id = ${scope.officeId} and o.cycle_id = any(${[...cycleIds]}::uuid[])
       and o.missing_half is not null and o.state in ('submitted', 'accepted') and o.chased
       and o.received_at is not null
       and not (o.missing_half = 'document' and exists (
         select 1 from claim k where k.office_id = o.office_id and k.obligation_id = o.id
            and k.state = 'open'))
     order by o.overdue_at, o.id`.execute(scope.trx);
  return rows;
}
