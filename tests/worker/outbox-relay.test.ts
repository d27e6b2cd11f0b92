import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { createLogger } from '../../config/logger.js';
import { pokePlan } from '../../office/poke.js';
import { createRehearsal } from '../../office/rehearsal/create.js';
import { deleteRehearsal } from '../../office/rehearsal/delete.js';
import { deliverOutbox, purgeOutbox } from '../../worker/outbox-relay.js';
import type { RelayOptions } from '../../worker/outbox-relay.js';
import { reconcile } from '../../worker/reconcile.js';
import { agreedPlan, makeOffice, openTestLedger, startedPlan, taken } from '../support/office.js';
import type { TestOffice } from '../support/office.js';

let office: TestOffice;

beforeEach(async () => {
  office = await makeOffice(await openTestLedger(), { agencies: [{}] });
});

afterEach(async () => {
  await office.drop();
});

interface FakeTemporal {
  readonly client: Client;
  /** Workflow ids that were started or told, in order. */
  readonly told: string[];
  readonly ended: string[];
  /** Ids that Temporal refuses. */
  readonly refused: Set<string>;
}

/** Just enough of a client: it remembers whom it was asked to tell or to end. */
function fakeTemporal(): FakeTemporal {
  const told: string[] = [];
  const ended: string[] = [];
  const refused = new Set<string>();
  const tell = async (_type: string, { workflowId }: { workflowId: string }): Promise<void> => {
    await Promise.resolve();
    if (refused.has(workflowId)) throw new Error('RESOURCE_EXHAUSTED');
    told.push(workflowId);
  };
  const client = {
    withDeadline: async (_deadline: Date, work: () => Promise<void>) => work(),
    workflow: {
      start: tell,
      signalWithStart: tell,
      getHandle: (id: string) => ({
        signal: async () => tell('', { workflowId: id }),
        terminate: async () => {
          ended.push(id);
        },
      }),
    },
  };
  return { client: client as unknown as Client, told, ended, refused };
}

function relay(temporal: FakeTemporal, officeKind: 'live' | 'rehearsal' = 'live'): RelayOptions {
  return {
    ledger: office.ledger,
    client: temporal.client,
    instanceId: 'test',
    officeKind,
    log: createLogger({ name: 'test', level: 'silent' }),
  };
}

/** Tells so many plans that need not exist: the relay knows ids only. */
async function tellPlans(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await office.inOffice(async (scope) => {
    for (const id of ids) await pokePlan(scope, id);
  });
  return ids.map((id) => `office/${office.officeId}/plan/${id}`);
}

async function waiting() {
  return office.ledger.db
    .selectFrom('outbox')
    .select([
      'attempts',
      'last_error',
      sql<number>`extract(epoch from next_try_at - clock_timestamp())::float`.as('inSeconds'),
    ])
    .where('delivered_at', 'is', null)
    .execute();
}

test('a poke that fails holds nobody up: the others go, it alone comes again, later each time', async () => {
  const temporal = fakeTemporal();
  const [first, ...others] = await tellPlans(5);
  temporal.refused.add(first!);
  expect(await deliverOutbox(relay(temporal))).toBe(4);
  expect(temporal.told.sort()).toEqual([...others].sort());
  expect(await waiting()).toEqual([
    { attempts: 1, last_error: 'RESOURCE_EXHAUSTED', inSeconds: expect.closeTo(1, 0) },
  ]);
  // Not before its time, and then after twice as long.
  expect(await deliverOutbox(relay(temporal))).toBe(0);
  expect((await waiting())[0]?.attempts).toBe(1);
  await office.ledger.db
    .updateTable('outbox')
    .set({ next_try_at: sql`now()` })
    .execute();
  expect(await deliverOutbox(relay(temporal))).toBe(0);
  expect(await waiting()).toMatchObject([{ attempts: 2, inSeconds: expect.closeTo(2, 0) }]);
  temporal.refused.clear();
  await office.ledger.db
    .updateTable('outbox')
    .set({ next_try_at: sql`now()` })
    .execute();
  expect(await deliverOutbox(relay(temporal))).toBe(1);
  expect(temporal.told.at(-1)).toBe(first);
  expect(await waiting()).toEqual([]);
});

test('a row that has failed a thousand times is still tried every minute', async () => {
  const temporal = fakeTemporal();
  const [id] = await tellPlans(1);
  temporal.refused.add(id!);
  await office.ledger.db.updateTable('outbox').set({ attempts: 1000 }).execute();
  await deliverOutbox(relay(temporal));
  expect(await waiting()).toMatchObject([{ attempts: 1001, inSeconds: expect.closeTo(60, 0) }]);
});

test('several words to one workflow become one poke', async () => {
  const temporal = fakeTemporal();
  const id = randomUUID();
  for (let word = 0; word < 3; word += 1) {
    await office.inOffice(async (scope) => pokePlan(scope, id));
  }
  expect(await deliverOutbox(relay(temporal))).toBe(3);
  expect(temporal.told).toEqual([`office/${office.officeId}/plan/${id}`]);
});

