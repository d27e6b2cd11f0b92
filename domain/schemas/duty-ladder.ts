import { z } from 'zod';

const days = (least: number, most: number) => z.int().min(least).max(most).nullable();

/** The rungs that a person chose for one duty, in working days; null: not sent. */
export const DutyLadderShape = z.object({
  prepare: days(1, 60),
  remind: days(1, 60),
  lastDay: z.boolean(),
  overdue: days(0, 20),
  toHead: days(1, 20),
});
