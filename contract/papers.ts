import { z } from 'zod';
import type { PaperPages } from '../domain/paper-pages.js';
import { HandedUpStanding } from './handing-up.js';
import { LeftOutFigure, Supplementing } from './cycles.js';
import { File, Nothing, route } from './route.js';
import {
  ActAnswer,
  DayText,
  GivenDay,
  Id,
  InstantText,
  Next,
  PageQuery,
  Reason,
} from './values.js';

export const PaperStateName = z.enum([
  'draft',
  'awaitingApproval',
  'sentBack',
  'approved',
  'numbered',
  'released',
  'acknowledged',
  'superseded',
]);

export const PaperRow = z.object({
  id: Id,
  planId: Id,
  cycleId: Id,
  planTitle: z.string(),
  cycleKey: z.string(),
  /** The day by which its cycle is due now; of a paper that was put forward: the day of then. */
  dueDay: DayText.nullable(),
  reportName: z.string(),
  kind: z.enum(['urgingLetter', 'consolidatedReport', 'extensionNotice', 'guidanceLetter']),
  version: z.int(),
  state: PaperStateName,
  number: z.string().nullable(),
  issuedOn: DayText.nullable(),
  changedAt: InstantText,
  /** How many agencies a letter names, or a report counts as received. */
  agencies: z.int(),
  /** Whose decision it waits for, and for whom they stand in; empty where it waits for none. */
  waitsFor: z.array(z.object({ name: z.string(), inPlaceOf: z.string().nullable() })),
  /** Whether it waits for whoever asks. */
  mayDecide: z.boolean(),
  /** For whom alone it is, of a paper that goes to each of its recipients by a copy; null: one for all. */
  recipient: z.string().nullable(),
});
export type PaperRow = z.infer<typeof PaperRow>;

const Paragraph = z.object({
  /** Printed behind it: who wrote it, or how many; empty for none. */
  agency: z.string().max(300),
  text: z.string().max(20_000),
  /** What it is known by when figures are refreshed; none of a person's own. */
  id: z.string().max(300).optional(),
  from: z.enum(['figures', 'agencies']).optional(),
  /** Who wrote it, or nearly it. */
  agencies: z.array(z.string()).optional(),
  /** As it was made of figures or agencies' words; null: these are gone. */
  made: z.string().nullable().optional(),
  /** The paragraphs that a person put together with it, by their ids. */
  also: z.array(z.string().max(300)).max(500).optional(),
});

export const Section = z.object({
  heading: z.string().max(300),
  paragraphs: z.array(Paragraph).max(5000),
  /** The section of the form. */
  key: z.string().max(100).optional(),
  /** What was made for it and a person has left out: it can be taken back. Not read from a page. */
  leftOut: z.array(Paragraph).max(5000).optional(),
});
export type Section = z.infer<typeof Section>;

