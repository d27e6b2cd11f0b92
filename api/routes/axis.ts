import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { axisRoutes } from '../../contract/axis.js';
import type { AxisView } from '../../contract/axis.js';
import { EDXML_PROBLEMS } from '../../domain/axis/message.js';
import type { AxisHead, AxisMessage } from '../../domain/axis/message.js';
import type { KeptMessage } from '../../domain/axis/kept-message.js';
import { statusMeaning } from '../../domain/axis/status-code.js';
import { refusalSentence } from '../../domain/refusals.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import { keepMessage, messageMatches } from '../../office/axis/message-matches.js';
import type { MatchedReport, MatchedStatus } from '../../office/axis/message-matches.js';
import { axisView, statusesOf } from '../../office/axis/outgoing-message.js';
import type { OutgoingFile, OutgoingMessage } from '../../office/axis/outgoing-message.js';
import { filesOfPaper, outgoingPaper } from '../../office/axis/outgoing-paper.js';
import { filesOfPlan, outgoingPlan } from '../../office/axis/outgoing-plan.js';
import { seeToRefusal } from '../../office/axis/refusals.js';
import { takeMessages } from '../../office/axis/take-messages.js';
import { takeOut } from '../../office/axis/take-out.js';
import { hasCycle } from '../../office/collection/signed-files.js';
import { sha256Of } from '../../office/digest.js';
import type { Download } from '../download.js';
import { languageOf } from '../language.js';
import type { ServerDeps } from '../ports.js';
import { Refused, unwrap } from '../refused.js';
import { seenBy } from '../seen.js';
import { serve } from '../serve.js';
import type { RouteRequest } from '../serve.js';
import { checkedFile } from '../uploads.js';
import type { UploadedFile } from '../uploads.js';

/** Kinds of files that are kept of a message, as of any report. */
const KEPT_KINDS = ['.pdf', '.docx', '.xlsx', '.jpg', '.jpeg', '.png'];

/** Documents of the document axis, out and in as files. */
export function axisPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, axisRoutes.keep, async (asked) => {
    const { db, officeId, params, files } = asked;
    if (!(await hasCycle(db, { officeId, ...params }))) throw new Refused('NOT_FOUND');
    const read = await deps.readEdxml(files.map(({ bytes }) => bytes));
    const uploadIds: string[] = [];
    const unread: { fileName: string; problem: string }[] = [];
    for (const [n, file] of files.entries()) {
      const message = read[n];
      if (message?.ok === true) uploadIds.push(await kept(asked, file, message.value));
      else {
        const problem = EDXML_PROBLEMS[message?.error ?? 'notXml'];
        unread.push({ fileName: file.fileName, problem });
      }
    }
    return { uploadIds, unread };
  });

  serve(at, axisRoutes.effect, async ({ db, officeId, office, params, body }) => {
    const from = { officeId, sender: `staff:${office.staffId}` };
    const { reports, statuses, agencyOf } = unwrap(
      await messageMatches(db, from, { ...params, ...body }),
    );
    return {
      reports: reports.map((one) => reportRow(one, agencyOf)),
      statuses: statuses.map(statusRow),
    };
  });

  serve(at, axisRoutes.take, async (asked) => {
    const { params, body } = asked;
    const done = await asked.act((scope) => takeMessages(scope, { ...params, ...body }));
    return { ...done, seen: await seenBy(asked, params) };
  });

  serve(at, axisRoutes.ofPaper, async ({ db, officeId, params, request }) =>
    viewOf(await outgoingPaper(db, { officeId, ...params }), {
      statuses: await statusesOf(db, officeId, params),
      language: languageOf(request),
    }),
  );

  serve(at, axisRoutes.takePaper, async (asked) => {
    const { db, officeId, params, act } = asked;
    const { head } = unwrap(await outgoingPaper(db, { officeId, ...params }));
    const files = await filesOfPaper(db, deps.press, { officeId, ...params });
    const taken = edxmlOf(asked, head, files);
    await act((scope) => takeOut(scope, { ...params, sha256: sha256Of(taken.bytes) }));
    return taken;
  });

  serve(at, axisRoutes.ofPlan, async ({ db, officeId, params, request }) =>
    viewOf(await outgoingPlan(db, { officeId, ...params }), {
      statuses: await statusesOf(db, officeId, params),
      language: languageOf(request),
    }),
  );

  serve(at, axisRoutes.takePlan, async (asked) => {
    const { db, officeId, params, act } = asked;
    const { head } = unwrap(await outgoingPlan(db, { officeId, ...params }));
    const taken = edxmlOf(asked, head, await filesOfPlan(db, { officeId, ...params }));
    await act((scope) => takeOut(scope, { ...params, sha256: sha256Of(taken.bytes) }));
    return taken;
  });

  serve(at, axisRoutes.seeToRefusal, async ({ params, act }) =>
    act((scope) => seeToRefusal(scope, params)),
  );
}