test('workers share the outbox: side by side they poke each workflow once', async () => {
  const temporal = fakeTemporal();
  const ids = await tellPlans(40);
  const counts = await Promise.all(
    Array.from({ length: 3 }, async () => deliverOutbox(relay(temporal))),
  );
  expect(counts.reduce((all, count) => all + count, 0)).toBe(40);
  expect(temporal.told.sort()).toEqual([...ids].sort());
});

test('delivered rows go after a day, others stay however old', async () => {
  const temporal = fakeTemporal();
  await tellPlans(2);
  await deliverOutbox(relay(temporal));
  await tellPlans(1);
  expect(await purgeOutbox(relay(temporal))).toBe(0);
  await office.ledger.db
    .updateTable('outbox')
    .set({ delivered_at: sql`now() - interval '25 hours'` })
    .where('delivered_at', 'is not', null)
    .execute();
  await office.ledger.db
    .updateTable('outbox')
    .set({ created_at: '2020-01-01T00:00:00Z' as never })
    .execute();
  expect(await purgeOutbox(relay(temporal))).toBe(2);
  expect(await waiting()).toHaveLength(1);
});

test('reconciling tells every open plan and cycle, and after a start what earlier versions left running', async () => {
  const temporal = fakeTemporal();
  const { planId, cycleIds } = await startedPlan(office);
  const today = [
    `office/${office.officeId}/plan/${planId}`,
    `office/${office.officeId}/cycle/${cycleIds[0]!}`,
  ];
  expect(await reconcile(relay(temporal), { firstSinceStart: false })).toBe(2);
  expect(temporal.told).toEqual(today);
  temporal.told.length = 0;
  temporal.refused.add(today[0]!);
  expect(await reconcile(relay(temporal), { firstSinceStart: true })).toBe(1);
  expect(temporal.told).toEqual([today[1], `cycle/${cycleIds[0]!}`]);
});

describe('rehearsals', () => {
  async function rehearse(planId: string): Promise<string> {
    const made = await createRehearsal(office.ledger, {
      officeId: office.officeId,
      planId,
      seed: 1,
      secondsPerDay: 0,
      actor: 'staff:test',
    });
    return taken(made).rehearsalOfficeId;
  }

  test('run two at a time; the next is told when one has ended', async () => {
    const temporal = fakeTemporal();
    const planId = await agreedPlan(office);
    const [first, second, third] = [
      await rehearse(planId),
      await rehearse(planId),
      await rehearse(planId),
    ];
    const drivers = (): string[] => temporal.told.filter((id) => id.includes('/rehearsal/'));
    while ((await deliverOutbox(relay(temporal, 'rehearsal'))) > 0);
    expect(drivers().sort()).toEqual(
      [first, second].map((id) => `office/${id}/rehearsal/${id}`).sort(),
    );
    expect(temporal.told.some((id) => id.includes(third))).toBe(false);
    await reconcile(relay(temporal, 'rehearsal'), { firstSinceStart: false });
    expect(temporal.told.some((id) => id.includes(third))).toBe(false);
    await office.ledger.db
      .updateTable('office')
      .set({ rehearsal: sql`rehearsal || '{"stalledAt": "2026-06-01T00:00:00Z"}'` })
      .where('id', '=', first)
      .execute();
    while ((await deliverOutbox(relay(temporal, 'rehearsal'))) > 0);
    expect(drivers().at(-1)).toBe(`office/${third}/rehearsal/${third}`);
  });

  test('that are deleted have their workflows ended by the relay of their mother office', async () => {
    const temporal = fakeTemporal();
    const planId = await agreedPlan(office);
    const rehearsalOfficeId = await rehearse(planId);
    await office.cycles.openCycles({ officeId: rehearsalOfficeId, planId });
    const cycles = await office.ledger.db
      .selectFrom('cycle')
      .select('id')
      .where('office_id', '=', rehearsalOfficeId)
      .execute();
    taken(
      await deleteRehearsal(office.ledger, {
        rehearsalOfficeId,
        officeId: office.officeId,
        actor: 'staff:test',
      }),
    );
    while ((await deliverOutbox(relay(temporal))) > 0);
    const mine = `office/${rehearsalOfficeId}`;
    expect(temporal.ended.sort()).toEqual(
      [
        `${mine}/rehearsal/${rehearsalOfficeId}`,
        `${mine}/plan/${planId}`,
        ...cycles.map(({ id }) => `${mine}/cycle/${id}`),
      ].sort(),
    );
    const row = await office.ledger.db
      .selectFrom('audit')
      .select(['actor', 'subject'])
      .where('office_id', '=', office.officeId)
      .where('act', '=', 'deleteRehearsal')
      .executeTakeFirst();
    expect(row).toEqual({ actor: 'staff:test', subject: `office:${rehearsalOfficeId}` });
  });
});
