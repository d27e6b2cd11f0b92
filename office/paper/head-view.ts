import type { PaperHeadView } from '../../contract/paper-heads.js';
import type { IssuerBlock } from '../../documents/issuer-shapes.js';
import type { PaperContent } from '../../documents/paper-shapes.js';
import { linesOf } from '../../domain/paper-head.js';
import type { PaperHead } from '../../domain/paper-head.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ReportText } from '../consolidation/consolidate.js';
import { DOCUMENT_COLUMNS, documentOf } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { contentOf } from './frozen-content.js';
import type { LetterText } from './letter-content.js';
import { liveContent } from './live-content.js';
import { recipientOf } from './recipient-of.js';

/** What stands around the text of a paper, and what of it is open; null when the office has no such paper. */
export async function paperHead(
  db: LedgerDb,
  ref: { readonly officeId: string; readonly documentId: string },
): Promise<PaperHeadView | null> {
  const document = await documentOf(db, ref);
  if (document === null) return null;
  const isOpen = document.state === 'draft' || document.state === 'sentBack';
  const { head, open } = isOpen
    ? await liveContent(db, document)
    : { head: headPrinted((await contentOf(db, document)).content), open: [] };
  const office = await db
    .selectFrom('office')
    .select('settings')
    .where('id', '=', ref.officeId)
    .executeTakeFirstOrThrow();
  const text = document.paper as unknown as Partial<LetterText & ReportText>;
  return {
    head: {
      ...head,
      signingCapacity: [...head.signingCapacity],
      addressees: [...head.addressees],
      distribution: [...head.distribution],
    },
    open: [...open],
    signers: OfficeSettings.parse(office.settings).signers.map(({ capacity, name }) => ({
      capacity: [...linesOf(capacity)],
      name,
    })),
    changedAt: document.changed_at,
    isOpen,
    unnamed: text.unnamed === true,
    proposal: text.proposal === true,
    recipient: recipientOf(document),
    copies: await copiesOf(db, document),
    recipients: head.addressees.length,
    committeeIssue:
      document.committee_number === null || document.committee_issued_on === null
        ? null
        : { number: document.committee_number, on: document.committee_issued_on },
  };
}

/** Who issues a paper as it was put forward; of a draft behind a Tờ trình, who puts it forward. */
export function headPrinted(content: PaperContent): PaperHead {
  switch (content.kind) {
    case 'urgingLetter':
      return withAddressees(content.letter.issuer, content.letter.names);
    case 'guidanceLetter':
      return withAddressees(content.guidance.issuer, content.guidance.names);
    case 'extensionNotice':
      return withAddressees(
        content.notice.issuer,
        content.notice.granted.map(({ agency }) => agency),
      );
    case 'consolidatedReport': {
      const { issuer, proposal, addressees } = content.report;
      return withAddressees(proposal?.issuer ?? issuer, addressees);
    }
  }
}

function withAddressees(issuer: IssuerBlock, addressees: readonly string[]): PaperHead {
  return { ...issuer, addressees };
}

async function copiesOf(db: LedgerDb, document: DocumentRow): Promise<PaperHeadView['copies']> {
  if (document.batch === null) return [];
  const rows = await db
    .selectFrom('document')
    .select(DOCUMENT_COLUMNS)
    .where('office_id', '=', document.office_id)
    .where('batch', '=', document.batch)
    .where('state', '!=', 'superseded')
    .orderBy('version')
    .execute();
  return rows.map((row) => ({
    documentId: row.id,
    recipient: recipientOf(row) ?? '',
    state: row.state,
  }));
}
