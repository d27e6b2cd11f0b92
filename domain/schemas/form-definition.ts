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
  reporters: z.array(z.enum(AGENCY_KINDS)).min(1, 'Chưa chọn ai báo cáo').nullable(),
  /** Of these, only the agencies of some groups (khối, cụm); null or absent: whatever their group. */
  groups: z.array(z.string().min(1).max(100)).min(1, 'Chưa chọn khối, cụm').nullable().optional(),
  /** Of those asked whose figures make the total, where several report the same case; null or absent: everybody's. */
  countedFrom: z
    .array(z.enum(AGENCY_KINDS))
    .min(1, 'Chưa chọn số của ai được tính')
    .nullable()
    .optional(),
  /** The section of the report it stands in. */
  section: SectionKey,
  /** A heading over neighbouring figures; null for none. */
  group: z.string().trim().max(200).nullable(),
  /** What must not be told with it. */
  secrecyNote: z.string().trim().max(500).nullable(),
});

/** How a check is meant: to be mended, to be explained in a word, or not made. */
const Severity = z.enum(['error', 'warning', 'off']);
export type Severity = z.infer<typeof Severity>;

/** What must hold between figures of one report: `code` is at most, or exactly, the sum of `of`. */
const FigureRule = z.object({
  kind: z.enum(['atMost', 'equals']),
  code: Code,
  of: z.array(Code).min(1).max(50),
  /** An error is to be mended, a warning wants a word; one that is off is not looked at. */
  severity: Severity,
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

const WHOLE_FORM = {
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, 'Mã biểu mẫu không đúng'),
  name: z.string().trim().min(1, 'Cần ghi tên biểu mẫu').max(200),
  nameEn: z.string().trim().max(200),
  /** Where it comes from: the library, the annex of the plan, a workbook, a period before, or a person's hand. */
  source: z.enum(['library', 'annex', 'template', 'lastPeriod', 'edited']),
  sections: z.array(FormSection).min(1, 'Biểu mẫu cần ít nhất một mục').max(30),
  indicators: z.array(IndicatorDefinition).max(300),
  rules: z.array(FigureRule).max(100),
  phrases: z.array(Phrase).max(100),
  /** What agencies are warned not to write in it; null: the warning against state secrets alone. */
  warning: z.string().trim().max(500).nullable(),
  checks: FormChecks.optional(),
};

/** What agencies fill in for one duty: sections, figures, what must hold, and the sentences made of it. */
export const FormDefinition = z.object(WHOLE_FORM).superRefine((form, context) => {
  for (const { path, message } of faultsOf(form)) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
});
export type FormDefinition = z.infer<typeof FormDefinition>;
export type Indicator = FormDefinition['indicators'][number];
export type FormSection = FormDefinition['sections'][number];
export type FigureRule = FormDefinition['rules'][number];

const AnyCode = z.string().max(40);

/** A form as typed so far: of the same shape, and whatever is missing or wrong in it is told later. */
export const TypedForm = z.object({
  ...WHOLE_FORM,
  name: z.string().max(200),
  sections: z.array(z.object({ ...FormSection.shape, heading: z.string().max(300) })).max(30),
  indicators: z
    .array(
      z.object({
        ...IndicatorDefinition.shape,
        code: AnyCode,
        label: z.string().max(300),
        ratio: z
          .object({ part: AnyCode, whole: AnyCode, factor: z.int().min(1).max(100_000) })
          .nullable(),
        reporters: z.array(z.enum(AGENCY_KINDS)).nullable(),
        groups: z.array(z.string().min(1).max(100)).nullable().optional(),
      }),
    )
    .max(300),
  rules: z
    .array(z.object({ ...FigureRule.shape, code: AnyCode, of: z.array(AnyCode).max(50) }))
    .max(100),
  phrases: z.array(z.object({ ...Phrase.shape, text: z.string().max(1000) })).max(100),
});

/** One thing that is missing or wrong in a form, with its place: `['indicators', 3, 'label']`. */
export interface FormFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What keeps a form from being used, in the order of its parts; empty when nothing does. */
export function formFaults(form: FormDefinition): readonly FormFault[] {
  const checked = FormDefinition.safeParse(form);
  if (checked.success) return [];
  const shape = checked.error.issues.map(({ path, message }): FormFault => ({
    path: path.map((step) => (typeof step === 'symbol' ? '' : step)),
    message,
  }));
  // What does not fit together is told even while something else is missing.
  const together = faultsOf(form).filter(
    ({ message }) => !shape.some((one) => one.message === message),
  );
  return [...shape, ...together];
}

/** What does not fit together in a form, each with its place. */
function faultsOf(
  form: Pick<FormDefinition, 'sections' | 'indicators' | 'rules' | 'phrases'>,
): FormFault[] {
  const sections = form.sections.map(({ key }) => key);
  const codes = form.indicators.map(({ code }) => code);
  const at = (place: string, index: number, ...field: string[]) => [place, index, ...field];
  const unknown = (path: FormFault['path'], code: string): FormFault[] =>
    codes.includes(code) ? [] : [{ path, message: `Không có chỉ tiêu mã ${code}` }];
  return [
    ...twice(sections).map(({ name, index }) => ({
      path: at('sections', index),
      message: `Hai mục cùng mã ${name}`,
    })),
    ...twice(codes).map(({ name, index }) => ({
      path: at('indicators', index, 'code'),
      message: `Hai chỉ tiêu cùng mã ${name}`,
    })),
    ...form.indicators.flatMap(({ section, label }, index) =>
      sections.includes(section)
        ? []
        : [
            {
              path: at('indicators', index, 'section'),
              message: `Chỉ tiêu “${label}” không thuộc mục nào của biểu mẫu`,
            },
          ],
    ),
    ...form.indicators.flatMap(({ across, ratio, label }, index) =>
      (across === 'ratio') === (ratio !== null)
        ? []
        : [
            {
              path: at('indicators', index, 'ratio'),
              message: `Tỷ lệ “${label}” cần ghi hai chỉ tiêu để tính`,
            },
          ],
    ),
    ...form.indicators.flatMap(({ ratio }, index) =>
      ratio === null
        ? []
        : [ratio.part, ratio.whole].flatMap((code) =>
            unknown(at('indicators', index, 'ratio'), code),
          ),
    ),
    ...form.rules.flatMap(({ code, of }, index) =>
      [code, ...of].flatMap((one) => unknown(at('rules', index), one)),
    ),
    ...form.phrases.flatMap(({ text }, index) =>
      [...text.matchAll(/\{([A-Z0-9_]+)~?\}/gu)].flatMap(([, code = '']) =>
        unknown(at('phrases', index, 'text'), code),
      ),
    ),
    ...form.phrases.flatMap(({ section }, index) =>
      sections.includes(section)
        ? []
        : [
            {
              path: at('phrases', index, 'section'),
              message: `Câu tổng hợp thuộc mục không có: ${section}`,
            },
          ],
    ),
  ];
}

/** Names given more than once, each at its second place. */
function twice(names: readonly string[]): { readonly name: string; readonly index: number }[] {
  return names.flatMap((name, index) => {
    const isSecond =
      names.indexOf(name) < index &&
      names.slice(0, index).filter((one) => one === name).length === 1;
    return isSecond ? [{ name, index }] : [];
  });
}
