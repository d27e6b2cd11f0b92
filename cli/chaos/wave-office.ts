import { randomUUID } from 'node:crypto';
import { listedInput } from '../../domain/agency-list.js';
import { at, dayAt, instantOf, plusDays, plusMs, weekday } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { insertAgencies } from '../../office/directory/agency-rows.js';
import { createOffice } from '../../office/directory/create-office.js';
import type { Ledger } from '../../office/scope.js';
import { agreePlan, planOfOneReport } from '../invented-plan.js';

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
const DAY_MS = 86_400_000;

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
  const due = plusDays(today, dueInDays);
  const confirmed = planOfOneReport({
    number: '120/KH-UBND',
    issuedOn: today,
    subject: 'Tháng hành động vì dòng sông sạch',
    domain,
    windowFrom: today,
    windowTo: due,
    duePhrase: 'đúng hạn',
    dueDay: due,
    targetAt: at(due, 17 * 60),
    overdueAt: plusMs(at(due, 0), DAY_MS),
    agencyIds: listed.map(({ id }) => id),
  });
  const office = { officeId, staffId };
  const planId = await agreePlan(ledger, office, { text: 'Kế hoạch', confirmed });
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
