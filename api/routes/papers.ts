import type { FastifyInstance } from 'fastify';
import { paperRoutes } from '../../contract/papers.js';
import type { NumberPaper } from '../../contract/papers.js';
import { checkSigned } from '../../domain/signed-check.js';
import type { SignedCheck } from '../../domain/signed-check.js';
import { paragraphsOfPaper, printedParagraphs, textOfParagraph } from '../../domain/paper-pages.js';
import type { PaperPages } from '../../domain/paper-pages.js';
import { PAPER_NAMES } from '../../domain/paper.js';
import { DOCX, XLSX } from '../download.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused, unwrap } from '../refused.js';
import { seenBy } from '../seen.js';
import { serve } from '../serve.js';
import type { RouteRequest } from '../serve.js';
import { cycleOf } from '../../office/cycle/cycle-of.js';
import { paperDetail, paperRows, signedPdf } from '../../office/paper/paper-views.js';
import {
  approvePaper,
  recordAgreed,
  recordSentBack,
  sendPaperBack,
} from '../../office/paper/approval.js';
import { editReport, submitForApproval } from '../../office/paper/put-forward.js';
import {
  acknowledgePaper,
  numberPaper,
  releasePaper,
  withdrawLetter,
} from '../../office/paper/release.js';
import { revertEffect, revertReport, takeFromWord } from '../../office/paper/report-versions.js';
import { commentOnPaper, takeBackComment } from '../../office/paper/paper-comments.js';
import { askAbove, handUp } from '../../office/paper/hand-up.js';
import { keepFilesOf, paperFile, paperNumbered } from '../../office/paper/paper-files.js';

