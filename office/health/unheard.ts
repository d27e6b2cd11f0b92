import { sql } from 'kysely';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { LedgerPool } from '../../db/transaction.js';
import { OUTBOX_CHANNEL } from '../poke.js';

/** What was told, became due, or is at work without a sign of it for so long is told once more; as long again, and it is an alarm. */
const PATIENCE_MS = 60_000;

export interface Unheard {
  readonly toldAgain: number;
  readonly alarms: number;
}

/**
 * Looks for plans and cycles of live offices whose workflow does not look, and tells it again. A
 * rehearsal's driver does this itself, in its own time. `now` is real time; n workers may call it.
 */
export async function tellUnheard(
  ledger: Pick<LedgerPool, 'transaction'>,
  { now }: { readonly now: Instant },
): Promise<Unheard> {
  return ledger.transaction(async (trx) => {
    const told: { readonly office_id: string; readonly id: string; readonly alarm: boolean }[] = [];
    const targets: { office_id: string; target: 'plan' | 'cycle'; target_id: string }[] = [];
    for (const target of ['plan', 'cycle'] as const) {
      const { rows } = await sql<(typeof told)[number]>`
        with unheard as (
          select subject.office_id, subject.id
            from ${sql.table(target)} as subject join office on office.id = subject.office_id
           where office.kind = 'live' and ${target === 'plan' ? OPEN_PLAN : OPEN_CYCLE}
             and case when revision > seen_revision then told_at <= ${plusMs(now, -PATIENCE_MS)}
                      when resting then wakes_at <= ${plusMs(now, -PATIENCE_MS)}
                      else looked_at <= ${plusMs(now, -PATIENCE_MS)} end
             and (told_again_at is null or told_again_at <= ${plusMs(now, -PATIENCE_MS)})
             -- Whoever holds one is just telling it or looking. It is never waited for, so there is no order to keep.
             for no key update of subject skip locked)
        update ${sql.table(target)} as subject
           set told_again_at = ${now},
               alarm_at = case when told_again_at is not null then coalesce(alarm_at, ${now}) end
          from unheard
         where subject.office_id = unheard.office_id and subject.id = unheard.id
         returning subject.office_id, subject.id, alarm_at is not null as alarm`.execute(trx);
      told.push(...rows);
      targets.push(...rows.map(({ office_id, id }) => ({ office_id, target, target_id: id })));
    }
    if (targets.length > 0) {
      await trx
        .insertInto('outbox')
        .values(targets.map((row) => ({ ...row, delivered_at: null })))
        .execute();
      await sql`select pg_notify(${OUTBOX_CHANNEL}, 'live')`.execute(trx);
    }
    return { toldAgain: told.length, alarms: told.filter(({ alarm }) => alarm).length };
  });
}

const OPEN_PLAN = sql`subject.state = 'started'`;
const OPEN_CYCLE = sql`subject.opened_at is not null and subject.closed_at is null
  and subject.cancelled_at is null`;
