import { z } from 'zod';
import { Nothing, route } from './route.js';
import { Id, InstantText, Next, PageQuery, Role } from './values.js';

export const StaffRow = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  roles: z.array(Role),
  /** Người thay thế: for whom this person stands in. */
  deputyOf: Id.nullable(),
  active: z.boolean(),
  hasAccount: z.boolean(),
  /** Until when no password is looked at, for wrong ones before; null: it is. */
  pausedUntil: InstantText.nullable(),
  /** Whether a code is asked besides the password. */
  hasSecondFactor: z.boolean(),
  /** How many plans not over name this person. */
  plansNamed: z.int(),
  /** How many plans somebody does for this person who has left, until one is named. */
  plansToHandOver: z.int(),
});

export type StaffRow = z.infer<typeof StaffRow>;

export const StaffInput = z.object({
  name: z.string().trim().min(1, 'Cần ghi họ tên').max(200),
  email: z.email('Địa chỉ thư không đúng').max(254),
  phone: z.string().trim().max(40).nullable(),
  roles: z.array(Role).min(1, 'Cần chọn ít nhất một vai trò'),
  deputyOf: Id.nullable(),
  active: z.boolean(),
});

export type StaffInput = z.infer<typeof StaffInput>;

/** Bàn giao: `takenOverBy` names who takes over the work of one who leaves; left open, the deputy or an administrator stands in. */
const EditedStaff = StaffInput.extend({ takenOverBy: Id.nullable().optional() });

export type EditedStaff = z.infer<typeof EditedStaff>;

const staffParams = z.object({ staffId: Id });

/** Routes of the people of an office. */
export const staffRoutes = {
  staff: route('GET /api/staff', {
    roles: ['admin'],
    query: PageQuery,
    answer: z.object({ staff: z.array(StaffRow), next: Next }),
  }),
  /** Answers the first password once; it is kept nowhere. */
  addStaff: route('POST /api/staff', {
    roles: ['admin'],
    body: StaffInput,
    answer: z.object({ staffId: Id, firstPassword: z.string().nullable() }),
  }),
  editStaff: route('PUT /api/staff/:staffId', {
    roles: ['admin'],
    params: staffParams,
    body: EditedStaff,
    answer: Nothing,
  }),
  /** Another first password, for somebody who has forgotten theirs. */
  resetPassword: route('POST /api/staff/:staffId/password', {
    roles: ['admin'],
    params: staffParams,
    answer: z.object({ firstPassword: z.string() }),
  }),
  /** A mail with a link by which the person chooses another password; `mailed` is false where one has just gone. */
  mailReset: route('POST /api/staff/:staffId/reset-mail', {
    roles: ['admin'],
    params: staffParams,
    answer: z.object({ mailed: z.boolean() }),
  }),
  /** Ends the pause after wrong passwords. */
  unlock: route('POST /api/staff/:staffId/unlock', {
    roles: ['admin'],
    params: staffParams,
    answer: Nothing,
  }),
  /** Takes away the second factor of somebody who has lost it, and ends every session of the person. */
  resetSecondFactor: route('POST /api/staff/:staffId/second-factor', {
    roles: ['admin'],
    params: staffParams,
    answer: Nothing,
  }),
  /** Ends every session of the person. */
  endStaffSessions: route('POST /api/staff/:staffId/sign-out', {
    roles: ['admin'],
    params: staffParams,
    answer: z.object({ ended: z.int() }),
  }),
} as const;
