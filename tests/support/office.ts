import { sql } from 'kysely';
import type { ClaimedMessage, MailLedger, SettledMessage } from '../../activities/ledger-port.js';
import type { MailVerdict, OutgoingMail } from '../../activities/ports.js';
import { addAgency } from '../../office/directory/agencies.js';
import { addStaff } from '../../office/directory/directory.js';
import { confirmPlan, consentPlan } from '../../office/plan/confirm-and-consent.js';
import { uploadPlan } from '../../office/plan/upload.js';
import { startPlan } from '../../office/plan/start.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { openLedger } from '../../office/scope.js';
import type { Ledger, OfficeScope } from '../../office/scope.js';
import { createMailLedger } from '../../office/post/mail-ledger.js';
import { createOffice } from '../../office/directory/create-office.js';
import { prepareWave } from '../../office/reminding/prepare-wave.js';
import type { CycleLedger, PreparedWave } from '../../activities/ledger-port.js';
import { at, day, instant } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { enhancedCode } from '../../domain/relay-verdict.js';
import type { Stage } from '../../domain/relay-verdict.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { OfficeSettings } from '../../domain/schemas/office-settings.js';
import type { DutyLadder } from '../../domain/ladder-rules.js';
import type { ConfirmedCycle, ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { ReportContent } from '../../domain/schemas/report-content.js';
import { wholeText } from '../../mail/shared-text.js';
import { mailComposer } from '../../mail/outgoing.js';
import type { TestDatabase } from './ledger.js';
import { createTestDatabase, poolSizeOr } from './ledger.js';
import { EMPTY_DRAFT } from './confirmation.js';

/** A clock that stands where a test puts it. */
export interface TestClock {
  now(): Instant;
  /** Moves to a local time, `2026-07-01T08:00`. */
  to(local: string): void;
}

export interface TestLedger {
  readonly ledger: Ledger;
  readonly clock: TestClock;
  readonly cycles: CycleLedger;
  readonly mails: MailLedger;
  drop(): Promise<void>;
}

/**
 * A ledger on a database of its own, with a clock to be moved and the real adapters over it; `connections`
 * where a test lets several act at the same moment.
 */
export async function openTestLedger(
  given?: TestDatabase,
  connections = poolSizeOr(8),
): Promise<TestLedger & { readonly databaseUrl: string }> {
  const database = given ?? (await createTestDatabase());
  let now = local('2026-06-01T09:00');
  const clock: TestClock = {
    now: () => now,
    to: (text) => {
      now = local(text);
    },
  };
  const ledger = openLedger({ databaseUrl: database.url, clock, poolSize: connections });
  return {
    databaseUrl: database.url,
    ledger,
    clock,
    cycles: createCycleLedger(ledger),
    mails: createMailLedger({
      ledger,
      officeKind: 'live',
      clock,
      compose: mailComposer({ name: 'Đôn đốc', address: 'dondoc@songhuong.example' }),
      linkUrl: ({ linkId, generation }) =>
        `https://dondoc.songhuong.example/bc#${linkId}.${String(generation)}`,
      pageUrl: (path) => `https://dondoc.songhuong.example${path}`,
      // Loaded by whoever asks for a table: the library is large.
      tables: async (book) => (await import('../../documents/workbook.js')).renderTables(book),
    }),
    drop: async () => {
      await ledger.close();
      await database.drop();
    },
  };
}

/** The instant of a local time without offset. */
export function local(text: string): Instant {
  return instant(`${text}:00+07:00`);
}

export interface TestAgency {
  readonly name?: string;
  readonly contacts?: number;
  readonly head?: boolean;
  readonly standing?: boolean;
  readonly binding?: boolean;
}

export interface TestOffice extends TestLedger {
  readonly officeId: string;
  readonly agencyIds: readonly string[];
  readonly staff: { readonly officer: string; readonly approver: string; readonly clerk: string };
  /** One act in a transaction of its own. */
  inOffice<T>(work: (scope: OfficeScope) => Promise<T>): Promise<T>;
  wave(): Promise<PreparedWave>;
  /** Claims and answers whatever may go now, as a lane does; returns the mails in order. */
  send(
    kind?: 'ladder' | 'post',
    answer?: (mail: OutgoingMail) => MailVerdict,
  ): Promise<OutgoingMail[]>;
}

/** The answer to a claimed mail, as a lane hands it to the ledger. */
export function settledAs(
  { officeId, messageId, mail, entries }: ClaimedMessage,
  outcome: MailVerdict,
): Omit<SettledMessage, 'lane'> {
  return { officeId, messageId, subject: mail.subject, entries, outcome };
}

/** A refusal for the recipient, as a relay says it. */
export function refusedWith(response: string, stage: Stage = 'recipient'): MailVerdict {
  return {
    kind: 'answered',
    response,
    reply: {
      code: Number(response.slice(0, 3)),
      enhanced: enhancedCode(response),
      stage,
    },
    conversation: `C: RCPT TO:<somebody>\nS: ${response}`,
  };
}

/** An office with agencies (each with a role mailbox, unless told otherwise) and one person for each role. */
export async function makeOffice(
  world: TestLedger,
  {
    agencies,
    settings = {},
  }: { agencies: readonly TestAgency[]; settings?: Partial<OfficeSettings> },
): Promise<TestOffice> {
  const { ledger, mails } = world;
  const officeId = await ledger.transaction(async (trx) =>
    createOffice(trx, {
      kind: 'live',
      name: 'Ủy ban nhân dân tỉnh Sông Hương',
      shortName: 'UBND tỉnh Sông Hương',
      emailDomain: 'songhuong.example',
      // One actor does everything here; who may agree to what has tests of its own.
      // Most tests are about what comes after; which reports count has tests of its own.
      settings: { twoPersons: false, countSubmitted: true, ...settings },
      clockAt: null,
      rehearsal: null,
      staff: [],
    }),
  );
  const inOffice: TestOffice['inOffice'] = async (work) =>
    ledger.inOffice({ officeId, actor: 'staff:test' }, work);
  const agencyIds: string[] = [];
  for (const [index, agency] of agencies.entries()) {
    const n = String(index + 1).padStart(2, '0');
    const contacts = Array.from({ length: agency.contacts ?? 1 }, (_, position) => ({
      role: position === 0 ? ('mailbox' as const) : ('person' as const),
      name: null,
      email: `dv${n}.${String(position + 1)}@songhuong.example`,
      phone: null,
    }));
    const head = {
      role: 'head' as const,
      name: 'Lãnh đạo',
      email: `ld${n}@songhuong.example`,
      phone: null,
    };
    const { agencyId } = taken(
      await inOffice(async (scope) =>
        addAgency(scope, {
          name: agency.name ?? `Sở số ${n}`,
          kind: 'department',
          tags: [],
          standing: agency.standing ?? false,
          binding: agency.binding ?? true,
          contacts: agency.head === true ? [...contacts, head] : contacts,
        }),
      ),
    );
    agencyIds.push(agencyId);
  }
  const staffWith = async (role: 'officer' | 'approver' | 'clerk'): Promise<string> => {
    const { staffId } = taken(
      await inOffice(async (scope) =>
        addStaff(scope, {
          name: `Cán bộ ${role}`,
          email: `${role}@songhuong.example`,
          phone: null,
          roles: [role],
          deputyOf: null,
          active: true,
          userId: null,
        }),
      ),
    );
    return staffId;
  };
  const staff = {
    officer: await staffWith('officer'),
    approver: await staffWith('approver'),
    clerk: await staffWith('clerk'),
  };
  let lanes = 0;
  return {
    ...world,
    officeId,
    agencyIds,
    staff,
    inOffice,
    wave: async () => prepareWave(ledger, officeId),
    send: async (kind = 'ladder', answer = () => ({ kind: 'sent', response: '250 ok' })) => {
      lanes += 1;
      const lane = `test/${String(lanes)}`;
      const sent: OutgoingMail[] = [];
      for (;;) {
        const scope = { kind, officeId };
        const { claimed } = await mails.claim({ scope, lane, limit: 20, leaseMs: 15_000 });
        if (claimed.length === 0) return sent;
        sent.push(
          ...claimed.map(({ mail }) => ({
            ...mail,
            text: wholeText(mail.text),
            html: wholeText(mail.html),
          })),
        );
        await mails.settle(claimed.map((one) => ({ ...settledAs(one, answer(one.mail)), lane })));
      }
    },
  };
}

/** A cycle "trước ngày 05/7/2026": T is Friday 03/7, late from Tuesday 07/7/2026 on. */
export const BEFORE_5_JULY: ConfirmedCycle = {
  key: 'report-2026-07-05',
  periodFrom: null,
  periodTo: null,
  cutOff: null,
  duePhrase: 'trước ngày 05/7/2026',
  dueDay: day('2026-07-05'),
  hourBound: false,
  showTarget: true,
  targetAt: local('2026-07-03T17:00'),
  overdueAt: local('2026-07-07T00:00'),
};

/** A plan confirmed for these agencies; each requirement given by its cycles. */
export function confirmedPlan(
  agencyIds: readonly string[],
  requirements: readonly {
    readonly cycles: readonly ConfirmedCycle[];
    readonly what?: 'report' | 'plan' | 'list' | 'consolidated-report';
    /** Ids of those who owe it; all of the plan's agencies without them. */
    readonly owers?: readonly string[];
    readonly ladder?: DutyLadder;
  }[] = [{ cycles: [BEFORE_5_JULY] }],
): ConfirmedPlan {
  return {
    identity: {
      documentType: 'KẾ HOẠCH',
      number: '120/KH-UBND',
      issuedOn: day('2026-05-20'),
      issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
      subject: 'Tháng hành động phòng, chống ma túy năm 2026',
      sendingBody: 'UBND tỉnh Sông Hương',
      unit: 'Phòng Tổng hợp',
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 001',
      replyTo: 'officer@songhuong.example',
      governingBody: null,
      placeOfIssue: 'Sông Hương',
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-NC',
      signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: 'Người Ký Mẫu',
      distribution: ['Văn phòng Chính phủ', 'CT, các PCT UBND tỉnh', 'Lưu: VT, NC'],
      letterVerb: 'đề nghị',
      addressees: ['Bộ Công an'],
      trigger: null,
      standingBody: null,
    },
    windowFrom: day('2026-06-01'),
    windowTo: day('2026-06-30'),
    eventDays: [],
    requirements: requirements.map(({ cycles, what = 'report', owers, ladder }) => ({
      what,
      ...(ladder === undefined ? {} : { ladder }),
      reportName: 'báo cáo kết quả Tháng hành động',
      recipients: ['Công an tỉnh'],
      via: null,
      channel: 'hệ thống quản lý văn bản',
      form: 'drugPrevention' as const,
      ...(owers === undefined ? {} : { agencyIds: [...owers] }),
      onward: what === 'consolidated-report',
      cycles: [...cycles],
    })),
    answers: {},
    agencyIds: [...agencyIds],
  };
}

export interface TestPlan {
  readonly planId: string;
  /** By key, in order of opening. */
  readonly cycleIds: readonly string[];
}

/** Takes a plan from its upload to its agreement. */
export async function agreedPlan(
  office: TestOffice,
  confirmed: ConfirmedPlan = confirmedPlan(office.agencyIds),
): Promise<string> {
  const { inOffice, staff } = office;
  const file = {
    fileName: 'ke-hoach.docx',
    bytes: Buffer.from('x'),
    text: 'x',
    draft: EMPTY_DRAFT,
  };
  const { planId } = taken(await inOffice(async (scope) => uploadPlan(scope, file)));
  taken(await inOffice(async (scope) => confirmPlan(scope, { planId, confirmed })));
  taken(await inOffice(async (scope) => consentPlan(scope, { planId, staffId: staff.approver })));
  return planId;
}

/** A plan agreed, started and with its due cycles opened, at the clock's time. */
export async function startedPlan(
  office: TestOffice,
  confirmed: ConfirmedPlan = confirmedPlan(office.agencyIds),
): Promise<TestPlan> {
  const planId = await agreedPlan(office, confirmed);
  taken(
    await office.inOffice(async (scope) => startPlan(scope, { planId, publicUrlProblem: null })),
  );
  await office.cycles.openCycles({ officeId: office.officeId, planId });
  const cycles = await office.ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('plan_id', '=', planId)
    .orderBy('target_at')
    .execute();
  return { planId, cycleIds: cycles.map(({ id }) => id) };
}

/** Every obligation of an office, by agency in the order in which they were made. */
export async function obligationsOf(office: TestOffice, cycleId?: string) {
  const rows = await office.ledger.db
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', office.officeId)
    .$if(cycleId !== undefined, (query) => query.where('cycle_id', '=', cycleId ?? ''))
    .execute();
  return rows.sort(
    (a, b) => office.agencyIds.indexOf(a.agency_id) - office.agencyIds.indexOf(b.agency_id),
  );
}

/** Every notice of an office in order, with the state of its mail. */
export async function noticesOf(office: TestOffice, kind?: 'ladder' | 'event' | 'desk') {
  return office.ledger.db
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .selectAll('notice')
    .select(['message.state as mail', 'message.header_id as header', 'message.to_address as to'])
    .where('notice.office_id', '=', office.officeId)
    .$if(kind !== undefined, (query) => query.where('notice.kind', '=', kind ?? 'ladder'))
    .orderBy('notice.ordinal')
    .execute();
}

/** Every mail of an office in order. */
export async function messagesOf(
  office: TestOffice,
  kind?: 'ladder' | 'event' | 'desk' | 'formal',
) {
  return office.ledger.db
    .selectFrom('message')
    .selectAll()
    .where('office_id', '=', office.officeId)
    .$if(kind !== undefined, (query) => query.where('class', '=', kind ?? 'ladder'))
    .orderBy('ordinal')
    .execute();
}

/** How often the workflow of a cycle or plan was told to look again. */
export async function pokesOf(office: TestOffice, targetId: string): Promise<number> {
  const { count } = await office.ledger.db
    .selectFrom('outbox')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('target_id', '=', targetId)
    .executeTakeFirstOrThrow();
  return count;
}

/** A report with one figure, sent by link; change what matters. */
export function report(given: Partial<ReportContent> = {}): ReportContent {
  return {
    figures: { PROP_ATTEND: '120' },
    nilCodes: [],
    narrative: {},
    nil: false,
    secretPartApart: false,
    documentNumber: null,
    documentDate: null,
    signer: null,
    senderName: 'Người lập biểu',
    channel: 'link',
    attachments: [],
    ...given,
  };
}

/** A due cycle of a single day, target at closing time and late at midnight. */
export function dueOn(target: Day, key: string): ConfirmedCycle {
  const next = new Date(Date.parse(`${target}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return {
    ...BEFORE_5_JULY,
    key,
    duePhrase: `chậm nhất ngày ${target}`,
    dueDay: target,
    targetAt: at(target, 17 * 60),
    overdueAt: at(day(next), 0),
  };
}

/** The value of an act that was taken; throws with its code when it was refused. */
export function taken<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
}
