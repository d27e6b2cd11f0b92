import { fileURLToPath } from 'node:url';
import { refuse } from '../../domain/result.js';
import { bytesInFlight } from '../../api/bytes-in-flight.js';
import type { ServerDeps } from '../../api/ports.js';
import { rehearsalsIn } from '../../api/rehearsals.js';
import { createServer } from '../../api/server.js';
import { createLogger } from '../../config/logger.js';
import { paperPress, templatePress } from '../../documents/press.js';
import { renderEdxml } from '../../documents/edxml.js';
import { renderReportDraft } from '../../documents/report-draft.js';
import { renderAgencyTemplate } from '../../documents/agency-template.js';
import { renderReportWorkbook } from '../../documents/report-workbook.js';
import { renderFileList } from '../../documents/work-file-list.js';
import { zipStream } from '../../documents/zip.js';
import { readPassage, readPhrase } from '../../reader/read-passage.js';

/** A real server of the product for a bench, which reads no documents; links count as `readLink` says, forms take `uploadBytes` at a time. */
export async function benchServer({
  uploadBytes,
  ...own
}: Pick<ServerDeps, 'ledger' | 'auth' | 'clock' | 'publicUrl' | 'readLink'> & {
  readonly uploadBytes: number;
}): ReturnType<typeof createServer> {
  return createServer({
    ...own,
    readWords: { passage: readPassage, phrase: readPhrase },
    readSheet: () => Promise.resolve(null),
    readWorkbook: () => Promise.resolve(null),
    readPlan: () => Promise.resolve({ kind: 'unreadable', problem: 'nothing is read here' }),
    readSigned: (files) =>
      Promise.resolve(files.map(() => ({ signatures: [], printed: null, unread: 'busy' }))),
    readEdxml: (files) => Promise.resolve(files.map(() => refuse('notXml' as const))),
    uploadRoom: bytesInFlight(uploadBytes),
    press: paperPress,
    templates: templatePress,
    readPdfText: () => Promise.resolve(null),
    readPages: () => Promise.resolve({ pages: [] }),
    renderEdxml,
    renderReportDraft,
    renderReportWorkbook,
    renderAgencyTemplate,
    renderFileList,
    zip: zipStream,
    webhookSecret: () => 'whsec_',
    rehearsals: rehearsalsIn(own.ledger, 0),
    makeSample: () => Promise.resolve([]),
    senderAddress: 'dondoc@mail.example',
    mailbox: null,
    fence: () => Promise.resolve(null),
    doctor: () => Promise.resolve({ ok: true, checks: [] }),
    metricsToken: null,
    probes: {
      ledger: () => Promise.resolve(true),
      temporal: () => Promise.resolve({ reachable: true, polled: true }),
    },
    logger: createLogger({ name: 'bench', level: 'silent' }),
    trustedProxies: 'loopback',
    publicUrlProblem: null,
    webDir: null,
    agencyPagesDir: fileURLToPath(new URL('../../web/agency', import.meta.url)),
    seenWaitMs: 0,
    strictAnswers: false,
    requestsPerMinute: 0,
  });
}
