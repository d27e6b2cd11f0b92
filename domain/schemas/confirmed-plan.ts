import { LONGEST_SHORT_NAME } from '../short-name.js';
import { z } from 'zod';
import type { Day, Instant } from '../day.js';
import { givenDayOrNull, givenInstantOrNull } from '../day.js';
import { Basis } from './basis.js';
import { DutyLadderShape } from './duty-ladder.js';
import { FormDefinition } from './form-definition.js';
import { PERIOD_KINDS } from '../period.js';
import { boundary, target } from './plan-draft.js';

const DayText = z
  .string()
  .refine((text) => givenDayOrNull(text) !== null, 'Ngày không đúng, hoặc năm ngoài 2000–2100')
  .transform((text) => text as Day);
const InstantText = z.string().transform((text, context): Instant => {
  const given = givenInstantOrNull(text);
  if (given !== null) return given;
  context.addIssue('Thời điểm không đúng, hoặc năm ngoài 2000–2100');
  return z.NEVER;
});

/** More than a programme of years asks for; beyond it a plan is a mistake or made to hurt. */
const MOST_REQUIREMENTS = 500;
const MOST_CYCLES = 700;
const MOST_TARGETS = 300;

/** One reporting duty as a person confirmed it: what mails say and when things happen. */
export const ConfirmedCycle = z
  .object({
    /** Unique within the plan: `dot-1`, `2026-06`. */
    key: z.string().min(1).max(100),
    periodFrom: DayText.nullable(),
    periodTo: DayText.nullable(),
    /** Of a duty that comes again: how long its periods are; absent for one that does not. */
    periodKind: z.enum(PERIOD_KINDS).optional(),
    /** Last day the figures count. */
    cutOff: DayText.nullable(),
    duePhrase: z.string().min(1),
    /** The day that the office itself asks for beside the phrase of the plan, in words; absent where it asks for what the plan prints. */
    officeDue: z.string().min(1).max(200).optional(),
    dueDay: DayText.nullable(),
    hourBound: z.boolean(),
    /** False when the officer took the end of D as target: mails then give the phrase alone. */
    showTarget: z.boolean(),
    /** Both null: a duty to which nobody has given a day yet. */
    targetAt: InstantText.nullable(),
    overdueAt: InstantText.nullable(),
    /** What gave the two instants, so that a changed calendar can give them anew. */
    rule: z
      .object({
        boundary,
        time: z.string().nullable(),
        point: z.enum(['start', 'middle', 'end']).nullable(),
        endOfDueDay: z.boolean(),
      })
      .refine(
        ({ boundary: word, time }) =>
          word !== 'before_time' || /^([01]\d|2[0-4]):[0-5]\d$/.test(time ?? ''),
        'Thiếu giờ',
      )
      .optional(),
  })
  .refine(({ targetAt, overdueAt }) => (targetAt === null) === (overdueAt === null), {
    path: ['overdueAt'],
    error: 'Thiếu một trong hai thời điểm',
  })
  .refine(
    ({ targetAt, overdueAt }) => targetAt === null || overdueAt === null || targetAt <= overdueAt,
    { path: ['overdueAt'], error: 'Thời điểm bắt đầu tính chậm phải sau thời hạn' },
  )
  .refine(({ periodFrom, periodTo }) => inOrder(periodFrom, periodTo), {
    path: ['periodTo'],
    error: 'Kỳ báo cáo kết thúc trước khi bắt đầu',
  });
export type ConfirmedCycle = z.infer<typeof ConfirmedCycle>;

export const ConfirmedRequirement = z.object({
  /** The duty of the draft that it was made of: `obligations[0]`. */
  about: z.string().optional(),
  what: z.enum(['report', 'plan', 'list', 'consolidated-report']),
  /** {BC} of the mails: "báo cáo kết quả Tháng hành động …". */
  reportName: z.string().min(1),
  recipients: z.array(z.string()),
  via: z.string().nullable(),
  /** How the signed document is to be sent, in the plan's words. */
  channel: z.string(),
  /** The key of its form, among the plan's own or the library's. */
  form: z.string().min(1).max(60),
  /** Who owes it in the plan's words. */
  owedBy: z.array(z.string()).optional(),
  /** Ids of those of the plan's agencies that owe it; without them all do. */
  agencyIds: z.array(z.string()).optional(),
  /** The standing body's own duty to report upward; nobody else is chased for it. */
  onward: z.boolean(),
  /** What it rests on where that is not the plan: its mails cite this. */
  basis: Basis.optional(),
  /** A sentence before what its first mail asks. */
  covering: z.string().max(300).optional(),
  /** False where nobody is bound: asked for, never late, in no urging letter. */
  binding: z.literal(false).optional(),
  /**
   * Whether those merely asked are bound, where an amendment would change that without saying so: false once the
   * others whom it bound were released, true once one whom the plan binds was added. Else: where it has nobody but them.
   */
  bindsAsked: z.boolean().optional(),
  /** The rungs chosen for it; without them it climbs the office's ladder. */
  ladder: DutyLadderShape.optional(),
  cycles: z.array(ConfirmedCycle).min(1).max(MOST_CYCLES),
});
export type ConfirmedRequirement = z.infer<typeof ConfirmedRequirement>;

