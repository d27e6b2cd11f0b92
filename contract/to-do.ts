import { z } from 'zod';
import { TO_DOS, URGENCIES } from '../domain/to-do.js';
import { BoardRow, Counts, ListedCycle } from './cycles.js';
import { PaperRow } from './papers.js';
import { route } from './route.js';
import { DayText, Id, InstantText } from './values.js';

/** One thing that waits for the person who asks. */
export const ToDo = z.object({
  what: z.enum(TO_DOS),
  urgency: z.enum(URGENCIES),
  /** Until when it is wanted; null: no day hangs on it. */
  by: InstantText.nullable(),
  n: z.int(),
  /** False: a colleague follows the plan. */
  mine: z.boolean(),
  /** What it is about; all null where it is about the office. */
  about: z.object({
    planId: Id.nullable(),
    cycleId: Id.nullable(),
    documentId: Id.nullable(),
    title: z.string(),
    dueDay: DayText.nullable(),
  }),
  paper: PaperRow.shape.kind.nullable(),
});
export type ToDo = z.infer<typeof ToDo>;

/** Everything that waits for the person who asks, the most urgent first. */
export const ToDoPage = z.object({ asOf: InstantText, toDos: z.array(ToDo) });
export type ToDoPage = z.infer<typeof ToDoPage>;

/** The leader's one page: what waits for his word, and each open cycle by group with who is missing. */
export const LeaderPage = z.object({
  asOf: InstantText,
  toDos: z.array(ToDo),
  /** Those asked for first; at most 20. */
  cycles: z.array(
    ListedCycle.pick({ id: true, planTitle: true, reportName: true, dueDay: true }).extend({
      counts: Counts,
      groups: z.array(z.object({ name: z.string(), counts: Counts })),
      /** Those late longest first; at most 60, `counts` say how many there are. */
      missing: z.array(
        BoardRow.pick({ obligationId: true, agency: true, daysLate: true, unreachable: true }),
      ),
    }),
  ),
});
export type LeaderPage = z.infer<typeof LeaderPage>;

/** Routes of what waits for people. */
export const toDoRoutes = {
  toDo: route('GET /api/to-do', { roles: 'staff', answer: ToDoPage }),
  leader: route('GET /api/leader', { roles: 'staff', answer: LeaderPage }),
} as const;
