import { sql } from 'kysely';
import type { CycleRef, Look, PlanRef, WorkflowView } from '../../activities/ledger-port.js';
import type { CycleFacts, PlanFacts } from '../../domain/cycle.js';
import { decideCycle, decidePlan } from '../../domain/cycle.js';
import type { Answer } from '../../domain/cycle.js';
import type { Instant } from '../../domain/day.js';
import { earliestWait } from '../../domain/earliest-wait.js';
import type { OfficeScope } from '../scope.js';
import { cycleFacts, planFacts } from './cycle-facts.js';
import { standsStill } from './step-failures.js';

/** A workflow of something the ledger does not hold: it must end, not retry for ever. */
export class UnknownSubject extends Error {
  override readonly name = 'UnknownSubject';
}

/** Reads a cycle for its workflow and notes what it has seen by this, and until when it sleeps. */
export async function lookAtCycle(
  scope: OfficeScope,
  { busy, cycleId }: CycleRef & Look,
): Promise<WorkflowView<CycleFacts>> {
  const known = await knownOf(scope, 'cycle', cycleId);
  const facts = await cycleFacts(scope, cycleId, { busy });
  if (known === null || facts === null) throw new UnknownSubject('cycle');
  const { chase, report } = decideCycle(facts, scope.now);
  await noteLook(scope, { table: 'cycle', id: cycleId, known, busy, answers: [chase, report] });
  return viewOf(scope, known.label, facts);
}

/** The same for a plan. */
export async function lookAtPlan(
  scope: OfficeScope,
  { busy, planId }: PlanRef & Look,
): Promise<WorkflowView<PlanFacts>> {
  const known = await knownOf(scope, 'plan', planId);
  const facts = await planFacts(scope, planId);
  if (known === null || facts === null) throw new UnknownSubject('plan');
  await noteLook(scope, {
    table: 'plan',
    id: planId,
    known,
    busy,
    answers: [decidePlan(facts, scope.now)],
  });
  return viewOf(scope, known.label, facts);
}

/** A step at work counts as a look: its workflow need not look again before it is done. */
export async function noteAtWork(scope: OfficeScope, ref: CycleRef | PlanRef): Promise<void> {
  const [table, id] =
    'cycleId' in ref ? (['cycle', ref.cycleId] as const) : (['plan', ref.planId] as const);
  await scope.trx
    .updateTable(table)
    .set({ looked_at: scope.realNow })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', id)
    .execute();
}

interface Known {
  readonly label: string;
  readonly revision: number;
  readonly failing: string | null;
}

/**
 * Read before the facts: what is told while they are read raises the revision, and counts as seen
 * only with the next look.
 */
async function knownOf(
  scope: OfficeScope,
  table: 'plan' | 'cycle',
  id: string,
): Promise<Known | null> {
  const row = await scope.trx
    .selectFrom(table)
    .select([
      sql<string>`${sql.ref(table === 'plan' ? 'code' : 'key')}`.as('label'),
      'revision',
      'last_error_step as failing',
    ])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

async function noteLook(
  scope: OfficeScope,
  look: {
    readonly table: 'plan' | 'cycle';
    readonly id: string;
    readonly known: Known;
    readonly busy: boolean;
    readonly answers: readonly Answer<string>[];
  },
): Promise<void> {
  const { known, busy, answers } = look;
  const due = answers.some(({ kind }) => kind === 'do');
  const cleared = known.failing !== null && !standsStill(known.failing, { busy, answers });
  await scope.trx
    .updateTable(look.table)
    .set({
      seen_revision: sql<number>`greatest(seen_revision, ${known.revision})`,
      told_at: sql<Instant | null>`case when revision > ${known.revision} then told_at end`,
      resting: !busy && !due,
      wakes_at: earliestWait(answers),
      looked_at: scope.realNow,
      told_again_at: null,
      alarm_at: null,
      ...(cleared ? { last_error: null, last_error_at: null, last_error_step: null } : {}),
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', look.id)
    .execute();
}

function viewOf<Facts>(scope: OfficeScope, label: string, facts: Facts): WorkflowView<Facts> {
  return { facts, now: scope.now, stepped: scope.office.clock_at !== null, label };
}
