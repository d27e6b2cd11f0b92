import { mkdir, readFile as readBytesOf, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import type { PaperPress } from '../activities/ports.js';
import { createLogger } from '../config/logger.js';
import { insertAgencies } from '../db/agencies.js';
import { openLedger } from '../db/ledger.js';
import type { Ledger, OfficeScope } from '../db/ledger.js';
import { createOffice } from '../db/office-setup.js';
import { paperInput } from '../db/papers.js';
import { beginRehearsal, rehearsalStart, rehearsedPlan } from '../db/rehearsal/create.js';
import { rehearsalOutcome } from '../db/rehearsal/outcome.js';
import type { RehearsalOutcome } from '../db/rehearsal/outcome.js';
import { createRehearsalOffice } from '../db/rehearsal/tick.js';
import { uploadPlan } from '../db/acts/plan.js';
import { paperPress } from '../documents/press.js';
import { agencyKindOf } from '../domain/agency-kind.js';
import { proposeConfirmation } from '../domain/confirm.js';
import type { Instant } from '../domain/day.js';
import { instant } from '../domain/day.js';
import { refusalSentence } from '../domain/refusals.js';
import type { RefusalCode } from '../domain/refusals.js';
import type { Result } from '../domain/result.js';
import { agenciesForRehearsal } from '../domain/sample-agencies.js';
import type { ListedAgency } from '../domain/sample-agencies.js';
import type { PlanDraft } from '../domain/schemas/plan-draft.js';
import { directoryTransport } from '../mail/directory-transport.js';
import { mailComposer } from '../mail/outgoing.js';
import { readBytes } from '../reader/main.js';
import { startOfficeWorker } from './office-worker.js';
import { connectTemporal, installRuntime } from './temporal-runtime.js';
import { wallClock } from './wall-clock.js';

export interface RehearsalOptions {
  readonly file: string;
  readonly agenciesCsv?: string;
  readonly agencyCount?: number;
  readonly start?: string;
  readonly seed: number;
  readonly secondsPerDay: number;
  readonly answersFile?: string;
  readonly outDir: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly mailboxDir: string;
  readonly signal?: AbortSignal;
  readonly logLevel?: string;
  readonly log: (line: string) => void;
}

export interface RehearsalResult {
  readonly stages: RehearsalOutcome['stages'];
  readonly mails: RehearsalOutcome['mails'];
  readonly obligations: RehearsalOutcome['obligations'];
  readonly letters: readonly { readonly docx: string; readonly names: readonly string[] }[];
  readonly report: WrittenReport | null;
  readonly cycles: readonly {
    readonly key: string;
    readonly requirement: string;
    readonly dueAt: string | null;
    readonly closedAt: string | null;
    readonly obligations: RehearsalOutcome['obligations'];
    readonly report: WrittenReport | null;
  }[];
  readonly acknowledgedAt: string | null;
  readonly historyEvents: { readonly largest: number; readonly sum: number };
}

interface WrittenReport {
  readonly docx: string;
  readonly xlsx: string;
  readonly figures: Readonly<Record<string, string | null>>;
}

const DEFAULT_AGENCIES = 130;
const LOOK_MS = 100;
const DOMAIN = 'chaythu.example';

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
  const ledger = openLedger({ databaseUrl: options.databaseUrl, clock: wallClock, poolSize: 12 });
  const transport = directoryTransport({ dir: options.mailboxDir });
  const worker = await startOfficeWorker({
    officeKind: 'rehearsal',
    instanceId: 'rehearsal',
    namespace: 'default',
    connection: temporal.connection,
    client: temporal.client,
    databaseUrl: options.databaseUrl,
    ledger,
    clock: wallClock,
    transport,
    connections: 10,
    compose: mailComposer({ name: 'Chạy thử', address: `dondoc@${DOMAIN}` }),
    linkUrl: ({ linkId, generation }) => `https://${DOMAIN}/b#${linkId}.${String(generation)}`,
    pageUrl: (path) => `https://${DOMAIN}${path}`,
    rehearsals: createRehearsalOffice(ledger, wallClock),
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

async function setUp(ledger: Ledger, options: RehearsalOptions): Promise<string> {
  const bytes = await readBytesOf(options.file);
  const { draft, text } = await readBytes({ name: basename(options.file), bytes });
  const agencies =
    options.agenciesCsv === undefined
      ? agenciesForRehearsal(draft, options.agencyCount ?? DEFAULT_AGENCIES)
      : await listedIn(options.agenciesCsv);
  const answers = options.answersFile === undefined ? {} : await answersIn(options.answersFile);
  const name = draft.document.issuer ?? 'Cơ quan chạy thử';
  const officeId = await ledger.db.transaction().execute(async (trx) => {
    const id = await createOffice(trx, {
      kind: 'rehearsal',
      name,
      shortName: name,
      emailDomain: DOMAIN,
      settings: { ministryAddress: `bo@${DOMAIN}` },
      clockAt: instant('2000-01-01T00:00:00Z'),
      rehearsal: { seed: options.seed, secondsPerDay: options.secondsPerDay },
      staff: [
        {
          name: 'Cán bộ theo dõi',
          email: `canbo@${DOMAIN}`,
          phone: null,
          roles: ['officer'],
          userId: null,
        },
        {
          name: 'Lãnh đạo duyệt',
          email: `lanhdao@${DOMAIN}`,
          phone: null,
          roles: ['approver'],
          userId: null,
        },
        { name: 'Văn thư', email: `vanthu@${DOMAIN}`, phone: null, roles: ['clerk'], userId: null },
      ],
    });
    await insertAgencies({ trx, officeId: id }, agencies);
    return id;
  });
  const planId = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const { planId: id } = valueOf(
      await uploadPlan(scope, { fileName: basename(options.file), bytes, text, draft }),
    );
    await confirmForRehearsal(scope, { planId: id, draft, answers, start: options.start });
    return id;
  });
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    valueOf(await beginRehearsal(scope, { planId, seed: options.seed }));
  });
  return officeId;
}

