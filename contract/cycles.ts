import { z } from 'zod';
import { SHOWN, SORTS } from '../domain/board-filter.js';
import { File, Nothing, route } from './route.js';
import {
  ActAnswer,
  AgencyKindName,
  DayText,
  GivenDay,
  Id,
  InstantText,
  Next,
  ObligationStateName,
  PageQuery,
  Reason,
  Stages,
  Words,
} from './values.js';

/** How many of a set of obligations stand where; asked bodies are outside all but `asked`. */
export const Counts = z.object({
  /** Bound, chased or not; the denominator. */
  total: z.int(),
  expected: z.int(),
  claimed: z.int(),
  submitted: z.int(),
  returned: z.int(),
  accepted: z.int(),
  waived: z.int(),
  onTime: z.int(),
  late: z.int(),
  /** Nothing in hand and no mark: with the four others of onTime, late, claimed and waived it adds up to the total. */
  missing: z.int(),
  overdue: z.int(),
  nil: z.int(),
  unreachable: z.int(),
  /** Bodies merely asked, never in the denominator. */
  asked: z.int(),
});
export type Counts = z.infer<typeof Counts>;

export const ListedCycle = z.object({
  id: Id,
  planId: Id,
  planCode: z.string(),
  planTitle: z.string(),
  key: z.string(),
  kind: z.enum(['collect', 'onward']),
  reportName: z.string(),
  periodFrom: DayText.nullable(),
  periodTo: DayText.nullable(),
  cutOff: DayText.nullable(),
  /** The day by which it is due now, whatever its key says; null: none yet. */
  dueDay: DayText.nullable(),
  /** The plan's own phrase: {hạn}. */
  duePhrase: z.string(),
  /** Whose words the phrase is, as it stands behind "Thời hạn theo": "Kế hoạch", "Công văn", "chỉ đạo". */
  dueSource: z.string(),
  /** The day that the office itself asks for beside the phrase, in words; null where it asks for what the plan prints. */
  officeDue: z.string().nullable(),
  targetAt: InstantText.nullable(),
  /** Office pages only. */
  overdueAt: InstantText.nullable(),
  closesForNewAt: InstantText.nullable(),
  closesForEditsAt: InstantText.nullable(),
  opensAt: InstantText,
  openedAt: InstantText.nullable(),
  pausedAt: InstantText.nullable(),
  cancelledAt: InstantText.nullable(),
  collectionClosedAt: InstantText.nullable(),
  editsClosedAt: InstantText.nullable(),
  closedAt: InstantText.nullable(),
  headReleasedAt: InstantText.nullable(),
  letterAt: InstantText.nullable(),
  letterDraftedAt: InstantText.nullable(),
  /** When the next wave is due; null when none is planned. */
  nextWaveAt: InstantText.nullable(),
  consolidates: z.boolean(),
  stages: Stages,
  revision: z.int(),
  seenRevision: z.int(),
  lastError: z.string().nullable(),
  lastErrorAt: InstantText.nullable(),
  /** The step that fails: "consolidate", "prepareWave", "look" … */
  lastErrorStep: z.string().nullable(),
});
export type ListedCycle = z.infer<typeof ListedCycle>;

