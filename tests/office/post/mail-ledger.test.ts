import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import {
  claimSent,
  setDue,
  submitReport,
  waive,
} from '../../../office/collection/obligation-acts.js';
import { skipCycle } from '../../../office/plan/skip-cycle.js';
import { resendLink } from '../../../office/agency-link/link.js';
import { cycleFacts } from '../../../office/cycle/cycle-facts.js';
import { cancelPlan, pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import type { ClaimedMessage } from '../../../activities/ledger-port.js';
import type { MailVerdict, OutgoingMail } from '../../../activities/ports.js';
import { editAgency } from '../../../office/directory/agencies.js';
import { timelineOf } from '../../../office/obligation/timeline.js';
import { mailArrived, sendMailAgain } from '../../../office/post/doubtful-mails.js';
import { mailAlarm } from '../../../office/post/mail-alarm.js';
import { purgeTries } from '../../../office/post/mail-tries.js';
import { retryRelay } from '../../../office/post/relay-state.js';
import { planNotice } from '../../../office/reminding/notices.js';
import { day, msOf } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  makeOffice,
  messagesOf,
  noticesOf,
  obligationsOf,
  refusedWith,
  settledAs,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestAgency, TestOffice } from '../../support/office.js';
import type { OfficeScope } from '../../../office/scope.js';
import { ok } from '../../../domain/result.js';
import type { Result } from '../../../domain/result.js';
import type { RefusalCode } from '../../../domain/refusals.js';

const world = ledgerOfFile();

beforeEach(async () => {
  world.clock.to('2026-06-01T09:00');
  // One relay serves all offices of the ledger: each test begins with a sound one.
  await world.ledger.db.deleteFrom('relay_state').execute();
  await sql`update message set answered_at = null`.execute(world.ledger.db);
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
    begins = limit,
  }: { limit?: number; leaseMs?: number; kind?: 'ladder' | 'post'; begins?: number } = {},
) {
  const scope = { kind, officeId: office.officeId };
  return world.mails.claim({ scope, lane, limit, leaseMs, begins });
}

/** A claim with leases so short that nobody had to wait long for their holders: it takes over what was lost. */
async function takeOver(
  office: TestOffice,
  lane: string,
  options: { kind?: 'post'; limit?: number; begins?: number } = {},
) {
  return claim(office, lane, { ...options, leaseMs: 200 });
}

/** Lets every lease of an office run out, by the database's clock, and be seen to have a second ago. */
async function loseLeases(office: TestOffice) {
  await sql`update message set lease_until = clock_timestamp() - interval '1 second',
      suspected_at = clock_timestamp() - interval '1 second'
    where office_id = ${office.officeId} and lease_until is not null`.execute(world.ledger.db);
}

const SENT: MailVerdict = { kind: 'sent', response: '250 ok' };
const NO_ANSWER: MailVerdict = { kind: 'unknown', response: 'timeout', conversation: 'S: 354 go' };
const AWAY: MailVerdict = { kind: 'unreachable', response: 'ECONNREFUSED', conversation: '' };

/** Records one answer for all of a claim. */
async function settle(lane: string, claimed: readonly ClaimedMessage[], outcome: MailVerdict) {
  return world.mails.settle(claimed.map((one) => ({ ...settledAs(one, outcome), lane })));
}

/** Lets every wait of the relay and of mails be over, by the database's clock. */
async function letTimePass() {
  await sql`update message set retry_at = clock_timestamp() where retry_at is not null`.execute(
    world.ledger.db,
  );
  await sql`update relay_state set try_at = clock_timestamp() where try_at is not null`.execute(
    world.ledger.db,
  );
}

async function relay() {
  return world.ledger.db.selectFrom('relay_state').selectAll().executeTakeFirst();
}

