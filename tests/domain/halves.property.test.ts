import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { instant, plusMs } from '../../domain/day.js';
import {
  halfReminders,
  nextHalfReminder,
  reasonNotToAskForHalf,
} from '../../domain/half-reminders.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import { DRUG_ACTION_MONTH } from '../../domain/forms/drug-action-month.js';
import { halvesAsked, halvesBrought, missingHalfAfter } from '../../domain/halves.js';
import type { Half } from '../../domain/halves.js';
import { decideObligation, evolveObligation, isOverdue, owes } from '../../domain/obligation.js';
import type { Obligation, ObligationCommand } from '../../domain/obligation.js';

const OVERDUE = instant('2026-07-07T00:00:00+07:00');
const fresh: Obligation = {
  state: 'expected',
  binding: true,
  epoch: 0,
  originalTargetAt: instant('2026-07-03T17:00:00+07:00'),
  originalOverdueAt: OVERDUE,
  targetAt: instant('2026-07-03T17:00:00+07:00'),
  overdueAt: OVERDUE,
  version: 0,
  onTime: null,
  firstReceivedAt: null,
  nil: false,
  missingHalf: null,
  everReturned: false,
  reason: null,
};
const gate = { open: true, closesForEditsAt: null, editsClosed: false, onwardAt: null };
const hourOf = (hours: number) =>
  instant(new Date(Date.parse('2026-07-01T00:00:00Z') + hours * 3_600_000).toISOString());

function acted(owed: Obligation, command: ObligationCommand, hour: number): Obligation {
  const decided = decideObligation(owed, command, { now: hourOf(hour), gate });
  return decided.ok ? decided.value.reduce(evolveObligation, owed) : owed;
}

/** Figures by the link, or the document by a claim that arrives at an hour. */
function comes(owed: Obligation, half: Half, hour: number): Obligation {
  const missingHalf = missingHalfAfter(owed, { asked: 'both', brings: [half] });
  if (half === 'figures') return acted(owed, { type: 'submit', nil: false, missingHalf }, hour);
  if (owed.missingHalf === 'document') {
    return acted(owed, { type: 'documentArrived', arrivedAt: hourOf(hour) }, hour + 1);
  }
  const claimed = acted(owed, { type: 'claim' }, hour);
  const confirm = { type: 'confirmClaim', arrivedAt: hourOf(hour), missingHalf } as const;
  return acted(claimed, confirm, hour + 1);
}

const hours = fc.integer({ min: 0, max: 300 });
const IN_TIME = (Date.parse(OVERDUE) - Date.parse('2026-07-01T00:00:00Z')) / 3_600_000;

describe('a report of two halves', () => {
  test('is in time when either is, whichever comes first, and whole when both are here', () => {
    fc.assert(
      fc.property(hours, hours, fc.boolean(), (figures, document, figuresFirst) => {
        const first = figuresFirst ? 'figures' : 'document';
        const one = comes(fresh, first, first === 'figures' ? figures : document);
        expect(one.missingHalf).toBe(figuresFirst ? 'document' : 'figures');
        const other = figuresFirst ? 'document' : 'figures';
        const both = comes(one, other, other === 'figures' ? figures : document);
        expect(both.missingHalf).toBeNull();
        // Figures that follow a document are a correction: the mark of what came first stands.
        const marks = figuresFirst ? [figures, document] : [document];
        expect(both.onTime).toBe(marks.some((hour) => hour < IN_TIME));
      }),
    );
  });

  test('with one half here owes nothing and is overdue at no moment', () => {
    fc.assert(
      fc.property(hours, hours, fc.constantFrom<Half>('figures', 'document'), (at, later, half) => {
        const one = comes(fresh, half, at);
        expect([owes(one), isOverdue(one, hourOf(later + 10_000))]).toEqual([false, false]);
      }),
    );
  });

  test('a document never worsens the mark, and the day of a supplement does not mend it', () => {
    fc.assert(
      fc.property(hours, hours, (figures, document) => {
        const one = comes(fresh, 'figures', figures);
        const after = comes(one, 'document', document);
        if (one.onTime === true) expect(after.onTime).toBe(true);
      }),
    );
    const late = comes(fresh, 'figures', IN_TIME + 1);
    const day = { targetAt: hourOf(280), overdueAt: hourOf(290) };
    const back = acted(
      late,
      { type: 'return', reason: 'thiếu', due: { ...day, day: '2026-07-12' as never } },
      IN_TIME + 2,
    );
    const again = comes(back, 'figures', IN_TIME + 3);
    expect(comes(again, 'document', IN_TIME + 4)).toMatchObject({
      missingHalf: null,
      onTime: false,
    });
  });
});

