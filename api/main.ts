import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { doctorProbes } from '../cli/doctor-probes.js';
import { seedSampleOffice } from '../cli/sample.js';
import { foldersOf, oidcOf, parseEnv, publicUrlProblem } from '../config/env.js';
import { readLinkToken } from '../config/link-token.js';
import { webhookSecret } from '../config/webhook-secret.js';
import { createLogger } from '../config/logger.js';
import { openMarks } from '../db/marks.js';
import { examine } from '../office/health/doctor.js';
import { fenceLook } from '../office/installation/fence-look.js';
import { openLiveLedger } from '../office/live-ledger.js';
import { makeSetUpCode } from '../office/directory/set-up.js';
import { openStaffAuth } from '../office/directory/staff-auth.js';
import { paperPress, templatePress } from '../documents/press.js';
import { renderEdxml } from '../documents/edxml.js';
import { renderReportDraft } from '../documents/report-draft.js';
import { renderAgencyTemplate } from '../documents/agency-template.js';
import { renderReportWorkbook } from '../documents/report-workbook.js';
import { renderFileList } from '../documents/work-file-list.js';
import { zipStream } from '../documents/zip.js';
import { openMailboxStore } from '../mail/mailbox/store.js';
import { senderOf } from '../mail/sender.js';
import { readSheet, readWorkbook, UnreadableDocument } from '../reader/main.js';
import { pagesOfDocx } from '../reader/extract/docx-pages.js';
import { readPassage, readPhrase } from '../reader/read-passage.js';
import {
  readApart,
  readEdxmlApart,
  readSignedApart,
  textOfPdfApart,
} from '../reader/reading-apart.js';
import { taskQueue } from '../config/task-queue.js';
import { bytesInFlight } from './bytes-in-flight.js';
import { oneAtATime, someAtATime } from './reading-queue.js';
import { rehearsalsIn } from './rehearsals.js';
import { createServer } from './server.js';
import { temporalProbe } from './temporal-probe.js';

const env = parseEnv(process.env);
const logger = createLogger({ name: 'api', level: env.LOG_LEVEL });
const ledger = openLiveLedger({
  databaseUrl: env.DATABASE_URL,
  poolSize: 16,
  patience: 'people',
});
const { clock } = ledger;
const auth = openStaffAuth({
  databaseUrl: env.DATABASE_URL,
  secret: env.AUTH_SECRET,
  publicUrl: env.PUBLIC_URL,
  clock,
  oidc: oidcOf(env),
});
const hashed = await auth.hashEarlierCodes();
if (hashed > 0) logger.info({ accounts: hashed }, 'recovery codes of an earlier build are hashed');
const temporal = temporalProbe({
  address: env.TEMPORAL_ADDRESS,
  namespace: env.TEMPORAL_NAMESPACE,
  tls: env.TEMPORAL_TLS,
  apiKey: env.TEMPORAL_API_KEY,
  taskQueue: taskQueue(env.INSTANCE_ID, 'live'),
});
const fence = fenceLook({
  db: ledger.db,
  installation: {
    own: { instanceId: env.INSTANCE_ID, seat: env.INSTANCE_SEAT ?? null },
    marks: openMarks(foldersOf(env.MARK_DIR), env.INSTANCE_ID),
  },
  monotonicMs: () => performance.now(),
});
const probes = doctorProbes(env, { ledger, fence, temporal: () => temporal.ask() });
const webDir = fileURLToPath(new URL('../web', import.meta.url));

/** Lies in memory until it is in the ledger. */
const MOST_UPLOAD_BYTES = 200 * 1024 * 1024;
/** Slow enough for people to see the days of a rehearsal pass. */
const SECONDS_PER_DAY = 0.4;

const app = await createServer({
  ledger,
  auth,
  readLink: (token) => readLinkToken(env.LINK_KEY, token),
  readPlan: async (file) => {
    try {
      return { kind: 'read', ...(await readApart(file)) };
    } catch (error) {
      if (error instanceof UnreadableDocument)
        return { kind: 'unreadable', problem: error.message };
      throw error;
    }
  },
  readSheet,
  readWorkbook,
  readSigned: someAtATime(readSignedApart),
  readEdxml: oneAtATime(async (files: readonly Uint8Array[]) => readEdxmlApart(files)),
  readWords: { passage: readPassage, phrase: readPhrase },
  uploadRoom: bytesInFlight(MOST_UPLOAD_BYTES),
  press: paperPress,
  templates: templatePress,
  readPages: pagesOfDocx,
  readPdfText: oneAtATime(async (pdf: Buffer) => textOfPdfApart(pdf)),
  renderEdxml,
  renderReportDraft,
  renderReportWorkbook,
  renderAgencyTemplate,
  renderFileList,
  zip: zipStream,
  webhookSecret: (of) => webhookSecret(env.LINK_KEY, of),
  rehearsals: rehearsalsIn(ledger, SECONDS_PER_DAY),
  senderAddress: senderOf(env.MAIL_FROM).address,
  makeSample: async () => {
    const { signIn } = await seedSampleOffice({
      databaseUrl: env.DATABASE_URL,
      publicUrl: env.PUBLIC_URL,
      authSecret: env.AUTH_SECRET,
      read: readApart,
    });
    return signIn;
  },
  // A rehearsal's mails lie in the folder even where the live office has a real relay.
  mailbox: openMailboxStore(env.MAILBOX_DIR ?? `${env.DATA_DIR}/mailbox`),
  clock,
  fence,
  doctor: (officeId) => examine(ledger.db, probes, { now: clock.now(), officeId }),
  metricsToken: env.METRICS_TOKEN ?? null,
  probes: {
    ledger: async () => {
      await sql`select 1`.execute(ledger.db);
      return true;
    },
    temporal: () => temporal.ask(),
  },
  logger,
  publicUrl: env.PUBLIC_URL,
  trustedProxies: env.TRUSTED_PROXIES,
  publicUrlProblem: publicUrlProblem(env),
  webDir: existsSync(`${webDir}/index.html`) ? webDir : null,
  agencyPagesDir: fileURLToPath(new URL('../web/agency', import.meta.url)),
  seenWaitMs: 5000,
  strictAnswers: env.NODE_ENV === 'test',
  requestsPerMinute: 1200,
});

await app.listen({ host: env.HOST, port: env.PORT });
logger.info({ port: env.PORT }, 'api answers');
tellSetUpCode().catch((error: unknown) => {
  logger.warn({ err: error }, 'no set-up code could be made');
});
process.send?.({ ready: true });

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.allSettled([app.close()]);
  await Promise.allSettled([temporal.close(), auth.close(), ledger.close()]);
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(signal, () => {
    void end();
  });
}

/** Whoever reads the log of a server without an office of its own may set one up. */
async function tellSetUpCode(): Promise<void> {
  await clock.known;
  const code = await makeSetUpCode(ledger, clock.now());
  if (code === null) return;
  logger.warn({ code, page: `${env.PUBLIC_URL}/set-up` }, 'no office of its own yet');
}
