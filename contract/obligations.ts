import { z } from 'zod';
import { BoardRow, ListedCycle } from './cycles.js';
import { File, route } from './route.js';
import { SignedCheck } from './signed-check.js';
import {
  ActAnswer,
  DayText,
  GivenDay,
  Id,
  InstantText,
  MessageStateName,
  Reason,
} from './values.js';

/** To go, gone, gone and not arrived, not going, or kept back until something happens. */
export const StoryState = z.enum([
  'planned',
  'sent',
  'mayHaveGone',
  'notArrived',
  'suppressed',
  'held',
]);

/** One line of an agency's story, in order of time. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('notice'),
    at: InstantText,
    name: z.string(),
    noticeKind: z.enum(['ladder', 'event', 'desk']),
    /** `none`: no message could be made; `why` says why. */
    state: z.union([MessageStateName, z.literal('none')]),
    /** How the notice stands, in the words of every page. */
    story: StoryState,
    why: z.string().nullable(),
    /** How it stands and why, as Vietnamese sentences. */
    explanation: z.string().nullable(),
    subject: z.string().nullable(),
    toName: z.string().nullable(),
    toAddress: z.string().nullable(),
    sentAt: InstantText.nullable(),
    /** The server's answer. */
    response: z.string().nullable(),
    attempts: z.int(),
    replaces: z.array(z.string()),
    messageId: Id.nullable(),
  }),
  z.object({
    kind: z.literal('act'),
    at: InstantText,
    act: z.string(),
    /** A person's name, "Cơ quan" or "Hệ thống". */
    actor: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const VersionRow = z.object({
  version: z.int(),
  receivedAt: InstantText,
  channel: z.enum(['link', 'officer', 'document-system', 'dondoc']),
  senderName: z.string(),
  documentNumber: z.string().nullable(),
  documentDate: DayText.nullable(),
  signer: z.string().nullable(),
  nil: z.boolean(),
  secretPartApart: z.boolean(),
  figures: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      unit: z.string(),
      value: z.string(),
      /** What makes it inexact ("khoảng"); null for an exact figure. */
      approximate: z.string().nullable(),
    }),
  ),
  nilCodes: z.array(z.string()),
  /** Labels of what was said to be nil, and of what was asked and not answered: neither a figure nor nil. */
  nilLabels: z.array(z.string()),
  missing: z.array(z.string()),
  narrative: z.array(z.object({ key: z.string(), heading: z.string(), text: z.string() })),
  /** What was said of figures far from the last ones. */
  notes: z.array(z.object({ code: z.string(), label: z.string(), text: z.string() })),
  /** Who filled in each section; none of versions from before this was kept. */
  filledBy: z.array(z.object({ key: z.string(), heading: z.string(), names: z.array(z.string()) })),
  attachments: z.array(
    z.object({
      id: Id,
      fileName: z.string(),
      contentType: z.string(),
      /** The file laid beside what was said of it; null for what is no signed document or was not read. */
      check: SignedCheck.nullable(),
    }),
  ),
});
export type VersionRow = z.infer<typeof VersionRow>;

export const Extension = z.object({
  id: Id,
  reason: z.string(),
  wantedDay: DayText,
  requestedBy: z.string(),
  requestedAt: InstantText,
  state: z.enum(['asked', 'granted', 'refused']),
  grantedDay: DayText.nullable(),
  answer: z.string().nullable(),
});
export type Extension = z.infer<typeof Extension>;

/** What an agency says it sent by the document system, until the office has looked. */
export const OpenClaim = z.object({
  documentNumber: z.string().nullable(),
  documentDate: DayText.nullable(),
  signer: z.string().nullable(),
  senderName: z.string(),
  claimedAt: InstantText,
  /** The signed file that came with it, laid beside what was said. */
  file: z.object({ name: z.string(), check: SignedCheck.nullable() }).nullable(),
});
export type OpenClaim = z.infer<typeof OpenClaim>;

export const ContactView = z.object({
  id: Id,
  position: z.int(),
  role: z.enum(['mailbox', 'person', 'head']),
  name: z.string().nullable(),
  email: z.string(),
  phone: z.string().nullable(),
  bouncedAt: InstantText.nullable(),
});
export type ContactView = z.infer<typeof ContactView>;

/** One agency in one cycle, with everything that happened and why. */
export const ObligationDetail = z.object({
  cycle: ListedCycle,
  row: BoardRow,
  originalTargetAt: InstantText.nullable(),
  originalOverdueAt: InstantText.nullable(),
  contacts: z.array(ContactView),
  claim: OpenClaim.nullable(),
  versions: z.array(VersionRow),
  extensions: z.array(Extension),
  calls: z.array(
    z.object({
      at: InstantText,
      by: z.string(),
      answered: z.string(),
      promisedDay: DayText.nullable(),
    }),
  ),
  timeline: z.array(TimelineEntry),
});
export type ObligationDetail = z.infer<typeof ObligationDetail>;

/** "Vì sao chưa gửi?": sentences, the decisive one first. */
export const Explanation = z.object({
  sentences: z.array(z.string()),
  nextAt: InstantText.nullable(),
  /** Every rung of the agency's ladder, past and coming, in order of time. */
  rungs: z.array(
    z.object({
      rung: z.string(),
      /** Tells the two reminders of the last day apart. */
      nth: z.int(),
      /** How often the ladder had begun anew. */
      epoch: z.int(),
      at: InstantText,
      state: StoryState,
      why: z.string(),
    }),
  ),
});
export type Explanation = z.infer<typeof Explanation>;