/** A paper by its kind, number, day and issuer. */
const CitedPaper = z.object({
  documentType: z.string().min(1).max(100),
  number: z.string().min(1).max(100),
  issuedOn: DayText,
  issuer: z.string().min(1).max(500),
});

/** Who answers for the plan: on every mail, letter and report. */
export const PlanIdentitySchema = z.object({
  documentType: z.string(),
  number: z.string().nullable(),
  issuedOn: DayText.nullable(),
  issuer: z.string().min(1),
  /** The papers that amended it, in their order: whoever cites the plan cites the last of them too. */
  amendedBy: z.array(CitedPaper).max(50).optional(),
  subject: z.string().min(1),
  /** What subjects of mails call the plan; they never cut it. Without one it is taken from `subject`. */
  shortName: z.string().trim().min(1).max(LONGEST_SHORT_NAME).optional(),
  /** The body in whose name mails go: {CQ}. */
  sendingBody: z.string().min(1),
  unit: z.string(),
  officerName: z.string(),
  officerPhone: z.string(),
  replyTo: z.email(),
  /** Who signs letters and the report; without it the issuer of the plan. */
  paperIssuer: z.string().min(1).optional(),
  governingBody: z.string().nullable(),
  placeOfIssue: z.string(),
  reportSymbol: z.string(),
  letterSymbol: z.string(),
  signingCapacity: z.array(z.string()),
  signerName: z.string().nullable(),
  distribution: z.array(z.string()),
  letterVerb: z.enum(['đề nghị', 'yêu cầu']),
  addressees: z.array(z.string()),
  trigger: z.string().nullable(),
  standingBody: z.string().nullable(),
});

/** A plan as a person confirmed it: what the ledger is filled from at the start. */
export const ConfirmedPlan = z
  .object({
    identity: PlanIdentitySchema,
    windowFrom: DayText.nullable(),
    windowTo: DayText.nullable(),
    eventDays: z.array(DayText),
    requirements: z.array(ConfirmedRequirement).max(MOST_REQUIREMENTS),
    /** The forms that agencies fill in, written out: they stay as they were confirmed. */
    forms: z.array(FormDefinition).max(30).optional(),
    /** The figures it sets itself, by year; absent: none, or of a plan confirmed before they were kept. */
    targets: z.array(target).max(MOST_TARGETS).optional(),
    /** Whether the bodies that the plan merely asks owe their report as well. */
    askedOwe: z.boolean().optional(),
    /** How each question of the draft was answered, by `code@about`. */
    answers: z.record(z.string(), z.string()),
    /** Ids of the agencies that owe. */
    agencyIds: z.array(z.string()),
  })
  .refine(({ windowFrom, windowTo }) => inOrder(windowFrom, windowTo), {
    path: ['windowTo'],
    error: 'Đợt cao điểm kết thúc trước khi bắt đầu',
  })
  .superRefine(({ requirements }, context) => {
    for (const key of keysGivenTwice(requirements)) {
      context.addIssue({
        code: 'custom',
        path: ['requirements'],
        message: `Hai kỳ báo cáo cùng mã ${key}`,
      });
    }
  });
export type ConfirmedPlan = z.infer<typeof ConfirmedPlan>;

function inOrder(from: Day | null, to: Day | null): boolean {
  return from === null || to === null || from <= to;
}

function keysGivenTwice(requirements: readonly ConfirmedRequirement[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { key } of requirements.flatMap(({ cycles }) => cycles)) {
    if (seen.has(key)) twice.add(key);
    seen.add(key);
  }
  return twice;
}
