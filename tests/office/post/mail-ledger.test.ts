import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { setDue, submitReport } from '../../../office/collection/obligation-acts.js';
import { pausePlan, resumePlan } from '../../../office/plan/plan.js';
import { planNotice } from '../../../office/reminding/notices.js';
import { day } from '../../../domain/day.js';
import {
  makeOffice,
  messagesOf,
  noticesOf,
  obligationsOf,
  openTestLedger,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestAgency, TestLedger, TestOffice } from '../../support/office.js';

let world: TestLedger;

beforeAll(async () => {
  world = await openTestLedger();
});

afterAll(async () => {
  await world.drop();
});

beforeEach(() => {
  world.clock.to('2026-06-01T09:00');
});

async function withMails(agencies: readonly TestAgency[] = [{}, {}, {}, {}]) {
  const office = await makeOffice(world, { agencies });
  const plan = await startedPlan(office);
  await office.wave();
  return { office, plan };
}

async function claim(
  office: TestOffice,
  lane: string,
  {
    limit = 20,
    leaseMs = 15_000,
    kind = 'ladder',
  }: { limit?: number; leaseMs?: number; kind?: 'ladder' | 'post' } = {},
) {
  return world.mails.claim({ scope: { kind, officeId: office.officeId }, lane, limit, leaseMs });
}

/** Lets every lease of an office run out, by the database's clock. */
async function loseLeases(office: TestOffice) {
  await sql`update message set lease_until = clock_timestamp() - interval '1 second'
    where office_id = ${office.officeId} and lease_until is not null`.execute(world.ledger.db);
}

const sent = (messageId: string) => ({
  messageId,
  outcome: { kind: 'sent' as const, response: '250 ok' },
});

async function statesOf(office: TestOffice) {
  return (await messagesOf(office, 'ladder')).map(({ state }) => state);
}

describe('claims', () => {
  test('of two lanes at once never hold one row twice', async () => {
    const { office } = await withMails(Array.from({ length: 20 }, () => ({})));
    const results = await Promise.all(
      Array.from({ length: 6 }, async (_, lane) =>
        claim(office, `lane ${String(lane)}`, { limit: 7 }),
      ),
    );
    const ids = results.flatMap(({ claimed }) => claimed.map(({ messageId }) => messageId));
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await claim(office, 'rest');
    expect(ids.length + rest.claimed.length).toBe(20);
    expect((await claim(office, 'none')).claimed).toEqual([]);
  });

  test('say how much is left, what others hold included', async () => {
    const { office } = await withMails();
    const { claimed } = await claim(office, 'a', { limit: 3 });
    expect((await claim(office, 'b', { limit: 1 })).left).toBe(4);
    await world.mails.settle({ lane: 'a', settled: claimed.map((one) => sent(one.messageId)) });
    expect((await claim(office, 'c')).left).toBe(1);
  });

  test('take nothing outside sending hours', async () => {
    const { office } = await withMails();
    world.clock.to('2026-06-01T17:00');
    expect(await claim(office, 'a')).toEqual({ claimed: [], left: 0 });
    world.clock.to('2026-06-06T09:00');
    expect((await claim(office, 'a')).claimed).toEqual([]);
  });

  test('take answers to acts at any hour', async () => {
    const { office } = await withMails();
    const [owed] = await obligationsOf(office);
    world.clock.to('2026-06-06T22:00');
    await office.inOffice(async (scope) =>
      submitReport(scope, { obligationId: owed!.id, content: report() }),
    );
    const subjects = (await office.send('post')).map(({ subject }) => subject);
    expect(subjects.at(-1)).toContain('Đã nhận báo cáo');
  });

  test('never see the mails of a rehearsal', async () => {
    const { office } = await withMails();
    await sql`update office set kind = 'rehearsal', clock_at = ${world.clock.now()}
      where id = ${office.officeId}`.execute(world.ledger.db);
    expect(await claim(office, 'a')).toEqual({ claimed: [], left: 0 });
  });

  test('stop for all when the relay is stopped', async () => {
    const { office } = await withMails();
    await world.mails.stopRelay('535 login refused');
    expect(await claim(office, 'a')).toEqual({ claimed: [], left: 0 });
    await sql`delete from relay_state`.execute(world.ledger.db);
    expect((await claim(office, 'a')).claimed).toHaveLength(4);
  });

  test('of a paused plan give nothing, even of a row a dead lane held', async () => {
    const { office, plan } = await withMails([{}]);
    await claim(office, 'dead');
    await loseLeases(office);
    const paused = { planId: plan.planId, reason: 'Chờ' };
    taken(await office.inOffice(async (scope) => pausePlan(scope, paused)));
    expect((await claim(office, 'a')).claimed).toEqual([]);
    taken(await office.inOffice(async (scope) => resumePlan(scope, paused)));
    expect((await office.wave()).rungs).toEqual({ assigned: 1 });
    expect(await office.send()).toHaveLength(1);
  });
});

