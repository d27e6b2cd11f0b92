import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, test } from '@jest/globals';

import { instant } from '../../domain/day.js';
import { deadlineIcs } from '../../mail/ics.js';
import type { DeadlineEntry } from '../../mail/ics.js';
import { icsSummary } from '../../mail/mailbox/reading.js';

const entry: DeadlineEntry = {
  uid: 'obligation-7@songhuong.example',
  sequence: 0,
  method: 'REQUEST',
  target: instant('2026-07-03T17:00:00+07:00'),
  writtenAt: instant('2026-06-10T08:00:00+07:00'),
  title: 'Gửi báo cáo kết quả Tháng hành động; trước ngày 04/7/2026',
  description: 'Kế hoạch số 15/KH-UBND',
  organizer: { name: 'Công an tỉnh', address: 'baocao@songhuong.example' },
  attendee: { name: 'UBND phường Bến Ngự', address: 'benngu@songhuong.example' },
};

describe('a deadline in the calendar', () => {
  test('stands in the quarter of an hour before the target, in UTC, without alarm', () => {
    const { method, content } = deadlineIcs(entry);
    expect(method).toBe('REQUEST');
    expect(icsSummary(content)).toEqual({
      method: 'REQUEST',
      uid: 'obligation-7@songhuong.example',
      sequence: 0,
      start: '20260703T094500Z',
      end: '20260703T100000Z',
      title: 'Gửi báo cáo kết quả Tháng hành động; trước ngày 04/7/2026',
    });
    expect(content).toContain('DTSTAMP:20260610T010000Z');
    expect(content).not.toContain('VALARM');
    expect(content).not.toContain('TZID');
  });

  test('moves with a higher sequence under the same UID', () => {
    const moved = deadlineIcs({
      ...entry,
      sequence: 1,
      target: instant('2026-07-10T17:00:00+07:00'),
    });
    expect(icsSummary(moved.content)).toMatchObject({
      uid: entry.uid,
      sequence: 1,
      end: '20260710T100000Z',
    });
  });

  test('is cancelled as the standard wants it', () => {
    const { method, content } = deadlineIcs({ ...entry, sequence: 2, method: 'CANCEL' });
    expect(method).toBe('CANCEL');
    expect(content).toContain('METHOD:CANCEL');
    expect(content).toContain('STATUS:CANCELLED');
    expect(content).toContain('SEQUENCE:2');
  });

  test('lines are folded at 75 bytes', () => {
    const { content } = deadlineIcs({ ...entry, title: 'báo cáo kết quả '.repeat(12) });
    const longest = Math.max(...content.split('\r\n').map((line) => Buffer.byteLength(line)));
    expect(longest).toBeLessThanOrEqual(75);
  });

  test.each(['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Asia/Kathmandu'])(
    'says the same when the server runs in %s',
    async (zone) => {
      const script = `
        const { default: ical, ICalCalendarMethod } = await import('ical-generator');
        const calendar = ical({ method: ICalCalendarMethod.REQUEST });
        calendar.createEvent({ id: 'a', stamp: new Date(0), summary: 's',
          start: new Date('2026-07-03T16:45:00+07:00'), end: new Date('2026-07-03T17:00:00+07:00') });
        process.stdout.write(new Date(2026, 6, 3).getTimezoneOffset() + '\\n' + calendar.toString());`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '-e', script],
        { env: { ...process.env, TZ: zone } },
      );
      const offset = { UTC: 0, 'Asia/Ho_Chi_Minh': -420, 'America/New_York': 240 }[zone] ?? -345;
      expect(Number(stdout.split('\n')[0])).toBe(offset);
      expect(icsSummary(stdout)).toMatchObject({
        start: '20260703T094500Z',
        end: '20260703T100000Z',
      });
    },
  );
});
