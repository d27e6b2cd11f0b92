import { z } from 'zod';
import type { Day } from '../day.js';
import { SECOND_FACTOR_FOR } from '../second-factor.js';
import { MOST_STEPS, ONE_STEP } from '../approval-route.js';
import { OfficePapers } from './office-papers.js';

const Minute = z.number().int().min(0).max(1440);
const Span = z.object({ from: Minute, to: Minute }).readonly();

/** One step of approval; `staffId` null: whoever approves in the office. */
export const ApprovalStep = z
  .object({
    name: z.string().trim().min(1, 'Cần ghi tên bước duyệt').max(100),
    staffId: z.uuid().nullable(),
  })
  .readonly();

/** What an office may set for itself; every key has the value of the law or of custom as default. */
export const OfficeSettings = z
  .object({
    hours: z
      .object({ morning: Span, afternoon: Span })
      .readonly()
      .default({ morning: { from: 450, to: 690 }, afternoon: { from: 810, to: 1020 } }),
    /** A day-bound deadline on a day off is late only after the next working day (BLDS 148). */
    rollForward: z.boolean().default(true),
    /** Ladder mails go at this minute of the day … */
    mailMinute: Minute.default(480),
    /** … and none leaves after this one. */
    lastMailMinute: Minute.default(1020),
    /** Nobody agrees to what he put forward himself; null: an office from before the setting, still to decide. */
    twoPersons: z.boolean().nullable().default(null),
    /** Whether an officer may send out a one-off request that binds nobody without the leader. */
    askWithoutLeader: z.boolean().default(false),
    /** Whether a report counts once it is received, before anybody has looked at it. */
    countSubmitted: z.boolean().default(false),
    /** Whom a paper is put before, one after the other. */
    approvalSteps: z.array(ApprovalStep).min(1).max(MOST_STEPS).readonly().default(ONE_STEP),
    /** What stands on its papers wherever a plan does not say it. */
    papers: OfficePapers.prefault({}),
    /** The leader agrees and signs in the document system only. */
    leaderSignsOutside: z.boolean().default(false),
    /** Ids of the staff who are mailed the register of each month (Sổ theo dõi báo cáo). */
    overviewReaders: z.array(z.uuid()).max(50).readonly().default([]),
    /** Who comes in with a code besides the password. */
    secondFactor: z.enum(SECOND_FACTOR_FOR).default('nobody'),
    ministryAddress: z.email().nullable().default(null),
    /** Cơ quan chủ quản, above the office's own name on its papers; null: it has none, or nobody has said. */
    governingBody: z.string().nullable().default(null),
    /** Địa danh of its papers; null: taken from its name. */
    placeOfIssue: z.string().nullable().default(null),
    /** Who signs, the usual one first; `capacity` has a line for each line of the signature block. */
    signers: z
      .array(z.object({ capacity: z.string(), name: z.string() }).readonly())
      .readonly()
      .default([]),
    /** The công văn from which agencies know sender, domain and code. */
    guidance: z
      .object({ number: z.string(), issuedOn: z.string().transform((text) => text as Day) })
      .nullable()
      .default(null),
    /** Years of the calendar that a person declared complete, each with the paper it was announced by. */
    declaredYears: z
      .array(
        z.object({ year: z.number().int(), source: z.string(), declaredAt: z.string() }).readonly(),
      )
      .readonly()
      .default([]),
    /** How many months after a plan is over its personal data stay; null: nobody has decided, and they stay. */
    dataTermMonths: z.number().int().min(12).max(1200).nullable().default(null),
    /** By what the document axis knows this office; null: nobody has said. */
    organId: z.string().nullable().default(null),
    /** The same of offices that are no agencies of ours: those above. */
    organs: z
      .array(z.object({ name: z.string(), organId: z.string() }).readonly())
      .readonly()
      .default([]),
    filledYears: z.array(z.number().int()).readonly().default([2025, 2026, 2027]),
  })
  .readonly();

export type OfficeSettings = z.infer<typeof OfficeSettings>;

/** The years whose days off are all known: those shipped and those declared complete. */
export function filledYearsOf({
  filledYears,
  declaredYears,
}: Pick<OfficeSettings, 'filledYears' | 'declaredYears'>): readonly number[] {
  return [...filledYears, ...declaredYears.map(({ year }) => year)];
}
