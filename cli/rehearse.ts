import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '../config/logger.js';
import { openLiveLedger } from '../office/live-ledger.js';
import type { Ledger } from '../office/scope.js';
import { rehearsalOutcome } from '../office/rehearsal/outcome.js';
import type { RehearsalOutcome } from '../office/rehearsal/outcome.js';
import { createRehearsalOffice } from '../office/rehearsal/tick.js';
import { directoryTransport } from '../mail/directory-transport.js';
import { mailComposer } from '../mail/outgoing.js';
import { startOfficeWorker } from '../worker/office-worker.js';
import { written } from './rehearse-papers.js';
import type { RehearsalOptions, RehearsalResult } from './rehearsal-command.js';
import { DOMAIN } from './plan-from-file.js';
import { setUp } from './rehearse-setup.js';
import { connectTemporal, installRuntime } from '../worker/temporal-runtime.js';

const LOOK_MS = 100;

/** Plays a plan from its file to its close in stepped time; throws one clear sentence when it stands still. */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalResult> {
  const log = createLogger({ name: 'rehearse', level: options.logLevel ?? 'silent' });
  installRuntime(log);
  const temporal = await connectTemporal({
    address: options.temporalAddress,
    namespace: 'default',
    tls: false,
    apiKey: undefined,
  });
  const ledger = openLiveLedger({ databaseUrl: options.databaseUrl, poolSize: 12 });
  const { clock } = ledger;
  await clock.known;
  const transport = directoryTransport({ dir: options.mailboxDir });
  const worker = await startOfficeWorker({
    officeKind: 'rehearsal',
    // A queue of its own: two rehearsals on one server would do each other's work in the wrong ledger.
    instanceId: `rehearsal-${randomUUID()}`,
    namespace: 'default',
    connection: temporal.connection,
    client: temporal.client,
    databaseUrl: options.databaseUrl,
    ledger,
    clock,
    transport,
    connections: 10,
    compose: mailComposer({ name: 'Chạy thử', address: `dondoc@${DOMAIN}` }),
    linkUrl: ({ linkId, generation }) => `https://${DOMAIN}/b#${linkId}.${String(generation)}`,
    pageUrl: (path) => `https://${DOMAIN}${path}`,
    rehearsals: createRehearsalOffice(ledger, clock),
    workflowBundle: { codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)) },
    log,
  });
  try {
    const officeId = await setUp(ledger, options);
    const outcome = await watch(ledger, officeId, options);
    if (outcome.state === 'stalled') {
      throw new Error(`the rehearsal stands still at ${outcome.stall ?? 'an unknown step'}`);
    }
    return await written({ ledger, officeId, outcome, options, temporal });
  } finally {
    await worker.stop();
    await transport.close();
    await temporal.close();
    await ledger.close();
  }
}

async function watch(
  ledger: Ledger,
  officeId: string,
  { signal, log }: RehearsalOptions,
): Promise<RehearsalOutcome> {
  let day = '';
  for (;;) {
    signal?.throwIfAborted();
    const office = await ledger.db
      .selectFrom('office')
      .select(['clock_at', 'rehearsal'])
      .where('id', '=', officeId)
      .executeTakeFirstOrThrow();
    const today = office.clock_at?.slice(0, 10) ?? '';
    if (today !== day) log(today);
    day = today;
    const ended =
      office.rehearsal?.['doneAt'] !== undefined || office.rehearsal?.['stalledAt'] !== undefined;
    if (ended) return rehearsalOutcome(ledger.db, officeId);
    await delay(LOOK_MS);
  }
}
