import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import type { Instant } from '../../domain/day.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import type { Tables } from '../../db/tables.js';

export interface NewOffice {
  readonly kind: 'live' | 'rehearsal';
  readonly name: string;
  readonly shortName: string;
  readonly emailDomain: string;
  readonly settings: Partial<OfficeSettings>;
  /** Business time of a rehearsal; null in a live office. */
  readonly clockAt: Instant | null;
  readonly rehearsal: Readonly<Record<string, unknown>> | null;
  /** Not open before an administrator says so; left out: open at once. */
  readonly prepared?: true;
  readonly sample?: true;
  readonly staff: readonly {
    readonly name: string;
    readonly email: string;
    readonly phone: string | null;
    readonly roles: readonly ('officer' | 'approver' | 'clerk' | 'admin')[];
    readonly userId: string | null;
  }[];
}

/** A new office with the shipped calendar and its staff; returns its id. */
export async function createOffice(trx: Transaction<Tables>, office: NewOffice): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto('office')
    .values({
      id,
      kind: office.kind,
      name: office.name,
      short_name: office.shortName,
      email_domain: office.emailDomain,
      settings: JSON.stringify(OfficeSettings.parse({ twoPersons: true, ...office.settings })),
      mother_office_id: null,
      clock_at: office.clockAt,
      rehearsal: office.rehearsal === null ? null : JSON.stringify(office.rehearsal),
      ...(office.prepared === true ? { opened_at: null } : {}),
      sample: office.sample === true,
    })
    .execute();
  for (const row of SHIPPED_CALENDAR.days.values()) {
    await trx
      .insertInto('calendar_day')
      .values({
        office_id: id,
        day: row.day,
        kind: row.kind,
        confirmed: row.confirmed,
        name: row.name,
        source: row.source,
      })
      .execute();
  }
  for (const person of office.staff) {
    await trx
      .insertInto('staff')
      .values({
        office_id: id,
        id: randomUUID(),
        user_id: person.userId,
        name: person.name,
        email: person.email,
        phone: person.phone,
        roles: [...person.roles],
        deputy_of: null,
      })
      .execute();
  }
  return id;
}
