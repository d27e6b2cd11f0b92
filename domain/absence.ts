import type { Day } from './day.js';
import { heardBy, standsInFor } from './standing-in.js';
import type { Colleague } from './standing-in.js';
import { STAFF_ROLES } from './staff-role.js';
import type { StaffRole } from './staff-role.js';

/** Vắng mặt: somebody is away from one day to another, both included. */
export interface Absence {
  readonly staffId: string;
  readonly from: Day;
  readonly to: Day;
  /** Bàn giao: who does the work meanwhile; null: the deputy. */
  readonly takerId: string | null;
}

/** The people of an office, and who of them is away on the day it is about. */
export interface AtWork<Person extends Colleague> {
  readonly people: readonly Person[];
  readonly absences: readonly Absence[];
  readonly day: Day;
}

/**
 * Who does the work of somebody on a day: he himself, or while he is away the one he named, else a deputy
 * who is there; he himself again where nobody is left, so that nothing waits for no one. Null for one who
 * has left and for whom nobody stands in.
 */
export function doesTheWorkOf<Person extends Colleague>(
  id: string,
  { people, absences, day }: AtWork<Person>,
): Person | null {
  const own = people.find((one) => one.active && one.id === id) ?? standsInFor(id, people);
  if (own === null) return null;
  const isAway = (who: string) => absenceOn(absences, who, day) !== null;
  const seen = new Set([own.id]);
  let present = own;
  while (isAway(present.id)) {
    const named = absenceOn(absences, present.id, day)?.takerId ?? null;
    const deputies = people.filter(({ deputyOf }) => deputyOf === present.id);
    const next = [...people.filter((one) => one.id === named), ...deputies]
      .filter((one) => one.active && !seen.has(one.id))
      // Of several the first who is there; one who is away hands on in his turn.
      .sort((a, b) => Number(isAway(a.id)) - Number(isAway(b.id)))[0];
    if (next === undefined) return own;
    seen.add(next.id);
    present = next;
  }
  return present;
}

/** The absence of somebody on a day, the one that began last; null while he is there. */
export function absenceOn(absences: readonly Absence[], staffId: string, day: Day): Absence | null {
  return absences
    .filter((one) => one.staffId === staffId && one.from <= day && day <= one.to)
    .reduce<Absence | null>(
      (last, one) => (last === null || one.from > last.from ? one : last),
      null,
    );
}

/** What somebody may do on a day: by his own roles, and by those of whom he does the work of; nobody becomes an administrator by it. */
export function rolesOn<Person extends Colleague>(
  person: Person,
  atWork: AtWork<Person>,
): readonly StaffRole[] {
  const lent = atWork.people
    .filter(
      ({ id, active }) =>
        active && id !== person.id && absenceOn(atWork.absences, id, atWork.day) !== null,
    )
    .filter(({ id }) => doesTheWorkOf(id, atWork)?.id === person.id)
    .flatMap(({ roles }) => roles)
    .filter((role) => role !== 'admin');
  return STAFF_ROLES.filter((role) => person.roles.includes(role) || lent.includes(role));
}

/** Who hears on a day what a role is told: each who holds it, or whoever does his work. */
export function heardOn<Person extends Colleague>(
  role: StaffRole,
  atWork: AtWork<Person>,
): readonly Person[] {
  const holders = heardBy(role, atWork.people);
  return [...new Set(holders.map((one) => doesTheWorkOf(one.id, atWork) ?? one))];
}
