import { describe, expect, test } from '@jest/globals';
import { instant } from '../../domain/day.js';
import { CHECKS } from '../../domain/doctor/check.js';
import { diagnose } from '../../domain/doctor/diagnose.js';
import type { DoctorFacts, LedgerFacts } from '../../domain/doctor/facts.js';

const now = instant('2026-11-30T14:00:00+07:00');
const ledger: LedgerFacts = {
  clockAheadMs: 40,
  workersClockAheadMs: [40, -3],
  pendingMigrations: 0,
  fence: null,
  relayStanding: 'open',
  relayReason: null,
  alarms: 0,
  waiting: 0,
  oldestWaitingAt: null,
  doubtful: 0,
  outboxOldestAt: null,
  filledYears: [2025, 2026, 2027],
  lastBackup: { at: instant('2026-11-30T02:31:00+07:00'), problem: null },
  lastGoodBackupAt: instant('2026-11-30T02:31:00+07:00'),
  lastDrill: { at: instant('2026-11-01T09:00:00+07:00'), problem: null },
  lostHoursUndecided: false,
  held: 0,
  next: [{ at: instant('2026-12-01T08:00:00+07:00'), rung: 'remind', agencies: 34 }],
  unreachable: 0,
};
const well: DoctorFacts = {
  now,
  ledger,
  temporal: { reachable: true, polled: true },
  relayProblem: null,
  returnedMailProblem: null,
  relayIsLocal: false,
  dns: {
    domain: 'songhuong.example',
    spfDomain: 'songhuong.example',
    spf: 'v=spf1 mx -all',
    sending: [{ address: '192.0.2.1', result: 'pass' }],
    sendingIsSaid: false,
    dkim: true,
    dmarc: 'v=DMARC1; p=none',
    linkDomain: 'songhuong.example',
    linkDmarc: 'v=DMARC1; p=none',
    linkHost: true,
  },
  publicUrlProblem: null,
  publicUrlAnswers: true,
};

const withLedger = (change: Partial<LedgerFacts>): DoctorFacts => ({
  ...well,
  ledger: { ...ledger, ...change },
});
/** What receivers find for the relay's address. */
const spfOf = (result: string, sendingIsSaid: boolean): DoctorFacts => ({
  ...well,
  dns: { ...well.dns!, sending: [{ address: '192.0.2.1', result }], sendingIsSaid },
});
const found = (facts: DoctorFacts, name: string) => {
  const { ok, checks } = diagnose(facts);
  const check = checks.find((one) => one.name === name);
  return { ok, check };
};

