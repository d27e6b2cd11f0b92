import { temporalProbe } from '../api/temporal-probe.js';
import { foldersOf, parseEnv } from '../config/env.js';
import { taskQueue } from '../config/task-queue.js';
import { openMarks } from '../db/marks.js';
import type { Diagnosis } from '../domain/doctor.js';
import { examine } from '../office/health/doctor.js';
import { fenceLook } from '../office/installation/fence-look.js';
import { openLedger } from '../office/scope.js';
import { wallClock } from '../worker/wall-clock.js';
import { doctorProbes } from './doctor-probes.js';

/** Whether tomorrow's mails will leave and be right, for the whole installation. `variables` are its environment. */
export async function doctor(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Diagnosis> {
  const env = parseEnv(variables);
  const ledger = openLedger({
    databaseUrl: env.DATABASE_URL,
    clock: wallClock,
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
    const probes = doctorProbes(env, { db: ledger.db, fence, temporal: () => temporal.ask() });
    return await examine(ledger.db, probes, { now: wallClock.now(), officeId: null });
  } finally {
    await temporal.close();
    await ledger.close();
  }
}
