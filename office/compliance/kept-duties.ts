import { sql } from 'kysely';
import { shownDue } from '../../domain/amendment/shown-due.js';
import { daysLate, keptAs } from '../../domain/compliance.js';
import type { KeptAs, KeptDuty, Span } from '../../domain/compliance.js';
import { groupsOf } from '../../domain/counting.js';
import { at, plusDays } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { dutiesOfAgencies, reportNameOfCycle } from '../../db/joined.js';
import type { OfficeScope } from '../scope.js';

/** A duty that bound an agency and fell due in a period, with how it was kept. */
export interface KeptRow extends KeptDuty {
  readonly obligationId: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly group: string;
  readonly reportName: string;
  readonly planTitle: string;
  readonly due: string;
  /** When it was due first: by it a duty belongs to a period. */
  readonly targetAt: Instant;
  readonly kept: KeptAs;
  readonly daysLate: number | null;
}

/** What of an office is looked at. */
export type Reading = Pick<OfficeScope, 'trx' | 'officeId' | 'now' | 'settings'>;

/** The duties of an office, or of one agency, that first fell due within some periods; two statements. Duties without a day are in none. */
export async function keptDuties(
  scope: Reading,
  { spans, agencyId }: { readonly spans: readonly Span[]; readonly agencyId?: string },
): Promise<readonly KeptRow[]> {
  const rows = await dutyRows(scope, spans, agencyId);
  const { now } = scope;
  const doubtful = rows.filter(({ onTime, state }) => onTime !== true && state !== 'waived');
  const mails = await mailsOf(
    scope,
    doubtful.map(({ obligationId }) => obligationId),
  );
  const { calendar } = scope.settings;
  return rows.map(({ kind, tags, standing, duePhrase, officeDue, targetAt, ...row }): KeptRow => {
    const duty = { ...row, ...(mails.get(row.obligationId) ?? { told: false, mailFailed: false }) };
    return {
      ...duty,
      // The condition of the query.
      targetAt: targetAt,
      group: groupsOf({ kind, tags, standing })[0] ?? '',
      due: shownDue(duePhrase, officeDue),
      kept: keptAs(duty, now),
      daysLate: daysLate(duty, { now, calendar }),
    };
  });
}

async function dutyRows(
  { trx, officeId }: Reading,
  spans: readonly Span[],
  agencyId: string | undefined,
) {
  const target = sql<Instant>`coalesce(obligation.original_target_at, obligation.target_at)`;
  const query = dutiesOfAgencies(trx)
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .select([
      'obligation.id as obligationId',
      'obligation.agency_id as agencyId',
      'obligation.state',
      'obligation.on_time as onTime',
      'obligation.ever_returned as everReturned',
      'obligation.original_overdue_at as originalOverdueAt',
      'obligation.overdue_at as overdueAt',
      'obligation.first_received_at as firstReceivedAt',
      'agency.name as agency',
      'agency.kind',
      'agency.tags',
      'agency.standing',
      'cycle.due_phrase as duePhrase',
      'cycle.office_due as officeDue',
      'plan.title as planTitle',
      reportNameOfCycle().as('reportName'),
      target.as('targetAt'),
      // The day given for a supplement is no extension.
      sql<Day | null>`case when obligation.ever_returned then null else obligation.granted_day end`.as(
        'grantedDay',
      ),
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.binding', '=', true)
    .where('obligation.chased', '=', true)
    .where('cycle.kind', '=', 'collect')
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.cancelled_at', 'is', null)
    .where((eb) =>
      eb.or(
        spans.map(({ from, to }) =>
          eb.and([eb(target, '>=', at(from, 0)), eb(target, '<', at(plusDays(to, 1), 0))]),
        ),
      ),
    );
  return (agencyId === undefined ? query : query.where('obligation.agency_id', '=', agencyId))
    .orderBy(target)
    .execute();
}

/** Whether reminders of some duties reached their agencies before they were late, and whether any failed. */
async function mailsOf(
  { trx, officeId }: Reading,
  obligationIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly told: boolean; readonly mailFailed: boolean }>> {
  if (obligationIds.length === 0) return new Map();
  const { rows } = await sql<{
    readonly id: string;
    readonly told: boolean;
    readonly mailFailed: boolean;
  }>`
    select o.id,
           bool_or(m.state = 'sent' and (o.overdue_at is null or m.sent_at < o.overdue_at)) is true
             as told,
           bool_or(m.state in ('bounced', 'refused') or n.why = 'noContact') is true as "mailFailed"
      from obligation o
      join notice n on n.office_id = o.office_id and n.obligation_id = o.id and n.kind = 'ladder'
      left join message m on m.office_id = n.office_id and m.id = n.message_id
     where o.office_id = ${officeId} and o.id = any(${[...obligationIds]}::uuid[])
     group by o.id`.execute(trx);
  return new Map(rows.map(({ id, ...mails }) => [id, mails]));
}
