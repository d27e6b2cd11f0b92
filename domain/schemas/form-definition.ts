import { z } from 'zod';
import { AGENCY_KINDS } from '../agency-kinds.js';

const MergeRule = z.enum(['sum', 'max', 'last', 'ratio']);
export type MergeRule = z.infer<typeof MergeRule>;
const Code = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'Mã chỉ tiêu gồm chữ in hoa không dấu, chữ số và gạch dưới');
const SectionKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'Mã mục không đúng');

/** One figure that a form asks for. */
const IndicatorDefinition = z.object({
  code: Code,
  label: z.string().trim().min(1, 'Cần ghi tên chỉ tiêu').max(300),
  labelEn: z.string().trim().max(300),
  unit: z.string().trim().max(60),
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
  reporters: z.array(z.enum(AGENCY_KINDS)).min(1).nullable(),
  /** Of those asked whose figures make the total, where several report the same case; null or absent: everybody's. */
  countedFrom: z.array(z.enum(AGENCY_KINDS)).min(1).nullable().optional(),
  /** The section of the report it stands in. */
  section: SectionKey,
  /** A heading over neighbouring figures; null for none. */
  group: z.string().trim().max(200).nullable(),
  /** What must not be told with it. */
  secrecyNote: z.string().trim().max(500).nullable(),
});

/** What must hold between figures of one report: `code` is at most, or exactly, the sum of `of`. */
const FigureRule = z.object({
  kind: z.enum(['atMost', 'equals']),
  code: Code,
  of: z.array(Code).min(1).max(50),
  /** An error is to be mended, a warning wants a word. */
  severity: z.enum(['error', 'warning']),
});

const FormSection = z.object({
  key: SectionKey,
  heading: z.string().trim().min(1, 'Cần ghi tên mục').max(300),
  headingEn: z.string().trim().max(300),
  /** What agencies are asked to tell; null: the heading says it. */
  question: z.string().trim().max(1000).nullable(),
});

/** A sentence that the consolidated report makes of its figures; its notation stands in `domain/phrases.ts`. */
const Phrase = z.object({ section: SectionKey, text: z.string().trim().min(1).max(1000) });

/** What agencies fill in for one duty: sections, figures, what must hold, and the sentences made of it. */
export const FormDefinition = z
  .object({
    key: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, 'Mã biểu mẫu không đúng'),
    name: z.string().trim().min(1, 'Cần ghi tên biểu mẫu').max(200),
    nameEn: z.string().trim().max(200),
    /** Where it comes from: the library, the annex of the plan, a period before, or a person's hand. */
    source: z.enum(['library', 'annex', 'lastPeriod', 'edited']),
    sections: z.array(FormSection).min(1, 'Biểu mẫu cần ít nhất một mục').max(30),
    indicators: z.array(IndicatorDefinition).max(300),
    rules: z.array(FigureRule).max(100),
    phrases: z.array(Phrase).max(100),
    /** What agencies are warned not to write in it; null: the warning against state secrets alone. */
    warning: z.string().trim().max(500).nullable(),
  })
  .superRefine((form, context) => {
    for (const message of faultsOf(form)) context.addIssue({ code: 'custom', message });
  });
export type FormDefinition = z.infer<typeof FormDefinition>;
export type Indicator = FormDefinition['indicators'][number];
export type FormSection = FormDefinition['sections'][number];
export type FigureRule = FormDefinition['rules'][number];

/** What does not fit together in a form, as sentences. */
function faultsOf(form: {
  readonly sections: readonly { readonly key: string }[];
  readonly indicators: readonly z.infer<typeof IndicatorDefinition>[];
  readonly rules: readonly z.infer<typeof FigureRule>[];
  readonly phrases: readonly z.infer<typeof Phrase>[];
}): string[] {
  const sections = form.sections.map(({ key }) => key);
  const codes = form.indicators.map(({ code }) => code);
  const unknown = (code: string) => !codes.includes(code);
  return [
    ...twice(sections).map((key) => `Hai mục cùng mã ${key}`),
    ...twice(codes).map((code) => `Hai chỉ tiêu cùng mã ${code}`),
    ...form.indicators
      .filter(({ section }) => !sections.includes(section))
      .map(({ label }) => `Chỉ tiêu “${label}” không thuộc mục nào của biểu mẫu`),
    ...form.indicators
      .filter(({ across, ratio }) => (across === 'ratio') !== (ratio !== null))
      .map(({ label }) => `Tỷ lệ “${label}” cần ghi hai chỉ tiêu để tính`),
    ...form.indicators
      .flatMap(({ ratio }) => (ratio === null ? [] : [ratio.part, ratio.whole]))
      .concat(form.rules.flatMap(({ code, of }) => [code, ...of]))
      .filter(unknown)
      .map((code) => `Không có chỉ tiêu mã ${code}`),
    ...form.phrases
      .filter(({ section }) => !sections.includes(section))
      .map(({ section }) => `Câu tổng hợp thuộc mục không có: ${section}`),
  ];
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
