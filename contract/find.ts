import { z } from 'zod';
import { PaperRow } from './papers.js';
import { route } from './route.js';
import { DayText, Id, Next } from './values.js';

const FoundKind = z.enum(['plan', 'cycle', 'agency', 'paper']);
export type FoundKind = z.infer<typeof FoundKind>;

/** One thing of the office that has a page of its own, found by words of its name. */
export const FoundThing = z.object({
  id: Id,
  /** A plan's title, an agency's name, what the report of a cycle or paper is called. */
  name: z.string(),
  /** What tells it from others of its name: a plan's code and number, the plan of a cycle, the number of a paper. */
  beside: z.string().nullable(),
  dueDay: DayText.nullable(),
  /** What kind of paper it is; null for all else. */
  paper: PaperRow.shape.kind.nullable(),
});
export type FoundThing = z.infer<typeof FoundThing>;

/** What was found of one kind, the likeliest first; `next` leads to the page behind. */
export const FoundGroup = z.object({ kind: FoundKind, rows: z.array(FoundThing), next: Next });
export type FoundGroup = z.infer<typeof FoundGroup>;

/** Routes of what is found by its name. */
export const findRoutes = {
  /** A few of every kind; with `kind` a page of that one alone, behind the row `after`. */
  find: route('GET /api/find', {
    roles: 'staff',
    query: z.object({
      words: z.string().trim().max(200).default(''),
      kind: FoundKind.optional(),
      after: Id.optional(),
    }),
    answer: z.object({ groups: z.array(FoundGroup) }),
  }),
} as const;
