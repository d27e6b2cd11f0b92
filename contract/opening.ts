import { z } from 'zod';
import { OPENING_STEPS } from '../domain/opening.js';
import type { OpeningGap } from '../domain/opening.js';
import { Nothing, route } from './route.js';
import { Id, InstantText } from './values.js';

const Gap = z.enum([
  'governingBody',
  'placeOfIssue',
  'signers',
  'shortName',
  'noTestMail',
  'testMailWaits',
  'testMailFailed',
  'noAgencies',
  'unreachable',
  'noOfficer',
  'noApprover',
  'noClerk',
  'noAdmin',
  'onePerson',
  'yearOpen',
  'noGuidance',
] as const satisfies readonly OpeningGap[]);

/** How far an office is prepared, with all that was tried meanwhile. */
const OpeningView = z.object({
  /** Null while it is being prepared. */
  openedAt: InstantText.nullable(),
  steps: z.array(
    z.object({
      step: z.enum(OPENING_STEPS),
      done: z.boolean(),
      gaps: z.array(z.object({ gap: Gap, stops: z.boolean(), count: z.int().nullable() })),
    }),
  ),
  /** The sender that agencies see, and what became of the latest test mail. */
  sender: z.object({ name: z.string(), address: z.string() }),
  testMail: z.object({
    state: z.enum(['none', 'waiting', 'arrived', 'failed']),
    to: z.string().nullable(),
    at: InstantText.nullable(),
    /** The mail server's own words. */
    answer: z.string().nullable(),
  }),
  /** Plans that were started meanwhile; of each it is asked what becomes of it. */
  trials: z.array(z.object({ planId: Id, title: z.string(), startedAt: InstantText })),
});
export type OpeningView = z.infer<typeof OpeningView>;

/** Routes of an office on its way from the set-up to its first mail. */
export const openingRoutes = {
  opening: route('GET /api/opening', { roles: ['admin'], answer: OpeningView }),
  /** A mail to the administrator who asks, by the way all mails go. */
  testMail: route('POST /api/opening/test-mail', { roles: ['admin'], answer: Nothing }),
  openOffice: route('POST /api/opening', {
    roles: ['admin'],
    body: z.object({ choices: z.record(Id, z.enum(['anew', 'drop'])) }),
    answer: z.object({
      started: z.int(),
      unstarted: z.array(z.object({ title: z.string(), why: z.string() })),
    }),
  }),
} as const;
