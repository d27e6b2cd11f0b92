import type { PaperDetail, PaperRow } from '../../contract/papers.js';
import type { ObligationState } from '../../domain/obligation.js';
import type { LedgerDb } from '../../db/connection.js';
import { paperInput } from './paper-input.js';
import type { PaperInput } from './paper-input.js';

/** States in which a letter may still name an agency; whoever left them has reported or is excused. */
const STILL_OWING: readonly ObligationState[] = ['expected', 'returned'];

/** The papers of an office, of a plan or of a cycle, the latest changed first; drafts replaced by newer ones are left out. */
export async function paperRows(
  db: LedgerDb,
  officeId: string,
  only: {
    readonly planId?: string | undefined;
    readonly cycleId?: string | undefined;
    readonly documentId?: string;
  } = {},
): Promise<readonly PaperRow[]> {
  let query = db
    .selectFrom('document')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'document.office_id')
        .onRef('cycle.id', '=', 'document.cycle_id'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .innerJoin('plan', (join) =>
      join
        .onRef('plan.office_id', '=', 'document.office_id')
        .onRef('plan.id', '=', 'document.plan_id'),
    )
    .select([
      'document.id',
      'document.plan_id as planId',
      'document.cycle_id as cycleId',
      'plan.title as planTitle',
      'cycle.key as cycleKey',
      'requirement.report_name as reportName',
      'document.kind',
      'document.version',
      'document.state',
      'document.number',
      'document.issued_on as issuedOn',
      'document.changed_at as changedAt',
      'document.agency_ids as agencyIds',
    ])
    .where('document.office_id', '=', officeId);
  if (only.planId !== undefined) query = query.where('document.plan_id', '=', only.planId);
  if (only.cycleId !== undefined) query = query.where('document.cycle_id', '=', only.cycleId);
  query =
    only.documentId === undefined
      ? query.where('document.state', '!=', 'superseded')
      : query.where('document.id', '=', only.documentId);
  const rows = await query
    .orderBy('document.changed_at', 'desc')
    .orderBy('document.version', 'desc')
    .execute();
  return rows.map(({ agencyIds, ...row }) => ({ ...row, agencies: agencyIds.length }));
}

/** One paper with its content and the way it has gone; null when the office has none of that id. */
export async function paperDetail(
  db: LedgerDb,
  { officeId, documentId }: { officeId: string; documentId: string },
): Promise<PaperDetail | null> {
  const [row] = await paperRows(db, officeId, { documentId });
  const content = await paperInput(db, { officeId, documentId });
  if (row === undefined || content === null) return null;
  const document = await db
    .selectFrom('document')
    .select([
      'agency_ids',
      'cycle_id',
      'copy_wanted as copyWanted',
      'copy_planned_at as copySentAt',
      'signed_pdf_name as signedPdfName',
      'submitted_at as submittedAt',
      'approved_at as approvedAt',
      'released_at as releasedAt',
      'acknowledged_at as acknowledgedAt',
    ])
    .where('office_id', '=', officeId)
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const { agency_ids: agencyIds, cycle_id: cycleId, ...dates } = document;
  return {
    paper: row,
    ...partsOf(content),
    reportedSince:
      row.kind === 'urgingLetter' ? await reportedSince(db, { officeId, cycleId, agencyIds }) : [],
    ...dates,
    approvals: await approvalsOf(db, { officeId, documentId }),
  };
}

/** The signed PDF the clerk attached; null before that. */
export async function signedPdf(
  db: LedgerDb,
  { officeId, documentId }: { officeId: string; documentId: string },
): Promise<{ fileName: string; bytes: Buffer } | null> {
  const row = await db
    .selectFrom('document')
    .select(['signed_pdf as bytes', 'signed_pdf_name as fileName'])
    .where('office_id', '=', officeId)
    .where('id', '=', documentId)
    .executeTakeFirst();
  return row === undefined || row.bytes === null
    ? null
    : { fileName: row.fileName ?? 'van-ban.pdf', bytes: row.bytes };
}

function partsOf(
  content: PaperInput,
): Pick<
  PaperDetail,
  'names' | 'countedAt' | 'sections' | 'figures' | 'notReported' | 'listNotReported'
> {
  if (content.kind === 'urgingLetter') {
    const { names, countedAt } = content.paper;
    return {
      names: [...names],
      countedAt,
      sections: [],
      figures: [],
      notReported: [],
      listNotReported: false,
    };
  }
  const { sections, figures, notReported } = content.paper;
  return {
    names: [],
    countedAt: null,
    sections: sections.map(({ heading, paragraphs }) => ({
      heading,
      paragraphs: paragraphs.map(({ agency, text }) => ({ agency, text })),
    })),
    figures: [...figures],
    notReported: [...(notReported ?? [])],
    listNotReported: notReported !== null,
  };
}

async function reportedSince(
  db: LedgerDb,
  { officeId, cycleId, agencyIds }: { officeId: string; cycleId: string; agencyIds: string[] },
): Promise<string[]> {
  if (agencyIds.length === 0) return [];
  const rows = await db
    .selectFrom('obligation')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .select('agency.name')
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .where('obligation.agency_id', 'in', agencyIds)
    .where('obligation.state', 'not in', [...STILL_OWING])
    .orderBy('agency.name')
    .execute();
  return rows.map(({ name }) => name);
}

async function approvalsOf(
  db: LedgerDb,
  { officeId, documentId }: { officeId: string; documentId: string },
): Promise<PaperDetail['approvals']> {
  const rows = await db
    .selectFrom('approval')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.office_id', '=', 'approval.office_id')
        .onRef('staff.id', '=', 'approval.by_staff'),
    )
    .select([
      'approval.step',
      'approval.decision',
      'approval.reason',
      'staff.name as by',
      'approval.at',
    ])
    .where('approval.office_id', '=', officeId)
    .where('approval.document_id', '=', documentId)
    .orderBy('approval.at')
    .execute();
  return rows.map((row) => ({ ...row, by: row.by ?? 'Lãnh đạo duyệt' }));
}
