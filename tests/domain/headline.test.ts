import { describe, expect, test } from '@jest/globals';
import { day, instant } from '../../domain/day.js';
import { headlineOf } from '../../domain/explain/headline.js';
import type { HeadlineFacts } from '../../domain/explain/headline.js';
import { momentInWords } from '../../domain/moment-words.js';
import { contact, settings } from './wave-world.js';

const waiting: HeadlineFacts = {
  cycle: {
    opensAt: instant('2026-06-01T08:00:00+07:00'),
    openedAt: instant('2026-06-01T08:00:00+07:00'),
    pausedAt: null,
    cancelledAt: null,
    editsClosedAt: null,
    closedAt: null,
    lastError: null,
    unseen: false,
  },
  obligation: {
    state: 'expected',
    binding: true,
    chased: true,
    nextRung: 'remind',
    nextAt: instant('2026-07-01T08:00:00+07:00'),
  },
  contacts: [contact('a')],
  relayStopped: null,
};

function explain(facts: Partial<HeadlineFacts>, now = '2026-06-30T09:00:00+07:00') {
  return headlineOf({ ...waiting, ...facts }, { now: instant(now), settings });
}

describe('why nothing was sent', () => {
  test('the rung has not come yet', () => {
    expect(explain({})).toEqual([
      'Chưa đến mốc: nhắc gửi dự kiến gửi lúc 08:00 thứ Tư, 01/7/2026.',
    ]);
  });

  test('a pause comes before what is next', () => {
    const cycle = { ...waiting.cycle, pausedAt: instant('2026-06-29T10:30:00+07:00') };
    expect(explain({ cycle })[0]).toBe('Việc theo dõi đang tạm dừng từ 10:30 thứ Hai, 29/6/2026.');
  });

  test('an agency that says it has sent is not reminded', () => {
    const obligation = { ...waiting.obligation, state: 'claimed' as const };
    expect(explain({ obligation })[0]).toMatch(/^Cơ quan báo đã gửi qua hệ thống văn bản/);
  });

  test('of a report whose one half is here it says which is still to come', () => {
    const half = (missingHalf: 'document' | 'figures') =>
      explain({ obligation: { ...waiting.obligation, state: 'submitted', missingHalf } });
    expect(half('document')[1]).toMatch(/^Còn chờ văn bản ký số: .* không tính là chậm/);
    expect(half('figures')[1]).toMatch(/^Còn chờ số liệu: /);
    const returned = { ...waiting.obligation, state: 'returned', missingHalf: 'document' } as const;
    expect(explain({ obligation: returned }).join(' ')).not.toContain('Còn chờ');
  });

  test('the standing body gets no reminders at all', () => {
    const obligation = { ...waiting.obligation, chased: false };
    expect(explain({ obligation })[0]).toMatch(/tự nhập số liệu/);
  });

  test.each([
    { contacts: [], says: /chưa có địa chỉ nhận thư/ },
    { contacts: [contact('a', { bounced: true })], says: /đều bị trả lại/ },
    { contacts: [contact('a', { validTo: day('2026-06-29') })], says: /đang có hiệu lực/ },
    { contacts: [contact('a', { role: 'head' })], says: /chưa có địa chỉ nhận thư/ },
  ])('contacts $contacts', ({ contacts, says }) => {
    expect(explain({ contacts })[0]).toMatch(says);
  });

  test('on a Saturday the mail waits for Monday', () => {
    const obligation = { ...waiting.obligation, nextAt: instant('2026-06-26T08:00:00+07:00') };
    expect(explain({ obligation }, '2026-06-27T09:00:00+07:00')[0]).toBe(
      'Đã đến mốc nhắc gửi, nhưng hôm nay là cuối tuần; thư gửi lúc 08:00 thứ Hai, 29/6/2026.',
    );
  });

  test('on a holiday its name is said', () => {
    const obligation = { ...waiting.obligation, nextAt: instant('2026-09-01T08:00:00+07:00') };
    expect(explain({ obligation }, '2026-09-02T09:00:00+07:00')[0]).toMatch(/hôm nay nghỉ \(/);
  });

  test('a mail server that takes nothing is named', () => {
    expect(explain({ relayStopped: 'đăng nhập bị từ chối' })[0]).toBe(
      'Máy chủ thư đang tạm ngừng nhận thư: đăng nhập bị từ chối.',
    );
  });

  test('a cycle that was cancelled ends the question', () => {
    const cycle = { ...waiting.cycle, cancelledAt: instant('2026-06-15T16:00:00+07:00') };
    expect(explain({ cycle })[0]).toBe('Việc theo dõi đã được hủy lúc 16:00 thứ Hai, 15/6/2026.');
  });

  test('a moment is written in the time of Việt Nam', () => {
    expect(momentInWords(instant('2026-01-04T17:05:00Z'))).toBe('00:05 thứ Hai, 05/01/2026');
  });
});
