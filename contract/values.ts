import { z } from 'zod';
import { AGENCY_KINDS } from '../domain/agency-kinds.js';
import { givenDayOrNull } from '../domain/day.js';
import type { Day, Instant } from '../domain/day.js';
import { STAGES } from '../domain/milestones.js';
import { STAFF_ROLES } from '../domain/staff-role.js';

export const Role = z.enum(STAFF_ROLES);
export type Role = z.infer<typeof Role>;

export const Id = z.uuid('Mã không đúng');
// The brand is put on at the boundary; a transform would make the schema useless for answers.
export const DayText = z.iso.date('Ngày không đúng') as unknown as z.ZodType<Day, string>;
export const InstantText = z.iso.datetime({ offset: true }) as unknown as z.ZodType<
  Instant,
  string
>;

/** A day as a person gives it, of the years 2000 to 2100. */
export const GivenDay = z.iso
  .date('Ngày không đúng')
  .refine((text) => givenDayOrNull(text) !== null, {
    error: 'Năm phải từ 2000 đến 2100',
    abort: true,
  }) as unknown as z.ZodType<Day, string>;

/** How many rows a page of a list may have, and has when nobody says. */
const MOST_ROWS = 200;

/** What of a list is asked for: `after` is the `next` of the page before, `limit` how many rows. */
export const PageQuery = z.object({
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(MOST_ROWS),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Where the next page begins; null on the last one. */
export const Next = Id.nullable();

/** Words searched for, with or without accents. */
export const Words = z.string().trim().max(200).optional();

/** A sentence a person must give; spaces alone are none. */
export const Reason = z
  .string()
  .trim()
  .min(1, 'Cần nêu lý do')
  .max(2000, 'Lý do dài quá 2.000 ký tự');

export const PlanStateName = z.enum([
  'draft',
  'awaitingConsent',
  'consented',
  'started',
  'closed',
  'cancelled',
]);

export const AgencyKindName = z.enum(AGENCY_KINDS);

export const ObligationStateName = z.enum([
  'expected',
  'submitted',
  'accepted',
  'claimed',
  'returned',
  'waived',
]);

export const MessageStateName = z.enum([
  'planned',
  'sending',
  'sent',
  'bounced',
  'refused',
  'suppressed',
  'doubtful',
]);

export const StageName = z.enum(STAGES);

export const Stages = z.array(z.object({ name: StageName, businessAt: InstantText }));
export type Stages = z.infer<typeof Stages>;

/** What every refusal looks like; `fields` name what to correct, by path within what was sent. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** What the sentence names: agencies, days, counts. */
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
      .optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;

/** The answer of an act: `seen` says whether the running workflow has taken notice within 5 s. */
export const ActAnswer = z.object({ seen: z.boolean() });
export type ActAnswer = z.infer<typeof ActAnswer>;
