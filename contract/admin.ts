import { z } from 'zod';
import { Counts, CycleHead } from './cycles.js';
import { ContactView } from './obligations.js';
import { File, Nothing, route } from './route.js';
import {
  AgencyKindName,
  DayText,
  GivenDay,
  Id,
  InstantText,
  MessageStateName,
  Next,
  PageQuery,
  Role,
  Words,
} from './values.js';

/** What the admin watches: every cycle with its next wave and its last error, and the relay. */
export const Operations = z.object({
  now: InstantText,
  /** One page: those that are not over first, then the others, each by its due day. */
  cycles: z.array(CycleHead.extend({ counts: Counts })),
  next: Next,
  /** Messages of the last 30 days, by state. */
  messages: z.partialRecord(MessageStateName, z.int()),
  relays: z.array(
    z.object({
      relay: z.string(),
      stoppedAt: InstantText.nullable(),
      reason: z.string().nullable(),
      /** It takes mail, cannot be reached, or answers and takes none. */
      standing: z.enum(['open', 'unreachable', 'held']),
      /** When one mail tries it next; null while it takes mail. */
      tryAt: InstantText.nullable(),
    }),
  ),
  /** Changes not yet told to the workflows, and how long the oldest has waited. */
  outbox: z.object({
    waiting: z.int(),
    oldestAt: InstantText.nullable(),
    /** What the oldest that could not be told failed with. */
    lastError: z.string().nullable(),
  }),
  /** Plans and cycles that no workflow looks at, though it was told again a minute ago; `key` of a cycle. */
  alarms: z.array(
    z.object({
      target: z.enum(['plan', 'cycle']),
      id: Id,
      planTitle: z.string(),
      key: z.string().nullable(),
      since: InstantText,
    }),
  ),
  /** What keeps mail from going out, in a code and the relay's own words; null while it flows. */
  mailAlarm: z
    .object({
      trouble: z.enum(['unreachable', 'held', 'waiting', 'doubtful']),
      words: z.string(),
    })
    .nullable(),
  /** Mails that a person should look at: refused, bounced, doubtful; newest first, at most 100. */
  troubles: z.array(
    z.object({
      messageId: Id,
      agency: z.string().nullable(),
      obligationId: Id.nullable(),
      state: MessageStateName,
      subject: z.string().nullable(),
      why: z.string().nullable(),
      response: z.string().nullable(),
      at: InstantText,
    }),
  ),
});
export type Operations = z.infer<typeof Operations>;

/** The failed tries of one mail, the newest first. */
export const MailTries = z.object({
  tries: z.array(
    z.object({
      at: InstantText,
      response: z.string(),
      conversation: z.string().nullable(),
    }),
  ),
});
export type MailTries = z.infer<typeof MailTries>;

export const Agency = z.object({
  id: Id,
  name: z.string(),
  kind: AgencyKindName,
  tags: z.array(z.string()),
  standing: z.boolean(),
  binding: z.boolean(),
  validFrom: DayText.nullable(),
  validTo: DayText.nullable(),
  contacts: z.array(ContactView),
});
export type Agency = z.infer<typeof Agency>;

const Contact = z.object({
  role: z.enum(['mailbox', 'person', 'head']),
  name: z.string().trim().max(200).nullable(),
  email: z.email('Địa chỉ thư không đúng').max(254),
  phone: z.string().trim().max(40).nullable(),
});

/** An agency as an admin writes it; its contacts in the order in which they are tried. */
export const AgencyInput = z.object({
  name: z.string().trim().min(1, 'Cần ghi tên cơ quan').max(300),
  kind: AgencyKindName,
  tags: z.array(z.string().trim().min(1).max(100)).max(20),
  standing: z.boolean(),
  binding: z.boolean(),
  contacts: z.array(Contact).max(10),
});
export type AgencyInput = z.infer<typeof AgencyInput>;

export const ImportAnswer = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

