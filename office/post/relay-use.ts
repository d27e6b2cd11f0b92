import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import { isLimited, roomUnder } from '../../domain/relay-limits.js';
import type { RelayLimits, RelayUse } from '../../domain/relay-limits.js';
import type { OfficeKind } from './relay-state.js';

/** The limits of a relay, as an operator set them for all workers. */
export async function relayLimits(
  db: LedgerDb | Transaction<Tables>,
  relay: OfficeKind,
): Promise<RelayLimits> {
  const row = await db
    .selectFrom('relay_limit')
    .select(['minute', 'day'])
    .where('relay', '=', relay)
    .executeTakeFirst();
  return row ?? { minute: null, day: null };
}

/** Sets the limits of a relay for all workers. */
export async function setRelayLimits(
  db: LedgerDb,
  { relay, limits }: { readonly relay: OfficeKind; readonly limits: RelayLimits },
): Promise<void> {
  await db
    .insertInto('relay_limit')
    .values({ relay, ...limits })
    .onConflict((conflict) => conflict.column('relay').doUpdateSet({ ...limits }))
    .execute();
}

/** What is counted together: the finer, the closer a limit can be kept to. */
const SPANS = [
  { span: 'minute', together: '5 seconds', within: '65 seconds' },
  { span: 'day', together: '10 minutes', within: '24 hours 10 minutes' },
] as const;

/** How many mails a claim may take under the relay's limits, which hold for all workers together; the count stays locked until the claim is written. */
export async function roomAtRelay(
  trx: Transaction<Tables>,
  {
    relay,
    limits,
    wanted,
    ladder,
  }: {
    readonly relay: OfficeKind;
    readonly limits: RelayLimits;
    readonly wanted: number;
    readonly ladder: boolean;
  },
): Promise<number> {
  if (!isLimited(limits)) return wanted;
  await sql`select pg_advisory_xact_lock(hashtext(${`relay_use/${relay}`}))`.execute(trx);
  return roomUnder(limits, { used: await relayUse(trx, relay), wanted, ladder });
}

/** Counts mails that a claim took. */
export async function countUse(
  trx: Transaction<Tables>,
  { relay, limits, mails }: { relay: OfficeKind; limits: RelayLimits; mails: number },
): Promise<void> {
  if (!isLimited(limits) || mails === 0) return;
  for (const { span, together } of SPANS) {
    await sql`
      insert into relay_use (relay, span, since, mails)
      values (${relay}, ${span},
              date_bin(${together}::interval, clock_timestamp(), '2020-01-01'), ${mails})
      on conflict (relay, span, since) do update set mails = relay_use.mails + excluded.mails`.execute(
      trx,
    );
  }
  await sql`
    delete from relay_use where relay = ${relay}
       and since < clock_timestamp() - case span when 'minute' then interval '2 minutes'
                                                else interval '2 days' end`.execute(trx);
}

/** What a relay was handed of late, rather too much than too little. */
export async function relayUse(
  db: LedgerDb | Transaction<Tables>,
  relay: OfficeKind,
): Promise<RelayUse> {
  const of = ({ span, within }: (typeof SPANS)[number]) => sql`
    coalesce(sum(mails) filter (where span = ${span}
      and since > clock_timestamp() - ${within}::interval), 0)::int`;
  const { rows } = await sql<RelayUse>`
    select ${of(SPANS[0])} as minute, ${of(SPANS[1])} as day
      from relay_use where relay = ${relay}`.execute(db);
  return rows[0] ?? { minute: 0, day: 0 };
}
