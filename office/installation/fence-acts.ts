import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { closeFence, installationRow, lookAtFence, openFence } from '../../db/installation.js';
import type { Installation } from '../../db/installation.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';
import type { Instant } from '../../domain/day.js';
import type { FenceReason } from '../../domain/fence.js';
import { record } from '../audit/record.js';
import { inScope } from '../scope.js';
import type { Ledger } from '../scope.js';

/** What the operator's decision did; null where there was nothing to decide. */
export interface FenceRelease {
  readonly why: FenceReason;
  /** Whether what fell due until now was held back, for the officers to decide. */
  readonly held: boolean;
  /** Mails that waited in the ledger and were held back. */
  readonly mails: number;
  /** What the ledger does not know: from when until when. */
  readonly lostFrom: Instant | null;
  readonly lostUntil: Instant | null;
}

/**
 * An operator says that this ledger is the one that works from now on. Unless `nothingMissing`, or it was
 * only stopped by hand, whatever was to go until now may have gone already: it is held back in every
 * live office until an officer releases it. `run` names this release in the marks.
 */
export async function releaseFence(
  ledger: Ledger,
  installation: Installation,
  {
    run,
    now,
    nothingMissing,
  }: { readonly run: string; readonly now: Instant; readonly nothingMissing: boolean },
): Promise<FenceRelease | null> {
  const state = await lookAtFence(ledger.db, installation);
  if (state.kind !== 'closed') return null;
  const isSame = nothingMissing || !(await holdsOnRelease(ledger.db, installation));
  const { mark, release } = await ledger.transaction(async (trx) => {
    const before = await installationRow(trx);
    const lostFrom = isSame ? null : (before?.restored_to ?? before?.beat_at ?? now);
    let mails = 0;
    for (const officeId of await liveOffices(trx)) {
      await inScope(trx, { officeId, actor: 'system', realNow: now }, async (scope) => {
        const held = lostFrom === null ? 0 : await holdBack(trx, officeId, { lostFrom, now });
        mails += held;
        await record(scope, 'releaseFence', 'installation', {
          why: state.why,
          ...(lostFrom === null ? {} : { lostFrom, lostUntil: now, mails: held }),
        });
      });
    }
    return {
      mark: await openFence(trx, installation, run),
      release: {
        why: state.why,
        held: !isSame,
        mails,
        lostFrom,
        lostUntil: lostFrom === null ? null : now,
      },
    };
  });
  await installation.marks.write(mark);
  return release;
}

/**
 * Whether a release holds back what fell due meanwhile. A ledger that was only stopped by hand knows all that left
 * it; but one stopped by hand may be a copy besides.
 */
export async function holdsOnRelease(db: LedgerDb, installation: Installation): Promise<boolean> {
  const state = await lookAtFence(db, installation);
  const isByHand = state.kind === 'closed' && state.why === 'byHand';
  const behind = isByHand ? await lookAtFence(db, installation, { asOpened: true }) : state;
  return behind.kind === 'closed';
}

/** An operator stops all polling and sending of this installation; false where it is stopped, or was never at work. */
export async function stopAtFence(ledger: Ledger, now: Instant): Promise<boolean> {
  return ledger.transaction(async (trx) => {
    if (!(await closeFence(trx))) return false;
    for (const officeId of await liveOffices(trx)) {
      await inScope(trx, { officeId, actor: 'system', realNow: now }, async (scope) =>
        record(scope, 'closeFence', 'installation'),
      );
    }
    return true;
  });
}

async function liveOffices(trx: Transaction<Tables>): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('office')
    .select('id')
    .where('kind', '=', 'live')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Notes the lost time and holds every mail that waits or was under way; answers how many. Rungs are held by the waves that find them due. */
async function holdBack(
  trx: Transaction<Tables>,
  officeId: string,
  { lostFrom, now }: { readonly lostFrom: Instant; readonly now: Instant },
): Promise<number> {
  await trx
    .updateTable('office')
    .set({ lost_from: lostFrom, lost_until: now, lost_decision: null, quiet_until: null })
    .where('id', '=', officeId)
    .execute();
  const { rows } = await sql<{ id: string }>`
    update message set state = 'suppressed', why = 'restored', lease_until = null, lease_by = null,
           retry_at = null
     where office_id = ${officeId} and state in ('planned', 'sending')
    returning id`.execute(trx);
  await sql`
    update notice set why = 'restored'
     where office_id = ${officeId} and why is null
       and message_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(trx);
  return rows.length;
}
