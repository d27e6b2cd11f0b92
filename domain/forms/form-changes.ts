import { indicatorsAsked } from '../asked-indicators.js';
import type { Reporter } from '../asked-indicators.js';
import { halvesAsked } from '../halves.js';
import type { HalvesAsked } from '../halves.js';
import type { ConfirmedRequirement } from '../schemas/confirmed-plan.js';
import type { FormDefinition, FormSection, Indicator } from '../schemas/form-definition.js';

const HALVES_WORDS: Readonly<Record<HalvesAsked, string>> = {
  both: 'văn bản ký số và số liệu',
  document: 'chỉ văn bản ký số',
  figures: 'chỉ số liệu',
};

/** What another version of a form asks a reporter otherwise than the one before, a line each in Vietnamese; empty where nothing of it concerns him. */
export function formChanges(
  former: FormDefinition,
  form: FormDefinition,
  who: Reporter & { readonly what: ConfirmedRequirement['what'] },
): readonly string[] {
  return changesOf(
    { ...former, indicators: [...indicatorsAsked({ ...who, form: former })] },
    { ...form, indicators: [...indicatorsAsked({ ...who, form })] },
  );
}

/** What another version of a form asks otherwise of anybody who reports by it. */
export function wholeFormChanges(
  former: FormDefinition,
  form: FormDefinition,
  what: ConfirmedRequirement['what'],
): readonly string[] {
  // Plans and lists are asked for without figures.
  const figuresOf = ({ indicators }: FormDefinition) => (what === 'report' ? indicators : []);
  return changesOf(
    { ...former, indicators: figuresOf(former) },
    { ...form, indicators: figuresOf(form) },
  );
}

/** Whether a line of them asks for something that was not asked before. */
export function asksBesides(line: string): boolean {
  return line.startsWith(ADDED);
}

const ADDED = 'Thêm ';

function changesOf(former: FormDefinition, form: FormDefinition): readonly string[] {
  const figures = differences(former.indicators, form.indicators, ({ code }) => code);
  const sections = differences(former.sections, form.sections, ({ key }) => key);
  const halves = halvesAsked(form);
  return [
    ...figures.added.map((figure) => `${ADDED}chỉ tiêu ${named(figure)}`),
    ...figures.removed.map(({ label }) => `Bỏ chỉ tiêu ${label}`),
    ...figures.kept.flatMap(([before, after]) => figureChange(before, after)),
    ...sections.added.map(({ heading }) => `${ADDED}mục ${heading}`),
    ...sections.removed.map(({ heading }) => `Bỏ mục ${heading}`),
    ...sections.kept.flatMap(([before, after]) => sectionChange(before, after)),
    ...(halves === halvesAsked(former) ? [] : [`Cần gửi: ${HALVES_WORDS[halves]}`]),
  ];
}

function differences<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string) {
  const was = new Map(before.map((one) => [keyOf(one), one]));
  const is = new Set(after.map(keyOf));
  return {
    added: after.filter((one) => !was.has(keyOf(one))),
    removed: before.filter((one) => !is.has(keyOf(one))),
    kept: after.flatMap((one) => {
      const earlier = was.get(keyOf(one));
      return earlier === undefined ? [] : [[earlier, one] as const];
    }),
  };
}

function named({ label, unit }: Indicator): string {
  return unit === '' ? label : `${label} (${unit})`;
}

function figureChange(before: Indicator, after: Indicator): readonly string[] {
  if (before.label !== after.label) return [`Đổi chỉ tiêu ${named(before)} thành ${named(after)}`];
  return before.unit === after.unit
    ? []
    : [`${after.label}: đơn vị tính ${before.unit} đổi thành ${after.unit}`];
}

function sectionChange(before: FormSection, after: FormSection): readonly string[] {
  if (before.heading !== after.heading) {
    return [`Đổi mục ${before.heading} thành ${after.heading}`];
  }
  return before.question === after.question ? [] : [`Mục ${after.heading}: đổi nội dung cần nêu`];
}