async function bouncedOf(office: TestOffice) {
  const rows = await world.ledger.db
    .selectFrom('contact')
    .select('email')
    .where('office_id', '=', office.officeId)
    .where('bounced_at', 'is not', null)
    .orderBy('email')
    .execute();
  return rows.map(({ email }) => email);
}

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
    await claim(office, 'b', { limit: 1 });
    expect((await claim(office, 'c')).left).toBe(4);
    await settle('a', claimed, SENT);
    expect((await claim(office, 'c')).left).toBe(1);
  });

  test('tell what waits for nothing but an answer; its workflow looks again as its lease ends, not at once', async () => {
    const { office, plan } = await withMails([{}]);
    await claim(office, 'a');
    expect(await claim(office, 'b')).toMatchObject({ claimed: [], left: 1, underWay: 1 });
    const waits = async ({ busy = false } = {}) =>
      office.inOffice(async (scope) => {
        const facts = await cycleFacts(scope, plan.cycleIds[0]!, { busy });
        return {
          unsettled: facts!.unsettled,
          ms: msOf(facts!.unsettledFrom!) - msOf(scope.realNow),
        };
      });
    // Whatever day and hour it is, days off are fewer than half of these sixty days.
    await sql`update message set lease_until = clock_timestamp() + interval '60 days'
      where office_id = ${office.officeId}`.execute(world.ledger.db);
    const month = 30 * 86_400_000;
    expect(await waits()).toMatchObject({ unsettled: 1 });
    expect((await waits()).ms).toBeGreaterThan(month);
    // While its lanes are at work they are not looked after: they tell when they are done.
    expect((await waits({ busy: true })).ms).toBeLessThanOrEqual(0);
    await loseLeases(office);
    // It may be taken over at once.
    expect((await waits()).ms).toBeLessThanOrEqual(0);
  });

  test('of the post begin with the office whose answers have waited longest', async () => {
    await sql`update message set state = 'sent' where class <> 'ladder'`.execute(world.ledger.db);
    const { office: first } = await withMails([{}]);
    const { office: second } = await withMails([{}]);
    const link = async (office: TestOffice) => {
      taken(
        await office.inOffice(async (scope) =>
          resendLink(scope, { agencyId: office.agencyIds[0]! }),
        ),
      );
    };
    const [later, earlier] = [first, second].sort((a, b) => (a.officeId < b.officeId ? -1 : 1));
    await sql`update message set state = 'sent' where class <> 'ladder'`.execute(world.ledger.db);
    await link(earlier!);
    await link(later!);
    const scope = { kind: 'post' as const, officeId: null };
    const { claimed } = await world.mails.claim({ scope, lane: 'p', limit: 5, leaseMs: 15_000 });
    expect(claimed.map(({ officeId }) => officeId)).toEqual([earlier!.officeId]);
  });

  test('take nothing outside sending hours', async () => {
    const { office } = await withMails();
    world.clock.to('2026-06-01T17:00');
    expect(await claim(office, 'a')).toMatchObject({ claimed: [], left: 0 });
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
    expect(subjects.at(-1)).toContain('Đã nhận số liệu báo cáo');
  });

  test('never see the mails of a rehearsal', async () => {
    const { office } = await withMails();
    await sql`update office set kind = 'rehearsal', clock_at = ${world.clock.now()}
      where id = ${office.officeId}`.execute(world.ledger.db);
    expect(await claim(office, 'a')).toMatchObject({ claimed: [], left: 0 });
  });

  test('of a cycle whose doors have closed give nothing that came back from the relay since', async () => {
    const { office } = await withMails([{}]);
    await settle('a', (await claim(office, 'a')).claimed, refusedWith('450 4.2.1 busy'));
    await sql`update cycle set edits_closed_at = ${world.clock.now()}
      where office_id = ${office.officeId}`.execute(world.ledger.db);
    await letTimePass();
    expect((await claim(office, 'b')).claimed).toEqual([]);
    expect(await statesOf(office)).toEqual(['suppressed']);
    expect((await noticesOf(office)).find(({ kind }) => kind === 'ladder')).toMatchObject({
      why: 'closed',
    });
  });

  test('of a paused plan give nothing, even of a row a dead lane held', async () => {
    const { office, plan } = await withMails([{}]);
    await claim(office, 'dead', { begins: 0 });
    await loseLeases(office);
    const paused = { planId: plan.planId, reason: 'Chờ' };
    taken(await office.inOffice(async (scope) => pausePlan(scope, paused)));
    expect((await takeOver(office, 'a')).claimed).toEqual([]);
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
    const [second] = (await takeOver(office, 'other')).claimed;
    expect(second).toMatchObject({ messageId: first!.messageId });
    expect(second!.mail.messageId).toBe(first!.mail.messageId);
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      attempts: 2,
      lease_by: 'other',
    });
  });

  test('makes the late answer of the first lane worth nothing', async () => {
    const { office } = await withMails([{}]);
    const first = (await claim(office, 'dead')).claimed;
    await loseLeases(office);
    await takeOver(office, 'other');
    await settle('dead', first, refusedWith('550 unknown'));
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'sending',
      lease_by: 'other',
    });
    await settle('other', first, SENT);
    expect(await statesOf(office)).toEqual(['sent']);
  });

  test('lost once more makes a reminder doubtful too: never a third copy', async () => {
    const { office } = await withMails([{}]);
    await claim(office, 'dead');
    await loseLeases(office);
    await takeOver(office, 'dead too');
    await loseLeases(office);
    expect((await takeOver(office, 'third')).claimed).toEqual([]);
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'doubtful',
      why: 'leaseLost',
    });
  });

  test('leaves nothing in doubt that had not begun, however often its process dies; a letter neither', async () => {
    const { office } = await withMails(Array.from({ length: 6 }, () => ({})));
    for (const lane of ['first', 'second', 'third']) {
      const { claimed } = await (lane === 'first' ? claim : takeOver)(office, lane, { begins: 1 });
      expect(claimed.map(({ begun }) => begun)).toEqual(claimed.map((_, nth) => nth === 0));
      await loseLeases(office);
    }
    const { claimed } = await takeOver(office, 'last', { begins: 0 });
    const rows = await messagesOf(office, 'ladder');
    // Begun by the first and by the second; the one that only the third had begun goes once more.
    expect(rows.map(({ state }) => state)).toEqual([
      'doubtful',
      ...Array<string>(5).fill('sending'),
    ]);
    expect(rows.map(({ unanswered }) => unanswered)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(rows.slice(2).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);
    const ids = claimed.map(({ messageId }) => messageId);
    const last = ids.slice(0, 2);
    expect([...(await world.mails.begin({ lane: 'last', messageIds: last }))].sort()).toEqual(
      [...last].sort(),
    );
    expect(await world.mails.begin({ lane: 'third', messageIds: last })).toEqual([]);
    await loseLeases(office);
    expect((await takeOver(office, 'after', { begins: 0 })).claimed).toHaveLength(4);
    const [, ...others] = await messagesOf(office, 'ladder');
    expect(others.map(({ state }) => state)).toEqual([
      'doubtful',
      ...Array<string>(4).fill('sending'),
    ]);
  });

  test('can be renewed by its lane until somebody has taken it over', async () => {
    const { office } = await withMails([{}]);
    const [held] = (await claim(office, 'renewing')).claimed;
    await loseLeases(office);
    expect(await world.mails.renew({ lane: 'renewing', leaseMs: 60_000 })).toEqual([
      held!.messageId,
    ]);
    expect((await takeOver(office, 'b')).claimed).toEqual([]);
    await loseLeases(office);
    await takeOver(office, 'b');
    expect(await world.mails.renew({ lane: 'renewing', leaseMs: 60_000 })).toEqual([]);
  });

  test('that nobody could renew while the ledger was away is its holder’s again as soon as it renews', async () => {
    const { office } = await withMails([{}]);
    const held = (await claim(office, 'alive')).claimed;
    await sql`update message set lease_until = clock_timestamp() - interval '1 minute'
      where office_id = ${office.officeId}`.execute(world.ledger.db);
    // The first who looks only suspects, and looks again when the holder has had its time.
    const first = await claim(office, 'other');
    expect(first).toMatchObject({ claimed: [], left: 1, underWay: 0 });
    expect(first.againInMs).toBeGreaterThan(1_000);
    expect(await world.mails.renew({ lane: 'alive', leaseMs: 60_000 })).toHaveLength(1);
    expect((await takeOver(office, 'other')).claimed).toEqual([]);
    await settle('alive', held, SENT);
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
    const again = await takeOver(office, 'other', { kind: 'post' });
    expect(again.claimed.some(({ mail }) => mail.to.address === 'bo@cap-tren.example')).toBe(false);
    expect((await messagesOf(office, 'formal'))[0]).toMatchObject({
      state: 'doubtful',
      why: 'leaseLost',
    });
  });

  test('a send without an answer is tried once more, after a while, then waits for a person', async () => {
    const { office } = await withMails([{}]);
    const first = (await claim(office, 'a')).claimed;
    await settle('a', first, NO_ANSWER);
    expect((await claim(office, 'b')).claimed).toEqual([]);
    await letTimePass();
    const again = (await claim(office, 'b')).claimed;
    expect(again[0]!.mail.messageId).toBe(first[0]!.mail.messageId);
    await settle('b', again, NO_ANSWER);
    await letTimePass();
    expect((await claim(office, 'c')).claimed).toEqual([]);
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'doubtful',
      why: 'noAnswer',
    });
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
      subject: expect.stringContaining('trước ngày 05/7/2026'),
    });
  });

  test('a mail that is to wait goes again later, under the same Message-ID', async () => {
    const { office } = await withMails([{}]);
    const first = (await claim(office, 'a')).claimed;
    await settle('a', first, refusedWith('450 4.7.1 greylisted, try again in 5 minutes'));
    expect(await claim(office, 'b')).toMatchObject({ claimed: [], left: 0 });
    const [row] = await messagesOf(office, 'ladder');
    const waitMs = Date.parse(row!.retry_at!) - Date.parse(row!.answered_at!);
    expect(waitMs).toBe(300_000);
    await letTimePass();
    const [again] = (await claim(office, 'b')).claimed;
    expect(again!.mail.messageId).toBe(first[0]!.mail.messageId);
  });

  test('a mail that was not begun loses no try', async () => {
    const { office } = await withMails([{}]);
    const { claimed } = await claim(office, 'a');
    await settle('a', claimed, { kind: 'notTried', response: 'not tried' });
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'planned',
      attempts: 0,
      retry_at: null,
      response: null,
    });
  });

  test('of a failed try keep the conversation for thirty days', async () => {
    const { office } = await withMails([{}]);
    await office.send('ladder', () => refusedWith('450 4.2.1 busy'));
    const tries = () =>
      world.ledger.db
        .selectFrom('mail_try')
        .selectAll()
        .where('office_id', '=', office.officeId)
        .execute();
    expect(await tries()).toMatchObject([
      { response: '450 4.2.1 busy', conversation: expect.stringContaining('C: RCPT TO') },
    ]);
    await purgeTries(world.ledger.db);
    expect(await tries()).toHaveLength(1);
    await sql`update mail_try set at = at - interval '31 days'`.execute(world.ledger.db);
    await purgeTries(world.ledger.db);
    expect(await tries()).toEqual([]);
  });
});

