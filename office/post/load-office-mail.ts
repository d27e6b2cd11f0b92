import { shownDue } from '../../domain/amendment/shown-due.js';
import { obligationsOfAgencies } from '../../db/joined.js';
import type { MailAttachment } from '../../activities/ports.js';
import type { NoticeContent } from '../../mail/content.js';
import { ministryCover, officeContent } from '../../mail/office-content.js';
import type { ListedAgency } from '../../mail/office-content.js';
import { holderOf } from '../../domain/paper-nudge.js';
import type { OfficeScope } from '../scope.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import type { ComposeOptions } from './compose-options.js';
import { complianceMail } from './compliance-mail.js';
import { overviewMail } from './overview-mail.js';
import type { KeptOverview } from './overview-mail.js';
import type { LoadedNotice } from './load-notice-facts.js';

/** What a mail to the office or upward says, and what goes with it; null when it has become pointless. */
export async function loadOfficeMail(
  scope: OfficeScope,
  loaded: LoadedNotice,
  { pageUrl, linkUrl, tables }: Pick<ComposeOptions, 'pageUrl' | 'linkUrl' | 'tables'>,
): Promise<{
  readonly content: NoticeContent;
  readonly attachments: readonly MailAttachment[];
} | null> {
  const { notice, identity, cycle, reportName } = loaded;
  if (notice.name === 'testMail') {
    const pageUrlOfOpening = pageUrl('/admin/opening');
    return {
      content: { event: 'testMail', officeName: scope.office.name, pageUrl: pageUrlOfOpening },
      attachments: [],
    };
  }
  if (notice.name === 'factorTakenAway') {
    const isOwn = notice.data['own'] === true;
    return {
      content: {
        event: 'factorTakenAway',
        officeName: scope.office.name,
        whose: isOwn ? null : String(notice.data['whose']),
        pageUrl: pageUrl(isOwn ? '/account' : '/admin/staff'),
      },
      attachments: [],
    };
  }
  if (notice.name === 'passwordReset') {
    const linkId = String(notice.data['resetId']);
    // A token as an agency's link has, of the generation that no link has.
    const { hash } = new URL(linkUrl({ linkId, generation: 0 }));
    const resetUrl = `${pageUrl('/reset')}${hash}`;
    return {
      content: { event: 'passwordReset', officeName: scope.office.name, pageUrl: resetUrl },
      attachments: [],
    };
  }
  if (notice.name === 'overview') {
    return overviewMail(notice.data as KeptOverview, scope.office.name, { pageUrl, tables });
  }
  const compliance = complianceMail(notice, pageUrl);
  if (compliance !== null) return { content: compliance, attachments: [] };
  if (identity === null) return null;
  if (notice.name === 'ministryCopy') return loadMinistryCopy(scope, loaded);
  // The number was recorded after the mail had been queued.
  if (notice.name === 'numberAsked' && !(await awaitsNumber(scope, notice.plan_id))) return null;
  const content = officeContent(
    {
      name: notice.name,
      data: notice.data,
      identity,
      reportName,
      pageUrl: pageUrl(pageOf(loaded)),
      cycle:
        cycle === null
          ? null
          : {
              duePhrase: shownDue(cycle.due_phrase, cycle.office_due),
              targetAt: cycle.target_at,
              onwardTargetAt: cycle.onward_target_at,
            },
      agencies:
        cycle !== null && LISTS.has(notice.name) ? await loadListedAgencies(scope, cycle) : [],
      reportState:
        cycle !== null && ONWARD.has(notice.name) ? await loadReportState(scope, cycle) : null,
      holder: HELD.has(notice.name) ? await loadHolder(scope, loaded) : null,
    },
    scope,
  );
  return content === null ? null : { content, attachments: [] };
}

/** Whether something of a plan still rests on somebody's word. */
async function awaitsNumber(scope: OfficeScope, planId: string | null): Promise<boolean> {
  const cycle = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .where('number_awaited', '=', true)
    .limit(1)
    .executeTakeFirst();
  return cycle !== undefined;
}

/** The page a mail leads to: the duty or the paper it is about, else its cycle, else its plan. */
function pageOf({ notice, cycle }: LoadedNotice): string {
  const about = notice.data['obligationId'];
  if (typeof about === 'string') return `/obligations/${about}`;
  if (notice.document_id !== null) return `/papers/${notice.document_id}`;
  return cycle === null ? `/plans/${notice.plan_id ?? ''}` : `/cycles/${cycle.id}`;
}

