import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import type { Activities } from '../../activities/index.js';
import type { ChaseStep, ReportStep } from '../../domain/cycle.js';
import { pick, randomOf } from '../../domain/random.js';
import { eventually } from '../support/eventually.js';
import { eventOf, eventsOf, kindsOf } from '../support/temporal.js';
import type { FakeWorld } from '../support/temporal-cycle.js';
import { fakeWorld, gate } from '../support/temporal-cycle.js';
import { closedSight, cycleSight } from '../support/temporal-sights.js';

/** Each schedule is a cycle of its own with its own order of changes, looks and steps. */
const SCHEDULES = 200;
const SIDE_BY_SIDE = 30;
const ROUNDS = 2;

let world: FakeWorld;

beforeAll(async () => {
  world = await fakeWorld();
});

afterAll(async () => {
  await world.close();
});

/** Where the next burst of changes falls: while nothing happens, after a look has read, in the middle of a step. */
type Place = 'idle' | 'look' | 'step';

/** A ledger as small as can be: a revision, what is due, and the newest revision anybody has looked at. */
interface Model {
  revision: number;
  seen: number;
  due: { chase: ChaseStep | null; report: ReportStep | null };
  closed: boolean;
  place: Place;
  /** The burst that waits for its place. */
  burst: (() => Promise<void>) | null;
}

function modelOf(): { readonly model: Model; readonly activities: Partial<Activities> } {
  const model: Model = {
    revision: 0,
    seen: 0,
    due: { chase: null, report: null },
    closed: false,
    place: 'idle',
    burst: null,
  };
  const reach = async (place: Place): Promise<void> => {
    if (model.place !== place || model.burst === null) return;
    const { burst } = model;
    model.burst = null;
    await burst();
  };
  const step = (hand: 'chase' | 'report') => async (): Promise<void> => {
    await reach('step');
    model.due[hand] = null;
  };
  return {
    model,
    activities: {
      // Stepped: without a timer nothing ever heals a wake-up that was lost.
      observeCycle: async () => {
        const { revision, closed } = model;
        const { chase, report } = model.due;
        await reach('look');
        model.seen = Math.max(model.seen, revision);
        if (closed) return closedSight({ stepped: true });
        return cycleSight({
          stepped: true,
          ...(chase === null ? {} : { chase: { kind: 'do', step: chase } }),
          ...(report === null ? {} : { report: { kind: 'do', step: report } }),
        });
      },
      draftLetter: step('chase'),
      closeEdits: step('chase'),
      closeCollection: step('report'),
      askApproval: step('report'),
    },
  };
}

/** One cycle: some rounds of changes, each of which must be seen and done before the next round. */
async function play(seed: number): Promise<{ readonly handle: WorkflowHandle; model: Model }> {
  const random = randomOf(seed);
  const { model, activities } = modelOf();
  const handle = await world.start('reportingCycle', activities);
  await eventually(() => model.seen === model.revision, `schedule ${String(seed)} was begun`);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const changes = 1 + pick(random, 5);
    const oneByOne = random() < 0.5;
    const wanted: Model['due'] = {
      chase: ([null, 'draftLetter', 'closeEdits'] as const)[pick(random, 3)] ?? null,
      report: ([null, 'closeCollection', 'askApproval'] as const)[pick(random, 3)] ?? null,
    };
    const burst = async (): Promise<void> => {
      const signals: Promise<void>[] = [];
      for (let change = 0; change < changes; change += 1) {
        model.revision += 1;
        const signal = handle.signal('changed');
        signals.push(signal);
        if (oneByOne) await signal;
      }
      Object.assign(model.due, {
        chase: wanted.chase ?? model.due.chase,
        report: wanted.report ?? model.due.report,
      });
      // The last word comes after the last fact, as an outbox row comes with its transaction.
      model.revision += 1;
      signals.push(handle.signal('changed'));
      await Promise.all(signals);
    };
    model.place = (['idle', 'look', 'step'] as const)[pick(random, 3)] ?? 'idle';
    if (model.place === 'idle') await burst();
    else {
      model.burst = burst;
      if (model.place === 'step') model.due.chase ??= 'draftLetter';
      // Something has to make the workflow look for the burst to fall into that look.
      model.revision += 1;
      await handle.signal('changed');
    }
    await eventually(
      () =>
        model.burst === null &&
        model.seen === model.revision &&
        model.due.chase === null &&
        model.due.report === null,
      `schedule ${String(seed)}, round ${String(round)}: every change was seen and every step done`,
    );
  }
  // A signal that meets the very end would make the server ask for that end once more.
  await eventually(
    async () => {
      const last = (await eventsOf(handle)).at(-1);
      return (
        last?.workflowTaskCompletedEventAttributes != null ||
        last?.markerRecordedEventAttributes != null
      );
    },
    `schedule ${String(seed)} rests`,
  );
  model.closed = true;
  await handle.signal('changed');
  await hasEnded(handle);
  return { handle, model };
}

/** Awaiting a result would let the time of all others jump, up to the end of their lives. */
async function hasEnded(handle: WorkflowHandle): Promise<void> {
  await eventually(
    async () => (await handle.describe()).status.name === 'COMPLETED',
    `${handle.workflowId} has ended`,
  );
}

test('a change told in the middle of a look that outlasts its workflow task leads to another look', async () => {
  const looking = gate();
  const told = gate();
  const model = { revision: 1, seen: 0 };
  const handle = await world.start(
    'reportingCycle',
    {
      observeCycle: async () => {
        const { revision } = model;
        looking.open();
        await told.opened;
        model.seen = revision;
        return revision === 1 ? cycleSight({ stepped: true }) : closedSight({ stepped: true });
      },
    },
    // Short, so that the look outlasts it soon.
    '1 second',
  );
  await looking.opened;
  model.revision = 2;
  await handle.signal('changed');
  // Only a new workflow task brings the signal in while the look is still under way.
  await eventOf(handle, 'workflowExecutionSignaled');
  told.open();
  await hasEnded(handle);
  expect(model.seen).toBe(2);
  expect(kindsOf(await eventsOf(handle))).not.toHaveProperty('timerStarted');
});

test(`in ${String(SCHEDULES)} random schedules every change is looked at in the end and every step done`, async () => {
  const seeds = Array.from({ length: SCHEDULES }, (_, index) => index + 1);
  const played: Model[] = [];
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const { handle, model } = await play(seed);
        played.push(model);
        if (seed % 50 === 0) {
          expect(kindsOf(await eventsOf(handle))).not.toHaveProperty('timerStarted');
        }
      }
    }),
  );
  expect(played).toHaveLength(SCHEDULES);
  expect(played.every(({ revision, seen }) => seen <= revision)).toBe(true);
});
