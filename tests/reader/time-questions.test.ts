import { describe, expect, test } from '@jest/globals';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { draftOf, dutyLines, planOf } from './duty-lines.js';

const asked = ({ questions }: PlanDraft, code: string) =>
  questions.filter((question) => question.code === code);

/** A letter of a department, whose subject prints no year. */
const letter = (day: string, body: string): string => `UBND TỈNH SÔNG HƯƠNG
SỞ XÂY DỰNG
Số: 12/SXD-VP
V/v giữ sạch bến sông
Sông Hương, ngày ${day}

Kính gửi: UBND các xã, phường.

${body}`;

describe('what is asked about time', () => {
  test('a weekday that is not that of its day: both days are named', () => {
    const draft = draftOf(
      planOf('1. Sở Y tế gửi báo cáo về UBND tỉnh trước 17 giờ 00 thứ Sáu, ngày 04/7/2026.'),
    );
    expect(asked(draft, 'weekday_disagrees')).toMatchObject([
      {
        about: 'obligations[0].due',
        proposal: '04/7/2026',
        options: ['04/7/2026', '03/7/2026'],
      },
    ]);
    expect(draft.obligations[0]?.due.date).toBe('2026-07-04');
  });

  test('a weekday that agrees is not asked about', () => {
    const draft = draftOf(
      planOf('1. Sở Y tế gửi báo cáo về UBND tỉnh trước 17 giờ 00 thứ Sáu, ngày 03/7/2026.'),
    );
    expect(asked(draft, 'weekday_disagrees')).toEqual([]);
  });

  test.each([
    ['05 tháng 3 năm 2027', '31/12/2027'],
    ['20 tháng 11 năm 2027', '31/12/2028'],
  ])('until when monthly reports of a letter of %s are owed', (day, proposal) => {
    const body = 'UBND các xã, phường gửi báo cáo về Sở Xây dựng trước ngày 20 hằng tháng.';
    expect(asked(draftOf(letter(day, body)), 'end_missing')).toMatchObject([{ proposal }]);
  });

  test('a plan of a year or a campaign has its end', () => {
    const items = '1. Các sở, ngành gửi báo cáo về Sở Y tế trước ngày 20 hằng tháng.';
    expect(asked(draftOf(planOf(items)), 'end_missing')).toEqual([]);
  });

  test('what comes again each week ends with the campaign, what comes each month may not', () => {
    const campaign = (rhythm: string) =>
      letter(
        '20 tháng 5 năm 2026',
        `Thời gian thực hiện: từ ngày 01/6/2026 đến hết ngày 30/6/2026.\n\nUBND các xã, phường gửi báo cáo về Sở Xây dựng trước ${rhythm}.`,
      );
    expect(asked(draftOf(campaign('16 giờ thứ Năm hằng tuần')), 'end_missing')).toEqual([]);
    expect(asked(draftOf(campaign('ngày 20 hằng tháng')), 'end_missing')).toMatchObject([
      { about: 'obligations[0].due', proposal: '31/12/2026' },
    ]);
  });

  test.each([
    [
      'trước ngày 28 hằng tháng (số liệu tính đến hết ngày 25 hằng tháng)',
      { day: 25, month: null },
    ],
    [
      'trước ngày 20/6 hằng năm, số liệu tính từ ngày 15/12 năm trước đến ngày 14/6',
      { day: 14, month: 6 },
    ],
    ['trước ngày 05/7/2026 (chốt số liệu đến ngày 30/6/2026)', { day: 30, month: 6, year: 2026 }],
  ])('the last day of figures of “%s”', (words, cutOff) => {
    const [duty, ...more] = draftOf(
      planOf(`1. Các sở, ngành gửi báo cáo về Sở Y tế ${words}.`),
    ).obligations;
    expect(more).toEqual([]);
    expect(duty?.cutOff).toMatchObject(cutOff);
    expect(duty?.due.recurrence ?? []).toHaveLength(words.includes('hằng') ? 1 : 0);
  });

  test('who owes a duty whose sentence names nobody', () => {
    const draft = draftOf(planOf('1. Báo cáo gửi về Sở Y tế trước ngày 20/6/2026.'));
    expect(asked(draft, 'owner_missing')).toMatchObject([
      { about: 'obligations[0].owedBy', proposal: 'Tất cả' },
    ]);
  });

  test('an hour amid Tết, and one of a list with the year on the last', () => {
    const text = planOf(
      '1. Công an tỉnh báo cáo nhanh về UBND tỉnh trước 09 giờ 00 các ngày 17/02, 19/02 và 25/02/2026.',
    );
    expect(dutyLines(text)).toEqual([
      'report: Công an tỉnh > UBND tỉnh | 2026-02-17 09:00',
      'report: Công an tỉnh > UBND tỉnh | 2026-02-19 09:00',
      'report: Công an tỉnh > UBND tỉnh | 2026-02-25 09:00',
    ]);
    expect(asked(draftOf(text), 'due_in_holidays').map(({ about }) => about)).toEqual([
      'obligations[0].due',
      'obligations[1].due',
    ]);
  });

  test('a part of the sentence that was not understood', () => {
    const draft = draftOf(
      planOf(
        '1. Sở Y tế gửi báo cáo về UBND tỉnh trước ngày 20/5/2026 (riêng tháng 3 gửi vào ngày đẹp trời).',
      ),
    );
    expect(asked(draft, 'clause_not_understood')).toMatchObject([{ about: 'obligations[0].due' }]);
  });

  test('whom a sentence takes out is no open question', () => {
    const draft = draftOf(
      planOf(
        '1. UBND các xã, phường (trừ các xã đảo) và các sở, ngành (trừ Sở Ngoại vụ và Thanh tra tỉnh) gửi báo cáo về Sở Y tế trước ngày 20/5/2026.',
      ),
    );
    expect(draft.obligations.map(({ except }) => except)).toEqual([
      ['các xã đảo', 'Sở Ngoại vụ', 'Thanh tra tỉnh'],
    ]);
    expect(draft.unread).toEqual([]);
  });
});