/** One agency of the board. */
export const BoardRow = z.object({
  obligationId: Id,
  agencyId: Id,
  agency: z.string(),
  agencyKind: AgencyKindName,
  tags: z.array(z.string()),
  standing: z.boolean(),
  binding: z.boolean(),
  chased: z.boolean(),
  state: ObligationStateName,
  /** Derived: the mark of the first report, or overdue as of now. */
  timeliness: z.enum(['onTime', 'late', 'overdue']).nullable(),
  /** Working days by which it is late, or came late; null where it is neither. */
  daysLate: z.int().nullable(),
  /** The first of the groups it is counted in; null: in none. */
  group: z.string().nullable(),
  unreachable: z.boolean(),
  nil: z.boolean(),
  /** The half of the report that is still to come after the other. */
  missingHalf: z.enum(['document', 'figures']).nullable(),
  everReturned: z.boolean(),
  reason: z.string().nullable(),
  targetAt: InstantText.nullable(),
  overdueAt: InstantText.nullable(),
  grantedDay: DayText.nullable(),
  version: z.int(),
  receivedAt: InstantText.nullable(),
  claimedAt: InstantText.nullable(),
  nextRung: z.string().nullable(),
  nextAt: InstantText.nullable(),
  /** The latest notice that reached or tried to reach the agency. */
  lastNotice: z.object({ name: z.string(), at: InstantText, state: z.string() }).nullable(),
  extension: z
    .object({ id: Id, wantedDay: DayText, reason: z.string(), requestedBy: z.string() })
    .nullable(),
  lastCall: z
    .object({ at: InstantText, answered: z.string(), promisedDay: DayText.nullable() })
    .nullable(),
  /** Whom to ring. */
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
});
export type BoardRow = z.infer<typeof BoardRow>;

export const BoardQuery = PageQuery.extend({
  show: z.enum(SHOWN).default('all'),
  /** The name of a group, as in `groups`. */
  group: z.string().max(300).optional(),
  /** Words of an agency's name. */
  q: Words,
  sort: z.enum(SORTS).default('name'),
});

export const Board = z.object({
  cycle: ListedCycle,
  /** Business time of this answer. */
  asOf: InstantText,
  counts: Counts,
  /** By tag (khối, cụm), by agency kind where an agency has no tag; an agency with two tags counts in both. */
  groups: z.array(z.object({ name: z.string(), counts: Counts })),
  /** One page of those asked for, by name; `calls` by urgency. */
  rows: z.array(BoardRow),
  next: Next,
  /** Obligations to ring about, most urgent first; at most 200, and on the first page alone. */
  callList: z.array(Id),
  /** How many extensions wait for an answer. */
  extensionsAsked: z.int(),
});
export type Board = z.infer<typeof Board>;

/** What the approver sees: how many are in, by group, as of now. */
export const CycleSummary = Board.pick({ cycle: true, asOf: true, counts: true, groups: true });
export type CycleSummary = z.infer<typeof CycleSummary>;

export const FigureRow = z.object({
  code: z.string(),
  label: z.string(),
  unit: z.string(),
  /** Digits with a decimal point; null when nobody gave a value. */
  total: z.string().nullable(),
  reporting: z.int(),
  nil: z.int(),
  missing: z.int(),
  /** How many of its values are not exact ("khoảng"). */
  approximate: z.int(),
  /** The total in the latest consolidation, when it was made; null before. */
  consolidated: z.string().nullable(),
  /** The same period a year before; null where it is not known. */
  before: z.string().nullable(),
  /** "tăng 12 (9,5%)"; null where there is nothing to compare. */
  change: z.string().nullable(),
});

/** A value that is in no total, because another reporter counts the same case. */
export const LeftOutFigure = z.object({
  code: z.string(),
  label: z.string(),
  unit: z.string(),
  agency: z.string(),
  value: z.string(),
});

/** A report sent back and not sent again: in no total, with the figures that were accepted last. */
export const Supplementing = z.object({
  agency: z.string(),
  /** The version whose figures these are; null: none was ever accepted. */
  version: z.int().nullable(),
  values: z.record(z.string(), z.string()),
});

export const Figures = z.object({
  cycle: ListedCycle,
  consolidation: z.object({ version: z.int(), madeAt: InstantText }).nullable(),
  figures: z.array(FigureRow),
  /** Where the period before comes from; null: there is none. */
  comparedWith: z
    .object({
      from: z.enum(['file', 'ledger']),
      /** Of a file: its name and when it was brought in. */
      fileName: z.string().nullable(),
      broughtAt: InstantText.nullable(),
    })
    .nullable(),
  leftOut: z.array(LeftOutFigure),
  supplementing: z.array(Supplementing),
});
export type Figures = z.infer<typeof Figures>;