export const CalendarRow = z.object({
  day: DayText,
  kind: z.enum(['holiday', 'compensatory', 'swap_off', 'swap_work']),
  confirmed: z.boolean(),
  name: z.string(),
  source: z.string().nullable(),
});
export type CalendarRow = z.infer<typeof CalendarRow>;

export const CalendarInput = z.object({
  kind: z.enum(['holiday', 'compensatory', 'swap_off', 'swap_work']),
  confirmed: z.boolean(),
  name: z.string().trim().min(1, 'Cần ghi tên ngày').max(200),
  source: z.string().trim().max(300).nullable(),
});
export type CalendarInput = z.infer<typeof CalendarInput>;

const Shift = z.object({ before: InstantText, after: InstantText });

/** A cycle in which a change of the calendar moves due clocks, and whom that touches. */
export const CalendarEffect = z.object({
  cycleId: Id,
  cycleKey: z.string(),
  planTitle: z.string(),
  targetAt: Shift,
  overdueAt: Shift,
  /** Agencies that still owe and go by the cycle's own clock; 0 when that one stays. */
  agencies: z.int(),
  /** Due days given to single agencies that move by themselves. */
  granted: z.array(
    z.object({ day: DayText, agencies: z.int(), targetAt: Shift, overdueAt: Shift }),
  ),
});
export type CalendarEffect = z.infer<typeof CalendarEffect>;

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