describe('a diagnosis', () => {
  test('of an installation that is well: every check, each in words', () => {
    const { ok, checks } = diagnose(well);
    expect(ok).toBe(true);
    expect(checks.map(({ name }) => name)).toEqual([...CHECKS]);
    expect(checks.every((check) => check.ok)).toBe(true);
    expect(found(well, 'next24h').check?.words).toBe(
      'Trong 24 giờ tới: 08:00 thứ Ba, 01/12/2026: nhắc gửi, 34 đơn vị.',
    );
  });

  test.each<[string, DoctorFacts, string]>([
    ['ledger', { ...well, ledger: null }, 'Không kết nối được'],
    ['ledger', withLedger({ pendingMigrations: 2 }), 'nâng cấp'],
    ['fence', withLedger({ fence: 'older' }), 'cũ hơn'],
    ['clock', withLedger({ clockAheadMs: -75_000, workersClockAheadMs: [] }), 'lệch 75 giây'],
    [
      'clock',
      withLedger({ clockAheadMs: -75_000, workersClockAheadMs: [-75_100] }),
      'lệch nhiều nhất 75,1 giây',
    ],
    ['calendar', { ...withLedger({ filledYears: [2025] }) }, '2026'],
    ['workflows', withLedger({ alarms: 1 }), 'không được xử lý'],
    ['outbox', withLedger({ outboxOldestAt: instant('2026-11-30T13:00:00+07:00') }), '13:00'],
    [
      'oldestUnsent',
      withLedger({ oldestWaitingAt: instant('2026-11-30T12:59:00+07:00') }),
      '12:59',
    ],
    ['recovery', withLedger({ lostHoursUndecided: true }), 'chưa quyết định'],
    ['temporal', { ...well, temporal: { reachable: false, polled: false } }, 'Temporal'],
    ['temporal', { ...well, temporal: { reachable: true, polled: false } }, 'worker'],
    ['relay', { ...well, relayProblem: 'Invalid login: 535' }, '535'],
    ['relay', withLedger({ relayStanding: 'held', relayReason: '554 5.7.1' }), '554'],
    ['spf', { ...well, dns: { ...well.dns!, spf: 'v=spf1 -all' } }, 'không cho phép'],
    ['spf', spfOf('fail', true), '192.0.2.1'],
    ['publicUrl', { ...well, dns: { ...well.dns!, linkHost: false } }, 'DNS'],
    ['publicUrl', { ...well, publicUrlProblem: 'phải dùng https' }, 'https'],
  ])('stops at %s', (name, facts, words) => {
    const { ok, check } = found(facts, name);
    expect(ok).toBe(false);
    expect(check).toMatchObject({ ok: false, stops: true });
    expect(check?.words).toContain(words);
  });

  test.each<[string, DoctorFacts]>([
    ['clock', withLedger({ clockAheadMs: 6_000 })],
    ['returnedMail', { ...well, returnedMailProblem: 'Invalid credentials' }],
    // A worker agrees with the ledger: it is this machine's clock that is wrong.
    ['clock', withLedger({ clockAheadMs: 420_000 })],
    ['clock', withLedger({ workersClockAheadMs: [40, -420_000] })],
    ['calendar', withLedger({ filledYears: [2025, 2026] })],
    ['backlog', withLedger({ doubtful: 3 })],
    ['backup', withLedger({ lastBackup: null })],
    ['backup', withLedger({ lastBackup: { at: now, problem: 'đĩa đầy' }, lastGoodBackupAt: null })],
    [
      'backup',
      withLedger({ lastBackup: { at: instant('2026-11-27T02:30:00+07:00'), problem: null } }),
    ],
    [
      'drill',
      withLedger({ lastDrill: { at: instant('2026-08-01T09:00:00+07:00'), problem: null } }),
    ],
    ['recovery', withLedger({ held: 4 })],
    ['next24h', withLedger({ unreachable: 2 })],
    ['spf', { ...well, dns: { ...well.dns!, spf: null } }],
    ['spf', spfOf('fail', false)],
    ['spf', spfOf('softfail', true)],
    ['spf', spfOf('permerror', true)],
    ['dkim', { ...well, dns: { ...well.dns!, dkim: false } }],
    ['dmarc', { ...well, dns: { ...well.dns!, dmarc: null } }],
    ['dmarc', { ...well, dns: { ...well.dns!, linkDmarc: null } }],
    ['publicUrl', { ...well, publicUrlAnswers: false }],
  ])('warns of %s and lets the mails go', (name, facts) => {
    const { ok, check } = found(facts, name);
    expect(ok).toBe(true);
    expect(check).toMatchObject({ ok: false, stops: false });
  });

  test.each([
    [null, 'Chưa có bản sao lưu nào dùng được.'],
    [instant('2026-11-29T02:31:00+07:00'), 'Bản dùng được gần nhất: 02:31 Chủ nhật, 29/11/2026.'],
  ])('says of a backup that failed which one there is: %s', (lastGoodBackupAt, words) => {
    const lastBackup = { at: instant('2026-11-30T02:31:00+07:00'), problem: 'đĩa đầy' };
    expect(found(withLedger({ lastBackup, lastGoodBackupAt }), 'backup').check?.words).toBe(
      `Lần sao lưu 02:31 thứ Hai, 30/11/2026 không thành: đĩa đầy. ${words}`,
    );
  });

  test('does not blame DNS where nobody answers, nor a mailbox on this machine', () => {
    expect(diagnose({ ...well, dns: null }).checks.every(({ ok }) => ok)).toBe(true);
    expect(diagnose({ ...well, dns: null, relayIsLocal: true }).ok).toBe(true);
    expect(found({ ...well, relayIsLocal: true }, 'spf').check?.words).toContain('hộp thư thử');
  });

  test('the calendar of the coming year is asked for from November on, and at New Year it stops', () => {
    const filled = { ledger: { ...ledger, filledYears: [2026] } };
    const in2026 = (day: string): DoctorFacts => ({
      ...well,
      ...filled,
      now: instant(`2026-${day}T14:00:00+07:00`),
    });
    expect(found(in2026('06-01'), 'calendar').check?.ok).toBe(true);
    expect(found(in2026('11-02'), 'calendar').check).toMatchObject({ ok: false, stops: false });
    expect(found(in2026('12-31'), 'calendar').check).toMatchObject({ ok: false, stops: true });
  });
});
