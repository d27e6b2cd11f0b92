import type { Day, Instant } from '../domain/day.js';
import { refusalSentence } from '../domain/refusals.js';
import type { RefusalCode } from '../domain/refusals.js';
import type { Result } from '../domain/result.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import { confirmPlan, consentPlan } from '../office/plan/confirm-and-consent.js';
import { startPlan } from '../office/plan/start.js';
import { uploadPlan } from '../office/plan/upload.js';
import type { Ledger } from '../office/scope.js';
import { readPlan } from '../reader/read.js';

/** What of an invented plan differs from one to the next: its paper, its month and when its one report is due. */
export interface OneReport {
  readonly number: string;
  readonly issuedOn: Day;
  readonly subject: string;
  /** Of the officer's address. */
  readonly domain: string;
  readonly windowFrom: Day;
  readonly windowTo: Day;
  readonly duePhrase: string;
  readonly dueDay: Day;
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
  readonly agencyIds: readonly string[];
}

/** An invented plan of one report, as its people would confirm it. */
export function planOfOneReport({
  number,
  issuedOn,
  subject,
  domain,
  windowFrom,
  windowTo,
  agencyIds,
  ...due
}: OneReport): ConfirmedPlan {
  return {
    identity: {
      documentType: 'KẾ HOẠCH',
      number,
      issuedOn,
      issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
      subject,
      sendingBody: 'UBND tỉnh Sông Hương',
      unit: 'Phòng Tổng hợp',
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 001',
      replyTo: `canbo@${domain}`,
      governingBody: null,
      placeOfIssue: 'Sông Hương',
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-TH',
      signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: 'Người Ký Mẫu',
      distribution: [],
      letterVerb: 'đề nghị',
      addressees: ['Bộ Nông nghiệp và Môi trường'],
      trigger: null,
      standingBody: null,
    },
    windowFrom,
    windowTo,
    eventDays: [],
    requirements: [
      {
        what: 'report',
        reportName: 'báo cáo kết quả Tháng hành động',
        recipients: ['UBND tỉnh'],
        via: null,
        channel: 'hệ thống quản lý văn bản',
        form: 'core',
        onward: false,
        cycles: [
          {
            key: `report-${due.dueDay}`,
            periodFrom: null,
            periodTo: null,
            cutOff: null,
            hourBound: false,
            showTarget: true,
            ...due,
          },
        ],
      },
    ],
    answers: {},
    agencyIds: [...agencyIds],
  };
}

interface InventedOffice {
  readonly officeId: string;
  /** Who agrees to its plans. */
  readonly staffId: string;
}

/** Takes a plan from its upload to the agreement of everybody; the id of the plan. */
export async function agreePlan(
  ledger: Ledger,
  { officeId, staffId }: InventedOffice,
  { text, confirmed }: { readonly text: string; readonly confirmed: ConfirmedPlan },
): Promise<string> {
  const fileName = 'ke-hoach.txt';
  const draft = readPlan({ text, file: fileName, sha256: '', extractor: 'text' });
  return ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const file = { fileName, bytes: Buffer.from(text), text, draft };
    const { planId } = valueOf(await uploadPlan(scope, file));
    valueOf(await confirmPlan(scope, { planId, confirmed }));
    valueOf(await consentPlan(scope, { planId, staffId }));
    return planId;
  });
}

/** Starts an agreed plan; from here on its first wave is due. */
export async function startAgreedPlan(
  ledger: Ledger,
  { officeId }: Pick<InventedOffice, 'officeId'>,
  planId: string,
): Promise<void> {
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    valueOf(await startPlan(scope, { planId, publicUrlProblem: null }));
  });
}

/** The value of an act; throws its refusal as a sentence. */
export function valueOf<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(refusalSentence(result.error, result.details));
  return result.value;
}
