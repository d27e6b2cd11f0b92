import type { FastifyReply } from 'fastify';
import type { Upload } from '../../contract/route.js';
import type { ReportAttachment } from '../../domain/schemas/report-content.js';
import { readForm } from '../uploads.js';
import type { UploadedFile } from '../uploads.js';
import type { OfficeScope } from '../../office/scope.js';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';
import { noDay, typedDayOrNull } from '../../domain/typed-day.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { Refused } from '../refused.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import type { PageName } from './render.js';
import { posted, reportOf } from './report-of.js';
import { textIn } from './typed-report.js';
import type { PostedFields } from './typed-report.js';
import { claimSent } from '../../office/obligation/claim.js';
import { requestExtension } from '../../office/obligation/due.js';

/** What is wrong with a form, by field name. */
interface Wrong {
  readonly ok: false;
  readonly errors: Readonly<Record<string, string>>;
}

/** A small form about one report: its fields, read from what was posted, and the act they lead to. */
interface RequestForm<Input> {
  readonly path: 'sent' | 'extension';
  readonly title: string;
  /** The input of the act, or what is wrong by field name. */
  read(values: PostedFields): { readonly ok: true; readonly value: Input } | Wrong;
  /** The one file that may come with it; null: none. */
  readonly upload: Upload | null;
  act(
    scope: OfficeScope,
    obligationId: string,
    input: Input & { readonly file: ReportAttachment | null },
  ): Promise<Result<unknown, RefusalCode>>;
}

/** What an agency may say besides sending its report: that it went by the document system, or that it needs more time. */
export function requestPages(side: AgencyApp): void {
  requestPage(side, {
    path: 'sent',
    title: 'Đã gửi qua hệ thống văn bản',
    read: (values) => {
      const documentNumber = textIn(values, 'documentNumber', 100);
      const date = textIn(values, 'documentDate', 40);
      const documentDate = typedDayOrNull(date);
      const senderName = textIn(values, 'senderName', 200);
      const signer = textIn(values, 'signer', 200) || null;
      const errors = {
        ...(documentNumber === '' && { documentNumber: 'Đề nghị ghi số, ký hiệu văn bản.' }),
        ...(documentDate === null && {
          documentDate: date === '' ? 'Đề nghị ghi ngày ban hành.' : noDay(date),
        }),
        ...(senderName === '' && { senderName: 'Đề nghị ghi họ tên người báo.' }),
      };
      if (Object.keys(errors).length > 0) return { ok: false, errors };
      return ok({ documentNumber, documentDate, senderName, signer });
    },
    upload: CLAIM_UPLOAD,
    act: (scope, obligationId, { file, ...input }) =>
      claimSent(scope, { obligationId, ...input, uploadId: file?.uploadId ?? null }),
  });

  requestPage(side, {
    path: 'extension',
    title: 'Đề nghị gia hạn',
    read: (values) => {
      const wanted = textIn(values, 'wantedDay', 40);
      const wantedDay = typedDayOrNull(wanted);
      const reason = textIn(values, 'reason', 2000);
      const requestedBy = textIn(values, 'requestedBy', 200);
      const errors = {
        ...(reason === '' && { reason: 'Đề nghị nêu lý do.' }),
        ...(requestedBy === '' && { requestedBy: 'Đề nghị ghi họ tên người đề nghị.' }),
      };
      if (wantedDay === null) {
        const said = wanted === '' ? 'Đề nghị ghi ngày.' : noDay(wanted);
        return { ok: false, errors: { wantedDay: said, ...errors } };
      }
      if (Object.keys(errors).length > 0) return { ok: false, errors };
      return ok({ wantedDay, reason, requestedBy });
    },
    upload: null,
    act: (scope, obligationId, { wantedDay, reason, requestedBy }) =>
      requestExtension(scope, { obligationId, wantedDay, reason, requestedBy }),
  });
}

function requestPage<Input>(side: AgencyApp, form: RequestForm<Input>): void {
  const path = `/reports/:id/${form.path}`;

  side.agencyRoute('GET', path, async (at) => show(side, at, await reportOf(side, at), form));

  side.agencyRoute('POST', path, async (at) => {
    const report = await reportOf(side, at);
    let values = posted(at);
    try {
      const given = await givenForm(side, at, form.upload);
      values = given.fields;
      const read = form.read(values);
      if (!read.ok) {
        return await show(side, at, report, form, { values, errors: read.errors, status: 422 });
      }
      const [file = null] = await at.keep(given.files);
      await at.act((scope) => form.act(scope, report.obligationId, { ...read.value, file }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const problem = refusalSentence(error.code, error.details);
      return show(side, at, report, form, { values, problem, status: REFUSALS[error.code].status });
    }
    return at.reply.redirect(`/b/reports/${report.obligationId}`, 303);
  });
}

/** The fields that were posted, with the file beside them where the form takes one. */
async function givenForm(
  { deps }: AgencyApp,
  at: AgencyRequest,
  upload: Upload | null,
): Promise<{ readonly fields: PostedFields; readonly files: readonly UploadedFile[] }> {
  const { request, reply } = at;
  if (upload === null || !request.isMultipart()) return { fields: posted(at), files: [] };
  return readForm({ request, reply, room: deps.uploadRoom }, upload);
}

const CLAIM_UPLOAD: Upload = {
  maxBytes: 20 * 1024 * 1024,
  maxFiles: 1,
  required: false,
  accept: ['.pdf'],
};

function show(
  { press }: AgencyApp,
  { who, reply }: AgencyRequest,
  report: ReportOfAgency,
  { path, title }: { readonly path: PageName; readonly title: string },
  state: {
    readonly values?: PostedFields;
    readonly errors?: object;
    readonly problem?: string;
    readonly status?: number;
  } = {},
): FastifyReply {
  const { values = {}, errors = {}, problem = null, status = 200 } = state;
  return press.page(reply, path, { title, who, report, values, errors, problem }, status);
}