describe('an address that is refused', () => {
  const toFirst = (mail: OutgoingMail): MailVerdict =>
    mail.to.address.startsWith('dv01.1') ? refusedWith('550 5.1.1 no such user') : SENT;

  test('is not written to again: the next contact gets the same rung', async () => {
    const { office } = await withMails([{ contacts: 2 }, {}]);
    await office.send('ladder', toFirst);
    expect(await bouncedOf(office)).toEqual(['dv01.1@songhuong.example']);
    expect((await statesOf(office)).sort()).toEqual(['refused', 'sent']);
    await office.wave();
    const [second, ...others] = await office.send();
    expect(second?.to.address).toBe('dv01.2@songhuong.example');
    expect(others).toEqual([]);
    const assigned = (await noticesOf(office, 'ladder')).filter(
      ({ to }) => to?.startsWith('dv01') === true,
    );
    expect(assigned.map(({ key }) => key)).toEqual([assigned[0]!.key, assigned[0]!.key]);
    expect(assigned.map(({ given_back_at, mail }) => [given_back_at !== null, mail])).toEqual([
      [true, 'refused'],
      [false, 'sent'],
    ]);
    expect(await explanationsOf(office, 'dv01')).toEqual([
      expect.stringMatching(
        /không được nhận\. Địa chỉ không tồn tại .*\. Mốc nhắc được gửi tới đầu mối tiếp theo\./,
      ),
      expect.stringMatching(/^Máy chủ thư đã nhận thư gửi tới .*dv01\.2@songhuong\.example\./),
    ]);
  });

  test('is not said to have been handed on where there is no other', async () => {
    const { office } = await withMails([{}, {}]);
    await office.send('ladder', toFirst);
    const [explanation] = await explanationsOf(office, 'dv01');
    expect(explanation).toMatch(/không được nhận\. Địa chỉ không tồn tại/);
    expect(explanation).not.toMatch(/đầu mối tiếp theo/);
  });

  /** What the stories of the obligations say of the ladder mails to an agency's addresses. */
  async function explanationsOf(office: TestOffice, address: string) {
    const told: (string | null)[] = [];
    for (const { id: obligationId } of await obligationsOf(office)) {
      const story = await world.ledger.inOffice(
        { officeId: office.officeId, actor: 'system' },
        (scope) => timelineOf(scope, obligationId),
      );
      for (const entry of story) {
        if (entry.kind === 'notice' && entry.toAddress?.startsWith(address) === true) {
          told.push(entry.explanation);
        }
      }
    }
    return told;
  }

  test('is not given to a contact whose time is over', async () => {
    const { office } = await withMails([{ contacts: 2 }, {}]);
    await sql`update contact set valid_to = '2026-05-31'
      where office_id = ${office.officeId} and email = 'dv01.2@songhuong.example'`.execute(
      world.ledger.db,
    );
    await office.send('ladder', toFirst);
    expect((await office.wave()).rungs).toEqual({});
  });

  test('is marked only once the relay has taken another', async () => {
    const { office } = await withMails([{}, {}]);
    const [first, second] = (await claim(office, 'a')).claimed;
    await settle('a', [first!], refusedWith('550 5.1.1 no such user'));
    expect(await bouncedOf(office)).toEqual([]);
    await settle('a', [second!], SENT);
    expect(await bouncedOf(office)).toEqual([first!.mail.to.address]);
  });

  test('when no other is left, the notice says so and nothing is sent', async () => {
    const { office } = await withMails([{}, {}]);
    await office.send('ladder', toFirst);
    world.clock.to('2026-06-26T08:00');
    await office.wave();
    expect((await office.send()).map(({ to }) => to.address)).toEqual(['dv02.1@songhuong.example']);
    expect(
      (await noticesOf(office, 'ladder')).filter(({ why }) => why === 'noContact'),
    ).toMatchObject([{ name: 'prepare', mail: null }]);
  });

  test.each([
    '452 4.2.2 mailbox full',
    '452 Mailbox is full',
    '450 4.1.2 Recipient address rejected: Domain not found',
  ])('is told from %s, which has days before the next contact is written to', async (response) => {
    const { office } = await withMails([{ contacts: 2 }]);
    const full = refusedWith(response);
    await office.send('ladder', () => full);
    expect(await bouncedOf(office)).toEqual([]);
    await sql`update contact set failing_since = failing_since - interval '73 hours'`.execute(
      world.ledger.db,
    );
    await letTimePass();
    await office.send('ladder', () => full);
    expect(await bouncedOf(office)).toEqual(['dv01.1@songhuong.example']);
    await letTimePass();
    await office.wave();
    expect((await office.send()).map(({ to }) => to.address)).toEqual(['dv01.2@songhuong.example']);
  });
});

