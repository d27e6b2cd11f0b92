import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.js';
import { UnknownSubject } from '../../office/cycle/workflow-look.js';
import { eventually } from '../support/eventually.js';
import { eventOf, eventsOf, kindsOf, runsOf } from '../support/temporal.js';
import { timersOf } from '../support/temporal.js';
import type { FakeWorld, WorkflowRun } from '../support/temporal-cycle.js';
import { fakeWorld, gate } from '../support/temporal-cycle.js';
import { after, closedSight, cycleSight } from '../support/temporal-sights.js';

const SECOND = 1_000;
const DAY = 24 * 3_600_000;

let world: FakeWorld;

beforeAll(async () => {
  world = await fakeWorld();
});

afterAll(async () => {
  await world.close();
});

async function runCycle(
  activities: Partial<Activities>,
  work?: Parameters<FakeWorld['run']>[2],
): Promise<WorkflowRun> {
  return world.run('reportingCycle', activities, work);
}

describe('the two hands of a cycle', () => {
  test('work side by side: each step may wait for the other to be under way', async () => {
    const wave = gate();
    const closing = gate();
    const done = { wave: false, closing: false };
    const { failure } = await runCycle({
      observeCycle: async () =>
        done.wave && done.closing
          ? closedSight()
          : cycleSight({
              ...(done.wave ? {} : { chase: { kind: 'do', step: 'wave' } }),
              ...(done.closing ? {} : { report: { kind: 'do', step: 'closeCollection' } }),
            }),
      prepareWave: async () => {
        wave.open();
        await closing.opened;
        done.wave = true;
        return { lanes: 0 };
      },
      closeCollection: async () => {
        closing.open();
        await wave.opened;
        done.closing = true;
      },
    });
    expect(failure).toBeNull();
    expect(done).toEqual({ wave: true, closing: true });
  });

  test('a hand that is busy is not given its step a second time, however often it is poked', async () => {
    const letGo = gate();
    const seen = { looks: 0, drafts: 0, drafted: false };
    const { failure } = await runCycle(
      {
        observeCycle: async () => {
          seen.looks += 1;
          return seen.drafted
            ? closedSight()
            : cycleSight({ chase: { kind: 'do', step: 'draftLetter' } });
        },
        draftLetter: async () => {
          seen.drafts += 1;
          await letGo.opened;
          seen.drafted = true;
        },
      },
      async (handle) => {
        await eventually(() => seen.drafts === 1, 'the letter is being drafted');
        for (const looks of [1, 2, 3]) {
          await handle.signal('changed');
          await eventually(() => seen.looks > looks, 'the workflow looks again');
        }
        letGo.open();
      },
    );
    expect(failure).toBeNull();
    expect(seen.drafts).toBe(1);
  });

  test('a wave runs as many lanes as were prepared, on the queue for mail', async () => {
    const lanes: number[] = [];
    const { handle, failure } = await runCycle({
      observeCycle: async () =>
        lanes.length === 2 ? closedSight() : cycleSight({ chase: { kind: 'do', step: 'wave' } }),
      prepareWave: async () => ({ lanes: 2 }),
      drainWave: async ({ lane }) => {
        lanes.push(lane);
        return { sent: 200, refused: 0, left: 0 };
      },
    });
    expect(failure).toBeNull();
    expect([...lanes].sort()).toEqual([0, 1]);
    const queues = (await eventsOf(handle)).flatMap(
      ({ activityTaskScheduledEventAttributes: scheduled }) =>
        scheduled?.activityType?.name === 'drainWave' ? [scheduled.taskQueue?.name] : [],
    );
    expect(queues).toHaveLength(2);
    expect(queues.every((queue) => queue?.endsWith('-mail'))).toBe(true);
  });

  test('the run ends only when both hands say end', async () => {
    const looks = { count: 0, bothEnd: false };
    const { failure } = await runCycle(
      {
        observeCycle: async () => {
          looks.count += 1;
          return looks.bothEnd ? closedSight() : cycleSight({ chase: { kind: 'end' } });
        },
      },
      async (handle) => {
        await eventually(() => looks.count === 1, 'the cycle was looked at');
        await handle.signal('changed');
        await eventually(() => looks.count === 2, 'the cycle was looked at again');
        expect((await handle.describe()).status.name).toBe('RUNNING');
        looks.bothEnd = true;
        await handle.signal('changed');
      },
    );
    expect(failure).toBeNull();
    expect(looks.count).toBe(3);
  });

  test('a run does not end under a step that is still at work', async () => {
    const letGo = gate();
    const state = { drafting: false, drafted: false, looks: 0 };
    const { failure } = await runCycle(
      {
        observeCycle: async () => {
          state.looks += 1;
          return state.drafting
            ? closedSight()
            : cycleSight({ chase: { kind: 'do', step: 'draftLetter' } });
        },
        draftLetter: async () => {
          state.drafting = true;
          await letGo.opened;
          state.drafted = true;
        },
      },
      async (handle) => {
        await eventually(() => state.drafting, 'the letter is being drafted');
        const before = state.looks;
        await handle.signal('changed');
        await eventually(() => state.looks > before, 'the workflow looks again');
        expect((await handle.describe()).status.name).toBe('RUNNING');
        letGo.open();
      },
    );
    expect(failure).toBeNull();
    expect(state.drafted).toBe(true);
  });
});

