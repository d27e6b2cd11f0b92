import { plusWorkingDays } from '../calendar.js';
import { plusDays, withOffset } from '../day.js';
import type { Day } from '../day.js';
import { dueInstants } from '../deadline.js';
import type { DeadlineSettings } from '../deadline.js';
import { printedDay } from '../printed-day.js';
import type { When } from '../schemas/review-edits.js';
import type { DraftDue, Recurrence } from '../schemas/plan-draft.js';

/** The due of a duty as a person says it, with its instants by some settings; `none` where it is to have no day. */
export function saidDue(when: When, settings: DeadlineSettings): DraftDue {
  switch (when.kind) {
    case 'phrase':
      return when.due;
    case 'none':
      return NO_DUE;
    case 'open':
      return { ...NO_DUE, phrase: when.phrase, boundary: 'by_reference' };
    case 'day': {
      const { paper = '' } = when;
      const due = dueOnDay(when, settings);
      return paper === '' ? due : { ...due, phrase: `${due.phrase}, theo ${paper}` };
    }
    case 'recurring':
      return {
        ...NO_DUE,
        phrase: recurringPhrase(when.rule, when.time),
        boundary: 'recurring',
        time: when.time,
        recurrence: [{ ...when.rule, boundary: 'by_end_of_day' }],
      };
    case 'relative': {
      const { calendar } = settings;
      const date = when.working
        ? plusWorkingDays(calendar, when.eventDay, when.days)
        : plusDays(when.eventDay, when.days);
      const counted = `${padded(when.days)} ngày${when.working ? ' làm việc' : ''}`;
      return {
        ...NO_DUE,
        phrase: `trong ${counted} kể từ ${when.event} (${printedDay(when.eventDay)})`,
        boundary: 'relative',
        date,
        ...instantsOf('relative', { date, time: null }, settings),
      };
    }
  }
}

/** Until when a duty that comes again is tracked, where a person said so. */
export function saidEnd(when: When | undefined): Day | null {
  return when?.kind === 'recurring' || when?.kind === 'phrase' ? when.until : null;
}

/** A day that a person sets: until its end, or until an hour of it. */
export function dueOnDay(
  { date, time }: { readonly date: Day; readonly time: string | null },
  settings: DeadlineSettings,
): DraftDue {
  const boundary = time === null ? 'by_end_of_day' : 'before_time';
  return {
    phrase:
      time === null
        ? `chậm nhất ngày ${printedDay(date)}`
        : `trước ${time.replace(':', ' giờ ')} ngày ${printedDay(date)}`,
    boundary,
    date,
    time,
    recurrence: null,
    ...instantsOf(boundary, { date, time }, settings),
  };
}

const NO_DUE: DraftDue = {
  phrase: '',
  boundary: 'none',
  date: null,
  time: null,
  recurrence: null,
  remindTargetAt: null,
  overdueAt: null,
};

function instantsOf(
  boundary: DraftDue['boundary'],
  { date, time }: { readonly date: Day; readonly time: string | null },
  settings: DeadlineSettings,
): Pick<DraftDue, 'remindTargetAt' | 'overdueAt'> {
  const { remindTargetAt, overdueAt } = dueInstants({ boundary, date, time }, settings);
  return {
    remindTargetAt: remindTargetAt === null ? null : withOffset(remindTargetAt),
    overdueAt: overdueAt === null ? null : withOffset(overdueAt),
  };
}

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const EACH: Readonly<Record<Recurrence['every'], string>> = {
  day: 'hằng ngày',
  week: 'hằng tuần',
  month: 'hằng tháng',
  quarter: 'hằng quý',
  'half-year': '6 tháng một lần',
  year: 'hằng năm',
};

/** "ngày 20 hằng tháng", "thứ Sáu hằng tuần", "trước 16 giờ 30 ngày 25 tháng cuối hằng quý". */
function recurringPhrase(rule: Recurrence, time: string | null): string {
  const hour = time === null ? '' : `trước ${time.replace(':', ' giờ ')} `;
  const weekday = rule.weekday === undefined ? null : WEEKDAYS[rule.weekday - 1];
  const day = rule.day === undefined ? null : `ngày ${String(rule.day)}`;
  const month =
    rule.month !== undefined
      ? ` tháng ${String(rule.month)}`
      : rule.every === 'quarter' || rule.every === 'half-year'
        ? ' tháng cuối kỳ'
        : '';
  return `${hour}${weekday ?? day ?? ''}${month} ${EACH[rule.every]}`.replace(/\s+/gu, ' ').trim();
}

function padded(n: number): string {
  return String(n).padStart(2, '0');
}
