import type { FastifyReply } from 'fastify';
import { decimal, vietnamese } from '../../domain/decimal.js';
import { REPORT_UPLOAD } from '../../contract/obligations.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import { filledSheet, withFile } from '../../domain/report-sheet.js';
import type { FilledSheet, ReportSheet } from '../../domain/report-sheet.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import { fieldsOf } from '../../domain/typed-fields.js';
import { owedReports, reportOfAgency } from '../../office/collection/agency-page.js';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';
import { saveDraft } from '../../office/collection/draft.js';
import { submitReport } from '../../office/collection/report.js';
import { sendingOf, versionSent } from '../../office/collection/sending.js';
import { sendDownload, XLSX } from '../download.js';
import { found, Refused } from '../refused.js';
import { readForm } from '../uploads.js';
import type { FormFile } from '../uploads.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import { hashOf } from './draft-hash.js';
import { idIn } from './report-of.js';
import { goOn } from './session.js';
import { startingContent, typedReport } from './typed-report.js';
import type { PostedFields } from './typed-report.js';

const UPLOAD = {
  maxBytes: 5 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.xlsx'],
} as const;

/** All that an agency owes as one workbook: taken away, read back as drafts with what is wrong by cell, and sent at once. */
export function workbookPages(side: AgencyApp): void {
  const { deps, agencyRoute, press } = side;

  agencyRoute('GET', '/workbook', async (at) => {
    const reports = await openReports(side, at);
    if (reports.length === 0) throw new Refused('NOT_OWED');
    return sendDownload(at.reply, {
      fileName: 'Biểu mẫu báo cáo.xlsx',
      contentType: XLSX,
      bytes: await deps.renderReportWorkbook(reports.map((report) => sheetOf(report, at))),
    });
  });

  agencyRoute('POST', '/workbook', async (at) => {
    const form = await readForm(
      { request: at.request, reply: at.reply, room: deps.uploadRoom },
      UPLOAD,
    );
    const sheets = (await deps.readWorkbook(found(form.files[0]).bytes)) ?? [];
    const filled = sheets.map(filledSheet).filter((sheet) => sheet !== null);
    const reports = await openReports(side, at);
    const read = filled.flatMap((sheet) => {
      const report = reports.find((one) => one.obligationId === sheet.obligationId);
      return report === undefined ? [] : [{ sheet, report }];
    });
    if (read.length === 0) return seenPage(at, [], new Refused('NOT_OUR_WORKBOOK'));
    const shown = [];
    for (const { sheet, report } of read) shown.push(await takenIn(at, sheet, report));
    return seenPage(at, shown, null);
  });

  agencyRoute('POST', '/workbook/send', async (at) => {
    const form = await sendingForm(at);
    // Whatever is wrong with a file, what was read is kept and the page says what to do.
    if (form instanceof Refused) return seenPage(at, await keptSheets(at), form);
    const sent = [];
    for (const one of form.reports.slice(0, 40)) sent.push(await send(at, one, form.files));
    return press.page(at.reply, 'workbook-sent', { title: 'Kết quả gửi', who: at.who, sent });
  });

  /** The reports that are to be sent and the files that go with them. */
  async function sendingForm({ request, reply }: AgencyRequest) {
    if (!request.isMultipart()) {
      const { report = [] } = (request.body ?? {}) as PostedFields;
      return { reports: [report].flat().map(String), files: [] };
    }
    try {
      const form = await readForm({ request, reply, room: deps.uploadRoom }, ATTACHED);
      const reports = form.pairs.flatMap(([name, value]) => (name === 'report' ? [value] : []));
      return { reports, files: form.files };
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  /** The reports of which something is kept and not sent, as if their workbook had been read again. */
  async function keptSheets(at: AgencyRequest): Promise<TakenSheet[]> {
    const reports = (await openReports(side, at)).filter(({ draft }) => draft !== null);
    return reports.map((report) => {
      const content = startingContent(report);
      const { errors } = typedReport(fieldsOf(content), report, { isFinal: true });
      const noName = content.senderName === '' ? { senderName: NO_NAME } : {};
      const problems = Object.entries({ ...errors, ...noName });
      return {
        report,
        content,
        problems: problems.map(([name, sentence]) => ({
          cell: '',
          label: labelsOf(report).get(name) ?? '',
          sentence,
        })),
      };
    });
  }

  /** Keeps what a sheet says as the draft of its report; wrong figures stay as typed, beside what is wrong. */
  async function takenIn(
    at: AgencyRequest,
    sheet: FilledSheet,
    report: ReportOfAgency,
  ): Promise<TakenSheet> {
    const before = fieldsOf(startingContent(report));
    const senderName = sheet.fields['senderName'] ?? at.who.typist ?? '';
    const fields = { ...withFile(before, sheet), senderName };
    const { content, errors } = typedReport(fields, report, { isFinal: true });
    if (senderName !== '') await goOn(deps, at.request, senderName);
    const { obligationId } = report;
    await at.act((scope) => saveDraft(scope, { obligationId, content }));
    const wrong = {
      ...errors,
      ...(senderName === '' && { senderName: NO_NAME }),
    };
    const labels = labelsOf(report);
    const problems = [
      ...sheet.problems.map((problem) => ({ ...problem, label: '' })),
      ...Object.entries(wrong).map(([name, sentence]) => ({
        cell: sheet.cells[name] ?? '',
        label: labels.get(name) ?? '',
        sentence,
      })),
    ];
    // What is looked over is what is kept.
    const { officeId, agencyId } = at.who;
    const fresh = found(await reportOfAgency(deps.ledger.db, { officeId, agencyId, obligationId }));
    return { report: fresh, content: startingContent(fresh), problems };
  }

  function seenPage(
    at: AgencyRequest,
    taken: readonly TakenSheet[],
    refusal: Refused | null,
  ): FastifyReply {
    const data = {
      title: 'Tệp Excel đã đọc',
      who: at.who,
      problem: refusal === null ? null : refusalSentence(refusal.code, refusal.details),
      sheets: taken.map(({ report, content, problems }) => ({
        ...report,
        title: report.reportName,
        problems,
        ...answersIn(report, content),
        told: report.form.sections.flatMap(({ key, heading }) => {
          const text = content.narrative[key];
          return text === undefined ? [] : [{ heading, text }];
        }),
        senderName: content.senderName,
        documentNumber: content.documentNumber,
      })),
      ready: taken.flatMap(({ report, content, problems }) =>
        problems.length > 0
          ? []
          : [
              {
                obligationId: report.obligationId,
                reportName: report.reportName,
                value: `${report.obligationId}/${String(report.version)}/${hashOf(content)}`,
              },
            ],
      ),
      accept: ATTACHED.accept.join(','),
    };
    const isWrong = refusal !== null || taken.some(({ problems }) => problems.length > 0);
    const status = refusal === null ? 422 : REFUSALS[refusal.code].status;
    return press.page(at.reply, 'workbook', data, isWrong ? status : 200);
  }

  /** One of the reports that were looked over; what somebody has changed meanwhile is not sent. */
  async function send(at: AgencyRequest, wanted: string, files: readonly FormFile[]) {
    const [id = '', seen = '', typed = ''] = wanted.split('/');
    const obligationId = idIn(id);
    const { officeId, agencyId } = at.who;
    const report = found(
      await reportOfAgency(deps.ledger.db, { officeId, agencyId, obligationId }),
    );
    const told = { obligationId, reportName: report.reportName };
    const attachments = await at.keep(files.filter(({ field }) => field === `file.${id}`));
    const sending = sendingOf({ seen: Number(seen), typed, files: attachments });
    const before = await versionSent(deps.ledger.db, { officeId, obligationId, sending });
    if (before !== null) return { ...told, version: before, problem: null };
    const content = startingContent(report);
    try {
      if (hashOf(content) !== typed) throw new Refused('DRAFT_CHANGED');
      const { version } = await at.act((scope) =>
        submitReport(scope, {
          obligationId,
          content: { ...content, channel: 'link', attachments },
          sending,
        }),
      );
      return { ...told, version, problem: null };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { ...told, version: null, problem: refusalSentence(error.code, error.details) };
    }
  }
}

/** A report with what of it is kept, and what is wrong with that by cell. */
interface TakenSheet {
  readonly report: ReportOfAgency;
  readonly content: ReportForm;
  readonly problems: readonly {
    readonly cell: string;
    readonly label: string;
    readonly sentence: string;
  }[];
}

/** What goes with the reports of a workbook, of all of them together. */
const ATTACHED = { ...REPORT_UPLOAD, maxFiles: 10 } as const;
const NO_NAME = 'Đề nghị ghi họ tên người lập.';

function labelsOf({ indicators }: ReportOfAgency): ReadonlyMap<string, string> {
  return new Map(indicators.map(({ code, label }) => [`figure.${code}`, label]));
}

/** The reports of an agency that can still be typed, with their forms. */
async function openReports(
  { deps }: AgencyApp,
  { who }: AgencyRequest,
): Promise<readonly ReportOfAgency[]> {
  const { officeId, agencyId } = who;
  const owed = await owedReports(deps.ledger.db, { officeId, agencyId });
  const open = owed.filter(
    ({ closed, state }) => !closed && state !== 'accepted' && state !== 'waived',
  );
  const reports: (ReportOfAgency | null)[] = [];
  for (const { obligationId } of open) {
    reports.push(await reportOfAgency(deps.ledger.db, { officeId, agencyId, obligationId }));
  }
  return reports.filter((report) => report !== null);
}

function sheetOf(report: ReportOfAgency, { who }: AgencyRequest): ReportSheet {
  const { last, reportName } = report;
  const content = startingContent(report);
  const senderName = content.senderName || (who.typist ?? '');
  return {
    obligationId: report.obligationId,
    formVersion: report.formVersion,
    title: reportName.charAt(0).toLocaleUpperCase('vi') + reportName.slice(1),
    citation: report.citation,
    duePhrase: report.duePhrase,
    indicators: report.indicators,
    sections: report.form.sections,
    fields: { ...fieldsOf(content), ...(senderName === '' ? {} : { senderName }) },
    last: {
      ...Object.fromEntries((last?.nilCodes ?? []).map((code) => [code, 'Không phát sinh'])),
      ...Object.fromEntries(
        Object.entries(last?.figures ?? {}).map(([code, value]) => [
          code,
          vietnamese(decimal(value)),
        ]),
      ),
    },
  };
}

/** What was read: each number and nil, and what has no answer. */
function answersIn({ indicators }: ReportOfAgency, content: ReportForm) {
  const rows = indicators.flatMap(({ code, label, unit }) => {
    if (content.nilCodes.includes(code)) {
      return [{ label, text: 'Không phát sinh', unit: '', isQuiet: true }];
    }
    const text = content.figures[code];
    return text === undefined ? [] : [{ label, text, unit, isQuiet: false }];
  });
  const missing = indicators.filter(
    ({ code }) => content.figures[code] === undefined && !content.nilCodes.includes(code),
  );
  return {
    rows,
    figures: Object.keys(content.figures).length,
    nil: content.nilCodes.length,
    missing: missing.map(({ label }) => label),
  };
}
