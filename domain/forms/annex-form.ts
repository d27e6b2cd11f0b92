import { fold } from '../fold.js';
import type { ConfirmedPlan } from '../schemas/confirmed-plan.js';
import type { FormDefinition, Indicator } from '../schemas/form-definition.js';
import { formFaults } from './form-faults.js';
import { outlineSections } from './outline-sections.js';
import { REPORT_SECTIONS } from './rows.js';

/** A form read from the annex of a plan, each figure and section with the place of its words in the text. */
export interface AnnexForm {
  readonly form: FormDefinition;
  readonly evidence: readonly {
    readonly code: string;
    readonly start: number;
    readonly end: number;
  }[];
}

const LABEL_HEAD =
  /^(?:(?:tên )?(?:các )?chỉ tiêu|nội dung(?: báo cáo| chỉ tiêu)?|nội dung, chỉ tiêu|tiêu chí)/u;
const UNIT_HEAD = /^(?:đơn vị tính|đvt|đơn vị|đ\.?v\.?t)$/u;
const ORDINAL = /^(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ])[.)]?$/u;
/** A part of the table, "I", "A", "B.". */
const PART = /^(?:[IVXL]{1,5}|[A-ZĐ])[.)]?$/u;
/** What is weighed, measured or paid has decimals; what is counted has none. */
const MEASURED =
  /^(?:g|gam|gram|kg|tấn|tạ|ha|m2|m²|km|m|lít|%|triệu(?: đồng)?|tỷ(?: đồng)?|phần trăm)$/u;
/** What there is at the end of the period, by its own words. */
const STOCK =
  /(?:^|\s)(?:hiện có|hiện còn|đang (?:quản lý|điều trị|sử dụng|hoạt động)|lũy kế|luỹ kế|tính đến|có đến)(?:\s|$|,)/u;

const FEWEST_FIGURES = 3;
const MOST_FIGURES = 300;

/**
 * The form in the annex of a plan: the figures of its table, the sections of its outline (đề cương), or both,
 * figures then under the section that tells of results. Null where it has neither.
 */
export function annexForm(text: string): AnnexForm | null {
  const table = tableForm(text);
  const outline = outlineSections(text);
  const sections = outline.map(({ section }) => section);
  if (outline.length === 0) return table;
  const evidence = outline.map(({ section, start, end }) => ({ code: section.key, start, end }));
  const results = sections.find(({ heading }) => fold(heading).includes('kết quả')) ?? sections[0];
  const form = table?.form ?? emptyAnnex();
  return {
    form: {
      ...form,
      sections,
      indicators: form.indicators.map((indicator) => ({
        ...indicator,
        section: results?.key ?? indicator.section,
      })),
    },
    evidence: [...evidence, ...(table?.evidence ?? [])],
  };
}

/** What the form in a plan's annex is called within the plan. */
const ANNEX_KEY = 'annex';

/** A proposed plan whose reports are asked for by the form in its own annex, where one is among its forms that can be used as it is. */
export function askedByAnnex(plan: ConfirmedPlan): ConfirmedPlan {
  const form = plan.forms?.find(({ key }) => key === ANNEX_KEY);
  if (form === undefined || formFaults(form).length > 0) return plan;
  return {
    ...plan,
    requirements: plan.requirements.map((requirement) =>
      requirement.what === 'report' && !requirement.onward
        ? { ...requirement, form: form.key }
        : requirement,
    ),
  };
}

function emptyAnnex(): FormDefinition {
  return {
    key: ANNEX_KEY,
    name: 'Biểu mẫu trong phụ lục của Kế hoạch',
    nameEn: 'Form in the annex of the plan',
    source: 'annex',
    sections: [...REPORT_SECTIONS],
    indicators: [],
    rules: [],
    phrases: [],
    warning: null,
  };
}

