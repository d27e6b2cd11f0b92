import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { bindLedger } from '../../../db/installation.js';
import { openMarks } from '../../../db/marks.js';
import { submitReport } from '../../../office/collection/obligation-acts.js';
import { releaseFence } from '../../../office/installation/fence-acts.js';
import { decideHeld } from '../../../office/recovery/held-notices.js';
import { decideLostHours } from '../../../office/recovery/lost-hours.js';
import { recoveryView } from '../../../office/recovery/recovery-view.js';
import { headerId } from '../../../office/reminding/notices.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  local,
  makeOffice,
  messagesOf,
  noticesOf,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });
let at: TestOffice;

beforeEach(async () => {
  await world.ledger.db.deleteFrom('installation').execute();
  at = await makeOffice(world, { agencies: [{}, {}, {}] });
});

/** The ledger as it was at one moment comes back and is released at another. */
async function restored({ from, until }: { from: string; until: string }): Promise<void> {
  const installation = {
    own: { instanceId: 'installation-1', seat: null },
    marks: openMarks([], 'installation-1'),
  };
  await bindLedger(world.ledger.db, installation.own);
  await world.ledger.db
    .updateTable('installation')
    .set({ closed_why: 'restored', restored_to: local(from) })
    .execute();
  world.clock.to(until);
  await releaseFence(world.ledger, installation, {
    run: randomUUID(),
    now: local(until),
    nothingMissing: false,
  });
}

async function view(limit = 200) {
  return recoveryView(world.ledger.db, { officeId: at.officeId, limit });
}

async function decide(decision: 'release' | 'drop', ids?: readonly string[]) {
  const noticeIds = ids ?? (await view()).held.map(({ id }) => id);
  return at.inOffice((scope) => decideHeld(scope, { noticeIds, decision }));
}

describe('what a restore holds back', () => {
  test('a mail that waited goes under its own Message-ID once released, and only once', async () => {
    await startedPlan(at);
    await at.wave();
    const before = (await messagesOf(at, 'ladder')).map(({ header_id }) => header_id).sort();
    await restored({ from: '2026-06-01T09:05', until: '2026-06-01T11:00' });
    expect(await at.send()).toEqual([]);
    const { held, total } = await view();
    expect(total).toBe(held.length);
    expect(held.filter(({ name }) => name === 'assigned')).toMatchObject(
      Array.from({ length: 3 }, () => ({ mayHaveGone: true, reportName: expect.any(String) })),
    );
    taken(await decide('release'));
    const mails = await at.send();
    expect(mails.map(({ messageId }) => messageId).sort()).toEqual(before);
    expect(await at.send()).toEqual([]);
    expect((await view()).held).toEqual([]);
    expect(
      await decide(
        'release',
        held.map(({ id }) => id),
      ),
    ).toMatchObject({
      ok: false,
      error: 'ALREADY_DONE',
    });
  });

  test('a rung that fell due meanwhile is told at most once, and not to whom has sent a report', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send();
    await at.send('post');
    await restored({ from: '2026-06-24T09:00', until: '2026-06-26T11:00' });
    await at.wave();
    const { held } = await view();
    expect(held.map(({ name, mayHaveGone }) => [name, mayHaveGone])).toEqual(
      Array.from({ length: 3 }, () => ['prepare', true]),
    );
    const [first] = await obligationsOf(at);
    taken(
      await at.inOffice((scope) =>
        submitReport(scope, { obligationId: first?.id ?? '', content: report() }),
      ),
    );
    // Nothing to decide for whoever owes nothing any more.
    expect((await view()).held).toHaveLength(2);
    taken(
      await decide(
        'release',
        held.map(({ id }) => id),
      ),
    );
    await at.wave();
    expect(await at.send()).toHaveLength(2);
    await at.wave();
    expect(await at.send()).toEqual([]);
    const told = (await noticesOf(at, 'ladder')).filter(({ name }) => name === 'prepare');
    expect(told.map(({ why }) => why)).toEqual(['restored', 'restored', 'restored', null, null]);
  });

  test('what is dropped never goes; the next rung does', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send();
    await at.send('post');
    await restored({ from: '2026-06-24T09:00', until: '2026-06-26T11:00' });
    await at.wave();
    taken(await decide('drop'));
    taken(await at.inOffice((scope) => decideLostHours(scope, { decision: 'nothingLost' })));
    expect((await view()).total).toBe(0);
    await at.wave();
    expect(await at.send()).toEqual([]);
    world.clock.to('2026-07-01T08:00');
    await at.wave();
    expect((await at.send()).map(({ subject }) => subject)).toHaveLength(3);
  });
});

describe('the lost hours', () => {
  test('are told to every agency once, and nobody is reminded for two working days', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send();
    await at.send('post');
    // T−2 is 1 July; told on the day before.
    await restored({ from: '2026-06-29T16:00', until: '2026-06-30T09:30' });
    taken(await at.inOffice((scope) => decideLostHours(scope, { decision: 'agenciesTold' })));
    const mails = await at.send('post');
    const told = mails.filter(({ subject }) => subject.includes('gửi lại nội dung'));
    expect(told).toHaveLength(3);
    expect(told[0]?.text).toContain('không còn lưu');
    expect(told[0]?.text).toMatch(/16[:g]|16 giờ/u);
    const again = await at.inOffice((scope) => decideLostHours(scope, { decision: 'nothingLost' }));
    expect(again).toMatchObject({ ok: false, error: 'ALREADY_DONE' });

    world.clock.to('2026-07-01T08:00');
    await at.wave();
    expect(await at.send()).toEqual([]);
    expect((await view()).held.map(({ name, mayHaveGone }) => [name, mayHaveGone])).toEqual(
      Array.from({ length: 3 }, () => ['remind', false]),
    );
    // The last day comes after two working days: it goes as always.
    world.clock.to('2026-07-03T08:00');
    await at.wave();
    expect(await at.send()).toHaveLength(3);
  });

  test('what is told afterwards is no copy of what was told in the lost time', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send();
    await restored({ from: '2026-06-29T16:00', until: '2026-06-30T09:30' });
    const [first] = await obligationsOf(at);
    taken(
      await at.inOffice((scope) =>
        submitReport(scope, { obligationId: first?.id ?? '', content: report() }),
      ),
    );
    const [receipt] = (await noticesOf(at, 'event')).filter(({ name }) => name === 'received');
    const mail = (await messagesOf(at)).find(({ id }) => id === receipt?.message_id);
    const inTheLostTime = await at.inOffice(async (scope) => headerId(scope, receipt?.key ?? ''));
    expect(mail?.header_id).toBeDefined();
    expect(mail?.header_id).not.toBe(inTheLostTime);
  });

  test('are nothing to decide about where nothing was restored', async () => {
    expect(
      await at.inOffice((scope) => decideLostHours(scope, { decision: 'agenciesTold' })),
    ).toMatchObject({ ok: false, error: 'NOT_FOUND' });
    expect(await view()).toEqual({ recovery: null, held: [], total: 0, next: null });
  });
});
