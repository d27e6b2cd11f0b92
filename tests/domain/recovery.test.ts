import { describe, expect, test } from '@jest/globals';
import { backupDue, backupFolder, foldersToDrop } from '../../domain/backup-due.js';
import { calendarOf } from '../../domain/calendar.js';
import { instant } from '../../domain/day.js';
import type { LadderSettings } from '../../domain/ladder.js';
import { isHeldBack, mayHaveGone, quietUntil } from '../../domain/recovery.js';
import type { Recovery } from '../../domain/recovery.js';

const local = (text: string) => instant(`${text}:00+07:00`);
const calendar = calendarOf([], [2026]);
const settings: LadderSettings = {
  calendar,
  hours: { morning: { from: 450, to: 690 }, afternoon: { from: 810, to: 1020 } },
  mailMinute: 480,
  lastMailMinute: 1020,
};
// Tuesday 16:00 until Wednesday 09:30.
const lost: Recovery = {
  lostFrom: local('2026-06-30T16:00'),
  lostUntil: local('2026-07-01T09:30'),
  quietUntil: null,
};
const early = local('2026-06-01T08:00');

describe('what a restore holds back', () => {
  test.each([
    ['what fell due in the lost time', 'prepare', '2026-07-01T08:00', true],
    ['what fell due before it', 'remind', '2026-06-29T08:00', true],
    ['what asks for a report that may be lost', 'remind', '2026-07-03T08:00', true],
    ['not what asks for none', 'prepare', '2026-07-03T08:00', false],
  ] as const)('%s', (_what, rung, at, held) => {
    expect(isHeldBack({ rung, at: local(at) }, early, lost, settings)).toBe(held);
  });

  test('the assignment of a cycle that opened in the lost time and opens once more', () => {
    const step = { rung: 'assigned', at: local('2026-07-01T09:40') } as const;
    expect(isHeldBack(step, local('2026-06-30T17:30'), lost, settings)).toBe(true);
    expect(isHeldBack(step, local('2026-07-01T09:35'), lost, settings)).toBe(false);
    expect(mayHaveGone({ rung: 'assigned', dueAt: step.at }, lost)).toBe(true);
  });

  test('nothing of a cycle whose day came afterwards, nor once the quiet days are over', () => {
    const step = { rung: 'remind', at: local('2026-07-06T08:00') } as const;
    expect(isHeldBack(step, local('2026-07-02T08:00'), lost, settings)).toBe(false);
    const decided = { ...lost, quietUntil: quietUntil(local('2026-07-01T10:00'), calendar) };
    // Thursday and Friday are theirs.
    expect(decided.quietUntil).toBe(local('2026-07-06T00:00'));
    expect(isHeldBack(step, early, decided, settings)).toBe(false);
    expect(
      isHeldBack({ rung: 'lastDay', at: local('2026-07-03T08:00') }, early, decided, settings),
    ).toBe(true);
    expect(mayHaveGone({ rung: 'lastDay', dueAt: local('2026-07-03T08:00') }, lost)).toBe(false);
  });
});

describe('the daily backup', () => {
  const at = (startedAt: string, failed = false) => ({ startedAt: local(startedAt), failed });
  test.each([
    ['before its time', at('2026-06-01T02:30'), '2026-06-02T02:29', false],
    ['at its time', at('2026-06-01T02:30'), '2026-06-02T02:30', true],
    ['once a day', at('2026-06-02T02:30'), '2026-06-02T23:59', false],
    ['after a day off', at('2026-05-20T02:30'), '2026-06-02T14:00', true],
    ['the first', null, '2026-06-02T14:00', true],
    ['soon after a failure', at('2026-06-02T02:30', true), '2026-06-02T03:29', false],
    ['an hour after a failure', at('2026-06-02T02:30', true), '2026-06-02T03:30', true],
  ] as const)('%s', (_what, last, now, due) => {
    expect(backupDue(last, local(now), 150)).toBe(due);
  });

  test('the oldest of ours go, folders of others stay', () => {
    const folders = [
      'dondoc-20260603-000000',
      'photos',
      'dondoc-20260601-000000',
      'dondoc-20260602-000000',
    ];
    expect(foldersToDrop(folders, 2)).toEqual(['dondoc-20260601-000000']);
    expect(foldersToDrop(folders, 3)).toEqual([]);
    expect(backupFolder(local('2026-06-03T02:30'))).toBe('dondoc-20260602-193000');
  });
});
