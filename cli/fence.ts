import { randomUUID } from 'node:crypto';
import { installationRow, lookAtFence } from '../db/installation.js';
import { openMarks } from '../db/marks.js';
import { fenceWords } from '../domain/fence.js';
import type { FenceReason } from '../domain/fence.js';
import type { Instant } from '../domain/day.js';
import { holdsOnRelease, releaseFence, stopAtFence } from '../office/installation/fence-acts.js';
import type { FenceRelease } from '../office/installation/fence-acts.js';
import { withLiveLedger } from '../office/live-ledger.js';
import type { LiveLedger } from '../office/live-ledger.js';

export interface FencePlace {
  readonly databaseUrl: string;
  readonly instanceId: string;
  readonly seat: string | null;
  readonly markDirs: readonly string[];
}

/** How the fence of this installation stands. */
export interface FenceReport {
  readonly state: 'unbound' | 'open' | 'closed';
  readonly why: FenceReason | null;
  readonly words: string;
  /** When the ledger was last at work. */
  readonly lastBeatAt: Instant | null;
  /** Of a restored ledger: the instant it was brought back to. */
  readonly restoredTo: Instant | null;
  /** Whether what fell due meanwhile is held for an officer once it is released. */
  readonly holds: boolean;
}

/** How the fence stands: whether this ledger polls and sends here, and if not, why. */
export async function fenceReport(place: FencePlace): Promise<FenceReport> {
  return withLedger(place, async (ledger, installation) => {
    const state = await lookAtFence(ledger.db, installation);
    const row = await installationRow(ledger.db);
    const why = state.kind === 'closed' ? state.why : null;
    return {
      state: state.kind,
      why,
      words:
        why !== null
          ? fenceWords(why)
          : state.kind === 'open'
            ? 'Hệ thống hoạt động bình thường.'
            : 'Dữ liệu chưa từng hoạt động; bản cài đặt nào chạy trước sẽ nhận.',
      lastBeatAt: row?.beat_at ?? null,
      restoredTo: row?.restored_to ?? null,
      holds: why !== null && (await holdsOnRelease(ledger.db, installation)),
    };
  });
}

/** Lets this ledger work here from now on; null where the fence is not closed. */
export async function releaseHere(
  place: FencePlace,
  { nothingMissing }: { readonly nothingMissing: boolean },
): Promise<FenceRelease | null> {
  return withLedger(place, async (ledger, installation) =>
    releaseFence(ledger, installation, {
      run: randomUUID(),
      now: ledger.clock.now(),
      nothingMissing,
    }),
  );
}

/** Stops all polling and sending here; false where it is stopped already. */
export async function stopHere(place: FencePlace): Promise<boolean> {
  return withLedger(place, async (ledger) => stopAtFence(ledger, ledger.clock.now()));
}

async function withLedger<T>(
  { databaseUrl, instanceId, seat, markDirs }: FencePlace,
  work: (ledger: LiveLedger, installation: Parameters<typeof lookAtFence>[1]) => Promise<T>,
): Promise<T> {
  return withLiveLedger({ databaseUrl, poolSize: 2 }, async (ledger) =>
    work(ledger, { own: { instanceId, seat }, marks: openMarks(markDirs, instanceId) }),
  );
}