describe('a name that is put off for days', () => {
  const putOff = (response: string, stage: 'recipient' | 'message') => (mail: OutgoingMail) =>
    mail.to.address.startsWith('dv01.1') ? refusedWith(response, stage) : SENT;

  test.each([
    ['450 try later', 'recipient', true],
    ['451 4.4.1 no answer from host', 'recipient', true],
    // What is a rule's or a system's says nothing of the name.
    ['450 4.7.1 greylisted', 'recipient', false],
    ['451 4.3.0 local trouble', 'recipient', false],
    ['451 try later', 'message', false],
  ] as const)(
    'by “%s” at the %s while others are taken: the next contact is written to, %s',
    async (response, stage, next) => {
      const { office } = await withMails([{ contacts: 2 }, {}]);
      await office.send('ladder', putOff(response, stage));
      expect(await bouncedOf(office)).toEqual([]);
      await sql`update message set failing_since = failing_since - interval '121 hours'
      where state = 'planned'`.execute(world.ledger.db);
      await letTimePass();
      await office.send('ladder', putOff(response, stage));
      expect(await bouncedOf(office)).toEqual(next ? ['dv01.1@songhuong.example'] : []);
      expect((await statesOf(office)).sort()).toEqual(['refused', 'sent']);
      await office.wave();
      expect((await office.send()).map(({ to }) => to.address)).toEqual(
        next ? ['dv01.2@songhuong.example'] : [],
      );
    },
  );
});

