import fc from 'fast-check';

import { day, instant } from '../../domain/day.js';
import type { AgencyItem, LadderNotice } from '../../mail/content.js';

const words = (
  'bảo đảm phường xã trật tự an toàn kết quả triển khai thực hiện tháng hành động phòng chống ma túy ' +
  'năm học sinh thanh niên nghị quyết tổng hợp số liệu đợt quý người dân cơ sở Thuận Hòa Đông Ngạc Ỷ Ý'
).split(' ');

/** Some words that mails are made of. */
export const phrase = (min: number, max: number) =>
  fc.array(fc.constantFrom(...words), { minLength: min, maxLength: max }).map((a) => a.join(' '));

const agencyName = fc
  .tuple(
    fc.constantFrom('Ủy ban nhân dân phường', 'Uỷ ban nhân dân xã', 'Sở', 'Ban Chỉ huy Quân sự'),
    phrase(1, 9),
  )
  .map(([kind, name]) => `${kind} ${name}`);

/** One report owed, with names and words of any length. */
export const item: fc.Arbitrary<AgencyItem> = fc.record({
  sendingBody: fc.constantFrom('Công an tỉnh', 'Văn phòng Ủy ban nhân dân tỉnh Sông Hương'),
  agencyName,
  plan: phrase(0, 70).map((about) => ({
    citation:
      `Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Sông Hương về ${about}`.trim(),
    issued: 'Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Sông Hương',
    dated: 'Kế hoạch số 15/KH-UBND ngày 10/6/2026',
    short: 'Kế hoạch số 15/KH-UBND',
  })),
  reportName: phrase(1, 40).map((about) => `báo cáo ${about}`),
  duePhrase: fc.constantFrom(
    'trước ngày 04/7/2026',
    'chậm nhất vào ngày 25 của tháng cuối kỳ báo cáo',
  ),
  target: fc.constantFrom(instant('2026-07-03T17:00:00+07:00'), null),
  hourBound: fc.boolean(),
  workingDaysLeft: fc.constantFrom(null, 0, 2, 11),
  channelText: fc.option(phrase(1, 30)),
  binding: fc.boolean(),
  supplement: fc.boolean(),
  extensionAsked: fc.constantFrom(null, null, day('2026-07-10')),
  replaces: fc.subarray(['assigned', 'prepare', 'remind', 'lastDay'] as const),
  linkUrl: fc.constant('https://baocao.songhuong.example/r#0123456789abcdef.0123456789abcdef'),
  contact: phrase(1, 20).map((unit) => ({
    unit: `Phòng ${unit}`,
    person: 'Nguyễn Thị Minh Khai',
    phone: '0900 000 001',
  })),
  referenceCode: fc.constantFrom('SH-4821', null),
});

const today = day('2026-07-03');

/** A reminder of one report. */
export const ladder: fc.Arbitrary<LadderNotice> = fc
  .tuple(
    item,
    fc.constantFrom(
      'assigned',
      'assignedAsked',
      'prepare',
      'remind',
      'lastDay',
      'overdue',
      'toHead',
    ),
  )
  .map(([facts, event]) => {
    if (event === 'assigned') return { ...facts, event, carries: null, period: null };
    if (event === 'assignedAsked') return { ...facts, event, period: null };
    if (event === 'lastDay') return { ...facts, event, today };
    return { ...facts, event };
  });

/** A reminder of several. */
export const several: fc.Arbitrary<LadderNotice> = fc
  .tuple(
    item,
    fc.array(
      fc.tuple(item, fc.constantFrom('assigned', 'prepare', 'remind', 'lastDay', 'overdue')),
      { minLength: 2, maxLength: 9 },
    ),
  )
  .map(([{ agencyName: name }, items]) => ({
    event: 'several',
    today,
    items: items.map(([facts, rung]) => ({ ...facts, agencyName: name, rung })),
  }));
