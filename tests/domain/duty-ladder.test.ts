import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withOffset } from '../../domain/day.js';
import { ladderWords } from '../../domain/explain/why-words.js';
import { timetable } from '../../domain/ladder.js';
import type { LadderFacts } from '../../domain/ladder.js';
import { ladderProblem, usualLadder } from '../../domain/ladder-rules.js';
import type { DutyLadder } from '../../domain/ladder-rules.js';
import { DutyLadderShape } from '../../domain/schemas/duty-ladder.js';
import { duty, settings } from './wave-world.js';

const OWN: DutyLadder = { prepare: null, remind: 3, lastDay: false, overdue: 2, toHead: null };

/** T is Friday 03/7/2026, late from Tuesday 07/7 on. */
function steps(facts: Partial<LadderFacts>): readonly string[] {
  return timetable(duty('o', { facts }).facts, settings).steps.map(
    ({ rung, at }) => `${rung} ${withOffset(at).slice(0, 16)}`,
  );
}

describe('the rungs chosen for one duty', () => {
  test('take the place of the office’s, counted in working days before and after', () => {
    expect(steps({ ladder: OWN })).toEqual([
      'assigned 2026-06-01T09:00',
      'remind 2026-06-30T08:00',
      'overdue 2026-07-09T08:00',
    ]);
  });

  test('the head’s letter is counted from the mail to the agency', () => {
    const ladder = { ...OWN, toHead: 2 };
    const headReleasedAt = duty('o').facts.overdueAt;
    expect(steps({ ladder, headReleasedAt })).toContain('toHead 2026-07-13T08:00');
  });

  test('an hour-bound duty keeps its last call by the hour, and its other rungs as chosen', () => {
    const hourBound = { hourBound: true, ladder: { ...OWN, lastDay: true } };
    expect(steps(hourBound)).toEqual([
      'assigned 2026-06-01T09:00',
      'remind 2026-06-30T08:00',
      'lastDay 2026-07-03T14:00',
      'overdue 2026-07-09T08:00',
    ]);
  });

  test.each([null, 'month', 'week'] as const)(
    'what the office’s ladder is for periods of %s is a choice like others, and changes nothing',
    (period) => {
      const ladder = usualLadder(period);
      expect(DutyLadderShape.parse(ladder)).toEqual(ladder);
      const rungs = (facts: Partial<LadderFacts>) => steps({ period, ...facts });
      expect(rungs({ ladder })).toEqual(rungs({}));
    },
  );

  test('of a duty of every day the choice begins with the mail of the day', () => {
    expect(ladderProblem(usualLadder('day'), 'day')).toBeNull();
    expect(usualLadder('day').lastDay).toBe(true);
  });

  test.each([
    [{ ...OWN, prepare: 3 }, null, /chuẩn bị phải trước nhắc gửi/],
    [{ ...OWN, overdue: null, toHead: 1 }, null, /chỉ đi sau thông báo chưa nhận được/],
    [{ ...OWN, remind: null, overdue: null }, null, /Chưa chọn mốc nhắc nào/],
    [{ ...OWN, remind: 5 }, 'week', /nhiều nhất 4 ngày làm việc/],
    [OWN, 'day', /Báo cáo hằng ngày chỉ nhắc trong ngày/],
  ] as const)('%j for periods of %s is refused', (ladder, period, says) => {
    expect(ladderProblem(ladder, period)).toMatch(says);
  });

  test('is told in words', () => {
    expect(ladderWords({ prepare: 8, remind: 3, lastDay: true, overdue: 0, toHead: 2 })).toBe(
      'thông báo thời hạn; nhắc chuẩn bị trước 08 ngày làm việc; nhắc gửi trước 03 ngày làm việc; nhắc ngày cuối; thông báo chưa nhận được ngay ngày đầu quá hạn; thư gửi lãnh đạo đơn vị sau đó 02 ngày làm việc',
    );
  });

  test('whatever is chosen and allowed, rungs go in their order and only those chosen', () => {
    const days = (least: number, most: number) =>
      fc.option(fc.integer({ min: least, max: most }), { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          prepare: days(1, 20),
          remind: days(1, 20),
          lastDay: fc.boolean(),
          overdue: days(0, 10),
          toHead: days(1, 10),
        }),
        (ladder) => {
          fc.pre(ladderProblem(ladder, null) === null);
          const facts = { ladder, headReleasedAt: duty('o').facts.overdueAt };
          const rungs = steps(facts).map((step) => step.split(' ')[0]);
          const order = ['assigned', 'prepare', 'remind', 'lastDay', 'overdue', 'toHead'];
          expect(rungs).toEqual([...rungs].sort((a, b) => order.indexOf(a!) - order.indexOf(b!)));
          if (ladder.remind === null) expect(rungs).not.toContain('remind');
          if (ladder.overdue !== null) expect(rungs).toContain('overdue');
        },
      ),
      { numRuns: 60 },
    );
  });
});
