import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { dayOrNull } from '../../domain/day.js';
import { decimalOf } from '../../domain/decimal.js';
import { NARRATIVE_SECTIONS } from '../../domain/indicators.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import type { ReportDesk } from '../../db/views/agency-desk.js';
import { REPORT_UPLOAD } from '../contract/obligations.js';
import { DOCX, sendDownload } from '../download.js';
import { found, Refused } from '../refused.js';
import { readForm } from '../uploads.js';
import type { AgencySide, AtDesk } from './pages.js';
import { startingContent, textIn, typedReport } from './typed-report.js';
import type { PostedFields } from './typed-report.js';

/** One report of an agency: typed, looked over, sent; or said to be sent, or asked to be put off. */
export function reportPages(side: AgencySide): void {
  typingPages(side);
  sendingPages(side);
  claimPages(side);
  extensionPages(side);
  takeAwayPages(side);
}

/** What the form page shows besides the report itself. */
interface FormState {
  readonly content: ReportForm;
  readonly errors?: Readonly<Record<string, string>>;
  readonly problem?: string | null;
  readonly notice?: string | null;
}

function typingPages(side: AgencySide): void {
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
    await keepDraft(side, at, report, content);
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
      ...(content.senderName === '' ? { senderName: 'Đề nghị ghi họ tên người lập.' } : {}),
    };
    await keepDraft(side, at, report, content);
    if (Object.keys(errors).length > 0) {
      return formPage(side, at, report, { content, errors }, 422);
    }
    return press.page(at.reply, 'review', reviewData(at, report, content));
  });
}