describe('a lost lease', () => {
  test('gives a reminder to the next lane, with the same Message-ID', async () => {
    const { office } = await withMails([{}]);
    const [first] = (await claim(office, 'dead')).claimed;
    expect((await claim(office, 'other')).claimed).toEqual([]);
    await loseLeases(office);
    const [second] = (await claim(office, 'other')).claimed;
    expect(second).toMatchObject({ messageId: first!.messageId });
    expect(second!.mail.messageId).toBe(first!.mail.messageId);
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      attempts: 2,
      lease_by: 'other',
    });
  });

  test('makes the late answer of the first lane worth nothing', async () => {
    const { office } = await withMails([{}]);
    const [first] = (await claim(office, 'dead')).claimed;
    await loseLeases(office);
    await claim(office, 'other');
    const answer = { kind: 'refused' as const, response: '550 unknown' };
    await world.mails.settle({
      lane: 'dead',
      settled: [{ messageId: first!.messageId, outcome: answer }],
    });
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'sending',
      lease_by: 'other',
    });
    await world.mails.settle({ lane: 'other', settled: [sent(first!.messageId)] });
    expect(await statesOf(office)).toEqual(['sent']);
  });

  test('makes a formal letter doubtful: it waits for a person', async () => {
    const { office, plan } = await withMails([{}]);
    await office.inOffice(async (scope) =>
      planNotice(scope, {
        key: 'event/approvalCopy/1',
        name: 'approval',
        kind: 'event',
        class: 'formal',
        to: { kind: 'address', address: 'bo@cap-tren.example', name: 'Bộ' },
        planId: plan.planId,
        cycleId: null,
        obligationId: null,
        data: { paper: 'urgingLetter' },
      }),
    );
    const taking = await claim(office, 'dead', { kind: 'post' });
    expect(taking.claimed.some(({ mail }) => mail.to.address === 'bo@cap-tren.example')).toBe(true);
    await loseLeases(office);
    const again = await claim(office, 'other', { kind: 'post' });
    expect(again.claimed.some(({ mail }) => mail.to.address === 'bo@cap-tren.example')).toBe(false);
    expect((await messagesOf(office, 'formal'))[0]).toMatchObject({
      state: 'doubtful',
      why: 'leaseLost',
    });
  });

  test('a send without an answer is tried again once its lease is over, not before', async () => {
    const { office } = await withMails([{}]);
    const [first] = (await claim(office, 'a')).claimed;
    await world.mails.settle({
      lane: 'a',
      settled: [{ messageId: first!.messageId, outcome: { kind: 'unknown', response: 'timeout' } }],
    });
    expect((await claim(office, 'b')).claimed).toEqual([]);
    await loseLeases(office);
    expect((await claim(office, 'b')).claimed).toHaveLength(1);
  });
});

