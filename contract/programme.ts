import { z } from 'zod';
import { ENTRY_KINDS } from '../domain/programme/unit-history.js';
import { CSV_UPLOAD } from './directory.js';
import { File, Nothing, route } from './route.js';
import { AgencyKindName, DayText, GivenDay, Id, InstantText, Reason } from './values.js';

const EntryKindName = z.enum(ENTRY_KINDS);
const Year = z.int().min(2000, 'Năm không đúng').max(2100, 'Năm không đúng');

const GivenDecision = z.object({
  number: z.string().trim().min(1, 'Chưa ghi số quyết định').max(100),
  on: GivenDay,
  by: z.string().trim().min(1, 'Chưa ghi cơ quan quyết định').max(300),
});

/** What is noted of units, as a person gives it. */
const GivenEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('registered'), on: GivenDay, year: Year }),
  z.object({ kind: z.literal('recognised'), on: GivenDay, decision: GivenDecision }),
  z.object({ kind: z.literal('regained'), on: GivenDay, decision: GivenDecision }),
  z.object({ kind: z.literal('lost'), on: GivenDay, decision: GivenDecision, reason: Reason }),
  z.object({ kind: z.literal('carriedOver'), on: GivenDay, year: Year, reason: Reason }),
]);
export type GivenEntry = z.infer<typeof GivenEntry>;

export const ProgrammeEntryView = z.object({
  id: Id,
  kind: EntryKindName,
  on: DayText,
  year: z.int().nullable(),
  decision: z.object({ number: z.string(), on: DayText, by: z.string() }).nullable(),
  reason: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: InstantText,
  /** Set where it was wrong; it counts no more. */
  struck: z.object({ by: z.string(), at: InstantText, reason: z.string() }).nullable(),
});
export type ProgrammeEntryView = z.infer<typeof ProgrammeEntryView>;

export const ProgrammeUnitView = z.object({
  agencyId: Id,
  name: z.string(),
  /** The days on which there is such a unit; null: without an end. */
  from: DayText.nullable(),
  to: DayText.nullable(),
  successor: z.string().nullable(),
  /** Others were merged into it, and nobody has said since when it is there itself. */
  beginUnknown: z.boolean(),
  /** Whether it is a unit of the day that is looked at. */
  isThere: z.boolean(),
  state: z.enum(['none', 'recognised', 'lost']),
  since: DayText.nullable(),
  registeredFor: z.int().nullable(),
  registrations: z.array(
    z.object({ year: z.int(), outcome: z.enum(['open', 'recognised', 'carriedOver']) }),
  ),
  entries: z.array(ProgrammeEntryView),
});
export type ProgrammeUnitView = z.infer<typeof ProgrammeUnitView>;

export const ComparedTargetView = z.object({
  year: z.int().nullable(),
  comparator: z.enum(['at_least', 'at_most', 'equal']),
  /** As the plan states them; neither is computed from the other. */
  count: z.number().nullable(),
  percent: z.number().nullable(),
  of: z.number().nullable(),
  /** Null before its year begins. */
  standing: z.object({ on: DayText, recognised: z.int(), units: z.int() }).nullable(),
  share: z.string().nullable(),
  countMet: z.boolean().nullable(),
  shareMet: z.boolean().nullable(),
});
export type ComparedTargetView = z.infer<typeof ComparedTargetView>;

const RegisterOfPlan = z.object({
  subject: z.string(),
  unitKind: AgencyKindName,
  indicator: z.string().nullable(),
  on: DayText,
  standing: z.object({ on: DayText, recognised: z.int(), units: z.int() }),
  targets: z.array(ComparedTargetView),
  units: z.array(ProgrammeUnitView),
});

export const ProgrammeView = z.object({
  planTitle: z.string(),
  /** Null: none is open. */
  register: RegisterOfPlan.nullable(),
  /** What a register could be opened for: the subjects of the plan's targets, the likeliest first. */
  subjects: z.array(z.string()),
  mayOpen: z.boolean(),
});
export type ProgrammeView = z.infer<typeof ProgrammeView>;

/** Lines as they are pasted, a line each, its cells parted by tabs or semicolons. */
const Lines = z.string().min(1, 'Chưa có dòng nào').max(200_000);