describe('the relay', () => {
  const twenty = () => withMails(Array.from({ length: 40 }, () => ({})));
  const nth = (mail: OutgoingMail) => Number(/^dv(\d+)/.exec(mail.to.address)![1]);

  test('that refuses a tenth of the addresses gets exactly these marked', async () => {
    const { office } = await twenty();
    await office.send('ladder', (mail) =>
      nth(mail) % 10 === 3 ? refusedWith('550 5.1.1 no such user') : SENT,
    );
    expect(await bouncedOf(office)).toEqual(
      ['03', '13', '23', '33'].map((n) => `dv${n}.1@songhuong.example`),
    );
    expect(await relay()).toBeUndefined();
  });

  test('that says the same to half of twenty is at fault itself: nobody stays marked, and it is left alone', async () => {
    const { office } = await twenty();
    let marked = 0;
    for (let n = 0; n < 20; n += 1) {
      const { claimed } = await claim(office, `lane ${String(n)}`, { limit: 1 });
      const odd = n % 2 === 1;
      await settle(`lane ${String(n)}`, claimed, odd ? refusedWith('550 5.1.1 unknown') : SENT);
      marked = Math.max(marked, (await bouncedOf(office)).length);
    }
    expect(marked).toBeGreaterThan(0);
    expect(await bouncedOf(office)).toEqual([]);
    expect(await relay()).toMatchObject({ standing: 'held', refusal: '550 5.1.1' });
    expect(await claim(office, 'a')).toMatchObject({ claimed: [] });
  });

  test('that says the same to more at once than are weighed holds all of them, and none waits for its own sake', async () => {
    const { office } = await withMails(Array.from({ length: 26 }, () => ({})));
    const { claimed } = await claim(office, 'a', { limit: 26 });
    await settle('a', claimed.slice(0, 2), SENT);
    await settle('a', claimed.slice(2), refusedWith('554 5.7.1 blocked by policy'));
    expect(await relay()).toMatchObject({ standing: 'held', refusal: '554 5.7.1' });
    const rows = await messagesOf(office, 'ladder');
    const waiting = rows.filter(({ state }) => state === 'planned');
    expect(waiting).toHaveLength(24);
    expect(waiting.every(({ why, retry_at }) => why === 'relayBusy' && retry_at === null)).toBe(
      true,
    );
  });

  test('at fault now, mails that were given up days ago stay given up', async () => {
    const { office } = await twenty();
    for (let n = 0; n < 20; n += 1) {
      if (n === 19) {
        await sql`update message set answered_at = answered_at - interval '2 days'
          where office_id = ${office.officeId} and state = 'refused'`.execute(world.ledger.db);
      }
      const { claimed } = await claim(office, `lane ${String(n)}`, { limit: 1 });
      const odd = n % 2 === 1;
      await settle(`lane ${String(n)}`, claimed, odd ? refusedWith('550 5.1.1 unknown') : SENT);
    }
    expect(await relay()).toMatchObject({ standing: 'held', refusal: '550 5.1.1' });
    expect((await statesOf(office)).filter((state) => state === 'refused')).toHaveLength(9);
  });

  test.each([
    '554 5.7.1 Relay access denied',
    '550 5.4.5 Daily sending quota exceeded',
    '554 5.2.0 Refused',
    '553 5.7.1 Sender address rejected: not owned by user',
    '550 5.7.26 Unauthenticated sender',
  ])(
    'that tells everybody "%s" is held, and everything goes out after the repair',
    async (words) => {
      const { office } = await withMails([{}, {}, {}, {}, {}]);
      await office.send('ladder', () => refusedWith(words));
      expect(await relay()).toMatchObject({ standing: 'held', reason: words });
      expect(await bouncedOf(office)).toEqual([]);
      await letTimePass();
      // One mail tries it; the others follow once it was taken.
      const probe = await claim(office, 'probe');
      expect(probe.claimed).toHaveLength(1);
      expect((await claim(office, 'beside')).claimed).toEqual([]);
      await settle('probe', probe.claimed, SENT);
      expect(await relay()).toMatchObject({ standing: 'open', stopped_at: null });
      expect(await office.send()).toHaveLength(4);
      expect(await statesOf(office)).toEqual(Array(5).fill('sent'));
    },
  );

  test('whose probe fails is left alone twice as long, up to five minutes', async () => {
    const { office } = await withMails([{}, {}, {}]);
    const pauses: (number | null)[] = [];
    await office.send('ladder', () => refusedWith('421 4.3.2 closing'));
    for (let n = 0; n < 7; n += 1) {
      pauses.push((await relay())!.pause_ms);
      await letTimePass();
      await settle(
        'probe',
        (await claim(office, 'probe')).claimed,
        refusedWith('421 4.3.2 closing'),
      );
    }
    expect(pauses).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  });

  test('that names a time is tried then', async () => {
    const { office } = await withMails([{}]);
    await office.send('ladder', () => refusedWith('421 4.7.0 Too fast, try again in 90 seconds'));
    expect((await relay())!.pause_ms).toBe(90_000);
  });

  test('out of reach is tried every ten seconds, and is open as soon as a mail was taken', async () => {
    const { office } = await withMails([{}, {}]);
    await office.send('ladder', () => AWAY);
    for (let n = 0; n < 4; n += 1) {
      expect(await relay()).toMatchObject({ standing: 'unreachable', pause_ms: 10_000 });
      await letTimePass();
      await settle('probe', (await claim(office, 'probe')).claimed, AWAY);
    }
    await letTimePass();
    await settle('probe', (await claim(office, 'probe')).claimed, SENT);
    expect(await office.send()).toHaveLength(1);
  });

  test('is tried at once when a person says so, and the act is in the audit', async () => {
    const { office } = await withMails([{}]);
    await office.send('ladder', () => refusedWith('535 5.7.8 bad password'));
    expect((await claim(office, 'a')).claimed).toEqual([]);
    await office.inOffice(retryRelay);
    expect((await claim(office, 'a')).claimed).toHaveLength(1);
    const acts = await world.ledger.db
      .selectFrom('audit')
      .select('act')
      .where('office_id', '=', office.officeId)
      .where('act', '=', 'retryRelay')
      .execute();
    expect(acts).toHaveLength(1);
  });
});

