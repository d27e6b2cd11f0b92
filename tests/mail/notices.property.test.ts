import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { day, instant } from '../../domain/day.js';
import type { AgencyItem, AgencyNotice, AmendedItem, PlanReference } from '../../mail/content.js';
import { calm, MAX_SUBJECT, shortBody, wordCount } from '../../mail/shorten.js';
import { renderNotice } from '../../mail/templates/render.js';
import { item, ladder, phrase, several } from './arbitrary-notices.js';

const today = day('2026-07-03');
const SWAP = {
  day: day('2026-07-04'),
  kind: 'swap_work',
  source: 'Thông báo số 12345/TB-BNV ngày 10/6/2026',
} as const;

const CHANGES: readonly AmendedItem['change'][] = [
  ...(['added', 'begun', 'moved', 'released', 'dropped', 'wantedAgain', 'restated'] as const),
  ...(['rebound', 'form'] as const),
];
const amended = (facts: AgencyItem, change: AmendedItem['change']): AmendedItem => ({
  ...{ ...facts, change, received: false },
  oldDue: 'trước ngày 01/7/2026',
  formChanges: change === 'form' ? Array.from({ length: 9 }, () => facts.reportName) : [],
});

const answered: fc.Arbitrary<AgencyNotice> = fc
  .tuple(item, phrase(1, 300), fc.integer({ min: 0, max: 19 }))
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
      { ...facts, event: 'missingHalf', half: 'document', until: day('2026-07-15') },
      ...[true, false].map((sent) => {
        const changes = Array.from({ length: 9 }, () => reason);
        return { ...facts, event: 'formChanged' as const, changes, sent };
      }),
      { ...facts, event: 'extensionGranted', dueDay },
      { ...facts, event: 'extensionRefused', reason },
      { ...facts, event: 'dueMoved', oldDuePhrase: 'trước ngày 01/7/2026' },
      { ...facts, event: 'noLongerOwed', reason },
      { ...facts, event: 'link' },
      { ...facts, event: 'contactAsked', until: instant('2026-07-05T14:05:00+07:00') },
      { ...facts, event: 'wantedAgain', reason, received: false },
      { ...facts, event: 'wantedAgain', reason, received: true },
      { ...facts, event: 'cancelled', reason },
      { ...facts, event: 'skipped', reason },
      ...[false, true].map((split): AgencyNotice => ({
        ...facts,
        ...{ event: 'agencyClosed', on: dueDay, basis: reason, successor: facts.agencyName, split },
        reportNames: Array(9).fill(facts.reportName) as string[],
      })),
      ...[false, true].map((split): AgencyNotice => ({
        ...facts,
        ...{ event: 'takenOver', on: dueDay, basis: reason, predecessor: facts.agencyName, split },
        items: Array(9).fill({ ...facts, joined: true }) as (AgencyItem & { joined: true })[],
      })),
      { ...facts, event: 'targetMoved', cause: SWAP, items: [facts] },
      { ...facts, event: 'targetMoved', cause: SWAP, items: Array(9).fill(facts) as AgencyItem[] },
      {
        ...facts,
        ...{ event: 'amended', by: 'document', paper: 'Công văn số 20/UBND-NC ngày 01/7/2026' },
        ...{ reason, items: CHANGES.map((change) => amended(facts, change)) },
      },
      {
        ...facts,
        ...{ event: 'amended', by: 'hand', paper: null, reason },
        items: [amended(facts, 'moved')],
      },
      {
        ...facts,
        event: 'lostHours',
        from: instant('2026-07-02T14:05:00+07:00'),
        until: instant('2026-07-03T09:30:00+07:00'),
      },
    ];
    return choices[which]!;
  });

const RUNGS: ReadonlySet<string> = new Set([
  'assigned',
  'assignedAsked',
  'prepare',
  'remind',
  'lastDay',
  'overdue',
  'toHead',
]);

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

  test('a mail has fewer than 150 words, closing sentence included, but for names and dates that are longer than usual', () => {
    fc.assert(
      fc.property(anything, (content) => {
        const { text } = renderNotice(content);
        const { agencyName: name, ...rest } =
          content.event === 'several' ? content.items[0]! : content;
        const due = 'duePhrase' in rest ? rest.duePhrase : '';
        // What is never cut: an agency is named up to twice.
        const beyond = 2 * Math.max(0, wordCount(name) - 6) + Math.max(0, wordCount(due) - 4);
        expect(wordCount(text)).toBeLessThan(150 + beyond);
        expect(text).toMatch(/Không nhập bí mật nhà nước, tên người nghiện\.\n$/u);
      }),
      { numRuns: 400 },
    );
  });

  test('a body never cuts the agency, the date, the number and date of the plan or its short name', () => {
    fc.assert(
      fc.property(anything, phrase(1, 12), phrase(0, 40), (given, about, more) => {
        const name = `Tháng ${about}`;
        const plan = (one: PlanReference): PlanReference => ({ ...one, name });
        const agencyName = `Ủy ban nhân dân phường Bến Ngự ${more}`.trim();
        const content: AgencyNotice =
          given.event === 'several'
            ? {
                ...given,
                items: given.items.map((one) => ({ ...one, agencyName, plan: plan(one.plan) })),
              }
            : { ...given, agencyName, plan: plan(given.plan) };
        const { text } = renderNotice(content);
        expect(text).toContain(agencyName);
        const items = content.event === 'several' ? content.items : [content];
        const [first] = items;
        if (new Set(items.map((one) => one.plan.citation)).size === 1) {
          expect(text).toContain('Kế hoạch số 15/KH-UBND ngày 10/6/2026');
        }
        const citation = first!.plan.citation.trim();
        const wholly = [citation, citation.replace('Ủy ban nhân dân tỉnh', 'UBND tỉnh')];
        if (content.event !== 'several') {
          expect(wholly.some((one) => text.includes(one)) || text.includes(`(${name})`)).toBe(true);
          if (RUNGS.has(content.event) && 'duePhrase' in content) {
            expect(text).toContain(content.duePhrase);
          }
          if (content.event === 'returned' || content.event === 'extensionGranted')
            expect(text).toContain('10/7/2026');
        }
        // Only what people typed, the office's rooms and its channel are ever cut.
        expect(text).not.toMatch(/Tháng[^\n.;:]*…/u);
      }),
      { numRuns: 300 },
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
        const greeted = text.slice('Kính gửi '.length, text.indexOf(',\n'));
        expect([name, `Lãnh đạo ${name}`]).toContain(greeted);
      }),
    );
  });
});
