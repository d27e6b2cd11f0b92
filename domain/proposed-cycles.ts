import { answeredDraft } from './answered-draft.js';
import { answerTo, keyOf, questionOf } from './answers.js';
import type { ConfirmationInput } from './answers.js';
import { SHIPPED_CALENDAR, workingDayOnOrAfter } from './calendar.js';
import type { Day, Instant } from './day.js';
import { dayOf, instant } from './day.js';
import { dueInstants, recurrenceDates } from './deadline.js';
import type { DaySpan } from './recurrence.js';
import type { DeadlineSettings } from './deadline.js';
import { DAY_RULE, movedClock } from './due-clock.js';
import type { ClockRule } from './due-clock.js';
import { closingOf, DEFAULT_OFFICE_HOURS } from './office-hours.js';
import { printedDay } from './printed-day.js';
import type { ConfirmedCycle } from './schemas/confirmed-plan.js';
import type { DraftDue, DraftObligation, Recurrence } from './schemas/plan-draft.js';

/** The reader gives instants by the shipped calendar and hours; an office may keep others. */
const AS_READ: DeadlineSettings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  rollForward: true,
};
const EVER = instant('1970-01-01T00:00:00Z');

/** The duties that no day can be given to ("theo quy định"), so that nobody is reminded of them. */
export function untrackedDuties(input: ConfirmationInput): readonly DraftObligation[] {
  const answered = { ...input, draft: answeredDraft(input) };
  return answered.draft.obligations.filter(
    (obligation, index) => cyclesOf(answered, obligation, index).length === 0,
  );
}

/** The cycles of one duty of the draft, the one at `index`; none when it has no day. */
export function cyclesOf(
  input: ConfirmationInput,
  obligation: DraftObligation,
  index: number,
): ConfirmedCycle[] {
  const { due } = obligation;
  const about = `obligations[${String(index)}].due`;
  if (due.boundary === 'recurring') return recurringCycles(input, obligation, about);
  if (due.date === null || due.remindTargetAt === null || due.overdueAt === null) return [];
  const rule = ruleOf(due);
  const printed = { targetAt: instant(due.remindTargetAt), overdueAt: instant(due.overdueAt) };
  const strict = movedClock(
    printed,
    { rule, date: due.date },
    { old: AS_READ, next: input, now: EVER },
  );
  const endOfDueDay = takesEndOfDay(input, about);
  const targetAt = endOfDueDay ? endOfDueDayAt(input, due.date) : strict.targetAt;
  const windowEnd = input.draft.window?.to ?? null;
  return [
    {
      key: `${obligation.what}-${due.date}`,
      periodFrom: input.draft.window?.from ?? null,
      periodTo: windowEnd,
      cutOff:
        obligation.what === 'report' && windowEnd !== null && windowEnd < due.date
          ? windowEnd
          : null,
      duePhrase: due.phrase,
      dueDay: due.date,
      hourBound: due.boundary === 'before_time',
      showTarget: targetAt === strict.targetAt,
      targetAt,
      overdueAt: strict.overdueAt,
      rule: { ...rule, endOfDueDay },
    },
  ];
}

/** One cycle for each day of a recurring rule within the plan's years or campaign; a missing day takes its answer. */
function recurringCycles(
  input: ConfirmationInput,
  obligation: DraftObligation,
  about: string,
): ConfirmedCycle[] {
  const { time } = obligation.due;
  const answer = answerTo(input, 'recurrence_day_missing', about);
  const dates =
    answer === null
      ? printedDays(input, obligation.due.recurrence ?? [])
      : answeredDays(input, answer).map((date) => ({
          date,
          boundary: 'by_end_of_day' as const,
        }));
  return dates.flatMap(({ date, boundary: word }) => {
    const boundary = time === null ? word : 'before_time';
    const due = dueInstants({ boundary, date, time }, input);
    if (due.remindTargetAt === null || due.overdueAt === null) return [];
    return [
      {
        key: `${obligation.what}-${date}`,
        periodFrom: null,
        periodTo: null,
        cutOff: null,
        duePhrase: phraseOf(boundary, date, time),
        dueDay: date,
        hourBound: time !== null,
        showTarget: true,
        targetAt: due.remindTargetAt,
        overdueAt: due.overdueAt,
        rule: { ...DAY_RULE, boundary, time },
      },
    ];
  });
}