const TextChange = z.object({
  heading: z.string(),
  what: z.enum(['added', 'changed', 'gone', 'sourceChanged', 'sourceGone']),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

const FigureChange = z.object({
  label: z.string(),
  unit: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** What going back to an earlier version would change of the newest one. */
export const RevertEffect = z.object({
  version: z.int(),
  changes: z.array(TextChange),
  figures: z.array(FigureChange),
});
export type RevertEffect = z.infer<typeof RevertEffect>;

export const PaperDetail = z.object({
  paper: PaperRow,
  /** The mark of what is shown here; it goes back with an act, so that nothing else is agreed to, numbered or released. */
  seen: z.string(),
  /** Since when the content is settled, and its SHA-256; null: it is drawn from the ledger and changes with it. */
  frozen: z
    .object({
      sha256: z.string(),
      at: InstantText,
      /** Settled only after the approval, by the upgrade that began to freeze papers. */
      late: z.boolean(),
    })
    .nullable(),
  /** Names in a letter, as they stand in it. */
  names: z.array(z.string()),
  /** Names that have reported since: the letter must not go out as it is. */
  reportedSince: z.array(z.string()),
  /** Agencies whose reports came or changed since the consolidation: a new version would say something else. */
  changedSince: z.array(z.string()),
  /** Of a consolidated report, the newest first; empty for a letter. */
  versions: z.array(
    z.object({
      documentId: Id,
      version: z.int(),
      state: PaperStateName,
      changedAt: InstantText,
    }),
  ),
  /** The newest version after this one. */
  newer: z.object({ documentId: Id, version: z.int(), state: PaperStateName }).nullable(),
  countedAt: InstantText.nullable(),
  /** Of a consolidated report; empty in a letter. */
  sections: z.array(Section),
  /** What the last refresh, a file from Word or going back changed of the version before. */
  changes: z.array(TextChange),
  /** Whose words stand in which section, and whose were left out; of a report not yet put forward. */
  coverage: z.array(
    z.object({ agency: z.string(), used: z.array(z.string()), leftOut: z.array(z.string()) }),
  ),
  figures: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      unit: z.string(),
      total: z.string().nullable(),
      note: z.string().nullable(),
      /** The same period before; absent where it is not known at all. */
      before: z.string().nullable().optional(),
      change: z.string().nullable().optional(),
      /** From the beginning of the year; absent in its first period. */
      sinceYear: z.string().nullable().optional(),
    }),
  ),
  /** Values that are in no total, because another reporter counts the same case. */
  leftOut: z.array(LeftOutFigure),
  supplementing: z.array(Supplementing),
  /** How complete and timely each kind and group is. */
  byGroup: z.array(
    z.object({
      by: z.enum(['kind', 'tag']),
      name: z.string(),
      expected: z.int(),
      counted: z.int(),
      waiting: z.int(),
      missing: z.int(),
      onTime: z.int(),
      late: z.int(),
    }),
  ),
  /** What an officer should look at before the figures go up, a sentence each; of a report not yet put forward. */
  doubts: z.array(z.string()),
  notReported: z.array(z.string()),
  listNotReported: z.boolean(),
  copyWanted: z.boolean(),
  copySentAt: InstantText.nullable(),
  signedPdfName: z.string().nullable(),
  /** What it says otherwise than the version that has gone out before it; null where none has. */
  supplement: z
    .object({
      documentId: Id,
      number: z.string().nullable(),
      version: z.int(),
      changes: z.array(TextChange),
      figures: z.array(FigureChange),
    })
    .nullable(),
  /** The leader agrees and signs in the document system only; who and when is recorded here. */
  outside: z.boolean(),
  /** What the signed PDF says beside the paper as it was agreed to; null where there is none, or nobody has looked. */
  signedCheck: z
    .union([
      z.object({ state: z.literal('unchecked') }),
      z.object({
        state: z.literal('checked'),
        asAgreed: z.boolean(),
        pages: z.int(),
        /** Pages without words of their own, from 1. */
        blankPages: z.array(z.int()),
        number: z.boolean(),
        date: z.boolean(),
        differences: z.array(
          z.object({ before: z.string().nullable(), after: z.string().nullable() }),
        ),
        numbersMissing: z.array(z.string()),
      }),
    ])
    .nullable(),
  /** Every place it goes to. */
  /** The office above that works with this product too, and how far the report has come there. */
  handedUp: HandedUpStanding,
  copies: z.object({
    addressees: z.array(z.string()),
    distribution: z.array(z.string()),
    /** Where a copy by mail would go; null: the office has named no address. */
    mail: z.string().nullable(),
  }),
  /** The steps of its round of approval, and how many of them have agreed. */
  route: z.array(z.string()),
  agreed: z.int(),
  /** What was said beside paragraphs in its latest round. */
  comments: z.array(
    z.object({
      id: Id,
      /** Its place among the paragraphs of the paper, from 0, and its text then. */
      paragraph: z.int(),
      quote: z.string(),
      words: z.string(),
      by: z.string(),
      byId: Id,
      at: InstantText,
    }),
  ),
  approvals: z.array(
    z.object({
      step: z.int(),
      /** Which of the steps of its round, from 1, and what it is called. */
      stage: z.int(),
      stepName: z.string().nullable(),
      /** Who was away, or has left. */
      inPlaceOf: z.string().nullable(),
      /** Who agreed in the document system, and when; `by` then recorded it. */
      outsideBy: z.string().nullable(),
      outsideOn: DayText.nullable(),
      decision: z.enum(['approved', 'sentBack']),
      reason: z.string().nullable(),
      by: z.string(),
      at: InstantText,
      /** SHA-256 of the content it is about; null for one given before papers were frozen. */
      contentSha256: z.string().nullable(),
    }),
  ),
  submittedAt: InstantText.nullable(),
  approvedAt: InstantText.nullable(),
  releasedAt: InstantText.nullable(),
  acknowledgedAt: InstantText.nullable(),
  /** Put away because nobody was left to be urged. */
  withdrawnAt: InstantText.nullable(),
});
export type PaperDetail = z.infer<typeof PaperDetail>;

const PaperParagraphShown = z.object({
  kind: z.literal('paragraph'),
  n: z.int(),
  align: z.enum(['left', 'center', 'right', 'justify']),
  indent: z.boolean(),
  left: z.number(),
  ruled: z.boolean(),
  runs: z.array(
    z.object({
      text: z.string(),
      bold: z.boolean(),
      italics: z.boolean(),
      points: z.number(),
    }),
  ),
});

const PaperTableShown = z.object({
  kind: z.literal('table'),
  columns: z.array(z.number()),
  bordered: z.boolean(),
  rows: z.array(
    z.object({
      heading: z.boolean(),
      cells: z.array(
        z.object({
          span: z.number(),
          get blocks() {
            return z.array(PaperBlockShown);
          },
        }),
      ),
    }),
  ),
});

const PaperBlockShown = z.union([PaperParagraphShown, PaperTableShown]);

/** What the paper itself shows, page run by page run: see `domain/paper-pages.ts`. */
export const PaperPagesShown = z.object({
  pages: z.array(z.object({ landscape: z.boolean(), blocks: z.array(PaperBlockShown) })),
}) as unknown as z.ZodType<PaperPages, PaperPages>;

export const EditReport = z.object({
  /** `changedAt` of the paper one has before one's eyes: a colleague's edit in between is not overwritten. */
  changedAt: InstantText,
  sections: z.array(Section).max(50),
  listNotReported: z.boolean(),
  copyWanted: z.boolean(),
});
export type EditReport = z.infer<typeof EditReport>;

/** `seen` of the paper one has before one's eyes; what has changed since is not acted on. */
const Seen = z.string().max(200).optional();
export const OnSeenPaper = z.object({ seen: Seen });
export type OnSeenPaper = z.infer<typeof OnSeenPaper>;

export const NumberPaper = z.object({
  seen: Seen,
  number: z.string().trim().min(1, 'Cần nhập số, ký hiệu').max(100),
  issuedOn: GivenDay,
  /** The clerk means another symbol than the paper's. */
  otherSymbol: z.stringbool().default(false),
});
export type NumberPaper = z.infer<typeof NumberPaper>;

export const SIGNED_PDF_UPLOAD = {
  maxBytes: 20 * 1024 * 1024,
  maxFiles: 1,
  required: false,
  accept: ['.pdf'],
} as const;

const params = z.object({ documentId: Id });

const Leader = z.string().trim().min(1, 'Cần ghi họ tên lãnh đạo').max(200);

export const paperRoutes = {
  list: route('GET /api/papers', {
    roles: 'staff',
    query: PageQuery.extend({ planId: Id.optional(), cycleId: Id.optional() }),
    answer: z.object({ papers: z.array(PaperRow), next: Next }),
  }),
  detail: route('GET /api/papers/:documentId', { roles: 'staff', params, answer: PaperDetail }),
  /** The paper itself, to be read on the page. */
  pages: route('GET /api/papers/:documentId/pages', {
    roles: 'staff',
    params,
    answer: PaperPagesShown,
  }),
  /** Says something beside a paragraph; the officer reads it there when the paper comes back. */
  comment: route('POST /api/papers/:documentId/comments', {
    roles: ['approver'],
    params,
    body: z.object({
      paragraph: z.int().min(0).max(100_000),
      words: z.string().trim().min(1, 'Cần ghi ý kiến').max(2000, 'Ý kiến dài quá 2.000 ký tự'),
    }),
    answer: z.object({ commentId: Id }),
  }),
  takeBackComment: route('DELETE /api/papers/:documentId/comments/:commentId', {
    roles: ['approver'],
    params: params.extend({ commentId: Id }),
    answer: Nothing,
  }),
  docx: route('GET /api/papers/:documentId/docx', { roles: 'staff', params, answer: File }),
  /** The figures of a consolidated report. */
  xlsx: route('GET /api/papers/:documentId/xlsx', { roles: 'staff', params, answer: File }),
  signedPdf: route('GET /api/papers/:documentId/signed', { roles: 'staff', params, answer: File }),
  edit: route('PUT /api/papers/:documentId', {
    roles: ['officer'],
    params,
    body: EditReport,
    answer: PaperDetail,
  }),
  /** The report as it was edited in Word: its next version. */
  fromWord: route('POST /api/papers/:documentId/word', {
    roles: ['officer'],
    params,
    upload: {
      maxBytes: 20 * 1024 * 1024,
      maxFiles: 1,
      required: true,
      accept: ['.docx'],
    },
    answer: z.object({ documentId: Id }),
  }),
  /** What going back to this version would change. */
  revertEffect: route('POST /api/papers/:documentId/revert/effect', {
    roles: ['officer'],
    params,
    answer: RevertEffect,
  }),
  revert: route('POST /api/papers/:documentId/revert', {
    roles: ['officer'],
    params,
    answer: z.object({ documentId: Id }),
  }),
  submit: route('POST /api/papers/:documentId/submit', {
    roles: ['officer'],
    params,
    body: OnSeenPaper,
    answer: ActAnswer,
  }),
  approve: route('POST /api/papers/:documentId/approve', {
    roles: ['approver'],
    params,
    body: OnSeenPaper,
    answer: ActAnswer,
  }),
  sendBack: route('POST /api/papers/:documentId/return', {
    roles: ['approver'],
    params,
    body: z.object({ reason: Reason, seen: Seen }),
    answer: ActAnswer,
  }),
  /** What the leader has done in the document system, where he signs there only. */
  recordAgreed: route('POST /api/papers/:documentId/agreed-outside', {
    roles: ['officer'],
    params,
    body: z.object({ by: Leader, on: GivenDay, seen: Seen }),
    answer: ActAnswer,
  }),
  recordSentBack: route('POST /api/papers/:documentId/returned-outside', {
    roles: ['officer'],
    params,
    body: z.object({ by: Leader, reason: Reason, seen: Seen }),
    answer: ActAnswer,
  }),
  number: route('POST /api/papers/:documentId/number', {
    roles: ['clerk'],
    params,
    body: NumberPaper,
    upload: SIGNED_PDF_UPLOAD,
    answer: ActAnswer,
  }),
  release: route('POST /api/papers/:documentId/release', {
    roles: ['clerk'],
    params,
    /** Through what it went out, in words: "Trục liên thông văn bản". */
    body: z.object({
      channel: z.string().trim().min(1, 'Cần ghi kênh đã gửi').max(200),
      /** In what the signed PDF differs from what was agreed to has been seen. */
      differencesSeen: z.boolean().optional(),
      /** Whether a copy goes by mail as well; left out: as the officer has chosen. */
      copy: z.boolean().optional(),
      seen: Seen,
    }),
    answer: ActAnswer,
  }),
  /** Hands a released report to the office above; `dutyId` where that asks for which of its duties it is. */
  handUp: route('POST /api/papers/:documentId/hand-up', {
    roles: ['clerk', 'officer'],
    params,
    body: z.object({ dutyId: Id.nullable().default(null) }),
    answer: Nothing,
  }),
  /** Sends what waits to go up, or asks after what has arrived, without waiting for its time. */
  askAbove: route('POST /api/papers/:documentId/hand-up/now', {
    roles: ['clerk', 'officer'],
    params,
    answer: Nothing,
  }),
  acknowledge: route('POST /api/papers/:documentId/acknowledge', {
    roles: ['clerk', 'officer'],
    params,
    body: z.object({ on: GivenDay }),
    answer: ActAnswer,
  }),
  /** Puts away a letter all of whose names have reported; one can be drafted anew afterwards. */
  withdraw: route('POST /api/papers/:documentId/withdraw', {
    roles: ['officer', 'clerk'],
    params,
    body: OnSeenPaper,
    answer: ActAnswer,
  }),
} as const;
