import type { PaperContent, PaperPress } from '../../documents/paper-shapes.js';
import type { IssuerBlock } from '../../documents/issuer-shapes.js';
import type { AxisReference } from '../../domain/axis/message.js';
import { outgoingHead } from '../../domain/axis/outgoing.js';
import { citedReference } from '../../domain/axis/trigger.js';
import { ok, refuse } from '../../domain/result.js';
import type { LedgerDb } from '../../db/connection.js';
import type { PlanIdentity } from '../../db/tables.js';
import type { ActResult } from '../act-result.js';
import { contentOf } from '../paper/frozen-content.js';
import { documentOf } from '../paper/document-row.js';
import { paperFile } from '../paper/paper-files.js';
import { signedPdf } from '../paper/paper-views.js';
import { organsOf } from './own-documents.js';
import type { Organs } from './own-documents.js';
import type { OutgoingFile, OutgoingMessage } from './outgoing-message.js';

interface PaperRef {
  readonly officeId: string;
  readonly documentId: string;
}

/** A released paper as it goes over the axis, with the names of its files; refused where it is not out yet or has no id to go under. */
export async function outgoingPaper(
  db: LedgerDb,
  { officeId, documentId }: PaperRef,
): ActResult<OutgoingMessage> {
  const row = await documentOf(db, { officeId, documentId });
  if (row === null) return refuse('NOT_FOUND');
  const { number, issued_on: issuedOn, state, kind } = row;
  const isOut = state === 'released' || state === 'acknowledged';
  if (!isOut || number === null || issuedOn === null) return refuse('EDXML_NOT_OUT');
  const organs = await organsOf(db, officeId);
  const { content } = await contentOf(db, row);
  const printed = printedIn(content);
  const { issuer } = printed;
  const organId = organs.of(issuer.issuingBody) ?? organs.own;
  if (organId === null) return refuse('ORGAN_ID_MISSING');
  const { identity } = await db
    .selectFrom('plan')
    .select('identity')
    .where('office_id', '=', officeId)
    .where('id', '=', row.plan_id)
    .executeTakeFirstOrThrow();
  const check = row.signed_check;
  const receivers = await receiversOf(db, { officeId, organs, ...row }, printed.addressees);
  const head = outgoingHead({
    ...{ number, issuedOn },
    from: { name: issuer.issuingBody, organId },
    to: receivers,
    place: issuer.placeOfIssue,
    typeName: kind === 'consolidatedReport' ? 'Báo cáo' : 'Công văn',
    subject: printed.subject,
    signingCapacity: issuer.signingCapacity,
    signerName: issuer.signerName,
    dueOn: kind === 'consolidatedReport' ? null : row.due_day,
    toPlaces: issuer.distribution,
    pages: check?.state === 'checked' ? check.pages : null,
    responseFor: kind === 'consolidatedReport' ? answersOf(identity, { issuer, organs }) : [],
    steering: kind === 'consolidatedReport' ? 'reports' : 'directs',
  });
  return ok({ head, files: filesIn(row).map(({ name }) => name) });
}

/** The files that go with a paper: the signed one, and the figures of a report. */
export async function filesOfPaper(
  db: LedgerDb,
  press: PaperPress,
  ref: PaperRef,
): Promise<readonly OutgoingFile[]> {
  const row = await documentOf(db, ref);
  if (row === null) return [];
  const files: OutgoingFile[] = [];
  for (const { name, format } of filesIn(row)) {
    const made =
      format === 'pdf' ? await signedPdf(db, ref) : await paperFile(db, press, { ...ref, format });
    if (made !== null) files.push({ name, bytes: made.bytes });
  }
  return files;
}

/** Without a signed file, as papers from before have none, the document that was agreed to. */
function filesIn({
  kind,
  signed_pdf_name: signed,
}: {
  readonly kind: PaperContent['kind'];
  readonly signed_pdf_name: string | null;
}): readonly { readonly name: string; readonly format: 'pdf' | 'docx' | 'xlsx' }[] {
  return [
    signed === null ? { name: 'van-ban.docx', format: 'docx' } : { name: signed, format: 'pdf' },
    ...(kind === 'consolidatedReport'
      ? [{ name: 'Số liệu tổng hợp.xlsx', format: 'xlsx' } as const]
      : []),
  ];
}

interface Printed {
  readonly issuer: IssuerBlock;
  readonly subject: string;
  readonly addressees: readonly string[];
}

/** Who issues a paper to whom, and about what, as it is printed. */
function printedIn(content: PaperContent): Printed {
  switch (content.kind) {
    case 'urgingLetter': {
      const { issuer, names, reportName } = content.letter;
      return { issuer, addressees: names, subject: `Đôn đốc gửi ${reportName}` };
    }
    case 'extensionNotice': {
      const { issuer, granted, reportName } = content.notice;
      const addressees = granted.map(({ agency }) => agency);
      return { issuer, addressees, subject: `Gia hạn thời gian gửi ${reportName}` };
    }
    case 'guidanceLetter': {
      const { issuer, names, reportName } = content.guidance;
      return { issuer, addressees: names, subject: `Hướng dẫn gửi ${reportName}` };
    }
    case 'consolidatedReport': {
      const { issuer, proposal, subject, addressees } = content.report;
      // A draft behind a Tờ trình goes to the committee that is to issue it.
      return proposal === undefined
        ? { issuer, subject, addressees }
        : { issuer: proposal.issuer, subject, addressees: [proposal.to] };
    }
  }
}

/** Receivers with their ids: the agencies of a letter by what the directory says of each, others by their names. */
async function receiversOf(
  db: LedgerDb,
  {
    officeId,
    organs,
    agency_ids: agencyIds,
  }: { readonly officeId: string; readonly organs: Organs; readonly agency_ids: readonly string[] },
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly organId: string }[]> {
  const byAgency = new Map(organs.agencies.map((one) => [one.agencyId, one.organId]));
  const agencies = await db
    .selectFrom('agency')
    .select(['id', 'name'])
    .where('office_id', '=', officeId)
    .where('id', 'in', agencyIds.length === 0 ? [officeId] : [...agencyIds])
    .execute();
  const named = new Map(agencies.map(({ id, name }) => [name, byAgency.get(id)]));
  return names.map((name) => ({ name, organId: named.get(name) ?? organs.of(name) ?? '' }));
}

/** What a report answers: the letter from above that asked for it, and the plan where that is another office's. */
function answersOf(
  identity: PlanIdentity,
  { issuer, organs }: { readonly issuer: IssuerBlock; readonly organs: Organs },
): readonly AxisReference[] {
  const cited = identity.trigger === null ? null : citedReference(identity.trigger);
  const asked =
    cited === null
      ? []
      : [
          {
            organId: organs.of(cited.issuer) ?? '',
            ...{ code: cited.code, issuedOn: cited.issuedOn, documentId: '' },
          },
        ];
  const { number, issuedOn } = identity;
  if (identity.issuer === issuer.issuingBody || number === null) return asked;
  const organId = organs.of(identity.issuer) ?? '';
  return [...asked, { organId, code: number, issuedOn, documentId: '' }];
}
