import { z } from 'zod';
import { TAKEN } from '../domain/model/compared-duties.js';
import { DutyChange, ReviewEdit, ReviewEdits, When } from '../domain/schemas/review-edits.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import { due, obligation, planDraft, question } from '../domain/schemas/plan-draft.js';
import { RememberedWords } from './memory.js';
import { Nothing, route } from './route.js';
import { Id, InstantText, PlanStateName } from './values.js';

const Otherwise = z.object({
  field: z.enum(TAKEN),
  here: z.array(z.string()).readonly(),
  then: z.array(z.string()).readonly(),
});

/** The plan under review beside last year's of the same issuer and matter; its days stay out of it. */
const BesideLastYear = z.object({
  planId: Id,
  citation: z.string(),
  duties: z
    .array(
      z.object({
        about: z.string(),
        reportName: z.string(),
        differs: z.array(Otherwise).readonly(),
        /** What takes over last year's where it differs. */
        change: DutyChange,
      }),
    )
    .readonly(),
  /** Duties that only last year's plan has; on what they rest this year a person must say. */
  onlyThen: z
    .array(
      z.object({
        what: obligation.shape.what,
        reportName: z.string(),
        owedBy: z.array(z.string()).readonly(),
        recipients: z.array(z.string()),
        via: z.string().nullable(),
        channel: z.string(),
      }),
    )
    .readonly(),
  onlyNow: z.array(z.string()).readonly(),
  /** Ids. */
  agencies: z.object({
    onlyThen: z.array(z.string()).readonly(),
    onlyNow: z.array(z.string()).readonly(),
  }),
});
export type BesideLastYear = z.infer<typeof BesideLastYear>;

/** A plan under review as it stands: what was read, what people did, and what both make. */
export const ReviewStanding = z.object({
  /** Goes up with each thing done; 0 before the first. */
  revision: z.int(),
  /** Who did something last; null as long as nobody has. */
  changedBy: z.string().nullable(),
  changedAt: InstantText.nullable(),
  edits: ReviewEdits,
  /** What was read with what was changed and added: edits name duties by their places in it. */
  draft: planDraft,
  questions: z.array(question),
  /** What would go to the leader. It may still lack something, so that its shape is not checked. */
  confirmed: z.custom<ConfirmedPlan>((value) => typeof value === 'object' && value !== null),
  /** Of an amendment, by the place of a duty of its document: which duty it takes the place of; null: it is new. */
  earlier: z.record(z.string(), z.string().nullable()),
  /** Other plans of the office of the same bytes, or of the same number, date and issuer as they stand now. */
  sameAs: z.array(z.object({ planId: Id, title: z.string(), state: PlanStateName })),
  /** What keeps it from going there, by field; empty when nothing does. */
  problems: z.array(z.object({ at: z.string(), message: z.string() })),
  /** By duty: when the rungs of its next period would go if tracking began now. */
  timelines: z.array(
    z.object({
      about: z.string(),
      /** Whether that period runs already, so that its agencies know of it. */
      isTracked: z.boolean(),
      steps: z.array(z.object({ rung: z.string(), at: InstantText })).readonly(),
      /** What of its ladder does not go, and why, in words. */
      leftOut: z.array(z.object({ rung: z.string(), why: z.string() })).readonly(),
    }),
  ),
  /** Null where the office has none. */
  lastYear: BesideLastYear.nullable(),
  /** What the office remembers of words, as far as this document does not set it aside. */
  memory: z.array(RememberedWords),
  /** Bodies that duties name and that are no more, with those of today that came after them: proposed, never bound unasked. */
  gone: z.array(z.object({ words: z.string(), proposed: z.array(Id).readonly() })),
  /** Where that filled something in, by duty, with the words as this document prints them. */
  filledIn: z.array(
    z.object({ about: z.string(), words: z.string(), remembered: RememberedWords }),
  ),
});
export type ReviewStanding = z.infer<typeof ReviewStanding>;

/** One or several things done at once; `revision` is what the page shows. */
export const EditReview = z.object({
  revision: z.int().nonnegative(),
  edits: z.array(ReviewEdit).min(1).max(100),
});
export type EditReview = z.infer<typeof EditReview>;

/** What one passage says of a duty; what it does not say is empty. */
export const PassageReading = z.object({
  what: obligation.shape.what,
  owedBy: z.array(z.string()),
  except: z.array(z.string()),
  recipients: z.array(z.string()),
  via: z.string().nullable(),
  channel: z.string(),
  binding: z.boolean(),
  due,
});
export type PassageReading = z.infer<typeof PassageReading>;

const params = z.object({ planId: Id });

export const reviewRoutes = {
  edit: route('POST /api/plans/:planId/review', {
    roles: ['officer'],
    params,
    body: EditReview,
    answer: ReviewStanding,
  }),
  /** Keeps a document whose days are gone for next year's plan; nothing of it is tracked. */
  keepAsModel: route('POST /api/plans/:planId/model', {
    roles: ['officer'],
    params,
    answer: Nothing,
  }),
  /** A passage of the plan's text, by UTF-16 offsets. */
  readPassage: route('POST /api/plans/:planId/passage', {
    roles: ['officer'],
    params,
    body: z
      .object({ start: z.int().nonnegative(), end: z.int().nonnegative() })
      .refine(({ start, end }) => start < end, { path: ['end'], error: 'Chưa chọn câu nào' }),
    answer: PassageReading,
  }),
  /** When something said is: a phrase is read, everything else computed; nothing is kept. */
  readWhen: route('POST /api/plans/:planId/when', {
    roles: ['officer'],
    params,
    body: z
      .object({ phrase: z.string().min(1).max(500).optional(), when: When.optional() })
      .refine(({ phrase, when }) => (phrase === undefined) !== (when === undefined), {
        path: ['phrase'],
        error: 'Chưa ghi thời hạn',
      }),
    answer: z.object({ when: When, due }),
  }),
} as const;
