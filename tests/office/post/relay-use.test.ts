import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { resendLink } from '../../../office/agency-link/link.js';
import { mailAlarm } from '../../../office/post/mail-alarm.js';
import { setRelayLimits } from '../../../office/post/relay-use.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, startedPlan, taken } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00', connections: 8 });

beforeEach(async () => {
  await world.ledger.db.deleteFrom('relay_use').execute();
  await sql`update message set state = 'sent' where state = 'planned'`.execute(world.ledger.db);
});

afterEach(async () => {
  await setRelayLimits(world.ledger.db, { relay: 'live', limits: { minute: null, day: null } });
});

async function withMails(count: number) {
  const office = await makeOffice(world, { agencies: Array.from({ length: count }, () => ({})) });
  await startedPlan(office);
  await sql`update message set state = 'sent' where class <> 'ladder'`.execute(world.ledger.db);
  await office.wave();
  return office;
}

async function claimed(office: TestOffice, lane: string, kind: 'ladder' | 'post' = 'ladder') {
  const scope = { kind, officeId: office.officeId };
  const claim = await world.mails.claim({ scope, lane, limit: 50, leaseMs: 15_000 });
  return { count: claim.claimed.length, left: claim.left, againInMs: claim.againInMs };
}

describe('the limit of a relay', () => {
  test('holds over all lanes and offices together, and what is over it waits', async () => {
    await setRelayLimits(world.ledger.db, { relay: 'live', limits: { minute: 20, day: null } });
    const [first, second] = [await withMails(12), await withMails(12)];
    const counts = await Promise.all([claimed(first, 'a'), claimed(second, 'b')]);
    expect(counts.reduce((all, { count }) => all + count, 0)).toBe(18);
    const waiting = await claimed(second, 'c');
    expect(waiting).toMatchObject({ count: 0 });
    expect(waiting.left).toBeGreaterThan(0);
    expect(waiting.againInMs).toBeGreaterThan(0);
  });

  test('lets mails go on once its minute is over', async () => {
    await setRelayLimits(world.ledger.db, { relay: 'live', limits: { minute: 10, day: null } });
    const office = await withMails(12);
    expect((await claimed(office, 'a')).count).toBe(9);
    expect((await claimed(office, 'a')).count).toBe(0);
    await sql`update relay_use set since = since - interval '70 seconds'`.execute(world.ledger.db);
    expect((await claimed(office, 'a')).count).toBe(3);
  });

  test('of a day leaves its last tenth to answers to acts, and is an alarm', async () => {
    await setRelayLimits(world.ledger.db, { relay: 'live', limits: { minute: null, day: 10 } });
    const office = await withMails(12);
    expect((await claimed(office, 'a')).count).toBe(9);
    taken(
      await office.inOffice(async (scope) => resendLink(scope, { agencyId: office.agencyIds[0]! })),
    );
    expect((await claimed(office, 'p', 'post')).count).toBe(1);
    expect(await mailAlarm(world.ledger.db, 'live')).toMatchObject({ trouble: 'limit' });
  });
});
