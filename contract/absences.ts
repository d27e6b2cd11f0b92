import { z } from 'zod';
import { Nothing, route } from './route.js';
import { DayText, GivenDay, Id } from './values.js';

/** Who is away when, and whom one may name to do the work. */
export const AbsencePage = z.object({
  absences: z.array(
    z.object({
      id: Id,
      staffId: Id,
      name: z.string(),
      from: DayText,
      to: DayText,
      /** Who does the work meanwhile; null: nobody stands in, so that it stays with him. */
      takenBy: z.string().nullable(),
      /** Whether he named somebody himself; else it is his deputy. */
      named: z.boolean(),
      /** Whom he named. */
      takerId: Id.nullable(),
    }),
  ),
  colleagues: z.array(z.object({ id: Id, name: z.string() })),
});
export type AbsencePage = z.infer<typeof AbsencePage>;

/** Routes of absences: everybody notes his own, an administrator anybody's. */
export const absenceRoutes = {
  absences: route('GET /api/absences', { roles: 'staff', answer: AbsencePage }),
  noteAbsence: route('POST /api/absences', {
    roles: 'staff',
    body: z
      .object({
        /** Left out: whoever asks. */
        staffId: Id.optional(),
        from: GivenDay,
        to: GivenDay,
        /** Left out: the deputy. */
        takerId: Id.nullable().default(null),
      })
      .refine(({ from, to }) => from <= to, {
        path: ['to'],
        error: 'Ngày cuối phải từ ngày đầu trở đi',
      }),
    answer: z.object({ absenceId: Id }),
  }),
  endAbsence: route('DELETE /api/absences/:absenceId', {
    roles: 'staff',
    params: z.object({ absenceId: Id }),
    answer: Nothing,
  }),
} as const;
