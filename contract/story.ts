import { z } from 'zod';
import { StoryState } from './obligations.js';
import { File, route } from './route.js';
import { DayText, GivenDay, Id, InstantText, ObligationStateName } from './values.js';

const about = { at: InstantText, obligationId: Id.nullable() };

export const StoryEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    ...about,
    name: z.string(),
    subject: z.string().nullable(),
    to: z.string().nullable(),
    /** How it stands, as on the page of its duty. */
    story: StoryState,
    /** Why, in a sentence; null where there is nothing to explain. */
    why: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('act'),
    ...about,
    act: z.string(),
    actor: z.string(),
    reason: z.string().nullable(),
    /** How often it was done in a row; `at` is the last time. */
    times: z.int(),
  }),
  z.object({
    kind: z.literal('call'),
    ...about,
    by: z.string(),
    answered: z.string(),
    promisedDay: DayText.nullable(),
  }),
  z.object({
    kind: z.literal('version'),
    ...about,
    version: z.int(),
    sender: z.string(),
    document: z.string().nullable(),
    /** The whole report is nil; else how many of its figures are. */
    nil: z.boolean(),
    nilCodes: z.int(),
    attachments: z.array(z.object({ id: Id, fileName: z.string() })),
  }),
]);
export type StoryEntry = z.infer<typeof StoryEntry>;

export const StoryDuty = z.object({
  obligationId: Id,
  cycleId: Id,
  planId: Id,
  planTitle: z.string(),
  citation: z.string(),
  reportName: z.string(),
  due: z.string(),
  targetAt: InstantText.nullable(),
  grantedDay: DayText.nullable(),
  state: ObligationStateName,
  timeliness: z.enum(['onTime', 'late', 'overdue']).nullable(),
  nil: z.boolean(),
  version: z.int(),
  receivedAt: InstantText.nullable(),
  closed: z.boolean(),
});
export type StoryDuty = z.infer<typeof StoryDuty>;

/** Everything asked of one agency and answered by it, over all plans. */
export const AgencyStory = z.object({
  agency: z.object({ id: Id, name: z.string(), group: z.string(), validTo: DayText.nullable() }),
  contacts: z.array(
    z.object({
      role: z.enum(['mailbox', 'person', 'head']),
      name: z.string().nullable(),
      email: z.string(),
      phone: z.string().nullable(),
      bounced: z.boolean(),
    }),
  ),
  link: z.object({ generation: z.int(), revoked: z.boolean() }).nullable(),
  duties: z.array(StoryDuty),
  /** The latest of them, the oldest first. */
  entries: z.array(StoryEntry),
  /** Entries before those. */
  earlier: z.int(),
  /** To be copied into a chat; the personal link is never in it. */
  zalo: z.string().nullable(),
});
export type AgencyStory = z.infer<typeof AgencyStory>;

const params = z.object({ agencyId: Id });

/** One agency's story, and what was asked and answered as a paper (hồ sơ đôn đốc). */
export const storyRoutes = {
  story: route('GET /api/agencies/:agencyId/story', {
    roles: 'staff',
    params,
    answer: AgencyStory,
  }),
  dossier: route('GET /api/agencies/:agencyId/dossier', {
    roles: 'staff',
    params,
    /** Without days: this year. */
    query: z.object({ from: GivenDay.optional(), to: GivenDay.optional() }),
    answer: File,
  }),
  dutyDossier: route('GET /api/obligations/:obligationId/dossier', {
    roles: 'staff',
    params: z.object({ obligationId: Id }),
    answer: File,
  }),
} as const;
