import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, plusDays } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { proposedForm } from '../../domain/forms/library.js';
import { compareTargets } from '../../domain/programme/compare-targets.js';
import { dayOffered, offeredFigures } from '../../domain/programme/offered-figures.js';
import { linesOfSheets, programmeLines } from '../../domain/programme/programme-lines.js';
import {
  ENTRY_KINDS,
  registrationsOf,
  standingOn,
  withEntry,
  withoutEntry,
} from '../../domain/programme/unit-history.js';
import type { Entry, EntryContent } from '../../domain/programme/unit-history.js';
import { outsideOfUnit, standingOfUnits } from '../../domain/programme/units-of-day.js';
import type { ProgrammeUnit } from '../../domain/programme/units-of-day.js';

const decided = (on: string) => ({ number: '12/QĐ-UBND', on: day(on), by: 'UBND tỉnh' });
const registered = (on: string, year: number): EntryContent => {
  return { kind: 'registered', on: day(on), year };
};
const recognised = (on: string): EntryContent => {
  return { kind: 'recognised', on: day(on), decision: decided(on) };
};
const regained = (on: string): EntryContent => {
  return { kind: 'regained', on: day(on), decision: decided(on) };
};
const lost = (on: string): EntryContent => {
  return { kind: 'lost', on: day(on), decision: decided(on), reason: 'phát sinh tụ điểm' };
};
const carried = (on: string, year: number): EntryContent => {
  return { kind: 'carriedOver', on: day(on), year, reason: 'chưa đủ tiêu chí' };
};

/** A history in which each entry was noted in this order; throws where one is refused. */
function history(...contents: readonly EntryContent[]): readonly Entry[] {
  return contents.reduce<readonly Entry[]>((before, content, nth) => {
    const after = withEntry(before, { ...content, id: String(nth + 1) });
    if (!after.ok) throw new Error(after.error);
    return after.value;
  }, []);
}

const refusal = (before: readonly Entry[], content: EntryContent) => {
  const after = withEntry(before, { ...content, id: 'x' });
  return after.ok ? null : after.error;
};

function unit(name: string, entries: readonly Entry[] = [], days: Partial<ProgrammeUnit> = {}) {
  return { agencyId: name, name, from: null, to: null, history: entries, ...days };
}

