import { fileURLToPath } from 'node:url';
import { bytesInFlight } from '../../api/bytes-in-flight.js';
import { rehearsalsIn } from '../../api/rehearsals.js';
import { createServer } from '../../api/server.js';
import { readLinkToken } from '../../config/link-token.js';
import { createLogger } from '../../config/logger.js';
import { paperPress } from '../../documents/press.js';
import { renderReportDraft } from '../../documents/report-draft.js';
import { renderReportWorkbook } from '../../documents/report-workbook.js';
import { openStaffAuth } from '../../office/directory/staff-auth.js';
import { openLedger } from '../../office/scope.js';
import { readPassage, readPhrase } from '../../reader/read-passage.js';
import { morningClock } from './wave-clock.js';

/** What the API of the bench is told. */
export interface ApiOrder {
  readonly databaseUrl: string;
  readonly startedAtMs: number;
  readonly linkKey: string;
}

const MOST_BYTES = 256 * 1024 * 1024;

const order = JSON.parse(process.argv[2] ?? '') as ApiOrder;
const { databaseUrl } = order;
const clock = morningClock(order.startedAtMs);
const publicUrl = 'http://127.0.0.1';
const ledger = openLedger({ databaseUrl, clock, poolSize: 16, patience: 'people' });
const app = await createServer({
  ledger,
  auth: openStaffAuth({ databaseUrl, secret: 'bench of reports, gone with it', publicUrl }),
  readLink: (token) => readLinkToken(order.linkKey, token),
  readWords: { passage: readPassage, phrase: readPhrase },
  readSheet: () => Promise.resolve(null),
  readWorkbook: () => Promise.resolve(null),
  readPlan: () => Promise.resolve({ kind: 'unreadable', problem: 'nothing is read here' }),
  uploadRoom: bytesInFlight(MOST_BYTES),
  press: paperPress,
  renderReportDraft,
  renderReportWorkbook,
  rehearsals: rehearsalsIn(ledger, 0),
  mailbox: null,
  clock,
  fence: () => Promise.resolve(null),
  doctor: () => Promise.resolve({ ok: true, checks: [] }),
  metricsToken: null,
  probes: {
    ledger: () => Promise.resolve(true),
    temporal: () => Promise.resolve({ reachable: true, polled: true }),
  },
  logger: createLogger({ name: 'bench', level: 'silent' }),
  publicUrl,
  trustedProxies: 'loopback',
  publicUrlProblem: null,
  webDir: null,
  agencyPagesDir: fileURLToPath(new URL('../../web/agency', import.meta.url)),
  seenWaitMs: 0,
  strictAnswers: false,
  requestsPerMinute: 0,
});
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
process.on('disconnect', () => process.exit(0));
