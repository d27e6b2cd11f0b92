import { listedInput } from '../../domain/agency-list.js';
import { day, instant } from '../../domain/day.js';
import { refusalSentence } from '../../domain/refusals.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { readPlan } from '../../reader/read.js';
import { insertAgencies } from '../../office/directory/agency-rows.js';
import { createOffice } from '../../office/directory/create-office.js';
import { confirmPlan, consentPlan } from '../../office/plan/confirm-and-consent.js';
import { startPlan } from '../../office/plan/start.js';
import { uploadPlan } from '../../office/plan/upload.js';
import type { Ledger } from '../../office/scope.js';

/** An office with so many agencies and a plan that everybody has agreed to. */
export interface AgreedPlan {
  readonly officeId: string;
  readonly planId: string;
}

/** Makes an office of its own for one run, so that no run finds another's rows. */
export async function agreedPlan(ledger: Ledger, agencies: number): Promise<AgreedPlan> {
  const officeId = await ledger.transaction(async (trx) => {
    const id = await createOffice(trx, {
      kind: 'live',
      name: 'Ủy ban nhân dân tỉnh Sông Hương',
      shortName: 'UBND tỉnh Sông Hương',
      emailDomain: 'bench.example',
      settings: {},
      clockAt: null,
      rehearsal: null,
      staff: [
        {
          name: 'Lãnh đạo duyệt',
          email: 'lanhdao@bench.example',
          phone: null,
          roles: ['approver'],
          userId: null,
        },
      ],
    });
    await insertAgencies(
      { trx, officeId: id },
      Array.from({ length: agencies }, (_, nth) =>
        listedInput({
          name: `Ủy ban nhân dân xã số ${String(nth + 1)}`,
          kind: 'commune',
          tags: [],
          email: `dv${String(nth + 1)}@bench.example`,
          headEmail: null,
          phone: null,
          binding: true,
          standing: false,
        }),
      ),
    );
    return id;
  });
  const rows = await ledger.db
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const staff = await ledger.db
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  const text = 'Kế hoạch';
  const draft = readPlan({ text, file: 'bench.txt', sha256: '', extractor: 'text' });
  const planId = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const file = { fileName: 'bench.txt', bytes: Buffer.from(text), text, draft };
    const uploaded = valueOf(await uploadPlan(scope, file));
    const confirmed = confirmedPlan(rows.map(({ id }) => id));
    valueOf(await confirmPlan(scope, { ...uploaded, confirmed }));
    valueOf(await consentPlan(scope, { ...uploaded, staffId: staff.id }));
    return uploaded.planId;
  });
  return { officeId, planId };
}

/** Starts a plan; from here on its first wave is due. */
export async function startAgreed(ledger: Ledger, { officeId, planId }: AgreedPlan): Promise<void> {
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    valueOf(await startPlan(scope, { planId, publicUrlProblem: null }));
  });
}

function valueOf<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(refusalSentence(result.error, result.details));
  return result.value;
}

function confirmedPlan(agencyIds: readonly string[]): ConfirmedPlan {
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
      replyTo: 'canbo@bench.example',
      governingBody: null,
      placeOfIssue: 'Sông Hương',
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-NC',
      signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: null,
      distribution: [],
      letterVerb: 'đề nghị',
      addressees: ['Bộ Công an'],
      trigger: null,
      standingBody: null,
    },
    windowFrom: day('2026-06-01'),
    windowTo: day('2026-06-30'),
    eventDays: [],
    requirements: [
      {
        what: 'report',
        reportName: 'báo cáo kết quả Tháng hành động',
        recipients: ['Công an tỉnh'],
        via: null,
        channel: 'hệ thống quản lý văn bản',
        form: 'drugPrevention',
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
