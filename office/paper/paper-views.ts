import { sql } from 'kysely';
import type { PaperDetail, PaperRow } from '../../contract/papers.js';
import type { FiguresPaper, PaperContent } from '../../documents/paper-shapes.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import type { Instant } from '../../domain/day.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import { isAsAgreed } from '../../domain/signed-check.js';
import type { SignedCheck } from '../../domain/signed-check.js';
import type { LedgerDb } from '../../db/connection.js';
import { papersOfDuties, reportNameOfCycle } from '../../db/joined.js';
import { documentOf, IS_NEWER, markOf } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import { decidersOf, stepsOf } from './approval-way.js';
import { headPrinted } from './head-view.js';
import { handedUpOf } from './hand-up.js';
import { commentsOf } from './paper-comments.js';
import { contentOf } from './frozen-content.js';
import { goneFromLetter } from './letters.js';
import { changedSince } from './report-figures.js';
import { reportVersions, supplementOf } from './report-versions.js';
import { recipientOf } from './recipient-of.js';
import { textBehind } from './text-behind.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';

/** One page of the papers of an office, of a plan or of a cycle, the latest changed first; drafts replaced by newer ones are left out. */
export async function paperRows(
  db: LedgerDb,
  officeId: string,
  only: {
    readonly planId?: string | undefined;
    readonly cycleId?: string | undefined;
    readonly documentId?: string;
  } & PageAsked,
  reader: { readonly staffId: string; readonly now: Instant },
): Promise<{ readonly rows: PaperRow[]; readonly next: string | null }> {
  let query = papersOfDuties(db)
    .select([
      'document.id',
      'document.plan_id as planId',
      'document.cycle_id as cycleId',
      'plan.title as planTitle',
      'cycle.key as cycleKey',
      'cycle.due_day as dueDay',
      'cycle.office_due as officeDue',
      'document.due_day as frozenDay',
      'document.content_sha256 as frozen',
      reportNameOfCycle().as('reportName'),
      'document.kind',
      'document.version',
      'document.state',
      'document.number',
      'document.issued_on as issuedOn',
      'document.changed_at as changedAt',
      'document.agency_ids as agencyIds',
      'document.route',
      'document.agreed',
      'document.paper',
      'document.batch',
      'document.outside',
    ])
    .where('document.office_id', '=', officeId);
  if (only.planId !== undefined) query = query.where('document.plan_id', '=', only.planId);
  if (only.cycleId !== undefined) query = query.where('document.cycle_id', '=', only.cycleId);
  query =
    only.documentId === undefined
      ? query.where('document.state', '!=', 'superseded')
      : query.where('document.id', '=', only.documentId);
  if (only.after !== undefined) {
    query = query.where(sql<boolean>`(document.changed_at, document.version, document.id) < (
      select b.changed_at, b.version, b.id from document b
       where b.office_id = ${officeId} and b.id = ${only.after})`);
  }
  const found = await query
    .orderBy('document.changed_at', 'desc')
    .orderBy('document.version', 'desc')
    .orderBy('document.id', 'desc')
    .limit(only.limit + 1)
    .execute();
  const { rows, next } = pageOf(found, only.limit, ({ id }) => id);
  const atWork = rows.some(({ state }) => state === 'awaitingApproval')
    ? await peopleAtWork({ trx: db, officeId, now: reader.now })
    : null;
  return {
    rows: rows.map(
      ({
        agencyIds,
        frozen,
        frozenDay,
        dueDay,
        officeDue,
        route,
        agreed,
        outside,
        paper,
        batch,
        ...row
      }) => {
        const standing = standingDay({ dueDay, officeDue });
        const deciders =
          atWork === null ? [] : decidersOf({ ...row, route, agreed, outside }, atWork);
        return {
          ...row,
          dueDay: frozen === null ? standing : (frozenDay ?? standing),
          agencies: agencyIds.length,
          waitsFor: deciders.map(({ person, inPlaceOf }) => ({
            name: person.name,
            inPlaceOf: inPlaceOf?.name ?? null,
          })),
          mayDecide: deciders.some(({ person }) => person.id === reader.staffId),
          recipient: recipientOf({ kind: row.kind, paper, batch }),
        };
      },
    ),
    next,
  };
}

