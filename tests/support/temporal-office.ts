import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Activities } from '../../activities/index.js';
import { answerBook } from '../../activities/answer-book.js';
import { createActivities } from '../../activities/index.js';
import { createLogger } from '../../config/logger.js';
import { startPlan } from '../../office/plan/start.js';
import { createCycleLedger } from '../../office/cycle/cycle-ledger.js';
import { openLedger } from '../../office/scope.js';
import type { Ledger, OfficeScope } from '../../office/scope.js';
import { createMailLedger } from '../../office/post/mail-ledger.js';
import { plusWorkingDays, SHIPPED_CALENDAR, workingDayAfter } from '../../domain/calendar.js';
import type { Day, Instant } from '../../domain/day.js';
import { at, dayAt, instantOf, msOf } from '../../domain/day.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { ConfirmedCycle } from '../../domain/schemas/confirmed-plan.js';
import { mailComposer } from '../../mail/outgoing.js';
import { deliverOutbox } from '../../worker/outbox-relay.js';
import { reconcile } from '../../worker/reconcile.js';
import { workflowId } from '../../domain/workflow-id.js';
import type { WorkflowTarget } from '../../domain/workflow-id.js';
import { taskQueue } from '../../config/task-queue.js';
import { eventually } from './eventually.js';
import { createTestDatabase } from './ledger.js';
import { agreedPlan, confirmedPlan, makeOffice, taken } from './office.js';
import type { TestOffice } from './office.js';
import { startWorkers } from './temporal.js';

/** The day T falls on so many working days after the start; T-5 and T-2 lie between. */
const WORKING_DAYS = 15;
const HOP_MS = 12 * 3_600_000;

/** A live office with its plan started: the real ledger and activities in the server's own time. */
export interface LivePlan {
  readonly office: TestOffice;
  readonly planId: string;
  /** The cycle that collects, and the one in which its report goes up. */
  readonly cycleId: string;
  readonly onwardId: string;
  /** Message-IDs of all ladder mails that left, in order. */
  readonly sent: readonly string[];
  readonly cycle: WorkflowHandle;
  readonly onward: WorkflowHandle;
  readonly plan: WorkflowHandle;
  /** T moved by working days. */
  day(offset: number): Day;
  /** Lets time run up to a minute of a working day, counted from T; everything due on the way is done. */
  until(offset: number, time: string): Promise<void>;
  /** One act of a person, and all that follows from it at once; throws when it is refused. */
  act<T>(work: (scope: OfficeScope) => Promise<Result<T, RefusalCode>>): Promise<T>;
  /** Waits until every workflow has seen the ledger as it is and has nothing to do. */
  rest(): Promise<void>;
  /** Starts every open plan and cycle that does not run, as a worker does when it comes up. */
  reconcile(): Promise<void>;
}

