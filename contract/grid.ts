import { z } from 'zod';
import { BoardRow, Counts, ListedCycle } from './cycles.js';
import { route } from './route.js';
import { Id, InstantText, Next, PageQuery, Words } from './values.js';

/** One agency in one cycle. */
export const GridCell = BoardRow.pick({
  obligationId: true,
  state: true,
  binding: true,
  timeliness: true,
  daysLate: true,
  missingHalf: true,
}).extend({ cycleId: Id });
export type GridCell = z.infer<typeof GridCell>;

/** Agencies by cycles of a plan. */
export const PlanGrid = z.object({
  asOf: InstantText,
  planTitle: z.string(),
  /** The newest opened cycles that collect reports, in the order of their days; at most 24. */
  cycles: z.array(
    ListedCycle.pick({ id: true, reportName: true, dueDay: true }).extend({
      open: z.boolean(),
      counts: Counts,
    }),
  ),
  /** Groups (khối, cụm) to choose from. */
  groups: z.array(z.string()),
  /** One page of the agencies; a cell for each cycle in which it owes. */
  rows: z.array(
    z.object({
      agencyId: Id,
      agency: z.string(),
      group: z.string().nullable(),
      unreachable: z.boolean(),
      cells: z.array(GridCell),
    }),
  ),
  next: Next,
});
export type PlanGrid = z.infer<typeof PlanGrid>;

/** Routes of the grid of a plan. */
export const gridRoutes = {
  grid: route('GET /api/plans/:planId/grid', {
    roles: 'staff',
    params: z.object({ planId: Id }),
    query: PageQuery.extend({
      sort: z.enum(['name', 'group']).default('name'),
      group: z.string().max(300).optional(),
      q: Words,
    }),
    answer: PlanGrid,
  }),
} as const;
