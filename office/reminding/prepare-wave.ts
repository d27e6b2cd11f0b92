import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PreparedWave } from '../../activities/ledger-port.js';
import { planWave } from '../../domain/wave.js';
import { batches } from '../../db/batches.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { recoveryOf } from './recovery.js';
import { tellOfficers } from './office-mails.js';
import { agenciesDue, loadSlice } from './wave-facts.js';
import { countSlice, FactsChanged, saveWave, writeSlice } from './wave-writes.js';
import type { WaveCount } from './wave-writes.js';

/** How many agencies one transaction takes: a quarter of a second, in which their acts wait. */
const AGENCIES_A_SLICE = 1000;
/** How often one slice is planned anew before the whole step is left to its next try. */
const TRIES = 5;

/**
 * Prepares every notice of an office that is due now, its officers' mails first, in slices of agencies,
 * each agency with all its open cycles: so two cycles due at one instant share one mail. The slices of
 * an office follow one another, those of two waves at once as well. What a wave that died has not told
 * is still due for the next one, and what it has told is known by the key of each notice.
 */
export async function prepareWave(
  ledger: Ledger,
  officeId: string,
  { agenciesASlice = AGENCIES_A_SLICE }: { readonly agenciesASlice?: number } = {},
): Promise<PreparedWave> {
  const inOffice = <T>(work: (scope: OfficeScope) => Promise<T>): Promise<T> =>
    ledger.inOffice({ officeId, actor: 'system' }, work);
  const due = await inOffice(async (scope) => {
    await tellOfficers(scope);
    return agenciesDue(scope);
  });
  const waveId = randomUUID();
  let count: WaveCount = { notices: 0, messages: 0, rungs: {} };
  const slices = batches(due, agenciesASlice);
  const learning = slices.length > 1 ? [learn(ledger, KNOWN_BEFORE)] : [];
  for (const [nth, agencyIds] of slices.entries()) {
    const slice = { agencyIds, waveId, before: count };
    count = await untilFactsStay(() => inOffice(async (scope) => prepareSlice(scope, slice)));
    if (nth === 0 && slices.length > 1) learning.push(learn(ledger, MADE_BY_WAVE));
  }
  await Promise.all(learning);
  return { waiting: await waitingMails(ledger.db, officeId), rungs: count.rungs };
}

const KNOWN_BEFORE = sql`agency, contact, obligation`;
const MADE_BY_WAVE = sql`notice, message`;

/**
 * Lets the ledger count its rows anew beside the first slices. An office that has just begun is in no
 * statistics: taken for a row or two, its thousands would be joined each with each, for minutes.
 */
async function learn(ledger: Ledger, tables: typeof MADE_BY_WAVE): Promise<void> {
  try {
    await sql`analyze ${tables}`.execute(ledger.db);
  } catch {
    // It only saves time; the ledger does it by itself within a minute or two.
  }
}

interface Slice {
  readonly agencyIds: readonly string[];
  readonly waveId: string;
  /** What the slices before it have told. */
  readonly before: WaveCount;
}

/** Load, plan, write: one slice in its own short transaction. */
async function prepareSlice(
  scope: OfficeScope,
  { agencyIds, waveId, before }: Slice,
): Promise<WaveCount> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`wave/${scope.officeId}`}, 0))`.execute(
    scope.trx,
  );
  const { agencies, settings, ...facts } = await loadSlice(scope, agencyIds);
  const plan = planWave(agencies, {
    now: scope.now,
    settings,
    recovery: recoveryOf(scope.office),
  });
  await writeSlice(scope, plan, { ...facts, waveId });
  const count = countSlice(before, plan);
  if (plan.notices.length > 0) await saveWave(scope, waveId, count);
  return count;
}

async function untilFactsStay<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FactsChanged) || tries >= TRIES) throw error;
    }
  }
}

async function waitingMails(db: LedgerDb, officeId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('office_id', '=', officeId)
    .where('class', '=', 'ladder')
    .where('state', 'in', ['planned', 'sending'])
    .executeTakeFirstOrThrow();
  return waiting;
}
