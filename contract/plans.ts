import { z } from 'zod';
import { BasisOfPaper } from '../domain/schemas/basis.js';
import { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import { planDraft, question, unread } from '../domain/schemas/plan-draft.js';
import { Counts, ListedCycle } from './cycles.js';
import { PLAN_UPLOAD } from './plan-upload.js';
import { ReviewStanding } from './reviews.js';
import { File, Nothing, route } from './route.js';
import {
  ActAnswer,
  AgencyKindName,
  DayText,
  Id,
  InstantText,
  Next,
  PageQuery,
  PlanStateName,
  Reason,
  Stages,
} from './values.js';

export const PlanRow = z.object({
  id: Id,
  code: z.string(),
  title: z.string(),
  /** "Kế hoạch số 15/KH-UBND ngày …"; null before the review. */
  citation: z.string().nullable(),
  state: PlanStateName,
  pausedAt: InstantText.nullable(),
  windowFrom: DayText.nullable(),
  windowTo: DayText.nullable(),
  startedAt: InstantText.nullable(),
  createdAt: InstantText,
  cycles: z.int(),
  openCycles: z.int(),
  /** Of the open cycles. */
  counts: Counts,
  /** The nearest day that is still to come. */
  nextTargetAt: InstantText.nullable(),
  /** Asked for by somebody's word, whose paper's number is still to be entered. */
  numberMissing: z.boolean(),
  /** The cycles whose letters to the heads of late agencies wait for the leader's word. */
  headsWaiting: z.array(Id),
  /** Of the plan itself, else of the first of its cycles that has one. */
  lastError: z.string().nullable(),
  lastErrorAt: InstantText.nullable(),
  lastErrorStep: z.string().nullable(),
});
export type PlanRow = z.infer<typeof PlanRow>;

/** Identity belongs to the plan: who sends, who signs, who answers the telephone. */
export const PlanIdentityView = z.object({
  documentType: z.string(),
  number: z.string().nullable(),
  issuedOn: DayText.nullable(),
  issuer: z.string(),
  subject: z.string(),
  sendingBody: z.string(),
  unit: z.string(),
  officerName: z.string(),
  officerPhone: z.string(),
  replyTo: z.string(),
});

export const PlanDetail = z.object({
  plan: PlanRow,
  /** The mark of what is put before the approver; it goes back with the consent. Null before the review. */
  seen: z.string().nullable(),
  /** Null before the review. */
  identity: PlanIdentityView.nullable(),
  /** Why the approver sent it back, when that was the last thing that happened. */
  returnReason: z.string().nullable(),
  versions: z.array(
    z.object({
      version: z.int(),
      fileName: z.string(),
      sha256: z.string(),
      uploadedAt: InstantText,
      consentAt: InstantText.nullable(),
      consentBy: z.string().nullable(),
      /** How it amended the version before; null for the first. */
      amendment: z.enum(['document', 'hand']).nullable(),
      reason: z.string().nullable(),
    }),
  ),
  stages: Stages,
  cycles: z.array(ListedCycle.extend({ counts: Counts })),
  rehearsals: z.array(Id),
  /** The plan of which this is a new version in the making; null for a plan of its own. */
  amends: z.object({ planId: Id, title: z.string() }).nullable(),
  /** The amendment of this plan that is in the making. */
  amendment: z.object({ planId: Id, state: PlanStateName }).nullable(),
});
export type PlanDetail = z.infer<typeof PlanDetail>;

/** The domain's shape parses days on the way in and would change them; an answer is only held against it. */
const confirmedAnswer = z.custom<ConfirmedPlan>(
  (value) => ConfirmedPlan.safeParse(value).success,
  'not a confirmed plan',
);

/** The plan that runs, of which this is a new version in the making. */
export const Amends = z.object({
  planId: Id,
  title: z.string(),
  kind: z.enum(['document', 'hand']),
  reason: z.string(),
  /** The paper that amends, as it was read; null by hand. */
  document: z
    .object({
      documentType: z.string(),
      number: z.string().nullable(),
      issuedOn: z.string().nullable(),
      issuer: z.string().nullable(),
    })
    .nullable(),
  /** The duties that run, to be named by those that take their places. */
  duties: z.array(z.object({ about: z.string(), reportName: z.string(), due: z.string() })),
});
export type Amends = z.infer<typeof Amends>;

/** What the review page shows: the text on the left, what was read on the right. */
export const PlanReview = z.object({
  planId: Id,
  state: PlanStateName,
  fileName: z.string(),
  text: z.string(),
  draft: planDraft,
  /** What may be a duty and became none, or was not understood. */
  unread: z.array(unread),
  /** The mark of what was last confirmed, with its agencies; null before. */
  seen: z.string().nullable(),
  /** As last confirmed; null before. */
  confirmed: confirmedAnswer.nullable(),
  /** As it stands with all that people did; null where it is no longer reviewed, or by whoever may not change it. */
  standing: ReviewStanding.nullable(),
  /** Plans that run and that the document cites by number and date: it may be the amendment of one. */
  cites: z.array(z.object({ planId: Id, title: z.string(), citation: z.string().nullable() })),
  /** What it amends; null for a plan of its own. */
  amends: Amends.nullable(),
  agencies: z.array(
    z.object({
      id: Id,
      name: z.string(),
      kind: AgencyKindName,
      tags: z.array(z.string()),
      standing: z.boolean(),
      binding: z.boolean(),
    }),
  ),
});
export type PlanReview = z.infer<typeof PlanReview>;

/** Answers to the questions of the draft, by `code@about`; those left out are answered by their proposals. */
export const Answers = z.object({ answers: z.record(z.string(), z.string().max(2000)) });
export type Answers = z.infer<typeof Answers>;

export const Proposal = z.object({
  confirmed: confirmedAnswer,
  /** What is asked besides because of the answers. */
  questions: z.array(question),
});
export type Proposal = z.infer<typeof Proposal>;

/** The plan as a person confirms it; that its agencies are the office's own is checked by the act. */
export const Confirm = z.object({
  confirmed: ConfirmedPlan.superRefine(({ agencyIds, requirements }, context) => {
    const named = [...agencyIds, ...requirements.flatMap((one) => one.agencyIds ?? [])];
    if (named.every((id) => Id.safeParse(id).success)) return;
    context.addIssue({ code: 'custom', path: ['agencyIds'], message: 'Mã cơ quan không đúng' });
  }),
});
export type Confirm = z.infer<typeof Confirm>;

/** `seen` of the plan the approver has before the eyes: consent is to that, and to nothing confirmed since. */
export const Consent = z.object({
  seen: z.string().max(200).nullish(),
  /** Whether letters to the heads of agencies need the leader's word each time; left out: as before. */
  headsNeedWord: z.boolean().optional(),
});
export type Consent = z.infer<typeof Consent>;

export const Skipped = z.array(z.object({ rung: z.string(), at: InstantText, why: z.string() }));

export const StartPreview = z.object({
  cycles: z.array(
    z.object({
      key: z.string(),
      dueDay: DayText.nullable(),
      targetAt: InstantText.nullable(),
      overdueAt: InstantText.nullable(),
      closesForNewAt: InstantText.nullable(),
    }),
  ),
  /** Rungs that have already gone by and will be left out. */
  skipped: Skipped,
  /** Agencies without any address. */
  withoutContact: z.array(z.string()),
  /** Why it cannot be started, in sentences; empty when it can. */
  problems: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type StartPreview = z.infer<typeof StartPreview>;

/** What is put before the leader: duties, waves with the first mail of each, what is left out. */
export const PlanWaves = z.object({
  /** Whether letters to the heads of agencies need the leader's word each time. */
  headsNeedWord: z.boolean(),
  duties: z.array(
    z.object({
      reportName: z.string(),
      what: z.string(),
      recipients: z.array(z.string()),
      /** What it rests on in place of the plan, in words; null: the plan. */
      basis: z.string().nullable(),
      /** The officer's sentence before what is asked. */
      covering: z.string().nullable(),
      cycles: z.int(),
      firstDue: z.string(),
      /** The rungs chosen for it, in words; null: the office's ladder. */
      ladder: z.string().nullable(),
      owers: z.array(z.string()),
      onward: z.boolean(),
    }),
  ),
  /** Of all waves, if nobody answered. */
  mails: z.int(),
  waves: z.array(
    z.object({
      at: InstantText,
      cycle: z.string(),
      /** What its report is called. */
      name: z.string(),
      rung: z.string(),
      count: z.int(),
      subject: z.string(),
      /** Why they go at that moment. */
      why: z.string(),
      text: z.string(),
      to: z.string().nullable(),
    }),
  ),
  /** Waves behind those that are listed. */
  more: z.int(),
  skipped: z.array(z.object({ rung: z.string(), at: InstantText, reason: z.string() })),
  asOf: DayText,
});
export type PlanWaves = z.infer<typeof PlanWaves>;

export const Started = ActAnswer.extend({
  cycles: z.int(),
  obligations: z.int(),
  skipped: Skipped,
});
export type Started = z.infer<typeof Started>;

export const Rehearsal = z.object({
  /** The shadow office; read its board, timelines and mailbox with `x-office`. */
  officeId: Id,
  planId: Id.nullable(),
  planTitle: z.string(),
  createdAt: InstantText,
  /** `waiting`: others run, and it begins when one of them has ended. */
  state: z.enum(['waiting', 'running', 'done', 'stalled']),
  clockAt: InstantText,
  acts: z.object({ done: z.int(), total: z.int() }),
  mails: z.int(),
  stages: Stages,
  stall: z.string().nullable(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

const params = z.object({ planId: Id });
const rehearsalParams = z.object({ rehearsalId: Id });
const withReason = z.object({ reason: Reason });

export const planRoutes = {
  list: route('GET /api/plans', {
    roles: 'staff',
    token: 'plans',
    query: PageQuery.extend({ state: PlanStateName.optional() }),
    answer: z.object({ plans: z.array(PlanRow), next: Next }),
  }),
  upload: route('POST /api/plans', {
    roles: ['officer'],
    upload: PLAN_UPLOAD,
    answer: z.object({ planId: Id }),
  }),
  /** A request without a plan: what it asks is added on its review page. */
  oneOff: route('POST /api/one-offs', {
    roles: ['officer'],
    body: z.object({ subject: z.string().trim().min(1, 'Chưa ghi báo cáo về việc gì').max(500) }),
    answer: z.object({ planId: Id }),
  }),
  detail: route('GET /api/plans/:planId', {
    roles: 'staff',
    token: 'plans',
    params,
    answer: PlanDetail,
  }),
  file: route('GET /api/plans/:planId/file', { roles: 'staff', params, answer: File }),
  review: route('GET /api/plans/:planId/review', {
    roles: ['officer', 'approver', 'admin'],
    params,
    answer: PlanReview,
  }),
  proposal: route('POST /api/plans/:planId/proposal', {
    roles: ['officer'],
    params,
    body: Answers,
    answer: Proposal,
  }),
  confirm: route('POST /api/plans/:planId/confirm', {
    roles: ['officer'],
    params,
    body: Confirm,
    answer: Nothing,
  }),
  consent: route('POST /api/plans/:planId/consent', {
    roles: ['approver'],
    params,
    body: Consent,
    /** The plan that runs by what was consented to: of an amendment the one it amended. */
    answer: z.object({ planId: Id }),
  }),
  sendBack: route('POST /api/plans/:planId/return', {
    roles: ['approver'],
    params,
    body: withReason,
    answer: Nothing,
  }),
  previewStart: route('GET /api/plans/:planId/start', {
    roles: 'staff',
    params,
    answer: StartPreview,
  }),
  waves: route('GET /api/plans/:planId/waves', { roles: 'staff', params, answer: PlanWaves }),
  deleteDraft: route('DELETE /api/plans/:planId', { roles: ['officer'], params, answer: Nothing }),
  start: route('POST /api/plans/:planId/start', { roles: ['officer'], params, answer: Started }),
  /** The paper behind what was asked for by somebody's word. */
  nameBasis: route('POST /api/plans/:planId/basis', {
    roles: ['officer'],
    params,
    body: z.object({ basis: BasisOfPaper }),
    answer: Nothing,
  }),
  pause: route('POST /api/plans/:planId/pause', {
    roles: ['officer', 'admin'],
    params,
    body: withReason,
    answer: ActAnswer,
  }),
  resume: route('POST /api/plans/:planId/resume', {
    roles: ['officer', 'admin'],
    params,
    body: withReason,
    answer: ActAnswer,
  }),
  cancel: route('POST /api/plans/:planId/cancel', {
    roles: ['officer', 'admin'],
    params,
    body: withReason,
    answer: ActAnswer,
  }),
  rehearse: route('POST /api/plans/:planId/rehearsals', {
    roles: ['officer', 'admin'],
    params,
    body: z.object({ seed: z.int().min(1).max(2_147_483_647).optional() }),
    answer: z.object({ rehearsalId: Id }),
  }),
  rehearsals: route('GET /api/rehearsals', {
    roles: 'staff',
    answer: z.object({ rehearsals: z.array(Rehearsal) }),
  }),
  rehearsal: route('GET /api/rehearsals/:rehearsalId', {
    roles: 'staff',
    params: rehearsalParams,
    answer: Rehearsal,
  }),
  deleteRehearsal: route('DELETE /api/rehearsals/:rehearsalId', {
    roles: ['officer', 'admin'],
    inRehearsal: true,
    params: rehearsalParams,
    answer: Nothing,
  }),
} as const;