/** What stands behind one number. */
export const FigureSources = z.object({
  code: z.string(),
  label: z.string(),
  unit: z.string(),
  total: z.string().nullable(),
  across: z.enum(['sum', 'max', 'last', 'ratio']),
  sources: z.array(
    z.object({
      obligationId: Id,
      agency: z.string(),
      version: z.int(),
      value: z.string(),
      /** False: kept as provenance, counted by another reporter already. */
      counted: z.boolean(),
      receivedAt: InstantText,
      senderName: z.string(),
      /** What the agency, or those merged into it, had given for the same period before; null: unknown. */
      before: z.string().nullable(),
      /** What the whole agency that it came out of had given: for reading beside it, in no sum; null: none. */
      predecessor: z.object({ name: z.string(), value: z.string() }).nullable(),
    }),
  ),
  nil: z.array(z.object({ obligationId: Id, agency: z.string() })),
  missing: z.array(z.object({ obligationId: Id, agency: z.string() })),
});
export type FigureSources = z.infer<typeof FigureSources>;

export const ConfirmClaims = z.object({
  obligationIds: z.array(Id).min(1, 'Chưa chọn cơ quan nào').max(5000),
  arrivedOn: GivenDay,
});
export type ConfirmClaims = z.infer<typeof ConfirmClaims>;

const BEFORE_UPLOAD = {
  maxBytes: 5 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.xlsx'],
} as const;

/** What a file says of the same period before, shown before it is kept. */
export const BeforeEffect = z.object({
  figures: z.array(
    z.object({ code: z.string(), label: z.string(), unit: z.string(), total: z.string() }),
  ),
  /** Figures of the form that the file says nothing of. */
  absent: z.array(z.string()),
  /** How many lines of agencies it has. */
  lines: z.int(),
  /** Lines of bodies that are in no list; they count in the totals. */
  unknown: z.array(z.string()),
  /** Bodies of now that several lines were put together for. */
  merged: z.array(z.object({ agency: z.string(), lines: z.array(z.string()) })),
  /** Totals printed in the file that differ from what its lines come to. */
  otherTotals: z.array(
    z.object({ label: z.string(), printed: z.string(), counted: z.string().nullable() }),
  ),
});
export type BeforeEffect = z.infer<typeof BeforeEffect>;

/** What is exchanged with DHIS2 and its like: one value for each agency and figure (`dataValueSets`, JSON). */
export const DataValueSet = z.object({
  dataSet: z.string(),
  /** `202606`, `2026Q2`, `2026S1`, `2026`; a span `2026-12-15/2027-01-14` where it is none of these. */
  period: z.string(),
  dataValues: z.array(
    z.object({
      dataElement: z.string(),
      period: z.string(),
      /** The agency's id here; its name stands in the comment. */
      orgUnit: z.string(),
      value: z.string(),
      comment: z.string().optional(),
    }),
  ),
});
export type DataValueSet = z.infer<typeof DataValueSet>;

const params = z.object({ cycleId: Id });

