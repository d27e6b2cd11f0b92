import { z } from 'zod';
import { monthOrNull } from '../domain/month.js';
import type { Month } from '../domain/month.js';
import { File, route } from './route.js';
import { DayText, Id, InstantText } from './values.js';

export const MonthText = z.string().refine((text) => monthOrNull(text) !== null, {
  error: 'Tháng không đúng (dạng 2026-06)',
}) as unknown as z.ZodType<Month, string>;

export const OverviewLine = z.object({
  cycleId: Id,
  planId: Id,
  planTitle: z.string(),
  reportName: z.string(),
  officer: z.string(),
  kind: z.enum(['collect', 'onward']),
  /** Due in the month, left from before, or running without a day. */
  place: z.enum(['due', 'carried', 'undated']),
  duePhrase: z.string(),
  dueDay: DayText.nullable(),
  expected: z.int(),
  received: z.int(),
  late: z.int(),
  overdue: z.int(),
  claimed: z.int(),
  /** Of a report upward: when it was released. */
  releasedAt: InstantText.nullable(),
  /** Papers that have not gone out, and with whom each waits. */
  papers: z.array(
    z.object({
      kind: z.enum(['urgingLetter', 'consolidatedReport', 'extensionNotice', 'guidanceLetter']),
      state: z.string(),
      with: z.enum(['officer', 'approver', 'outside', 'clerk']),
      names: z.array(z.string()),
    }),
  ),
});
export type OverviewLine = z.infer<typeof OverviewLine>;

const params = z.object({ month: MonthText });

/** Sổ theo dõi báo cáo: all plans of a month. */
export const overviewRoutes = {
  month: route('GET /api/overview/:month', {
    roles: 'staff',
    params,
    answer: z.object({ asOf: InstantText, lines: z.array(OverviewLine) }),
  }),
  file: route('GET /api/overview/:month/file', { roles: 'staff', params, answer: File }),
} as const;
