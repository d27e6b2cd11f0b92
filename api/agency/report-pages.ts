import type { FastifyReply } from 'fastify';
import { cellsOf } from '../../domain/forms/annex-form.js';
import { foundFigures } from '../../domain/found-figures.js';
import { printableIn } from '../../domain/plain-text.js';
import { decimal, vietnamese } from '../../domain/decimal.js';
import { marksIn, marksOf } from '../../domain/draft-merge.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import { fieldsOf } from '../../domain/typed-fields.js';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';
import { versionChanges } from '../../domain/version-changes.js';
import { REPORT_UPLOAD } from '../../contract/obligations.js';
import { found, Refused } from '../refused.js';
import { readForm } from '../uploads.js';
import type { UploadedForm } from '../uploads.js';
import { receivedBefore, sendingOf } from '../../office/collection/sending.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import { hashOf } from './draft-hash.js';
import { conflictsOf, formPage, shownFields, withMine } from './form-page.js';
import { ownReport, posted, reportOf, wantsData } from './report-of.js';
import { goOn } from './session.js';
import { startingContent, typedReport } from './typed-report.js';
import type { PostedFields, TypedReport } from './typed-report.js';
import { oneAtATime } from '../reading-queue.js';
import { tableText } from '../table-text.js';
import { saveDraft } from '../../office/collection/draft.js';
import type { KeptDraft } from '../../office/collection/draft.js';
import { receiptCode, submitReport } from '../../office/collection/report.js';

/** One report of an agency: typed and kept, looked over, sent, and its receipt. */
export function reportPages(side: AgencyApp): void {
  typingPages(side);
  sendingPages(side);
}

function typingPages(side: AgencyApp): void {
  const { deps, agencyRoute, press } = side;
  const readPlan = oneAtATime(deps.readPlan);
  const keepTyped = async (at: AgencyRequest) => {
    const report = await reportOf(side, at);
    await keepDraft(at, report, typedReport(posted(at), report).content);
  };

  agencyRoute('GET', '/reports/:id', async (at) => {
    const report = await reportOf(side, at);
    const { saved } = at.request.query as { readonly saved?: string };
    const notice = saved === undefined ? null : 'Đã lưu nháp. Báo cáo chưa được gửi.';
    const content = startingContent(report);
    const senderName = at.who.typist ?? content.senderName;
    return formPage(side, at, report, { content: { ...content, senderName }, notice });
  });

  const draft = async (at: AgencyRequest) => {
    const report = await reportOf(side, at);
    const typed = typedReport(posted(at), report);
    const { content, errors, questions } = typed;
    await goOn(deps, at.request, content.senderName || null);
    const kept = await keepDraft(at, report, content);
    const lines = conflictsOf(report, kept);
    if (wantsData(at.request))
      return at.reply.send({ ...keptAnswer(report, kept, at), faults: faultsOf(typed) });
    const state = { content: withMine(content, kept), questions, conflicts: lines };
    if (lines.length > 0) {
      const problem = 'Đồng nghiệp vừa sửa cùng ô ở cửa sổ khác. Đề nghị xem từng ô dưới đây.';
      return formPage(side, at, await reportOf(side, at), {
        ...state,
        errors,
        problem,
        status: 409,
      });
    }
    if (Object.keys(errors).length > 0) {
      const notice = 'Đã lưu nháp. Một số nội dung còn phải sửa trước khi gửi.';
      return formPage(side, at, await reportOf(side, at), { ...state, errors, notice });
    }
    return at.reply.redirect(`/b/reports/${report.obligationId}?saved=1`, 303);
  };
  agencyRoute('POST', '/reports/:id/draft', draft, keepTyped);

  agencyRoute('POST', '/reports/:id/annex', async (at) => {
    const report = await reportOf(side, at);
    const { fields, files } = await readForm({ ...at, room: deps.uploadRoom }, ANNEX_UPLOAD);
    const { content } = typedReport(fields, report);
    // What was typed comes first: whatever the file turns out to be, it is kept.
    const kept = await keepDraft(at, report, content, fields);
    const fresh = await reportOf(side, at);
    const state = { content: withMine(content, kept), conflicts: conflictsOf(report, kept) };
    const [file] = files;
    if (file === undefined) {
      return formPage(side, at, fresh, { ...state, problem: 'Chưa chọn tệp.', status: 422 });
    }
    try {
      const text = printableIn(await tableText({ ...deps, readPlan }, file));
      const offers = foundFigures(text.split('\n').map(cellsOf), report.indicators);
      const n = Object.keys(offers).length;
      if (n === 0) {
        const problem = `Không tìm thấy trong tệp ${file.fileName} số liệu nào của báo cáo này. Bảng trong tệp cần ghi đúng tên chỉ tiêu và mỗi chỉ tiêu một số.`;
        return await formPage(side, at, fresh, { ...state, problem, status: 422 });
      }
      const notice = `Tìm thấy ${String(n).padStart(2, '0')} số liệu trong tệp ${file.fileName}, chưa lấy số nào. Xem ở từng chỉ tiêu và đánh dấu “Lấy số này” nếu đúng.`;
      return await formPage(side, at, fresh, { ...state, offers, notice });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = refusalSentence(error.code, error.details);
      return formPage(side, at, fresh, { ...state, problem, status: REFUSALS[error.code].status });
    }
  });

  const review = async (at: AgencyRequest) => {
    const report = await reportOf(side, at);
    const {
      content,
      errors: wrong,
      questions,
    } = typedReport(posted(at), report, {
      isFinal: true,
    });
    await goOn(deps, at.request, content.senderName || null);
    const kept = await keepDraft(at, report, content);
    const fresh = await reportOf(side, at);
    const conflicts = conflictsOf(report, kept);
    const errors = {
      ...wrong,
      ...(content.senderName === '' && { senderName: 'Đề nghị ghi họ tên người lập.' }),
    };
    if (Object.keys(errors).length > 0 || conflicts.length > 0) {
      const state = { content: withMine(content, kept), errors, questions, conflicts };
      const status = conflicts.length > 0 ? 409 : 422;
      return formPage(side, at, fresh, { ...state, status });
    }
    return press.page(at.reply, 'review', reviewData(at, fresh, startingContent(fresh)));
  };
  agencyRoute('POST', '/reports/:id/review', review, keepTyped);

  // While the page is open its script asks for more time; the answer says nothing else.
  agencyRoute('POST', '/keep', async (at) => at.reply.send({ open: true }));
}

