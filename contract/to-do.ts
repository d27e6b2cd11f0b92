import { z } from 'zod';
import { TO_DOS, URGENCIES } from '../domain/to-do.js';
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

/** Routes of what waits for people. */
export const toDoRoutes = {
  toDo: route('GET /api/to-do', { roles: 'staff', answer: ToDoPage }),
} as const;
