import { z } from 'zod';
import { Nothing, route } from './route.js';
import { DayText, GivenDay, Id, InstantText } from './values.js';

export const CalendarRow = z.object({
  day: DayText,
  kind: z.enum(['holiday', 'compensatory', 'swap_off', 'swap_work']),
  confirmed: z.boolean(),
  name: z.string(),
  source: z.string().nullable(),
});

export type CalendarRow = z.infer<typeof CalendarRow>;

export const CalendarInput = z.object({
  kind: z.enum(['holiday', 'compensatory', 'swap_off', 'swap_work']),
  confirmed: z.boolean(),
  name: z.string().trim().min(1, 'Cần ghi tên ngày').max(200),
  source: z.string().trim().max(300).nullable(),
});

export type CalendarInput = z.infer<typeof CalendarInput>;

const Shift = z.object({ before: InstantText, after: InstantText });

/** A cycle in which a change of the calendar moves due clocks, and whom that touches. */
export const CalendarEffect = z.object({
  cycleId: Id,
  cycleKey: z.string(),
  /** The day by which the cycle is due; it stays while its moments move. */
  dueDay: DayText.nullable(),
  planTitle: z.string(),
  targetAt: Shift,
  overdueAt: Shift,
  /** Agencies that still owe and go by the cycle's own clock; 0 when that one stays. */
  agencies: z.int(),
  /** Due days given to single agencies that move by themselves. */
  granted: z.array(
    z.object({ day: DayText, agencies: z.int(), targetAt: Shift, overdueAt: Shift }),
  ),
});

export type CalendarEffect = z.infer<typeof CalendarEffect>;

/** How far the days of one year are known. */
const CalendarYear = z.object({
  year: z.int(),
  complete: z.boolean(),
  /** How many of its days are entered and not confirmed. */
  unconfirmed: z.int(),
  /** The paper by which a person declared it; null for a year that was shipped or is open. */
  source: z.string().nullable(),
  declaredAt: InstantText.nullable(),
});

/** Routes of the working calendar. */
export const calendarRoutes = {
  calendar: route('GET /api/calendar', {
    roles: 'staff',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    answer: z.object({
      days: z.array(CalendarRow),
      /** How far the year asked for is known; null when none is asked for. */
      year: CalendarYear.nullable(),
    }),
  }),
  /** All days off of a year are entered, by the paper that announced them. */
  declareYear: route('PUT /api/calendar/years/:year', {
    roles: ['admin'],
    params: z.object({
      year: z
        .string()
        .regex(/^20\d\d$/)
        .transform(Number),
    }),
    body: z.object({
      source: z.string().trim().min(1, 'Cần ghi văn bản công bố lịch nghỉ').max(300),
    }),
    answer: Nothing,
  }),
  /** What a change of one day would move; `kind` null: the day becomes an ordinary one. */
  calendarEffect: route('POST /api/calendar/:day/effect', {
    roles: ['admin'],
    params: z.object({ day: GivenDay }),
    body: CalendarInput.extend({ kind: CalendarInput.shape.kind.nullable() }),
    /** `seen` goes back with the change, so that nothing else is applied than was shown. */
    answer: z.object({ effects: z.array(CalendarEffect), seen: z.string() }),
  }),
  setCalendarDay: route('PUT /api/calendar/:day', {
    roles: ['admin'],
    params: z.object({ day: GivenDay }),
    query: z.object({ seen: z.string().optional() }),
    body: CalendarInput,
    answer: Nothing,
  }),
  removeCalendarDay: route('DELETE /api/calendar/:day', {
    roles: ['admin'],
    params: z.object({ day: GivenDay }),
    query: z.object({ seen: z.string().optional() }),
    answer: Nothing,
  }),
} as const;
