import { workingDaysBetween } from '../../domain/calendar.js';
import { dayAt } from '../../domain/day.js';
import { isOverdue, owes } from '../../domain/obligation.js';
import type { MailAttachment } from '../../activities/ports.js';
import type { NoticeContent, OfficeNotice, PaperKind } from '../../mail/content.js';
import type { OfficeScope } from '../scope.js';
import { fullCitation, shortCitation } from '../../domain/citation.js';
import type { MessageRow, NoticeFacts } from './notice-facts.js';
import { obligationOf } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';

interface OfficeMail {
  readonly pageUrl: (path: string) => string;
  readonly message: MessageRow;
}

/** A mail to the office itself or upward, with the counts of this very moment; null when it has become pointless. */
export async function officeContent(
  scope: OfficeScope,
  facts: NoticeFacts,
  { pageUrl }: OfficeMail,
): Promise<
  | OfficeNotice
  | { readonly content: NoticeContent; readonly attachments: readonly MailAttachment[] }
  | null
> {
  const { notice, identity, cycle, reportName } = facts;
  if (identity === null) return null;
  if (notice.name === 'ministryCopy') return ministryContent(scope, facts);
  const plan = { citation: fullCitation(identity), short: shortCitation(identity) };
  const head = {
    plan,
    pageUrl: pageUrl(cycle === null ? `/plans/${notice.plan_id ?? ''}` : `/cycles/${cycle.id}`),
  };
  const data = notice.data;
  const paper = data['paper'] as PaperKind;
  switch (notice.name) {
    case 'officeList':
      return cycle === null ? null : { ...head, ...(await listOf(scope, cycle)), reportName };
    case 'callList':
      return cycle === null ? null : { ...head, ...(await callsOf(scope, cycle)), reportName };
    case 'closeNew':
      if (cycle === null) return null;
      return {
        ...head,
        event: 'closeNew',
        reportName,
        missing: (await listOf(scope, cycle)).missing.length,
      };
    case 'onwardPrepare':
    case 'onwardLastDay':
      return cycle === null ? null : await onwardOf(scope, facts, cycle, head);
    case 'approval':
      return {
        ...head,
        event: 'approval',
        paper,
        reportName: reportName === '' ? identity.subject : reportName,
        agencies: typeof data['agencies'] === 'number' ? data['agencies'] : null,
        submittedBy: identity.officerName,
      };
    case 'sentBack':
      return {
        ...head,
        event: 'sentBack',
        paper,
        reportName: reportName === '' ? identity.subject : reportName,
        reason: typeof data['reason'] === 'string' ? data['reason'] : '',
        sentBackBy: typeof data['byName'] === 'string' ? data['byName'] : 'Lãnh đạo duyệt',
      };
    default:
      return null;
  }
}

async function listOf(
  scope: OfficeScope,
  cycle: CycleRow,
): Promise<
  Omit<Extract<OfficeNotice, { event: 'officeList' }>, 'plan' | 'pageUrl' | 'reportName'>
> {
  const rows = await owersOf(scope, cycle);
  const missing = rows.filter((row) => owes(row) || row.state === 'claimed');
  return {
    event: 'officeList',
    countedAt: scope.now,
    expected: rows.filter(({ state }) => state !== 'waived').length,
    received: rows.filter(({ state }) => state === 'submitted' || state === 'accepted').length,
    missing: missing.map((row) => ({
      agency: row.name,
      state:
        row.state === 'claimed'
          ? 'báo đã gửi, chờ đối chiếu'
          : row.state === 'returned'
            ? 'đang bổ sung'
            : isOverdue(obligationOf(row), scope.now)
              ? 'quá hạn'
              : null,
    })),
  };
}

async function callsOf(
  scope: OfficeScope,
  cycle: CycleRow,
): Promise<Omit<Extract<OfficeNotice, { event: 'callList' }>, 'plan' | 'pageUrl' | 'reportName'>> {
  const rows = (await owersOf(scope, cycle)).filter((row) =>
    isOverdue(obligationOf(row), scope.now),
  );
  const contacts =
    rows.length === 0
      ? []
      : await scope.trx
          .selectFrom('contact')
          .select(['agency_id', 'name', 'phone'])
          .where('office_id', '=', scope.officeId)
          .where(
            'agency_id',
            'in',
            rows.map((row) => row.agency_id),
          )
          .where('phone', 'is not', null)
          .orderBy('position')
          .execute();
  return {
    event: 'callList',
    calls: rows.map((row) => {
      const contact = contacts.find(({ agency_id }) => agency_id === row.agency_id);
      return {
        agency: row.name,
        person: contact?.name ?? null,
        phone: contact?.phone ?? null,
        promised: null,
      };
    }),
  };
}

async function owersOf(scope: OfficeScope, cycle: CycleRow) {
  return scope.trx
    .selectFrom('obligation')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .selectAll('obligation')
    .select('agency.name as name')
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.cycle_id', '=', cycle.id)
    .where('obligation.binding', '=', true)
    .where('obligation.chased', '=', true)
    .orderBy('agency.name')
    .execute();
}

async function onwardOf(
  scope: OfficeScope,
  { identity, reportName }: NoticeFacts,
  cycle: CycleRow,
  head: { readonly plan: { citation: string; short: string }; readonly pageUrl: string },
): Promise<OfficeNotice> {
  const report = await scope.trx
    .selectFrom('document')
    .select('state')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.feeds_from ?? cycle.id)
    .where('kind', '=', 'consolidatedReport')
    .where('state', '!=', 'superseded')
    .executeTakeFirst();
  const step =
    report?.state === 'approved' || report?.state === 'numbered'
      ? 'number'
      : report?.state === 'awaitingApproval'
        ? 'approve'
        : 'draft';
  return {
    ...head,
    event: 'onward',
    reportName,
    recipient: identity?.addressees.join(', ') ?? '',
    duePhrase: cycle.due_phrase,
    workingDaysLeft:
      cycle.target_at === null
        ? null
        : workingDaysBetween(scope.settings.calendar, dayAt(scope.now), dayAt(cycle.target_at)),
    step,
  };
}

/** The cover of the signed, numbered report; a draft never gets here. */
async function ministryContent(
  scope: OfficeScope,
  { notice, identity }: NoticeFacts,
): Promise<{ content: NoticeContent; attachments: readonly MailAttachment[] } | null> {
  const paper = await scope.trx
    .selectFrom('document')
    .select(['number', 'issued_on', 'signed_pdf', 'signed_pdf_name', 'state'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', notice.document_id ?? '')
    .executeTakeFirst();
  if (paper?.signed_pdf == null || paper.number === null || paper.issued_on === null) return null;
  if (identity === null) return null;
  const fileName = paper.signed_pdf_name ?? 'bao-cao.pdf';
  return {
    content: {
      event: 'ministry',
      sendingBody: identity.sendingBody,
      recipient: identity.addressees[0] ?? 'Bộ',
      document: {
        title: `Báo cáo số ${paper.number}`,
        issuedOn: paper.issued_on,
        subject: `kết quả ${identity.subject}`,
      },
      inReplyTo: identity.trigger,
      attachments: [fileName],
      contact: {
        unit: identity.unit,
        person: identity.officerName || null,
        phone: identity.officerPhone || null,
      },
    },
    attachments: [{ fileName, contentType: 'application/pdf', bytes: paper.signed_pdf }],
  };
}