function sendingPages(side: AgencyApp): void {
  const { agencyRoute, press } = side;

  agencyRoute('POST', '/reports/:id/send', async (at) => {
    const report = await ownReport(side, at);
    const content = startingContent(report);
    const form = await formOrRefusal(side, at);
    // Whatever is wrong with a file, what was typed is still there and the page says what to do.
    if (form instanceof Refused) return reviewAgain(side, at, form);
    const typed = form.fields['draft'] ?? '';
    const { officeId } = at.who;
    const { obligationId } = report;
    const attachments = await at.keep(form.files);
    const seen = Number(form.fields['seen'] ?? report.version);
    const sending = sendingOf({ seen, typed, files: attachments });
    if (typed !== hashOf(content)) {
      // What was sent is no draft any more: pressed again, the button is answered with the receipt.
      const before = await receivedBefore(side.deps.ledger, { officeId, obligationId, sending });
      if (before !== null) return at.reply.redirect(receiptOf(obligationId, before), 303);
      return reviewAgain(side, at, new Refused('DRAFT_CHANGED'));
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
      return await refusedPage(side, at, error);
    }
  });

  agencyRoute('GET', '/reports/:id/receipts/:version', async (at) => {
    const report = await reportOf(side, at);
    const { version: wanted } = at.request.params as { readonly version: string };
    const version = found(report.versions.find((one) => String(one.version) === wanted));
    const { sent } = at.request.query as { readonly sent?: string };
    const before = report.versions.find((one) => one.version < version.version);
    return press.page(at.reply, 'receipt', {
      title: 'Phiếu tiếp nhận',
      who: at.who,
      report,
      version,
      before: before?.version ?? null,
      changes: before === undefined ? [] : versionChanges(before, version, storedNumber),
      code: receiptCode(report.obligationId, version.version),
      justSent: sent !== undefined,
    });
  });
}

/** The agency's own tables, looked through for figures and not kept. */
const ANNEX_UPLOAD = {
  maxBytes: 10 * 1024 * 1024,
  maxFiles: 1,
  required: false,
  accept: ['.docx', '.xlsx'],
} as const;

function receiptOf(obligationId: string, version: number): string {
  return `/b/reports/${obligationId}/receipts/${String(version)}?sent=1`;
}

/** Keeps what was typed, even after the closing: only sending is refused then. A colleague's fields stay. */
async function keepDraft(
  at: AgencyRequest,
  report: ReportOfAgency,
  content: ReportForm,
  fields: PostedFields = posted(at),
): Promise<KeptDraft> {
  const { obligationId } = report;
  const marks = fields['shown'];
  const shown = typeof marks === 'string' ? marksIn(marks) : null;
  const start = fieldsOf(startingContent(report));
  return at.act((scope) => saveDraft(scope, { obligationId, content, shown, start }));
}

/** What the page's script is told after it has kept what was typed. */
function keptAnswer(report: ReportOfAgency, kept: KeptDraft, { who }: AgencyRequest) {
  return {
    saved: who.rehearsal ? null : 'Đã tự lưu nháp',
    fields: shownFields(kept.fields),
    marks: marksOf(kept.fields),
    conflicts: conflictsOf(report, kept),
  };
}

/** What is wrong with what was typed, by the name of its field, and whether a word of why it is so would do. */
function faultsOf({ errors, questions }: TypedReport) {
  return Object.fromEntries(
    Object.entries(errors).map(([field, sentence]) => {
      const question = questions[field.replace(/^figure\./, '')];
      return [field, { sentence, explain: question?.wants === 'explain' }];
    }),
  );
}

/** The form with what was typed and why it was not taken: beside the fields where these are known, else on top. */
async function refusedPage(
  side: AgencyApp,
  at: AgencyRequest,
  { code, details }: Refused,
): Promise<FastifyReply> {
  const report = await reportOf(side, at);
  const content = startingContent(report);
  const { status } = REFUSALS[code];
  const { fields } = details;
  if (code === 'FIGURES_INVALID' && Array.isArray(fields)) {
    const wrong = fields.map((name: string) => [`figure.${name}`, 'Số liệu không đúng.']);
    const errors = Object.fromEntries(wrong) as Record<string, string>;
    return formPage(side, at, report, { content, errors, status });
  }
  const problem = `${refusalSentence(code, details)} Nội dung đã nhập vẫn được lưu nháp.`;
  return formPage(side, at, report, { content, problem, status });
}

async function reviewAgain(
  side: AgencyApp,
  at: AgencyRequest,
  { code, details }: Refused,
): Promise<FastifyReply> {
  const { press } = side;
  const report = await reportOf(side, at);
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
    sections: report.form.sections,
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

function storedNumber(value: string): string {
  return vietnamese(decimal(value));
}