describe('a mail that nobody can vouch for', () => {
  async function doubtful() {
    const { office } = await withMails([{}]);
    for (const lane of ['a', 'b']) {
      await letTimePass();
      await settle(lane, (await claim(office, lane)).claimed, NO_ANSWER);
    }
    const [row] = await messagesOf(office, 'ladder');
    expect(row).toMatchObject({ state: 'doubtful' });
    return { office, messageId: row!.id, header: row!.header_id };
  }

  test('is sent once a person says that it arrived, and goes no more', async () => {
    const { office, messageId } = await doubtful();
    taken(await office.inOffice(async (scope) => mailArrived(scope, { messageId })));
    await letTimePass();
    expect(await office.send()).toEqual([]);
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'sent',
      why: 'saidArrived',
    });
    const again = await office.inOffice(async (scope) => sendMailAgain(scope, { messageId }));
    expect(again).toMatchObject({ ok: false, error: 'ALREADY_DONE' });
  });

  test('goes again under its own Message-ID when a person says so', async () => {
    const { office, messageId, header } = await doubtful();
    taken(await office.inOffice(async (scope) => sendMailAgain(scope, { messageId })));
    expect((await office.send()).map((mail) => mail.messageId)).toEqual([header]);
  });

  test('goes no more once its cycle takes nothing: nobody would send it', async () => {
    const { office, messageId } = await doubtful();
    await sql`update cycle set edits_closed_at = ${office.clock.now()}
      where office_id = ${office.officeId}`.execute(world.ledger.db);
    const again = await office.inOffice(async (scope) => sendMailAgain(scope, { messageId }));
    expect(again).toMatchObject({ ok: false, error: 'ALREADY_DONE' });
  });

  test('is another office’s own affair', async () => {
    const { messageId } = await doubtful();
    const { office: other } = await withMails([{}]);
    for (const act of [mailArrived, sendMailAgain]) {
      const done = await other.inOffice(async (scope) => act(scope, { messageId }));
      expect(done).toMatchObject({ ok: false, error: 'NOT_FOUND' });
    }
  });

  test('and a relay that takes nothing raise an alarm that needs no relay', async () => {
    await sql`update message set state = 'suppressed'
      where state in ('planned', 'sending', 'doubtful')`.execute(world.ledger.db);
    expect(await mailAlarm(world.ledger.db, 'live')).toBeNull();
    const { office } = await doubtful();
    expect(await mailAlarm(world.ledger.db, 'live')).toEqual({ trouble: 'doubtful', words: '1' });
    const because = async (why: string) =>
      sql`update message set why = ${why} where state = 'doubtful'`.execute(world.ledger.db);
    // What nobody wants any more asks for no decision.
    await because('mayHaveGone');
    expect(await mailAlarm(world.ledger.db, 'live')).toBeNull();
    await because('noAnswer');
    const { office: other } = await withMails([{}]);
    // An office is told of mails that its own people can decide on.
    const { officeId } = other;
    expect(await mailAlarm(world.ledger.db, 'live', officeId)).toBeNull();
    expect(await mailAlarm(world.ledger.db, 'live', office.officeId)).toMatchObject({ words: '1' });
    await other.send('ladder', () => AWAY);
    expect(await mailAlarm(world.ledger.db, 'live')).toEqual({
      trouble: 'unreachable',
      words: 'ECONNREFUSED',
    });
    expect(office.officeId).not.toBe(other.officeId);
  });
});

