import { z } from 'zod';
import { Basis, DayText } from './basis.js';
import { DutyLadderShape } from './duty-ladder.js';
import { ConfirmedRequirement, PlanIdentitySchema } from './confirmed-plan.js';
import { TypedForm } from './form-definition.js';
import { due, evidence, obligation, recurrence, target } from './plan-draft.js';

const ClockText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Giờ không đúng');
const Words = z.string().max(2000);
const Names = z.array(z.string().min(1).max(300)).max(400);
/** Which duty: `obligations[3]` counts those that were read, then those added by hand; `progress` the yearly reports that an answer gave. */
const About = z.string().regex(/^(?:obligations\[\d{1,3}\]|progress)$/);
const Id = z.uuid();

/** When a duty is due, as a person says it. */
export const When = z.discriminatedUnion('kind', [
  /** By a phrase, with what the reader made of it. */
  z.object({ kind: z.literal('phrase'), due, until: DayText.nullable() }),
  /** By a day, or an hour of it. */
  z.object({
    kind: z.literal('day'),
    date: DayText,
    time: ClockText.nullable(),
    /** The paper that sets the day, where the document only says "theo quy định". */
    paper: z.string().trim().max(300).optional(),
  }),
  /** Again and again, until a day. */
  z.object({
    kind: z.literal('recurring'),
    rule: recurrence,
    time: ClockText.nullable(),
    until: DayText,
  }),
  /** So many days after something whose day a person knows. */
  z.object({
    kind: z.literal('relative'),
    event: z.string().min(1, 'Chưa ghi sự kiện').max(300),
    eventDay: DayText,
    days: z.int().min(0).max(400),
    working: z.boolean(),
  }),
  /** "Theo quy định": asked for once, in the document's words, until somebody gives it a day. */
  z.object({ kind: z.literal('open'), phrase: z.string().min(1).max(500) }),
  /** No day: it is known of, and nobody is reminded. */
  z.object({ kind: z.literal('none') }),
]);
export type When = z.infer<typeof When>;

/** A duty that a person adds, from words pointed at or from nothing but its basis. */
export const HandDuty = z
  .object({
    evidence: evidence.nullable(),
    basis: Basis.nullable(),
    what: obligation.shape.what,
    owedBy: Names,
    except: Names,
    recipients: Names,
    via: Words.nullable(),
    channel: Words,
    binding: z.boolean(),
    when: When,
  })
  .refine(({ evidence: from, basis }) => from !== null || basis !== null, {
    path: ['basis'],
    error: 'Chưa ghi căn cứ: số, ngày của văn bản, hoặc ai chỉ đạo, ngày nào',
  });
export type HandDuty = z.infer<typeof HandDuty>;

/** The two days of one cycle as a person moved them. */
const MovedDays = z.object({ target: DayText.optional(), lateAfter: DayText.optional() });

/** What of a duty a person says otherwise; what is left out stays as read. */
export const DutyChange = z
  .object({
    what: obligation.shape.what,
    reportName: Words,
    owedBy: Names,
    except: Names,
    agencyIds: z.array(Id).max(5000),
    recipients: Names,
    via: Words.nullable(),
    channel: Words,
    form: ConfirmedRequirement.shape.form,
    binding: z.boolean(),
    when: When,
    basis: Basis.nullable(),
    /** A sentence before what its first mail asks. */
    covering: z.string().max(300),
    /** Null: the office's ladder again. */
    ladder: DutyLadderShape.nullable(),
    /** By the key of the cycle. */
    days: z.record(z.string().max(100), MovedDays),
    /** Last year's plan that something of it was taken over from. */
    model: Words,
  })
  .partial();
export type DutyChange = z.infer<typeof DutyChange>;

const Lines = z.array(Words).max(200);
/** As typed so far: what is missing or wrong is told before it goes to the leader, and kept until then. */
const Identity = z
  .object({
    documentType: Words,
    number: Words.nullable(),
    issuedOn: DayText.nullable(),
    issuer: Words,
    subject: Words,
    shortName: Words,
    sendingBody: Words,
    unit: Words,
    officerName: Words,
    officerPhone: Words,
    replyTo: Words,
    paperIssuer: Words,
    governingBody: Words.nullable(),
    placeOfIssue: Words,
    reportSymbol: Words,
    letterSymbol: Words,
    signingCapacity: Lines,
    signerName: Words.nullable(),
    distribution: Lines,
    letterVerb: PlanIdentitySchema.shape.letterVerb,
    addressees: Lines,
    trigger: Words.nullable(),
    standingBody: Words.nullable(),
  })
  .partial();

