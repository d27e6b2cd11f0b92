import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { pausePlan, resumePlan } from '../../office/plan/pause-and-cancel.js';
import { historyText, personalTexts, readableTexts } from '../support/histories.js';
import { messagesOf, obligationsOf } from '../support/office.js';
import { kindsOf, runsOf, skippingServer, tearDown } from '../support/temporal.js';
import { peopleOf } from '../support/temporal-acts.js';
import { withLivePlan } from '../support/temporal-office.js';
import type { LivePlan } from '../support/temporal-office.js';
import { toTheEnd } from '../support/temporal-stories.js';

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await skippingServer();
});

afterAll(async () => {
  await tearDown(env);
});

interface Campaign {
  readonly agencies: number;
  /** Reports sent back, besides the one of every campaign. */
  readonly moreReturns?: number;
}

interface Outcome {
  readonly events: Readonly<Record<string, number>>;
  readonly total: number;
  readonly mails: number;
  readonly late: number;
  readonly texts: readonly string[];
}

/** An action month with everything in it: early, timely and late reports, an extension, a return, a pause, one agency that stays silent. */
async function campaign({ agencies, moreReturns = 0 }: Campaign): Promise<Outcome> {
  return withLivePlan({ env, agencies }, async (plan) => {
    const people = await peopleOf(plan);
    // The first eight have parts of their own; the rest makes the crowd.
    const [silent, late, extended, returned, ...again] = [1, 2, 3, 4, 5, 6, 7, 8];
    const crowd = Array.from({ length: agencies - 8 }, (_, index) => index + 9);
    const half = Math.ceil(crowd.length / 2);
    await plan.until(-4, '10:00');
    await people.submit(...crowd.slice(0, half));
    await plan.until(-3, '10:00');
    await plan.act(async (scope) => pausePlan(scope, { planId: plan.planId, reason: 'Bão' }));
    await plan.until(-1, '09:00');
    await plan.act(async (scope) => resumePlan(scope, { planId: plan.planId, reason: 'Hết bão' }));
    await plan.until(0, '09:00');
    await people.extend(extended, plan.day(2));
    await people.submit(...crowd.slice(half), ...again, returned);
    await people.enterOwnFigures();
    await people.accept(...crowd);
    for (const agency of [returned, ...again.slice(0, moreReturns)]) {
      await people.sendBack(agency, plan.day(2));
    }
    await plan.until(1, '11:00');
    await people.releaseToHeads();
    await people.submit(late);
    await plan.until(2, '11:00');
    await people.submit(extended, returned, ...again.slice(0, moreReturns));
    await people.accept(late, extended, returned, ...again);
    await plan.until(5, '09:00');
    await toTheEnd(plan);
    const rows = await obligationsOf(plan.office, plan.cycleId);
    expect(rows.map(({ state }) => state).filter((state) => state !== 'accepted')).toEqual([
      'expected',
    ]);
    expect(rows[silent]?.state).toBe('expected');
    return outcomeOf(plan, rows.filter((row) => row.on_time === false).length);
  });
}

async function outcomeOf(plan: LivePlan, late: number): Promise<Outcome> {
  const events = (await runsOf(env, plan.cycle.workflowId)).flat();
  const mails = await messagesOf(plan.office, 'ladder');
  const handles: readonly WorkflowHandle[] = [plan.cycle, plan.onward, plan.plan];
  const texts: string[] = [];
  for (const handle of handles) {
    expect((await handle.describe()).status.name).toBe('COMPLETED');
    texts.push(...readableTexts(JSON.parse(await historyText(handle))));
  }
  expect(mails.every(({ state }) => state === 'sent' || state === 'suppressed')).toBe(true);
  expect(new Set(plan.sent).size).toBe(plan.sent.length);
  return { events: kindsOf(events), total: events.length, mails: plan.sent.length, late, texts };
}

/**
 * What one look of the cycle at its ledger leaves behind: the marker of `observe`, the timer it sets
 * anew, the workflow's own task. Two steps that end in the same instant are looked at once instead
 * of twice, so in live time the number of looks differs by a few from run to run; nothing else may.
 */
const LOOKING = new Set([
  'markerRecorded',
  'timerStarted',
  'timerCanceled',
  'workflowTaskScheduled',
  'workflowTaskStarted',
  'workflowTaskCompleted',
]);
const JOINED_LOOKS = 4;

function stepsOf(events: Outcome['events']): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(events).filter(([kind]) => !LOOKING.has(kind)));
}

const THREE_CAMPAIGNS_MS = 400_000;

test(
  'the history of a cycle is the same for 10 agencies and for 130, and grows with returns alone',
  async () => {
    const few = await campaign({ agencies: 10 });
    const many = await campaign({ agencies: 130 });
    const returns = await campaign({ agencies: 10, moreReturns: 3 });
    expect(many.mails).toBeGreaterThan(5 * few.mails);
    expect(stepsOf(many.events)).toEqual(stepsOf(few.events));
    for (const kind of LOOKING) {
      const difference = (many.events[kind] ?? 0) - (few.events[kind] ?? 0);
      expect(Math.abs(difference)).toBeLessThanOrEqual(JOINED_LOOKS);
    }
    expect(many.total).toBeLessThanOrEqual(500);
    expect(returns.total).toBeGreaterThan(few.total);
    // Told, looked, set its timer anew: some ten events for each, and no more.
    expect(returns.total - few.total).toBeLessThanOrEqual(3 * 12);

    expect(many.texts.length).toBeGreaterThan(100);
    expect(personalTexts(many.texts)).toEqual([]);
    expect(Math.max(...many.texts.map((text) => text.length))).toBeLessThan(8_192);
  },
  THREE_CAMPAIGNS_MS,
);
