import { sql } from 'kysely';
import type { RehearsalOffice, RehearsalTick } from '../../activities/rehearsal.js';
import { decideCycle, decidePlan } from '../../domain/cycle.js';
import type { Answer } from '../../domain/cycle.js';
import type { Instant } from '../../domain/day.js';
import { dayAt, daysBetween, plusMs } from '../../domain/day.js';
import { earliestWait } from '../../domain/earliest-wait.js';
import { cycleFacts, planFacts } from '../cycle/cycle-facts.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { inScope } from '../scope.js';
import { pokeCycle, pokePlan } from '../poke.js';
import { officerReaction } from './officer-reactions.js';
import { paperReaction } from './paper-reactions.js';
import { earliestAct } from './planned-act.js';
import type { PlannedAct } from './planned-act.js';
import { nextScripted } from './script-agencies.js';

/** Longer than any retry after a killed worker or server takes to be noticed. */
const STALL_MS = 90_000;
/** A whole wave on a busy machine takes less; a poke too many would show in the history. */
const POKE_AGAIN_MS = 30_000;

interface Subject {
  readonly target: 'plan' | 'cycle';
  readonly id: string;
  readonly answers: readonly Answer<string>[];
  /** The workflow has seen the newest revision and found nothing to do, with both hands free. */
  readonly resting: boolean;
}

/** The driver's hand on the shadow offices of this ledger. */
export function createRehearsalOffice(ledger: Ledger, clock: { now(): Instant }): RehearsalOffice {
  return {
    tick: async (officeId, idleMs) =>
      ledger.transaction(async (trx) => {
        // Held for the whole move: no act is under way while time jumps.
        const held = await trx
          .selectFrom('office')
          .select('id')
          .where('id', '=', officeId)
          .where('kind', '=', 'rehearsal')
          .forUpdate()
          .executeTakeFirst();
        // Deleted while it ran: nothing is left to drive.
        if (held === undefined) return { kind: 'done' };
        // Most looks find a workflow at work: that is told by one small query.
        const restless = await restlessSubject(trx, officeId);
        if (restless !== null && idleMs <= POKE_AGAIN_MS) return { kind: 'busy' };
        return inScope(trx, { officeId, actor: 'system', realNow: clock.now() }, (scope) =>
          move(scope, idleMs),
        );
      }),
    fail: async (officeId, step) => {
      await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
        await setRehearsal(scope, { stalledAt: scope.now, stall: step });
      });
    },
  };
}

async function move(scope: OfficeScope, idleMs: number): Promise<RehearsalTick> {
  const subjects = await openSubjects(scope);
  const due = dueStep(subjects);
  if (due !== null) {
    if (idleMs > POKE_AGAIN_MS) await pokeAgain(scope, subjects);
    return waiting(due, idleMs);
  }
  // At one instant agencies act before the officer, and the officer before papers move on.
  const act = earliestAct([
    await nextScripted(scope),
    await officerReaction(scope),
    await paperReaction(scope),
  ]);
  if (act !== null && act.at <= scope.now) {
    const refused = await perform(scope, act);
    return refused === null ? { kind: 'stepped', days: 0 } : { kind: 'stalled', step: refused };
  }
  // Only a jump of time has to wait for the mails of this instant.
  if (await eventMailsWait(scope)) return waiting('mail', idleMs);
  const wakeAt = earliestWait(subjects.flatMap(({ answers }) => answers));
  if (wakeAt === null && act === null) {
    if (subjects.length > 0) {
      return { kind: 'stalled', step: subjects.map(({ target, id }) => `${target}/${id}`).join() };
    }
    await setRehearsal(scope, { doneAt: scope.now });
    return { kind: 'done' };
  }
  // Wakes of an instant go first, then acts one by one.
  if (wakeAt !== null && (act === null || wakeAt <= act.at)) {
    const days = await stepTo(scope, wakeAt);
    for (const subject of subjects) {
      if (subject.answers.some((answer) => waitsFor(answer, wakeAt))) await wake(scope, subject);
    }
    return { kind: 'stepped', days };
  }
  if (act === null) return { kind: 'busy' };
  const days = await stepTo(scope, act.at);
  const refused = await perform(scope, act);
  return refused === null ? { kind: 'stepped', days } : { kind: 'stalled', step: refused };
}

/** A workflow that was terminated in the middle of a step is started anew by a poke. */
async function pokeAgain(scope: OfficeScope, subjects: readonly Subject[]): Promise<void> {
  const recent = await scope.trx
    .selectFrom('outbox')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('created_at', '>', plusMs(scope.realNow, -POKE_AGAIN_MS))
    .executeTakeFirst();
  if (recent !== undefined) return;
  for (const subject of subjects) await wake(scope, subject);
}

