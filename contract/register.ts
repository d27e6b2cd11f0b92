import { z } from 'zod';
import { MOST_SIGNED_FILES, SIGNED_FILES_A_PART } from '../domain/register/match-signed.js';
import { route } from './route.js';
import { SignedCheck } from './signed-check.js';
import { ActAnswer, DayText, GivenDay, Id } from './values.js';

/** The register of incoming documents as a document system gives it out. */
const REGISTER_UPLOAD = {
  maxBytes: 5 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.xlsx', '.csv'],
} as const;

export const RegisterRow = z.object({
  line: z.int(),
  arrivalNumber: z.string(),
  arrivedOn: DayText,
  number: z.string(),
  issuedOn: DayText.nullable(),
  sender: z.string(),
  subject: z.string(),
  verdict: z.enum(['sure', 'likely', 'doubtful', 'unclaimed', 'received', 'nobody']),
  why: z.array(
    z.enum([
      'sameSender',
      'nearSender',
      'formerSender',
      'severalSenders',
      'unknownSender',
      'sameNumber',
      'partOfNumber',
      'otherNumber',
      'noNumber',
      'otherDate',
      'namesPlan',
      'otherSubject',
      'beforeOpening',
      'anotherRow',
      'unsignedFile',
      'changedFile',
      'sameOrgan',
      'organOtherName',
      'answersById',
      'answersPlan',
      'answersByNumber',
      'answersUnclear',
      'answersOther',
      'saysReport',
      'notReport',
      'takesBack',
      'alreadyHere',
      'takenBefore',
      'noFile',
    ]),
  ),
  /** Whose document it is taken for; null for nobody's. */
  duty: z.object({ obligationId: Id, agency: z.string() }).nullable(),
});
export type RegisterRow = z.infer<typeof RegisterRow>;

/** What a register says of a cycle, before anything is confirmed. */
export const RegisterEffect = z.object({
  rows: z.array(RegisterRow),
  /** Rows of nobody beyond those listed. */
  more: z.int(),
  /** Lines that cannot be taken. */
  wrong: z.array(z.object({ line: z.int(), problem: z.string() })),
});
export type RegisterEffect = z.infer<typeof RegisterEffect>;

const ChosenRows = z
  .array(z.object({ line: z.int(), obligationId: Id }))
  .min(1, 'Chưa chọn văn bản nào')
  .max(5000)
  .refine(
    (rows) =>
      new Set(rows.map(({ obligationId }) => obligationId)).size === rows.length &&
      new Set(rows.map(({ line }) => line)).size === rows.length,
    'Mỗi đơn vị chỉ chọn một văn bản',
  );

/** The chosen rows as the JSON text of a form's field. */
const ChosenText = z
  .string()
  .max(1_000_000)
  .transform((text, context): z.infer<typeof ChosenRows> => {
    try {
      const parsed = ChosenRows.safeParse(JSON.parse(text));
      if (parsed.success) return parsed.data;
      context.addIssue(parsed.error.issues[0]?.message ?? 'Lựa chọn không đúng dạng');
    } catch {
      context.addIssue('Lựa chọn không đúng dạng');
    }
    return z.NEVER;
  });

const params = z.object({ cycleId: Id });

/** The page sends more than these one part after the other. */
const SIGNED_UPLOAD = {
  maxBytes: 20 * 1024 * 1024,
  maxFiles: SIGNED_FILES_A_PART,
  required: true,
  accept: ['.pdf'],
} as const;

/** A signed document brought by hand, laid beside what is awaited. */
export const SignedFileRow = RegisterRow.extend({
  uploadId: Id,
  fileName: z.string(),
  check: SignedCheck,
});
export type SignedFileRow = z.infer<typeof SignedFileRow>;

const isOnce = (ids: readonly string[]) => new Set(ids).size === ids.length;

export const registerRoutes = {
  /** What the rows of a register are taken for, and why. */
  effect: route('POST /api/cycles/:cycleId/register/effect', {
    roles: ['officer'],
    params,
    upload: REGISTER_UPLOAD,
    answer: RegisterEffect,
  }),
  /** Confirms the chosen rows, all or none; what came in the meantime is passed over. */
  take: route('POST /api/cycles/:cycleId/register', {
    roles: ['officer'],
    params,
    body: z.object({ chosen: ChosenText }),
    upload: REGISTER_UPLOAD,
    answer: ActAnswer.extend({ confirmed: z.int(), arrived: z.int(), passed: z.int() }),
  }),
  /** Signed documents kept for an hour, until they are taken. */
  keepSigned: route('POST /api/cycles/:cycleId/signed-files', {
    roles: ['officer'],
    params,
    upload: SIGNED_UPLOAD,
    answer: z.object({ uploadIds: z.array(Id) }),
  }),
  /** What kept documents are taken for, and why. */
  signedEffect: route('POST /api/cycles/:cycleId/signed-files/effect', {
    roles: ['officer'],
    params,
    body: z.object({
      uploadIds: z.array(Id).min(1).max(MOST_SIGNED_FILES).refine(isOnce),
      arrivedOn: GivenDay,
    }),
    answer: z.object({ rows: z.array(SignedFileRow) }),
  }),
  /** Confirms the chosen documents as arrived on a day, all or none, and keeps each with its report. */
  takeSigned: route('POST /api/cycles/:cycleId/signed-files/take', {
    roles: ['officer'],
    params,
    body: z.object({
      arrivedOn: GivenDay,
      chosen: z
        .array(z.object({ uploadId: Id, obligationId: Id }))
        .min(1, 'Chưa chọn văn bản nào')
        .max(MOST_SIGNED_FILES)
        .refine(
          (rows) =>
            isOnce(rows.map(({ uploadId }) => uploadId)) &&
            isOnce(rows.map(({ obligationId }) => obligationId)),
          'Mỗi đơn vị chỉ chọn một văn bản',
        ),
    }),
    answer: ActAnswer.extend({ confirmed: z.int(), arrived: z.int(), passed: z.int() }),
  }),
} as const;