export const cycleRoutes = {
  board: route('GET /api/cycles/:cycleId/board', {
    roles: 'staff',
    token: 'boards',
    params,
    query: BoardQuery,
    answer: Board,
  }),
  summary: route('GET /api/cycles/:cycleId/summary', {
    roles: 'staff',
    token: 'boards',
    params,
    answer: CycleSummary,
  }),
  figures: route('GET /api/cycles/:cycleId/figures', {
    roles: 'staff',
    token: 'figures',
    params,
    answer: Figures,
  }),
  /** The figures of each agency as a table. */
  figuresCsv: route('GET /api/cycles/:cycleId/figures-csv', {
    roles: 'staff',
    token: 'figures',
    params,
    answer: File,
  }),
  /** The same as DHIS2 `dataValueSets`. */
  dataValueSet: route('GET /api/cycles/:cycleId/data-value-set', {
    roles: 'staff',
    token: 'figures',
    params,
    answer: DataValueSet,
  }),
  figureSources: route('GET /api/cycles/:cycleId/figures/:code', {
    roles: 'staff',
    token: 'figures',
    params: params.extend({ code: z.string().max(40) }),
    /** `consolidation`: as they stood when the latest consolidation was made. */
    query: z.object({
      as: z.enum(['now', 'consolidation']).optional(),
      /** Of a consolidated report: as they stand behind that paper, whatever was consolidated since. */
      documentId: Id.optional(),
    }),
    answer: FigureSources,
  }),
  /** What a file would bring of the same period before. */
  beforeEffect: route('POST /api/cycles/:cycleId/before/effect', {
    roles: ['officer'],
    params,
    upload: BEFORE_UPLOAD,
    answer: BeforeEffect,
  }),
  /** Keeps it; the next draft of the report compares with it. */
  bringBefore: route('POST /api/cycles/:cycleId/before', {
    roles: ['officer'],
    params,
    upload: BEFORE_UPLOAD,
    answer: Nothing,
  }),
  dropBefore: route('DELETE /api/cycles/:cycleId/before', {
    roles: ['officer'],
    params,
    answer: Nothing,
  }),
  confirmClaims: route('POST /api/cycles/:cycleId/claims', {
    roles: ['officer'],
    params,
    body: ConfirmClaims,
    answer: ActAnswer.extend({ confirmed: z.int() }),
  }),
  releaseToHeads: route('POST /api/cycles/:cycleId/heads', {
    roles: ['officer', 'approver'],
    params,
    answer: ActAnswer,
  }),
  closeCollection: route('POST /api/cycles/:cycleId/collection/close', {
    roles: ['officer'],
    params,
    answer: ActAnswer,
  }),
  /** Thêm kỳ báo cáo: one more period of the duty of this cycle, owed by the same agencies. */
  addPeriod: route('POST /api/cycles/:cycleId/periods', {
    roles: ['officer'],
    params,
    body: z.object({
      name: z.string().trim().min(1, 'Cần ghi tên gọi của kỳ').max(100),
      dueDay: GivenDay,
      reason: Reason,
    }),
    answer: ActAnswer.extend({ cycleId: Id }),
  }),
  /** Không lấy báo cáo kỳ này: nothing more is asked in this period; whoever had been asked is told. */
  skip: route('POST /api/cycles/:cycleId/skip', {
    roles: ['officer'],
    params,
    body: z.object({ reason: Reason }),
    answer: ActAnswer,
  }),
  /** Lấy lại báo cáo kỳ này. */
  unskip: route('POST /api/cycles/:cycleId/unskip', {
    roles: ['officer'],
    params,
    body: z.object({ reason: Reason }),
    answer: ActAnswer,
  }),
  /** Gives a duty that runs without a day its day; whoever had been asked is told. */
  giveDue: route('POST /api/cycles/:cycleId/due', {
    roles: ['officer'],
    params,
    body: z.object({
      day: GivenDay,
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Giờ không đúng, ví dụ 14:00')
        .nullable(),
      /** The paper that sets it; empty where the office does. */
      paper: z.string().trim().max(300),
    }),
    answer: ActAnswer,
  }),
  redraftLetter: route('POST /api/cycles/:cycleId/letters', {
    roles: ['officer'],
    params,
    answer: ActAnswer,
  }),
  /** Takes every report that waits to be checked into the consolidation. */
  acceptAll: route('POST /api/cycles/:cycleId/accept', {
    roles: ['officer'],
    params,
    answer: ActAnswer,
  }),
  redraftReport: route('POST /api/cycles/:cycleId/reports', {
    roles: ['officer'],
    params,
    answer: ActAnswer,
  }),
} as const;
