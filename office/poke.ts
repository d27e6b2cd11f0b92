import { sql } from 'kysely';
import type { Instant } from '../domain/day.js';
import type { WorkflowTarget } from '../domain/workflow-id.js';
import { CYCLE_ORDER } from './lock-order.js';
import type { LastSteps, OfficeScope } from './scope.js';

/** The channel on which the relay hears that something waits in the outbox. */
export const OUTBOX_CHANNEL = 'dondoc_outbox';
/** The channel on which the post hears that event mails wait. */
export const POST_CHANNEL = 'dondoc_post';

/** Tells a cycle's workflow to look at the ledger again: one revision more and a row for the relay. */
export async function pokeCycle(scope: OfficeScope, cycleId: string): Promise<void> {
  pokesOf(scope).cycles.add(cycleId);
}

/** Tells the workflows of some cycles to look at the ledger again. */
export async function pokeCycles(scope: OfficeScope, cycleIds: readonly string[]): Promise<void> {
  for (const cycleId of cycleIds) await pokeCycle(scope, cycleId);
}

/** Tells a plan's workflow to look at the ledger again. */
export async function pokePlan(scope: OfficeScope, planId: string): Promise<void> {
  pokesOf(scope).plans.add(planId);
}

/** Who is to be told with this transaction, once each. */
interface Pokes {
  readonly plans: Set<string>;
  readonly cycles: Set<string>;
}

const pokes = new WeakMap<LastSteps, Pokes>();

/** A poked row stays locked until the commit: it is written last, or whoever acts on the cycle would wait for the whole act. */
function pokesOf(scope: OfficeScope): Pokes {
  const known = pokes.get(scope.last);
  if (known !== undefined) return known;
  const fresh: Pokes = { plans: new Set(), cycles: new Set() };
  pokes.set(scope.last, fresh);
  scope.last.set('pokes', async () => {
    for (const planId of [...fresh.plans].sort()) await tellPlan(scope, planId);
    await tellCycles(scope, [...fresh.cycles]);
  });
  return fresh;
}

async function tellPlan(scope: OfficeScope, planId: string): Promise<void> {
  await scope.trx
    .updateTable('plan')
    .set((eb) => ({ revision: eb('revision', '+', 1), told_at: toldAt(scope) }))
    .where('office_id', '=', scope.officeId)
    .where('id', '=', planId)
    .execute();
  await post(scope, 'plan', [planId]);
}

async function tellCycles(scope: OfficeScope, cycleIds: readonly string[]): Promise<void> {
  if (cycleIds.length === 0) return;
  const told = sql`any(${[...cycleIds]}::uuid[])`;
  const open = await scope.trx
    .selectFrom('cycle')
    .select('id')
    .where('office_id', '=', scope.officeId)
    // The report that the reports of a cycle go up in waits for them: it is told as well, locked in the same order.
    .where(
      sql<boolean>`(id = ${told} or id in (
        select merged_in from cycle
         where office_id = ${scope.officeId} and id = ${told} and closed_at is null))`,
    )
    // The workflow of a cycle that is over has ended; there is nobody to tell.
    .where(hasWorkflow)
    .orderBy(CYCLE_ORDER)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const ids = open.map(({ id }) => id);
  if (ids.length === 0) return;
  await scope.trx
    .updateTable('cycle')
    .set((eb) => ({ revision: eb('revision', '+', 1), told_at: toldAt(scope) }))
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', ids)
    .execute();
  await post(scope, 'cycle', ids);
}

/** Whether the workflow of a row of `cycle` has anything to do: it is open, or a supplement to its report is on its way. */
export const hasWorkflow = sql<boolean>`(cycle.closed_at is null or exists (
  select 1 from document d
   where d.office_id = cycle.office_id and d.cycle_id = cycle.id and d.kind = 'consolidatedReport'
     and (d.state in ('awaitingApproval', 'approved', 'numbered')
       or (d.state in ('released', 'acknowledged') and d.copy_wanted and d.copy_planned_at is null))))`;

/** Asks the relay to have the driver of a rehearsal running. */
export async function pokeRehearsal(scope: OfficeScope): Promise<void> {
  await post(scope, 'rehearsal', [scope.officeId]);
}

/** Asks the relay to end workflows of this office or of a rehearsal of it, whose plans and cycles are deleted with this transaction. */
export async function endWorkflows(
  scope: OfficeScope,
  { officeId, workflowIds }: { officeId: string; workflowIds: readonly string[] },
): Promise<void> {
  if (workflowIds.length > 0) await post(scope, 'ended', [officeId], workflowIds);
}

/** The first word not yet seen counts: of several the oldest has waited longest. */
function toldAt(scope: OfficeScope) {
  return sql<Instant>`case when seen_revision = revision then ${scope.realNow}::timestamptz
    else coalesce(told_at, ${scope.realNow}::timestamptz) end`;
}

async function post(
  scope: OfficeScope,
  target: WorkflowTarget | 'ended',
  targetIds: readonly string[],
  workflowIds: readonly string[] = [],
): Promise<void> {
  if (targetIds.length === 0) return;
  await scope.trx
    .insertInto('outbox')
    .values(
      targetIds.map((targetId) => ({
        office_id: scope.officeId,
        target,
        target_id: targetId,
        delivered_at: null,
        workflow_ids: [...workflowIds],
      })),
    )
    .execute();
  await sql`select pg_notify(${OUTBOX_CHANNEL}, ${scope.office.kind})`.execute(scope.trx);
}
