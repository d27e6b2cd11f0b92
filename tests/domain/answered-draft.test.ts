import { describe, expect, test } from '@jest/globals';
import { raisedQuestions } from '../../domain/answered-draft.js';
import type { ConfirmationInput } from '../../domain/answers.js';
import { proposeConfirmation } from '../../domain/confirm.js';
import { day, instant } from '../../domain/day.js';
import { untrackedDuties } from '../../domain/proposed-cycles.js';
import type { DraftDue, DraftObligation, PlanDraft } from '../../domain/schemas/plan-draft.js';
import { setDueIn, setDueKey } from '../../domain/set-dues.js';
import { unclearAnswer } from '../../domain/unclear-answer.js';
import { confirmationOf } from '../support/confirmation.js';

const evidence = { start: 0, end: 0, text: '' };

/** Friday 03/7/2026 is the last working day before it. */
const BEFORE_5_JULY: DraftDue = {
  phrase: 'trước ngày 05/7/2026',
  boundary: 'before_day',
  date: day('2026-07-05'),
  time: null,
  recurrence: null,
  remindTargetAt: '2026-07-03T17:00:00+07:00',
  overdueAt: '2026-07-07T00:00:00+07:00',
};

const BY_REFERENCE: DraftDue = {
  ...BEFORE_5_JULY,
  phrase: 'theo quy định',
  boundary: 'by_reference',
  date: null,
  remindTargetAt: null,
  overdueAt: null,
};

function inputFor(
  dues: readonly DraftDue[],
  {
    answers = {},
    window = null,
  }: Partial<Pick<ConfirmationInput, 'answers'>> & {
    window?: PlanDraft['window'];
  } = {},
): ConfirmationInput {
  const obligations = dues.map((due): DraftObligation => ({
    what: 'report',
    owedBy: [],
    except: [],
    recipients: ['UBND tỉnh'],
    via: null,
    channels: [],
    contactPoint: null,
    consolidator: null,
    binding: true,
    due,
    evidence,
    alsoAt: [],
  }));
  return confirmationOf({ window, obligations }, { answers });
}

describe('a day that a person gives to a duty without one', () => {
  const given = (answer: string) =>
    inputFor([BEFORE_5_JULY, BY_REFERENCE], { answers: { [setDueKey(1)]: answer } });

  test('makes it a tracked requirement, until the end of that day', () => {
    expect(untrackedDuties(inputFor([BEFORE_5_JULY, BY_REFERENCE]))).toHaveLength(1);
    const input = given('15/7/2026');
    expect(untrackedDuties(input)).toEqual([]);
    const { requirements, answers } = proposeConfirmation(input);
    expect(requirements.map(({ cycles }) => cycles.map(({ dueDay }) => dueDay))).toEqual([
      ['2026-07-05'],
      ['2026-07-15'],
    ]);
    expect(requirements[1]?.cycles[0]).toMatchObject({
      duePhrase: 'chậm nhất ngày 15/7/2026',
      targetAt: instant('2026-07-15T17:00:00+07:00'),
      overdueAt: instant('2026-07-16T00:00:00+07:00'),
      hourBound: false,
    });
    expect(answers[setDueKey(1)]).toBe('15/7/2026');
  });

  test('may have an hour, from which on it is late', () => {
    expect(proposeConfirmation(given('14:30 15/7/2026')).requirements[1]?.cycles[0]).toMatchObject({
      duePhrase: 'trước 14 giờ 30 ngày 15/7/2026',
      overdueAt: instant('2026-07-15T14:30:00+07:00'),
      hourBound: true,
    });
  });

  test('is taken back by an answer that says nothing', () => {
    expect(proposeConfirmation(given('')).requirements).toHaveLength(1);
  });

  test.each(['31/6/2026', 'cuối tháng 7', '25:00 15/7/2026', '01/7/2026 - 15/7/2026'])(
    'is refused when it is no day: %s',
    (answer) => {
      expect(unclearAnswer(given(answer))).toBe(answer);
    },
  );

  test.each([
    ['15/7/2026', { date: day('2026-07-15'), time: null }],
    ['08:00 05/02/2026', { date: day('2026-02-05'), time: '08:00' }],
  ])('is read as it is written: %s', (answer, due) => {
    expect(setDueIn(answer)).toEqual(due);
    expect(unclearAnswer(given(answer))).toBeNull();
  });
});

describe('a campaign that a person dates', () => {
  const window = { 'window_missing@window': '01/6/2026 - 04/7/2026' };
  const about = 'target_inside_period@obligations[0].due';

  test('asks what a printed one would: a report due before its end may be meant for after it', () => {
    const input = inputFor([BEFORE_5_JULY], { answers: window });
    expect(raisedQuestions(input)).toMatchObject([
      { code: 'target_inside_period', about: 'obligations[0].due', proposal: '17:00 06/7/2026' },
    ]);
    const proposed = proposeConfirmation(input);
    expect(proposed.requirements[0]?.cycles[0]?.targetAt).toBe(
      instant('2026-07-06T17:00:00+07:00'),
    );
    expect(proposed.answers[about]).toBe('17:00 06/7/2026');
  });

  test('leaves the strict day to a person who wants it', () => {
    const input = inputFor([BEFORE_5_JULY], { answers: { ...window, [about]: 'Không' } });
    expect(proposeConfirmation(input).requirements[0]?.cycles[0]?.targetAt).toBe(
      instant('2026-07-03T17:00:00+07:00'),
    );
  });

  test('asks nothing where the report comes after it, or where the document prints its own', () => {
    const before = { 'window_missing@window': '01/6/2026 - 30/6/2026' };
    expect(raisedQuestions(inputFor([BEFORE_5_JULY], { answers: before }))).toEqual([]);
    const printed = { from: day('2026-06-01'), to: day('2026-07-04'), evidence };
    expect(raisedQuestions(inputFor([BEFORE_5_JULY], { window: printed }))).toEqual([]);
  });
});
