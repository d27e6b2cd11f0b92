import { fileURLToPath } from 'node:url';
import { foldersOf, limitsOf, minuteOf, parseEnv } from '../config/env.js';
import { imapMailboxOf } from '../config/imap.js';
import { returnPath } from '../config/return-path.js';
import { linkToken } from '../config/link-token.js';
import { programVersion } from '../config/version.js';
import { createLogger } from '../config/logger.js';
import { sealAudit } from '../office/audit/seal.js';
import { paperPress } from '../documents/press.js';
import { webhookSecret } from '../config/webhook-secret.js';
import { tellWebhooks } from '../office/exchange/deliver.js';
import { purgeDeliveries } from '../office/exchange/webhooks.js';
import { forgetWhenDue } from '../office/archive/forget.js';
import { makeWorkFiles } from '../office/archive/work-file.js';
import { pageCountOfPdf } from '../reader/extract/pdf-page-count.js';
import { seeToHandedUp } from '../office/paper/hand-up.js';
import { keepOwedFiles } from '../office/paper/paper-files.js';
import { openLiveLedger } from '../office/live-ledger.js';
import { openLedger } from '../office/scope.js';
import { beatMonitor } from '../office/health/beat.js';
import { backUpWhenDue } from '../office/installation/scheduled-backup.js';
import { openFenceWatch } from '../office/installation/fence-watch.js';
import { openMarks } from '../db/marks.js';
import { createRehearsalOffice } from '../office/rehearsal/tick.js';
import { alertComposer } from '../mail/alert.js';
import { directoryTransport } from '../mail/directory-transport.js';
import { sparingOutside } from '../mail/sparing-outside.js';
import { mailComposer } from '../mail/outgoing.js';
import { senderOf } from '../mail/sender.js';
import { returnedFolder } from '../mail/mailbox/main.js';
import { returnedInImap } from '../mail/returned-in-imap.js';
import { returnedInFolder } from '../mail/returned-mails.js';
import { smtpTransport } from '../mail/smtp-transport.js';
import { takeBounces } from './bounce-watch.js';
import { everySoOften } from './every-so-often.js';
import type { Round } from './every-so-often.js';
import { officeAboveOverHttp } from './office-above.js';
import { webhookPost } from './webhook-post.js';
import { startOfficeWorker } from './office-worker.js';
import type { OfficeWorker } from './office-worker.js';
import { connectTemporal, installRuntime } from './temporal-runtime.js';
import { keepHeapTight } from './tight-heap.js';

keepHeapTight();
const env = parseEnv(process.env);
const log = createLogger({ name: 'worker', level: env.LOG_LEVEL });
installRuntime(log);

const temporal = await connectTemporal({
  address: env.TEMPORAL_ADDRESS,
  namespace: env.TEMPORAL_NAMESPACE,
  tls: env.TEMPORAL_TLS,
  apiKey: env.TEMPORAL_API_KEY,
});
const ledger = openLiveLedger({ databaseUrl: env.DATABASE_URL, poolSize: 12 });
const { clock } = ledger;
/** A few connections of their own: rehearsals take none from live offices and never wait for theirs. */
const rehearsalLedger = openLedger({
  databaseUrl: env.DATABASE_URL,
  clock,
  poolSize: 6,
});
const shared = {
  instanceId: env.INSTANCE_ID,
  namespace: env.TEMPORAL_NAMESPACE,
  connection: temporal.connection,
  client: temporal.client,
  databaseUrl: env.DATABASE_URL,
  ledger,
  clock,
  connections: env.SMTP_CONNECTIONS,
  compose: mailComposer(senderOf(env.MAIL_FROM), (messageId) =>
    env.BOUNCE_ADDRESS === undefined
      ? null
      : returnPath(env.LINK_KEY, { mailbox: env.BOUNCE_ADDRESS, messageId }),
  ),
  linkUrl: (link: { linkId: string; generation: number }) =>
    `${env.PUBLIC_URL}/b#${linkToken(env.LINK_KEY, link)}`,
  pageUrl: (path: string) => `${env.PUBLIC_URL}${path}`,
  rehearsals: createRehearsalOffice(rehearsalLedger, clock),
  workflowBundle: { codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)) },
  log,
};
const relay = smtpTransport({ url: env.SMTP_URL, maxConnections: env.SMTP_CONNECTIONS });
/** Enough that a few recipients who are slow to answer do not hold up everybody else's receipts. */
const POST_CONNECTIONS = 4;
const postRelay = smtpTransport({ url: env.SMTP_URL, maxConnections: POST_CONNECTIONS });
/** The alarm that the relay is broken cannot go by it. */
const alertRelay =
  env.ALERT_SMTP_URL === undefined
    ? null
    : smtpTransport({ url: env.ALERT_SMTP_URL, maxConnections: 1 });