/** The form one agency fills in, for the officer who types in what came on paper. */
export const ReportForm = z.object({
  agency: z.string(),
  reportName: z.string(),
  indicators: z.array(
    z.object({ code: z.string(), label: z.string(), unit: z.string(), decimals: z.int() }),
  ),
  sections: z.array(z.object({ key: z.string(), heading: z.string() })),
  /** The newest version received; 0 before the first. */
  version: z.int(),
  /** The document that the agency says it sent, to begin with. */
  claimed: OpenClaim.pick({ documentNumber: true, documentDate: true, signer: true }).nullable(),
});
export type ReportForm = z.infer<typeof ReportForm>;

/** A report as typed; numbers in Vietnamese style: `2.601`, `7,385`. */
export const PaperReport = z.object({
  figures: z.record(z.string(), z.string().max(40)),
  nilCodes: z.array(z.string().max(40)).max(200),
  narrative: z.record(z.string(), z.string().max(20_000)),
  nil: z.boolean(),
  secretPartApart: z.boolean(),
  documentNumber: z.string().trim().max(100).nullable(),
  documentDate: GivenDay.nullable(),
  signer: z.string().trim().max(200).nullable(),
  senderName: z.string().trim().min(1, 'Cần ghi tên người gửi').max(200),
});
export type PaperReport = z.infer<typeof PaperReport>;

/** Form field `content`: PaperReport as JSON text; files under `file`. */
export const PaperReportForm = z.object({
  content: z.string().max(500_000),
  /** The version that lay before the person: pressed again, the button sends the same report. */
  seen: z.coerce.number().int().min(0).optional(),
});

export const REPORT_UPLOAD = {
  maxBytes: 20 * 1024 * 1024,
  maxFiles: 5,
  required: false,
  accept: ['.pdf', '.docx', '.xlsx', '.jpg', '.jpeg', '.png'],
} as const;

const params = z.object({ obligationId: Id });
const withReason = z.object({ reason: Reason });
const officer = { roles: ['officer'], params, answer: ActAnswer } as const;

export const obligationRoutes = {
  detail: route('GET /api/obligations/:obligationId', {
    roles: 'staff',
    params,
    answer: ObligationDetail,
  }),
  explain: route('GET /api/obligations/:obligationId/explanation', {
    roles: 'staff',
    params,
    answer: Explanation,
  }),
  form: route('GET /api/obligations/:obligationId/form', {
    roles: ['officer'],
    params,
    answer: ReportForm,
  }),
  enterReport: route('POST /api/obligations/:obligationId/reports', {
    roles: ['officer'],
    params,
    body: PaperReportForm,
    upload: REPORT_UPLOAD,
    answer: ActAnswer.extend({
      version: z.int(),
      receiptCode: z.string(),
      onTime: z.boolean().nullable(),
    }),
  }),
  accept: route('POST /api/obligations/:obligationId/accept', officer),
  sendBack: route('POST /api/obligations/:obligationId/return', {
    ...officer,
    body: z.object({ reason: Reason, newDueDay: GivenDay }),
  }),
  reopen: route('POST /api/obligations/:obligationId/reopen', { ...officer, body: withReason }),
  waive: route('POST /api/obligations/:obligationId/waive', { ...officer, body: withReason }),
  /** Beyond the day of the report upward an approver alone gives more time, here and by an answer to who asked. */
  setDue: route('POST /api/obligations/:obligationId/due', {
    ...officer,
    roles: ['officer', 'approver'],
    body: z.object({ day: GivenDay, reason: Reason }),
  }),
  withdrawOnTime: route('POST /api/obligations/:obligationId/on-time/withdraw', {
    ...officer,
    body: withReason,
  }),
  /** The signed document of a report whose figures are here has arrived. */
  documentArrived: route('POST /api/obligations/:obligationId/document', {
    ...officer,
    body: z.object({
      arrivedOn: GivenDay,
      documentNumber: z.string().trim().max(100).nullable(),
      documentDate: GivenDay.nullable(),
    }),
  }),
  rejectClaim: route('POST /api/obligations/:obligationId/claim/reject', {
    ...officer,
    body: withReason,
  }),
  logCall: route('POST /api/obligations/:obligationId/calls', {
    ...officer,
    body: z.object({
      answered: z.string().trim().min(1, 'Cần ghi kết quả cuộc gọi').max(1000),
      promisedDay: GivenDay.nullable(),
    }),
  }),
  decideExtension: route('POST /api/extensions/:extensionId/decision', {
    roles: ['officer', 'approver'],
    params: z.object({ extensionId: Id }),
    body: z.object({
      /** Null: not granted. */
      grantedDay: GivenDay.nullable(),
      answer: z.string().trim().max(2000),
    }),
    answer: ActAnswer,
  }),
  /** The signed file that came with an open claim; each opening is recorded. */
  claimedFile: route('GET /api/obligations/:obligationId/claim/file', {
    roles: 'staff',
    inRehearsal: false,
    params,
    answer: File,
  }),
  attachment: route('GET /api/attachments/:attachmentId', {
    roles: 'staff',
    params: z.object({ attachmentId: Id }),
    answer: File,
  }),
} as const;
