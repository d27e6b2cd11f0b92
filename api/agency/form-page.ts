import type { FastifyReply } from 'fastify';
import { dayOrNull } from '../../domain/day.js';
import { printedDay } from '../../domain/printed-day.js';
import { marksOf, marksText } from '../../domain/draft-merge.js';
import { figureGroups } from '../../domain/forms/figure-groups.js';
import { momentInWords } from '../../domain/moment-words.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import { contentOf, fieldsOf, sectionOf } from '../../domain/typed-fields.js';
import type { TypedFields } from '../../domain/typed-fields.js';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';
import type { KeptDraft } from '../../office/collection/draft.js';
import { sectionOfCode } from '../../office/collection/filled-by.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import { startingContent } from './typed-report.js';
import type { TypedReport } from './typed-report.js';

/** What the form page shows besides the report itself. */
interface FormState {
  readonly content: ReportForm;
  readonly errors?: Readonly<Record<string, string>>;
  readonly questions?: TypedReport['questions'];
  readonly conflicts?: readonly ConflictLine[];
  readonly problem?: string;
  readonly notice?: string | null;
  /** What the agency's own file says, by code. */
  readonly offers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

/** The form with what was typed, what is wrong or asked of it, and what a colleague typed beside it. */
export function formPage(
  { press }: AgencyApp,
  { who, reply }: AgencyRequest,
  report: ReportOfAgency,
  {
    content,
    errors = {},
    questions = {},
    conflicts = [],
    problem,
    notice = null,
    offers = {},
    status = 200,
  }: FormState,
): FastifyReply {
  const data = {
    title: `Nhập ${report.reportName}`,
    who,
    report,
    content,
    errors,
    problem: problem ?? null,
    notice,
    questions,
    offers,
    conflicts: Object.fromEntries(conflicts.map((line) => [line.name, line])),
    sections: report.form.sections,
    groups: figureGroups(report.indicators, report.form.sections),
    hasDecimals: report.indicators.some(({ decimals }) => decimals > 0),
    // Marks of what the ledger keeps, whatever else the page shows beside it.
    shown: marksText(marksOf(fieldsOf(startingContent(report)))),
    typists: typistsOf(report),
    labels: fieldLabels(report),
    isOpen: !report.closed && report.state !== 'accepted' && report.state !== 'waived',
  };
  return press.page(reply, 'report', data, status);
}

/** A field that a colleague filled in otherwise meanwhile, as the page shows it. */
interface ConflictLine {
  readonly name: string;
  readonly theirs: string;
  readonly by: string;
  readonly at: string;
}

/** The fields that a colleague filled in otherwise meanwhile, with his name and when. */
export function conflictsOf({ filled: before }: ReportOfAgency, kept: KeptDraft): ConflictLine[] {
  return kept.conflicts.map(({ name, theirs }) => {
    const filled = kept.filled[name] ?? before[name];
    return {
      name,
      theirs: theirs === TICKED ? 'đã đánh dấu' : (shownFields({ [name]: theirs })[name] ?? ''),
      by: filled?.by ?? '',
      at: filled === undefined ? '' : momentInWords(filled.at),
    };
  });
}

/** Fields as they stand on the page: the day as it is typed there. */
export function shownFields(fields: TypedFields): TypedFields {
  const on = dayOrNull(fields['documentDate'] ?? '');
  return on === null ? fields : { ...fields, documentDate: printedDay(on) };
}

const TICKED = '1';

/** What was kept, with one's own words in the fields where a colleague's were kept: both are on the page then. */
export function withMine(content: ReportForm, { fields, conflicts }: KeptDraft): ReportForm {
  const mine = conflicts.map(({ name, mine: value }) => [name, value]);
  const shown = { ...fields, ...Object.fromEntries(mine) } as TypedFields;
  const left = Object.entries(shown).filter(([, value]) => value !== '');
  return { ...content, ...contentOf(Object.fromEntries(left)) };
}

function fieldLabels({ indicators, form }: ReportOfAgency): Record<string, string> {
  return {
    ...Object.fromEntries(indicators.map(({ code, label }) => [`figure.${code}`, label])),
    ...Object.fromEntries(form.sections.map(({ key, heading }) => [`narrative.${key}`, heading])),
    documentNumber: 'Số, ký hiệu',
    documentDate: 'Ngày ban hành',
    signer: 'Người ký',
    senderName: 'Người lập',
  };
}

/** Who has filled in what so far, by section; the figures of all sections stand under `figures`. */
function typistsOf({ filled, form }: ReportOfAgency): Record<string, readonly string[]> {
  const names: Record<string, readonly string[]> = {};
  for (const [name, { by }] of Object.entries(filled)) {
    const isFigure = sectionOf(name, () => null) === null;
    const section = isFigure ? 'figures' : sectionOf(name, (code) => sectionOfCode(form, code));
    if (section === null || by === '' || names[section]?.includes(by) === true) continue;
    names[section] = [...(names[section] ?? []), by];
  }
  return names;
}
