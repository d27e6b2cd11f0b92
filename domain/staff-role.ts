/** What a member of staff may be charged with; one person may be several: cán bộ theo dõi, lãnh đạo duyệt, văn thư, quản trị. */
export const STAFF_ROLES = ['officer', 'approver', 'clerk', 'admin'] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

/** The roles among some texts; what is none is left out. */
export function staffRoles(texts: readonly string[]): StaffRole[] {
  return STAFF_ROLES.filter((role) => texts.includes(role));
}
