import type { AgencyKind } from '../agency-kinds.js';
import type { FormDefinition, Indicator } from '../schemas/form-definition.js';

/** Code, label, English label, unit, and what is not as usual: a sum over agencies and periods, without decimals, asked of everybody. */
export type FigureRow = readonly [
  code: string,
  label: string,
  labelEn: string,
  unit: string,
  unusual?: Partial<
    Pick<
      Indicator,
      'decimals' | 'across' | 'time' | 'ratio' | 'secrecyNote' | 'nature' | 'countedFrom'
    >
  > & { readonly of?: readonly AgencyKind[] },
];

/** What there is at the end of a period: summed over agencies, the last one over periods. */
export const STOCK = { nature: 'stock', time: 'last' } as const;
/** Weighed with three decimals. */
export const GRAMS = { decimals: 3 } as const;

/** Neighbouring figures of a section under one heading. */
export function figures(
  section: string,
  group: string | null,
  rows: readonly FigureRow[],
): Indicator[] {
  return rows.map(([code, label, labelEn, unit, { of, ...unusual } = {}]) => ({
    code,
    label,
    labelEn,
    unit,
    decimals: 0,
    nature: 'flow',
    across: 'sum',
    time: 'sum',
    ratio: null,
    reporters: of === undefined ? null : [...of],
    section,
    group,
    secrecyNote: null,
    ...unusual,
  }));
}

/** The share of one figure in another, in percent, computed anew whenever it is merged. */
export function percent(part: string, whole: string) {
  return {
    decimals: 2,
    across: 'ratio',
    time: 'ratio',
    ratio: { part, whole, factor: 100 },
  } as const;
}

/** The sections a report on results is written in, in order. */
export const REPORT_SECTIONS: FormDefinition['sections'] = [
  section('leadership', 'CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO', 'Leadership and direction'),
  section('results', 'KẾT QUẢ THỰC HIỆN', 'Results'),
  section('assessment', 'KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN', 'Difficulties and their causes'),
  section('nextSteps', 'NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI', 'Next steps'),
  section('proposals', 'ĐỀ XUẤT, KIẾN NGHỊ', 'Proposals'),
];

/** A section with its headings and, where the heading does not say it, what is asked. */
export function section(
  key: string,
  heading: string,
  headingEn: string,
  question: string | null = null,
): FormDefinition['sections'][number] {
  return { key, heading, headingEn, question };
}
