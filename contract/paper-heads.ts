import { z } from 'zod';
import { PaperStateName } from './papers.js';
import { File, route } from './route.js';
import { ActAnswer, DayText, GivenDay, Id, InstantText } from './values.js';

const Line = z.string().trim().max(300);
const Lines = z.array(Line).max(60);

/** What stands around the text of a paper. */
const Head = z.object({
  governingBody: Line.nullable(),
  issuingBody: Line,
  placeOfIssue: Line,
  docSymbol: Line,
  signingCapacity: Lines,
  signerName: Line.nullable(),
  addressees: Lines,
  distribution: Lines,
});

export const PaperHeadView = z.object({
  /** As the paper has it; of one behind a Tờ trình, the head of the Tờ trình. */
  head: Head,
  /** What nobody has filled in, a sentence each; it is not put forward before. */
  open: z.array(
    z.object({
      field: z.enum(['issuer', 'superior', 'place', 'symbol', 'capacity', 'signer', 'addressees']),
      words: z.string(),
    }),
  ),
  /** Who signs in this office, the usual one first. */
  signers: z.array(z.object({ capacity: z.array(z.string()), name: z.string() })),
  changedAt: InstantText,
  /** Whether head and form may still be changed. */
  isOpen: z.boolean(),
  /** Of a letter to several: it prints none of them. */
  unnamed: z.boolean(),
  /** Of a report: a draft for the committee, behind a Tờ trình. */
  proposal: z.boolean(),
  /** For whom alone this copy is; null: one paper for all. */
  recipient: z.string().nullable(),
  /** The copies beside it, itself among them; one entry where there is one paper for all. */
  copies: z.array(z.object({ documentId: Id, recipient: z.string(), state: PaperStateName })),
  /** How many recipients it could be split over. */
  recipients: z.int(),
  /** Under which number and day the committee issued it. */
  committeeIssue: z.object({ number: z.string(), on: DayText }).nullable(),
});
export type PaperHeadView = z.infer<typeof PaperHeadView>;

export const EditHead = z.object({
  changedAt: InstantText,
  /** What is left out stays; null takes what the plan or the office says again; an empty governing body: none. */
  head: z.object({
    governingBody: Line.nullable().optional(),
    issuingBody: Line.min(1, 'Cần ghi tên cơ quan ban hành').nullable().optional(),
    placeOfIssue: Line.nullable().optional(),
    docSymbol: Line.nullable().optional(),
    signingCapacity: Lines.nullable().optional(),
    signerName: Line.nullable().optional(),
    addressees: Lines.nullable().optional(),
    distribution: Lines.nullable().optional(),
  }),
  unnamed: z.boolean().optional(),
  proposal: z.boolean().optional(),
});
export type EditHead = z.infer<typeof EditHead>;

const params = z.object({ documentId: Id });
const ofCycle = z.object({ cycleId: Id });

/** Routes of what stands around the text of papers, and of the letters that are drafted by hand. */
export const paperHeadRoutes = {
  head: route('GET /api/papers/:documentId/head', {
    roles: 'staff',
    params,
    answer: PaperHeadView,
  }),
  editHead: route('PUT /api/papers/:documentId/head', {
    roles: ['officer'],
    params,
    body: EditHead,
    answer: PaperHeadView,
  }),
  /** One paper for each recipient. */
  split: route('POST /api/papers/:documentId/split', {
    roles: ['officer'],
    params,
    answer: z.object({ documentIds: z.array(Id) }),
  }),
  /** One paper for all again. */
  join: route('POST /api/papers/:documentId/join', {
    roles: ['officer'],
    params,
    answer: z.object({ documentIds: z.array(Id) }),
  }),
  /** The slip (phiếu trình) that goes before the leader with the paper. */
  slip: route('GET /api/papers/:documentId/slip', { roles: 'staff', params, answer: File }),
  issuedAbove: route('POST /api/papers/:documentId/issued', {
    roles: ['clerk', 'officer'],
    params,
    body: z.object({
      number: z.string().trim().min(1, 'Cần nhập số, ký hiệu').max(100),
      on: GivenDay,
    }),
    answer: ActAnswer,
  }),
  draftGuidance: route('POST /api/cycles/:cycleId/guidance', {
    roles: ['officer'],
    params: ofCycle,
    answer: z.object({ documentId: Id }),
  }),
  draftExtensionNotice: route('POST /api/cycles/:cycleId/extension-notices', {
    roles: ['officer'],
    params: ofCycle,
    answer: z.object({ documentId: Id }),
  }),
} as const;
