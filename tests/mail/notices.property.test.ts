import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { day, instant } from '../../domain/day.js';
import type { AgencyItem, AgencyNotice } from '../../mail/content.js';
import { calm, MAX_SUBJECT, shortBody, wordCount } from '../../mail/shorten.js';
import { renderNotice } from '../../mail/templates/render.js';

const words = (
  'bảo đảm phường xã trật tự an toàn kết quả triển khai thực hiện tháng hành động phòng chống ma túy ' +
  'năm học sinh thanh niên nghị quyết tổng hợp số liệu đợt quý người dân cơ sở Thuận Hòa Đông Ngạc Ỷ Ý'
).split(' ');

const phrase = (min: number, max: number) =>
  fc.array(fc.constantFrom(...words), { minLength: min, maxLength: max }).map((a) => a.join(' '));

const agencyName = fc
  .tuple(
    fc.constantFrom('Ủy ban nhân dân phường', 'Uỷ ban nhân dân xã', 'Sở', 'Ban Chỉ huy Quân sự'),
    phrase(1, 9),
  )
  .map(([kind, name]) => `${kind} ${name}`);

const item: fc.Arbitrary<AgencyItem> = fc.record({
  sendingBody: fc.constantFrom('Công an tỉnh', 'Văn phòng Ủy ban nhân dân tỉnh Sông Hương'),
  agencyName,
  plan: phrase(0, 70).map((about) => ({
    citation: `Kế hoạch số 15/KH-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Sông Hương về ${about}`,
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
const SWAP = {
  day: day('2026-07-04'),
  kind: 'swap_work',
  source: 'Thông báo số 12345/TB-BNV ngày 10/6/2026',
} as const;

const ladder: fc.Arbitrary<AgencyNotice> = fc
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

const several: fc.Arbitrary<AgencyNotice> = fc
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

const answered: fc.Arbitrary<AgencyNotice> = fc
  .tuple(item, phrase(1, 300), fc.integer({ min: 0, max: 17 }))
  .map(([facts, reason, which]): AgencyNotice => {
    const dueDay = day('2026-07-10');
    const choices: readonly AgencyNotice[] = [
      {
        ...facts,
        event: 'received',
        receivedAt: instant('2026-07-02T14:05:00+07:00'),
        submittedBy: reason,
        version: 2,
        document: { number: '12/BC-UBND', issuedOn: today },
      },
      { ...facts, event: 'claimed', claimedBy: reason, document: null },
      { ...facts, event: 'returned', reason, dueDay },
      { ...facts, event: 'accepted' },
      { ...facts, event: 'extensionGranted', dueDay },
      { ...facts, event: 'extensionRefused', reason },
      { ...facts, event: 'dueMoved', oldDuePhrase: 'trước ngày 01/7/2026' },
      { ...facts, event: 'noLongerOwed', reason },
      { ...facts, event: 'link' },
      { ...facts, event: 'wantedAgain', reason, received: false },
      { ...facts, event: 'wantedAgain', reason, received: true },
      { ...facts, event: 'cancelled', reason },
      { ...facts, event: 'skipped', reason },
      {
        ...facts,
        ...{ event: 'agencyClosed', on: dueDay, basis: reason, successor: facts.agencyName },
        reportNames: Array(9).fill(facts.reportName) as string[],
      },
      {
        ...facts,
        ...{ event: 'takenOver', on: dueDay, basis: reason, predecessor: facts.agencyName },
        items: Array(9).fill({ ...facts, joined: true }) as (AgencyItem & { joined: true })[],
      },
      { ...facts, event: 'targetMoved', cause: SWAP, items: [facts] },
      { ...facts, event: 'targetMoved', cause: SWAP, items: Array(9).fill(facts) as AgencyItem[] },
      {
        ...facts,
        event: 'lostHours',
        from: instant('2026-07-02T14:05:00+07:00'),
        until: instant('2026-07-03T09:30:00+07:00'),
      },
    ];
    return choices[which]!;
  });

const anything = fc.oneof(ladder, several, answered);

describe('whatever the names are', () => {
  test('a subject is short, quiet and one line', () => {
    fc.assert(
      fc.property(anything, (content) => {
        const { subject } = renderNotice(content);
        // Only what is never cut may make it longer: whom it is about, by when, of which plan.
        if (!('items' in content)) {
          const { agencyName, plan, sendingBody } = content;
          const due = 'duePhrase' in content ? content.duePhrase : '';
          const never = agencyName.length + (plan.name ?? '').length + due.length;
          expect(subject.length).toBeLessThanOrEqual(
            Math.max(MAX_SUBJECT, never + sendingBody.length + 90),
          );
        }
        expect(subject).toMatch(/^\[[^\]]+\] \S/u);
        expect(subject).not.toMatch(/[!\r\n]| {2}|\p{Lu}{3,} \p{Lu}{3,}/u);
      }),
    );
  });

  test('a subject never cuts the agency, the date, or the short name of the plan', () => {
    fc.assert(
      fc.property(ladder, phrase(1, 5), (given, about) => {
        if (!('duePhrase' in given)) return;
        const name = `Tháng ${about}`;
        const { subject } = renderNotice({ ...given, plan: { ...given.plan, name } });
        const { event, agencyName, reportName, duePhrase } = given;
        if (event === 'overdue' || event === 'toHead') {
          expect(subject).toContain(shortBody(calm(agencyName)));
        }
        if (event === 'assigned' || event === 'prepare' || event === 'remind') {
          expect(subject).toContain(duePhrase);
        }
        // A report that is named too long for its line is called by its plan.
        if (
          event !== 'assigned' &&
          event !== 'assignedAsked' &&
          !subject.includes(calm(reportName))
        ) {
          expect(subject.toLowerCase()).toContain(name.toLowerCase());
        }
      }),
    );
  });

  test('a mail has fewer than 150 words, closing sentence included', () => {
    fc.assert(
      fc.property(anything, (content) => {
        const { text } = renderNotice(content);
        expect(wordCount(text)).toBeLessThan(150);
        expect(text).toMatch(/Không nhập bí mật nhà nước, tên người nghiện\.\n$/u);
      }),
      { numRuns: 400 },
    );
  });

  test('the parts of a ladder mail stand in their order', () => {
    fc.assert(
      fc.property(ladder, (content) => {
        const { text } = renderNotice(content);
        const places = [
          'Kính gửi ',
          'Thực hiện Kế hoạch số 15/KH-UBND',
          'báo cáo ',
          '(1) văn bản ký số ',
          '(2) số liệu tại https://baocao.songhuong.example/',
          '(tên miền baocao.songhuong.example)',
          'Nếu đã gửi, ',
          'Đầu mối: ',
          'điện thoại 0900 000 001',
          'Thư tự động; ',
        ].reduce<number[]>((found, part) => [...found, text.indexOf(part, found.at(-1))], [0]);
        expect(places).not.toContain(-1);
      }),
    );
  });

  test('{mốc} and {hạn} are there when they should be, and nothing about lateness to the hour', () => {
    fc.assert(
      fc.property(ladder, (content) => {
        if (content.event === 'several' || !('target' in content)) return;
        const { text, html } = renderNotice(content);
        expect(text).toContain(content.duePhrase);
        const named = content.event !== 'overdue' && content.event !== 'toHead';
        expect(text.includes('thứ Sáu, 03/7/2026')).toBe(named && content.target !== null);
        expect(`${text}${html}`).not.toMatch(/00:00|24 giờ|quá hạn|vi phạm/u);
      }),
    );
  });

  test('no other agency is named', () => {
    const others = ['Sở Tư pháp', 'Ủy ban nhân dân xã Mỹ Lệ'];
    fc.assert(
      fc.property(anything, (content) => {
        const { subject, text, html } = renderNotice(content);
        const name =
          content.event === 'several' ? content.items[0]!.agencyName : content.agencyName;
        const all = `${subject}${text}${html}`;
        for (const other of others) expect(all).not.toContain(other);
        const greeted = text.slice('Kính gửi '.length, text.indexOf(',\n')).replace(/…$/u, '');
        expect(`Lãnh đạo ${name}`).toContain(greeted.replace(/^Lãnh đạo /u, ''));
      }),
    );
  });
});
