import type { Operations } from '../../contract/operations.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import type { LedgerDb } from '../../db/connection.js';

/** Plans and cycles of an office that no workflow looks at, though told twice; the oldest first. */
export async function alarms(db: LedgerDb, officeId: string): Promise<Operations['alarms']> {
  const plans = await db
    .selectFrom('plan')
    .select(['id', 'title as planTitle', 'alarm_at as since'])
    .where('office_id', '=', officeId)
    .where('state', '=', 'started')
    .where('alarm_at', 'is not', null)
    .execute();
  const cycles = await db
    .selectFrom('cycle')
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .select([
      'cycle.id',
      'cycle.key',
      'cycle.due_day as dueDay',
      'cycle.office_due as officeDue',
      'plan.title as planTitle',
      'cycle.alarm_at as since',
    ])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.closed_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where('cycle.alarm_at', 'is not', null)
    .execute();
  return [
    ...plans.map((plan) => ({ ...plan, target: 'plan' as const, key: null, dueDay: null })),
    ...cycles.map(({ officeDue, ...cycle }) => ({
      ...cycle,
      target: 'cycle' as const,
      dueDay: standingDay({ ...cycle, officeDue }),
    })),
  ]
    .flatMap(({ since, ...alarm }) => (since === null ? [] : [{ ...alarm, since }]))
    .sort((a, b) => (a.since < b.since ? -1 : 1));
}