export const AuditRow = z.object({
  ordinal: z.int(),
  at: InstantText,
  actor: z.string(),
  act: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  sealed: z.boolean(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** One mail of the built-in mailbox. */
export const MailRow = z.object({
  id: z.string(),
  at: InstantText,
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  /** Mails with this Message-ID; two and more are twins. */
  copies: z.int(),
});
export type MailRow = z.infer<typeof MailRow>;

export const MailDetail = MailRow.omit({ copies: true }).extend({
  text: z.string(),
  /** Its HTML is served by the route `mailHtml`, for a sandboxed frame. */
  hasHtml: z.boolean(),
  attachments: z.array(z.object({ fileName: z.string(), contentType: z.string(), bytes: z.int() })),
});
export type MailDetail = z.infer<typeof MailDetail>;

/** What an office may set for itself. */
export const SettingsView = z.object({
  name: z.string(),
  shortName: z.string(),
  rollForward: z.boolean(),
  /** Minutes after midnight. */
  mailMinute: z.int().min(0).max(1439),
  lastMailMinute: z.int().min(0).max(1440),
  ministryAddress: z.email().nullable(),
  /** Whoever puts a list or a paper forward does not agree to it; null: not decided yet. */
  twoPersons: z.boolean().nullable(),
});
export type SettingsView = z.infer<typeof SettingsView>;

const SettingsInput = SettingsView.partial({ twoPersons: true }).refine(
  ({ mailMinute, lastMailMinute }) => mailMinute < lastMailMinute,
  { path: ['lastMailMinute'], error: 'Giờ gửi thư cuối phải sau giờ gửi đầu' },
);

const agencyParams = z.object({ agencyId: Id });
const staffParams = z.object({ staffId: Id });
const mailParams = z.object({ mailId: z.string().regex(/^[A-Za-z0-9._-]{1,400}$/) });
const watchers = ['officer', 'admin'] as const;

export const CSV_UPLOAD = {
  maxBytes: 2 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.csv'],
} as const;

export const adminRoutes = {
  operations: route('GET /api/operations', {
    roles: watchers,
    query: PageQuery,
    answer: Operations,
  }),
  /** One mail tries a relay that is shut, now. */
  retryRelay: route('POST /api/relay/retry', { roles: ['admin'], answer: Nothing }),
  /** A doubtful mail did arrive, as a person found out. */
  mailArrived: route('POST /api/messages/:messageId/arrived', {
    roles: watchers,
    params: z.object({ messageId: Id }),
    answer: Nothing,
  }),
  /** A doubtful or refused mail goes once more, under its own Message-ID. */
  sendMailAgain: route('POST /api/messages/:messageId/again', {
    roles: watchers,
    params: z.object({ messageId: Id }),
    answer: Nothing,
  }),
  /** What was said at the failed tries of the last thirty days, without passwords and bodies. */
  mailTries: route('GET /api/messages/:messageId/tries', {
    roles: ['admin'],
    params: z.object({ messageId: Id }),
    answer: MailTries,
  }),
  agencies: route('GET /api/agencies', {
    roles: 'staff',
    query: PageQuery.extend({ q: Words }),
    answer: z.object({ agencies: z.array(Agency), next: Next }),
  }),
  addAgency: route('POST /api/agencies', {
    roles: watchers,
    body: AgencyInput,
    answer: z.object({ agencyId: Id }),
  }),
  editAgency: route('PUT /api/agencies/:agencyId', {
    roles: watchers,
    params: agencyParams,
    body: AgencyInput,
    answer: Nothing,
  }),
  importAgencies: route('POST /api/agencies/import', {
    roles: watchers,
    upload: CSV_UPLOAD,
    answer: ImportAnswer,
  }),
  /** Sends the personal link to the registered mailbox, and nowhere else. */
  sendLink: route('POST /api/agencies/:agencyId/link', {
    roles: watchers,
    params: agencyParams,
    answer: Nothing,
  }),
  revokeLink: route('DELETE /api/agencies/:agencyId/link', {
    roles: watchers,
    params: agencyParams,
    answer: Nothing,
  }),
  calendar: route('GET /api/calendar', {
    roles: 'staff',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    answer: z.object({ days: z.array(CalendarRow) }),
  }),
  /** What a change of one day would move; `kind` null: the day becomes an ordinary one. */
  calendarEffect: route('POST /api/calendar/:day/effect', {
    roles: ['admin'],
    params: z.object({ day: GivenDay }),
    body: CalendarInput.extend({ kind: CalendarInput.shape.kind.nullable() }),
    /** `seen` goes back with the change, so that nothing else is applied than was shown. */
    answer: z.object({ effects: z.array(CalendarEffect), seen: z.string() }),
  }),
  setCalendarDay: route('PUT /api/calendar/:day', {
    roles: ['admin'],
    params: z.object({ day: GivenDay }),
    query: z.object({ seen: z.string().optional() }),
    body: CalendarInput,
    answer: Nothing,
  }),
  removeCalendarDay: route('DELETE /api/calendar/:day', {
    roles: ['admin'],
    params: z.object({ day: GivenDay }),
    query: z.object({ seen: z.string().optional() }),
    answer: Nothing,
  }),
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
    body: StaffInput,
    answer: Nothing,
  }),
  /** Another first password, for somebody who has forgotten theirs. */
  resetPassword: route('POST /api/staff/:staffId/password', {
    roles: ['admin'],
    params: staffParams,
    answer: z.object({ firstPassword: z.string() }),
  }),
  settings: route('GET /api/settings', { roles: 'staff', answer: SettingsView }),
  setSettings: route('PUT /api/settings', {
    roles: ['admin'],
    body: SettingsInput,
    answer: Nothing,
  }),
  audit: route('GET /api/audit', {
    roles: watchers,
    /** Newest first; `before` pages on, `subject` narrows: "obligation:<id>". */
    query: z.object({
      before: z.coerce.number().int().positive().optional(),
      subject: z.string().max(100).optional(),
    }),
    answer: z.object({ rows: z.array(AuditRow), next: z.int().nullable() }),
  }),
  mails: route('GET /api/mailbox', {
    roles: watchers,
    query: z.object({
      /** Words in subject or address, with or without accents. */
      q: z.string().max(200).optional(),
      to: z.string().max(254).optional(),
      before: z.string().max(400).optional(),
    }),
    answer: z.object({ mails: z.array(MailRow), next: z.string().nullable() }),
  }),
  mail: route('GET /api/mailbox/:mailId', {
    roles: watchers,
    params: mailParams,
    answer: MailDetail,
  }),
  mailHtml: route('GET /api/mailbox/:mailId/html', {
    roles: watchers,
    params: mailParams,
    answer: File,
  }),
} as const;