/** Mails that list agencies, and mails that say how far the report upward has come. */
const LISTS: ReadonlySet<string> = new Set(['officeList', 'callList', 'closeNew']);
const ONWARD: ReadonlySet<string> = new Set(['onwardPrepare', 'onwardLastDay']);
/** Mails to whoever holds a paper. */
const HELD: ReadonlySet<string> = new Set(['approval', 'clerkAsked']);

/** Whose turn a paper is; of several that one mail to the clerks speaks of, of any that waits for them. */
async function loadHolder(
  scope: OfficeScope,
  { notice, cycle }: LoadedNotice,
): Promise<'approver' | 'clerk' | null> {
  const { document_id: documentId } = notice;
  // What is known of no paper is told: a mail too many is better than a paper that nobody hears of.
  if (documentId === null || cycle === null) {
    return notice.name === 'clerkAsked' ? 'clerk' : 'approver';
  }
  const papers = await scope.trx
    .selectFrom('document')
    .select(['state', 'outside'])
    .where('office_id', '=', scope.officeId)
    .where((eb) =>
      notice.name === 'clerkAsked'
        ? eb.and([eb('cycle_id', '=', cycle.id), eb('kind', '=', 'consolidatedReport')])
        : eb('id', '=', documentId),
    )
    .execute();
  const holders = papers.map(holderOf);
  return notice.name === 'clerkAsked'
    ? (holders.find((holder) => holder === 'clerk') ?? null)
    : (holders[0] ?? null);
}

async function loadListedAgencies(
  scope: OfficeScope,
  cycle: CycleRow,
): Promise<readonly ListedAgency[]> {
  const rows = await obligationsOfAgencies(scope.trx)
    .select([
      'obligation.agency_id',
      'obligation.state',
      'obligation.binding',
      'obligation.overdue_at as overdueAt',
      'obligation.on_time as onTime',
      'obligation.missing_half as missingHalf',
      'agency.name as agency',
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.cycle_id', '=', cycle.id)
    .where('obligation.binding', '=', true)
    .where('obligation.chased', '=', true)
    .orderBy('agency.name')
    .execute();
  const phones = await loadPhones(
    scope,
    rows.map(({ agency_id }) => agency_id),
  );
  return rows.map(({ agency_id, ...row }) => ({ ...row, call: phones.get(agency_id) ?? null }));
}

async function loadPhones(
  scope: OfficeScope,
  agencyIds: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<ListedAgency['call']>>> {
  if (agencyIds.length === 0) return new Map();
  const rows = await scope.trx
    .selectFrom('contact')
    .select(['agency_id', 'name', 'phone'])
    .where('office_id', '=', scope.officeId)
    .where('agency_id', 'in', [...agencyIds])
    .where('phone', 'is not', null)
    .orderBy('position', 'desc')
    .execute();
  // From the last to the first, so that the first contact with a telephone stays.
  return new Map(rows.map(({ agency_id, name, phone }) => [agency_id, { person: name, phone }]));
}

async function loadReportState(scope: OfficeScope, cycle: CycleRow): Promise<string | null> {
  const report = await scope.trx
    .selectFrom('document')
    .select('state')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.feeds_from ?? cycle.id)
    .where('kind', '=', 'consolidatedReport')
    .where('state', '!=', 'superseded')
    .executeTakeFirst();
  return report?.state ?? null;
}

/** The signed PDF with its cover; a draft never gets here. */
async function loadMinistryCopy(
  scope: OfficeScope,
  { notice, identity }: LoadedNotice,
): Promise<{ content: NoticeContent; attachments: readonly MailAttachment[] } | null> {
  const paper = await scope.trx
    .selectFrom('document')
    .select(['number', 'issued_on', 'signed_pdf', 'signed_pdf_name'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', notice.document_id ?? '')
    .executeTakeFirst();
  if (paper?.signed_pdf == null || paper.number === null || paper.issued_on === null) return null;
  if (identity === null) return null;
  const fileName = paper.signed_pdf_name ?? 'bao-cao.pdf';
  return {
    content: ministryCover(identity, {
      number: paper.number,
      issuedOn: paper.issued_on,
      fileName,
    }),
    attachments: [{ fileName, contentType: 'application/pdf', bytes: paper.signed_pdf }],
  };
}