/** Keeps a message with those of its files that a report may have; the others are named. */
async function kept(
  {
    db,
    officeId,
    office,
    keep,
  }: Pick<RouteRequest<unknown, unknown, unknown>, 'db' | 'officeId' | 'office' | 'keep'>,
  { fileName, bytes }: UploadedFile,
  message: AxisMessage,
): Promise<string> {
  const uploadId = randomUUID();
  const sender = `staff:${office.staffId}`;
  const sha256 = sha256Of(bytes);
  await keepMessage(
    db,
    { officeId, sender },
    { uploadId, fileName, sha256, message: await filesKept(message, keep) },
  );
  return uploadId;
}

async function filesKept(
  message: AxisMessage,
  keep: RouteRequest<unknown, unknown, unknown>['keep'],
): Promise<KeptMessage> {
  if (message.kind === 'status') return { said: message, files: [], left: [] };
  const { files, ...said } = message;
  const fitting: UploadedFile[] = [];
  const left: string[] = [];
  for (const file of files) {
    try {
      fitting.push(await checkedFile(file.name, Buffer.from(file.bytes), KEPT_KINDS));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      left.push(file.name === '' ? '(không tên)' : file.name);
    }
  }
  // The signed document first, in whatever order they came.
  const isPdf = ({ contentType }: UploadedFile) => contentType === 'application/pdf';
  const ordered = [...fitting.filter(isPdf), ...fitting.filter((file) => !isPdf(file))];
  return { said, files: await keep(ordered), left };
}

function reportRow(
  { row, verdict, why, obligationId, check, byTrace, message }: MatchedReport,
  agencyOf: ReadonlyMap<string, string>,
) {
  return {
    ...row,
    verdict,
    why: [...why],
    duty: obligationId === null ? null : { obligationId, agency: agencyOf.get(obligationId) ?? '' },
    uploadId: message.uploadId,
    fileName: message.fileName,
    check: check === null ? null : { verdict: check.verdict, findings: [...check.findings] },
    byTrace,
    files: message.files.map(({ fileName }) => fileName),
    left: [...message.left],
  };
}

function statusRow({ verdict, document, said, isTaken, message }: MatchedStatus) {
  const { from, code, description, at, responseFor } = said;
  return {
    uploadId: message.uploadId,
    fileName: message.fileName,
    verdict: isTaken ? ('received' as const) : verdict,
    from: from.name === '' ? from.organId : from.name,
    ...{ code, description, saidAt: at, meaning: statusMeaning(code) },
    names: responseFor.code === '' ? responseFor.documentId : responseFor.code,
    about:
      document === null
        ? null
        : {
            planId: document.planId,
            documentId: document.paper?.documentId ?? null,
            name: document.name,
            number: document.number,
          },
  };
}

/** What would go out, or why nothing can; what came back either way. */
function viewOf(
  outgoing: Result<OutgoingMessage, RefusalCode>,
  {
    statuses,
    language,
  }: { readonly statuses: AxisView['statuses']; readonly language: 'vi' | 'en' },
): AxisView {
  if (outgoing.ok) return axisView(outgoing.value, statuses);
  if (outgoing.error === 'NOT_FOUND') throw new Refused('NOT_FOUND');
  return { out: null, why: refusalSentence(outgoing.error, outgoing.details, language), statuses };
}

function edxmlOf(
  { deps, office }: Pick<RouteRequest<unknown, unknown, unknown>, 'deps' | 'office'>,
  head: AxisHead,
  files: readonly OutgoingFile[],
): Download & { readonly bytes: Buffer } {
  const trace = [{ organId: head.from.organId, at: office.now }];
  const bytes = deps.renderEdxml({
    ...{ ...head, trace },
    files: files.map((file) => ({
      ...file,
      contentType: contentTypeOf(file.name),
      description: '',
    })),
  });
  const number = `${head.code.number}-${head.code.notation}`.replace(/[^\p{L}\p{N}-]+/gu, '-');
  return { fileName: `${number}.edxml`, contentType: 'application/xml', bytes };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function contentTypeOf(name: string): string {
  const extension = /\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
  return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}
