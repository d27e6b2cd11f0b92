import { listedInput } from '../../domain/agency-list.js';
import { day, instant } from '../../domain/day.js';
import type { ListedAgency } from '../../domain/sample-agencies.js';
import type { StaffRole } from '../../domain/staff-role.js';
import { insertAgencies } from '../../office/directory/agency-rows.js';
import { createOffice } from '../../office/directory/create-office.js';
import type { Ledger } from '../../office/scope.js';
import { agreePlan, planOfOneReport } from '../invented-plan.js';
import { benchPlan } from './bench-plan.js';

/** The one person of an invented office; `userId` of an account that signs in. */
export interface BenchPerson {
  readonly name: string;
  readonly email: string;
  readonly userId: string | null;
  readonly roles: readonly StaffRole[];
}

/** An office with so many agencies that all owe what its plans ask for. */
export interface BenchOffice {
  readonly officeId: string;
  readonly agencyIds: readonly string[];
  readonly staffId: string;
}

/** Makes an office of its own, so that no run of a bench finds another's rows. */
export async function makeBenchOffice(
  ledger: Ledger,
  { agencies, person }: { readonly agencies: number; readonly person: BenchPerson },
): Promise<BenchOffice> {
  const officeId = await ledger.transaction(async (trx) => {
    const id = await createOffice(trx, {
      kind: 'live',
      name: 'Ủy ban nhân dân tỉnh Sông Hương',
      shortName: 'UBND tỉnh Sông Hương',
      emailDomain: 'bench.example',
      settings: {},
      clockAt: null,
      rehearsal: null,
      staff: [{ ...person, roles: [...person.roles], phone: null }],
    });
    const listed = Array.from({ length: agencies }, (_, nth) => agency(nth));
    await insertAgencies({ trx, officeId: id }, listed.map(listedInput));
    return id;
  });
  const known = await ledger.db
    .selectFrom('agency')
    .select('id')
    .where('office_id', '=', officeId)
    .execute();
  const { id: staffId } = await ledger.db
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow();
  return { officeId, agencyIds: known.map(({ id }) => id), staffId };
}

/** Takes the office's `nth` plan, of one report, from its upload to the agreement of everybody; the id of the plan. */
export async function agreeBenchPlan(
  ledger: Ledger,
  office: BenchOffice,
  nth: number,
): Promise<string> {
  const confirmed = planOfOneReport({
    number: `${String(nth)}/KH-UBND`,
    issuedOn: day('2026-05-20'),
    subject: `Tháng hành động vì dòng sông sạch năm 2026, đợt ${String(nth)}`,
    domain: 'bench.example',
    windowFrom: day('2026-06-01'),
    windowTo: day('2026-06-30'),
    duePhrase: 'trước ngày 05/7/2026',
    dueDay: day('2026-07-05'),
    targetAt: instant('2026-07-03T17:00:00+07:00'),
    overdueAt: instant('2026-07-07T00:00:00+07:00'),
    agencyIds: office.agencyIds,
  });
  return agreePlan(ledger, office, { text: benchPlan(2), confirmed });
}

const SYLLABLES = ['An', 'Bình', 'Cát', 'Đông', 'Giang', 'Hà', 'Lâm', 'Mỹ', 'Phú', 'Thủy'] as const;

function agency(nth: number): ListedAgency {
  const part = (of: number): string => SYLLABLES[of % SYLLABLES.length] ?? '';
  return {
    name: `UBND xã ${part(nth)} ${part(Math.floor(nth / 10))} ${String(nth + 1)}`,
    kind: 'commune',
    tags: [`Cụm ${String((nth % 12) + 1)}`],
    email: `dv${String(nth + 1)}@bench.example`,
    headEmail: null,
    phone: `0900 ${String(100_000 + nth)}`,
    binding: true,
    standing: false,
  };
}