/** The paper that amends a plan which runs, as typed so far. */
const Amending = z
  .object({
    documentType: Words,
    number: Words.nullable(),
    issuedOn: DayText.nullable(),
    issuer: Words,
  })
  .partial();

/** A target has a count or a share, or both as the plan states them. */
const Targets = z
  .array(
    target
      .extend({
        subject: z.string().trim().min(1, 'Chưa ghi nội dung chỉ tiêu').max(300),
        year: z.int().min(2000, 'Năm không đúng').max(2100, 'Năm không đúng').nullable(),
        count: z.number().min(0).max(1e12).nullable(),
        percent: z.number().min(0).max(1000).nullable(),
      })
      .refine(({ count, percent }) => count !== null || percent !== null, {
        path: ['count'],
        error: 'Chưa ghi số lượng hoặc tỉ lệ',
      }),
  )
  .max(300);

/** One thing that a person does on the review page. */
export const ReviewEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('identity'), change: Identity }),
  z.object({
    kind: z.literal('window'),
    windowFrom: DayText.nullable(),
    windowTo: DayText.nullable(),
  }),
  z.object({ kind: z.literal('agencies'), agencyIds: z.array(Id).max(5000) }),
  /** All of the plan's targets as they are to be; null: as they were read. */
  z.object({ kind: z.literal('targets'), targets: Targets.nullable() }),
  /** `answer` null: the proposal again. */
  z.object({ kind: z.literal('answer'), key: z.string().max(200), answer: Words.nullable() }),
  z.object({ kind: z.literal('settle'), key: z.string().max(200), settled: z.boolean() }),
  z.object({ kind: z.literal('duty'), about: About, change: DutyChange }),
  /** The duty as it was read, or first added. */
  z.object({ kind: z.literal('asRead'), about: About, fields: z.array(DutyChange.keyof()) }),
  z.object({ kind: z.literal('remove'), about: About }),
  z.object({ kind: z.literal('takeBack'), about: About }),
  z.object({ kind: z.literal('add'), id: Id, duty: HandDuty }),
  /** Whether a meaning that the office remembers holds in this document: `owers/các địa phương`. */
  z.object({ kind: z.literal('memory'), place: z.string().max(400), isHeard: z.boolean() }),
  /** A form of the plan's own, whole: one that is new, or in the place of the one with its key. */
  z.object({ kind: z.literal('form'), form: TypedForm }),
  z.object({ kind: z.literal('dropForm'), key: TypedForm.shape.key }),
  /** Of an amendment: which duty of the plan that runs this one takes the place of; null: none, it is new. */
  z.object({ kind: z.literal('amends'), about: About, earlier: About.nullable() }),
  z.object({ kind: z.literal('amending'), change: Amending }),
  /** "UBND huyện X is now …": whom words mean whose body is no more; nobody: it is taken back. */
  z.object({
    kind: z.literal('successors'),
    words: z.string().min(1).max(300),
    agencyIds: z.array(Id).max(400),
  }),
]);
export type ReviewEdit = z.infer<typeof ReviewEdit>;

const MOST_ADDED = 200;

/** All that people did on the review page of a plan, beside what the reader read. */
export const ReviewEdits = z.object({
  added: z.array(z.object({ id: Id, duty: HandDuty })).max(MOST_ADDED),
  duties: z.record(About, DutyChange),
  removed: z.array(About),
  answers: z.record(z.string(), z.string()),
  /** Keys of the answers that a person has confirmed. */
  settled: z.array(z.string()),
  identity: Identity,
  window: z.object({ windowFrom: DayText.nullable(), windowTo: DayText.nullable() }).nullable(),
  agencyIds: z.array(Id).nullable(),
  /** Null: as read. */
  targets: Targets.nullable().default(null),
  /** Meanings that the office remembers and that do not hold in this document. */
  setAside: z.array(z.string()).default([]),
  /** The plan's own forms by their keys; null for one that is dropped. */
  forms: z.record(TypedForm.shape.key, TypedForm.nullable()).default({}),
  /** By the place of a duty of an amendment: the duty that it takes the place of, or that it is new. */
  amends: z.record(About, About.nullable()).default({}),
  amending: Amending.default({}),
  /** Bodies that are no more, by their names as they are compared: who there is of each now. */
  successors: z
    .record(z.string(), z.object({ words: z.string(), agencyIds: z.array(Id) }))
    .default({}),
});
export type ReviewEdits = z.infer<typeof ReviewEdits>;