/** Starts an office with so many bound agencies and a standing body, runs `story` in it, and takes it away. */
export async function withLivePlan<T>(
  { env, agencies }: { readonly env: TestWorkflowEnvironment; readonly agencies: number },
  story: (plan: LivePlan) => Promise<T>,
): Promise<T> {
  const database = await createTestDatabase();
  const time = { now: instantOf(await env.currentTimeMs()) };
  const clock = { now: () => time.now, to: () => undefined };
  const readTime = async (): Promise<void> => {
    time.now = instantOf(await env.currentTimeMs());
  };
  const ledger = openLedger({ databaseUrl: database.url, clock, poolSize: 12 });
  const mails = createMailLedger({
    ledger,
    officeKind: 'live',
    clock,
    compose: mailComposer({ name: 'Đôn đốc', address: 'dondoc@songhuong.example' }),
    linkUrl: ({ linkId }) => `https://dondoc.songhuong.example/b#${linkId}`,
    pageUrl: (path) => `https://dondoc.songhuong.example${path}`,
  });
  const cycles = createCycleLedger(ledger);
  const sent: string[] = [];
  const activities = inServerTime(
    createActivities({
      ledger: cycles,
      mails,
      book: answerBook(mails),
      transport: {
        send: async ({ messageId }) => {
          sent.push(messageId);
          return { kind: 'sent', response: '250 OK' };
        },
        close: async () => undefined,
      },
      connections: 4,
      stopping: new AbortController().signal,
      monotonicMs: () => performance.now(),
      onForgotten: () => undefined,
      stillWaits: async () => true,
      rehearsals: {
        tick: async () => ({ kind: 'done' }),
        fail: async () => undefined,
      },
    }),
    readTime,
  );
  const instanceId = randomUUID();
  const relay = {
    ledger,
    client: env.client,
    instanceId,
    officeKind: 'live' as const,
    log: createLogger({ name: 'test', level: 'silent' }),
  };
  const workers = await startWorkers({ env, activities, taskQueue: taskQueue(instanceId, 'live') });
  try {
    const office = await makeOffice(
      { ledger, clock, cycles, mails, drop: async () => undefined },
      {
        agencies: [
          { name: 'Công an tỉnh Sông Hương', standing: true },
          ...Array.from({ length: agencies }, (_, index) => ({
            name: `UBND xã Bình An ${String(index + 1).padStart(3, '0')}`,
            head: true,
          })),
        ],
        settings: { ministryAddress: 'tiepnhan@bo.example' },
      },
    );
    const rest = async (): Promise<void> => {
      await eventually(async () => {
        while ((await deliverOutbox(relay)) > 0);
        return isAtRest(office);
      }, 'every workflow rests');
    };
    const runTo = async (moment: Instant): Promise<void> => {
      for (;;) {
        await readTime();
        const left = msOf(moment) - msOf(time.now);
        if (left <= 0) return;
        await env.sleep(Math.min(left, HOP_MS));
        await rest();
      }
    };
    const act: LivePlan['act'] = async (work) => {
      await readTime();
      const value = taken(await office.inOffice(work));
      await rest();
      return value;
    };
    const begin = workingDayAfter(SHIPPED_CALENDAR, dayAt(time.now));
    const day: LivePlan['day'] = (offset) =>
      plusWorkingDays(SHIPPED_CALENDAR, begin, WORKING_DAYS + offset);
    await runTo(at(begin, 8 * 60 + 30));
    const planId = await agreedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [cycleDue(day(0), 'report')] },
        { what: 'consolidated-report', cycles: [cycleDue(day(6), 'consolidated-report')] },
      ]),
    );
    await act(async (scope) => startPlan(scope, { planId, publicUrlProblem: null }));
    const [collect, onward] = await ledger.db
      .selectFrom('cycle')
      .select('id')
      .where('plan_id', '=', planId)
      .orderBy('target_at')
      .execute();
    const handleOf = (target: WorkflowTarget, targetId: string): WorkflowHandle =>
      env.client.workflow.getHandle(workflowId({ officeId: office.officeId, target, targetId }));
    return await story({
      office,
      planId,
      cycleId: collect!.id,
      onwardId: onward!.id,
      sent,
      cycle: handleOf('cycle', collect!.id),
      onward: handleOf('cycle', onward!.id),
      plan: handleOf('plan', planId),
      day,
      until: async (offset, clockTime) => {
        const [hours, minutes] = clockTime.split(':').map(Number);
        await runTo(at(day(offset), hours! * 60 + minutes!));
      },
      act,
      rest,
      reconcile: async () => {
        await reconcile(relay, { firstSinceStart: true });
        await rest();
      },
    });
  } finally {
    // Whatever a failed story leaves open would hold the server's time for the next one.
    await endAll(env, ledger);
    await workers.stop();
    await ledger.close();
    await database.drop();
  }
}

async function endAll({ client }: TestWorkflowEnvironment, { db }: Ledger): Promise<void> {
  const columns = ['office_id as officeId', 'id as targetId'] as const;
  const plans = await db.selectFrom('plan').select(columns).execute();
  const cycles = await db.selectFrom('cycle').select(columns).execute();
  const ids = [
    ...plans.map((row) => workflowId({ ...row, target: 'plan' })),
    ...cycles.map((row) => workflowId({ ...row, target: 'cycle' })),
  ];
  for (const id of ids) {
    // Most have ended by themselves, some have never begun.
    await client.workflow
      .getHandle(id)
      .terminate()
      .catch(() => undefined);
  }
}

/** Activities are told the server's time before each call; it stands still while they run. */
function inServerTime(activities: Activities, readTime: () => Promise<void>): Activities {
  return Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [
      name,
      async (input: never): Promise<unknown> => {
        await readTime();
        return (activity as (given: never) => Promise<unknown>)(input);
      },
    ]),
  ) as Activities;
}

function cycleDue(target: Day, what: string): ConfirmedCycle {
  return {
    key: `${what}-${target}`,
    periodFrom: null,
    periodTo: null,
    cutOff: null,
    duePhrase: `chậm nhất ngày ${target}`,
    dueDay: target,
    hourBound: false,
    showTarget: true,
    targetAt: at(target, 17 * 60),
    overdueAt: at(plusDaysOf(target), 0),
  };
}

function plusDaysOf(target: Day): Day {
  return dayAt(at(target, 24 * 60));
}

/** Nothing waits for the relay, and each open workflow rests on the newest revision. */
async function isAtRest({ ledger, officeId }: TestOffice): Promise<boolean> {
  const plans = await ledger.db
    .selectFrom('plan')
    .select(['resting', 'revision', 'seen_revision'])
    .where('office_id', '=', officeId)
    .where('state', '=', 'started')
    .execute();
  const cycles = await ledger.db
    .selectFrom('cycle')
    .select(['resting', 'revision', 'seen_revision'])
    .where('office_id', '=', officeId)
    .where('opened_at', 'is not', null)
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute();
  const waiting = await ledger.db
    .selectFrom('outbox')
    .select('id')
    .where('office_id', '=', officeId)
    .where('delivered_at', 'is', null)
    .limit(1)
    .execute();
  return (
    waiting.length === 0 &&
    [...plans, ...cycles].every((row) => row.resting && row.revision === row.seen_revision)
  );
}
