import { z } from 'zod';
import { MonthText } from './overview.js';
import { route } from './route.js';
import { DayText, Id, InstantText } from './values.js';

/** Mails of one instant that begin with one rung of one report. */
export const CalendarWave = z.object({
  at: InstantText,
  planId: Id,
  planTitle: z.string(),
  reportName: z.string(),
  rung: z.string(),
  count: z.int(),
  /** Whom the first of them is for; null for one to the office itself. */
  to: z.string().nullable(),
  subject: z.string(),
  /** The first of them in full; null where it is counted only as it leaves. */
  text: z.string().nullable(),
});
export type CalendarWave = z.infer<typeof CalendarWave>;

/** The calendar of waves: every mail of a month that will go if nobody answers. */
export const aheadRoutes = {
  waves: route('GET /api/waves/:month', {
    roles: 'staff',
    params: z.object({ month: MonthText }),
    answer: z.object({
      asOf: InstantText,
      waves: z.array(CalendarWave),
      daysOff: z.array(DayText),
    }),
  }),
} as const;