/** Questions are answered by their proposals or by the file of answers; then the clock is set. */
async function confirmForRehearsal(
  scope: OfficeScope,
  input: {
    planId: string;
    draft: PlanDraft;
    answers: Readonly<Record<string, string>>;
    start: string | undefined;
  },
): Promise<void> {
  const agencies = await scope.trx
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .orderBy('name')
    .execute();
  const proposal = proposeConfirmation({
    draft: input.draft,
    answers: input.answers,
    office: {
      name: scope.office.name,
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 100',
      officerEmail: `canbo@${DOMAIN}`,
      placeOfIssue: 'Nơi ban hành',
    },
    calendar: scope.settings.calendar,
    hours: scope.settings.hours,
    rollForward: scope.rollForward,
    agencyIds: agencies.map(({ id }) => id),
    year: Number((input.start ?? scope.realNow).slice(0, 4)),
  });
  if (proposal.requirements.length === 0) throw new Error(refusalSentence('NO_REQUIREMENTS', {}));
  const startAt: Instant =
    input.start === undefined ? rehearsalStart(proposal, scope) : instant(input.start);
  const confirmed = rehearsedPlan(proposal, startAt);
  await scope.trx
    .updateTable('plan_version')
    .set({ confirmed: JSON.stringify(confirmed) })
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', input.planId)
    .execute();
  await scope.trx
    .updateTable('plan')
    .set({ identity: JSON.stringify(confirmed.identity), title: confirmed.identity.subject })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.planId)
    .execute();
  await scope.trx
    .updateTable('office')
    .set({ clock_at: startAt })
    .where('id', '=', scope.officeId)
    .execute();
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

