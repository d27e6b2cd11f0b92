import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { SettledMessage } from '../../../activities/ledger-port.js';
import type { MailVerdict } from '../../../activities/ports.js';
import { holdDutiesOf } from '../../../office/lock-order.js';
import { mailSettler } from '../../../office/post/settle-mails.js';
import { sendMailAgain } from '../../../office/post/doubtful-mails.js';
import { weighLatestAnswers } from '../../../office/post/weigh-answers.js';
import { pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import type { Ledger } from '../../../office/scope.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  makeOffice,
  messagesOf,
  noticesOf,
  refusedWith,
  settledAs,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestAgency, TestOffice } from '../../support/office.js';
import { signal, untilSomebodyWaits } from '../../support/two-transactions.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00', connections: 8 });

beforeEach(async () => {
  // One relay serves all offices of the ledger: each test begins with a sound one.
  await world.ledger.db.deleteFrom('relay_state').execute();
  await sql`update message set answered_at = null, mark_due = false`.execute(world.ledger.db);
});

const SENT: MailVerdict = { kind: 'sent', response: '250 ok' };
const UNUSABLE: MailVerdict = { kind: 'unusable', response: 'not a single e-mail address' };
const NO_SUCH_USER = refusedWith('550 5.1.1 no such user');

async function withMails(agencies: readonly TestAgency[]) {
  const office = await makeOffice(world, { agencies });
  const plan = await startedPlan(office);
  await office.wave();
  return { office, plan };
}

/** Takes everything that waits, as one lane; how each was answered is said with `answered`. */
async function claimed(office: TestOffice, lane = 'a') {
  const scope = { kind: 'ladder' as const, officeId: office.officeId };
  const claim = await world.mails.claim({ scope, lane, limit: 20, leaseMs: 15_000 });
  return claim.claimed.map((one) => ({
    one,
    answered: (outcome: MailVerdict): SettledMessage => ({ ...settledAs(one, outcome), lane }),
  }));
}

/** The settling of another process; `dying` before it marks anybody. */
function otherProcess({ dying = false } = {}) {
  const ledger: Ledger = dying
    ? { ...world.ledger, inOffice: async () => Promise.reject(new Error('killed')) }
    : world.ledger;
  return mailSettler({ ledger, officeKind: 'live', clock: world.clock });
}

async function unreachableOf(office: TestOffice) {
  const rows = await world.ledger.db
    .selectFrom('contact')
    .select('email')
    .where('office_id', '=', office.officeId)
    .where('bounced_at', 'is not', null)
    .orderBy('email')
    .execute();
  return rows.map(({ email }) => email);
}

describe('a process that dies after it wrote what became of a mail', () => {
  const dyingOver = async (outcome: MailVerdict) => {
    const { office } = await withMails([{ contacts: 2 }, {}]);
    const both = await claimed(office);
    const first = both.find(({ one }) => one.mail.to.address === 'dv01.1@songhuong.example');
    const second = both.find((one) => one !== first);
    await expect(
      otherProcess({ dying: true })([first!.answered(outcome), second!.answered(SENT)]),
    ).rejects.toThrow('killed');
    const states = (await messagesOf(office, 'ladder')).map(({ state }) => state);
    expect([...states].sort()).toEqual(['refused', 'sent']);
    expect(await unreachableOf(office)).toEqual([]);
    return office;
  };
  const expectNextContactTold = async (office: TestOffice) => {
    expect(await unreachableOf(office)).toEqual(['dv01.1@songhuong.example']);
    await office.wave();
    expect((await office.send()).map(({ to }) => to.address)).toEqual(['dv01.2@songhuong.example']);
  };

  test.each([
    ['its address cannot stand in an envelope', UNUSABLE],
    ['the relay knows no such user', NO_SUCH_USER],
  ])('leaves the mark to the next who settles: %s', async (_what, outcome) => {
    const office = await dyingOver(outcome);
    const { office: another } = await withMails([{}]);
    await another.send();
    await expectNextContactTold(office);
  });

  test('leaves it to a worker that starts, if nothing else is to be settled', async () => {
    const office = await dyingOver(UNUSABLE);
    await weighLatestAnswers(world.ledger, { officeKind: 'live', realNow: world.clock.now() });
    await expectNextContactTold(office);
  });

  test('leaves it undone once a person has the mail sent again', async () => {
    const office = await dyingOver(UNUSABLE);
    const refused = (await messagesOf(office, 'ladder')).find(({ state }) => state === 'refused');
    taken(await office.inOffice(async (scope) => sendMailAgain(scope, { messageId: refused!.id })));
    await weighLatestAnswers(world.ledger, { officeKind: 'live', realNow: world.clock.now() });
    expect(await unreachableOf(office)).toEqual([]);
    expect(await office.send()).toHaveLength(1);
  });
});

