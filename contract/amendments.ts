import { z } from 'zod';
import { PLAN_UPLOAD } from './plan-upload.js';
import { route } from './route.js';
import { Id, InstantText, Reason } from './values.js';

const params = z.object({ planId: Id });

/** What an amendment in the making would do to the plan that runs, in words. */
export const AmendmentEffect = z.object({
  /** Why it cannot be put into force as it stands; null when it can. */
  problem: z.string().nullable(),
  lines: z.array(
    z.object({
      kind: z.enum([
        'newDuty',
        'moved',
        'dropped',
        'added',
        'released',
        'wantedAgain',
        'restated',
        'form',
        'rebound',
        'kept',
        'opens',
        'over',
      ]),
      text: z.string(),
      agencies: z.array(z.string()),
    }),
  ),
  /** Agencies told at once, each in one mail. */
  toldAtOnce: z.int(),
  /** These mails in full, those that say the same together. */
  mails: z.array(
    z.object({ agencies: z.int(), to: z.string(), subject: z.string(), text: z.string() }),
  ),
  /** How many kinds of them are not shown. */
  moreMails: z.int(),
  /** Reminders of what is concerned, by the ladder, if nobody answered. */
  later: z.array(z.object({ rung: z.string(), at: InstantText, duties: z.int() })),
});
export type AmendmentEffect = z.infer<typeof AmendmentEffect>;

export const amendmentRoutes = {
  /** Another paper that amends a plan which runs. */
  upload: route('POST /api/plans/:planId/amendments', {
    roles: ['officer'],
    params,
    upload: PLAN_UPLOAD,
    answer: z.object({ planId: Id }),
  }),
  /** The office changes what it tracks; the plan stays as printed. */
  adjust: route('POST /api/plans/:planId/adjustments', {
    roles: ['officer'],
    params,
    body: z.object({ reason: Reason }),
    answer: z.object({ planId: Id }),
  }),
  /** A document uploaded as a plan of its own is an amendment of one that runs. */
  take: route('POST /api/plans/:planId/amends', {
    roles: ['officer'],
    params,
    body: z.object({ amends: Id }),
    answer: z.object({ planId: Id }),
  }),
  effect: route('GET /api/plans/:planId/amendment', {
    roles: ['officer', 'approver', 'admin'],
    params,
    /** `standing`: as it is being reviewed; else as it was last put before the leader. */
    query: z.object({ of: z.enum(['standing', 'confirmed']).optional() }),
    answer: AmendmentEffect,
  }),
} as const;
