import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.js';
import { UnknownSubject } from '../../office/cycle/workflow-look.js';
import { eventually } from '../support/eventually.js';
import { eventsOf, kindsOf, timersOf } from '../support/temporal.js';
import type { FakeWorld, WorkflowRun } from '../support/temporal-cycle.js';
import { fakeWorld } from '../support/temporal-cycle.js';
import { after, planSight } from '../support/temporal-sights.js';

const DAY = 24 * 3_600_000;
const MONTH = 31 * DAY;

let world: FakeWorld;

beforeAll(async () => {
  world = await fakeWorld();
});

afterAll(async () => {
  await world.close();
});

async function runPlan(
  activities: Partial<Activities>,
  work?: Parameters<FakeWorld['run']>[2],
): Promise<WorkflowRun> {
  return world.run('planLifecycle', activities, work);
}

/** A plan with a cycle every so many days from its first sight on; closed when all were opened. */
function planWithCycles(days: readonly number[]) {
  const state = { firstMs: 0, opened: [] as number[], looks: 0, closed: false };
  const activities: Partial<Activities> = {
    observePlan: async () => {
      const nowMs = await world.env.currentTimeMs();
      state.looks += 1;
      if (state.firstMs === 0) state.firstMs = nowMs;
      const nextDay = days[state.opened.length];
      if (state.closed) return planSight({ life: { kind: 'end' } });
      if (nextDay === undefined) return planSight({ life: { kind: 'do', step: 'closePlan' } });
      const next = state.firstMs + nextDay * DAY;
      return nowMs >= next
        ? planSight({ life: { kind: 'do', step: 'openCycle' } })
        : planSight({ life: { kind: 'wait', until: after(next, 0) } });
    },
    openCycles: async () => {
      state.opened.push((await world.env.currentTimeMs()) - state.firstMs);
    },
    closePlan: async () => {
      state.closed = true;
    },
  };
  return { state, activities };
}

/** The ids of all runs of a workflow, first one first. */
async function runsOf({ handle }: WorkflowRun): Promise<readonly string[]> {
  const runs: string[] = [];
  let runId = 'firstExecutionRunId' in handle ? String(handle.firstExecutionRunId) : '';
  for (;;) {
    runs.push(runId);
    const events = await eventsOf(world.env.client.workflow.getHandle(handle.workflowId, runId));
    const next = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
    if (next?.newExecutionRunId == null) return runs;
    runId = next.newExecutionRunId;
  }
}

test('a plan of half a year opens each cycle at its day and renews its run every month', async () => {
  const days = [0, 20, 45, 90, 150, 180];
  const { state, activities } = planWithCycles(days);
  const run = await runPlan(activities);
  expect(run.failure).toBeNull();
  expect(state.opened.map((ms) => Math.floor(ms / DAY))).toEqual(days);
  const runs = await runsOf(run);
  expect(runs).toHaveLength(6);
  for (const runId of runs) {
    const handle = world.env.client.workflow.getHandle(run.handle.workflowId, runId);
    const longest = Math.max(0, ...timersOf(await eventsOf(handle)));
    expect(longest).toBeLessThanOrEqual(MONTH + DAY);
  }
});

test('a plan whose office steps its time sets no timer, not even for its renewal', async () => {
  const state = { looks: 0 };
  const { handle, failure } = await runPlan(
    {
      observePlan: async () => {
        state.looks += 1;
        const until = after(await world.env.currentTimeMs(), 400 * DAY);
        return planSight({
          stepped: true,
          life: state.looks === 3 ? { kind: 'end' } : { kind: 'wait', until },
        });
      },
    },
    async (running) => {
      for (const looks of [1, 2]) {
        await eventually(() => state.looks === looks, 'the plan was looked at');
        await running.signal('changed');
      }
    },
  );
  expect(failure).toBeNull();
  expect(kindsOf(await eventsOf(handle))).not.toHaveProperty('timerStarted');
});

test('a plan that waits for nothing but a word renews its run all the same', async () => {
  const state = { looks: 0 };
  const run = await runPlan({
    observePlan: async () => {
      state.looks += 1;
      return planSight(state.looks < 4 ? {} : { life: { kind: 'end' } });
    },
  });
  expect(run.failure).toBeNull();
  expect((await runsOf(run)).length).toBeGreaterThanOrEqual(2);
});

test('a plan the ledger does not know ends at once', async () => {
  const state = { looks: 0 };
  const { failure } = await runPlan({
    observePlan: async () => {
      state.looks += 1;
      throw new UnknownSubject('plan');
    },
  });
  expect((failure as ApplicationFailure).type).toBe('UnknownSubject');
  expect(state.looks).toBe(1);
});
