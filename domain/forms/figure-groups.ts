import type { FormSection, Indicator } from '../schemas/form-definition.js';

/** Neighbouring figures of one section under one heading. */
export interface FigureGroup<I> {
  readonly heading: string | null;
  readonly indicators: readonly I[];
}

/** The figures of a form as its page lays them: by section and heading, in their order; figures without a heading stand under that of their section where there are several. */
export function figureGroups<I extends Pick<Indicator, 'section' | 'group'>>(
  indicators: readonly I[],
  sections: readonly Pick<FormSection, 'key' | 'heading'>[],
): readonly FigureGroup<I>[] {
  const headings = new Map(sections.map(({ key, heading }) => [key, heading]));
  const isOne = new Set(indicators.map(({ section }) => section)).size < 2;
  const groups: { heading: string | null; indicators: I[] }[] = [];
  let last: I | undefined;
  for (const indicator of indicators) {
    const { section, group } = indicator;
    if (last?.section === section && last.group === group) {
      groups.at(-1)?.indicators.push(indicator);
    } else {
      const heading = group ?? (isOne ? null : (headings.get(section) ?? null));
      groups.push({ heading, indicators: [indicator] });
    }
    last = indicator;
  }
  return groups;
}
