import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { plusMs } from '../../../domain/day.js';
import { pendingMigrations } from '../../../db/migrate.js';
import { examine } from '../../../office/health/doctor.js';
import type { DoctorProbes } from '../../../office/health/doctor.js';
import { beatMonitor } from '../../../office/health/beat.js';
import { metricsText } from '../../../office/health/metrics.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { local, makeOffice, startedPlan } from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });
let at: TestOffice;

const probes: DoctorProbes = {
  clockAheadMs: () => 61_000,
  fence: () => Promise.resolve(null),
  pendingMigrations: () => pendingMigrations(world.ledger.db),
  temporal: () => Promise.resolve({ reachable: true, polled: true }),
  relay: () => Promise.resolve(null),
  returnedMail: async () => Promise.resolve(null),
  relayIsLocal: true,
  dns: () => Promise.reject(new Error('not asked of a mailbox on this machine')),
  publicUrlProblem: null,
  publicUrlAnswers: () => Promise.resolve(true),
};

async function words(moment: string): Promise<Record<string, string>> {
  const { checks } = await examine(world.ledger.db, probes, {
    now: local(moment),
    officeId: at.officeId,
  });
  return Object.fromEntries(
    checks.map(({ name, ok, stops, words: said }) => [
      name,
      `${ok ? 'ok' : stops ? '!!' : '!'} ${said}`,
    ]),
  );
}

beforeEach(async () => {
  world.clock.to('2026-06-01T09:00');
  at = await makeOffice(world, { agencies: [{}, {}, { contacts: 0 }] });
  await sql`delete from outbox`.execute(world.ledger.db);
  await sql`delete from backup_run`.execute(world.ledger.db);
});

describe('the doctor', () => {
  test('names what leaves in a day, and whom no mail can reach', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send();
    await at.send('post');
    const told = await words('2026-06-25T10:00');
    expect(told['next24h']).toBe(
      '! Trong 24 giờ tới: 08:00 thứ Sáu, 26/6/2026: nhắc chuẩn bị, 3 đơn vị. 1 đơn vị trong đó không có địa chỉ dùng được.',
    );
    expect(told['ledger']).toBe('ok Cơ sở dữ liệu hoạt động.');
    expect(told['clock']).toMatch(/^!! /u);
  });

  test('a mail that waits for more than an hour stops, one that waits for the morning does not', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send('post');
    expect((await words('2026-06-01T09:30'))['oldestUnsent']).toMatch(/^ok Thư chờ lâu nhất/u);
    expect((await words('2026-06-01T11:00'))['oldestUnsent']).toMatch(/^!! /u);
    expect((await words('2026-06-01T20:00'))['oldestUnsent']).toBe('ok Không thư nào chờ gửi.');
  });

  test('a ledger that does not answer is said, nothing else is asked of it', async () => {
    const { ok, checks } = await examine(
      world.ledger.db,
      { ...probes, pendingMigrations: () => Promise.reject(new Error('away')) },
      { now: local('2026-06-01T09:00'), officeId: null },
    );
    expect(ok).toBe(false);
    expect(checks.map(({ name }) => name)).toEqual([
      'ledger',
      'temporal',
      'relay',
      'returnedMail',
      'spf',
      'dkim',
      'dmarc',
      'publicUrl',
    ]);
  });
});

describe('a monitor', () => {
  test('reads ages and counts, without a name', async () => {
    await startedPlan(at);
    await at.wave();
    await at.send();
    const text = await metricsText(world.ledger.db, {
      now: local('2026-06-26T08:01'),
      fence: 'older',
    });
    expect(text).toContain('\ndondoc_fence_closed 1\n');
    expect(text).toContain('# TYPE dondoc_wave_lag_seconds gauge\ndondoc_wave_lag_seconds 60\n');
    expect(text).toMatch(/dondoc_unseen_revisions [1-9]/u);
    expect(text).toContain('dondoc_answers{state="sent",about="taken"}');
    expect(text).toContain('\ndondoc_backup_age_seconds -1\n');
    expect(text).toContain('\ndondoc_backup_failed 0\n');
    expect(text).not.toContain('Sông Hương');
  });

  test('hears how old the last good backup is, though one failed after it', async () => {
    const run = async (startedAt: string, minutes: number, problem: string | null) => {
      const started = local(startedAt);
      await world.ledger.db
        .insertInto('backup_run')
        .values({ id: randomUUID(), kind: 'backup', folder: 'x', started_at: started })
        .execute();
      await world.ledger.db
        .updateTable('backup_run')
        .set({ finished_at: plusMs(started, minutes * 60_000), problem })
        .where('started_at', '=', started)
        .execute();
    };
    const asked = { now: local('2026-06-26T08:00'), fence: null };
    await run('2026-06-25T02:30', 10, 'đĩa đầy');
    const never = await metricsText(world.ledger.db, asked);
    expect(never).toContain('\ndondoc_backup_age_seconds -1\n');
    await run('2026-06-26T02:50', 10, null);
    await run('2026-06-26T07:00', 5, 'đĩa đầy');
    const text = await metricsText(world.ledger.db, asked);
    expect(text).toContain(`\ndondoc_backup_age_seconds ${String(5 * 3600)}\n`);
    expect(text).toContain('\ndondoc_backup_failed 1\n');
  });

  describe('that is called', () => {
    let calls = 0;
    const server = createServer((_request, answer) => {
      calls += 1;
      answer.end();
    });
    beforeEach(async () => {
      calls = 0;
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
    });
    afterEach(async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    });

    test('hears a beat while mail flows, and nothing while the relay is shut', async () => {
      const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/beat`;
      const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(
        world.ledger.db,
      );
      const now = rows[0]!.now as ReturnType<typeof local>;
      await sql`update office set settings = settings || '{"filledYears": [2024,2025,2026,2027,2028,2029]}'`.execute(
        world.ledger.db,
      );
      // What other offices of this file left waiting since June.
      await sql`delete from notice`.execute(world.ledger.db);
      await sql`delete from message`.execute(world.ledger.db);
      expect(await beatMonitor(world.ledger.db, { url, now, clockAheadMs: 0 })).toBe(true);
      expect(calls).toBe(1);
      await world.ledger.db
        .insertInto('relay_state')
        .values({ relay: 'live', standing: 'held', reason: '554', stopped_at: now })
        .execute();
      expect(await beatMonitor(world.ledger.db, { url, now, clockAheadMs: 0 })).toBe(false);
      expect(calls).toBe(1);
      await world.ledger.db.deleteFrom('relay_state').execute();
    });
  });
});
