import { sql } from 'kysely';
import { ok, refuse } from '../../domain/result.js';
import { quietUntil } from '../../domain/recovery.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { planNotices } from '../reminding/notices.js';
import { recoveryOf } from '../reminding/recovery.js';
import type { OfficeScope } from '../scope.js';

/**
 * An officer decides about the hours that a restore took away: every agency that may have sent something
 * in them is told once and left in peace for two working days, or nothing came in and all goes on.
 */
export async function decideLostHours(
  scope: OfficeScope,
  { decision }: { readonly decision: 'agenciesTold' | 'nothingLost' },
): ActResult<{ readonly agencies: number }> {
  const office = await scope.trx
    .selectFrom('office')
    .select(['lost_from', 'lost_until', 'lost_decision', 'quiet_until'])
    .where('id', '=', scope.officeId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const recovery = recoveryOf(office);
  if (recovery === null) return refuse('NOT_FOUND');
  if (office.lost_decision !== null) return refuse('ALREADY_DONE');
  const agencies =
    decision === 'agenciesTold'
      ? await agenciesConcerned(scope.trx, scope.officeId, recovery.lostUntil)
      : [];
  await planNotices(
    scope,
    agencies.map(({ agencyId, planId, cycleId }) => ({
      key: `event/lostHours/${agencyId}/${recovery.lostUntil}`,
      name: 'lostHours',
      kind: 'event' as const,
      class: 'event' as const,
      to: { kind: 'agency' as const, agencyId, role: 'writers' as const },
      planId,
      cycleId,
      obligationId: null,
      data: { from: recovery.lostFrom, until: recovery.lostUntil },
    })),
  );
  await scope.trx
    .updateTable('office')
    .set({
      lost_decision: decision,
      quiet_until:
        decision === 'agenciesTold'
          ? quietUntil(scope.now, scope.settings.calendar)
          : recovery.lostUntil,
    })
    .where('id', '=', scope.officeId)
    .execute();
  await record(scope, decision, `office:${scope.officeId}`, {
    lostFrom: recovery.lostFrom,
    lostUntil: recovery.lostUntil,
    agencies: agencies.length,
  });
  return ok({ agencies: agencies.length });
}

/** Agencies with a duty in a cycle that took reports in the lost time and still does; each with one plan that the mail can name. */
export async function agenciesConcerned(
  db: LedgerDb,
  officeId: string,
  lostUntil: string,
): Promise<
  readonly { readonly agencyId: string; readonly planId: string; readonly cycleId: string }[]
> {
  const { rows } = await sql<{ agencyId: string; planId: string; cycleId: string }>`
    select distinct on (o.agency_id) o.agency_id as "agencyId", c.plan_id as "planId", c.id as "cycleId"
      from obligation o join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
     where o.office_id = ${officeId} and o.chased and o.state <> 'waived' and c.kind = 'collect'
       and c.opened_at is not null and c.opens_at <= ${lostUntil}
       and c.closed_at is null and c.cancelled_at is null and c.edits_closed_at is null
     order by o.agency_id, c.target_at nulls last, c.id`.execute(db);
  return rows;
}
