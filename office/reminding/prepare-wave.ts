import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PreparedWave } from '../../activities/ledger-port.js';
import { planWave } from '../../domain/wave.js';
import { batches } from '../../db/batches.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { askForHalves } from './ask-for-halves.js';
import { recoveryOf } from './recovery.js';
import { tellOfficers } from './office-mails.js';
import { agenciesDue, loadSlice } from './wave-facts.js';
import { countSlice, FactsChanged, saveWave, writeSlice } from './wave-writes.js';
import type { WaveCount } from './wave-writes.js';

/** How many agencies one transaction takes: a quarter of a second, in which their acts wait. */
const AGENCIES_A_SLICE = 1000;
/** While the rows of one slice are written the next is read and planned. */
const SLICES_AT_ONCE = 2;
/** How often one slice is planned anew before the whole step is left to its next try. */
const TRIES = 5;

/**
 * Prepares every notice of an office that is due now, its officers' mails first, in slices of agencies,
 * each agency with all its open cycles: so two cycles due at one instant share one mail. A slice holds all
 * that its agencies owe and is due; a slice of another wave at the same time that has one of them in it
 * waits there and finds it told. What a wave that died has not told is still due for the next one, and what
 * it has told is known by the key of each notice.
 */
export async function prepareWave(
  ledger: Ledger,
  officeId: string,
  {
    agenciesASlice = AGENCIES_A_SLICE,
    slicesAtOnce = SLICES_AT_ONCE,
  }: { readonly agenciesASlice?: number; readonly slicesAtOnce?: number } = {},
): Promise<PreparedWave> {
  const inOffice = <T>(work: (scope: OfficeScope) => Promise<T>): Promise<T> =>
    ledger.inOffice({ officeId, actor: 'system' }, work);
  const due = await inOffice(async (scope) => {
    await tellOfficers(scope);
    return agenciesDue(scope);
  });
  const waveId = randomUUID();
  const rungs: Record<string, number> = {};
  const slices = batches(due, agenciesASlice);
  const learning = slices.length > 1 ? [learn(ledger, KNOWN_BEFORE)] : [];
  await someAtOnce(slices, slicesAtOnce, async (agencyIds, nth) => {
    const told = await untilFactsStay(() =>
      inOffice(async (scope) => prepareSlice(scope, { agencyIds, waveId })),
    );
    for (const [rung, count] of Object.entries(told.rungs)) {
      rungs[rung] = (rungs[rung] ?? 0) + count;
    }
    if (nth === 0 && slices.length > 1) learning.push(learn(ledger, MADE_BY_WAVE));
  });
  await Promise.all(learning);
  // Last: whoever has had a reminder today is asked for a half tomorrow.
  await inOffice(askForHalves);
  return { waiting: await waitingMails(ledger.db, officeId), rungs };
}

/** Does something with each of a list, so many at once; after a failure none is begun, and those begun are waited for. */
async function someAtOnce<T>(
  list: readonly T[],
  atOnce: number,
  work: (one: T, nth: number) => Promise<void>,
): Promise<void> {
  const left = [...list.entries()];
  const goOn = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      try {
        await work(next[1], next[0]);
      } catch (error) {
        left.length = 0;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, goOn));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

const KNOWN_BEFORE = sql`agency, contact, obligation`;
/** Every column: the lanes look rows up by more of them, and one that was never counted is taken for half true. */
const MADE_BY_WAVE = sql`notice, message`;

/** A tenth of the rows that the ledger looks at by itself, some three thousand a table: all of them would cost it a third of what the wave does. */
const SAMPLE = sql`'10'`;

/**
 * Lets the ledger count its rows anew beside the first slices. An office that has just begun is in no
 * statistics: taken for a row or two, its thousands would be joined each with each, for minutes. How many
 * there are is all that is wanted now; the ledger looks more closely by itself once the wave is over.
 */
async function learn(ledger: Ledger, tables: typeof MADE_BY_WAVE): Promise<void> {
  try {
    await ledger.transaction(async (trx) => {
      await sql`set local default_statistics_target = ${SAMPLE}`.execute(trx);
      await sql`analyze ${tables}`.execute(trx);
    });
  } catch {
    // It only saves time; the ledger does it by itself within a minute or two.
  }
}

interface Slice {
  readonly agencyIds: readonly string[];
  readonly waveId: string;
}

/** Load, plan, write: one slice in its own short transaction. */
async function prepareSlice(scope: OfficeScope, { agencyIds, waveId }: Slice): Promise<WaveCount> {
  const { agencies, settings, ...facts } = await loadSlice(scope, agencyIds);
  const plan = planWave(agencies, {
    now: scope.now,
    settings,
    recovery: recoveryOf(scope.office),
  });
  await writeSlice(scope, plan, { ...facts, waveId });
  const count = countSlice(plan);
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
