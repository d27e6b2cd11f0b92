import { dayOrNull } from '../../domain/day.js';
import type { DraftDue } from '../../domain/schemas/plan-draft.js';
import type { When } from '../../domain/schemas/review-edits.js';

/** How often something comes again, as the form offers it. */
export const EVERY = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;
export type Every = (typeof EVERY)[number];

/** When something is due, as typed so far: every way keeps its own fields, so that looking at another loses none. */
export interface TypedWhen {
  readonly kind: 'phrase' | 'day' | 'recurring' | 'relative';
  readonly phrase: string;
  readonly day: string;
  /** `14:00`; empty: until the end of the day. */
  readonly time: string;
  /** The paper that sets the day. */
  readonly paper: string;
  readonly every: Every;
  readonly weekday: number;
  readonly dayOfMonth: number;
  readonly until: string;
  readonly event: string;
  readonly eventDay: string;
  readonly days: number;
  readonly working: boolean;
}

const BLANK: TypedWhen = {
  kind: 'phrase',
  phrase: '',
  day: '',
  time: '',
  paper: '',
  every: 'month',
  weekday: 5,
  dayOfMonth: 20,
  until: '',
  event: '',
  eventDay: '',
  days: 5,
  working: true,
};

/** The fields that say what was said before. */
export function typedWhen(when: When | null): TypedWhen {
  switch (when?.kind) {
    case undefined:
    case 'none':
    case 'open':
      return BLANK;
    case 'phrase':
      return { ...BLANK, phrase: when.due.phrase, until: when.until ?? '' };
    case 'day':
      return {
        ...BLANK,
        kind: 'day',
        day: when.date,
        time: when.time ?? '',
        paper: when.paper ?? '',
      };
    case 'recurring':
      return {
        ...BLANK,
        kind: 'recurring',
        every: when.rule.every,
        weekday: when.rule.weekday ?? BLANK.weekday,
        dayOfMonth: when.rule.day ?? BLANK.dayOfMonth,
        time: when.time ?? '',
        until: when.until,
      };
    case 'relative':
      return {
        ...BLANK,
        kind: 'relative',
        event: when.event,
        eventDay: when.eventDay,
        days: when.days,
        working: when.working,
      };
  }
}

/** What the fields say; null as long as they say no time. A phrase says what was read of it. */
export function whenOf(typed: TypedWhen, read: DraftDue | null): When | null {
  const time = timeIn(typed.time);
  switch (typed.kind) {
    case 'phrase':
      return read === null ? null : { kind: 'phrase', due: read, until: dayOrNull(typed.until) };
    case 'day': {
      const date = dayOrNull(typed.day);
      if (date === null || time === undefined) return null;
      const paper = typed.paper.trim();
      return { kind: 'day', date, time, ...(paper === '' ? {} : { paper }) };
    }
    case 'recurring': {
      const until = dayOrNull(typed.until);
      if (until === null || time === undefined) return null;
      return { kind: 'recurring', rule: ruleOf(typed), time, until };
    }
    case 'relative': {
      const eventDay = dayOrNull(typed.eventDay);
      const { event, days, working } = typed;
      return eventDay === null || event.trim() === ''
        ? null
        : { kind: 'relative', event: event.trim(), eventDay, days, working };
    }
  }
}

/** "14:00", "14h", "14 giờ 30" as `14:00`; null when nothing is typed, undefined when it is no hour. */
export function timeIn(text: string): string | null | undefined {
  if (text.trim() === '') return null;
  const said = /^\s*(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?\s*$/iu.exec(text);
  const hour = Number(said?.[1] ?? Number.NaN);
  const minute = Number(said?.[2] ?? 0);
  if (!(hour < 24 && minute < 60)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function ruleOf({ every, weekday, dayOfMonth: day }: TypedWhen) {
  switch (every) {
    case 'day':
      return { every };
    case 'week':
      return { every, weekday };
    case 'month':
      return { every, day };
    case 'quarter':
    case 'half-year':
      return { every, day, monthOfPeriod: 'last' as const };
    case 'year':
      return { every, day, month: 12 };
  }
}
