import { decimal, decimalOf } from '../../domain/decimal.js';
import { noDay, typedDayOrNull } from '../../domain/typed-day.js';
import { readingsOf } from '../../domain/figure-check.js';
import { figureProblems } from '../../domain/figure-questions.js';
import type { FigureProblem } from '../../domain/figure-questions.js';
import { joinedFigure, partedFigure } from '../../domain/approximate.js';
import { figureGroups } from '../../domain/forms/figure-groups.js';
import { pairIn } from '../../domain/figure-pair.js';
import { cutAt } from '../../domain/plain-text.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';

/** A form's fields as a browser posts them; a name given several times is a list. */
export type PostedFields = Readonly<Record<string, unknown>>;

/** What an agency has typed, whole or not, and what is wrong with it by field name. */
export interface TypedReport {
  readonly content: ReportForm;
  readonly errors: Readonly<Record<string, string>>;
  /** What is asked back about figures, by code. */
  readonly questions: Readonly<Record<string, FigureProblem>>;
}

const LONGEST_NARRATIVE = 20_000;
const LONGEST_NUMBER = 40;
const LONGEST_NOTE = 500;

/** What of a report the typed fields are read by. */
type Asked = Pick<ReportOfAgency, 'form' | 'indicators' | 'last'>;

/** The report in a posted form; wrong figures are kept as typed, beside what is wrong with them. */
export function typedReport(
  posted: PostedFields,
  report: Asked,
  { isFinal = false }: { readonly isFinal?: boolean } = {},
): TypedReport {
  const { figures, nilCodes, notes, errors } = typedFigures(posted, report);
  const problems = figureProblems({
    form: report.form,
    asked: report.indicators.filter(({ code }) => !nilCodes.includes(code)),
    typed: figures,
    notes,
    last: lastOf(report),
    isFinal,
  });
  for (const { code, sentence } of problems) errors[`figure.${code}`] ??= sentence;
  const narrative: Record<string, string> = {};
  for (const { key } of report.form.sections) {
    const text = textIn(posted, `narrative.${key}`).replace(/\r\n?/g, '\n');
    if (text.length > LONGEST_NARRATIVE) {
      errors[`narrative.${key}`] = 'Nội dung dài quá 20.000 ký tự, đề nghị đính kèm văn bản.';
    }
    if (text !== '') narrative[key] = cutAt(text, LONGEST_NARRATIVE);
  }
  const documentDate = textIn(posted, 'documentDate');
  if (documentDate !== '' && typedDayOrNull(documentDate) === null) {
    errors['documentDate'] = noDay(documentDate);
  }
  const content = {
    figures,
    nilCodes,
    narrative,
    notes,
    nil: false,
    secretPartApart: textIn(posted, 'secretPartApart') !== '',
    documentNumber: textIn(posted, 'documentNumber', 100) || null,
    documentDate: typedDayOrNull(documentDate),
    signer: textIn(posted, 'signer', 200) || null,
    senderName: textIn(posted, 'senderName', 200),
  };
  return {
    content: { ...content, nil: isAllNil(report.indicators, content) },
    errors,
    questions: Object.fromEntries(problems.map((problem) => [problem.code, problem])),
  };
}

function typedFigures(posted: PostedFields, { indicators, form }: Asked) {
  const errors: Record<string, string> = {};
  const figures: Record<string, string> = {};
  const nilCodes: string[] = [];
  const notes: Record<string, string> = {};
  const partners: Record<string, string> = {};
  for (const indicator of indicators) {
    const { code } = indicator;
    const chosen = textIn(posted, `read.${code}`);
    const pair = pairIn(textIn(posted, `figure.${code}`, LONGEST_NUMBER), indicator, indicators);
    // What the field beside already says is not written over.
    if (
      pair !== null &&
      chosen === pair.here &&
      textIn(posted, `figure.${pair.partner.code}`) === ''
    ) {
      partners[pair.partner.code] = pair.there;
    }
  }
  const nilGroups = groupsWithoutAny(posted, { indicators, form });
  for (const indicator of indicators) {
    const { code, decimals } = indicator;
    // What an agency's own file says is taken where its box is ticked, and only there.
    const taken = textIn(posted, `take.${code}`, LONGEST_NUMBER);
    const text = taken === '' ? textIn(posted, `figure.${code}`, LONGEST_NUMBER) : taken;
    const chosen = textIn(posted, `read.${code}`);
    const typed =
      partners[code] ??
      (pairIn(text, indicator, indicators)?.here === chosen
        ? chosen
        : asMeant(text, decimals, { chosen }));
    if (typed !== '') figures[code] = typed;
    const isNil = textIn(posted, `nil.${code}`) !== '';
    const isRest = typed === '' && (textIn(posted, 'restNil') !== '' || nilGroups.has(code));
    if (isNil || isRest) nilCodes.push(code);
    if (isNil && typed !== '' && decimalOf(typed) !== '0') {
      errors[`figure.${code}`] = 'Đã nhập số liệu thì không đánh dấu "Không phát sinh".';
    }
    const note = textIn(posted, `note.${code}`, LONGEST_NOTE);
    if (note !== '') notes[code] = note;
  }
  return { errors, figures, nilCodes, notes };
}

