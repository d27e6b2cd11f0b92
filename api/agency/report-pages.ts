import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { NARRATIVE_SECTIONS } from '../../domain/indicators.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';
import { REPORT_UPLOAD } from '../../contract/obligations.js';
import { found, Refused } from '../refused.js';
import { readForm } from '../uploads.js';
import type { UploadedForm } from '../uploads.js';
import { sendingOf, versionSent } from '../../office/collection/sending.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import { posted, reportOf } from './report-of.js';
import { startingContent, typedReport } from './typed-report.js';
import { receiptCode, saveDraft, submitReport } from '../../office/collection/report.js';

/** One report of an agency: typed and kept, looked over, sent, and its receipt. */
export function reportPages(side: AgencyApp): void {
  typingPages(side);
  sendingPages(side);
}

function typingPages(side: AgencyApp): void {
  const { desk, press } = side;

  desk('GET', '/reports/:id', async (at) => {
    const report = await reportOf(side, at);
    const { saved } = at.request.query as { readonly saved?: string };
    const notice = saved === undefined ? null : 'Đã lưu nháp. Báo cáo chưa được gửi.';
    return formPage(side, at, report, { content: startingContent(report), notice });
  });

  desk('POST', '/reports/:id/draft', async (at) => {
    const report = await reportOf(side, at);
    const { content, errors } = typedReport(posted(at), report.indicators);
    await keepDraft(at, report, content);
    if (Object.keys(errors).length > 0) {
      const notice = 'Đã lưu nháp. Một số nội dung còn phải sửa trước khi gửi.';
      return formPage(side, at, report, { content, errors, notice });
    }
    return at.reply.redirect(`/b/reports/${report.obligationId}?saved=1`, 303);
  });

  desk('POST', '/reports/:id/review', async (at) => {
    const report = await reportOf(side, at);
    const { content, errors: wrong } = typedReport(posted(at), report.indicators);
    const errors = {
      ...wrong,
      ...(content.senderName === '' && { senderName: 'Đề nghị ghi họ tên người lập.' }),
    };
    await keepDraft(at, report, content);
    if (Object.keys(errors).length > 0) {
      return formPage(side, at, report, { content, errors, status: 422 });
    }
    return press.page(at.reply, 'review', reviewData(at, report, content));
  });
}

