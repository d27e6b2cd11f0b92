import { z } from 'zod';
import type { Day } from '../day.js';

const day = z.iso.date() as unknown as z.ZodType<Day>;
const localInstant = z.iso.datetime({ offset: true });
/** An hour of the day as `14:00`. */
const clock = z.string().regex(/^\d{2}:\d{2}$/);

/** A span of the extracted text: UTF-16 offsets, `text` is exactly that slice. */
export const evidence = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
});

/** How a due phrase bounds the day it names. */
export const boundary = z.enum([
  'before_day',
  'before_time',
  'by_end_of_day',
  'within_period',
  'relative',
  'recurring',
  'by_reference',
  'anchor',
  'none',
]);

/** One printed rule of a recurring duty; keys only where printed. */
export const recurrence = z.object({
  every: z.enum(['month', 'quarter', 'half-year', 'year', 'week', 'day']),
  month: z.int().min(1).max(12).optional(),
  day: z.int().min(1).max(31).optional(),
  monthOfPeriod: z.union([z.int().min(1).max(12), z.literal('last')]).optional(),
  weekday: z.int().min(1).max(7).optional(),
  yearOffset: z.int().optional(),
  /** The months a rule holds for, where it does not for all. */
  months: z.array(z.int().min(1).max(12)).optional(),
  /** The months a rule does not hold for. */
  exceptMonths: z.array(z.int().min(1).max(12)).optional(),
  /** The hour of this rule, where the rules of one phrase do not share one. */
  time: clock.optional(),
  boundary: z.enum(['before_day', 'by_end_of_day']).optional(),
});

export const due = z.object({
  phrase: z.string(),
  boundary,
  date: day.nullable(),
  time: clock.nullable(),
  recurrence: z.array(recurrence).nullable(),
  remindTargetAt: localInstant.nullable(),
  overdueAt: localInstant.nullable(),
});

export const channel = z.object({
  kind: z.enum(['document-system', 'post', 'e-mail', 'fax', 'form', 'other']),
  text: z.string(),
  evidence,
});

export const obligation = z.object({
  what: z.enum(['report', 'plan', 'list', 'consolidated-report']),
  owedBy: z.array(z.string()),
  /** Whom the same sentence takes out of them; drafts of before had no such list. */
  except: z.array(z.string()).default([]),
  recipients: z.array(z.string()),
  via: z.string().nullable(),
  channels: z.array(channel),
  contactPoint: z.object({ unit: z.string(), evidence }).nullable(),
  consolidator: z.string().nullable(),
  binding: z.boolean(),
  due,
  /** The last day that its figures count, where one is printed; of a duty that comes again often the day alone. */
  cutOff: z
    .object({
      day: z.int().min(1).max(31),
      month: z.int().min(1).max(12).nullable(),
      year: z.int().nullable(),
      evidence,
    })
    .optional(),
  evidence,
  alsoAt: z.array(evidence),
});

export const agency = z.object({
  name: z.string(),
  group: z.boolean(),
  binding: z.boolean(),
  role: z.enum(['lead', 'support', 'joint']).nullable(),
  evidence,
  alsoAt: z.array(evidence),
});

export const legalBasis = z.object({
  citation: z.string(),
  date: day.nullable(),
  evidence,
});

export const planDocument = z.object({
  type: z.string().nullable(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  place: z.string().nullable(),
  issuedOn: day.nullable(),
  subject: z.string().nullable(),
  signer: z
    .object({
      capacity: z.string().nullable(),
      position: z.string().nullable(),
      name: z.string().nullable(),
    })
    .nullable(),
  legalBases: z.array(legalBasis),
  distribution: z.array(z.string()),
  evidence: z.record(z.string(), evidence),
});

export const planEvent = z.object({ name: z.string(), from: day, to: day, evidence });

export const target = z.object({
  subject: z.string(),
  year: z.int().nullable(),
  comparator: z.enum(['at_least', 'at_most', 'equal']),
  count: z.number().nullable(),
  percent: z.number().nullable(),
  of: z.number().nullable(),
  evidence,
});

/** What a person must decide before the plan is issued. */
export const questionCode = z.enum([
  'recurrence_day_missing',
  'target_inside_period',
  'window_missing',
  'recipients_conflict',
  'recipient_unknown',
  'asked_body_owes',
  'issuer_of_report',
  'number_blank',
  'progress_reports',
  'due_already_past',
  'weekday_disagrees',
  'clause_not_understood',
  'end_missing',
  'owner_missing',
  'due_in_holidays',
]);

/** Why a passage stands among what was not read. */
export const unreadWhy = z.enum([
  'time_without_duty',
  'part_not_understood',
  'table_not_read',
  'not_readable',
]);

/** A passage that may be a duty and became none, or a part of a duty's sentence that was not understood. */
export const unread = evidence.extend({ why: unreadWhy });

/** What a person should look at. */
export const warningCode = z.enum([
  'due_on_day_off',
  'long_gap_before_due',
  'due_before_issue',
  'unconfirmed_calendar',
  'two_documents',
  'ocr_suspect',
]);

export const question = z.object({
  code: questionCode,
  about: z.string(),
  message: z.string(),
  proposal: z.string().nullable(),
  options: z.array(z.string()),
});

export const warning = z.object({ code: warningCode, about: z.string(), message: z.string() });

/** What the reader gives back for one document; a person confirms it before a plan is issued. */
export const planDraft = z.object({
  source: z.object({
    file: z.string(),
    sha256: z.string(),
    characters: z.int().nonnegative(),
    extractor: z.string(),
  }),
  document: planDocument,
  window: z.object({ from: day, to: day, evidence }).nullable(),
  period: z.object({ fromYear: z.int(), toYear: z.int(), evidence }).nullable(),
  agencies: z.array(agency),
  obligations: z.array(obligation),
  events: z.array(planEvent),
  targets: z.array(target),
  questions: z.array(question),
  /** Drafts of before were made without looking for it. */
  unread: z.array(unread).default([]),
  warnings: z.array(warning),
});

export type PlanDraft = z.infer<typeof planDraft>;
export type Evidence = z.infer<typeof evidence>;
export type Boundary = z.infer<typeof boundary>;
export type Recurrence = z.infer<typeof recurrence>;
export type DraftDue = z.infer<typeof due>;
export type DraftChannel = z.infer<typeof channel>;
export type DraftObligation = z.infer<typeof obligation>;
export type DraftAgency = z.infer<typeof agency>;
export type LegalBasis = z.infer<typeof legalBasis>;
export type DraftDocument = z.infer<typeof planDocument>;
export type DraftEvent = z.infer<typeof planEvent>;
export type DraftTarget = z.infer<typeof target>;
export type Unread = z.infer<typeof unread>;
export type DraftQuestion = z.infer<typeof question>;
export type DraftWarning = z.infer<typeof warning>;