describe('what befalls a unit', () => {
  test('it registers, is recognised, loses it and regains it; between two entries it stands as by the first', () => {
    const all = history(
      registered('2025-08-20', 2025),
      recognised('2025-12-20'),
      lost('2026-09-01'),
      registered('2027-01-10', 2027),
      regained('2027-12-15'),
    );
    const states = ['2025-12-19', '2025-12-20', '2026-09-01', '2027-12-14', '2027-12-15'].map(
      (on) => standingOn(all, day(on)).state,
    );
    expect(states).toEqual(['none', 'recognised', 'lost', 'lost', 'recognised']);
    expect(standingOn(all, day('2027-06-01'))).toEqual({
      state: 'lost',
      since: '2026-09-01',
      registeredFor: 2027,
    });
  });

  test('what was registered for a year and carried over is of the later year, and stays in the former as carried over', () => {
    const all = history(
      registered('2025-08-20', 2025),
      carried('2026-01-05', 2027),
      recognised('2027-12-20'),
    );
    expect(registrationsOf(all, day('2026-06-01'))).toEqual([
      { year: 2025, on: '2025-08-20', outcome: 'carriedOver' },
      { year: 2027, on: '2026-01-05', outcome: 'open' },
    ]);
    expect(registrationsOf(all, day('2028-01-01')).map(({ outcome }) => outcome)).toEqual([
      'carriedOver',
      'recognised',
    ]);
    expect(standingOn(all, day('2026-06-01')).registeredFor).toBe(2027);
  });

  test.each<[string, readonly EntryContent[], EntryContent]>([
    ['PROGRAMME_NOT_REGISTERED', [], recognised('2025-12-20')],
    ['PROGRAMME_NOT_REGISTERED', [], carried('2025-12-20', 2026)],
    ['PROGRAMME_YEAR_PAST', [], registered('2026-01-02', 2025)],
    [
      'PROGRAMME_REGISTERED_ALREADY',
      [registered('2025-08-20', 2025)],
      registered('2026-01-02', 2026),
    ],
    ['PROGRAMME_CARRIED_BACK', [registered('2025-08-20', 2026)], carried('2025-09-20', 2026)],
    ['PROGRAMME_NOT_RECOGNISED', [registered('2025-08-20', 2025)], lost('2025-12-20')],
    ['PROGRAMME_NOT_LOST', [registered('2025-08-20', 2025)], regained('2025-12-20')],
    [
      'PROGRAMME_RECOGNISED_ALREADY',
      [registered('2025-08-20', 2025), recognised('2025-12-20')],
      registered('2026-01-20', 2026),
    ],
    [
      'PROGRAMME_LOST_BEFORE',
      [
        registered('2025-08-20', 2025),
        recognised('2025-12-20'),
        lost('2026-02-01'),
        registered('2026-02-02', 2026),
      ],
      recognised('2026-12-20'),
    ],
  ])('%s', (error, before, content) => {
    expect(refusal(history(...before), content)).toBe(error);
  });

  test('what is noted late takes its place by its day, and is refused where what stands after it could then not be', () => {
    const all = history(registered('2025-08-20', 2025), recognised('2025-12-20'));
    expect(refusal(all, carried('2025-10-01', 2026))).toBeNull();
    expect(refusal(all, registered('2025-08-01', 2025))).toBe('PROGRAMME_REGISTERED_ALREADY');
    const gone = withoutEntry(all, '1');
    expect(gone.ok ? null : gone.error).toBe('PROGRAMME_NOT_REGISTERED');
    expect(withoutEntry(all, '2').ok).toBe(true);
  });

  test('whatever is entered in whatever order, what was taken stays a history: regained only after lost, recognised once', () => {
    const anEntry = fc
      .record({
        kind: fc.constantFrom(...ENTRY_KINDS),
        on: fc.integer({ min: 0, max: 900 }).map((n) => plusDays(day('2025-01-01'), n)),
        year: fc.integer({ min: 2025, max: 2030 }),
      })
      .map(({ kind, on, year }): EntryContent => {
        const decision = decided(on);
        switch (kind) {
          case 'registered':
            return { kind, on, year };
          case 'carriedOver':
            return { kind, on, year, reason: 'x' };
          case 'lost':
            return { kind, on, decision, reason: 'x' };
          case 'recognised':
          case 'regained':
            return { kind, on, decision };
        }
      });
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 25 }), (contents) => {
        let all: readonly Entry[] = [];
        for (const [nth, content] of contents.entries()) {
          const after = withEntry(all, { ...content, id: String(nth) });
          if (after.ok) all = after.value;
        }
        const turns = all
          .map(({ kind }) => kind)
          .filter((kind) => !/registered|carried/.test(kind));
        turns.forEach((kind, nth) => {
          const before = turns[nth - 1];
          const wanted =
            kind === 'recognised'
              ? [undefined]
              : kind === 'lost'
                ? ['recognised', 'regained']
                : ['lost'];
          expect(wanted).toContain(before);
        });
        expect(all.every((one, nth) => nth === 0 || all[nth - 1]!.on <= one.on)).toBe(true);
      }),
      { seed: 58, numRuns: 300 },
    );
  });
});

/** 99 communes, of which the first `n` were recognised on a day. */
function ninetyNine(n: number, on: string): ProgrammeUnit[] {
  return Array.from({ length: 99 }, (_, nth) =>
    unit(
      `xã ${String(nth)}`,
      nth < n ? history(registered('2025-01-02', 2027), recognised(on)) : [],
    ),
  );
}

const target = (year: number | null, count: number | null, percent: number | null) => {
  return {
    subject: 'xã không ma túy',
    year,
    comparator: 'at_least',
    count,
    percent,
    of: 99,
  } as const;
};

