import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pino from 'pino';
import { returnPath } from '../../../config/return-path.js';
import type { Bounce } from '../../../mail/bounce.js';
import type { ReturnedMail } from '../../../mail/returned-mails.js';
import { sendMailAgain, mailTries } from '../../../office/post/doubtful-mails.js';
import { takeBounces } from '../../../worker/bounce-watch.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, messagesOf, startedPlan, taken } from '../../support/office.js';
import type { TestAgency, TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });
const KEY = 'k'.repeat(32);
const MAILBOX = 'tra-lai@songhuong.example';

beforeEach(async () => {
  await world.ledger.db.deleteFrom('relay_state').execute();
  await sql`update message set answered_at = null, mark_due = false`.execute(world.ledger.db);
});

async function sentTo(agencies: readonly TestAgency[]) {
  const office = await makeOffice(world, { agencies });
  await startedPlan(office);
  await office.wave();
  const sent = await office.send();
  return { office, sent };
}

/** A report for a mail as it comes out of the mailbox, and whether it was done with. */
function returned(messageId: string, bounce: Partial<Bounce> | null, key = KEY) {
  const state = { forgotten: 0 };
  const mail: ReturnedMail = {
    recipients: [returnPath(key, { mailbox: MAILBOX, messageId })!],
    bounce:
      bounce === null
        ? null
        : {
            originalMessageId: messageId,
            recipient: 'somebody@songhuong.example',
            status: '5.1.1',
            action: 'failed',
            diagnostic: '550 5.1.1 no such user',
            ...bounce,
          },
    forget: async () => {
      state.forgotten += 1;
    },
  };
  return { mail, state };
}

async function takeAll(...mails: readonly ReturnedMail[]) {
  return takeBounces({
    ledger: world.ledger,
    returned: { waiting: async () => mails },
    key: KEY,
    clock: world.clock,
    log: pino({ level: 'silent' }),
  });
}

async function unreachableOf(office: TestOffice) {
  const rows = await world.ledger.db
    .selectFrom('contact')
    .select('email')
    .where('office_id', '=', office.officeId)
    .where('bounced_at', 'is not', null)
    .execute();
  return rows.map(({ email }) => email);
}

describe('a mail that comes back', () => {
  test('marks its contact, keeps what was said, and the next contact is written to', async () => {
    const { office, sent } = await sentTo([{ contacts: 2 }, {}, {}]);
    const lost = sent.find(({ to }) => to.address === 'dv01.1@songhuong.example')!;
    const { mail, state } = returned(lost.messageId, {});
    expect(await takeAll(mail)).toBe(1);
    expect(state.forgotten).toBe(1);
    expect(await unreachableOf(office)).toEqual(['dv01.1@songhuong.example']);
    const row = (await messagesOf(office, 'ladder')).find(({ state: s }) => s === 'bounced')!;
    expect(row).toMatchObject({ why: 'refused', response: '550 5.1.1 550 5.1.1 no such user' });
    expect(
      await mailTries(world.ledger.db, { officeId: office.officeId, messageId: row.id }),
    ).toHaveLength(1);
    await office.wave();
    expect((await office.send()).map(({ to }) => to.address)).toEqual(['dv01.2@songhuong.example']);
  });

  test('from a host that never answered says that it was tried for days, and marks nobody', async () => {
    const { office, sent } = await sentTo([{ contacts: 2 }, {}, {}]);
    const lost = sent.find(({ to }) => to.address === 'dv01.1@songhuong.example')!;
    expect(await takeAll(returned(lost.messageId, { status: '4.4.7' }).mail)).toBe(1);
    expect(await unreachableOf(office)).toEqual([]);
    const row = (await messagesOf(office, 'ladder')).find(({ state: s }) => s === 'bounced')!;
    expect(row).toMatchObject({ why: 'tooLong' });
  });

  test('comes back once: a second report of it says nothing new', async () => {
    const { sent } = await sentTo([{ contacts: 2 }, {}]);
    const { mail } = returned(sent[0]!.messageId, {});
    expect(await takeAll(mail)).toBe(1);
    expect(await takeAll(mail)).toBe(0);
  });

  test.each([
    ['under a token of another key', {}, 'x'.repeat(32)],
    ['while the other server still tries', { action: 'delayed' as const, status: '4.4.1' }, KEY],
    ['as an automatic answer', null, KEY],
  ])('%s counts for nothing, and is done with', async (_how, bounce, key) => {
    const { office, sent } = await sentTo([{ contacts: 2 }, {}]);
    const { mail, state } = returned(sent[0]!.messageId, bounce, key);
    expect(await takeAll(mail)).toBe(0);
    expect(state.forgotten).toBe(1);
    expect(await unreachableOf(office)).toEqual([]);
    expect((await messagesOf(office, 'ladder')).map(({ state: s }) => s)).toEqual(['sent', 'sent']);
  });

  test('for what a server thinks of us marks nobody, and a person can send it again', async () => {
    const { office, sent } = await sentTo([{ contacts: 2 }, {}]);
    const { mail } = returned(sent[0]!.messageId, { status: '5.7.1', diagnostic: 'spam' });
    expect(await takeAll(mail)).toBe(1);
    expect(await unreachableOf(office)).toEqual([]);
    const row = (await messagesOf(office, 'ladder')).find(({ state }) => state === 'bounced')!;
    expect(row.why).toBe('policy');
    taken(await office.inOffice(async (scope) => sendMailAgain(scope, { messageId: row.id })));
    expect((await office.send()).map(({ messageId }) => messageId)).toEqual([sent[0]!.messageId]);
  });

  test('from half of twenty recipients alike is the relay’s own trouble and marks nobody', async () => {
    const { office, sent } = await sentTo(Array.from({ length: 20 }, () => ({ contacts: 2 })));
    await takeAll(...sent.slice(0, 12).map(({ messageId }) => returned(messageId, {}).mail));
    expect(await unreachableOf(office)).toEqual([]);
    expect(
      await world.ledger.db.selectFrom('relay_state').select('standing').executeTakeFirst(),
    ).toEqual({ standing: 'held' });
  });
});
