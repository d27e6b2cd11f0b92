import { fileURLToPath } from 'node:url';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { bytesInFlight } from '../../../api/bytes-in-flight.js';
import { rehearsalsIn } from '../../../api/rehearsals.js';
import { createServer } from '../../../api/server.js';
import type { ServerDeps } from '../../../api/ports.js';
import type { OidcSettings } from '../../../config/env.js';
import { linkToken, readLinkToken } from '../../../config/link-token.js';
import { webhookSecret } from '../../../config/webhook-secret.js';
import { createLogger } from '../../../config/logger.js';
import * as agencyActs from '../../../office/directory/agencies.js';
import { ensureLink } from '../../../office/agency-link/ensure-links.js';
import * as consentActs from '../../../office/plan/confirm-and-consent.js';
import * as uploadActs from '../../../office/plan/upload.js';
import * as startActs from '../../../office/plan/start.js';
import { createCycleLedger } from '../../../office/cycle/cycle-ledger.js';
import { openLedger } from '../../../office/scope.js';
import { auditedActs } from '../../support/audited-acts.js';
import type { Ledger } from '../../../office/scope.js';
import { createOffice } from '../../../office/directory/create-office.js';
import { openStaffAuth } from '../../../office/directory/staff-auth.js';
import { migrateStaffAuth } from '../../../office/directory/staff-auth-tables.js';
import type { StaffAuth } from '../../../office/directory/staff-auth.js';
import { paperPress, templatePress } from '../../../documents/press.js';
import { renderEdxml } from '../../../documents/edxml.js';
import { renderReportDraft } from '../../../documents/report-draft.js';
import { renderAgencyTemplate } from '../../../documents/agency-template.js';
import { renderReportWorkbook } from '../../../documents/report-workbook.js';
import { renderFileList } from '../../../documents/work-file-list.js';
import { zipStream } from '../../../documents/zip.js';
import { day, instant } from '../../../domain/day.js';
import { sql } from 'kysely';
import type { Instant } from '../../../domain/day.js';
import type { ConfirmedPlan } from '../../../domain/schemas/confirmed-plan.js';
import type { StaffRole } from '../../../domain/staff-role.js';
import { pagesOfDocx } from '../../../reader/extract/docx-pages.js';
import { textOfPdf } from '../../../reader/extract/pdf.js';
import { readPassage, readPhrase } from '../../../reader/read-passage.js';
import { readBytes, readSheet, readWorkbook, UnreadableDocument } from '../../../reader/main.js';
import { readEdxml } from '../../../reader/edxml/read-edxml.js';
import { readSignedFile } from '../../../reader/signed-file.js';
import { createTestDatabase, poolSizeOr } from '../../support/ledger.js';
import { expectDescribed } from './described.js';
import { peopleSignedIn } from './people-signed-in.js';
import type { PeopleSignedIn } from './people-signed-in.js';

export const SITE_SECRET = 'a secret of the test that is long enough';
export const LINK_KEY = 'a key of links that is long enough for it';
const PUBLIC_URL = 'http://127.0.0.1:8080';

/** A server on a database of its own, with a business clock the test moves. */
export interface TestSite {
  readonly app: FastifyInstance;
  readonly ledger: Ledger;
  readonly auth: StaffAuth;
  readonly people: PeopleSignedIn;
  /** Moves the clock that decides deadlines and link sessions. */
  setNow(text: string): void;
  now(): Instant;
  close(): Promise<void>;
}

