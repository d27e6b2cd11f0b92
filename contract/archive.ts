import { z } from 'zod';
import { KEPT_WORDS, PLACE_WORDS } from '../domain/held-data.js';
import type { HeldPlace, KeptBecause } from '../domain/held-data.js';
import { File, Nothing, route } from './route.js';
import { DayText, GivenDay, Id, InstantText, Next, PageQuery } from './values.js';

/** A plan that is over, and how far its file is. */
export const ArchivePlan = z.object({
  planId: Id,
  title: z.string(),
  citation: z.string().nullable(),
  endedAt: InstantText,
  /** The last day of the year in which it is to be handed to the archive. */
  handOverBy: DayText,
  state: z.enum(['none', 'asked', 'made', 'handed']),
  /** Why it could not be made when that was tried last. */
  problem: z.string().nullable(),
  madeAt: InstantText.nullable(),
  papers: z.int(),
  /** In how many packages it comes. */
  parts: z.int(),
  listSha256: z.string().nullable(),
  takenBy: z.string().nullable(),
  takenOn: DayText.nullable(),
  /** What of its personal data was forgotten. */
  forgotten: z.enum(['traces', 'papers']).nullable(),
  forgottenAt: InstantText.nullable(),
});
export type ArchivePlan = z.infer<typeof ArchivePlan>;

/** The file of a plan with the list of its papers. */
export const WorkFile = z.object({
  plan: ArchivePlan,
  list: z.array(
    z.object({
      n: z.int(),
      number: z.string().nullable(),
      issuedOn: DayText.nullable(),
      author: z.string(),
      subject: z.string(),
      pages: z.int().nullable(),
      sha256: z.string(),
      part: z.int(),
      bytes: z.int(),
      path: z.string(),
    }),
  ),
});
export type WorkFile = z.infer<typeof WorkFile>;

const Kind = z.enum(['show', 'correct', 'erase']);

/** What somebody asked about the data held of him. */
export const PersonRequest = z.object({
  id: Id,
  kind: Kind,
  person: z.string(),
  words: z.array(z.string()),
  receivedOn: DayText,
  dueOn: DayText,
  state: z.enum(['open', 'done', 'refused']),
  answer: z.string().nullable(),
  answeredAt: InstantText.nullable(),
  answeredBy: z.string().nullable(),
});
export type PersonRequest = z.infer<typeof PersonRequest>;

export const HeldDataView = z.object({
  held: z.array(
    z.object({
      place: z.enum(Object.keys(PLACE_WORDS) as [HeldPlace, ...HeldPlace[]]),
      about: z.string(),
      count: z.int(),
      /** Why it stays; null: it can be erased. */
      keptBecause: z.enum(Object.keys(KEPT_WORDS) as [KeptBecause, ...KeptBecause[]]).nullable(),
    }),
  ),
});
export type HeldDataView = z.infer<typeof HeldDataView>;

const ofPlan = z.object({ planId: Id });
const ofRequest = z.object({ requestId: Id });
const filing = ['officer', 'clerk'] as const;
const NameText = z.string().trim().min(1, 'Cần ghi tên').max(300);

/** Routes of what is kept, handed over and forgotten. */
export const archiveRoutes = {
  plans: route('GET /api/archive', {
    roles: 'staff',
    query: PageQuery,
    answer: z.object({ plans: z.array(ArchivePlan), next: Next }),
  }),
  workFile: route('GET /api/plans/:planId/work-file', {
    roles: 'staff',
    params: ofPlan,
    answer: WorkFile,
  }),
  /** Lập hồ sơ công việc: the worker makes it within seconds. */
  askWorkFile: route('POST /api/plans/:planId/work-file', {
    roles: filing,
    params: ofPlan,
    answer: Nothing,
  }),
  /** One package of it as a ZIP. */
  workFilePackage: route('GET /api/plans/:planId/work-file/package', {
    roles: ['officer', 'clerk', 'admin'],
    params: ofPlan,
    query: z.object({ part: z.coerce.number().int().min(1).max(10_000).default(1) }),
    answer: File,
  }),
  /** Giao nộp lưu trữ: who took it over, and when. */
  handWorkFileOver: route('POST /api/plans/:planId/work-file/hand-over', {
    roles: filing,
    params: ofPlan,
    body: z.object({ takenBy: NameText, on: GivenDay }),
    answer: Nothing,
  }),
  personRequests: route('GET /api/person-requests', {
    roles: ['admin'],
    answer: z.object({
      /** How many months after a plan is over its personal data stay; null: nobody has decided. */
      termMonths: z.int().nullable(),
      requests: z.array(PersonRequest),
    }),
  }),
  notePersonRequest: route('POST /api/person-requests', {
    roles: ['admin'],
    body: z.object({
      kind: Kind,
      person: NameText,
      /** Addresses, telephones, names, as they may stand here. */
      words: z.array(z.string().trim().min(2, 'Cần ít nhất hai ký tự').max(254)).min(1).max(20),
      receivedOn: GivenDay,
    }),
    answer: z.object({ requestId: Id }),
  }),
  heldData: route('GET /api/person-requests/:requestId/held', {
    roles: ['admin'],
    params: ofRequest,
    answer: HeldDataView,
  }),
  /** The same as a table that can be handed to the person. */
  heldDataFile: route('GET /api/person-requests/:requestId/held-file', {
    roles: ['admin'],
    params: ofRequest,
    answer: File,
  }),
  answerPersonRequest: route('POST /api/person-requests/:requestId/answer', {
    roles: ['admin'],
    params: ofRequest,
    body: z.object({
      decision: z.enum(['shown', 'erased', 'corrected', 'refused']),
      answer: z.string().trim().min(1, 'Cần ghi nội dung trả lời').max(2000),
      corrected: z
        .object({
          name: z.string().trim().min(1).max(200).optional(),
          email: z.email('Địa chỉ thư không đúng').max(254).optional(),
          phone: z.string().trim().min(1).max(40).optional(),
        })
        .optional(),
    }),
    answer: z.object({ touched: z.int() }),
  }),
} as const;