describe('targets against what stands', () => {
  test('35 of 99: each stated value has its own measure, a year that is over is measured at its end, one to come not at all', () => {
    const units = ninetyNine(34, '2027-12-20');
    const targets = [target(2028, 40, 40), target(2027, 35, 35), target(2026, 25, 25)];
    const [in2026, in2027, in2028] = compareTargets(targets, units, day('2027-12-31'));
    expect(in2026).toMatchObject({
      standing: { on: '2026-12-31', recognised: 0, units: 99 },
      countMet: false,
    });
    expect(in2027).toMatchObject({
      standing: { on: '2027-12-31', recognised: 34, units: 99 },
      share: '34.34',
      countMet: false,
      shareMet: false,
    });
    expect(in2028).toMatchObject({ standing: null, countMet: null, shareMet: null });
    expect(
      compareTargets([target(2027, 35, 35)], ninetyNine(35, '2027-12-20'), day('2028-03-01'))[0],
    ).toMatchObject({ share: '35.35', countMet: true, shareMet: true });
    // In the middle of its year it is measured on the day itself.
    expect(compareTargets(targets, units, day('2027-06-30'))[1]?.standing).toMatchObject({
      on: '2027-06-30',
      recognised: 0,
    });
  });

  test('a share alone is measured on the units of its day: what is merged away counts no more, a new one from its day', () => {
    const half = [target(2026, null, 50)];
    const entries = history(registered('2025-01-02', 2026), recognised('2026-02-01'));
    const units = [
      unit('A', entries),
      unit('B', entries, { to: day('2026-06-30') }),
      unit('C', [], { to: day('2026-06-30') }),
      unit('BC', [], { from: day('2026-07-01') }),
    ];
    const on = (text: string) => compareTargets(half, units, day(text))[0];
    expect(on('2026-06-30')).toMatchObject({
      standing: { recognised: 2, units: 3 },
      countMet: null,
      shareMet: true,
    });
    expect(on('2026-07-01')).toMatchObject({
      standing: { recognised: 1, units: 2 },
      share: '50',
      shareMet: true,
    });
    const grown = [...units, unit('D', [], { from: day('2026-08-01') })];
    expect(compareTargets(half, grown, day('2026-12-31'))[0]?.shareMet).toBe(false);
    // A count is not computed from a share, nor the other way round.
    expect(compareTargets([target(2026, 2, 40)], units, day('2026-12-31'))[0]).toMatchObject({
      countMet: false,
      shareMet: true,
    });
  });

  test('97,5 % of 120 is 117 and not 116', () => {
    const units = (n: number) =>
      Array.from({ length: 120 }, (_, nth) =>
        unit(
          String(nth),
          nth < n ? history(registered('2025-01-02', 2026), recognised('2026-02-01')) : [],
        ),
      );
    const met = (n: number) =>
      compareTargets([target(2026, null, 97.5)], units(n), day('2026-12-31'))[0]?.shareMet;
    expect([met(116), met(117)]).toEqual([false, true]);
  });

  test('an entry is of a day that has come and of a unit that was there', () => {
    const gone = unit('B', [], { to: day('2026-06-30') });
    const why = (content: EntryContent) => outsideOfUnit(gone, content, day('2026-08-01'))?.error;
    expect(why(registered('2026-06-30', 2026))).toBeUndefined();
    expect(why(registered('2026-07-01', 2026))).toBe('PROGRAMME_UNIT_NOT_THEN');
    expect(why(registered('2026-08-02', 2026))).toBe('PROGRAMME_DAY_AHEAD');
  });
});

describe('what a register offers to a report', () => {
  const form = proposedForm({
    subject: 'xây dựng xã, phường không ma túy',
    what: 'report',
    isRepeated: true,
  });

  test('the units that stand and all units of that day; the share is computed from them', () => {
    const standing = standingOfUnits(ninetyNine(34, '2027-12-10'), day('2027-12-14'));
    expect(
      offeredFigures(form, 'COMM_FREE', standing).map(({ indicator: { code }, value }) => [
        code,
        value,
      ]),
    ).toEqual([
      ['COMM_FREE', '34'],
      ['COMM_ALL', '99'],
    ]);
    expect(offeredFigures(form, 'NONE', standing)).toEqual([]);
  });

  test('as of the cut-off, else the end of the period, and never of a day to come', () => {
    const [cutOff, periodTo] = [day('2026-12-14'), day('2026-12-31')];
    const today = day('2026-12-20');
    const periodFrom = day('2026-01-01');
    expect(dayOffered({ periodFrom, periodTo, cutOff }, today)).toBe('2026-12-14');
    expect(dayOffered({ periodFrom, periodTo, cutOff: null }, today)).toBe(today);
    const later = day('2027-01-05');
    expect(dayOffered({ periodFrom, periodTo, cutOff: null }, later)).toBe(periodTo);
    // A year that has not begun is offered nothing.
    const before = day('2025-12-31');
    expect(dayOffered({ periodFrom, periodTo, cutOff }, before)).toBeNull();
  });
});