/** Starts a server; `change` replaces what a test wants different. */
export async function openSite(
  change: Partial<ServerDeps> = {},
  {
    poolSize = poolSizeOr(6),
    oidc = null,
  }: { readonly poolSize?: number; readonly oidc?: OidcSettings | null } = {},
): Promise<TestSite> {
  const database = await createTestDatabase();
  await migrateStaffAuth(database.url);
  let now = instant('2026-06-01T08:00:00+07:00');
  const clock = { now: () => now };
  const ledger = auditedActs(
    openLedger({ databaseUrl: database.url, clock, poolSize, patience: 'people' }),
  );
  const accounts = {
    databaseUrl: database.url,
    secret: SITE_SECRET,
    publicUrl: change.publicUrl ?? PUBLIC_URL,
  };
  const auth = openStaffAuth({ ...accounts, oidc });
  const people = peopleSignedIn(accounts);
  const app = await createServer({
    ledger,
    auth,
    readLink: (token) => readLinkToken(LINK_KEY, token),
    readSheet,
    readWorkbook,
    readPlan: async (file) => {
      try {
        return { kind: 'read', ...(await readBytes(file)) };
      } catch (error) {
        if (error instanceof UnreadableDocument) {
          return { kind: 'unreadable', problem: error.message };
        }
        throw error;
      }
    },
    readSigned: (files) => Promise.all(files.map(readSignedFile)),
    readEdxml: (files) => Promise.all(files.map(readEdxml)),
    readWords: { passage: readPassage, phrase: readPhrase },
    uploadRoom: bytesInFlight(200 * 1024 * 1024),
    press: paperPress,
    templates: templatePress,
    readPages: pagesOfDocx,
    readPdfText: textOfPdf,
    renderEdxml,
    renderReportDraft,
    renderReportWorkbook,
    renderAgencyTemplate,
    renderFileList,
    zip: zipStream,
    webhookSecret: (of) => webhookSecret(LINK_KEY, of),
    rehearsals: rehearsalsIn(ledger, 0),
    makeSample: () => Promise.resolve([]),
    senderAddress: 'dondoc@mail.example',
    mailbox: null,
    clock,
    fence: () => Promise.resolve(null),
    doctor: () => Promise.resolve({ ok: true, checks: [] }),
    metricsToken: null,
    probes: {
      ledger: async () => {
        await sql`select 1`.execute(ledger.db);
        return true;
      },
      temporal: () => Promise.resolve({ reachable: true, polled: true }),
    },
    logger: createLogger({ name: 'test', level: 'silent' }),
    publicUrl: PUBLIC_URL,
    trustedProxies: 'loopback',
    publicUrlProblem: null,
    webDir: null,
    agencyPagesDir: fileURLToPath(new URL('../../../web/agency', import.meta.url)),
    // No workflow runs here that could take notice.
    seenWaitMs: 0,
    strictAnswers: true,
    requestsPerMinute: 0,
    ...change,
  });
  await app.ready();
  return {
    app,
    ledger,
    auth,
    people,
    setNow: (text) => {
      now = instant(text);
    },
    now: () => now,
    close: async () => {
      await app.close();
      await auth.close();
      await people.close();
      await ledger.close();
      await database.drop();
    },
  };
}

/** An office with one person for each role, all signed in, and three agencies. */
export interface TestOffice {
  readonly id: string;
  /** Cookies by role; `everybody` holds all four. */
  readonly cookies: Readonly<Record<StaffRole | 'everybody', string>>;
  readonly agencyIds: { readonly commune: string; readonly police: string; readonly asked: string };
  readonly people: readonly Person[];
}

interface Person {
  readonly role: StaffRole | 'everybody';
  readonly email: string;
  readonly userId: string;
  readonly cookie: string;
}

const ROLES: readonly (StaffRole | 'everybody')[] = [
  'officer',
  'approver',
  'clerk',
  'admin',
  'everybody',
];

/** Sets up an office whose addresses end in `<short>.example`; `people` of an earlier one move here with their sessions. */
export async function openOffice(
  site: TestSite,
  short: string,
  moving?: readonly Person[],
): Promise<TestOffice> {
  const people = moving ?? (await newPeople(site, short));
  const userIds = people.map(({ userId }) => userId);
  await site.ledger.db
    .updateTable('staff')
    .set({ user_id: null })
    .where('user_id', 'in', userIds)
    .execute();
  const id = await site.ledger.transaction((trx) =>
    createOffice(trx, {
      kind: 'live',
      name: `Công an tỉnh Sông Hương (${short})`,
      shortName: 'CAT',
      emailDomain: `${short}.example`,
      settings: {},
      clockAt: null,
      rehearsal: null,
      staff: people.map(({ role, email, userId }) => ({
        name: `Cán bộ ${role}`,
        email,
        phone: '0900 000 100',
        roles: role === 'everybody' ? ['officer', 'approver', 'clerk', 'admin'] : [role],
        userId,
      })),
    }),
  );
  const cookies = Object.fromEntries(people.map(({ role, cookie }) => [role, cookie]));
  const agencyIds = await site.ledger.inOffice({ officeId: id, actor: 'system' }, async (scope) => {
    const add = async (name: string, kind: 'commune' | 'police' | 'party', binding: boolean) => {
      const added = await agencyActs.addAgency(scope, {
        name,
        kind,
        tags: kind === 'commune' ? ['Khối xã, phường'] : [],
        standing: false,
        binding,
        contacts: [
          { role: 'mailbox', name: null, email: `${kind}@${short}.example`, phone: '0900 000 001' },
        ],
      });
      if (!added.ok) throw new Error(added.error);
      return added.value.agencyId;
    };
    return {
      commune: await add('UBND xã Đồng Mai', 'commune', true),
      police: await add('Công an thành phố', 'police', true),
      asked: await add('Hội Nông dân tỉnh', 'party', false),
    };
  });
  return { id, cookies: cookies as TestOffice['cookies'], agencyIds, people };
}

