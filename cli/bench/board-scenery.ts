import { sql } from 'kysely';
import { listedInput } from '../../domain/agency-list.js';
import { day, instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { refusalSentence } from '../../domain/refusals.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { ListedAgency } from '../../domain/sample-agencies.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { saveObligations } from '../../office/counting/obligation-rows.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { insertAgencies } from '../../office/directory/agency-rows.js';
import { createOffice } from '../../office/directory/create-office.js';
import { confirmPlan, consentPlan } from '../../office/plan/confirm-and-consent.js';
import { uploadPlan } from '../../office/plan/upload.js';
import { startPlan } from '../../office/plan/start.js';
import type { Ledger } from '../../office/scope.js';
import { readPlan } from '../../reader/read.js';
import { benchPlan } from './bench-plan.js';

/** When the plans of the scenery are started, and when its boards are read: two days late. */
export const STARTED_AT = instant('2026-06-22T09:00:00+07:00');
export const READ_AT = instant('2026-07-09T09:00:00+07:00');

export interface Scenery {
  readonly officeId: string;
  readonly cycleIds: readonly string[];
  readonly obligations: number;
}

/** An office with started plans that every one of its agencies owes; half of the reports are in, everybody was written to. */
export async function makeScenery(
  ledger: Ledger,
  {
    plans,
    agencies,
    staff,
    clock,
  }: {
    readonly plans: number;
    readonly agencies: number;
    readonly staff: { readonly name: string; readonly email: string; readonly userId: string };
    readonly clock: { to(at: Instant): void };
  },
): Promise<Scenery> {
  clock.to(STARTED_AT);
  const officeId = await ledger.transaction(async (trx) => {
    const id = await createOffice(trx, {
      kind: 'live',
      name: 'UBND tỉnh Sông Hương',
      shortName: 'UBND tỉnh',
      emailDomain: 'songhuong.example',
      settings: {},
      clockAt: null,
      rehearsal: null,
      staff: [{ ...staff, roles: ['officer', 'approver', 'admin'], phone: null }],
    });
    const listed = Array.from({ length: agencies }, (_, nth) => agency(nth));
    await insertAgencies({ trx, officeId: id }, listed.map(listedInput));
    return id;
  });
  const at = { officeId, actor: 'system' };
  const known = await ledger.db
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const agencyIds = known.map(({ id }) => id);
  const person = await ledger.db
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  const text = benchPlan(2);
  const draft = readPlan({ text, file: 'bench.txt', sha256: '', extractor: 'text' });
  const cycles = createCycleLedger(ledger);
  for (let nth = 1; nth <= plans; nth += 1) {
    const planId = await ledger.inOffice(at, async (scope) => {
      const file = { fileName: 'bench.txt', bytes: Buffer.from(text), text, draft };
      const uploaded = valueOf(await uploadPlan(scope, file));
      const confirmed = confirmedPlan(nth, agencyIds);
      valueOf(await confirmPlan(scope, { ...uploaded, confirmed }));
      valueOf(await consentPlan(scope, { ...uploaded, staffId: person.id }));
      valueOf(await startPlan(scope, { ...uploaded, publicUrlProblem: null }));
      return uploaded.planId;
    });
    await cycles.openCycles({ officeId, planId });
  }
  const opened = await ledger.db
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const cycleIds = opened.map(({ id }) => id);
  let obligations = 0;
  for (const cycleId of cycleIds) obligations += await takeInHalf(ledger, at, cycleId);
  await writeToEverybody(ledger, officeId);
  await sql`analyze`.execute(ledger.db);
  clock.to(READ_AT);
  return { officeId, cycleIds, obligations };
}

/** Every second report is in, a tenth of them late: through the one writer of obligations, so that they are counted. */
async function takeInHalf(
  ledger: Ledger,
  at: { readonly officeId: string; readonly actor: string },
  cycleId: string,
): Promise<number> {
  return ledger.inOffice(at, async (scope) => {
    const rows = await scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', scope.officeId)
      .where('cycle_id', '=', cycleId)
      .execute();
    const taken = rows
      .filter((_, nth) => nth % 2 === 0)
      .map((row, nth) => ({
        ...row,
        state: nth % 3 === 0 ? ('submitted' as const) : ('accepted' as const),
        version: 1,
        on_time: nth % 10 !== 0,
        received_at: scope.now,
      }));
    await saveObligations(scope, taken);
    return rows.length;
  });
}

/** One mail to each agency that tells of all its duties, as a wave would have left it. */
async function writeToEverybody(ledger: Ledger, officeId: string): Promise<void> {
  await sql`
    insert into message (office_id, id, header_id, class, agency_id, day, planned_for, state, sent_at)
    select office_id, id, 'bench/' || id, 'ladder', id, '2026-06-22', ${STARTED_AT}, 'sent', ${STARTED_AT}
      from agency where office_id = ${officeId}`.execute(ledger.db);
  await sql`
    insert into notice (office_id, id, key, kind, name, cycle_id, obligation_id, agency_id, planned_for, message_id)
    select office_id, gen_random_uuid(), 'bench/' || id, 'ladder', 'assigned', cycle_id, id, agency_id,
           ${STARTED_AT}, agency_id
      from obligation where office_id = ${officeId}`.execute(ledger.db);
}

const SYLLABLES = ['An', 'Bình', 'Cát', 'Đông', 'Giang', 'Hà', 'Lâm', 'Mỹ', 'Phú', 'Thủy'] as const;

function agency(nth: number): ListedAgency {
  const part = (of: number): string => SYLLABLES[of % SYLLABLES.length] ?? '';
  return {
    name: `UBND xã ${part(nth)} ${part(Math.floor(nth / 10))} ${String(nth + 1)}`,
    kind: 'commune',
    tags: [`Cụm ${String((nth % 12) + 1)}`],
    email: `dv${String(nth + 1)}@songhuong.example`,
    headEmail: null,
    phone: `0900 ${String(100_000 + nth)}`,
    binding: true,
    standing: false,
  };
}

/** A plan of one report, due "trước ngày 05/7/2026". */
function confirmedPlan(nth: number, agencyIds: readonly string[]): ConfirmedPlan {
  return {
    identity: {
      documentType: 'KẾ HOẠCH',
      number: `${String(nth)}/KH-UBND`,
      issuedOn: day('2026-05-20'),
      issuer: 'UBND tỉnh Sông Hương',
      subject: `Kế hoạch số ${String(nth)} của phép đo`,
      sendingBody: 'UBND tỉnh Sông Hương',
      unit: 'Phòng Tổng hợp',
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 001',
      replyTo: 'canbo@songhuong.example',
      governingBody: null,
      placeOfIssue: 'Sông Hương',
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-TH',
      signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: null,
      distribution: [],
      letterVerb: 'đề nghị',
      addressees: ['Bộ'],
      trigger: null,
      standingBody: null,
    },
    windowFrom: day('2026-06-01'),
    windowTo: day('2026-06-30'),
    eventDays: [],
    requirements: [
      {
        what: 'report',
        reportName: `báo cáo kết quả kế hoạch số ${String(nth)}`,
        recipients: ['UBND tỉnh'],
        via: null,
        channel: 'hệ thống quản lý văn bản',
        form: 'core',
        onward: false,
        cycles: [
          {
            key: 'report-2026-07-05',
            periodFrom: null,
            periodTo: null,
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
    agencyIds: [...agencyIds],
  };
}

function valueOf<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(refusalSentence(result.error, result.details));
  return result.value;
}
