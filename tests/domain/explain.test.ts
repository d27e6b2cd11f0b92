import { describe, expect, test } from '@jest/globals';
import { instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { explain, stuckSentences } from '../../domain/explain/explain.js';
import type { ExplainFacts, RungStory } from '../../domain/explain/explain.js';
import type { ToldNotice } from '../../domain/explain/told-notice.js';
import type { LadderFacts } from '../../domain/ladder.js';
import { placeOf } from '../../domain/wave.js';
import type { StandingDuty } from '../../domain/waves-ahead.js';
import { contact, duty, settings } from './wave-world.js';

const local = (text: string): Instant => instant(`${text}:00+07:00`);

/** The duty of wave-world.ts, told of on 01/6/2026: T is Friday 03/7, late from Tuesday 07/7. */
function standing(
  reached: string | null,
  now: Instant,
  facts: Partial<LadderFacts> = {},
): StandingDuty {
  const owed = duty('o', { reached, facts });
  return { duty: owed, nextAt: placeOf(owed, { now, settings }).nextAt, closesAt: null };
}

const NOW = local('2026-06-20T10:00');

function sent(name: string, given: Partial<ToldNotice> = {}): ToldNotice {
  return {
    kind: 'ladder',
    name,
    nth: 1,
    epoch: 0,
    plannedFor: local('2026-06-01T09:00'),
    sentAt: local('2026-06-01T09:01'),
    state: 'sent',
    inside: false,
    why: null,
    leftOut: false,
    givenBack: false,
    replaces: [],
    toName: 'UBND xã Đồng Mai',
    toAddress: 'dongmai@songhuong.example',
    response: '250 2.0.0 Ok',
    retryAt: null,
    attempts: 1,
    ...given,
  };
}

function storiesOf(given: Partial<ExplainFacts>, now: Instant): readonly RungStory[] {
  const facts: ExplainFacts = {
    cycle: {
      opensAt: local('2026-06-01T08:00'),
      openedAt: local('2026-06-01T09:00'),
      pausedAt: null,
      cancelledAt: null,
      editsClosedAt: null,
      closedAt: null,
      lastError: null,
      unseen: false,
    },
    obligation: { state: 'expected', chased: true },
    duty: standing('assigned', now),
    others: [],
    agency: {
      id: 'a',
      contacts: [contact('a')],
      waiting: [],
      told: new Set(),
      toldToday: false,
    },
    notices: [sent('assigned')],
    relayStopped: null,
    headsNeedWord: false,
    ...given,
  };
  return explain(facts, { now, settings });
}

function told(given: Partial<ExplainFacts> = {}, now = NOW): readonly string[] {
  return storiesOf(given, now).map(
    ({ rung, state, at, why }) => `${rung} ${state} ${at.slice(0, 10)} ${why}`,
  );
}

const line = (lines: readonly string[], rung: string): string =>
  lines.find((one) => one.startsWith(`${rung} `)) ?? '';

describe('every rung of an agency is told with its reason', () => {
  test('what went, with the answer of the mail server, and what comes, with the rule of its day', () => {
    expect(told()).toEqual([
      'assigned sent 2026-06-01 Gửi khi bắt đầu theo dõi. Máy chủ thư đã nhận thư gửi tới UBND xã Đồng Mai, dongmai@songhuong.example. Máy chủ trả lời: “250 2.0.0 Ok”.',
      'prepare planned 2026-06-26 05 ngày làm việc trước ngày đề nghị gửi (thứ Sáu, 03/7/2026); hạn Chủ nhật, 05/7/2026 là ngày nghỉ.',
      'remind planned 2026-07-01 02 ngày làm việc trước ngày đề nghị gửi (thứ Sáu, 03/7/2026); hạn Chủ nhật, 05/7/2026 là ngày nghỉ.',
      'lastDay planned 2026-07-03 Đúng ngày đề nghị gửi (thứ Sáu, 03/7/2026); hạn Chủ nhật, 05/7/2026 là ngày nghỉ.',
      'overdue planned 2026-07-07 Ngày làm việc đầu tiên tính là quá hạn.',
      'toHead held 2026-07-08 Chờ cán bộ theo dõi cho phép; sớm nhất vào thời điểm này.',
    ]);
  });

  test('what went to the built-in mailbox alone, while the office is prepared, is not told as sent', () => {
    const lines = told({ notices: [sent('assigned', { inside: true })] });
    expect(line(lines, 'assigned')).toMatch(/^assigned suppressed .*không tính là đã gửi/);
  });

  test('days off by the calendar are named where the rule steps over them', () => {
    const facts = {
      startedAt: local('2026-08-03T09:00'),
      targetAt: local('2026-09-04T17:00'),
      overdueAt: local('2026-09-05T00:00'),
      dueDay: null,
    };
    const now = local('2026-08-10T10:00');
    expect(line(told({ duty: standing('assigned', now, facts) }, now), 'prepare')).toMatch(
      /trước ngày đề nghị gửi \(thứ Sáu, 04\/9\/2026\); không tính ngày nghỉ: .*Quốc khánh/,
    );
  });

  test.each([
    ['submitted', /Báo cáo đã nhận/],
    ['claimed', /đã gửi qua hệ thống văn bản/],
    ['waived', /không phải gửi/],
  ] as const)('%s: what was to come is not sent, and why', (state, says) => {
    const owed = standing('assigned', NOW);
    const silent = { ...owed, duty: { ...owed.duty, reminded: false }, nextAt: null };
    const [, ...coming] = told({ obligation: { state, chased: true }, duty: silent });
    expect(coming).toHaveLength(5);
    for (const one of coming) expect(one).toMatch(/ suppressed /);
    for (const one of coming) expect(one).toMatch(says);
  });

  test('a pause holds what is to come', () => {
    const cycle = {
      opensAt: local('2026-06-01T08:00'),
      openedAt: local('2026-06-01T09:00'),
      pausedAt: local('2026-06-19T08:30'),
      cancelledAt: null,
      editsClosedAt: null,
      closedAt: null,
      lastError: null,
      unseen: false,
    };
    expect(line(told({ cycle }), 'remind')).toBe(
      'remind held 2026-07-01 Việc theo dõi đang tạm dừng từ 08:30 thứ Sáu, 19/6/2026. Khi tiếp tục, mốc này được tính lại.',
    );
  });

  test('an agency that no mail reaches is held, and its head by the head’s own address', () => {
    const agency = {
      id: 'a',
      contacts: [contact('a', { bounced: true })],
      waiting: [],
      told: new Set<string>(),
      toldToday: false,
    };
    const lines = told({
      agency,
      duty: standing('assigned', NOW, { headReleasedAt: local('2026-06-20T08:00') }),
    });
    expect(line(lines, 'remind')).toMatch(/held .*mọi địa chỉ của cơ quan đều bị trả lại/);
    expect(line(lines, 'toHead')).toMatch(/held .*Chưa có địa chỉ thư của lãnh đạo/);
  });

  test('a mail that waits says for what', () => {
    const waits = (given: Partial<ToldNotice>, relayStopped: string | null = null) =>
      told(
        { notices: [sent('assigned', { sentAt: null, response: null, ...given })], relayStopped },
        local('2026-06-01T09:30'),
      )[0];
    expect(waits({ state: 'planned' })).toMatch(/planned .*Đang chờ đến lượt gửi\.$/);
    expect(waits({ state: 'planned' }, 'đăng nhập bị từ chối')).toMatch(
      /held .*tạm ngừng nhận thư: đăng nhập bị từ chối\.$/,
    );
    expect(waits({ state: 'planned', why: 'mailbox', retryAt: local('2026-06-01T10:30') })).toMatch(
      /held .*Hộp thư nơi nhận đầy hoặc tạm thời không nhận thư\. Thử lại lúc 10:30 thứ Hai, 01\/6\/2026\.$/,
    );
    expect(waits({ state: 'doubtful', why: 'noAnswer' })).toMatch(/held .*chờ người kiểm tra/);
    expect(waits({ state: 'none', why: 'restored' })).toMatch(/held .*chờ cán bộ quyết định/);
    expect(waits({ state: 'suppressed', why: 'restoredDropped' })).toMatch(/suppressed/);
    expect(waits({ state: 'bounced', why: 'refused', givenBack: true })).toMatch(
      /notArrived .*đầu mối tiếp theo\.$/,
    );
  });

  test('what is stuck is said first of all', () => {
    const now = local('2026-06-01T09:30');
    const waiting = sent('assigned', {
      state: 'planned',
      sentAt: null,
      response: null,
      why: 'mailbox',
    });
    const stories = storiesOf({ notices: [waiting] }, now);
    expect(stuckSentences(stories, now)).toEqual([
      'Thông báo thời hạn, 09:00 thứ Hai, 01/6/2026: Gửi khi bắt đầu theo dõi. Hộp thư nơi nhận đầy hoặc tạm thời không nhận thư.',
    ]);
    expect(stuckSentences(storiesOf({}, now), now)).toEqual([]);
  });

  test('a mail that waits and is no longer wanted is not said to go', () => {
    const owed = standing('assigned', NOW);
    const lines = told({
      obligation: { state: 'submitted', chased: true },
      duty: { ...owed, duty: { ...owed.duty, reminded: false }, nextAt: null },
      notices: [sent('assigned', { state: 'planned', sentAt: null })],
    });
    expect(lines[0]).toMatch(/^assigned suppressed .*Báo cáo đã về trước khi thư kịp gửi\.$/);
  });

  test('a second duty due the same day waits for its own day, or goes in one mail', () => {
    const other = duty('p', { reached: 'assigned', cycleId: 'd' });
    const together = told({
      others: [
        { duty: other, nextAt: placeOf(other, { now: NOW, settings }).nextAt, closesAt: null },
      ],
    });
    expect(line(together, 'remind')).toMatch(/chung một thư với 01 nội dung khác\.$/);
    const now = local('2026-06-26T08:00');
    const afterAnother = told(
      {
        duty: standing('assigned', now),
        agency: {
          id: 'a',
          contacts: [contact('a')],
          waiting: [],
          told: new Set(),
          toldToday: true,
        },
      },
      now,
    );
    expect(line(afterAnother, 'prepare')).toMatch(
      /planned 2026-06-29 .*đã có một thư nhắc khác nên chuyển sang giờ gửi thư sau/,
    );
  });

  test('what is missed while all was off goes as one mail that stands for the others', () => {
    const now = local('2026-07-07T09:00');
    const lines = told({ duty: standing('assigned', now) }, now);
    expect(line(lines, 'remind')).toMatch(/suppressed .*Đã gộp vào thư của mốc nhắc sau\.$/);
    expect(line(lines, 'overdue')).toMatch(/planned 2026-07-07 .*thay cho các mốc chưa gửi được/);
  });

  test('a body that is merely asked is told which rungs it does not get', () => {
    const lines = told({ duty: standing('assigned', NOW, { binding: false }) });
    expect(line(lines, 'remind')).toMatch(/planned/);
    expect(line(lines, 'overdue')).toMatch(/suppressed .*chỉ được đề nghị phối hợp/);
    expect(line(lines, 'toHead')).toBe('');
  });

  test('where the leader keeps letters to heads to himself, his word is waited for', () => {
    expect(line(told({ headsNeedWord: true }), 'toHead')).toMatch(/held .*Chờ lãnh đạo duyệt/);
  });
});
