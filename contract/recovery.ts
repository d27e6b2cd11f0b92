import { z } from 'zod';
import { Nothing, route } from './route.js';
import { Id, InstantText, Next, PageQuery } from './values.js';
import { watchers } from './watchers.js';

/** What a restore took away, and what is held back since. */
export const RecoveryAnswer = z.object({
  recovery: z
    .object({
      /** The ledger knows nothing of what happened between these. */
      lostFrom: InstantText,
      lostUntil: InstantText,
      decision: z.enum(['agenciesTold', 'nothingLost']).nullable(),
      /** Until when no report is asked for; null before the decision. */
      quietUntil: InstantText.nullable(),
      /** How many agencies may have sent something. */
      agencies: z.int(),
    })
    .nullable(),
  /** One page of what waits for an officer, the oldest first. */
  held: z.array(
    z.object({
      id: Id,
      /** A rung, an event, or a mail to the office's own people. */
      name: z.string(),
      agency: z.string().nullable(),
      obligationId: Id.nullable(),
      cycleId: Id.nullable(),
      reportName: z.string().nullable(),
      planTitle: z.string().nullable(),
      dueAt: InstantText,
      subject: z.string().nullable(),
      /** Whether it may have reached its reader in the time that is lost. */
      mayHaveGone: z.boolean(),
    }),
  ),
  total: z.int(),
  next: Next,
});
export type RecoveryAnswer = z.infer<typeof RecoveryAnswer>;

/** Routes of what follows a restore. */
export const recoveryRoutes = {
  recovery: route('GET /api/recovery', {
    roles: watchers,
    query: PageQuery,
    answer: RecoveryAnswer,
  }),
  /** The agencies are told which hours were lost, or nothing was. */
  decideLostHours: route('POST /api/recovery/lost-hours', {
    roles: ['officer'],
    body: z.object({ decision: z.enum(['agenciesTold', 'nothingLost']) }),
    answer: Nothing,
  }),
  /** What is held goes, or is dropped for good. */
  decideHeld: route('POST /api/recovery/held', {
    roles: ['officer'],
    body: z.object({
      noticeIds: z.array(Id).min(1).max(1000),
      decision: z.enum(['release', 'drop']),
    }),
    answer: Nothing,
  }),
} as const;
