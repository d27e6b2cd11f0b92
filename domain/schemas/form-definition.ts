import { z } from 'zod';
import { AGENCY_KINDS } from '../agency-kinds.js';
import { formFaults } from '../forms/form-faults.js';

const MergeRule = z.enum(['sum', 'max', 'last', 'ratio']);
export type MergeRule = z.infer<typeof MergeRule>;
/** What it must look like is told by `formFaults`, so that half a form can be kept. */
const Code = z.string().max(40);
const SectionKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'Mã mục không đúng');

/** One figure that a form asks for. */
const IndicatorDefinition = z.object({
  code: Code,
  label: z.string().max(300),
  labelEn: z.string().max(300),
  unit: z.string().max(60),
  /** Digits after the decimal comma that make sense. */
  decimals: z.int().min(0).max(6),
  /** What happened in the period, or what there is at its end. */
  nature: z.enum(['flow', 'stock']),
  /** How values of agencies become one. */
  across: MergeRule,
  /** How values of periods become one. */
  time: MergeRule,
  /** Of a ratio: which two figures it is computed from, as `factor` for each one of `whole`. */
  ratio: z.object({ part: Code, whole: Code, factor: z.int().min(1).max(100_000) }).nullable(),
  /** Who is asked; null: everybody. Where one case is known to several, only one of them counts it. */
  reporters: z.array(z.enum(AGENCY_KINDS)).nullable(),
  /** Of these, only the agencies of some groups (khối, cụm); null or absent: whatever their group. */
  groups: z.array(z.string().min(1).max(100)).nullable().optional(),
  /** Of those asked whose figures make the total, where several report the same case; null or absent: everybody's. */
  countedFrom: z.array(z.enum(AGENCY_KINDS)).nullable().optional(),
  /** The section of the report it stands in. */
  section: SectionKey,
  /** A heading over neighbouring figures; null for none. */
  group: z.string().max(200).nullable(),
  /** Another duty whose report has this figure, from which it is filled in; null or absent: typed anew. */
  prefill: z
    .object({ requirementId: z.uuid(), code: Code, from: z.string().max(300) })
    .nullable()
    .optional(),
  /** What must not be told with it. */
  secrecyNote: z.string().max(500).nullable(),
});

/** How a check is meant: to be mended, to be explained in a word, or not made. */
const Severity = z.enum(['error', 'warning', 'off']);
export type Severity = z.infer<typeof Severity>;

/** What must hold between figures of one report: `code` is at most, or exactly, the sum of `of`. */
const FigureRule = z.object({
  kind: z.enum(['atMost', 'equals']),
  code: Code,
  of: z.array(Code).max(50),
  /** An error is to be mended, a warning wants a word; one that is off is not looked at. */
  severity: Severity,
});

const FormSection = z.object({
  key: SectionKey,
  heading: z.string().max(300),
  headingEn: z.string().max(300),
  /** What agencies are asked to tell; null: the heading says it. */
  question: z.string().max(1000).nullable(),
});

/** A sentence that the consolidated report makes of its figures; its notation stands in `domain/phrases.ts`. */
const Phrase = z.object({ section: SectionKey, text: z.string().max(1000) });

/** Checks that every figure of a form is held against; what is left out is as `checksOf` says. */
const FormChecks = z
  .object({
    /** A figure of ten times the last period, or a tenth of it. */
    farFromLast: Severity,
    /** A figure without an answer: neither a number nor "không phát sinh". */
    blank: Severity,
    /** A figure that is not exact ("khoảng 1.500"). */
    approximate: Severity,
  })
  .partial();
export type FormChecks = z.infer<typeof FormChecks>;

/** A form as typed so far: whatever is missing or wrong in it is told by `formFaults`. */
export const TypedForm = z.object({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, 'Mã biểu mẫu không đúng'),
  name: z.string().max(200),
  nameEn: z.string().max(200),
  /** Where it comes from: the library, the annex of the plan, a workbook, a period before, or a person's hand. */
  source: z.enum(['library', 'annex', 'template', 'lastPeriod', 'edited']),
  sections: z.array(FormSection).max(30),
  indicators: z.array(IndicatorDefinition).max(300),
  rules: z.array(FigureRule).max(100),
  phrases: z.array(Phrase).max(100),
  /** What agencies are warned not to write in it; null: the warning against state secrets alone. */
  warning: z.string().max(500).nullable(),
  checks: FormChecks.optional(),
  /** Which halves of a report are asked for, the signed document and the figures; absent: both. */
  halves: z.enum(['both', 'document', 'figures']).optional(),
});

/** What agencies fill in for one duty: sections, figures, what must hold, and the sentences made of it. */
export const FormDefinition = TypedForm.superRefine((form, context) => {
  for (const { path, message } of formFaults(form)) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
});
export type FormDefinition = z.infer<typeof FormDefinition>;
export type Indicator = FormDefinition['indicators'][number];
export type FormSection = FormDefinition['sections'][number];
export type FigureRule = FormDefinition['rules'][number];
