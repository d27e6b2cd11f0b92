import { z } from 'zod';
import { KEPT_AS } from '../domain/compliance.js';
import { File, Nothing, route } from './route.js';
import { DayText, GivenDay, Id, InstantText, Next, PageQuery, Reason, Words } from './values.js';

const KeptCounts = z.object({
  onTime: z.int(),
  late: z.int(),
  missing: z.int(),
  claimed: z.int(),
  /** Late or missing, and no mail had reached the agency in time. */
  unreachable: z.int(),
  notDue: z.int(),
  waived: z.int(),
  /** The sum of the first five. */
  owed: z.int(),
  /** Working days. */
  daysLate: z.int(),
  extended: z.int(),
});
export type KeptCounts = z.infer<typeof KeptCounts>;

const Cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mailFailed') }),
  z.object({ kind: z.literal('extended'), until: DayText, reason: z.string().nullable() }),
  z.object({ kind: z.literal('extensionRefused'), wanted: DayText, reason: z.string() }),
  z.object({ kind: z.literal('claimRejected'), reason: z.string().nullable() }),
  z.object({ kind: z.literal('withdrawn') }),
  z.object({ kind: z.literal('promised'), day: DayText }),
]);

const Objection = z.object({
  words: z.string(),
  saidBy: z.string(),
  saidAt: InstantText,
  answer: z.string().nullable(),
});

const Duty = z.object({
  obligationId: Id,
  reportName: z.string(),
  planTitle: z.string(),
  due: z.string(),
  kept: z.enum(KEPT_AS),
  daysLate: z.int().nullable(),
  receivedAt: InstantText.nullable(),
  causes: z.array(Cause),
});

export const KeptDutyRow = Duty.extend({
  /** The day by which it was due first. */
  dueOn: DayText,
  objections: z.array(Objection.extend({ id: Id })),
});
export type KeptDutyRow = z.infer<typeof KeptDutyRow>;

const Keeper = z.object({
  agencyId: Id,
  agency: z.string(),
  group: z.string(),
  now: KeptCounts,
  /** The same days a year before. */
  before: KeptCounts,
});
export type Keeper = z.infer<typeof Keeper>;

export const ComplianceListHead = z.object({
  id: Id,
  from: DayText,
  to: DayText,
  state: z.enum(['awaitingApproval', 'agreed', 'sentBack', 'superseded']),
  sha256: z.string(),
  agencies: z.int(),
  putForwardBy: z.string(),
  putForwardAt: InstantText,
  decidedBy: z.string().nullable(),
  decidedAt: InstantText.nullable(),
  reason: z.string().nullable(),
  /** Whether the one who asks is not kept from agreeing to what he put forward. */
  mayAgree: z.boolean(),
  /** Agencies that have objected since and wait for an answer. */
  objectedSince: z.array(z.string()),
});
export type ComplianceListHead = z.infer<typeof ComplianceListHead>;

const span = z.object({ from: GivenDay, to: GivenDay });
/** Without days: the whole of this year. */
const lookedAt = z.object({ from: GivenDay.optional(), to: GivenDay.optional() });
const list = z.object({ listId: Id });
/** The hash of the list that was shown. */
const Seen = z.string().regex(/^[0-9a-f]{64}$/u, 'Mã nội dung không đúng');

/** Tình hình chấp hành chế độ báo cáo: by agency over a period, and the lists of it that may leave the office. */
export const complianceRoutes = {
  keepers: route('GET /api/compliance', {
    roles: 'staff',
    query: PageQuery.extend({ ...lookedAt.shape, q: Words }),
    answer: z.object({
      asOf: InstantText,
      keepers: z.array(Keeper),
      agencies: z.int(),
      next: Next,
    }),
  }),
  keeper: route('GET /api/compliance/agencies/:agencyId', {
    roles: 'staff',
    params: z.object({ agencyId: Id }),
    query: lookedAt,
    answer: z.object({ agency: z.string(), asOf: InstantText, duties: z.array(KeptDutyRow) }),
  }),
  answerObjection: route('POST /api/compliance/objections/:objectionId/answer', {
    roles: ['officer'],
    params: z.object({ objectionId: Id }),
    body: z.object({
      answer: z.string().trim().min(1, 'Cần ghi nội dung trả lời').max(2000),
    }),
    answer: Nothing,
  }),
  lists: route('GET /api/compliance/lists', {
    roles: 'staff',
    answer: z.object({ lists: z.array(ComplianceListHead) }),
  }),
  putForward: route('POST /api/compliance/lists', {
    roles: ['officer'],
    body: span,
    answer: z.object({ listId: Id }),
  }),
  list: route('GET /api/compliance/lists/:listId', {
    roles: 'staff',
    params: list,
    answer: z.object({
      list: ComplianceListHead,
      countedAt: InstantText,
      keepers: z.array(
        Keeper.extend({ duties: z.array(Duty.extend({ objections: z.array(Objection) })) }),
      ),
    }),
  }),
  agree: route('POST /api/compliance/lists/:listId/agree', {
    roles: ['approver'],
    params: list,
    body: z.object({ seen: Seen }),
    answer: Nothing,
  }),
  sendBack: route('POST /api/compliance/lists/:listId/send-back', {
    roles: ['approver'],
    params: list,
    body: z.object({ seen: Seen, reason: Reason }),
    answer: Nothing,
  }),
  /** The agreed list as a file; each taking is recorded. */
  file: route('GET /api/compliance/lists/:listId/file/:format', {
    roles: 'staff',
    inRehearsal: false,
    params: list.extend({ format: z.enum(['xlsx', 'docx']) }),
    answer: File,
  }),
} as const;