async function written(input: {
  ledger: Ledger;
  officeId: string;
  outcome: RehearsalOutcome;
  options: RehearsalOptions;
  temporal: Awaited<ReturnType<typeof connectTemporal>>;
}): Promise<RehearsalResult> {
  const { ledger, officeId, outcome, options } = input;
  await mkdir(options.outDir, { recursive: true });
  const stem = basename(options.file).replace(/\.[^.]+$/, '');
  const letters = [];
  for (const [index, documentId] of outcome.letterIds.entries()) {
    const paper = await paperInput(ledger.db, { officeId, documentId });
    if (paper?.kind !== 'urgingLetter') continue;
    const docx = join(options.outDir, `${stem}-cong-van-don-doc-${String(index + 1)}.docx`);
    await writeFile(docx, await paperPress.urgingLetter(paper.paper));
    letters.push({ docx, names: paper.paper.names });
  }
  const cycles = [];
  for (const { cycleId: _cycleId, reportId, ...cycle } of outcome.cycles) {
    const report =
      reportId === null
        ? null
        : await writeReport({
            ledger,
            officeId,
            documentId: reportId,
            path: join(options.outDir, `${stem}-${cycle.key}-bao-cao`),
            press: paperPress,
          });
    cycles.push({ ...cycle, report });
  }
  return {
    stages: outcome.stages,
    mails: outcome.mails,
    obligations: outcome.obligations,
    letters,
    report: cycles.filter(({ report }) => report !== null).at(-1)?.report ?? null,
    cycles,
    acknowledgedAt: outcome.acknowledgedAt,
    historyEvents: await historyEvents(input),
  };
}

async function writeReport(input: {
  ledger: Ledger;
  officeId: string;
  documentId: string;
  path: string;
  press: PaperPress;
}): Promise<WrittenReport | null> {
  const paper = await paperInput(input.ledger.db, input);
  if (paper?.kind !== 'consolidatedReport') return null;
  const docx = `${input.path}.docx`;
  const xlsx = `${input.path}.xlsx`;
  await writeFile(docx, await input.press.consolidatedReport(paper.paper));
  await writeFile(xlsx, await input.press.workbook(paper.figures));
  return {
    docx,
    xlsx,
    figures: Object.fromEntries(paper.paper.figures.map(({ code, total }) => [code, total])),
  };
}

/** Events of the histories of plans and cycles; the driver's own history is not part of the life. */
async function historyEvents({
  ledger,
  officeId,
  temporal,
}: {
  ledger: Ledger;
  officeId: string;
  temporal: Awaited<ReturnType<typeof connectTemporal>>;
}): Promise<{ largest: number; sum: number }> {
  const plans = await ledger.db
    .selectFrom('plan')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const cycles = await ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .where('opened_at', 'is not', null)
    .execute();
  const ids = [...plans.map(({ id }) => `plan/${id}`), ...cycles.map(({ id }) => `cycle/${id}`)];
  const lengths: number[] = [];
  for (const workflowId of ids) {
    const handle = temporal.client.workflow.getHandle(workflowId);
    lengths.push((await handle.describe()).historyLength);
  }
  return {
    largest: Math.max(0, ...lengths),
    sum: lengths.reduce((all, one) => all + one, 0),
  };
}

/** A list of agencies with the header name,kind,tags,email,headEmail,phone,binding. */
async function listedIn(path: string): Promise<readonly ListedAgency[]> {
  const rows: Record<string, string>[] = parseCsv(await readBytesOf(path), {
    bom: true,
    columns: true,
    skip_empty_lines: true,
    trim: true,
  });
  return rows.map((row, index) => {
    const name = row['name'] ?? '';
    const email = row['email'] ?? '';
    if (name === '')
      throw new Error(`Dòng ${String(index + 2)} của danh sách không có tên đơn vị.`);
    return {
      name,
      kind: agencyKindOf(name),
      tags: (row['tags'] ?? '').split(/[;|]/).filter((tag) => tag !== ''),
      email,
      headEmail: row['headEmail'] === '' ? null : (row['headEmail'] ?? null),
      phone: row['phone'] === '' ? null : (row['phone'] ?? null),
      binding: (row['binding'] ?? 'true') !== 'false',
      standing: row['kind'] === 'standing',
    };
  });
}

async function answersIn(path: string): Promise<Readonly<Record<string, string>>> {
  const parsed: unknown = JSON.parse(await readBytesOf(path, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null)
    throw new Error('Tệp trả lời không đúng dạng.');
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

function valueOf<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(refusalSentence(result.error, result.details));
  return result.value;
}