// A rehearsal's worker knows no network: whatever SMTP_URL says, its mails stay in a folder, as do those of an office that is not open yet.
const mailboxDir = env.MAILBOX_DIR ?? `${env.DATA_DIR}/mailbox`;
const rehearsalBox = directoryTransport({ dir: mailboxDir });
const bounceMailbox = imapMailboxOf(env);
const imap = bounceMailbox === null ? null : returnedInImap(bounceMailbox);
const fence = openFenceWatch({
  db: ledger.db,
  installation: {
    own: { instanceId: env.INSTANCE_ID, seat: env.INSTANCE_SEAT ?? null },
    marks: openMarks(foldersOf(env.MARK_DIR), env.INSTANCE_ID),
  },
  clock,
  log,
});
let workers: readonly OfficeWorker[] = [];
let rounds: { stop(): void } | null = null;
let ending = false;
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(signal, () => {
    void end(0);
  });
}
// Nothing is decided by the time of this machine.
await clock.known;
// A fenced worker is up though it only waits: the pages say what an operator has to decide.
await fence.untilOpen(() => {
  process.send?.({ ready: true });
});
workers = [
  await startOfficeWorker({
    ...shared,
    officeKind: 'live',
    tables: async (book) => paperPress.tables(book),
    transport: sparingOutside(relay, rehearsalBox),
    postTransport: sparingOutside(postRelay, rehearsalBox),
    postConnections: POST_CONNECTIONS,
    limits: limitsOf(env),
    alert:
      alertRelay === null
        ? undefined
        : {
            transport: alertRelay,
            mailOf: alertComposer(senderOf(env.MAIL_FROM), shared.pageUrl('/admin/operations')),
          },
  }),
  await startOfficeWorker({
    ...shared,
    ledger: rehearsalLedger,
    officeKind: 'rehearsal',
    transport: rehearsalBox,
    postTransport: rehearsalBox,
  }),
];
rounds = everySoOften([...ownRounds(), ...backupRounds(), ...monitorRounds()], log);
log.info('worker polls');
process.send?.({ ready: true });

// A failed worker cannot be revived in place: the supervisor starts a new process.
Promise.race(workers.map(async (worker) => worker.failed)).catch((error: unknown) => {
  log.fatal({ err: error }, 'worker failed');
  void end(1);
});
// One that may no longer work here waits in a new process.
fence.keep(() => void end(1));

/** What this process does beside the work of its offices. */
function ownRounds(): readonly Round[] {
  const returned = {
    returned: imap ?? returnedInFolder(env.BOUNCE_DIR ?? returnedFolder(mailboxDir)),
    key: env.LINK_KEY,
  };
  const above = officeAboveOverHttp();
  const privateHosts = (env.WEBHOOK_PRIVATE_HOSTS ?? '').split(',').map((host) => host.trim());
  const post = webhookPost(
    (of) => webhookSecret(env.LINK_KEY, of),
    new Set(privateHosts.map((host) => host.toLowerCase())),
  );
  return [
    {
      name: 'looking for returned mails',
      everyMs: 10_000,
      work: async () => takeBounces({ ...returned, ledger, clock, log }),
    },
    // Rows become sealed seconds after they were written; a stopped sealer only delays that.
    {
      name: 'sealing the audit',
      everyMs: 5_000,
      work: async () => sealAudit(ledger, env.AUDIT_KEY),
    },
    // The API keeps the files of a paper as its act is done; those of a rehearsal, or of an API that died, are kept here.
    {
      name: 'keeping papers',
      everyMs: 5_000,
      work: async () =>
        keepOwedFiles(ledger.db, paperPress, ({ officeId, documentId }, error) => {
          const paper = { err: error, officeId, documentId };
          log.warn(paper, 'a paper could not be kept and comes again');
        }),
    },
    // A report goes up within seconds, is tried again until it went, and its acceptance comes back the same way.
    {
      name: 'handing reports up',
      everyMs: 2_000,
      work: async () => seeToHandedUp(ledger, above, clock),
    },
    // A file for the archive is made within seconds of being asked for, one after the other.
    {
      name: 'making files for the archive',
      everyMs: 5_000,
      work: async () =>
        makeWorkFiles(
          ledger,
          {
            pageCount: pageCountOfPdf,
            failed: (error) => {
              log.warn({ err: error }, 'a file for the archive could not be made and comes again');
            },
          },
          clock,
        ),
    },
    // Programs of others hear of an act within seconds of its being sealed.
    {
      name: 'telling programs of others',
      everyMs: 2_000,
      work: async () => tellWebhooks(ledger, post, clock),
    },
    // What the terms of offices say is forgotten within the hour.
    {
      name: 'forgetting personal data',
      everyMs: 3_600_000,
      work: async () => {
        await forgetWhenDue(ledger, clock.now());
        await purgeDeliveries(ledger.db, clock.now());
      },
    },
  ];
}

/** The scheduled backup, where a folder for it is named. */
function backupRounds(): readonly Round[] {
  if (env.BACKUP_DIR === undefined) return [];
  const plan = {
    databaseUrl: env.DATABASE_URL,
    dir: env.BACKUP_DIR,
    minute: minuteOf(env.BACKUP_AT),
    keep: env.BACKUP_KEEP,
    keys: env,
    version: programVersion(),
  };
  const work = async (): Promise<void> => {
    const made = await backUpWhenDue(ledger, plan, clock.now());
    if (made !== null) log.info({ rows: made.rows, bytes: made.bytes }, 'backed up');
  };
  return [{ name: 'the backup', everyMs: 60_000, work, failsAs: 'error' }];
}

/** The beat to a monitor, where there is one. */
function monitorRounds(): readonly Round[] {
  const { BEAT_URL: url } = env;
  if (url === undefined) return [];
  const work = async (): Promise<unknown> =>
    beatMonitor(ledger.db, { url, now: clock.now(), clockAheadMs: clock.aheadMs() });
  return [{ name: 'calling the monitor', everyMs: 60_000, atOnce: true, work }];
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  rounds?.stop();
  await Promise.allSettled(workers.map(async (worker) => worker.stop()));
  await fence.stop();
  await Promise.allSettled([
    relay.close(),
    alertRelay?.close(),
    postRelay.close(),
    imap?.close(),
    rehearsalBox.close(),
    temporal.close(),
    ledger.close(),
    rehearsalLedger.close(),
  ]);
  process.exit(code);
}
