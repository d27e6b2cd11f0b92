import { randomUUID } from 'node:crypto';
import { listedInput } from '../../domain/agency-list.js';
import { at, dayAt, instantOf, plusDays, plusMs, weekday } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
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

/** An office of the chaos with a plan that everybody has agreed to. */
export interface WaveOffice {
  readonly officeId: string;
  readonly planId: string;
  /** The domain of all its addresses: by it the sink tells one wave from another. */
  readonly domain: string;
  readonly agencies: readonly WaveAgency[];
}

export interface WaveAgency {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

const FORTNIGHTS = 6;

/**
 * Makes an office that may write at every hour of every day, with so many agencies and a plan whose
 * reports are due in `dueInDays`: its first wave is due as soon as the plan is started.
 */
export async function waveOffice(
  ledger: Ledger,
  { agencies, dueInDays }: { readonly agencies: number; readonly dueInDays: number },
): Promise<WaveOffice> {
  const domain = `${randomUUID().slice(0, 8)}.chaos.example`;
  const today = dayAt(instantOf(Date.now()));
  const { officeId, staffId, listed } = await ledger.transaction(async (trx) => {
    const id = await createOffice(trx, {
      kind: 'live',
      name: 'Ủy ban nhân dân tỉnh Sông Hương',
      shortName: 'UBND tỉnh Sông Hương',
      emailDomain: domain,
      settings: { mailMinute: 0, lastMailMinute: 1440 },
      clockAt: null,
      rehearsal: null,
      staff: [
        {
          name: 'Lãnh đạo duyệt',
          email: `lanhdao@${domain}`,
          phone: null,
          roles: ['approver', 'officer'],
          userId: null,
        },
      ],
    });
    await trx.deleteFrom('calendar_day').where('office_id', '=', id).execute();
    const weekends = Array.from({ length: FORTNIGHTS * 14 }, (_, nth) => plusDays(today, nth - 14));
    for (const day of weekends.filter((one) => weekday(one) >= 6)) {
      await trx.insertInto('calendar_day').values(worked(id, day)).execute();
    }
    const names = Array.from({ length: agencies }, (_, nth) => ({
      name: `Ủy ban nhân dân xã số ${String(nth + 1)}`,
      address: `dv${String(nth + 1)}@${domain}`,
    }));
    const ids = await insertAgencies(
      { trx, officeId: id },
      names.map(({ name, address }) => waveAgencyInput({ name, address })),
    );
    const [staff] = await trx
      .selectFrom('staff')
      .select('id')
      .where('office_id', '=', id)
      .execute();
    return {
      officeId: id,
      staffId: staff?.id ?? '',
      listed: names.map((one, nth) => ({ ...one, id: ids[nth] ?? '' })),
    };
  });
  const text = 'Kế hoạch';
  const draft = readPlan({ text, file: 'chaos.txt', sha256: '', extractor: 'text' });
  const planId = await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const file = { fileName: 'chaos.txt', bytes: Buffer.from(text), text, draft };
    const uploaded = valueOf(await uploadPlan(scope, file));
    const confirmed = planDueOn(plusDays(today, dueInDays), {
      today,
      domain,
      agencyIds: listed.map(({ id }) => id),
    });
    valueOf(await confirmPlan(scope, { ...uploaded, confirmed }));
    valueOf(await consentPlan(scope, { ...uploaded, staffId }));
    return uploaded.planId;
  });
  return { officeId, planId, domain, agencies: listed };
}

/** What an agency is entered as: one mailbox, nobody else. */
export function waveAgencyInput({
  name,
  address,
}: {
  readonly name: string;
  readonly address: string;
}) {
  return listedInput({
    name,
    kind: 'commune',
    tags: [],
    email: address,
    headEmail: null,
    phone: null,
    binding: true,
    standing: false,
  });
}

/** Starts the plan: from here on its first wave is due. */
export async function startWave(ledger: Ledger, { officeId, planId }: WaveOffice): Promise<void> {
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    valueOf(await startPlan(scope, { planId, publicUrlProblem: null }));
  });
}

/** The value of an act; throws its refusal as a sentence. */
export function valueOf<T>(result: Result<T, RefusalCode>): T {
  if (!result.ok) throw new Error(refusalSentence(result.error, result.details));
  return result.value;
}

function worked(officeId: string, day: Day) {
  return {
    office_id: officeId,
    day,
    kind: 'swap_work' as const,
    confirmed: true,
    name: 'làm việc',
    source: null,
  };
}

const DAY_MS = 86_400_000;

function planDueOn(
  due: Day,
  {
    today,
    domain,
    agencyIds,
  }: { readonly today: Day; readonly domain: string; readonly agencyIds: readonly string[] },
): ConfirmedPlan {
  const targetAt: Instant = at(due, 17 * 60);
  return {
    identity: {
      documentType: 'KẾ HOẠCH',
      number: '120/KH-UBND',
      issuedOn: today,
      issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
      subject: 'Tháng hành động vì dòng sông sạch',
      sendingBody: 'UBND tỉnh Sông Hương',
      unit: 'Phòng Tổng hợp',
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 001',
      replyTo: `canbo@${domain}`,
      governingBody: null,
      placeOfIssue: 'Sông Hương',
      reportSymbol: 'BC-UBND',
      letterSymbol: 'UBND-NC',
      signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: null,
      distribution: [],
      letterVerb: 'đề nghị',
      addressees: ['Bộ Nông nghiệp và Môi trường'],
      trigger: null,
      standingBody: null,
    },
    windowFrom: today,
    windowTo: due,
    eventDays: [],
    requirements: [
      {
        what: 'report',
        reportName: 'báo cáo kết quả Tháng hành động',
        recipients: ['Sở Nông nghiệp và Môi trường'],
        via: null,
        channel: 'hệ thống quản lý văn bản',
        form: 'core',
        onward: false,
        cycles: [
          {
            key: `report-${due}`,
            periodFrom: null,
            periodTo: null,
            cutOff: null,
            duePhrase: 'đúng hạn',
            dueDay: due,
            hourBound: false,
            showTarget: true,
            targetAt,
            overdueAt: plusMs(at(due, 0), DAY_MS),
          },
        ],
      },
    ],
    answers: {},
    agencyIds: [...agencyIds],
  };
}
