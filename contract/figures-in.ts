import { z } from 'zod';
import { DataValueSet } from './cycles.js';
import { route } from './route.js';
import { Id } from './values.js';

/** What a file or data value set of figures brings, or would bring. */
export const FiguresTaken = z.object({
  /** True: nothing was kept. */
  dryRun: z.boolean(),
  /** The mark of what stands below; sent back, nothing else is taken. */
  seen: z.string(),
  /** Whose reports it makes, each a version entered by the office. */
  reports: z.array(
    z.object({
      agencyId: Id,
      agency: z.string(),
      figures: z.int(),
      /** The version it becomes; above 1 it follows one that was received. */
      version: z.int(),
    }),
  ),
  /** Line by line (of a data value set: by place, from 1) what is not taken; `whole`: nothing of its agency is. */
  conflicts: z.array(
    z.object({
      line: z.int(),
      agency: z.string(),
      code: z.string(),
      problem: z.string(),
      whole: z.boolean(),
    }),
  ),
});
export type FiguresTaken = z.infer<typeof FiguresTaken>;

/** Kept only where `dryRun=false` says so; with conflicts only where `leaveOut=true` agrees to what they leave out. */
const how = z.object({
  dryRun: z.enum(['true', 'false']).default('true'),
  leaveOut: z.enum(['true', 'false']).default('false'),
  /** The mark of what a look showed: what has come out otherwise since is refused. */
  seen: z.string().max(200).optional(),
});
const params = z.object({ cycleId: Id });

/** Routes by which figures come in from other programs. */
export const figuresInRoutes = {
  /** A DHIS2 `dataValueSets`, as it is read out. */
  dataValueSet: route('POST /api/cycles/:cycleId/data-value-set', {
    roles: ['officer'],
    token: 'figuresIn',
    params,
    query: how,
    body: DataValueSet.extend({ dataValues: DataValueSet.shape.dataValues.max(20_000) }),
    answer: FiguresTaken,
  }),
  /** A table with a figure a line, as it is read out, or the same set as a file. */
  file: route('POST /api/cycles/:cycleId/figures-file', {
    roles: ['officer'],
    params,
    query: how,
    upload: {
      maxBytes: 5 * 1024 * 1024,
      maxFiles: 1,
      required: true,
      accept: ['.csv', '.xlsx', '.json'],
    },
    answer: FiguresTaken,
  }),
} as const;