describe('the timer', () => {
  test('runs to the earlier of the two waits', async () => {
    const looks: number[] = [];
    const { handle } = await runCycle({
      observeCycle: async () => {
        const nowMs = await world.env.currentTimeMs();
        looks.push(nowMs);
        return looks.length > 1
          ? closedSight()
          : cycleSight({
              chase: { kind: 'wait', until: after(nowMs, 10 * DAY) },
              report: { kind: 'wait', until: after(nowMs, 3 * DAY) },
            });
      },
    });
    const timers = timersOf(await eventsOf(handle));
    expect(timers).toHaveLength(1);
    expect(Math.abs(timers[0]! - 3 * DAY)).toBeLessThan(5 * SECOND);
    expect(looks[1]! - looks[0]!).toBeGreaterThanOrEqual(3 * DAY - 5 * SECOND);
  });

  test('runs as long as the ledger’s clock says, however far the workflow’s own is from it', async () => {
    const looks: number[] = [];
    const monthsBehind = -150 * DAY;
    const { handle } = await runCycle({
      observeCycle: async () => {
        const nowMs = await world.env.currentTimeMs();
        looks.push(nowMs);
        return looks.length > 1
          ? closedSight()
          : cycleSight({
              now: after(nowMs, monthsBehind),
              chase: { kind: 'wait', until: after(nowMs, monthsBehind + 3 * DAY) },
            });
      },
    });
    const timers = timersOf(await eventsOf(handle));
    expect(timers).toHaveLength(1);
    expect(Math.abs(timers[0]! - 3 * DAY)).toBeLessThan(5 * SECOND);
  });

  test('runs to the waiting hand while the other is busy', async () => {
    const letGo = gate();
    const state = { draftedAt: 0, collectionClosed: false, drafted: false, until: '' };
    const { handle, failure } = await runCycle(
      {
        observeCycle: async () => {
          // Time stands still for the server while a step runs, so this wait is a short real one.
          if (state.until === '') state.until = after(await world.env.currentTimeMs(), 2 * SECOND);
          const reached = new Date(await world.env.currentTimeMs()).toISOString() >= state.until;
          if (state.drafted && state.collectionClosed) return closedSight();
          return cycleSight({
            ...(state.drafted ? {} : { chase: { kind: 'do', step: 'draftLetter' } }),
            report: reached
              ? { kind: 'do', step: 'closeCollection' }
              : { kind: 'wait', until: after(Date.parse(state.until), 0) },
          });
        },
        draftLetter: async () => {
          await letGo.opened;
          state.drafted = true;
        },
        closeCollection: async () => {
          expect(state.drafted).toBe(false);
          state.collectionClosed = true;
          letGo.open();
        },
      },
      async (running) => {
        await eventOf(running, 'timerStarted');
      },
    );
    expect(failure).toBeNull();
    expect(kindsOf(await eventsOf(handle))['timerFired']).toBeGreaterThanOrEqual(1);
  });

  test('of an office whose time is stepped is never set, whatever it waits for', async () => {
    const state = { looks: 0 };
    const { handle } = await runCycle(
      {
        observeCycle: async () => {
          state.looks += 1;
          const until = after(await world.env.currentTimeMs(), DAY);
          return state.looks === 4
            ? closedSight({ stepped: true })
            : cycleSight({ stepped: true, chase: { kind: 'wait', until } });
        },
      },
      async (running) => {
        for (const looks of [1, 2, 3]) {
          await eventually(() => state.looks === looks, 'the workflow has looked');
          await running.signal('changed');
        }
      },
    );
    expect(kindsOf(await eventsOf(handle))).not.toHaveProperty('timerStarted');
  });
});