/** Papers on their way: drafted, approved, numbered, sent, acknowledged. */
export function paperPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, paperRoutes.list, async ({ db, officeId, office, query }) => {
    const { rows, next } = await paperRows(db, officeId, query, office);
    return { papers: rows, next };
  });

  serve(at, paperRoutes.detail, async (asked) => detailOf(asked));

  serve(at, paperRoutes.pages, async (asked) => pagesOf(asked));

  serve(at, paperRoutes.comment, async (asked) => {
    const { params, body, office } = asked;
    const paragraph = paragraphsOfPaper(await pagesOf(asked)).find(({ n }) => n === body.paragraph);
    const quote = paragraph === undefined ? '' : textOfParagraph(paragraph);
    if (quote.trim() === '') throw new Refused('COMMENT_PLACE');
    const { staffId } = office;
    return asked.act((scope) => commentOnPaper(scope, { ...params, ...body, quote, staffId }));
  });

  serve(at, paperRoutes.takeBackComment, async ({ params, office, act }) =>
    act((scope) => takeBackComment(scope, { ...params, staffId: office.staffId })),
  );

  serve(at, paperRoutes.docx, async ({ db, officeId, params }) => {
    const { kind, bytes } = found(
      await paperFile(db, deps.press, { officeId, ...params, format: 'docx' }),
    );
    return { fileName: `${PAPER_NAMES[kind]}.docx`, contentType: DOCX, bytes };
  });

  serve(at, paperRoutes.xlsx, async ({ db, officeId, params }) => {
    const { bytes } = found(
      await paperFile(db, deps.press, { officeId, ...params, format: 'xlsx' }),
    );
    return { fileName: 'Số liệu tổng hợp.xlsx', contentType: XLSX, bytes };
  });

  serve(at, paperRoutes.signedPdf, async ({ db, officeId, params }) => ({
    ...found(await signedPdf(db, { officeId, ...params })),
    contentType: 'application/pdf',
  }));

  serve(at, paperRoutes.edit, async (asked) => {
    const { params, body, act } = asked;
    await act((scope) => editReport(scope, { ...params, ...body }));
    return detailOf(asked);
  });

  serve(at, paperRoutes.fromWord, async ({ files, params, act }) => {
    const { fileName, bytes } = found(files[0]);
    const read = await deps.readPlan({ name: fileName, bytes });
    if (read.kind === 'unreadable') {
      throw new Refused('FILE_UNREADABLE', { details: { problem: read.problem } });
    }
    return act((scope) => takeFromWord(scope, { ...params, bytes, text: read.text }));
  });

  serve(at, paperRoutes.revertEffect, async ({ db, officeId, params }) =>
    unwrap(await revertEffect(db, { officeId, ...params })),
  );

  serve(at, paperRoutes.revert, async ({ params, act }) =>
    act((scope) => revertReport(scope, params)),
  );

  serve(at, paperRoutes.submit, async (asked) => {
    await asked.act((scope) => submitForApproval(scope, { ...asked.params, ...asked.body }));
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.approve, async (asked) => {
    const { staffId } = asked.office;
    await asked.act((scope) => approvePaper(scope, { ...asked.params, ...asked.body, staffId }));
    await keepFiles(asked);
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.sendBack, async (asked) => {
    const { staffId } = asked.office;
    await asked.act((scope) => sendPaperBack(scope, { ...asked.params, ...asked.body, staffId }));
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.recordAgreed, async (asked) => {
    const { staffId } = asked.office;
    await asked.act((scope) => recordAgreed(scope, { ...asked.params, ...asked.body, staffId }));
    await keepFiles(asked);
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.recordSentBack, async (asked) => {
    const { staffId } = asked.office;
    await asked.act((scope) => recordSentBack(scope, { ...asked.params, ...asked.body, staffId }));
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.number, async (asked) => {
    const signedPdfFile = asked.files[0] ?? null;
    const check = signedPdfFile === null ? null : await checkOf(asked, signedPdfFile);
    await asked.act((scope) =>
      numberPaper(scope, { ...asked.params, ...asked.body, signedPdf: signedPdfFile, check }),
    );
    await keepFiles(asked);
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.release, async (asked) => {
    const { staffId } = asked.office;
    await asked.act((scope) => releasePaper(scope, { ...asked.params, ...asked.body, staffId }));
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.handUp, async ({ params, body, act }) =>
    act((scope) => handUp(scope, { ...params, ...body })),
  );

  serve(at, paperRoutes.askAbove, async ({ params, act }) =>
    act((scope) => askAbove(scope, params)),
  );

  serve(at, paperRoutes.acknowledge, async (asked) => {
    const { on } = asked.body;
    await asked.act((scope) => acknowledgePaper(scope, { ...asked.params, on }));
    return { seen: await cycleSeen(asked) };
  });

  serve(at, paperRoutes.withdraw, async (asked) => {
    await asked.act((scope) => withdrawLetter(scope, { ...asked.params, ...asked.body }));
    return { seen: await cycleSeen(asked) };
  });
}

type OfPaper = RouteRequest<{ documentId: string }, unknown, unknown>;

/** What a signed PDF says beside the paper with the number and date that are entered with it. */
async function checkOf(
  { db, officeId, params, deps, body }: RouteRequest<{ documentId: string }, unknown, NumberPaper>,
  { bytes }: { readonly bytes: Buffer },
): Promise<SignedCheck> {
  const { number, issuedOn } = body;
  const docx = found(
    await paperNumbered(db, deps.press, {
      officeId,
      ...params,
      registration: { number, issuedOn },
    }),
  );
  const paragraphs = printedParagraphs(await deps.readPages(docx));
  // As the paper prints it: "5" stands there as "05/BC-UBND".
  const printed = paragraphs.find(({ text }) => text.startsWith('Số:'))?.text.replace(/^Số:/u, '');
  const pdf = await deps.readPdfText(bytes);
  return checkSigned({ paragraphs, pdf, number: printed ?? number, issuedOn });
}

async function pagesOf({ db, officeId, params, deps }: OfPaper): Promise<PaperPages> {
  const { documentId } = params;
  const { bytes } = found(
    await paperFile(db, deps.press, { officeId, documentId, format: 'docx' }),
  );
  return deps.readPages(bytes);
}

async function detailOf({ db, officeId, office, params }: OfPaper) {
  return found(
    await paperDetail(db, { officeId, ...params, now: office.now, staffId: office.staffId }),
  );
}

/** The act stands whatever becomes of its files: the worker makes those that are still owed. */
async function keepFiles({ deps, db, officeId, params, request }: OfPaper): Promise<void> {
  try {
    await keepFilesOf(db, deps.press, { officeId, ...params });
  } catch (error) {
    request.log.error({ err: error }, 'the files of a paper could not be kept and come again');
  }
}

async function cycleSeen(asked: OfPaper): Promise<boolean> {
  const { documentId } = asked.params;
  const cycleId = await cycleOf(asked.db, asked.officeId, { documentId });
  return cycleId === null || seenBy(asked, { cycleId });
}
