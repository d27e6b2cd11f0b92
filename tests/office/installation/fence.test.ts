import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../../config/logger.js';
import { beat, bindLedger, lookAtFence, noteRun, workerClocks } from '../../../db/installation.js';
import type { Installation } from '../../../db/installation.js';
import { openMarks } from '../../../db/marks.js';
import { releaseFence, stopAtFence } from '../../../office/installation/fence-acts.js';
import { openFenceWatch } from '../../../office/installation/fence-watch.js';
import { eventually } from '../../support/eventually.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  local,
  makeOffice,
  messagesOf,
  noticesOf,
  obligationsOf,
  startedPlan,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });
const folder = mkdtempSync(join(tmpdir(), 'marks-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const log = createLogger({ name: 'test', level: 'silent' });
/** Of a machine seven minutes behind. */
const clock = { aheadMs: () => 420_000 };

function installationAt(
  dir: string,
  own = { instanceId: 'installation-1', seat: 'seat-1' },
): Installation {
  return { own, marks: openMarks([join(folder, dir)], own.instanceId) };
}

async function unbind(): Promise<void> {
  await world.ledger.db.deleteFrom('installation').execute();
  await world.ledger.db.deleteFrom('installation_run').execute();
}

async function rowOf() {
  return world.ledger.db.selectFrom('installation').selectAll().executeTakeFirstOrThrow();
}

describe('a ledger and its marks', () => {
  beforeEach(unbind);

  test('is bound by the first start, and counts on in its marks', async () => {
    const here = installationAt('first');
    const watch = openFenceWatch({
      db: world.ledger.db,
      installation: here,
      clock,
      log,
      lookMs: 4,
    });
    await watch.untilOpen(() => {
      throw new Error('nothing to wait for');
    });
    expect(await rowOf()).toMatchObject({ instance_id: 'installation-1', seat: 'seat-1', beat: 1 });
    expect(readdirSync(join(folder, 'first'))).toEqual(['installation-1.mark.json']);
    expect(await here.marks.read()).toMatchObject([{ beat: 1 }]);
    expect(await workerClocks(world.ledger.db)).toEqual([420_000]);
    await watch.stop();
    expect(await lookAtFence(world.ledger.db, here)).toEqual({ kind: 'open' });
  });

  test('data put back from before is fenced, by its beat and by a start it does not know', async () => {
    const here = installationAt('back');
    await bindLedger(world.ledger.db, here.own);
    const run = randomUUID();
    await noteRun(world.ledger.db, run);
    const mark = await beat(world.ledger.db, here.own, run);
    await here.marks.write({ ...mark!, beat: mark!.beat + 7 });
    expect(await lookAtFence(world.ledger.db, here)).toMatchObject({ why: 'older' });
    await here.marks.write({ ...mark!, run: randomUUID() });
    expect(await lookAtFence(world.ledger.db, here)).toMatchObject({ why: 'older' });
    await here.marks.write(mark!);
    expect(await lookAtFence(world.ledger.db, here)).toEqual({ kind: 'open' });
  });

  test('a copy is fenced by where it stands and does not change the ledger it looks at', async () => {
    const here = installationAt('copied');
    await bindLedger(world.ledger.db, here.own);
    const before = await rowOf();
    const copy = installationAt('copied', { ...here.own, seat: 'seat-2' });
    const watch = openFenceWatch({
      db: world.ledger.db,
      installation: copy,
      clock,
      log,
      lookMs: 4,
    });
    let waits = 0;
    void watch.untilOpen(() => {
      waits += 1;
    });
    await eventually(() => waits === 1, 'the copy waits');
    expect(await rowOf()).toEqual(before);
    await watch.stop();
    const stranger = installationAt('copied', { instanceId: 'installation-2', seat: 'seat-1' });
    expect(await lookAtFence(world.ledger.db, stranger)).toMatchObject({
      why: 'otherInstallation',
    });
    expect(await beat(world.ledger.db, stranger.own, randomUUID())).toBeNull();
  });

  test('a worker stops when an operator closes the fence, and goes on once it is released', async () => {
    const here = installationAt('stopped');
    const options = { db: world.ledger.db, installation: here, clock, log, lookMs: 4, beatMs: 4 };
    const watch = openFenceWatch(options);
    await watch.untilOpen(() => undefined);
    const closed = new Promise<void>((resolve) => {
      watch.keep(resolve);
    });
    expect(await stopAtFence(world.ledger, local('2026-06-02T10:00'))).toBe(true);
    await closed;
    expect(await stopAtFence(world.ledger, local('2026-06-02T10:00'))).toBe(false);

    const next = openFenceWatch(options);
    const opened = next.untilOpen(() => undefined);
    const release = await releaseFence(world.ledger, here, {
      run: randomUUID(),
      now: local('2026-06-02T10:05'),
      nothingMissing: false,
    });
    expect(release).toMatchObject({ why: 'byHand', held: false, mails: 0 });
    await opened;
    await next.stop();
  });
});

describe('a release after a restore', () => {
  let at: TestOffice;
  beforeEach(async () => {
    await unbind();
    world.clock.to('2026-06-01T09:00');
    at = await makeOffice(world, { agencies: [{}, {}, {}] });
  });

  async function released(moment: string, nothingMissing = false): Promise<void> {
    const here = installationAt(randomUUID());
    await bindLedger(world.ledger.db, here.own);
    await world.ledger.db
      .updateTable('installation')
      .set({ closed_why: 'restored', restored_to: local('2026-06-01T09:00') })
      .execute();
    world.clock.to(moment);
    await releaseFence(world.ledger, here, {
      run: randomUUID(),
      now: local(moment),
      nothingMissing,
    });
    expect(await lookAtFence(world.ledger.db, here)).toEqual({ kind: 'open' });
  }

  test('mails that waited are held, and every rung up to now is written down without a mail', async () => {
    await startedPlan(at);
    await at.wave();
    await released('2026-06-26T11:00');
    expect(await messagesOf(at, 'ladder')).toHaveLength(3);
    for (const { state, why } of await messagesOf(at, 'ladder')) {
      expect({ state, why }).toEqual({ state: 'suppressed', why: 'restored' });
    }
    // T−5 of the plan fell due in the meantime.
    await at.wave();
    expect(await at.send()).toEqual([]);
    const held = await noticesOf(at, 'ladder');
    expect(held.map(({ name, why }) => [name, why])).toEqual([
      ...Array.from({ length: 3 }, () => ['assigned', 'restored']),
      ...Array.from({ length: 3 }, () => ['prepare', 'restored']),
    ]);
    for (const row of await obligationsOf(at)) expect(row.next_rung).toBe('remind');
    const audit = await world.ledger.db
      .selectFrom('audit')
      .select(['act', 'subject', 'details'])
      .where('office_id', '=', at.officeId)
      .where('act', '=', 'releaseFence')
      .execute();
    expect(audit).toMatchObject([{ subject: 'installation', details: { mails: 4 } }]);
  });

  test('nobody is asked for a report that may be lost before an officer has decided; outside hours too', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send();
    await released('2026-06-26T20:00');
    await at.wave();
    expect((await noticesOf(at, 'ladder')).filter(({ why }) => why === 'restored')).toHaveLength(3);
    world.clock.to('2026-07-01T08:00');
    await at.wave();
    expect(await at.send()).toEqual([]);
    expect((await noticesOf(at, 'ladder')).filter(({ why }) => why === 'restored')).toHaveLength(6);
  });

  test('an installation that only moved goes on as it was', async () => {
    await startedPlan(at);
    await at.wave();
    await released('2026-06-01T10:00', true);
    expect(await at.send()).toHaveLength(3);
  });
});