describe('a cycle fails', () => {
  test('when a step fails for good', async () => {
    const { failure } = await runCycle({
      observeCycle: async () => cycleSight({ report: { kind: 'do', step: 'consolidate' } }),
      consolidate: async () => {
        throw ApplicationFailure.nonRetryable('no merge rule for this indicator');
      },
    });
    expect(failure?.message).toBe('no merge rule for this indicator');
  });

  test('not when a step fails for a moment: it is tried again', async () => {
    const state = { tries: 0 };
    const { failure } = await runCycle({
      observeCycle: async () =>
        state.tries === 3
          ? closedSight()
          : cycleSight({ report: { kind: 'do', step: 'consolidate' } }),
      consolidate: async () => {
        state.tries += 1;
        if (state.tries < 3) throw new Error('the ledger is away');
      },
    });
    expect(failure).toBeNull();
    expect(state.tries).toBe(3);
  });

  test('at once when the ledger does not know it', async () => {
    const state = { looks: 0 };
    const { failure } = await runCycle({
      observeCycle: async () => {
        state.looks += 1;
        throw new UnknownSubject('cycle');
      },
    });
    expect((failure as ApplicationFailure).type).toBe('UnknownSubject');
    expect(state.looks).toBe(1);
  });
});

test('a step whose worker is killed is done by another one within twelve seconds, short or long', async () => {
  const steps = ['closeCollection', 'consolidate', 'prepareWave', 'drainWave'] as const;
  const silent = gate();
  const waited = await Promise.all(
    steps.map(async (step) => {
      const state = { startedAt: 0, waitedMs: 0 };
      // The first try is on a machine that falls silent: it neither ends nor gives a sign of life.
      const done = async <T>(value: T): Promise<T> => {
        if (state.startedAt === 0) {
          state.startedAt = performance.now();
          await silent.opened;
          throw new Error('too late');
        }
        state.waitedMs = performance.now() - state.startedAt;
        return value;
      };
      const due = cycleSight(
        step === 'closeCollection' || step === 'consolidate'
          ? { report: { kind: 'do', step } }
          : { chase: { kind: 'do', step: 'wave' } },
      );
      const handle = await world.start('reportingCycle', {
        observeCycle: async () => (state.waitedMs > 0 ? closedSight() : due),
        closeCollection: async () => done(undefined),
        consolidate: async () => done(undefined),
        prepareWave: async () => (step === 'prepareWave' ? done({ lanes: 0 }) : { lanes: 1 }),
        drainWave: async () => done({ sent: 1, refused: 0, left: 0 }),
      });
      await eventually(
        async () => (await handle.describe()).status.name === 'COMPLETED',
        `${step} was done by another worker`,
      );
      return state.waitedMs;
    }),
  );
  silent.open();
  for (const ms of waited) expect(ms).toBeLessThan(12_000);
});

