import { sql } from 'kysely';
import type { Data } from '../../db/tables.js';
import type { ObligationState } from '../../domain/obligation.js';
import type { OfficeScope } from '../scope.js';
import { MAY_HAVE_HEARD } from './asked-duties.js';
import { planNotices } from './notices.js';

/** Duties that something befell, of those whose agencies had been asked for them. */
export interface Befallen {
  /** Some duties by themselves, or all of some cycles. */
  readonly of:
    { readonly obligationIds: readonly string[] } | { readonly cycleIds: readonly string[] };
  readonly states: readonly ObligationState[];
  /** Whether only those are told whose mails name a moment. */
  readonly shown?: boolean;
}

/**
 * Tells the agencies that had been asked for some duties what befell these, each in one mail a plan; whoever
 * had heard nothing yet is told nothing. Written after the act itself: an act is told once, the next again.
 */
export async function tellAsked(
  scope: OfficeScope,
  event: string,
  { of, states, shown = false }: Befallen,
  data: Data,
): Promise<void> {
  const chosen =
    'cycleIds' in of
      ? sql<boolean>`o.cycle_id = any(${[...of.cycleIds]}::uuid[])`
      : sql<boolean>`o.id = any(${[...of.obligationIds]}::uuid[])`;
  const { rows } = await sql<AskedDuty>`
    select o.id, o.agency_id, o.cycle_id, c.plan_id, o.epoch, o.changes
      from obligation o join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
     where o.office_id = ${scope.officeId} and ${chosen}
       and o.chased and o.state = any(${[...states]}::text[])
       and (not ${shown} or c.show_target or o.granted_day is not null)
       and exists (
         select 1 from notice n join message m on m.office_id = n.office_id and m.id = n.message_id
          where n.office_id = o.office_id and n.obligation_id = o.id and ${MAY_HAVE_HEARD})
     order by o.agency_id, o.target_at, o.id`.execute(scope.trx);
  await planNotices(
    scope,
    rows.map((duty) => ({
      key: `event/${event}/${duty.id}/${String(duty.epoch)}/${String(duty.changes)}`,
      name: event,
      kind: 'event',
      class: 'event',
      to: { kind: 'agency', agencyId: duty.agency_id, role: 'writers' },
      planId: duty.plan_id,
      cycleId: duty.cycle_id,
      obligationId: duty.id,
      epoch: duty.epoch,
      data,
      together: `${duty.plan_id}/${duty.agency_id}`,
    })),
  );
}

interface AskedDuty {
  readonly id: string;
  readonly agency_id: string;
  readonly cycle_id: string;
  readonly plan_id: string;
  readonly epoch: number;
  readonly changes: number;
}
