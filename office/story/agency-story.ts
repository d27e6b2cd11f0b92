import { shownDue } from '../../domain/amendment/shown-due.js';
import { citedPlan } from '../../domain/citation.js';
import { groupsOf, markOf } from '../../domain/counting.js';
import { at, plusDays } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { owes } from '../../domain/obligation.js';
import type { ObligationState } from '../../domain/obligation.js';
import { dutiesOfAgencies, reportNameOfCycle } from '../../db/joined.js';
import { zaloText } from '../../domain/zalo-text.js';
import type { Span } from '../../domain/compliance.js';
import type { OfficeScope } from '../scope.js';
import { storyEntries } from './story-entries.js';
import type { StoryEntry } from './story-entries.js';

/** One duty of an agency in its story. */
export interface StoryDuty {
  readonly obligationId: string;
  readonly cycleId: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly citation: string;
  readonly reportName: string;
  readonly due: string;
  readonly targetAt: Instant | null;
  readonly grantedDay: Day | null;
  readonly state: ObligationState;
  readonly timeliness: 'onTime' | 'late' | 'overdue' | null;
  readonly nil: boolean;
  readonly version: number;
  readonly receivedAt: Instant | null;
  /** Takes nothing any more. */
  readonly closed: boolean;
}

/** Everything asked of an agency and answered by it, over all plans. */
export interface AgencyStory {
  readonly agency: {
    readonly id: string;
    readonly name: string;
    readonly group: string;
    readonly validTo: Day | null;
  };
  readonly contacts: readonly {
    readonly role: 'mailbox' | 'person' | 'head';
    readonly name: string | null;
    readonly email: string;
    readonly phone: string | null;
    readonly bounced: boolean;
  }[];
  /** Since when it has the link it has now; null: none was made yet. */
  readonly link: { readonly generation: number; readonly revoked: boolean } | null;
  readonly duties: readonly StoryDuty[];
  /** The oldest first. */
  readonly entries: readonly StoryEntry[];
  readonly zalo: string | null;
}

/** Of what the story is told: all of it, the duties that fell due in a period, or one duty. */
export interface StoryOf {
  readonly span?: Span;
  readonly obligationId?: string;
}

/** The story of one agency; null where the office has none of that id. Some twelve statements for any number of plans. */
export async function agencyStory(
  scope: OfficeScope,
  agencyId: string,
  of: StoryOf = {},
): Promise<AgencyStory | null> {
  const { trx, officeId, office } = scope;
  const agency = await trx
    .selectFrom('agency')
    .select(['id', 'name', 'kind', 'tags', 'standing', 'valid_to as validTo'])
    .where('office_id', '=', officeId)
    .where('id', '=', agencyId)
    .executeTakeFirst();
  if (agency === undefined) return null;
  const contacts = await trx
    .selectFrom('contact')
    .select(['role', 'name', 'email', 'phone', 'bounced_at as bouncedAt'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agencyId)
    .orderBy('position')
    .execute();
  const link = await trx
    .selectFrom('link')
    .select(['generation', 'revoked_at as revokedAt'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  const rows = await dutyRows(scope, agencyId, of);
  const duties = rows.map(({ identity: _identity, ...duty }) => duty);
  const awaited = rows.filter((duty) => owes(duty) && !duty.closed);
  const [first] = awaited;
  return {
    agency: {
      id: agency.id,
      name: agency.name,
      group: groupsOf(agency)[0] ?? '',
      validTo: agency.validTo,
    },
    contacts: contacts.map(({ bouncedAt, ...contact }) => ({
      ...contact,
      bounced: bouncedAt !== null,
    })),
    link:
      link === undefined ? null : { generation: link.generation, revoked: link.revokedAt !== null },
    duties,
    entries: await storyEntries(scope, {
      agencyId,
      obligationIds: duties.map(({ obligationId }) => obligationId),
      ofAgency: of.obligationId === undefined,
    }),
    zalo: zaloText({
      agency: agency.name,
      office: office.name,
      awaited,
      contact:
        first === undefined
          ? null
          : { name: first.identity.officerName, phone: first.identity.officerPhone },
    }),
  };
}

async function dutyRows(
  { trx, officeId, now }: OfficeScope,
  agencyId: string,
  { span, obligationId }: StoryOf,
) {
  let query = dutiesOfAgencies(trx)
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .selectAll('obligation')
    .select([
      'cycle.plan_id as planId',
      'cycle.due_phrase as duePhrase',
      'cycle.office_due as officeDue',
      'cycle.show_target as showTarget',
      'cycle.edits_closed_at as editsClosedAt',
      'cycle.closed_at as closedAt',
      'cycle.cancelled_at as cancelledAt',
      'plan.title as planTitle',
      'plan.identity',
      reportNameOfCycle().as('reportName'),
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.agency_id', '=', agencyId)
    .where('cycle.opened_at', 'is not', null);
  if (obligationId !== undefined) query = query.where('obligation.id', '=', obligationId);
  if (span !== undefined) {
    query = query
      .where('cycle.target_at', '>=', at(span.from, 0))
      .where('cycle.target_at', '<', at(plusDays(span.to, 1), 0));
  }
  const rows = await query.orderBy('cycle.target_at', 'desc').orderBy('obligation.id').execute();
  return rows.map((row) => ({
    obligationId: row.id,
    cycleId: row.cycle_id,
    planId: row.planId,
    planTitle: row.planTitle,
    citation: citedPlan(row.identity) ?? row.identity.subject,
    reportName: row.reportName,
    due: shownDue(row.duePhrase, row.officeDue),
    targetAt: row.showTarget ? row.target_at : null,
    grantedDay: row.granted_day,
    state: row.state,
    timeliness: markOf(
      {
        state: row.state,
        binding: row.binding,
        chased: row.chased,
        onTime: row.on_time,
        nil: row.nil,
        everReturned: row.ever_returned,
        overdueAt: row.overdue_at,
      },
      now,
    ),
    nil: row.nil,
    version: row.version,
    receivedAt: row.received_at,
    closed: row.editsClosedAt !== null || row.closedAt !== null || row.cancelledAt !== null,
    identity: row.identity,
  }));
}