test('an address refused before anybody was taken is marked by whichever process sees another taken, however late', async () => {
  const { office } = await withMails(Array.from({ length: 20 }, () => ({})));
  const [first, ...others] = await claimed(office);
  const settle = otherProcess();
  // Nothing waits yet: this process has no reason to remember anything.
  await settle([others.pop()!.answered(SENT)]);
  await sql`insert into relay_state (relay, standing, opened_at)
    values ('live', 'open', clock_timestamp())`.execute(world.ledger.db);
  await otherProcess()([first!.answered(NO_SUCH_USER)]);
  expect(await unreachableOf(office)).toEqual([]);
  await settle(others.map((one) => one.answered(SENT)));
  expect(await unreachableOf(office)).toEqual([first!.one.mail.to.address]);
});

test('marking waits for who holds the duties of an agency before it holds its contact', async () => {
  const { office } = await withMails([{ contacts: 2 }]);
  const [first] = await claimed(office);
  const [holding, nowHolding] = signal();
  const [goOn, mayGoOn] = signal();
  let markings = 0;
  const act = office.inOffice(async (scope) => {
    await holdDutiesOf(scope, office.agencyIds);
    nowHolding();
    await goOn;
    await sql`update contact set phone = '0900 000 009' where office_id = ${office.officeId}`.execute(
      scope.trx,
    );
  });
  await holding;
  const counting: Ledger = {
    ...world.ledger,
    inOffice: async (at, work) =>
      world.ledger.inOffice(at, async (scope) => {
        markings += 1;
        return work(scope);
      }),
  };
  const settle = mailSettler({ ledger: counting, officeKind: 'live', clock: world.clock });
  const settling = settle([first!.answered(UNUSABLE)]);
  await untilSomebodyWaits(office);
  mayGoOn();
  await Promise.all([act, settling]);
  // Tried again, one of the two would have been ended for the other's sake.
  expect(markings).toBe(1);
  expect(await unreachableOf(office)).toEqual(['dv01.1@songhuong.example']);
});

test('a claim beside the resumption of a plan does not lose the rung that the pause held back', async () => {
  const { office, plan } = await withMails([{}]);
  const [before] = await claimed(office);
  const held = { planId: plan.planId, reason: 'Chờ' };
  taken(await office.inOffice(async (scope) => pausePlan(scope, held)));
  await world.mails.settle([before!.answered({ kind: 'notTried', response: 'not tried' })]);
  const [resumed, nowResumed] = signal();
  const [goOn, mayGoOn] = signal();
  const resuming = office.inOffice(async (scope) => {
    taken(await resumePlan(scope, held));
    nowResumed();
    await goOn;
  });
  await resumed;
  // The claim still reads the cycle as paused: the resumption is not committed.
  expect(await claimed(office, 'beside')).toEqual([]);
  mayGoOn();
  await resuming;
  expect((await noticesOf(office, 'ladder')).map(({ why }) => why)).toEqual([null]);
  expect((await office.send()).map(({ messageId }) => messageId)).toEqual([
    before!.one.mail.messageId,
  ]);
  expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({ state: 'sent', attempts: 1 });
});

test('an answer with bytes that no text of the database holds is kept, and its neighbours with it', async () => {
  const { office } = await withMails([{}, {}]);
  const [first, second] = await claimed(office);
  await world.mails.settle([
    first!.answered({
      kind: 'answered',
      response: '450 4.2.1 busy\0 \ud83d now',
      reply: { code: 450, enhanced: '4.2.1', stage: 'recipient' },
      conversation: 'S: 450\0',
    }),
    second!.answered({ kind: 'sent', response: '250 ok\0' }),
  ]);
  expect(await messagesOf(office, 'ladder')).toMatchObject([
    { state: 'planned', response: '450 4.2.1 busy\ufffd \ufffd now' },
    { state: 'sent', response: '250 ok\ufffd' },
  ]);
});