describe('right before it goes', () => {
  test('the address in force is taken, not the one it was planned for', async () => {
    const { office } = await withMails([{ name: 'Sở Y tế' }]);
    const change = {
      agencyId: office.agencyIds[0]!,
      name: 'Sở Y tế',
      kind: 'department' as const,
      tags: [],
      standing: false,
      binding: true,
      contacts: [
        { role: 'mailbox' as const, name: 'Văn thư', email: 'dung@songhuong.example', phone: null },
      ],
    };
    taken(await office.inOffice(async (scope) => editAgency(scope, change)));
    const [mail] = await office.send();
    expect(mail?.to).toEqual({ name: 'Văn thư', address: 'dung@songhuong.example' });
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'sent',
      to_address: 'dung@songhuong.example',
    });
  });

  test('a row a dead lane held is left out when its report has come', async () => {
    const { office } = await withMails([{}]);
    await claim(office, 'dead', { begins: 0 });
    const [owed] = await obligationsOf(office);
    await office.inOffice(async (scope) =>
      submitReport(scope, { obligationId: owed!.id, content: report() }),
    );
    await loseLeases(office);
    expect((await takeOver(office, 'other')).claimed).toEqual([]);
    expect((await noticesOf(office, 'ladder'))[0]).toMatchObject({
      why: 'received',
      mail: 'suppressed',
    });
  });

  test('so is one of an epoch that is over', async () => {
    const { office } = await withMails([{}]);
    await claim(office, 'dead', { begins: 0 });
    const [owed] = await obligationsOf(office);
    taken(
      await office.inOffice(async (scope) =>
        setDue(scope, { obligationId: owed!.id, day: day('2026-07-10'), reason: 'Bão' }),
      ),
    );
    await loseLeases(office);
    expect((await takeOver(office, 'other')).claimed).toEqual([]);
    expect((await noticesOf(office, 'ladder'))[0]).toMatchObject({ why: 'epoch' });
  });
});