describe('answers', () => {
  test('nothing recorded as sent is ever sent again', async () => {
    const { office } = await withMails();
    expect(await office.send()).toHaveLength(4);
    expect(await office.send()).toEqual([]);
    await loseLeases(office);
    expect(await office.send()).toEqual([]);
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'sent',
      sent_at: world.clock.now(),
      response: '250 ok',
      lease_by: null,
    });
  });

  test('a busy relay is asked again later, under the same Message-ID', async () => {
    const { office } = await withMails([{}]);
    const [first] = (await claim(office, 'a')).claimed;
    const busy = { kind: 'retry' as const, response: '451 later', afterMs: 60_000 };
    await world.mails.settle({
      lane: 'a',
      settled: [{ messageId: first!.messageId, outcome: busy }],
    });
    expect(await claim(office, 'b')).toEqual({ claimed: [], left: 0 });
    await sql`update message set retry_at = clock_timestamp() where office_id = ${office.officeId}`.execute(
      world.ledger.db,
    );
    const [again] = (await claim(office, 'b')).claimed;
    expect(again!.mail.messageId).toBe(first!.mail.messageId);
  });

  test('a refused address is not written to again: the next contact gets the next rung', async () => {
    const { office } = await withMails([{ contacts: 2 }]);
    const refused = { kind: 'refused' as const, response: '550 no such user' };
    const [first] = await office.send('ladder', () => refused);
    expect(first?.to.address).toBe('dv01.1@songhuong.example');
    expect(await statesOf(office)).toEqual(['refused']);
    world.clock.to('2026-06-26T08:00');
    await office.wave();
    const [second] = await office.send();
    expect(second?.to.address).toBe('dv01.2@songhuong.example');
  });

  test('when every address was refused, the notice says so and nothing is sent', async () => {
    const { office } = await withMails([{}]);
    await office.send('ladder', () => ({ kind: 'refused', response: '550' }));
    world.clock.to('2026-06-26T08:00');
    await office.wave();
    expect(await office.send()).toEqual([]);
    expect((await noticesOf(office, 'ladder')).at(-1)).toMatchObject({
      name: 'prepare',
      why: 'noContact',
      mail: null,
    });
  });
});

describe('right before it goes', () => {
  test('a row a dead lane held is left out when its report has come', async () => {
    const { office } = await withMails([{}]);
    await claim(office, 'dead');
    const [owed] = await obligationsOf(office);
    await office.inOffice(async (scope) =>
      submitReport(scope, { obligationId: owed!.id, content: report() }),
    );
    await loseLeases(office);
    expect((await claim(office, 'other')).claimed).toEqual([]);
    expect((await noticesOf(office, 'ladder'))[0]).toMatchObject({
      why: 'received',
      mail: 'suppressed',
    });
  });

  test('so is one of an epoch that is over', async () => {
    const { office } = await withMails([{}]);
    await claim(office, 'dead');
    const [owed] = await obligationsOf(office);
    taken(
      await office.inOffice(async (scope) =>
        setDue(scope, { obligationId: owed!.id, day: day('2026-07-10'), reason: 'Bão' }),
      ),
    );
    await loseLeases(office);
    expect((await claim(office, 'other')).claimed).toEqual([]);
    expect((await noticesOf(office, 'ladder'))[0]).toMatchObject({ why: 'epoch' });
  });
});

test('a mail says what is asked, by when, whom to call, and carries the link and a calendar entry', async () => {
  const { office } = await withMails([{ name: 'Sở Y tế' }]);
  const [mail] = await office.send();
  expect(mail?.subject).toContain('trước ngày 05/7/2026');
  expect(mail?.text).toContain('Kính gửi Sở Y tế');
  expect(mail?.text).toContain('0900 000 001');
  expect(mail?.text).toContain('https://dondoc.songhuong.example/bc#');
  expect(mail?.text).not.toContain('07/7/2026');
  expect(mail?.replyTo?.address).toBe('officer@songhuong.example');
  expect(mail?.ics).not.toBeNull();
});
