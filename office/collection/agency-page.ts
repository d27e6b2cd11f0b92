import { shownDue } from '../../domain/amendment/shown-due.js';
import type { Day, Instant } from '../../domain/day.js';
import { formOf } from '../../domain/form-of.js';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import type { Indicator } from '../../domain/schemas/form-definition.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { Half } from '../../domain/halves.js';
import { isReceived } from '../../domain/obligation.js';
import type { ObligationState } from '../../domain/obligation.js';
import { draftIn } from '../../domain/schemas/report-content.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import type { FilledIn } from '../../domain/typed-fields.js';
import { lastFigures } from './last-figures.js';
import { prefilledFigures } from './prefilled-figures.js';
import type { PrefilledFigure } from './prefilled-figures.js';
import type { LastFigures } from './last-figures.js';
import type { ConfirmedPlan, ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { requestFiles } from './request-file.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { dutiesOfAgencies, reportNameOfCycle } from '../../db/joined.js';
import { basisWords, citedPlan } from '../../domain/citation.js';
import { dueLabel } from '../../domain/due-source.js';
import { inSentence } from '../../domain/in-sentence.js';
import { asksOnce } from '../../domain/one-off.js';
import { versionsOf } from './versions.js';
import type { VersionRow } from '../../contract/obligations.js';

/** An agency that came by its personal link. */
export interface AgencyCaller {
  readonly officeId: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly office: string;
  readonly rehearsal: boolean;
  /** Who said to be typing in this session; null while nobody did. */
  readonly typist: string | null;
}

/** One report an agency owes or has sent, in the words it may see: never when it counts as late. */
export interface OwedReport {
  readonly obligationId: string;
  readonly reportName: string;
  readonly citation: string;
  /** What it is about; null where it rests on a paper that the plan is not. */
  readonly planSubject: string | null;
  readonly duePhrase: string;
  /** "Thời hạn theo Kế hoạch", or by what else it rests on. */
  readonly dueLabel: string;
  /** Null where the officer asked for no day of its own. */
  readonly targetAt: Instant | null;
  readonly grantedDay: Day | null;
  readonly state: ObligationState;
  readonly binding: boolean;
  readonly reason: string | null;
  readonly version: number;
  /** The half of the report that is still to come after the other. */
  readonly missingHalf: Half | null;
  /** The document that is still to come is said to be sent by the document system. */
  readonly documentClaimed: boolean;
  readonly onTime: boolean | null;
  readonly receivedAt: Instant | null;
  readonly claimedAt: Instant | null;
  readonly closed: boolean;
}

/** One report with everything its page shows. */
export interface ReportOfAgency extends OwedReport {
  readonly planId: string;
  readonly what: ConfirmedRequirement['what'];
  readonly kind: AgencyKind;
  readonly form: FormDefinition;
  /** Goes up when another form takes its place while the plan runs. */
  readonly formVersion: number;
  readonly indicators: readonly Indicator[];
  readonly channel: string;
  readonly recipients: readonly string[];
  readonly periodFrom: Day | null;
  readonly periodTo: Day | null;
  readonly identity: ConfirmedPlan['identity'];
  readonly versions: readonly VersionRow[];
  /** Files that the request brought. */
  readonly materials: readonly { readonly id: string; readonly fileName: string }[];
  /** What was typed and not yet sent. */
  readonly draft: Partial<ReportForm> | null;
  readonly savedAt: Instant | null;
  /** By field of the draft: who filled it in, and when. */
  readonly filled: Readonly<Record<string, FilledIn>>;
  /** What the agency reported for the period before; null where there is none. */
  readonly last: LastFigures | null;
  /** What is filled in from what the agency reported under another duty, by code. */
  readonly prefilled: Readonly<Record<string, PrefilledFigure>>;
  readonly extension: {
    readonly wantedDay: Day;
    readonly state: 'asked' | 'granted' | 'refused';
    readonly grantedDay: Day | null;
    readonly answer: string | null;
  } | null;
}

/** The office a link belongs to; null for a link nobody has. */
export async function officeOfLink(db: LedgerDb, linkId: string): Promise<string | null> {
  const row = await db
    .selectFrom('link')
    .select('office_id')
    .where('id', '=', linkId)
    .executeTakeFirst();
  return row?.office_id ?? null;
}

/** Everything an agency owes or has sent, what is still to do first. */
export async function owedReports(
  db: LedgerDb,
  { officeId, agencyId }: { readonly officeId: string; readonly agencyId: string },
): Promise<readonly OwedReport[]> {
  const rows = await deskRows(db, { officeId, agencyId });
  const owed = rows.map(owedReport);
  const open = (report: OwedReport) =>
    !report.closed && (report.state === 'expected' || report.state === 'returned');
  return owed.sort(
    (a, b) =>
      Number(open(b)) - Number(open(a)) || (a.targetAt ?? '9').localeCompare(b.targetAt ?? '9'),
  );
}

/** One report of an agency with its form, draft and versions; null when it is not the agency's. */
export async function reportOfAgency(
  db: LedgerDb,
  where: { readonly officeId: string; readonly agencyId: string; readonly obligationId: string },
): Promise<ReportOfAgency | null> {
  const [row] = await deskRows(db, where);
  if (row === undefined) return null;
  const { officeId, obligationId } = where;
  const form = formOf(row);
  const indicators = indicatorsAsked({ ...row, form });
  const { draft, extension } = await besideReport(db, { officeId, obligationId });
  return {
    ...owedReport(row),
    planId: row.planId,
    what: row.what,
    kind: row.kind,
    form,
    formVersion: row.formVersion,
    indicators,
    prefilled: await prefilledFigures(db, where, indicators),
    channel: row.channel,
    recipients: row.recipients,
    periodFrom: row.periodFrom,
    periodTo: row.periodTo,
    identity: row.identity,
    // Before the first report there is nothing to look up.
    versions: row.version === 0 ? [] : await versionsOf(db, { officeId, obligationId }),
    materials: await requestFiles(db, { officeId, planId: row.planId }),
    draft: draft === null ? null : draftIn(draft.content),
    savedAt: draft?.savedAt ?? null,
    filled: draft?.filled ?? {},
    last: await lastFigures(db, { officeId, obligationId }),
    extension,
  };
}

/** What was typed for a report and not yet sent, and the latest extension asked for. */
async function besideReport(
  db: LedgerDb,
  { officeId, obligationId }: { readonly officeId: string; readonly obligationId: string },
) {
  const asked = db
    .selectFrom('obligation')
    .leftJoin('form_draft', (join) =>
      join
        .onRef('form_draft.office_id', '=', 'obligation.office_id')
        .onRef('form_draft.obligation_id', '=', 'obligation.id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('extension')
          .select([
            'extension.wanted_day',
            'extension.state',
            'extension.granted_day',
            'extension.answer',
          ])
          .whereRef('extension.office_id', '=', 'obligation.office_id')
          .whereRef('extension.obligation_id', '=', 'obligation.id')
          .orderBy('requested_at', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .select(['form_draft.content', 'form_draft.saved_at as savedAt', 'form_draft.filled'])
    .select(['latest.wanted_day as wantedDay', 'latest.state'])
    .select(['latest.granted_day as grantedDay', 'latest.answer'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.id', '=', obligationId);
  const [row] = await keptRows(db, asked);
  if (row === undefined) return { draft: null, extension: null };
  const { content, savedAt, filled, wantedDay, state, grantedDay, answer } = row;
  return {
    draft:
      content === null || savedAt === null || filled === null ? null : { content, savedAt, filled },
    extension:
      wantedDay === null || state === null ? null : { wantedDay, state, grantedDay, answer },
  };
}

/** The agencies a registered address belongs to; more than one office may know it. */
export async function agenciesOfAddress(
  db: LedgerDb,
  email: string,
): Promise<readonly { officeId: string; agencyId: string }[]> {
  return db
    .selectFrom('contact')
    .innerJoin('office', 'office.id', 'contact.office_id')
    .select(['contact.office_id as officeId', 'contact.agency_id as agencyId'])
    .distinct()
    .where((eb) => eb(eb.fn<string>('lower', ['contact.email']), '=', email.toLowerCase()))
    .where('contact.role', '!=', 'head')
    .where('office.kind', '=', 'live')
    .limit(10)
    .execute();
}

type DeskRow = Awaited<ReturnType<typeof deskRows>>[number];

async function deskRows(
  db: LedgerDb,
  where: { readonly officeId: string; readonly agencyId: string; readonly obligationId?: string },
) {
  let query = dutiesOfAgencies(db)
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('claim')
            .select('claim.id')
            .whereRef('claim.office_id', '=', 'obligation.office_id')
            .whereRef('claim.obligation_id', '=', 'obligation.id')
            .where('claim.state', '=', 'open'),
        )
        .as('isClaimed'),
      'obligation.id as obligationId',
      'obligation.state',
      'obligation.binding',
      'obligation.reason',
      'obligation.version',
      'obligation.missing_half as missingHalf',
      'obligation.on_time as onTime',
      'obligation.received_at as receivedAt',
      'obligation.claimed_at as claimedAt',
      'obligation.target_at as targetAt',
      'obligation.granted_day as grantedDay',
      'agency.kind',
      'agency.tags',
      'cycle.plan_id as planId',
      'cycle.due_phrase as duePhrase',
      'cycle.office_due as officeDue',
      'cycle.show_target as showTarget',
      'cycle.period_from as periodFrom',
      'cycle.period_to as periodTo',
      'cycle.edits_closed_at as editsClosedAt',
      'cycle.closed_at as closedAt',
      'cycle.cancelled_at as cancelledAt',
      reportNameOfCycle().as('reportName'),
      'requirement.what',
      'requirement.form',
      'requirement.form_definition as formDefinition',
      'requirement.form_version as formVersion',
      'requirement.channel',
      'requirement.recipients',
      'requirement.basis',
      'plan.identity',
    ])
    .where('obligation.office_id', '=', where.officeId)
    .where('obligation.agency_id', '=', where.agencyId)
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.cancelled_at', 'is', null);
  if (where.obligationId !== undefined) {
    query = query.where('obligation.id', '=', where.obligationId);
  }
  return keptRows(db, query.orderBy('obligation.target_at'));
}

function owedReport(row: DeskRow): OwedReport {
  return {
    obligationId: row.obligationId,
    reportName: row.reportName,
    citation:
      row.basis === null
        ? (citedPlan(row.identity) ?? row.identity.subject)
        : basisWords(row.basis),
    planSubject:
      row.basis === null || asksOnce(row.identity) ? inSentence(row.identity.subject) : null,
    duePhrase: shownDue(row.duePhrase, row.officeDue),
    dueLabel: dueLabel(row.identity, row.basis),
    targetAt: row.showTarget ? row.targetAt : null,
    grantedDay: row.grantedDay,
    state: row.state,
    binding: row.binding,
    reason: row.reason,
    version: row.version,
    missingHalf: isReceived(row) ? row.missingHalf : null,
    documentClaimed: isReceived(row) && row.missingHalf === 'document' && Boolean(row.isClaimed),
    onTime: row.onTime,
    receivedAt: row.receivedAt,
    claimedAt: row.claimedAt,
    closed: row.editsClosedAt !== null || row.closedAt !== null,
  };
}