function sendingPages(side: AgencySide): void {
  const { desk, deps, press } = side;

  desk('POST', '/reports/:id/send', async (at) => {
    const report = await reportOf(side, at);
    const content = startingContent(report);
    const form = await readForm(at.request, REPORT_UPLOAD).catch((error: unknown) => error);
    // Whatever is wrong with a file, what was typed is still there and the page says what to do.
    if (form instanceof Refused) return reviewAgain(side, at, report, form);
    if (form instanceof Error) throw form;
    const { fields, files } = form as Awaited<ReturnType<typeof readForm>>;
    if (fields['draft'] !== hashOf(content)) {
      return reviewAgain(side, at, report, new Refused('DRAFT_CHANGED'));
    }
    try {
      const { version } = await at.act((scope) =>
        deps.acts.obligation.submitReport(scope, {
          obligationId: report.obligationId,
          content: { ...content, channel: 'link', attachments: [...files] },
        }),
      );
      return await at.reply.redirect(
        `/b/reports/${report.obligationId}/receipts/${String(version)}?sent=1`,
        303,
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { fields: wrongCodes } = error.details;
      if (!Array.isArray(wrongCodes)) return formPageRefused(side, at, report, error);
      const errors = Object.fromEntries(
        wrongCodes.map((code: string) => [`figure.${code}`, 'Số liệu không đúng.']),
      );
      return formPage(side, at, report, { content, errors }, 422);
    }
  });

  desk('GET', '/reports/:id/receipts/:version', async (at) => {
    const report = await reportOf(side, at);
    const { version: wanted } = at.request.params as { readonly version: string };
    const version = found(report.versions.find((one) => String(one.version) === wanted));
    const { sent } = at.request.query as { readonly sent?: string };
    return press.page(at.reply, 'receipt', {
      title: 'Phiếu tiếp nhận',
      who: at.who,
      report,
      version,
      nil: nilLabels(report, version.nilCodes),
      code: deps.acts.obligation.receiptCode(report.obligationId, version.version),
      justSent: sent !== undefined,
    });
  });
}

function claimPages(side: AgencySide): void {
  const { desk, deps, press } = side;
  const page = (
    at: AtDesk,
    report: ReportDesk,
    state: { values?: PostedFields; errors?: object; problem?: string | null },
    status = 200,
  ) =>
    press.page(
      at.reply,
      'sent',
      {
        title: 'Đã gửi qua hệ thống văn bản',
        who: at.who,
        report,
        values: state.values ?? {},
        errors: state.errors ?? {},
        problem: state.problem ?? null,
      },
      status,
    );

  desk('GET', '/reports/:id/sent', async (at) => page(at, await reportOf(side, at), {}));

  desk('POST', '/reports/:id/sent', async (at) => {
    const report = await reportOf(side, at);
    const values = posted(at);
    const documentNumber = textIn(values, 'documentNumber').slice(0, 100);
    const dateText = textIn(values, 'documentDate');
    const documentDate = dayOrNull(dateText);
    const senderName = textIn(values, 'senderName').slice(0, 200);
    const errors = {
      ...(documentNumber === '' ? { documentNumber: 'Đề nghị ghi số, ký hiệu văn bản.' } : {}),
      ...(documentDate === null ? { documentDate: 'Đề nghị ghi ngày ban hành.' } : {}),
      ...(senderName === '' ? { senderName: 'Đề nghị ghi họ tên người báo.' } : {}),
    };
    if (Object.keys(errors).length > 0) return page(at, report, { values, errors }, 422);
    try {
      await at.act((scope) =>
        deps.acts.obligation.claimSent(scope, {
          obligationId: report.obligationId,
          documentNumber,
          documentDate,
          signer: textIn(values, 'signer').slice(0, 200) || null,
          senderName,
        }),
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = refusalSentence(error.code, error.details);
      return page(at, report, { values, problem }, REFUSALS[error.code].status);
    }
    return at.reply.redirect(`/b/reports/${report.obligationId}`, 303);
  });
}

function extensionPages(side: AgencySide): void {
  const { desk, deps, press } = side;
  const page = (
    at: AtDesk,
    report: ReportDesk,
    state: { values?: PostedFields; errors?: object; problem?: string | null },
    status = 200,
  ) =>
    press.page(
      at.reply,
      'extension',
      {
        title: 'Đề nghị gia hạn',
        who: at.who,
        report,
        values: state.values ?? {},
        errors: state.errors ?? {},
        problem: state.problem ?? null,
      },
      status,
    );

  desk('GET', '/reports/:id/extension', async (at) => page(at, await reportOf(side, at), {}));

  desk('POST', '/reports/:id/extension', async (at) => {
    const report = await reportOf(side, at);
    const values = posted(at);
    const wantedDay = dayOrNull(textIn(values, 'wantedDay'));
    const reason = textIn(values, 'reason').slice(0, 2000);
    const requestedBy = textIn(values, 'requestedBy').slice(0, 200);
    const errors = {
      ...(reason === '' ? { reason: 'Đề nghị nêu lý do.' } : {}),
      ...(requestedBy === '' ? { requestedBy: 'Đề nghị ghi họ tên người đề nghị.' } : {}),
    };
    if (wantedDay === null) {
      const dayError = { ...errors, wantedDay: 'Đề nghị chọn ngày.' };
      return page(at, report, { values, errors: dayError }, 422);
    }
    if (Object.keys(errors).length > 0) return page(at, report, { values, errors }, 422);
    try {
      await at.act((scope) =>
        deps.acts.obligation.requestExtension(scope, {
          obligationId: report.obligationId,
          wantedDay,
          reason,
          requestedBy,
        }),
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = refusalSentence(error.code, error.details);
      return page(at, report, { values, problem }, REFUSALS[error.code].status);
    }
    return at.reply.redirect(`/b/reports/${report.obligationId}`, 303);
  });
}

function takeAwayPages(side: AgencySide): void {
  const { desk, deps } = side;

  desk('GET', '/reports/:id/word', async (at) => {
    const report = await reportOf(side, at);
    const bytes = await deps.renderReportDraft(wordDraft(at, report, startingContent(report)));
    return sendDownload(at.reply, {
      fileName: 'Dự thảo báo cáo.docx',
      contentType: DOCX,
      bytes,
    });
  });

  desk('GET', '/attachments/:id', async (at) => {
    const { id } = at.request.params as { readonly id: string };
    if (!isId(id)) throw new Refused('NOT_FOUND');
    const { officeId, agencyId } = at.who;
    const where = { officeId, agencyId, attachmentId: id };
    return sendDownload(
      at.reply,
      found(await deps.views.timeline.attachmentFile(deps.ledger.db, where)),
    );
  });
}

async function reportOf({ deps }: AgencySide, { who, request }: AtDesk): Promise<ReportDesk> {
  const { id } = request.params as { readonly id: string };
  if (!isId(id)) throw new Refused('NOT_FOUND');
  const where = { officeId: who.officeId, agencyId: who.agencyId, obligationId: id };
  return found(await deps.views.agencyDesk.reportDesk(deps.ledger.db, where));
}

/** Keeps what was typed, even after the closing: only sending is refused then. */
async function keepDraft(
  { deps }: AgencySide,
  at: AtDesk,
  { obligationId }: ReportDesk,
  content: ReportForm,
): Promise<void> {
  await at.act((scope) => deps.acts.obligation.saveDraft(scope, { obligationId, content }));
}

function formPage(
  { press }: AgencySide,
  at: AtDesk,
  report: ReportDesk,
  { content, errors = {}, problem = null, notice = null }: FormState,
  status = 200,
): FastifyReply {
  return press.page(
    at.reply,
    'report',
    {
      title: `Nhập ${report.reportName}`,
      who: at.who,
      report,
      content,
      errors,
      problem,
      notice,
      sections: NARRATIVE_SECTIONS,
      labels: fieldLabels(report),
      isOpen: isOpen(report),
    },
    status,
  );
}

/** The form with what was typed and, on top, why it was not taken. */
function formPageRefused(
  side: AgencySide,
  at: AtDesk,
  report: ReportDesk,
  refused: Refused,
): FastifyReply {
  const problem = `${refusalSentence(refused.code, refused.details)} Nội dung đã nhập vẫn được lưu nháp.`;
  const content = startingContent(report);
  return formPage(side, at, report, { content, problem }, REFUSALS[refused.code].status);
}

function reviewAgain(
  { press }: AgencySide,
  at: AtDesk,
  report: ReportDesk,
  refused: Refused,
): FastifyReply {
  const data = reviewData(at, report, startingContent(report));
  const problem = refusalSentence(refused.code, refused.details);
  return press.page(at.reply, 'review', { ...data, problem }, REFUSALS[refused.code].status);
}

function reviewData(at: AtDesk, report: ReportDesk, content: ReportForm) {
  const blank = report.indicators.filter(
    ({ code }) => content.figures[code] === undefined && !content.nilCodes.includes(code),
  );
  return {
    title: 'Xem lại trước khi gửi',
    who: at.who,
    report,
    content,
    sections: NARRATIVE_SECTIONS,
    blank: blank.length,
    draft: hashOf(content),
    problem: null,
    accept: REPORT_UPLOAD.accept.join(','),
  };
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

function isOpen({ closed, state }: ReportDesk): boolean {
  return !closed && state !== 'accepted' && state !== 'waived';
}

function nilLabels({ indicators }: ReportDesk, codes: readonly string[]): string[] {
  return indicators.filter(({ code }) => codes.includes(code)).map(({ label }) => label);
}

function fieldLabels({ indicators }: ReportDesk): Record<string, string> {
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

function wordDraft({ who }: AtDesk, report: ReportDesk, content: ReportForm) {
  const { identity } = report;
  return {
    issuer: {
      governingBody: null,
      issuingBody: who.agency,
      placeOfIssue: identity.placeOfIssue,
      docSymbol: 'BC-…',
      signingCapacity: [],
      signerName: content.signer,
      distribution: ['Như trên', 'Lưu: VT'],
    },
    number: null,
    issuedOn: null,
    rehearsal: who.rehearsal,
    addressees: report.recipients.length > 0 ? report.recipients : [identity.sendingBody],
    subject: report.reportName.replace(/^báo cáo\s+/iu, ''),
    plan: { citation: report.citation },
    period:
      report.periodFrom === null || report.periodTo === null
        ? null
        : { from: report.periodFrom, to: report.periodTo },
    sections: NARRATIVE_SECTIONS.map(({ key, heading }, index) => ({
      heading: `${ROMAN[index] ?? ''}. ${heading}`,
      text: content.narrative[key] ?? null,
    })),
    figures: report.indicators.map(({ code, label, unit }) => ({
      label,
      unit,
      value: decimalOf(content.figures[code] ?? ''),
      nil: content.nilCodes.includes(code),
      note: null,
    })),
    classifiedPart: null,
    referenceCode: null,
  };
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V'];

function posted({ request }: AtDesk): PostedFields {
  const { body } = request;
  return typeof body === 'object' && body !== null ? (body as PostedFields) : {};
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
