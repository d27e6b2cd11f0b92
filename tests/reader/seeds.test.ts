import { expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { planDraft, type Evidence, type PlanDraft } from '../../domain/schemas/plan-draft.js';
import { fold } from '../../domain/fold.js';
import { readBytes } from '../../reader/main.js';
import { describeWith, found } from '../support/probe.js';

const folder = found('seeds') ?? '';

async function seed(number: string): Promise<{ draft: PlanDraft; text: string }> {
  const name = readdirSync(folder).find((file) => file.startsWith(number))!;
  return readBytes({ name, bytes: readFileSync(join(folder, name)) });
}

const reports = (draft: PlanDraft) => draft.obligations.filter(({ what }) => what === 'report');
const consolidated = (draft: PlanDraft) =>
  draft.obligations.filter(({ what }) => what === 'consolidated-report');
const codes = (draft: PlanDraft) => draft.questions.map(({ code }) => code);
const warned = (draft: PlanDraft) => draft.warnings.map(({ code, about }) => `${code} ${about}`);
const names = (list: readonly { name: string }[]) => list.map(({ name }) => fold(name));
const bases = (draft: PlanDraft) =>
  Object.fromEntries(draft.document.legalBases.map(({ citation, date }) => [citation, date]));

describeWith('seeds', 'of the seed plans in ../shared/seeds', () => {
  test.each(['000', '001', '002', '003', '004'])(
    '%s fits the schema, reads the same twice and quotes its evidence exactly',
    async (number) => {
      const { draft, text } = await seed(number);
      expect(planDraft.parse(draft)).toEqual(draft);
      expect(JSON.stringify((await seed(number)).draft)).toBe(JSON.stringify(draft));
      const spans = evidenceIn(draft);
      expect(spans.length).toBeGreaterThan(20);
      for (const { start, end, text: quoted } of spans) {
        expect(quoted.length).toBeGreaterThan(0);
        expect(text.slice(start, end)).toBe(quoted);
      }
      expect(draft.document.type).toBe('KẾ HOẠCH');
      expect(draft.document.number).toBeNull();
      expect(draft.document.issuedOn).toBeNull();
      expect(draft.document.subject).not.toBeNull();
      expect(codes(draft)).toContain('number_blank');
    },
  );

  test('000: an action month with one dated report, sent through the police', async () => {
    const { draft } = await seed('000');
    expect(draft.document.issuer).toBe('Chủ tịch UBND tỉnh');
    expect(draft.document.signer).toMatchObject({ capacity: null, position: 'CHỦ TỊCH' });
    expect(draft.document.distribution).toHaveLength(11);
    expect(bases(draft)).toEqual({ '573/TTg-KGVX': '2026-05-25', '132-KL/TW': '2025-03-18' });
    expect(draft.window).toMatchObject({ from: '2026-06-01', to: '2026-06-30' });
    expect(draft.period).toBeNull();
    expect(draft.targets).toEqual([]);
    expect(draft.agencies).toHaveLength(14);
    expect(draft.agencies.filter(({ binding }) => !binding)).toHaveLength(4);
    expect(draft.agencies.filter(({ group }) => group)).toHaveLength(2);
    const [report, ...others] = reports(draft);
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      owedBy: ['các sở, ngành, cơ quan', 'UBND các xã, phường'],
      recipients: ['UBND tỉnh'],
      via: 'Công an tỉnh',
      consolidator: 'Công an tỉnh',
      channels: [
        {
          kind: 'document-system',
          text: 'Hệ thống quản lý văn bản và điều hành tỉnh Bắc Ninh',
        },
      ],
      contactPoint: { unit: 'Công an tỉnh' },
      due: {
        phrase: 'trước ngày 04/7/2026',
        boundary: 'before_day',
        date: '2026-07-04',
        remindTargetAt: '2026-07-03T17:00:00+07:00',
        overdueAt: '2026-07-07T00:00:00+07:00',
      },
    });
    expect(consolidated(draft)).toMatchObject([
      { owedBy: ['Công an tỉnh'], recipients: [], due: { boundary: 'by_reference', date: null } },
    ]);
    expect(draft.events).toMatchObject([{ from: '2026-06-26', to: '2026-06-26' }]);
    expect(codes(draft)).toEqual(['number_blank', 'recipient_unknown', 'asked_body_owes']);
    expect(warned(draft)).toContain('due_on_day_off obligations[0].due');
    // A telephone stands in evidence only.
    expect(JSON.stringify(withoutEvidence(draft))).not.toMatch(/\d{4}\.\d{2}\.\d{4}/u);
  });

  test('001: a programme of six years whose one dated duty is a plan', async () => {
    const { draft } = await seed('001');
    expect(draft.document.issuer).toBe('UBND tỉnh Bắc Ninh');
    expect(draft.document.signer).toBeNull();
    expect(draft.window).toBeNull();
    expect(draft.period).toMatchObject({ fromYear: 2025, toYear: 2030 });
    expect(bases(draft)).toEqual({
      '163/2024/QH15': '2024-11-27',
      '50/NQ-CP': null,
      '132-KL/TW': '2025-03-18',
      '36-CT/TW': '2019-08-16',
      '93/NQ-CP': '2025-04-16',
      '03/CtrPH-BCA-BGDĐT': '2024-01-22',
      '42/2023/NQ-HĐND': '2023-07-14',
    });
    const yearly = draft.targets.filter(({ year }) => year !== null);
    expect(yearly.map(({ year, count, percent, of }) => [year, count, percent, of])).toEqual([
      [2025, 20, 20, 99],
      [2026, 25, 25, 99],
      [2027, 35, 35, 99],
      [2028, 40, 40, 99],
      [2029, 45, 45, 99],
      [2030, 50, 50, 99],
    ]);
    expect(draft.targets).toContainEqual(expect.objectContaining({ percent: 100, year: null }));
    const dated = draft.obligations.filter(({ due }) => due.date !== null);
    expect(dated).toMatchObject([
      {
        what: 'plan',
        recipients: ['UBND tỉnh'],
        via: 'Phòng Cảnh sát điều tra tội phạm về ma tuý, Công an tỉnh',
        consolidator: 'Công an tỉnh',
        due: {
          boundary: 'before_day',
          date: '2025-08-25',
          remindTargetAt: '2025-08-22T17:00:00+07:00',
          overdueAt: '2025-08-26T00:00:00+07:00',
        },
      },
    ]);
    expect(reports(draft)).toMatchObject([{ recipients: [], due: { boundary: 'by_reference' } }]);
    expect(consolidated(draft)).toMatchObject([{ owedBy: ['Công an tỉnh'], recipients: [] }]);
    expect(names(draft.agencies)).toEqual(
      expect.arrayContaining(
        [
          'Công an tỉnh',
          'Công an cấp xã',
          'Sở Văn hóa, Thể thao và Du lịch',
          'Sở Giáo dục và Đào tạo',
          'Sở Dân tộc và Tôn giáo',
          'Sở Tài chính',
          'Sở Y tế',
          'Sở Tư pháp',
          'Bộ Chỉ huy quân sự tỉnh',
          'Viện kiểm sát nhân dân tỉnh',
          'Tòa án nhân dân tỉnh',
          'UBND các xã, phường',
        ].map(fold),
      ),
    );
    expect(codes(draft)).toContain('progress_reports');
  });

  test('002: blank number, repeated duties merged, recipients that disagree', async () => {
    const { draft } = await seed('002');
    expect(draft.document.place).toBe('Hải Phòng');
    expect(draft.document.signer).toMatchObject({
      capacity: 'KT. CHỦ TỊCH',
      position: 'PHÓ CHỦ TỊCH',
    });
    expect(draft.window).toMatchObject({ from: '2026-06-01', to: '2026-06-30' });
    expect(Object.keys(bases(draft))).toEqual([
      '573/TTg-KGVX',
      '132-KL/TW',
      '01-NQ/TU',
      '08/2026/QĐ-TTg',
      '03/CTrPH-BCA-BGDĐT',
    ]);
    expect(draft.agencies).toHaveLength(20);
    expect(draft.agencies.filter(({ binding }) => !binding)).toHaveLength(8);
    expect(reports(draft)).toMatchObject([
      {
        owedBy: ['các cơ quan, đơn vị, địa phương'],
        recipients: ['Công an thành phố'],
        via: null,
        consolidator: 'Công an thành phố',
        due: { date: '2026-07-05', overdueAt: '2026-07-07T00:00:00+07:00' },
        alsoAt: [{}],
      },
    ]);
    expect(consolidated(draft)).toHaveLength(1);
    expect(consolidated(draft)[0]?.recipients).toHaveLength(3);
    expect(consolidated(draft)[0]?.alsoAt).toHaveLength(2);
    expect(draft.obligations.filter(({ what }) => what === 'plan')).toHaveLength(1);
    const conflict = draft.questions.find(({ code }) => code === 'recipients_conflict');
    expect(conflict?.options).toHaveLength(3);
    expect(conflict?.proposal).toBe(conflict?.options[0]);
    expect(warned(draft)).toEqual(
      expect.arrayContaining([
        'due_on_day_off obligations[1].due',
        'long_gap_before_due obligations[1].due',
        'ocr_suspect source',
      ]),
    );
  });

  test('003: no window, an onward report, every line wrapped', async () => {
    const { draft } = await seed('003');
    expect(draft.window).toBeNull();
    expect(draft.period).toBeNull();
    expect(draft.document.issuer).toBe('UBND tỉnh');
    expect(draft.document.distribution).toHaveLength(8);
    expect(bases(draft)).toMatchObject({
      '3426/VPCP-KGVX': '2023-05-15',
      '116/NĐ-CP': '2021-12-21',
    });
    expect(draft.agencies).toHaveLength(17);
    expect(names(draft.agencies)).toContain(fold('Tỉnh đoàn'));
    expect(reports(draft)).toMatchObject([
      {
        recipients: ['UBND tỉnh'],
        via: 'Công an tỉnh',
        due: { date: '2023-07-03', remindTargetAt: '2023-06-30T17:00:00+07:00' },
      },
    ]);
    expect(consolidated(draft)).toMatchObject([
      {
        owedBy: ['Công an tỉnh'],
        recipients: ['Chính phủ', 'Bộ Công an', 'Thường trực Tỉnh uỷ', 'UBND tỉnh'],
        due: {
          phrase: 'trước ngày 10/7/2023',
          date: '2023-07-10',
          overdueAt: '2023-07-11T00:00:00+07:00',
        },
        alsoAt: [{}],
      },
    ]);
    expect(codes(draft)).toContain('window_missing');
    expect(codes(draft)).not.toContain('recipients_conflict');
    expect(warned(draft)).toContain('unconfirmed_calendar obligations[1].due');
  });

  test('004: an annual plan whose bodies stand in closing brackets', async () => {
    const { draft } = await seed('004');
    expect(draft.window).toBeNull();
    expect(draft.period).toMatchObject({ fromYear: 2026, toYear: 2026 });
    expect(draft.document.distribution).toHaveLength(16);
    expect(bases(draft)).toMatchObject({
      '132-KL/TW': '2025-03-18',
      '50/NQ-CP': '2025-03-13',
      '259/BC-BCA': '2026-02-10',
      '682/BC-BCA': '2026-01-23',
      '95/KH-UBND': '2026-02-24',
      '483/KH-BCA-C04': '2024-10-07',
    });
    const row = (name: string) => draft.agencies.find((agency) => fold(agency.name) === fold(name));
    expect(row('Công an tỉnh')).toMatchObject({ role: 'lead', binding: true });
    expect(row('Sở Tài chính')).toMatchObject({ role: 'support' });
    expect(row('Ban Chỉ huy Bộ đội Biên phòng')).toMatchObject({ role: 'lead' });
    expect(row('Chi cục Hải quan khu vực XX')).toMatchObject({ binding: false });
    expect(row('Sở Công Thương')).toMatchObject({ role: 'joint' });
    expect(new Set(names(draft.agencies)).size).toBe(draft.agencies.length);
    expect(reports(draft)).toMatchObject([
      {
        owedBy: ['Các sở, ban, ngành, đơn vị có liên quan', 'Ủy ban nhân dân xã, phường, đặc khu'],
        recipients: ['Ủy ban nhân dân tỉnh'],
        via: 'Phòng Tham mưu - Công an tỉnh',
        due: {
          phrase: 'Định kỳ 06 tháng, 01 năm',
          boundary: 'recurring',
          recurrence: [{ every: 'half-year' }, { every: 'year' }],
        },
      },
    ]);
    expect(consolidated(draft)).toMatchObject([{ recipients: ['Chính phủ', 'Bộ Công an'] }]);
    expect(draft.targets).toMatchObject([{ year: 2026, comparator: 'at_least', percent: 50 }]);
    const missing = draft.questions.find(({ code }) => code === 'recurrence_day_missing');
    expect(missing).toMatchObject({ about: 'obligations[1].due', proposal: '18/6, 18/12' });
  });
});

function evidenceIn(value: unknown): Evidence[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.values(value).flatMap(evidenceIn);
  return 'start' in value && 'end' in value ? [value as Evidence, ...found] : found;
}

function withoutEvidence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEvidence);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'evidence' && key !== 'alsoAt')
      .map(([key, inner]) => [key, withoutEvidence(inner)]),
  );
}
