import { sql } from 'kysely';
import { ok, refuse } from '../../domain/result.js';
import { dayAt } from '../../domain/day.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { POST_CHANNEL, pokeCycles } from '../poke.js';
import { CYCLE_ORDER } from '../lock-order.js';
import { loadLadderContexts } from '../reminding/ladder-rows.js';
import { rearmCycles } from '../reminding/rearm.js';
import type { OfficeScope } from '../scope.js';

export interface HeldDecision {
  /** Of notices that a restore held back; one that shares its mail with others decides for all of it. */
  readonly noticeIds: readonly string[];
  readonly decision: 'release' | 'drop';
}

/**
 * An officer lets go what a restore held back, or drops it for good. A mail that waited goes under its
 * own Message-ID; a rung counts as not reached again, so that the rule chooses what is true now: one
 * notice for each obligation at most.
 */
export async function decideHeld(
  scope: OfficeScope,
  { noticeIds, decision }: HeldDecision,
): ActResult<{ readonly notices: number }> {
  const held = await heldOf(scope, noticeIds);
  if (held.length === 0) return refuse('ALREADY_DONE');
  const cycleIds = [...new Set(held.flatMap(({ cycle_id: id }) => (id === null ? [] : [id])))];
  const cycles = await lockCycles(scope, cycleIds);
  const mailIds = [...new Set(held.flatMap(({ message_id: id }) => (id === null ? [] : [id])))];
  const ids = held.map(({ id }) => id);
  await lockMails(scope, mailIds);
  if (decision === 'drop') {
    await dropMails(scope, mailIds);
    await setWhy(scope, ids, 'restoredDropped');
  } else {
    await releaseMails(scope, mailIds);
    await setWhy(
      scope,
      held.filter(({ message_id }) => message_id !== null).map(({ id }) => id),
      null,
    );
    await giveBackRungs(
      scope,
      held.filter(({ message_id }) => message_id === null).map(({ id }) => id),
    );
    await rearmCycles(scope, await loadLadderContexts(scope, cycles));
    await pokeCycles(scope, cycleIds);
    await sql`select pg_notify(${POST_CHANNEL}, ${scope.office.kind})`.execute(scope.trx);
  }
  await record(
    scope,
    decision === 'drop' ? 'dropHeld' : 'releaseHeld',
    `office:${scope.officeId}`,
    {
      notices: ids.length,
    },
  );
  return ok({ notices: ids.length });
}

/** The notices meant that are still held, with all that share a mail with one of them. */
async function heldOf(scope: OfficeScope, noticeIds: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    cycle_id: string | null;
    message_id: string | null;
  }>`
    with meant as (
      select id, message_id from notice
       where office_id = ${scope.officeId} and why = 'restored' and given_back_at is null
         and id = any(${[...noticeIds]}::uuid[]))
    select n.id, n.cycle_id, n.message_id from notice n
     where n.office_id = ${scope.officeId} and n.why = 'restored' and n.given_back_at is null
       and (n.id in (select id from meant)
            or n.message_id in (select message_id from meant where message_id is not null))
     order by n.ordinal`.execute(scope.trx);
  return rows;
}

async function lockCycles(scope: OfficeScope, cycleIds: readonly string[]) {
  if (cycleIds.length === 0) return [];
  return scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', [...cycleIds])
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function lockMails(scope: OfficeScope, ids: readonly string[]): Promise<void> {
  await sql`
    select id from message
     where office_id = ${scope.officeId} and id = any(${[...ids]}::uuid[])
     order by id for update`.execute(scope.trx);
}

async function releaseMails(scope: OfficeScope, ids: readonly string[]): Promise<void> {
  await sql`
    update message set state = 'planned', why = null, attempts = 0, retry_at = null,
           day = ${dayAt(scope.now)}
     where office_id = ${scope.officeId} and id = any(${[...ids]}::uuid[])
       and state = 'suppressed' and why = 'restored'`.execute(scope.trx);
}

async function dropMails(scope: OfficeScope, ids: readonly string[]): Promise<void> {
  await sql`
    update message set why = 'restoredDropped'
     where office_id = ${scope.officeId} and id = any(${[...ids]}::uuid[])
       and state = 'suppressed' and why = 'restored'`.execute(scope.trx);
}

async function setWhy(
  scope: OfficeScope,
  ids: readonly string[],
  why: 'restoredDropped' | null,
): Promise<void> {
  await sql`
    update notice set why = ${why}
     where office_id = ${scope.officeId} and id = any(${[...ids]}::uuid[])`.execute(scope.trx);
}

/** Rungs that were written down without a mail count as not reached; one that a later rung has followed stays behind it. */
async function giveBackRungs(scope: OfficeScope, ids: readonly string[]): Promise<void> {
  await sql`
    with given as (
      update notice set given_back_at = ${scope.now}
       where office_id = ${scope.officeId} and id = any(${[...ids]}::uuid[])
      returning obligation_id, epoch, ordinal, data
    ), first as (
      select distinct on (obligation_id, epoch) obligation_id, epoch, ordinal,
             data ->> 'reachedBefore' as reached
        from given order by obligation_id, epoch, ordinal
    )
    update obligation o set reached = first.reached
      from first
     where o.office_id = ${scope.officeId} and o.id = first.obligation_id and o.epoch = first.epoch
       and not exists (
         select from notice later
          where later.office_id = o.office_id and later.obligation_id = o.id
            and later.kind = 'ladder' and later.epoch = first.epoch
            and later.ordinal > first.ordinal and later.given_back_at is null
            and later.id <> all(${[...ids]}::uuid[])
            and later.why is null)`.execute(scope.trx);
}
