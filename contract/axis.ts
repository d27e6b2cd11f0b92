import { z } from 'zod';
import { EDXML_LIMITS } from '../domain/axis/message.js';
import { MOST_SIGNED_FILES, SIGNED_FILES_A_PART } from '../domain/register/match-signed.js';
import { RegisterRow } from './register.js';
import { File, Nothing, route } from './route.js';
import { SignedCheck } from './signed-check.js';
import { ActAnswer, DayText, GivenDay, Id, InstantText } from './values.js';

const Meaning = z.enum(['acknowledged', 'refused', 'underWay', 'takenBack', 'unknown']);

/** A document as it would go over the axis, and what came back of it. */
export const AxisView = z.object({
  /** Null where it cannot be taken; `why` then says why, as a sentence. */
  out: z
    .object({
      from: z.object({ name: z.string(), organId: z.string() }),
      /** Receivers; an id that nobody has said is null. */
      to: z.array(z.object({ name: z.string(), organId: z.string().nullable() })),
      code: z.string(),
      dueOn: DayText.nullable(),
      /** Whether it reports; else it directs. */
      reports: z.boolean(),
      /** Numbers of the documents that it answers. */
      answers: z.array(z.string()),
      files: z.array(z.string()),
    })
    .nullable(),
  why: z.string().nullable(),
  /** The newest first. */
  statuses: z.array(
    z.object({
      id: Id,
      from: z.string(),
      code: z.string(),
      meaning: Meaning,
      description: z.string().nullable(),
      saidAt: InstantText.nullable(),
      takenAt: InstantText,
      /** A refusal that is its office's last word and that nobody has seen to. */
      stands: z.boolean(),
      seenTo: z.boolean(),
    }),
  ),
});
export type AxisView = z.infer<typeof AxisView>;

/** A report that came as an .edxml file. */
export const AxisReportRow = RegisterRow.extend({
  uploadId: Id,
  fileName: z.string(),
  /** Its first file laid beside what the message says; null where it has none that can be read. */
  check: SignedCheck.nullable(),
  /** Whether its day of arrival is that of the traces in the message. */
  byTrace: z.boolean(),
  /** Names of its files that are kept, and of those that are not. */
  files: z.array(z.string()),
  left: z.array(z.string()),
});
export type AxisReportRow = z.infer<typeof AxisReportRow>;

/** A status that came as an .edxml file. */
export const AxisStatusRow = z.object({
  uploadId: Id,
  fileName: z.string(),
  verdict: z.enum(['sure', 'doubtful', 'received', 'nobody']),
  from: z.string(),
  code: z.string(),
  meaning: Meaning,
  description: z.string(),
  saidAt: InstantText.nullable(),
  /** The number of the document that it names. */
  names: z.string(),
  /** What of ours it is about; null for nothing. */
  about: z
    .object({
      planId: Id,
      documentId: Id.nullable(),
      name: z.string(),
      number: z.string(),
    })
    .nullable(),
});
export type AxisStatusRow = z.infer<typeof AxisStatusRow>;

const params = z.object({ cycleId: Id });
const isOnce = (ids: readonly string[]) => new Set(ids).size === ids.length;

export const axisRoutes = {
  /** Reads .edxml files and keeps what they bring for an hour, until it is taken. */
  keep: route('POST /api/cycles/:cycleId/axis-files', {
    roles: ['officer'],
    params,
    upload: {
      maxBytes: EDXML_LIMITS.mostBytes,
      maxFiles: SIGNED_FILES_A_PART,
      required: true,
      accept: ['.edxml'],
    },
    answer: z.object({
      uploadIds: z.array(Id),
      /** Files that are no message, each with why. */
      unread: z.array(z.object({ fileName: z.string(), problem: z.string() })),
    }),
  }),
  /** What kept messages are taken for, and why. */
  effect: route('POST /api/cycles/:cycleId/axis-files/effect', {
    roles: ['officer'],
    params,
    body: z.object({
      uploadIds: z.array(Id).min(1).max(MOST_SIGNED_FILES).refine(isOnce),
      arrivedOn: GivenDay,
    }),
    answer: z.object({ reports: z.array(AxisReportRow), statuses: z.array(AxisStatusRow) }),
  }),
  /** Takes the chosen reports and statuses, all or none. */
  take: route('POST /api/cycles/:cycleId/axis-files/take', {
    roles: ['officer'],
    params,
    body: z
      .object({
        arrivedOn: GivenDay,
        chosen: z
          .array(z.object({ uploadId: Id, obligationId: Id }))
          .max(MOST_SIGNED_FILES)
          .refine(
            (rows) =>
              isOnce(rows.map(({ uploadId }) => uploadId)) &&
              isOnce(rows.map(({ obligationId }) => obligationId)),
            'Mỗi đơn vị chỉ chọn một văn bản',
          ),
        statuses: z.array(Id).max(MOST_SIGNED_FILES).refine(isOnce),
      })
      .refine(({ chosen, statuses }) => chosen.length + statuses.length > 0, {
        path: ['chosen'],
        error: 'Chưa chọn văn bản nào',
      }),
    answer: ActAnswer.extend({
      confirmed: z.int(),
      arrived: z.int(),
      passed: z.int(),
      recorded: z.int(),
    }),
  }),
  /** How a paper would go over the axis, and what came back of it. */
  ofPaper: route('GET /api/papers/:documentId/axis', {
    roles: 'staff',
    params: z.object({ documentId: Id }),
    answer: AxisView,
  }),
  /** A released paper as an .edxml file; each taking is in the audit. */
  takePaper: route('POST /api/papers/:documentId/edxml', {
    roles: ['officer', 'clerk'],
    params: z.object({ documentId: Id }),
    answer: File,
  }),
  ofPlan: route('GET /api/plans/:planId/axis', {
    roles: 'staff',
    params: z.object({ planId: Id }),
    answer: AxisView,
  }),
  takePlan: route('POST /api/plans/:planId/edxml', {
    roles: ['officer', 'clerk'],
    params: z.object({ planId: Id }),
    answer: File,
  }),
  /** A refusal was seen to: it waits for nobody any more. */
  seeToRefusal: route('POST /api/axis-statuses/:statusId/seen-to', {
    roles: ['officer', 'clerk'],
    params: z.object({ statusId: Id }),
    answer: Nothing,
  }),
} as const;
