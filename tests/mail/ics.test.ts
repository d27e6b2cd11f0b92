import { execFile } from 'node:child_process';

import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';

import { instant } from '../../domain/day.js';
import { deadlineIcs } from '../../mail/ics.js';
import { wholeText } from '../../mail/shared-text.js';
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

function entryOf(given: DeadlineEntry): { readonly method: string; readonly content: string } {
  const { method, content } = deadlineIcs(given);
  return { method, content: wholeText(content) };
}

describe('a deadline in the calendar', () => {
  test('stands in the quarter of an hour before the target, in UTC, without alarm', () => {
    const { method, content } = entryOf(entry);
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
    const moved = entryOf({
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

  test('a name cannot break out of its parameter', () => {
    const { content } = entryOf({
      ...entry,
      attendee: { ...entry.attendee, name: 'Bà "A";ROLE=CHAIR:mailto:x@y.z\r\nX-EVIL:1' },
    });
    const unfolded = content.replace(/\r\n[ \t]/g, '');
    const lines = unfolded.split('\r\n').filter((line) => line.startsWith('ATTENDEE'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/CN="Bà 'A';ROLE=CHAIR:mailto:x@y\.z\s*X-EVIL:1"/);
    expect(unfolded).not.toMatch(/^X-EVIL/m);
  });

  test('is cancelled as the standard wants it', () => {
    const { method, content } = entryOf({ ...entry, sequence: 2, method: 'CANCEL' });
    expect(method).toBe('CANCEL');
    expect(content).toContain('METHOD:CANCEL');
    expect(content).toContain('STATUS:CANCELLED');
    expect(content).toContain('SEQUENCE:2');
  });

  test('lines are folded at 75 bytes', () => {
    const { content } = entryOf({ ...entry, title: 'báo cáo kết quả '.repeat(12) });
    const longest = Math.max(...content.split('\r\n').map((line) => Buffer.byteLength(line)));
    expect(longest).toBeLessThanOrEqual(75);
  });

  test.each([
    ['UTC', 0],
    ['Asia/Ho_Chi_Minh', -420],
    ['America/New_York', 240],
    ['Asia/Kathmandu', -345],
  ])('says the same when the server runs in %s', async (zone, offset) => {
    const printed = await runIn(
      zone,
      `import { deadlineIcs } from './mail/ics.ts';
       import { wholeText } from './mail/shared-text.ts';
       console.log(new Date(2026, 6, 3).getTimezoneOffset());
       console.log(wholeText(deadlineIcs(${JSON.stringify(entry)}).content));`,
    );
    expect(Number(printed.split('\n')[0])).toBe(offset);
    expect(printed.slice(printed.indexOf('\n') + 1).trim()).toBe(entryOf(entry).content.trim());
  });
});

/** What a program prints in a process of its own whose clock stands in `zone`. */
async function runIn(zone: string, program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '-'],
      { env: { ...process.env, TZ: zone } },
      (error, stdout) => {
        if (error === null) resolve(stdout);
        else reject(new Error('the program failed', { cause: error }));
      },
    );
    child.stdin?.end(outputFiles[0]!.text);
  });
}
