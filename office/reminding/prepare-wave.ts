import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PreparedWave } from '../../activities/ledger-port.js';
import { planWave } from '../../domain/wave.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { tellOfficers } from './office-mails.js';
import { loadSlice } from './wave-facts.js';
import type { Slice } from './wave-facts.js';
import { countSlice, FactsChanged, saveWave, writeSlice } from './wave-writes.js';
import type { WaveCount } from './wave-writes.js';

/** How many agencies one transaction takes: some hundred milliseconds, in which their acts wait. */
const AGENCIES_A_SLICE = 500;
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
  const at = { officeId, actor: 'system' };
  await ledger.inOffice(at, tellOfficers);
  const waveId = randomUUID();
  let count: WaveCount = { notices: 0, messages: 0, rungs: {} };
  let after: string | null = null;
  for (;;) {
    const input = { slice: { after, agencies: agenciesASlice }, waveId, before: count };
    const done: PreparedSlice = await untilFactsStay(() =>
      ledger.inOffice(at, async (scope) => prepareSlice(scope, input)),
    );
    count = done.count;
    if (done.waiting !== null) return { waiting: done.waiting, rungs: count.rungs };
    after = done.more;
  }
}

interface PreparedSlice {
  readonly count: WaveCount;
  /** The agency behind which the next slice begins; null after the last one. */
  readonly more: string | null;
  /** How many mails wait for a lane; null before the last slice. */
  readonly waiting: number | null;
}

/** Load, plan, write: one slice in its own short transaction; after the last one also how many mails now wait. */
async function prepareSlice(
  scope: OfficeScope,
  {
    slice,
    waveId,
    before,
  }: {
    readonly slice: Slice;
    readonly waveId: string;
    readonly before: WaveCount;
  },
): Promise<PreparedSlice> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`wave/${scope.officeId}`}, 0))`.execute(
    scope.trx,
  );
  const { agencies, settings, more, ...facts } = await loadSlice(scope, slice);
  const plan = planWave(agencies, { now: scope.now, settings });
  await writeSlice(scope, plan, { ...facts, waveId });
  const count = countSlice(before, plan);
  if (plan.notices.length > 0) await saveWave(scope, waveId, count);
  return { count, more, waiting: more === null ? await waitingMails(scope) : null };
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

async function waitingMails(scope: OfficeScope): Promise<number> {
  const { waiting } = await scope.trx
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('office_id', '=', scope.officeId)
    .where('class', '=', 'ladder')
    .where('state', 'in', ['planned', 'sending'])
    .executeTakeFirstOrThrow();
  return waiting;
}
