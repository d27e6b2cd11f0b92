import { sql } from 'kysely';
import { PAPER_NAMES } from '../../domain/paper.js';
import { dayAt } from '../../domain/day.js';
import type { FiledPaper } from '../../domain/work-file.js';
import { citedPlan } from '../../domain/citation.js';
import type { LedgerDb } from '../../db/connection.js';
import { dutiesOfAgencies, papersOfDuties, reportNameOfCycle } from '../../db/joined.js';

export interface OfPlan {
  readonly officeId: string;
  readonly planId: string;
}

/** The papers of a plan as they stand in the ledger: the plan with its versions, what went out signed, what came in. */
export async function filedPapers(db: LedgerDb, of: OfPlan): Promise<readonly FiledPaper[]> {
  return [
    ...(await planPapers(db, of)),
    ...(await issuedPapers(db, of)),
    ...(await reportPapers(db, of)),
  ];
}

async function planPapers(db: LedgerDb, { officeId, planId }: OfPlan): Promise<FiledPaper[]> {
  const { identity, title } = await db
    .selectFrom('plan')
    .select(['identity', 'title'])
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  const versions = await db
    .selectFrom('plan_version')
    .select(['version', 'file_name', 'sha256', 'uploaded_at', 'confirmed'])
    .select(sql<number>`octet_length(bytes)`.as('size'))
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('bytes', 'is not', null)
    .orderBy('version')
    .execute();
  const files = await db
    .selectFrom('plan_attachment')
    .select(['id', 'file_name', 'sha256', 'added_at'])
    .select(sql<number>`octet_length(bytes)`.as('size'))
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('added_at')
    .execute();
  return [
    ...versions.map((row): FiledPaper => {
      const own = row.confirmed?.identity ?? identity;
      const cited = citedPlan(own);
      return {
        folder: 'plan',
        number: own.number,
        issuedOn: own.issuedOn,
        author: own.issuer,
        subject: cited === null || row.version === 1 ? title : `${title} (${cited})`,
        pages: null,
        sha256: row.sha256,
        bytes: row.size,
        fileName: row.file_name,
        source: { from: 'planVersion', version: row.version },
      };
    }),
    ...files.map((row): FiledPaper => ({
      folder: 'plan',
      number: null,
      issuedOn: dayAt(row.added_at),
      author: identity.issuer,
      subject: `Tệp kèm theo: ${row.file_name}`,
      pages: null,
      sha256: row.sha256,
      bytes: row.size,
      fileName: row.file_name,
      source: { from: 'planAttachment', id: row.id },
    })),
  ];
}

/** What was numbered: the signed PDF, beside it the kept files of the paper. */
async function issuedPapers(db: LedgerDb, { officeId, planId }: OfPlan): Promise<FiledPaper[]> {
  const papers = await papersOfDuties(db)
    .select([
      'document.id',
      'document.kind',
      'document.number',
      'document.issued_on as issuedOn',
      'document.signed_pdf_name as pdfName',
      'document.signed_pdf_sha256 as pdfSha256',
      'document.content_sha256 as contentSha256',
      'plan.identity',
      reportNameOfCycle().as('reportName'),
    ])
    .select(sql<number | null>`octet_length(document.signed_pdf)`.as('size'))
    .where('document.office_id', '=', officeId)
    .where('document.plan_id', '=', planId)
    .where('document.state', 'in', ['numbered', 'released', 'acknowledged'])
    .orderBy('document.issued_on')
    .execute();
  const files = await db
    .selectFrom('paper_file')
    .innerJoin('document', (join) =>
      join
        .onRef('document.office_id', '=', 'paper_file.office_id')
        .onRef('document.id', '=', 'paper_file.document_id')
        .onRef('document.content_sha256', '=', 'paper_file.content_sha256'),
    )
    .select(['paper_file.document_id as documentId', 'paper_file.format', 'paper_file.sha256'])
    .select(sql<number>`octet_length(paper_file.bytes)`.as('size'))
    .where('document.office_id', '=', officeId)
    .where('document.plan_id', '=', planId)
    // Drawn before its number was known, it is not the paper that went out.
    .where(
      sql<boolean>`paper_file.format = 'xlsx'
        or paper_file.registration = document.number || ' ' || document.issued_on`,
    )
    .execute();
  return papers.flatMap((paper) => {
    const name = PAPER_NAMES[paper.kind];
    const shared = {
      folder: 'papers' as const,
      number: paper.number,
      issuedOn: paper.issuedOn,
      author: paper.identity.sendingBody,
      subject: `${name} (${paper.reportName})`,
      pages: null,
    };
    const signed: FiledPaper[] =
      paper.pdfSha256 === null || paper.size === null
        ? []
        : [
            {
              ...shared,
              sha256: paper.pdfSha256,
              bytes: paper.size,
              fileName: `${name} ${paper.number ?? ''} (bản ký).pdf`,
              source: { from: 'signedPaper', documentId: paper.id },
            },
          ];
    const drawn = files
      .filter(({ documentId }) => documentId === paper.id)
      .map(({ format, sha256, size }): FiledPaper => ({
        ...shared,
        subject:
          format === 'xlsx' ? `Bảng số liệu của ${shared.subject}` : `${shared.subject}, bản soạn`,
        sha256,
        bytes: size,
        fileName: `${name} ${paper.number ?? ''}.${format}`,
        source: { from: 'paperFile', documentId: paper.id, format },
      }));
    return [...signed, ...drawn];
  });
}

/** The files that came with the reports, of every version. */
async function reportPapers(db: LedgerDb, { officeId, planId }: OfPlan): Promise<FiledPaper[]> {
  const rows = await dutiesOfAgencies(db)
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id'),
    )
    .innerJoin('attachment', (join) =>
      join
        .onRef('attachment.office_id', '=', 'submission.office_id')
        .onRef('attachment.submission_id', '=', 'submission.id'),
    )
    .select([
      'agency.name as agency',
      'submission.version',
      'submission.document_number as number',
      'submission.document_date as issuedOn',
      'submission.received_at as receivedAt',
      'attachment.id',
      'attachment.file_name as fileName',
      'attachment.sha256',
      reportNameOfCycle().as('reportName'),
    ])
    .select(
      sql<string | number | null>`coalesce(octet_length(attachment.bytes), (
        select sum(octet_length(p.bytes)) from upload_piece p
         where p.office_id = attachment.office_id and p.upload_id = attachment.upload_id))`.as(
        'size',
      ),
    )
    .where('obligation.office_id', '=', officeId)
    .where('cycle.plan_id', '=', planId)
    .orderBy('submission.received_order')
    .orderBy('attachment.file_name')
    .execute();
  return rows
    .filter(({ size }) => size !== null)
    .map((row) => ({
      folder: 'reports',
      number: row.number,
      issuedOn: row.issuedOn ?? dayAt(row.receivedAt),
      author: row.agency,
      subject:
        row.version === 1 ? row.reportName : `${row.reportName} (lần ${String(row.version)})`,
      pages: null,
      sha256: row.sha256,
      bytes: Number(row.size),
      fileName: `${row.agency} - ${row.fileName}`,
      source: { from: 'reportFile', id: row.id },
    }));
}