async function newPeople(site: TestSite, short: string): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (const role of ROLES) {
    const email = `${role}@${short}.example`;
    people.push({ role, email, ...(await site.people.enter({ email, name: `Cán bộ ${role}` })) });
  }
  return people;
}

/** Signs in and gives the cookie to send. */
export async function signedIn(
  site: TestSite,
  { email, password, from }: { email: string; password: string; from: string },
): Promise<string> {
  const entered = await site.auth.signIn({ email, password }, addressOf(from));
  if (entered.kind !== 'in') throw new Error(`cannot sign in: ${entered.kind}`);
  return entered.setCookies.map((text) => text.split(';')[0]).join('; ');
}

/** Asks the API as the pages do. */
export async function ask(
  site: TestSite,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  {
    cookie,
    office,
    body,
    headers = {},
  }: {
    cookie?: string | undefined;
    office?: string;
    body?: object;
    headers?: Record<string, string>;
  } = {},
): Promise<LightMyRequestResponse> {
  const options: InjectOptions = {
    method,
    url,
    headers: {
      ...(method === 'GET' ? {} : { 'x-requested-with': 'dondoc' }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(office === undefined ? {} : { 'x-office': office }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: body }),
  };
  const answer = await site.app.inject(options);
  expectDescribed(method, url, answer.statusCode);
  return answer;
}

/** A form with files, as a browser encodes it. */
export function multipart(
  fields: Readonly<Record<string, string | readonly string[]>>,
  files: readonly { name: string; bytes: Buffer; field?: string }[],
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'x-boundary-of-a-test';
  const head = (disposition: string, type?: string) =>
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`,
    );
  const parts = [
    ...Object.entries(fields).flatMap(([name, values]) =>
      [values]
        .flat()
        .map((value) => Buffer.concat([head(`name="${name}"`), Buffer.from(`${value}\r\n`)])),
    ),
    ...files.map(({ name, bytes, field = 'file' }) =>
      Buffer.concat([
        head(`name="${field}"; filename="${name}"`, 'application/octet-stream'),
        bytes,
        Buffer.from('\r\n'),
      ]),
    ),
  ];
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

/** A plan tracked since 08:00 on 1 June 2026, its one cycle open, due before 5 July. */
export interface TestPlan {
  readonly planId: string;
  readonly cycleId: string;
  readonly obligationIds: {
    readonly commune: string;
    readonly police: string;
    readonly asked: string;
  };
}

/** Uploads, confirms, agrees to and starts a plan in an office, and opens its cycle. */
export async function startedPlan(site: TestSite, office: TestOffice): Promise<TestPlan> {
  const planId = await uploadedPlan(site, office);
  const staffId = await staffIdOf(site, office.id, 'approver');
  await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, async (scope) => {
    const confirmed = await consentActs.confirmPlan(scope, {
      planId,
      confirmed: confirmedPlan(office),
    });
    const agreed = await consentActs.consentPlan(scope, { planId, staffId });
    const started = await startActs.startPlan(scope, { planId, publicUrlProblem: null });
    for (const step of [confirmed, agreed, started]) if (!step.ok) throw new Error(step.error);
  });
  await createCycleLedger(site.ledger).openCycles({ officeId: office.id, planId });
  const obligations = await site.ledger.db
    .selectFrom('obligation')
    .select(['id', 'agency_id', 'cycle_id'])
    .where('office_id', '=', office.id)
    .execute();
  const of = (agencyId: string) => obligations.find((row) => row.agency_id === agencyId)!.id;
  return {
    planId,
    cycleId: obligations[0]!.cycle_id,
    obligationIds: {
      commune: of(office.agencyIds.commune),
      police: of(office.agencyIds.police),
      asked: of(office.agencyIds.asked),
    },
  };
}

/** A plan that was uploaded and read, nothing more. */
export async function uploadedPlan(site: TestSite, office: TestOffice): Promise<string> {
  const text = PLAN_TEXT;
  const { draft } = await readBytes({ name: 'ke-hoach.txt', bytes: Buffer.from(text) });
  return site.ledger.inOffice({ officeId: office.id, actor: 'system' }, async (scope) => {
    const uploaded = await uploadActs.uploadPlan(scope, {
      fileName: 'ke-hoach.txt',
      bytes: Buffer.from(text),
      text,
      draft,
    });
    if (!uploaded.ok) throw new Error(uploaded.error);
    return uploaded.value.planId;
  });
}

export const PLAN_TEXT = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG
Số: 15/KH-UBND
Sông Hương, ngày 12 tháng 5 năm 2026

KẾ HOẠCH
Triển khai Tháng hành động phòng, chống ma túy năm 2026

I. THỜI GIAN
Từ ngày 01/6/2026 đến ngày 30/6/2026.

II. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành, UBND các xã, phường xây dựng kế hoạch thực hiện, gửi báo cáo kết quả về Công an tỉnh trước ngày 05/7/2026 để tổng hợp.
2. Công an tỉnh là cơ quan thường trực, tổng hợp kết quả báo cáo Bộ Công an trước ngày 15/7/2026.
`;

/** The plan as a person would have confirmed it. */
export function confirmedPlan(office: TestOffice): ConfirmedPlan {
  return {
    identity: {
      documentType: 'KẾ HOẠCH',
      number: '15/KH-UBND',
      issuedOn: day('2026-05-12'),
      issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
      subject: 'Triển khai Tháng hành động phòng, chống ma túy năm 2026',
      sendingBody: 'Công an tỉnh Sông Hương',
      unit: 'Phòng Tham mưu',
      officerName: 'Trần Thị Mai',
      officerPhone: '0900 000 100',
      replyTo: 'canbo@songhuong.example',
      governingBody: null,
      placeOfIssue: 'Sông Hương',
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-NC',
      signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: 'Người Ký Mẫu',
      distribution: [],
      letterVerb: 'đề nghị',
      addressees: ['Bộ Công an'],
      trigger: null,
      standingBody: 'Công an tỉnh Sông Hương',
    },
    windowFrom: day('2026-06-01'),
    windowTo: day('2026-06-30'),
    eventDays: [],
    requirements: [
      {
        what: 'report',
        reportName: 'báo cáo kết quả Tháng hành động phòng, chống ma túy năm 2026',
        recipients: ['Công an tỉnh'],
        via: null,
        channel: 'Hệ thống quản lý văn bản',
        form: 'drugPrevention',
        onward: false,
        cycles: [
          {
            key: 'dot-1',
            periodFrom: day('2026-06-01'),
            periodTo: day('2026-06-30'),
            cutOff: null,
            duePhrase: 'trước ngày 05/7/2026',
            dueDay: day('2026-07-05'),
            hourBound: false,
            showTarget: true,
            targetAt: instant('2026-07-03T17:00:00+07:00'),
            overdueAt: instant('2026-07-07T00:00:00+07:00'),
          },
        ],
      },
    ],
    answers: {},
    agencyIds: Object.values(office.agencyIds),
  };
}

/** The id of the member of staff who holds one role alone. */
export async function staffIdOf(
  site: TestSite,
  officeId: string,
  role: StaffRole,
): Promise<string> {
  const rows = await site.ledger.db
    .selectFrom('staff')
    .select(['id', 'roles'])
    .where('office_id', '=', officeId)
    .execute();
  return rows.find(({ roles }) => roles.length === 1 && roles[0] === role)!.id;
}

/** What stands after the # in the link of an agency. */
export async function linkOf(site: TestSite, officeId: string, agencyId: string): Promise<string> {
  const link = await site.ledger.inOffice({ officeId, actor: 'system' }, (scope) =>
    ensureLink(scope, agencyId),
  );
  return linkToken(LINK_KEY, link);
}

/** A report with one figure, as the officer or an agency would send it. */
export function aReport(figures: Record<string, string> = { PROP_SESSIONS: '12' }) {
  return {
    figures,
    nilCodes: [],
    narrative: {},
    nil: false,
    secretPartApart: false,
    documentNumber: '25/BC-UBND',
    documentDate: day('2026-07-02'),
    signer: 'Nguyễn Văn A',
    senderName: 'Lê Thị B',
  };
}

/** Each name its own address: tries to sign in are counted by it. */
function addressOf(name: string): string {
  const sum = [...name].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 65_536, 7);
  return `192.0.${String(sum >> 8)}.${String(sum & 255)}`;
}