describe('a reminder that may have gone', () => {
  type Owing = Awaited<ReturnType<typeof obligationsOf>>[number];
  type Act = (
    scope: OfficeScope,
    owed: Owing,
    planId: string,
  ) => Promise<Result<unknown, RefusalCode>>;
  const reason = 'Thay đổi';
  const wantsNoMore: readonly [string, Act][] = [
    [
      'its agency reports',
      async (scope, { id }) => submitReport(scope, { obligationId: id, content: report() }),
    ],
    [
      'its agency says it has sent',
      async (scope, { id }) => {
        const said = { documentNumber: '12/BC', documentDate: null, signer: null };
        return claimSent(scope, { obligationId: id, ...said, senderName: 'Nguyễn Văn An' });
      },
    ],
    ['it is no longer owed', async (scope, { id }) => waive(scope, { obligationId: id, reason })],
    [
      'its day moves',
      async (scope, { id }) => setDue(scope, { obligationId: id, day: day('2026-07-10'), reason }),
    ],
    ['the plan is cancelled', async (scope, _, planId) => cancelPlan(scope, { planId, reason })],
    [
      'the period is left out',
      async (scope, owed) => skipCycle(scope, { cycleId: owed.cycle_id, reason }),
    ],
    [
      'the doors close',
      async (scope, owed) => {
        await scope.trx
          .updateTable('cycle')
          .set({ edits_closed_at: scope.now })
          .where('id', '=', owed.cycle_id)
          .execute();
        return ok({});
      },
    ],
  ];

  /** A mail whose only try has no answer: its worker died, or its relay fell silent after the whole of it. */
  async function inDoubt(how: 'worker' | 'relay') {
    const { office, plan } = await withMails([{}]);
    const { claimed } = await claim(office, 'dead');
    if (how === 'relay') await settle('dead', claimed, NO_ANSWER);
    const [owed] = await obligationsOf(office);
    return { office, plan, owed: owed! };
  }

  async function triedAgain(office: TestOffice) {
    await loseLeases(office);
    await letTimePass();
    return (await takeOver(office, 'other')).claimed;
  }

  async function told(office: TestOffice, { id }: Owing) {
    const story = await office.inOffice(async (scope) => timelineOf(scope, id));
    return story.flatMap((one) =>
      one.kind === 'notice' && one.name === 'assigned' ? [[one.state, one.story]] : [],
    );
  }

  test.each(
    wantsNoMore.flatMap(([when, act]) => [
      [`whose worker died, as ${when}`, 'worker' as const, act],
      [`that was never answered, as ${when}`, 'relay' as const, act],
    ]) as [string, 'worker' | 'relay', Act][],
  )('%s', async (_, how, act) => {
    const { office, plan, owed } = await inDoubt(how);
    taken(await office.inOffice(async (scope) => act(scope, owed, plan.planId)));
    expect(await triedAgain(office)).toEqual([]);
    const [mail] = await messagesOf(office, 'ladder');
    expect(mail).toMatchObject({ state: 'doubtful', why: 'mayHaveGone' });
    expect(await told(office, owed)).toEqual([['doubtful', 'mayHaveGone']]);
    // There is nothing to decide about, but somebody may know that it arrived.
    const again = { messageId: mail!.id };
    expect(await office.inOffice(async (scope) => sendMailAgain(scope, again))).toMatchObject({
      error: 'ALREADY_DONE',
    });
    taken(await office.inOffice(async (scope) => mailArrived(scope, again)));
    expect(await told(office, owed)).toEqual([['sent', 'sent']]);
  });

  test('is before a person when its plan is paused, and is not told beside as it goes on', async () => {
    for (const how of ['worker', 'relay'] as const) {
      const { office, plan } = await inDoubt(how);
      const paused = { planId: plan.planId, reason };
      taken(await office.inOffice(async (scope) => pausePlan(scope, paused)));
      expect(await triedAgain(office)).toEqual([]);
      const [mail] = await messagesOf(office, 'ladder');
      expect(mail).toMatchObject({ state: 'doubtful', why: 'noAnswer' });
      taken(await office.inOffice(async (scope) => resumePlan(scope, paused)));
      expect((await office.wave()).rungs).toEqual({});
      const again = { messageId: mail!.id };
      taken(await office.inOffice(async (scope) => sendMailAgain(scope, again)));
      expect((await office.send()).map(({ messageId }) => messageId)).toEqual([mail!.header_id]);
    }
  });

  test('counts as one that was asked: its agency hears that the plan is cancelled', async () => {
    for (const how of ['worker', 'relay'] as const) {
      const { office, plan } = await inDoubt(how);
      const cancelled = { planId: plan.planId, reason };
      taken(await office.inOffice(async (scope) => cancelPlan(scope, cancelled)));
      expect((await noticesOf(office, 'event')).map(({ name }) => name)).toContain('cancelled');
    }
  });

  test('takes nothing along that falls due, which a server would hold for a copy; the later rung takes its place', async () => {
    const { office } = await withMails([{}]);
    await office.send();
    world.clock.to('2026-07-01T08:00');
    await office.wave();
    await settle('a', (await claim(office, 'a')).claimed, NO_ANSWER);
    world.clock.to('2026-07-03T08:00');
    await office.wave();
    const [, first, second] = await noticesOf(office, 'ladder');
    expect(first).toMatchObject({ name: 'remind', why: 'mayHaveGone', mail: 'doubtful' });
    expect(second).toMatchObject({ name: 'lastDay', mail: 'planned' });
    expect((await office.send()).map(({ messageId }) => messageId)).toEqual([second!.header]);
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
