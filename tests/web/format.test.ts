import { describe, expect, test } from '@jest/globals';
import { day, instant } from '../../domain/day.js';
import type { ConfirmedCycle } from '../../domain/schemas/confirmed-plan.js';
import { browserName } from '../../web/format/browser-name.js';
import { clockOfMinute, minuteOfClock } from '../../web/format/clock-field.js';
import { cycleText, headed } from '../../web/format/cycle-text.js';
import { longDay, longMoment, shortDay } from '../../web/format/day-text.js';
import { lateShort, lateText, targetText } from '../../web/format/deadline-text.js';
import { folded } from '../../domain/folded.js';
import { numberText } from '../../web/format/number-text.js';
import { daysOf, withMovedDays } from '../../domain/review/moved-days.js';

describe('days on the pages', () => {
  test.each([
    ['2026-07-03', 'thứ Sáu, 03/7/2026'],
    ['2026-02-01', 'Chủ nhật, 01/02/2026'],
    ['2026-12-28', 'thứ Hai, 28/12/2026'],
  ])('%s is written %s', (text, written) => {
    expect(longDay(day(text), 'vi')).toBe(written);
  });

  test('only January and February carry a zero', () => {
    expect([day('2026-01-31'), day('2026-03-31'), day('2026-11-02')].map(shortDay)).toEqual([
      '31/01/2026',
      '31/3/2026',
      '02/11/2026',
    ]);
  });

  test('hours are those of Việt Nam', () => {
    expect(longMoment(instant('2026-07-02T18:30:00Z'), 'vi')).toBe('01:30, thứ Sáu, 03/7/2026');
  });
});

describe('when something is late', () => {
  test('a midnight is named by the day it ends, never as 00:00', () => {
    const overdueAt = instant('2026-07-07T00:00:00+07:00');
    expect(lateText(overdueAt, 'vi')).toBe('thứ Hai, 06/7/2026');
    expect(lateShort(overdueAt)).toBe('06/7/2026');
  });

  test('an hour is named with its day', () => {
    const overdueAt = instant('2026-06-12T14:00:00+07:00');
    expect(lateText(overdueAt, 'vi')).toBe('14:00, thứ Sáu, 12/6/2026');
    expect(targetText(overdueAt, true, 'vi')).toBe('14:00, thứ Sáu, 12/6/2026');
    expect(targetText(overdueAt, false, 'vi')).toBe('thứ Sáu, 12/6/2026');
  });
});

describe('days a person moves on the review page', () => {
  const cycle: ConfirmedCycle = {
    key: 'report-2026-07-04',
    periodFrom: null,
    periodTo: null,
    cutOff: null,
    duePhrase: 'trước ngày 04/7/2026',
    dueDay: day('2026-07-04'),
    hourBound: false,
    showTarget: true,
    targetAt: instant('2026-07-03T17:00:00+07:00'),
    overdueAt: instant('2026-07-07T00:00:00+07:00'),
  };

  test('are shown as the day asked for and the last day in time', () => {
    expect(daysOf(cycle)).toEqual({ target: '2026-07-03', lateAfter: '2026-07-06' });
  });

  test('keep the hour of the target and the end of the last day, and follow no rule any more', () => {
    const rule = { boundary: 'before_day' as const, time: null, point: null, endOfDueDay: false };
    const moved = withMovedDays({ ...cycle, rule }, { target: day('2026-07-08') });
    expect(moved.targetAt).toBe(instant('2026-07-08T17:00:00+07:00'));
    expect(moved.rule).toBeUndefined();
    expect(withMovedDays(cycle, { lateAfter: day('2026-07-10') }).overdueAt).toBe(
      instant('2026-07-11T00:00:00+07:00'),
    );
  });

  test('keep the hour of a deadline bound to one', () => {
    const bound = { ...cycle, overdueAt: instant('2026-06-12T14:00:00+07:00') };
    expect(withMovedDays(bound, { lateAfter: day('2026-06-15') }).overdueAt).toBe(
      instant('2026-06-15T14:00:00+07:00'),
    );
  });

  test('stay as they are where nobody moved them', () => {
    expect(withMovedDays(cycle, {})).toBe(cycle);
  });
});

test.each([
  ['1234567', '1.234.567'],
  ['-1200.5', '-1.200,5'],
  ['999', '999'],
  ['7.385', '7,385'],
  ['0', '0'],
  ['không rõ', 'không rõ'],
])('the number %s is shown as %s', (plain, shown) => {
  expect(numberText(plain)).toBe(shown);
});

test('names are found without marks and capitals', () => {
  expect(folded(' Sở Y tế Đông Hà ')).toBe('so y te dong ha');
});

test('a cycle is called by the day it is due', () => {
  expect(cycleText(day('2026-07-04'), 'vi')).toBe('hạn 04/7/2026');
  expect(cycleText(null, 'vi')).toBe('chưa có thời hạn');
  expect(headed('báo cáo')).toBe('Báo cáo');
});

test('a clock field holds a minute of the day', () => {
  expect(clockOfMinute(455)).toBe('07:35');
  for (const typed of ['07:35', '7:35', ' 7h35 ', '7 giờ 35'])
    expect(minuteOfClock(typed)).toBe(455);
  expect(minuteOfClock('17h')).toBe(1020);
  for (const typed of ['24:00', '7:60', '735', '7:3', '08:00 AM']) {
    expect(minuteOfClock(typed)).toBeNull();
  }
  expect(minuteOfClock('24:00')).toBeNull();
});

describe('where one is signed in', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/130.0 Chrome/124.0 Safari/537.36',
      'Cốc Cốc, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari, iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox, Linux'],
    ['curl/8.5.0', 'curl/8.5.0'],
  ])('%s is %s', (agent, name) => {
    expect(browserName(agent)).toBe(name);
  });
});