describe('pasted lines', () => {
  const units = [
    unit('UBND xã Đồng Mai'),
    unit('UBND phường Kinh Bắc'),
    unit('UBND xã An Lạc', [], { to: day('2025-12-31') }),
  ];
  const read = (text: string) =>
    programmeLines(
      text.split('\n').map((line, nth) => ({ line: nth + 1, cells: line.split(';') })),
      { units, today: day('2026-03-01') },
    );

  test('each is held against those before it; what cannot be is told by its line, the others are entered', () => {
    const { lines, wrong } = read(
      [
        'Đơn vị;Việc;Tính từ ngày;Năm;Số quyết định;Ngày quyết định;Cơ quan quyết định;Lý do',
        'xã Đồng Mai;Đăng ký;20/8/2025;2025',
        'UBND xã Đồng Mai;Công nhận;20/12/2025;;12/QĐ-UBND;18/12/2025;UBND tỉnh',
        'UBND xã Đồng Mai;Đăng ký;05/01/2026;2026',
        '',
        'phường Kinh Bắc;Đăng ký;20/8/2025;2025',
        'phường Kinh Bắc;Chuyển năm;05/01/2026;2027;;;;',
        'xã Không Có;Đăng ký;20/8/2025;2025',
        'xã Đồng Mai;Thưởng;20/8/2025',
        'xã Đồng Mai;Không còn đạt;31/02/2026',
        'xã An Lạc;Đăng ký;02/01/2026;2026',
      ].join('\n'),
    );
    expect(lines.map(({ line, unit: name, content }) => [line, name, content.kind])).toEqual([
      [2, 'UBND xã Đồng Mai', 'registered'],
      [3, 'UBND xã Đồng Mai', 'recognised'],
      [6, 'UBND phường Kinh Bắc', 'registered'],
    ]);
    expect(wrong.map(({ line }) => line)).toEqual([4, 7, 8, 9, 10, 11]);
    expect(wrong.map(({ problem }) => problem)).toEqual([
      'Đến ngày 05/01/2026, đơn vị đang được công nhận.',
      'chưa ghi lý do',
      'không tìm thấy đơn vị “xã Không Có”',
      '“Thưởng” không phải là: đăng ký, công nhận, không còn đạt, công nhận lại, chuyển năm',
      'Tính từ ngày: “31/02/2026” không phải là một ngày, đề nghị ghi như 03/7/2026',
      'Ngày 02/01/2026 chưa có hoặc không còn UBND xã An Lạc.',
    ]);
  });

  test('a sheet’s lines keep their numbers, its title stands above the headings, its other sheets are passed over', () => {
    const text = linesOfSheets([
      [['Chỉ tiêu', 'Năm']],
      [
        ['Sổ đăng ký, công nhận'],
        [],
        ['Đơn vị', 'Việc', 'Tính từ ngày', 'Năm'],
        ['xã Đồng Mai', 'Đăng\nký', '2025-08-20', '2025'],
        ['phường Kinh Bắc; Bắc Ninh'],
      ],
    ]);
    const rows = text.split('\n').map((one, nth) => ({ line: nth + 1, cells: one.split('\t') }));
    const { lines, wrong } = programmeLines(rows, { units, today: day('2026-03-01') });
    expect(lines.map(({ line, unit: name }) => [line, name])).toEqual([[4, 'UBND xã Đồng Mai']]);
    expect(wrong.map(({ line }) => line)).toEqual([5]);
  });

  test('without a heading the columns stand in the order that is shown', () => {
    const { lines, wrong } = read(
      'Đồng Mai;Đăng ký;20/8/2025;2026\nUBND xã Đồng Mai;đăng ký;2025-08-20;2026',
    );
    expect(lines).toHaveLength(1);
    expect(wrong).toHaveLength(1);
    expect(lines[0]?.content).toEqual({ kind: 'registered', on: '2025-08-20' as Day, year: 2026 });
  });
});
