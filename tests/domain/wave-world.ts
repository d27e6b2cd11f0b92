import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, instant } from '../../domain/day.js';
import type { LadderFacts, LadderSettings } from '../../domain/ladder.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import type { Contact } from '../../domain/reach.js';
import type { WaveDuty } from '../../domain/wave.js';

export const settings: LadderSettings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};

/** "Trước ngày 05/7/2026": T is Friday 03/7, late from Tuesday 07/7/2026 on. */
const BEFORE_5_JULY: Pick<LadderFacts, 'targetAt' | 'overdueAt' | 'dueDay'> = {
  targetAt: instant('2026-07-03T17:00:00+07:00'),
  overdueAt: instant('2026-07-07T00:00:00+07:00'),
  dueDay: day('2026-07-05'),
};

/** A duty of one bound agency from 01/6/2026 on; change what matters. */
export function duty(
  id: string,
  given: Partial<Omit<WaveDuty, 'id' | 'facts'>> & { readonly facts?: Partial<LadderFacts> } = {},
): WaveDuty {
  return {
    id,
    cycleId: 'c',
    reminded: true,
    reached: null,
    ...given,
    facts: {
      startedAt: instant('2026-06-01T09:00:00+07:00'),
      ...BEFORE_5_JULY,
      hourBound: false,
      what: 'report',
      period: null,
      binding: true,
      returned: false,
      epoch: 0,
      cutOff: null,
      eventDays: [],
      headReleasedAt: null,
      letterOnFirstLateDay: false,
      ...given.facts,
    },
  };
}

/** A role mailbox that can be reached; change what matters. */
export function contact(id: string, given: Partial<Contact> = {}): Contact {
  return {
    id,
    role: 'mailbox',
    position: 1,
    name: null,
    email: `${id}@songhuong.example`,
    bounced: false,
    validFrom: null,
    validTo: null,
    ...given,
  };
}