function waiting(step: string, idleMs: number): RehearsalTick {
  return idleMs > STALL_MS ? { kind: 'stalled', step } : { kind: 'busy' };
}

/** Performs one act; answers what was refused, or null. */
async function perform(scope: OfficeScope, act: PlannedAct): Promise<string | null> {
  const now = act.at > scope.now ? act.at : scope.now;
  const result = await act.perform({ ...scope, now });
  if (act.scriptId !== null) {
    await scope.trx
      .updateTable('script_act')
      .set({ done_at: now, outcome: result.ok ? 'done' : result.error })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', act.scriptId)
      .execute();
    return null;
  }
  // A reaction that is refused would be tried again for ever at the same instant.
  return result.ok ? null : `${act.what} ${result.error}`;
}

/** A plan or cycle whose workflow has not come to rest; null when all have. */
async function restlessSubject(trx: OfficeScope['trx'], officeId: string): Promise<string | null> {
  const { rows } = await sql<{ subject: string }>`
    select 'plan/' || id as subject from plan
     where office_id = ${officeId} and state = 'started'
       and not (resting and seen_revision = revision)
    union all
    select 'cycle/' || id from cycle
     where office_id = ${officeId} and opened_at is not null and closed_at is null
       and cancelled_at is null and not (resting and seen_revision = revision)
     limit 1`.execute(trx);
  return rows[0]?.subject ?? null;
}

async function openSubjects(scope: OfficeScope): Promise<readonly Subject[]> {
  const plans = await scope.trx
    .selectFrom('plan')
    .select(['id', 'resting', 'revision', 'seen_revision'])
    .where('office_id', '=', scope.officeId)
    .where('state', '=', 'started')
    .orderBy('id')
    .execute();
  const cycles = await scope.trx
    .selectFrom('cycle')
    .select(['id', 'resting', 'revision', 'seen_revision'])
    .where('office_id', '=', scope.officeId)
    .where('opened_at', 'is not', null)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('id')
    .execute();
  const subjects: Subject[] = [];
  for (const plan of plans) {
    const facts = await planFacts(scope, plan.id);
    if (facts === null) continue;
    const answers = [decidePlan(facts, scope.now)];
    subjects.push({ target: 'plan', id: plan.id, answers, resting: isResting(plan) });
  }
  for (const cycle of cycles) {
    const facts = await cycleFacts(scope, cycle.id);
    if (facts === null) continue;
    const { chase, report } = decideCycle(facts, scope.now);
    const answers = [chase, report];
    subjects.push({ target: 'cycle', id: cycle.id, answers, resting: isResting(cycle) });
  }
  return subjects;
}

function isResting(row: { resting: boolean; revision: number; seen_revision: number }): boolean {
  return row.resting && row.seen_revision === row.revision;
}

/** What is still to happen at this instant: a due step, or a workflow that has not come to rest. */
function dueStep(subjects: readonly Subject[]): string | null {
  for (const { target, id, answers, resting } of subjects) {
    if (!resting) return `${target}/${id} looking`;
    for (const answer of answers) {
      if (answer.kind === 'do') return `${target}/${id} ${answer.step}`;
    }
  }
  return null;
}

async function eventMailsWait(scope: OfficeScope): Promise<boolean> {
  const row = await scope.trx
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('class', '!=', 'ladder')
    .where('state', 'in', ['planned', 'sending'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function waitsFor(answer: Answer<string>, until: Instant): boolean {
  return answer.kind === 'wait' && answer.until === until;
}

/** Moves the shadow office's clock on, never back; how many days passed. */
async function stepTo(scope: OfficeScope, moment: Instant): Promise<number> {
  if (moment <= scope.now) return 0;
  await scope.trx
    .updateTable('office')
    .set({ clock_at: moment })
    .where('id', '=', scope.officeId)
    .execute();
  return daysBetween(dayAt(scope.now), dayAt(moment));
}

async function wake(scope: OfficeScope, { target, id }: Subject): Promise<void> {
  if (target === 'plan') await pokePlan(scope, id);
  else await pokeCycle(scope, id);
}

async function setRehearsal(
  scope: OfficeScope,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  await scope.trx
    .updateTable('office')
    .set({ rehearsal: JSON.stringify({ ...scope.office.rehearsal, ...more }) })
    .where('id', '=', scope.officeId)
    .execute();
}