function sendingPages(side: AgencyApp): void {
  const { desk, press } = side;

  desk('POST', '/reports/:id/send', async (at) => {
    const report = await reportOf(side, at);
    const content = startingContent(report);
    const form = await formOrRefusal(side, at);
    // Whatever is wrong with a file, what was typed is still there and the page says what to do.
    if (form instanceof Refused) return reviewAgain(side, at, report, form);
    const typed = form.fields['draft'] ?? '';
    const { officeId } = at.who;
    const { obligationId } = report;
    const attachments = await at.keep(form.files);
    const seen = Number(form.fields['seen'] ?? report.version);
    const sending = sendingOf({ seen, typed, files: attachments });
    const before = await versionSent(side.deps.ledger.db, { officeId, obligationId, sending });
    if (before !== null) return at.reply.redirect(receiptOf(obligationId, before), 303);
    if (typed !== hashOf(content)) {
      return reviewAgain(side, at, report, new Refused('DRAFT_CHANGED'));
    }
    try {
      const { version } = await at.act((scope) =>
        submitReport(scope, {
          obligationId,
          content: { ...content, channel: 'link', attachments },
          sending,
        }),
      );
      return await at.reply.redirect(receiptOf(obligationId, version), 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refusedPage(side, at, report, error);
    }
  });

  desk('GET', '/reports/:id/receipts/:version', async (at) => {
    const report = await reportOf(side, at);
    const { version: wanted } = at.request.params as { readonly version: string };
    const version = found(report.versions.find((one) => String(one.version) === wanted));
    const { sent } = at.request.query as { readonly sent?: string };
    const isNil = ({ code }: { readonly code: string }) => version.nilCodes.includes(code);
    return press.page(at.reply, 'receipt', {
      title: 'Phiếu tiếp nhận',
      who: at.who,
      report,
      version,
      nil: report.indicators.filter(isNil).map(({ label }) => label),
      code: receiptCode(report.obligationId, version.version),
      justSent: sent !== undefined,
    });
  });
}

function receiptOf(obligationId: string, version: number): string {
  return `/b/reports/${obligationId}/receipts/${String(version)}?sent=1`;
}

/** Keeps what was typed, even after the closing: only sending is refused then. */
async function keepDraft(
  at: AgencyRequest,
  { obligationId }: ReportOfAgency,
  content: ReportForm,
): Promise<void> {
  await at.act((scope) => saveDraft(scope, { obligationId, content }));
}

/** What the form page shows besides the report itself. */
interface FormState {
  readonly content: ReportForm;
  readonly errors?: Readonly<Record<string, string>>;
  readonly problem?: string;
  readonly notice?: string | null;
  readonly status?: number;
}

function formPage(
  { press }: AgencyApp,
  { who, reply }: AgencyRequest,
  report: ReportOfAgency,
  { content, errors = {}, problem, notice = null, status = 200 }: FormState,
): FastifyReply {
  const data = {
    title: `Nhập ${report.reportName}`,
    who,
    report,
    content,
    errors,
    problem: problem ?? null,
    notice,
    sections: NARRATIVE_SECTIONS,
    labels: fieldLabels(report),
    isOpen: !report.closed && report.state !== 'accepted' && report.state !== 'waived',
  };
  return press.page(reply, 'report', data, status);
}

/** The form with what was typed and why it was not taken: beside the fields where these are known, else on top. */
function refusedPage(
  side: AgencyApp,
  at: AgencyRequest,
  report: ReportOfAgency,
  { code, details }: Refused,
): FastifyReply {
  const content = startingContent(report);
  const { status } = REFUSALS[code];
  const { fields } = details;
  if (Array.isArray(fields)) {
    const wrong = fields.map((name: string) => [`figure.${name}`, 'Số liệu không đúng.']);
    const errors = Object.fromEntries(wrong) as Record<string, string>;
    return formPage(side, at, report, { content, errors, status });
  }
  const problem = `${refusalSentence(code, details)} Nội dung đã nhập vẫn được lưu nháp.`;
  return formPage(side, at, report, { content, problem, status });
}

function reviewAgain(
  { press }: AgencyApp,
  at: AgencyRequest,
  report: ReportOfAgency,
  { code, details }: Refused,
): FastifyReply {
  const data = reviewData(at, report, startingContent(report));
  const problem = refusalSentence(code, details);
  return press.page(at.reply, 'review', { ...data, problem }, REFUSALS[code].status);
}

function reviewData({ who }: AgencyRequest, report: ReportOfAgency, content: ReportForm) {
  const blank = report.indicators.filter(
    ({ code }) => content.figures[code] === undefined && !content.nilCodes.includes(code),
  );
  return {
    title: 'Xem lại trước khi gửi',
    who,
    report,
    content,
    sections: NARRATIVE_SECTIONS,
    blank: blank.length,
    draft: hashOf(content),
    problem: null,
    accept: REPORT_UPLOAD.accept.join(','),
  };
}

async function formOrRefusal(
  { deps }: AgencyApp,
  { request, reply }: AgencyRequest,
): Promise<UploadedForm | Refused> {
  try {
    return await readForm({ request, reply, room: deps.uploadRoom }, REPORT_UPLOAD);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** What was looked over is what is sent: another window may have saved something else meanwhile. */
function hashOf(content: ReportForm): string {
  const parts = [
    Object.entries(content.figures).sort(),
    [...content.nilCodes].sort(),
    Object.entries(content.narrative).sort(),
    content.nil,
    content.secretPartApart,
    content.documentNumber,
    content.documentDate,
    content.signer,
    content.senderName,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function fieldLabels({ indicators }: ReportOfAgency): Record<string, string> {
  return {
    ...Object.fromEntries(indicators.map(({ code, label }) => [`figure.${code}`, label])),
    ...Object.fromEntries(
      NARRATIVE_SECTIONS.map(({ key, heading }) => [`narrative.${key}`, heading]),
    ),
    documentNumber: 'Số, ký hiệu',
    documentDate: 'Ngày ban hành',
    signer: 'Người ký',
    senderName: 'Người lập',
  };
}