/**
 * The days that recurring rules name: daily and weekly ones within the campaign alone, since a
 * mail for each day of a year is nobody's wish; others within the plan's years.
 */
function printedDays(input: ConfirmationInput, rules: readonly Recurrence[]) {
  const { window } = input.draft;
  const isShort = ({ every }: Recurrence): boolean => every === 'day' || every === 'week';
  const short = rules.filter((rule) => isShort(rule));
  return [
    ...(window === null ? [] : recurrenceDates(short, window)),
    ...recurrenceDates(
      rules.filter((rule) => !isShort(rule)),
      yearsOf(input),
    ),
  ];
}

function yearsOf({ draft: { period }, year }: ConfirmationInput): DaySpan {
  const from = dayOf(period?.fromYear ?? year, 1, 1);
  const to = dayOf(period?.toYear ?? year, 12, 31);
  if (from === null || to === null) throw new RangeError('a plan of no year');
  return { from, to };
}

function phraseOf(boundary: DraftDue['boundary'], date: Day, time: string | null): string {
  if (time !== null) return `trước ${time.replace(':', ' giờ ')} ngày ${printedDay(date)}`;
  return `${boundary === 'before_day' ? 'trước ngày' : 'chậm nhất ngày'} ${printedDay(date)}`;
}

const WEEKDAYS = ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'];

/** The days of an answer such as "18/6, 18/12" in every year, "ngày 18 hằng tháng" or "thứ Năm hằng tuần". */
function answeredDays(input: ConfirmationInput, answer: string): Day[] {
  const span = yearsOf(input);
  const monthly = /ngày (\d{1,2}) (?:hằng|hàng) tháng/iu.exec(answer)?.[1];
  const weekly = WEEKDAYS.indexOf(
    /thứ (\p{L}+) (?:hằng|hàng) tuần/iu.exec(answer)?.[1]?.toLowerCase() ?? '',
  );
  const rules: Recurrence[] = [
    ...(monthly === undefined ? [] : [{ every: 'month' as const, day: Number(monthly) }]),
    ...(weekly === -1 ? [] : [{ every: 'week' as const, weekday: weekly + 1 }]),
  ];
  const years = [];
  for (let year = Number(span.from.slice(0, 4)); year <= Number(span.to.slice(0, 4)); year += 1) {
    years.push(year);
  }
  const named = years.flatMap((year) =>
    [...answer.matchAll(/(\d{1,2})\/(\d{1,2})/gu)].map(([, on, month]) =>
      dayOf(year, Number(month), Number(on)),
    ),
  );
  return [...named, ...printedDays(input, rules).map(({ date }) => date)]
    .filter((on): on is Day => on !== null)
    .sort();
}

/** The rule behind a printed due phrase; "đầu" asks for the first day of its period itself. */
function ruleOf({ boundary, time, phrase }: DraftDue): ClockRule {
  const isStart = /(?<!\p{L})đầu(?!\p{L})/iu.test(phrase.normalize('NFC'));
  return {
    boundary,
    time,
    point: boundary === 'within_period' && isStart ? 'start' : null,
    endOfDueDay: false,
  };
}

function takesEndOfDay(input: ConfirmationInput, about: string): boolean {
  const asked = questionOf(input, 'target_inside_period', about);
  if (asked === undefined) return false;
  const answer = input.answers[keyOf(asked)] ?? asked.proposal;
  return answer !== null && answer === asked.proposal;
}

function endOfDueDayAt({ calendar, hours }: ConfirmationInput, due: Day): Instant {
  return closingOf(hours, workingDayOnOrAfter(calendar, due));
}
