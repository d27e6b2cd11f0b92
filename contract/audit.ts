import { z } from 'zod';
import { route } from './route.js';
import { DayText, InstantText } from './values.js';
import { watchers } from './watchers.js';

export const AuditRow = z.object({
  ordinal: z.int(),
  at: InstantText,
  actor: z.string(),
  act: z.string(),
  subject: z.string(),
  /** What the subject is called today, and its cycle; null for what has no name or is gone. */
  about: z
    .object({
      name: z.string(),
      cycleKey: z.string().nullable(),
      /** The day by which that cycle is due now; null where it has none, or there is no cycle. */
      dueDay: DayText.nullable(),
    })
    .nullable(),
  details: z.record(z.string(), z.unknown()),
  sealed: z.boolean(),
});

export type AuditRow = z.infer<typeof AuditRow>;

/** Routes of the audit. */
export const auditRoutes = {
  audit: route('GET /api/audit', {
    roles: watchers,
    /** Newest first; `before` pages on, `subject` narrows: "obligation:<id>", or words of a name. */
    query: z.object({
      before: z.coerce.number().int().positive().optional(),
      subject: z.string().max(100).optional(),
    }),
    answer: z.object({ rows: z.array(AuditRow), next: z.int().nullable() }),
  }),
} as const;
