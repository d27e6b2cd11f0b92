import type { SimOffice } from '../office.js';

/** Somebody of the office leaves: from now on others hear what he was told; false when he is not there. */
export function leave(office: SimOffice, staffId: string): boolean {
  const leaving = office.staff.find(({ id }) => id === staffId);
  if (leaving?.active !== true) return false;
  leaving.active = false;
  return true;
}