describe('a run that has grown old', () => {
  const MONTH = 31 * DAY;

  test('is followed by a new one, even of a cycle that waits for nothing but a word', async () => {
    const state = { looks: 0 };
    const { handle, failure } = await runCycle({
      observeCycle: async () => {
        state.looks += 1;
        return state.looks < 4 ? cycleSight() : closedSight();
      },
    });
    expect(failure).toBeNull();
    const runs = await runsOf(world.env, handle.workflowId);
    expect(runs.length).toBeGreaterThanOrEqual(2);
    for (const run of runs) {
      expect(Math.max(0, ...timersOf(run))).toBeLessThanOrEqual(MONTH + DAY);
    }
  });

  test('loses nothing that is told while it is renewed', async () => {
    const renewing = gate();
    const state = { firstMs: 0, revision: 1, seen: 0, looks: 0, toldAt: 0 };
    const { handle, failure } = await runCycle(
      {
        observeCycle: async () => {
          state.looks += 1;
          const nowMs = await world.env.currentTimeMs();
          if (state.firstMs === 0) state.firstMs = nowMs;
          if (state.toldAt === 0 && nowMs - state.firstMs > MONTH) {
            // The look after which the run is renewed: the word comes before it has ended.
            renewing.open();
            await eventually(() => state.toldAt > 0, 'the word was told');
            return cycleSight();
          }
          state.seen = state.revision;
          return state.seen === 2 ? closedSight() : cycleSight();
        },
      },
      async (running) => {
        void renewing.opened.then(async () => {
          state.revision = 2;
          await running.signal('changed');
          state.toldAt = state.looks;
        });
      },
    );
    expect(failure).toBeNull();
    expect(state.seen).toBe(2);
    expect(await runsOf(world.env, handle.workflowId)).toHaveLength(2);
  });

  test('first lets its hand finish: the step is done once, and what is due next is done by the new run', async () => {
    const state = { firstMs: 0, tries: 0, drafted: 0, closed: 0 };
    const { handle, failure } = await runCycle({
      observeCycle: async () => {
        const nowMs = await world.env.currentTimeMs();
        if (state.firstMs === 0) state.firstMs = nowMs;
        const due = state.firstMs + MONTH - 30 * SECOND;
        if (state.closed > 0) return closedSight();
        if (nowMs < due) return cycleSight({ chase: { kind: 'wait', until: after(due, 0) } });
        return state.drafted === 0
          ? cycleSight({ chase: { kind: 'do', step: 'draftLetter' } })
          : cycleSight({ report: { kind: 'do', step: 'closeCollection' } });
      },
      // Tried again and again beyond the instant at which the run is to be renewed.
      draftLetter: async () => {
        state.tries += 1;
        if ((await world.env.currentTimeMs()) < state.firstMs + MONTH + 5 * SECOND) {
          throw new Error('the ledger is away');
        }
        state.drafted += 1;
      },
      closeCollection: async () => {
        state.closed += 1;
      },
    });
    expect(failure).toBeNull();
    expect(state).toMatchObject({ drafted: 1, closed: 1 });
    expect(state.tries).toBeGreaterThan(2);
    const [first, second, ...others] = (await runsOf(world.env, handle.workflowId)).map(stepsIn);
    expect([first, second, others]).toEqual([['draftLetter'], ['closeCollection'], []]);
  });
});

/** The steps that a run has scheduled, in order. */
function stepsIn(events: Awaited<ReturnType<typeof eventsOf>>): readonly string[] {
  return events.flatMap(({ activityTaskScheduledEventAttributes: step }) =>
    step?.activityType?.name == null ? [] : [step.activityType.name],
  );
}
