import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countersOf, groupsOf, markOf, sentBackIn, sumOf } from '../../domain/counting.js';
import { countsOf } from '../support/counts-of.js';
import type { Countable } from '../../domain/counting.js';
import { instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { isOverdue, owes } from '../../domain/obligation.js';

const late = instant('2026-07-07T00:00:00+07:00');
const inTime = instant('2026-07-06T23:59:59+07:00');

type Row = Countable & { readonly overdueAt: Instant | null };

function owed(change: Partial<Row> = {}): Row {
  return {
    state: 'expected',
    binding: true,
    chased: true,
    onTime: null,
    overdueAt: late,
    nil: false,
    everReturned: false,
    ...change,
  };
}

const anyRow: fc.Arbitrary<Row> = fc.record({
  state: fc.constantFrom<Row['state'][]>(
    'expected',
    'submitted',
    'accepted',
    'claimed',
    'returned',
    'waived',
  ),
  binding: fc.boolean(),
  chased: fc.boolean(),
  onTime: fc.constantFrom(true, false, null),
  overdueAt: fc.constantFrom(late, inTime, null),
  nil: fc.boolean(),
  everReturned: fc.boolean(),
});

describe('counting a cycle', () => {
  test.each([
    { when: 'in the last second', now: inTime, overdue: 0 },
    { when: 'at the first late instant', now: late, overdue: 1 },
  ])('$when $overdue is overdue, and may be named in a letter', ({ now, overdue }) => {
    expect(countsOf([owed()], now)).toMatchObject({ overdue, toUrge: overdue, missing: 1 });
  });

  test('a claim is never late, an asked body is outside, the standing body nowhere', () => {
    const rows = [
      owed({ state: 'claimed' }),
      owed({ binding: false }),
      owed({ binding: false, chased: false }),
    ];
    expect(countsOf(rows, late)).toMatchObject({ total: 1, claimed: 1, overdue: 0, asked: 1 });
  });

  test('the standing body is counted with its own report upward, and no letter names it', () => {
    const upward = owed({ chased: false });
    expect(countsOf([upward], late)).toMatchObject({
      total: 1,
      expected: 1,
      overdue: 1,
      toUrge: 0,
    });
  });

  test('a report returned after it came in time is neither overdue nor late', () => {
    const row = owed({ state: 'returned', onTime: true, everReturned: true });
    expect(countsOf([row], late)).toMatchObject({ returned: 1, onTime: 1, late: 0, overdue: 0 });
    expect(markOf(row, late)).toBe('onTime');
  });

  test.each(['submitted', 'accepted'] as const)(
    'a report %s whose on-time mark was withdrawn is in, and late',
    (state) => {
      const row = owed({ state });
      expect(countsOf([row], late)).toMatchObject({ [state]: 1, onTime: 0, late: 1, missing: 0 });
      expect(markOf(row, inTime)).toBe('late');
    },
  );

  test('sent back without a mark it is still to come: missing, overdue from its day on, in no letter', () => {
    const row = owed({ state: 'returned', everReturned: true });
    expect(countsOf([row], late)).toMatchObject({ missing: 1, late: 0, overdue: 1, toUrge: 0 });
    expect(markOf(row, late)).toBe('overdue');
  });

  test('who need not report has no mark', () => {
    const row = owed({ state: 'waived', onTime: false, nil: true });
    expect(markOf(row, late)).toBeNull();
    expect(countsOf([row], late)).toMatchObject({ total: 1, waived: 1, late: 0, nil: 0 });
  });

  test('what an asked body sent waits to be checked all the same', () => {
    const row = owed({ state: 'submitted', binding: false });
    expect(countsOf([row], late)).toMatchObject({ unchecked: 1, submitted: 0, asked: 1 });
  });

  test('each bound obligation comes to exactly one thing, and is in one state', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const counts = countsOf(rows, late);
        const bound = rows.filter(({ binding }) => binding).length;
        const { onTime, late: came, missing, claimed, waived } = counts;
        expect(onTime + came + missing + claimed + waived).toBe(bound);
        const { expected, submitted, accepted, returned, total } = counts;
        expect(expected + submitted + accepted + claimed + returned + waived).toBe(total);
        expect(total).toBe(bound);
        // What counts as on time or late is in hand, or sent back.
        const marked = rows.filter((row) => row.binding && owes(row) && row.onTime !== null);
        expect(sentBackIn(counts)).toBe(marked.length);
        expect(counts.overdue).toBe(rows.filter((row) => isOverdue(row, late)).length);
      }),
      { seed: 7 },
    );
  });

  test('counts of parts add up to the counts of the whole', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.array(anyRow), (some, others) => {
        const parts = [countsOf(some, late), countsOf(others, late)];
        expect(sumOf(parts)).toEqual(countsOf([...some, ...others], late));
      }),
      { seed: 7 },
    );
  });

  test('no obligation adds two to a counter', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const counters = countersOf(row);
        expect(new Set(counters).size).toBe(counters.length);
      }),
      { seed: 7 },
    );
  });
});

describe('groups of agencies', () => {
  test.each([
    { of: 'its tags, each once', tags: ['Khối 1', 'Cụm 2', 'Khối 1'], is: ['Khối 1', 'Cụm 2'] },
    { of: 'its kind where it has none', tags: [], is: ['Xã, phường, đặc khu'] },
  ])('an agency counts in $of', ({ tags, is }) => {
    expect(groupsOf({ tags, kind: 'commune', standing: false })).toEqual(is);
    expect(groupsOf({ tags, kind: 'commune', standing: true })).toEqual([]);
  });
});
