import { describe, expect, test } from '@jest/globals';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { readPlan } from '../../reader/read.js';

const plan = (...items: string[]) =>
  `KẾ HOẠCH\nTrồng cây năm 2026\n\nThực hiện Nghị quyết số 5/NQ-HĐND, UBND tỉnh ban hành Kế hoạch như sau:\n\nI. TỔ CHỨC THỰC HIỆN\n\n${items.map((item, index) => `${String(index + 1)}. ${item}`).join('\n')}\n`;

describe('one duty said twice', () => {
  test('dated for everybody, undated for one group: one duty, the second place kept', () => {
    const { obligations } = draftOf(
      plan(
        'UBND các xã, phường báo cáo kết quả về Sở Xây dựng theo quy định.',
        'Các cơ quan, đơn vị, địa phương báo cáo kết quả về Sở Xây dựng trước ngày 20/11/2026.',
      ),
    );
    expect(obligations).toMatchObject([
      {
        owedBy: ['Các cơ quan, đơn vị, địa phương'],
        due: { date: '2026-11-20' },
        alsoAt: [{ text: expect.stringContaining('theo quy định') }],
      },
    ]);
  });

  test('the same day for everybody and for a group is one, for two departments two', () => {
    const both = (one: string, other: string) =>
      draftOf(
        plan(
          `${one} báo cáo kết quả về UBND tỉnh trước ngày 20/11/2026.`,
          `${other} báo cáo kết quả về UBND tỉnh trước ngày 20/11/2026.`,
        ),
      ).obligations;
    expect(both('UBND các xã, phường', 'Các đơn vị, địa phương')).toHaveLength(1);
    expect(both('Sở Y tế', 'Sở Nội vụ')).toHaveLength(2);
  });
});

describe('who merges', () => {
  test('the one whose task it is, for what many send up; nobody for what one sends', () => {
    const { obligations } = draftOf(
      plan(
        'Các sở, ngành báo cáo kết quả về UBND tỉnh trước ngày 20/11/2026.',
        'Sở Tài chính báo cáo kinh phí với UBND tỉnh trước ngày 01/6/2026.',
        'Giao Sở Xây dựng tổng hợp, báo cáo Bộ Xây dựng trước ngày 30/11/2026.',
      ),
    );
    expect(obligations.map(({ what, consolidator }) => [what, consolidator])).toEqual([
      ['report', 'Sở Xây dựng'],
      ['report', null],
      ['consolidated-report', null],
    ]);
  });

  test('a unit merges in the name of its body', () => {
    const { obligations } = draftOf(
      plan(
        'Các sở, ngành gửi báo cáo về Sở Xây dựng (qua Phòng Quản lý nhà) trước ngày 20/11/2026 để tổng hợp.',
      ),
    );
    expect(obligations).toMatchObject([{ via: 'Phòng Quản lý nhà', consolidator: 'Sở Xây dựng' }]);
  });

  test('the report that goes on is an obligation of its own, with its own day where it has one', () => {
    const { obligations } = draftOf(
      plan(
        'Các sở, ngành gửi báo cáo về Sở Xây dựng trước ngày 20/11/2026 để tổng hợp, báo cáo UBND tỉnh trước ngày 30/11/2026.',
      ),
    );
    expect(obligations).toMatchObject([
      { what: 'report', recipients: ['Sở Xây dựng'], due: { date: '2026-11-20' } },
      {
        what: 'consolidated-report',
        owedBy: ['Sở Xây dựng'],
        recipients: ['UBND tỉnh'],
        due: { date: '2026-11-30' },
      },
    ]);
  });
});

test('the receiver reports on "theo quy định" where no day is given', () => {
  const { obligations } = draftOf(
    plan(
      'Các sở, ngành gửi báo cáo về Sở Xây dựng trước ngày 20/11/2026 để tổng hợp, báo cáo UBND tỉnh theo quy định.',
    ),
  );
  expect(obligations).toMatchObject([
    { what: 'report', due: { date: '2026-11-20' } },
    {
      what: 'consolidated-report',
      due: { phrase: 'theo quy định', boundary: 'by_reference', date: null },
    },
  ]);
});

describe('every question and warning', () => {
  test('points at a place that the draft has, and says so in plain words', () => {
    const draft = draftOf(
      `UBND TỈNH SÔNG HƯƠNG\nSố:    /KH-UBND\nSông Hương, ngày 25 tháng 11 năm 2026\n\n${plan(
        'Thời gian thực hiện: từ ngày 01/11/2026 đến hết ngày 20/11/2026.',
        'Các sở, ngành báo cáo kết quả trước ngày 21/11/2026.',
        'Các địa phương định kỳ 6 tháng báo cáo UBND tỉnh.',
        'Đề nghị Hội Nông dân tỉnh phối hợp.',
        'Sở Xây dựng tổng hợp, báo cáo UBND tỉnh theo quy định.',
        'Giao Sở Xây dựng tổng hợp, báo cáo Bộ Xây dựng theo quy định.',
      )}`,
    );
    const raised = [...draft.questions, ...draft.warnings];
    expect(new Set(raised.map(({ code }) => code))).toEqual(
      new Set([
        'number_blank',
        'recipient_unknown',
        'target_inside_period',
        'recurrence_day_missing',
        'recipients_conflict',
        'asked_body_owes',
        'issuer_of_report',
        'end_missing',
        'due_on_day_off',
        'due_before_issue',
        'unconfirmed_calendar',
      ]),
    );
    for (const { about, message } of raised) {
      expect(at(draft, about)).not.toBeUndefined();
      expect(message).toMatch(/^\p{Lu}.*[.?]$/u);
    }
  });
});

/** The value at a path such as "obligations[0].due". */
function at(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/u)
    .filter(Boolean)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

function draftOf(text: string): PlanDraft {
  return readPlan({ text, file: 'a.txt', sha256: '', extractor: 'text' });
}
