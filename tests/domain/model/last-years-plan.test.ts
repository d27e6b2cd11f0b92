import { describe, expect, test } from '@jest/globals';
import { day, instant } from '../../../domain/day.js';
import { comparedPlans } from '../../../domain/model/compared-duties.js';
import { lastYearsOf } from '../../../domain/model/same-matter.js';
import { NO_EDITS, withEdit } from '../../../domain/review/review-edits.js';
import { reviewedPlan } from '../../../domain/review/reviewed-plan.js';
import { saidDue } from '../../../domain/review/said-due.js';
import type {
  ConfirmedPlan,
  ConfirmedRequirement,
} from '../../../domain/schemas/confirmed-plan.js';
import type { DraftObligation } from '../../../domain/schemas/plan-draft.js';
import { confirmationOf } from '../../support/confirmation.js';

const UBND = 'Ủy ban nhân dân tỉnh Sông Hương';
const MATTER = {
  issuer: UBND,
  subject: 'Triển khai Tháng hành động phòng, chống ma túy năm 2027',
  issuedOn: null,
};
const plan = (subject: string, issuedOn: string | null, issuer = 'UBND tỉnh Sông Hương') => ({
  issuer,
  subject,
  issuedOn: issuedOn === null ? null : day(issuedOn),
});

describe('last year’s plan', () => {
  test('is the newest of an earlier year with the same issuer and matter, whatever years they name', () => {
    const older = plan('Tháng hành động phòng, chống ma tuý năm 2025', '2025-05-20');
    const last = plan('V/v triển khai Tháng hành động phòng, chống ma túy năm 2026', '2026-05-22');
    const others = [
      plan('Tháng hành động phòng, chống ma túy năm 2027', '2027-01-05'),
      plan('Tháng hành động phòng, chống ma túy năm 2026', '2026-06-01', 'Sở Y tế'),
      plan('Tháng hành động vì an toàn thực phẩm năm 2026', '2026-06-02'),
      plan('Tháng hành động phòng, chống ma túy năm 2026', null),
    ];
    expect(lastYearsOf(MATTER, 2027, [older, ...others, last])).toBe(last);
    expect(lastYearsOf(MATTER, 2025, [older, ...others, last])).toBeNull();
  });
});

const agencies = ['Sở Y tế', 'Sở Nội vụ', 'UBND xã Đồng Mai', 'UBND xã Tân Lập'].map(
  (name, index) => ({
    id: `00000000-0000-4000-8000-00000000000${String(index)}`,
    name,
    kind: name.startsWith('UBND') ? ('commune' as const) : ('department' as const),
    binding: true,
    standing: false,
  }),
);
const idOf = (name: string) => agencies.find((one) => one.name === name)?.id ?? '';

const duty = (what: DraftObligation['what'], owedBy: string[], on: string): DraftObligation => ({
  ...{ what, owedBy, except: [], recipients: ['UBND tỉnh'], via: null, channels: [] },
  ...{ contactPoint: null, consolidator: null, binding: true, alsoAt: [] },
  due: saidDue({ kind: 'day', date: day(on), time: null }, confirmationOf({})),
  evidence: { start: 5, end: 10, text: 'words' },
});
const { answers: _none, ...asked } = confirmationOf(
  {
    obligations: [
      duty('report', ['UBND các xã'], '2027-07-05'),
      duty('list', ['Sở Y tế'], '2027-06-05'),
    ],
  },
  { agencies, year: 2027 },
);
const reviewed = (edits = NO_EDITS) =>
  reviewedPlan({ ...asked, now: instant('2027-05-01T08:00:00+07:00') }, edits);

