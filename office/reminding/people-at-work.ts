import type { AtWork } from '../../domain/absence.js';
import { dayAt } from '../../domain/day.js';
import type { OfficeMoment } from './contacts.js';

/** A member of staff as mails and steps of approval name him. */
export interface PersonAtWork {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly roles: readonly string[];
  readonly deputyOf: string | null;
  readonly active: boolean;
}

/** The people of an office by their address, and who of them is away today. */
export async function peopleAtWork({
  trx,
  officeId,
  now,
}: OfficeMoment): Promise<AtWork<PersonAtWork>> {
  const day = dayAt(now);
  const people = await trx
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'phone', 'roles', 'deputy_of as deputyOf', 'active'])
    .where('office_id', '=', officeId)
    .orderBy('email')
    .execute();
  const absences = await trx
    .selectFrom('absence')
    .select(['staff_id as staffId', 'from_day as from', 'to_day as to', 'taker_id as takerId'])
    .where('office_id', '=', officeId)
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .execute();
  return { people, absences, day };
}
