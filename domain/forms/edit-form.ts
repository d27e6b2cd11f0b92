import { folded } from '../folded.js';
import type { FormDefinition, Indicator } from '../schemas/form-definition.js';

const LONGEST_CODE = 40;

/** A code for a figure by its words, `SO_VU_TAI_NAN`; numbered where another has it. */
export function codeFor(label: string, taken: readonly string[]): string {
  const words = folded(label)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/gu, '_')
    .replace(/^[_0-9]+|_+$/gu, '');
  const stem = (words === '' ? 'CHI_TIEU' : words).slice(0, LONGEST_CODE - 3).replace(/_+$/u, '');
  return firstFree(stem, '_', taken);
}

/** A form with one more figure at the end of a section, as most figures are. */
export function withNewFigure(form: FormDefinition, section: string): FormDefinition {
  const last = form.indicators.filter((one) => one.section === section).at(-1);
  const figure: Indicator = {
    code: codeFor(
      '',
      form.indicators.map(({ code }) => code),
    ),
    label: '',
    labelEn: '',
    unit: last?.unit ?? '',
    decimals: last?.decimals ?? 0,
    nature: 'flow',
    across: 'sum',
    time: 'sum',
    ratio: null,
    reporters: last?.reporters ?? null,
    groups: last?.groups ?? null,
    section,
    group: last?.group ?? null,
    secrecyNote: null,
  };
  const place = last === undefined ? form.indicators.length : form.indicators.indexOf(last) + 1;
  return { ...form, indicators: form.indicators.toSpliced(place, 0, figure) };
}

/**
 * A form with one figure changed. A figure whose words are written for the first time is called by them,
 * and what is merged by what it is: a stock is not summed over periods, only a ratio has two parts.
 */
export function withFigure(
  form: FormDefinition,
  code: string,
  change: Partial<Indicator>,
): FormDefinition {
  return {
    ...form,
    indicators: form.indicators.map((figure) =>
      figure.code === code ? fitting(figure, change) : figure,
    ),
  };
}

function fitting(before: Indicator, change: Partial<Indicator>): Indicator {
  const after = { ...before, ...change };
  const isRatio = after.across === 'ratio';
  const becomes = (field: 'nature' | 'across') => change[field] !== undefined;
  if (isRatio) {
    const ratio = after.ratio ?? { part: '', whole: '', factor: 100 };
    return { ...after, ratio, time: 'ratio', reporters: null, groups: null, countedFrom: null };
  }
  const time = becomes('nature')
    ? after.nature === 'stock'
      ? ('last' as const)
      : ('sum' as const)
    : after.time === 'ratio'
      ? ('sum' as const)
      : after.time;
  return { ...after, ratio: null, time };
}

/** A form in which a figure has another code, in rules, ratios and sentences too. */
export function withCode(form: FormDefinition, from: string, to: string): FormDefinition {
  const named = (code: string) => (code === from ? to : code);
  return {
    ...form,
    indicators: form.indicators.map((figure) => ({
      ...figure,
      code: named(figure.code),
      ratio:
        figure.ratio === null
          ? null
          : { ...figure.ratio, part: named(figure.ratio.part), whole: named(figure.ratio.whole) },
    })),
    rules: form.rules.map((rule) => ({ ...rule, code: named(rule.code), of: rule.of.map(named) })),
    phrases: form.phrases.map((phrase) => ({
      ...phrase,
      text: phrase.text.replace(/\{([A-Z0-9_]+)(~?)\}/gu, (_whole, code: string, mark: string) => {
        return `{${named(code)}${mark}}`;
      }),
    })),
  };
}

/** A form without a figure and the checks that are about it; a sentence that tells it is left for a person to mend. */
export function withoutFigure(form: FormDefinition, code: string): FormDefinition {
  return {
    ...form,
    indicators: form.indicators.filter((figure) => figure.code !== code),
    rules: form.rules.flatMap((rule) => {
      const of = rule.of.filter((one) => one !== code);
      return rule.code === code || of.length === 0 ? [] : [{ ...rule, of }];
    }),
  };
}

/** A form in which a figure stands one place earlier (-1) or later (1) in its section; as it was at the end of it. */
export function withFigureMoved(form: FormDefinition, code: string, by: -1 | 1): FormDefinition {
  const figure = form.indicators.find((one) => one.code === code);
  const peers = form.indicators.filter(({ section }) => section === figure?.section);
  const other = figure === undefined ? undefined : peers[peers.indexOf(figure) + by];
  if (figure === undefined || other === undefined) return form;
  return {
    ...form,
    indicators: form.indicators.map((one) =>
      one === figure ? other : one === other ? figure : one,
    ),
  };
}

/** A form with one more section at its end. */
export function withNewSection(form: FormDefinition): FormDefinition {
  const key = firstFree(
    'section',
    '',
    form.sections.map((section) => section.key),
  );
  return {
    ...form,
    sections: [...form.sections, { key, heading: '', headingEn: '', question: null }],
  };
}

/** A form in which a section stands one place earlier (-1) or later (1). */
export function withSectionMoved(form: FormDefinition, key: string, by: -1 | 1): FormDefinition {
  const at = form.sections.findIndex((section) => section.key === key);
  const [here, there] = [form.sections[at], form.sections[at + by]];
  if (here === undefined || there === undefined) return form;
  return {
    ...form,
    sections: form.sections.map((one) => (one === here ? there : one === there ? here : one)),
  };
}

/** A form without a section; its figures and sentences go to the one before it, else to the one behind. The last section stays. */
export function withoutSection(form: FormDefinition, key: string): FormDefinition {
  const at = form.sections.findIndex((section) => section.key === key);
  const heir = form.sections[at - 1] ?? form.sections[at + 1];
  if (at < 0 || heir === undefined) return form;
  const moved = <Part extends { readonly section: string }>(part: Part): Part =>
    part.section === key ? { ...part, section: heir.key } : part;
  return {
    ...form,
    sections: form.sections.filter((section) => section.key !== key),
    indicators: form.indicators.map(moved),
    phrases: form.phrases.map(moved),
  };
}

function firstFree(stem: string, joint: string, taken: readonly string[]): string {
  if (joint !== '' && !taken.includes(stem)) return stem;
  for (let n = joint === '' ? 1 : 2; ; n += 1) {
    const name = `${stem}${joint}${String(n)}`;
    if (!taken.includes(name)) return name;
  }
}
