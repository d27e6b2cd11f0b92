import { temporalProbe } from '../api/temporal-probe.js';
import { foldersOf, parseEnv } from '../config/env.js';
import { taskQueue } from '../config/task-queue.js';
import { ledgerTimeMs } from '../db/ledger-clock.js';
import { openMarks } from '../db/marks.js';
import type { Diagnosis } from '../domain/doctor/diagnose.js';
import { examine } from '../office/health/doctor.js';
import { fenceLook } from '../office/installation/fence-look.js';
import { openLiveLedger } from '../office/live-ledger.js';
import { wallClock } from './wall-clock.js';
import { doctorProbes } from './doctor-probes.js';

/** Whether tomorrow's mails will leave and be right, for the whole installation. `variables` are its environment. */
export async function doctor(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Diagnosis> {
  const env = parseEnv(variables);
  const ledger = openLiveLedger({
    databaseUrl: env.DATABASE_URL,
    poolSize: 2,
    patience: 'people',
  });
  const temporal = temporalProbe({
    address: env.TEMPORAL_ADDRESS,
    namespace: env.TEMPORAL_NAMESPACE,
    tls: env.TEMPORAL_TLS,
    apiKey: env.TEMPORAL_API_KEY,
    taskQueue: taskQueue(env.INSTANCE_ID, 'live'),
  });
  try {
    const fence = fenceLook({
      db: ledger.db,
      installation: {
        own: { instanceId: env.INSTANCE_ID, seat: env.INSTANCE_SEAT ?? null },
        marks: openMarks(foldersOf(env.MARK_DIR), env.INSTANCE_ID),
      },
      monotonicMs: () => performance.now(),
    });
    const probes = doctorProbes(env, { ledger, fence, temporal: () => temporal.ask() });
    // A ledger that does not answer is a finding, not a failure: the time is this machine's then.
    const isThere = await ledgerTimeMs(ledger.db).then(
      () => true,
      () => false,
    );
    if (isThere) await ledger.clock.known;
    const now = (isThere ? ledger.clock : wallClock).now();
    return await examine(ledger.db, probes, { now, officeId: null });
  } finally {
    await temporal.close();
    await ledger.close();
  }
}