/**
 * The form in the first table of a text that has a column of figures' names and one of their units: a row
 * with a unit is a figure, one without stands over those below it. Null where the text has no such table. Who
 * reports what and how values are merged the table does not say: a person looks at it before it is used.
 */
function tableForm(text: string): AnnexForm | null {
  let columns: { readonly label: number; readonly unit: number } | null = null;
  let group: string | null = null;
  const rows: { label: string; unit: string; group: string | null; start: number; end: number }[] =
    [];
  let start = 0;
  for (const line of text.split('\n')) {
    const cells = cellsOf(line);
    const at = start;
    start += line.length + 1;
    if (cells.length < 3) {
      if (rows.length >= FEWEST_FIGURES) break;
      columns = null;
      rows.length = 0;
      continue;
    }
    if (columns === null) {
      columns = columnsOf(cells);
      group = null;
      continue;
    }
    const label = (cells[columns.label] ?? '')
      .replace(/\s+/gu, ' ')
      .replace(/[:;.]+$/u, '')
      .trim();
    const unit = (cells[columns.unit] ?? '').trim();
    if (label === '' || ORDINAL.test(label)) continue;
    const isPart = cells.some((cell) => PART.test(cell.trim()));
    if (unit === '' || (isPart && unit === '')) group = label;
    else if (rows.length < MOST_FIGURES) {
      const from = at + Math.max(0, line.indexOf(label.slice(0, 12)));
      rows.push({ label, unit, group, start: from, end: at + line.length });
    }
  }
  if (rows.length < FEWEST_FIGURES) return null;
  const indicators = rows.map((row, index) => figureOf(row, index));
  return {
    form: { ...emptyAnnex(), indicators: distinct(indicators) },
    evidence: rows.map(({ start: from, end }, index) => ({
      code: codeOf(index),
      start: from,
      end,
    })),
  };
}

function figureOf(
  {
    label,
    unit,
    group,
  }: { readonly label: string; readonly unit: string; readonly group: string | null },
  index: number,
): Indicator {
  const words = fold(label);
  const isStock = STOCK.test(words);
  const isShare = /^(?:%|phần trăm)$/u.test(fold(unit));
  return {
    code: codeOf(index),
    label: label.slice(0, 300),
    labelEn: '',
    unit: unit.slice(0, 60),
    decimals: MEASURED.test(fold(unit)) ? 3 : 0,
    nature: isStock || isShare ? 'stock' : 'flow',
    // A share of many is no sum of shares: until a person says what it is computed from, the last one stands.
    across: isShare ? 'last' : 'sum',
    time: isStock || isShare ? 'last' : 'sum',
    ratio: null,
    reporters: null,
    section: 'results',
    group: group === null ? null : group.slice(0, 200),
    secrecyNote: null,
  };
}

function codeOf(index: number): string {
  return `PL_${String(index + 1).padStart(2, '0')}`;
}

/** Figures of one name are told apart by the heading they stand under. */
function distinct(indicators: readonly Indicator[]): Indicator[] {
  const names = indicators.map(({ label }) => label);
  return indicators.map((indicator) => {
    const isAlone = names.filter((name) => name === indicator.label).length === 1;
    return isAlone || indicator.group === null
      ? indicator
      : { ...indicator, label: `${indicator.label} (${indicator.group})`.slice(0, 300) };
  });
}

function columnsOf(cells: readonly string[]) {
  const heads = cells.map((cell) => fold(cell.replace(/\s+/gu, ' ').trim()));
  const label = heads.findIndex((head) => LABEL_HEAD.test(head));
  const unit = heads.findIndex((head) => UNIT_HEAD.test(head));
  return label < 0 || unit < 0 || label === unit ? null : { label, unit };
}

/** The cells of a row of a table as the extractors write it; one for a line of prose. */
export function cellsOf(line: string): string[] {
  const mark = line.includes('|') ? '|' : '\t';
  const cells = line.split(mark);
  return mark === '|' ? cells.map((cell) => cell.trim()) : cells;
}