export const LinesEffect = z.object({
  lines: z.array(
    z.object({
      line: z.int(),
      unit: z.string(),
      kind: EntryKindName,
      on: DayText,
      words: z.string(),
    }),
  ),
  wrong: z.array(z.object({ line: z.int(), problem: z.string() })),
  seen: z.string(),
});
export type LinesEffect = z.infer<typeof LinesEffect>;

/** What a register offers to the report of a period. */
export const OfferedFigures = z.object({
  planId: Id,
  subject: z.string(),
  /** The day as of which it counts. */
  on: DayText,
  figures: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      unit: z.string(),
      value: z.string(),
      /** As it was taken for this period; null: it was not. */
      taken: z.string().nullable(),
    }),
  ),
  taken: z.object({ on: DayText, by: z.string(), at: InstantText }).nullable(),
});
export type OfferedFigures = z.infer<typeof OfferedFigures>;

const params = z.object({ planId: Id });
const cycle = z.object({ cycleId: Id });

/** Sổ đăng ký, công nhận: which units of a programme stand recognised, against the plan's targets. */
export const programmeRoutes = {
  look: route('GET /api/plans/:planId/programme', {
    roles: 'staff',
    params,
    /** As of which day; without one today. */
    query: z.object({ on: GivenDay.optional() }),
    answer: ProgrammeView,
  }),
  open: route('POST /api/plans/:planId/programme', {
    roles: ['officer'],
    params,
    body: z.object({
      subject: z.string().trim().min(1).max(300),
      unitKind: AgencyKindName,
      indicator: z.string().trim().min(1).max(40).nullable(),
    }),
    answer: Nothing,
  }),
  enter: route('POST /api/plans/:planId/programme/entries', {
    roles: ['officer'],
    params,
    body: z.object({
      agencyIds: z.array(Id).min(1, 'Chưa chọn đơn vị nào').max(1000),
      entry: GivenEntry,
    }),
    answer: Nothing,
  }),
  strike: route('POST /api/plans/:planId/programme/entries/:entryId/strike', {
    roles: ['officer'],
    params: params.extend({ entryId: Id }),
    body: z.object({ reason: Reason }),
    answer: Nothing,
  }),
  setBegin: route('POST /api/plans/:planId/programme/units/:agencyId/begin', {
    roles: ['officer'],
    params: params.extend({ agencyId: Id }),
    body: z.object({ on: GivenDay }),
    answer: Nothing,
  }),
  /** The lines of a list in a file, as text to be looked at; enters nothing. */
  readLines: route('POST /api/plans/:planId/programme/lines/file', {
    roles: ['officer'],
    params,
    upload: CSV_UPLOAD,
    answer: z.object({ text: z.string() }),
  }),
  /** What pasted lines would enter; enters nothing. */
  linesEffect: route('POST /api/plans/:planId/programme/lines/effect', {
    roles: ['officer'],
    params,
    body: z.object({ text: Lines }),
    answer: LinesEffect,
  }),
  /** Enters the lines that can be, as they were shown. */
  enterLines: route('POST /api/plans/:planId/programme/lines', {
    roles: ['officer'],
    params,
    body: z.object({ text: Lines, seen: z.string().max(64) }),
    answer: z.object({ entered: z.int() }),
  }),
  file: route('GET /api/plans/:planId/programme/file', {
    roles: 'staff',
    params,
    query: z.object({ on: GivenDay.optional() }),
    answer: File,
  }),
  /** What registers offer to the report of a period. */
  offered: route('GET /api/cycles/:cycleId/programme-figures', {
    roles: 'staff',
    params: cycle,
    answer: z.object({ offered: z.array(OfferedFigures) }),
  }),
  /** Takes what one register offers, as it was shown. */
  take: route('POST /api/cycles/:cycleId/programme-figures', {
    roles: ['officer'],
    params: cycle,
    body: z.object({
      planId: Id,
      /** By code, as they were shown. */
      values: z.record(z.string().max(40), z.string().max(40)),
    }),
    answer: Nothing,
  }),
  /** The period's figures are those of its reports again. */
  drop: route('POST /api/cycles/:cycleId/programme-figures/drop', {
    roles: ['officer'],
    params: cycle,
    body: z.object({ planId: Id }),
    answer: Nothing,
  }),
} as const;