/** One paper with its content and the way it has gone, as `staffId` sees it; null when the office has none of that id. */
export async function paperDetail(
  db: LedgerDb,
  {
    now,
    staffId = '',
    ...ref
  }: { officeId: string; documentId: string; now: Instant; staffId?: string },
): Promise<PaperDetail | null> {
  const { officeId, documentId } = ref;
  const { rows } = await paperRows(db, officeId, { documentId, limit: 1 }, { staffId, now });
  const [row] = rows;
  const document = await documentOf(db, ref);
  if (row === undefined || document === null) return null;
  const shown = await contentOf(db, document);
  const isLetter = row.kind !== 'consolidatedReport';
  return {
    paper: row,
    ...partsOf(shown.content),
    ...(isLetter || shown.frozen !== null
      ? { changes: [], coverage: [], doubts: [] }
      : await textBehind(db, document)),
    reportedSince: row.kind === 'urgingLetter' ? await reportedSince(db, document, now) : [],
    changedSince: isLetter ? [] : await changedSince(db, document),
    newer: await newerVersion(db, document),
    versions: isLetter ? [] : await reportVersions(db, document),
    seen: markOf(document, shown.sha256),
    frozen: shown.frozen === null ? null : { sha256: shown.sha256, ...shown.frozen },
    copyWanted: document.copy_wanted,
    copySentAt: document.copy_planned_at,
    signedPdfName: document.signed_pdf_name,
    submittedAt: document.submitted_at,
    approvedAt: document.approved_at,
    releasedAt: document.released_at,
    acknowledgedAt: document.acknowledged_at,
    withdrawnAt: document.withdrawn_at,
    supplement: await supplementOf(db, document),
    outside: document.outside,
    signedCheck: shownCheck(document.signed_check),
    handedUp: await handedUpOf(db, { officeId, documentId }),
    copies: await copiesOf(db, { officeId, content: shown.content }),
    route: stepsOf(document).map(({ name }) => name),
    agreed: document.agreed,
    comments: await commentsOf(db, { officeId, documentId, step: document.step }),
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

function shownCheck(check: SignedCheck | null): PaperDetail['signedCheck'] {
  if (check === null || check.state === 'unchecked') return check;
  const { blankPages, differences, numbersMissing, ...rest } = check;
  return {
    ...rest,
    blankPages: [...blankPages],
    differences: [...differences],
    numbersMissing: [...numbersMissing],
    asAgreed: isAsAgreed(check),
  };
}

/** To whom a paper goes: those it is addressed to, those it is copied to, and the address a copy by mail would go to. */
async function copiesOf(
  db: LedgerDb,
  { officeId, content }: { readonly officeId: string; readonly content: PaperContent },
): Promise<PaperDetail['copies']> {
  const { settings } = await db
    .selectFrom('office')
    .select('settings')
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const { addressees, distribution } = headPrinted(content);
  const isReport = content.kind === 'consolidatedReport';
  return {
    addressees: [...addressees],
    distribution: [...distribution],
    mail: isReport ? OfficeSettings.parse(settings).ministryAddress : null,
  };
}

function partsOf(
  content: PaperContent,
): Pick<
  PaperDetail,
  | 'names'
  | 'countedAt'
  | 'sections'
  | 'figures'
  | 'notReported'
  | 'listNotReported'
  | 'leftOut'
  | 'supplementing'
  | 'byGroup'
> {
  if (content.kind !== 'consolidatedReport') {
    return {
      names: [...headPrinted(content).addressees],
      countedAt: content.kind === 'urgingLetter' ? content.letter.countedAt : null,
      sections: [],
      figures: [],
      notReported: [],
      listNotReported: false,
      leftOut: [],
      supplementing: [],
      byGroup: [],
    };
  }
  const { sections, figures, notReported } = content.report;
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
    leftOut: leftOutIn(content.figures),
    supplementing: (content.figures.supplementing ?? []).map(
      ({ agency, version, values, nil }) => ({
        agency,
        version,
        values: {
          ...Object.fromEntries(nil.map((code) => [code, '0'])),
          ...Object.fromEntries(
            Object.entries(values).flatMap(([code, value]) =>
              value === null ? [] : [[code, value]],
            ),
          ),
        },
      }),
    ),
    byGroup: [...(content.report.byGroup ?? [])],
  };
}

/** Each value that another reporter counts already. */
function leftOutIn({ sources, indicators }: FiguresPaper): PaperDetail['leftOut'] {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  return sources
    .filter(({ counted }) => !counted)
    .map(({ code, agency, value }) => {
      const { label = code, unit = '' } = byCode.get(code) ?? {};
      return { code, label, unit, agency, value };
    });
}

/** What a release would be stopped by, so long as the letter has not gone out. */
async function reportedSince(
  db: LedgerDb,
  { office_id: officeId, cycle_id: cycleId, agency_ids: agencyIds }: DocumentRow,
  now: Instant,
): Promise<string[]> {
  const { gone } = await goneFromLetter({ trx: db, officeId, now }, { cycleId, agencyIds });
  return [...gone];
}

/** The newest version of the same paper after this one; null when it is the newest. */
async function newerVersion(
  db: LedgerDb,
  { office_id: officeId, id, kind }: DocumentRow,
): Promise<PaperDetail['newer']> {
  // Notices of one cycle are about different agencies.
  if (kind === 'extensionNotice') return null;
  const { rows } = await sql<NonNullable<PaperDetail['newer']>>`
    select n.id as "documentId", n.version, n.state
      from document d join document n on ${IS_NEWER}
     where d.office_id = ${officeId} and d.id = ${id}
     order by n.version desc limit 1`.execute(db);
  return rows[0] ?? null;
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
      'approval.stage',
      'approval.step_name as stepName',
      'approval.in_place_of as inPlaceOf',
      'approval.outside_by as outsideBy',
      'approval.outside_on as outsideOn',
      'approval.decision',
      'approval.reason',
      'staff.name as by',
      'approval.at',
      'approval.content_sha256 as contentSha256',
    ])
    .where('approval.office_id', '=', officeId)
    .where('approval.document_id', '=', documentId)
    .orderBy('approval.at')
    .execute();
  return rows.map((row) => ({ ...row, by: row.by ?? 'Lãnh đạo duyệt' }));
}
