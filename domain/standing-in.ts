import type { StaffRole } from './staff-role.js';

/** What of a member of staff decides who does the work of whom. */
export interface Colleague {
  readonly id: string;
  readonly roles: readonly string[];
  /** For whom this person stands in. */
  readonly deputyOf: string | null;
  readonly active: boolean;
}

/** Who does the work of somebody who has left, as long as nobody was named: the active deputy, else an administrator; null where there is neither. */
export function standsInFor<Person extends Colleague>(
  leavingId: string,
  people: readonly Person[],
): Person | null {
  const there = people.filter(({ id, active }) => active && id !== leavingId);
  return (
    there.find(({ deputyOf }) => deputyOf === leavingId) ??
    there.find(({ roles }) => roles.includes('admin')) ??
    null
  );
}

/** Who reads what was meant for somebody of the office: he himself, or who stands in for him once he has left; null where nobody does. */
export function readerInPlaceOf<Person extends Colleague>(
  id: string,
  people: readonly Person[],
): Person | null {
  return people.find((one) => one.active && one.id === id) ?? standsInFor(id, people);
}

/** Who hears what a role is told: all who hold it; where they have all left, whoever stands in for them. */
export function heardBy<Person extends Colleague>(
  role: StaffRole,
  people: readonly Person[],
): readonly Person[] {
  const holders = people.filter(({ roles }) => roles.includes(role));
  const there = holders.filter(({ active }) => active);
  if (there.length > 0) return there;
  const deputies = holders.flatMap(({ id }) => standsInFor(id, people) ?? []);
  const admins = people.filter(({ active, roles }) => active && roles.includes('admin'));
  return [...new Set(deputies.length > 0 ? deputies : admins)];
}
