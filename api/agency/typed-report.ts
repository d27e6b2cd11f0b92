import { decimalOf } from '../../domain/decimal.js';
import { checkFigure } from '../../domain/figure-check.js';
import { givenDayOrNull } from '../../domain/day.js';
import { NARRATIVE_SECTIONS } from '../../domain/indicators.js';
import { cutAt } from '../../domain/plain-text.js';
import type { Indicator } from '../../domain/indicators.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';

/** A form's fields as a browser posts them; a name given several times is a list. */
export type PostedFields = Readonly<Record<string, unknown>>;

/** What an agency has typed, whole or not, and what is wrong with it by field name. */
export interface TypedReport {
  readonly content: ReportForm;
  readonly errors: Readonly<Record<string, string>>;
}

const LONGEST_NARRATIVE = 20_000;
const LONGEST_NUMBER = 40;

/** The report in a posted form; wrong figures are kept as typed, beside what is wrong with them. */
export function typedReport(posted: PostedFields, indicators: readonly Indicator[]): TypedReport {
  const errors: Record<string, string> = {};
  const figures: Record<string, string> = {};
  const nilCodes: string[] = [];
  for (const { code, decimals } of indicators) {
    const typed = textIn(posted, `figure.${code}`, LONGEST_NUMBER);
    if (typed !== '') figures[code] = typed;
    const isNil = textIn(posted, `nil.${code}`) !== '';
    const isRest = typed === '' && textIn(posted, 'restNil') !== '';
    if (isNil || isRest) nilCodes.push(code);
    const wrong = isNil ? nilConflict(typed) : figureError(typed, decimals);
    if (wrong !== null) errors[`figure.${code}`] = wrong;
  }
  const narrative: Record<string, string> = {};
  for (const { key } of NARRATIVE_SECTIONS) {
    const text = textIn(posted, `narrative.${key}`).replace(/\r\n?/g, '\n');
    if (text.length > LONGEST_NARRATIVE) {
      errors[`narrative.${key}`] = 'Nội dung dài quá 20.000 ký tự, đề nghị đính kèm văn bản.';
    }
    if (text !== '') narrative[key] = cutAt(text, LONGEST_NARRATIVE);
  }
  const documentDate = textIn(posted, 'documentDate');
  if (documentDate !== '' && givenDayOrNull(documentDate) === null) {
    errors['documentDate'] = 'Ngày không đúng.';
  }
  return {
    content: {
      figures,
      nilCodes,
      narrative,
      nil: isAllNil({ indicators, nilCodes, figures, narrative }),
      secretPartApart: textIn(posted, 'secretPartApart') !== '',
      documentNumber: textIn(posted, 'documentNumber', 100) || null,
      documentDate: givenDayOrNull(documentDate),
      signer: textIn(posted, 'signer', 200) || null,
      senderName: textIn(posted, 'senderName', 200),
    },
    errors,
  };
}

/** What a page starts from: the draft, else the latest version sent, else an empty form. */
export function startingContent(report: ReportOfAgency): ReportForm {
  const empty: ReportForm = {
    figures: {},
    nilCodes: [],
    narrative: {},
    nil: false,
    secretPartApart: false,
    documentNumber: null,
    documentDate: null,
    signer: null,
    senderName: '',
  };
  if (report.draft !== null) return { ...empty, ...report.draft };
  const [latest] = report.versions;
  if (latest === undefined) return empty;
  return {
    ...empty,
    figures: Object.fromEntries(
      latest.figures.map(({ code, value }) => [code, value.replace('.', ',')]),
    ),
    nilCodes: latest.nilCodes,
    narrative: Object.fromEntries(latest.narrative.map(({ key, text }) => [key, text])),
    nil: latest.nil,
    secretPartApart: latest.secretPartApart,
    documentNumber: latest.documentNumber,
    documentDate: latest.documentDate,
    signer: latest.signer,
    senderName: latest.senderName,
  };
}

/** The trimmed text of a posted field, at most `most` characters of it; empty when it was not posted. */
export function textIn(posted: PostedFields, name: string, most = Infinity): string {
  const value = posted[name];
  const text: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof text === 'string' ? cutAt(text.normalize('NFC').trim(), most) : '';
}

function nilConflict(typed: string): string | null {
  return typed === '' || decimalOf(typed) === '0'
    ? null
    : 'Đã nhập số liệu thì không đánh dấu "Không phát sinh".';
}

function figureError(typed: string, decimals: number): string | null {
  if (typed === '') return null;
  const checked = checkFigure(typed, { decimals });
  if (checked.ok) return null;
  if (checked.error === 'NO_NUMBER') {
    return 'Chỉ nhập chữ số; dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân (ví dụ 1.250 hoặc 7,385).';
  }
  return decimals === 0
    ? 'Chỉ tiêu này là số nguyên.'
    : `Nhiều nhất ${String(decimals)} chữ số sau dấu phẩy.`;
}

/** The whole report is nil when every figure asked for is, and nothing else was told. */
function isAllNil({
  indicators,
  nilCodes,
  figures,
  narrative,
}: {
  readonly indicators: readonly Indicator[];
  readonly nilCodes: readonly string[];
  readonly figures: Readonly<Record<string, string>>;
  readonly narrative: Readonly<Record<string, string>>;
}): boolean {
  return (
    indicators.length > 0 &&
    nilCodes.length === indicators.length &&
    Object.keys(figures).length === 0 &&
    Object.keys(narrative).length === 0
  );
}