const THEN: ConfirmedPlan = (() => {
  const { confirmed } = reviewed();
  const [report] = confirmed.requirements;
  if (report === undefined) throw new Error('no duty was read');
  const before: ConfirmedRequirement = {
    ...report,
    reportName: 'báo cáo kết quả tháng cao điểm năm 2026',
    channel: 'qua Hệ thống quản lý văn bản',
    form: 'drugPrevention',
    ladder: { prepare: null, remind: 3, lastDay: true, overdue: 1, toHead: null },
    agencyIds: [idOf('UBND xã Đồng Mai'), 'gone-since'],
    cycles: report.cycles.map((cycle) => ({ ...cycle, duePhrase: 'trước ngày 05/7/2026' })),
  };
  return {
    ...confirmed,
    agencyIds: [idOf('Sở Y tế'), idOf('UBND xã Đồng Mai'), 'gone-since'],
    requirements: [before, { ...before, what: 'plan', reportName: 'kế hoạch triển khai' }],
  };
})();

describe('a plan under review beside it', () => {
  const compare = (now: ConfirmedPlan) =>
    comparedPlans(now, THEN, { agencies, citation: 'Kế hoạch số 12/KH-UBND' });

  test('differs in words; duties of one side alone are named', () => {
    const { duties, onlyThen, onlyNow, agencies: lists } = compare(reviewed().confirmed);
    expect(duties).toHaveLength(1);
    expect(duties[0]?.about).toBe('obligations[0]');
    expect(duties[0]?.differs).toMatchObject([
      { field: 'owers', then: ['UBND xã Đồng Mai'], here: ['UBND xã Tân Lập', 'UBND xã Đồng Mai'] },
      { field: 'channel', then: ['qua Hệ thống quản lý văn bản'], here: [] },
      { field: 'form' },
      {
        field: 'ladder',
        then: [expect.stringContaining('trước 03 ngày làm việc')],
        here: [],
      },
    ]);
    expect(onlyThen).toMatchObject([{ what: 'plan', owedBy: ['UBND các xã'] }]);
    expect(onlyNow).toHaveLength(1);
    expect(lists).toEqual({
      onlyThen: [],
      onlyNow: [idOf('Sở Nội vụ'), idOf('UBND xã Tân Lập')],
    });
  });

  test('takes over what a person chooses, marked, and no day of it', () => {
    const [found] = compare(reviewed().confirmed).duties;
    if (found === undefined) throw new Error('no duty is alike');
    const edits = withEdit(NO_EDITS, { kind: 'duty', about: found.about, change: found.change });
    const { confirmed } = reviewed(edits);
    expect(confirmed.requirements[0]).toMatchObject({
      agencyIds: [idOf('UBND xã Đồng Mai')],
      channel: 'qua Hệ thống quản lý văn bản',
      form: 'drugPrevention',
      ladder: { prepare: null, remind: 3, lastDay: true, overdue: 1, toHead: null },
    });
    expect(edits.duties['obligations[0]']?.model).toBe('Kế hoạch số 12/KH-UBND');
    expect(compare(confirmed).duties[0]?.differs).toEqual([]);
    expect(JSON.stringify(found.change)).not.toContain('2026');
    expect(confirmed.requirements[0]?.cycles).toEqual(reviewed().confirmed.requirements[0]?.cycles);
  });

  test('offers no rungs that are too long for periods that are shorter now', () => {
    const { confirmed } = reviewed();
    const weekly = confirmed.requirements.map((one) => ({
      ...one,
      cycles: one.cycles.map((cycle) => ({ ...cycle, periodKind: 'week' as const })),
    }));
    const [last] = THEN.requirements;
    if (last === undefined) throw new Error('nothing was asked last year');
    const ladder = { prepare: 8, remind: 3, lastDay: true, overdue: 1, toHead: null };
    const { duties } = comparedPlans(
      { ...confirmed, requirements: weekly },
      { ...THEN, requirements: [{ ...last, ladder }] },
      { agencies, citation: 'Kế hoạch số 12/KH-UBND' },
    );
    const fields = duties[0]?.differs.map(({ field }) => field) ?? [];
    expect(fields).toContain('channel');
    expect(fields).not.toContain('ladder');
    expect(duties[0]?.change.ladder).toBeUndefined();
  });
});