/** The figures of groups that one touch has said to have nothing to report. */
function groupsWithoutAny(
  posted: PostedFields,
  { indicators, form }: Pick<Asked, 'indicators' | 'form'>,
): ReadonlySet<string> {
  return new Set(
    figureGroups(indicators, form.sections).flatMap(({ indicators: members }) =>
      textIn(posted, `nilGroup.${members[0]?.code ?? ''}`) === ''
        ? []
        : members.map(({ code }) => code),
    ),
  );
}

/** A figure with two readings as the person has chosen it; any other as it was typed. */
function asMeant(typed: string, decimals: number, { chosen }: { readonly chosen: string }): string {
  const { number, word } = partedFigure(typed);
  const readings = readingsOf(number, { decimals });
  if (readings === null) return typed;
  return (
    [readings.whole, readings.fraction]
      .map((reading) => joinedFigure(reading.typed, word))
      .find((one) => one === chosen) ?? typed
  );
}

/** What a page starts from: the draft, else the latest version sent, else an empty form. */
export function startingContent(report: ReportOfAgency): ReportForm {
  const empty: ReportForm = {
    figures: {},
    nilCodes: [],
    narrative: {},
    notes: {},
    nil: false,
    secretPartApart: false,
    documentNumber: null,
    documentDate: null,
    signer: null,
    senderName: '',
  };
  if (report.draft !== null) {
    const content = { ...empty, ...report.draft };
    return { ...content, nil: isAllNil(report.indicators, content) };
  }
  const [latest] = report.versions;
  if (latest === undefined) {
    // What the agency has reported under another duty is there to begin with, to be looked at.
    const figures = Object.entries(report.prefilled).map(([code, { value }]) => [
      code,
      value.replace('.', ','),
    ]);
    return { ...empty, figures: Object.fromEntries(figures) as Record<string, string> };
  }
  return {
    ...empty,
    figures: Object.fromEntries(
      latest.figures.map(({ code, value, approximate }) => [
        code,
        joinedFigure(value.replace('.', ','), approximate),
      ]),
    ),
    nilCodes: latest.nilCodes,
    narrative: Object.fromEntries(latest.narrative.map(({ key, text }) => [key, text])),
    notes: Object.fromEntries(latest.notes.map(({ code, text }) => [code, text])),
    nil: latest.nil,
    secretPartApart: latest.secretPartApart,
    documentNumber: latest.documentNumber,
    documentDate: latest.documentDate,
    signer: latest.signer,
    senderName: latest.senderName,
  };
}

/** The figures of the period before as numbers. */
function lastOf({ last }: Pick<ReportOfAgency, 'last'>) {
  return Object.fromEntries(
    Object.entries(last?.figures ?? {}).map(([code, value]) => [code, decimal(value)]),
  );
}

/** The trimmed text of a posted field, at most `most` characters of it; empty when it was not posted. */
export function textIn(posted: PostedFields, name: string, most = Infinity): string {
  const value = posted[name];
  const text: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof text === 'string' ? cutAt(text.normalize('NFC').trim(), most) : '';
}

/** The whole report is nil when every figure asked for is, and nothing else was told. */
function isAllNil(
  indicators: readonly Indicator[],
  { nilCodes, figures, narrative }: Pick<ReportForm, 'nilCodes' | 'figures' | 'narrative'>,
): boolean {
  return (
    indicators.length > 0 &&
    indicators.every(({ code }) => nilCodes.includes(code)) &&
    Object.keys(figures).length === 0 &&
    Object.keys(narrative).length === 0
  );
}