test('what a form asks for, and what a report brings', () => {
  const content = { figures: {}, nilCodes: [], nil: false, narrative: {}, documentNumber: null };
  const pdf = { contentType: 'application/pdf' };
  expect(halvesAsked(DRUG_ACTION_MONTH)).toBe('both');
  expect(halvesAsked({ ...DRUG_ACTION_MONTH, indicators: [] })).toBe('document');
  expect(halvesAsked({ ...DRUG_ACTION_MONTH, halves: 'figures' })).toBe('figures');
  expect(halvesBrought({ ...content, attachments: [pdf] })).toEqual(['document']);
  expect(halvesBrought({ ...content, nil: true, attachments: [] })).toEqual(['figures']);
  expect(
    halvesBrought({ ...content, documentNumber: '5/BC', figures: { X: '1' }, attachments: [] }),
  ).toEqual(['document', 'figures']);
  const before = { version: 0, missingHalf: null };
  expect(missingHalfAfter(before, { asked: 'figures', brings: ['figures'] })).toBeNull();
  expect(missingHalfAfter(before, { asked: 'document', brings: ['figures'] })).toBe('document');
  expect(missingHalfAfter(before, { asked: 'document', brings: ['document'] })).toBeNull();
});

describe('a half that is still to come', () => {
  const settings = {
    calendar: SHIPPED_CALENDAR,
    hours: DEFAULT_OFFICE_HOURS,
    mailMinute: 480,
    lastMailMinute: 1020,
  };
  const monday = instant('2026-07-06T10:00:00+07:00');

  test('is asked for again on three working mornings and never more', () => {
    expect(halfReminders({ since: monday, binding: true }, settings)).toEqual(
      ['2026-07-09', '2026-07-14', '2026-07-20'].map((on) => instant(`${on}T08:00:00+07:00`)),
    );
    expect(halfReminders({ since: monday, binding: false }, settings)).toHaveLength(1);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.array(fc.integer({ min: 1, max: 400 })),
        (start, pauses) => {
          const since = plusMs(monday, start * 3_600_000);
          let now = since;
          let reminded = 0;
          const asked: string[] = [];
          for (const hours of [...pauses, 2_000]) {
            now = plusMs(now, hours * 3_600_000);
            const next = nextHalfReminder({ since, reminded, binding: true }, { now, settings });
            if (next.nextAt !== null) expect(next.nextAt > now).toBe(true);
            if (next.due === null) continue;
            expect(next.due).toBeGreaterThan(reminded);
            reminded = next.due;
            asked.push(now);
          }
          expect(asked.length).toBeGreaterThan(0);
          expect(asked.length).toBeLessThanOrEqual(3);
          expect(reminded).toBe(3);
        },
      ),
      { seed: 20260706, numRuns: 200 },
    );
  });

  test.each([
    ['while it is missing', {}, null],
    ['not once it is here', { missingHalf: null }, 'halfCame'],
    ['not when the other is missing now', { missingHalf: 'document' as const }, 'halfCame'],
    ['not when the report was sent back', { state: 'returned' as const }, 'returned'],
    ['not while its plan is paused', { pausedAt: monday }, 'paused'],
    ['not when the doors are closed', { editsClosedAt: monday }, 'closed'],
  ])('is asked for %s', (_, given, why) => {
    const cycle = { pausedAt: null, cancelledAt: null, editsClosedAt: null, ...given };
    const owed = { state: 'submitted' as const, missingHalf: 'figures' as const, ...given };
    expect(reasonNotToAskForHalf('figures', { ...owed, cycle })).toBe(why);
  });
});
