import { answeredDraft } from './answered-draft.js';
import { answerTo, dayIn, daysOfYearIn, keyOf, questionOf, rulesIn } from './answers.js';
import type { ConfirmationInput } from './answers.js';
import { isWorkingDay, SHIPPED_CALENDAR } from './calendar.js';
import type { Day } from './day.js';
import { dayAt, dayOf, instant } from './day.js';
import { dueInstants, recurrenceDates } from './deadline.js';
import type { DaySpan, Occurrence } from './recurrence.js';
import type { DeadlineSettings } from './deadline.js';
import { clockOf, DAY_RULE, movedClock } from './due-clock.js';
import type { ClockRule } from './due-clock.js';
import { DEFAULT_OFFICE_HOURS } from './office-hours.js';
import { cutOffOf } from './period.js';
import type { Period, PeriodKind } from './period.js';
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
  if (due.boundary === 'recurring') {
    const end = input.ends?.[`obligations[${String(index)}]`] ?? null;
    return recurringCycles(input, obligation, { about, end });
  }
  if (due.date === null || due.remindTargetAt === null || due.overdueAt === null) {
    const isTracked = input.open?.includes(`obligations[${String(index)}]`) ?? false;
    return isTracked ? [openCycle(obligation, input.draft.window)] : [];
  }
  const rule = ruleOf(due);
  const printed = { targetAt: instant(due.remindTargetAt), overdueAt: instant(due.overdueAt) };
  const strict = movedClock(
    printed,
    { rule, date: due.date },
    { old: AS_READ, next: input, now: EVER },
  );
  const endOfDueDay = takesEndOfDay(input, about);
  const asked = endOfDueDay ? clockOf({ ...rule, endOfDueDay }, due.date, input) : null;
  const targetAt = asked?.targetAt ?? strict.targetAt;
  // A plan or a list reports on no time.
  const isOnPeriod = obligation.what !== 'plan' && obligation.what !== 'list';
  const window = isOnPeriod ? input.draft.window : null;
  const windowEnd = window?.to ?? null;
  return [
    {
      key: `${obligation.what}-${due.date}`,
      periodFrom: window?.from ?? null,
      periodTo: windowEnd,
      cutOff:
        printedCutOff(obligation, due.date) ??
        (obligation.what === 'report' && windowEnd !== null && windowEnd < due.date
          ? windowEnd
          : null),
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

/** The cycle of a duty that has no day: it opens with the plan and waits for one. */
function openCycle(
  { what, due: { phrase } }: DraftObligation,
  window: ConfirmationInput['draft']['window'],
): ConfirmedCycle {
  return {
    key: `${what}-open`,
    periodFrom: window?.from ?? null,
    periodTo: window?.to ?? null,
    cutOff: null,
    duePhrase: phrase === '' ? 'theo quy định' : phrase,
    dueDay: null,
    hourBound: false,
    showTarget: false,
    targetAt: null,
    overdueAt: null,
  };
}

/** One cycle for each day of a recurring rule within the plan's years or campaign; a missing day takes its answer. */
function recurringCycles(
  input: ConfirmationInput,
  obligation: DraftObligation,
  {
    about,
    end,
  }: {
    readonly about: string;
    /** Until when a person wants it tracked, where the plan does not say. */
    readonly end: Day | null;
  },
): ConfirmedCycle[] {
  const { time: ofAll, recurrence } = obligation.due;
  const answer = answerTo(input, 'recurrence_day_missing', about);
  const occurrences =
    answer === null
      ? printedDays(input, recurrence ?? [], end)
      : answeredDays(input, answer, recurrence ?? []);
  return occurrences.flatMap(({ date, boundary: word, time: own, period }) => {
    const time = own ?? ofAll;
    const boundary = time === null ? word : 'before_time';
    const due = dueInstants({ boundary, date, time }, input);
    if (due.remindTargetAt === null || due.overdueAt === null) return [];
    return [
      {
        key: `${obligation.what}-${date}`,
        ...periodColumns(obligation, { period, date, sendBy: dayAt(due.remindTargetAt) }, input),
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

/** What a cycle says of its period: which it is, and the last day that its figures count. */
function periodColumns(
  obligation: DraftObligation,
  { period, date, sendBy }: { readonly period: Period; readonly date: Day; readonly sendBy: Day },
  { calendar }: ConfirmationInput,
): Pick<ConfirmedCycle, 'periodKind' | 'periodFrom' | 'periodTo' | 'cutOff'> {
  const isReport = obligation.what === 'report' || obligation.what === 'consolidated-report';
  return {
    periodKind: period.kind,
    periodFrom: period.from,
    periodTo: period.to,
    cutOff: isReport
      ? (printedCutOff(obligation, date) ?? cutOffOf(period, sendBy, calendar))
      : null,
  };
}

/** The printed last day of figures that belongs to a due day: the last one before it; null where none is printed. */
function printedCutOff({ cutOff }: DraftObligation, date: Day): Day | null {
  if (cutOff === undefined) return null;
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const months = cutOff.month === null ? [month, month - 1] : [cutOff.month];
  const years = cutOff.year === null ? [year, year - 1] : [cutOff.year];
  const days = years.flatMap((ofYear) =>
    months.map((ofMonth) =>
      ofMonth === 0 ? dayOf(ofYear - 1, 12, cutOff.day) : dayOf(ofYear, ofMonth, cutOff.day),
    ),
  );
  return days.find((on) => on !== null && on < date) ?? null;
}

/**
 * The days that recurring rules name, none before the plan was issued: daily ones within the
 * campaign alone, since a mail for each day of a year is nobody's wish; weekly ones within it when
 * it is known; others for the periods of the plan's years.
 */
function printedDays(
  input: ConfirmationInput,
  rules: readonly Recurrence[],
  end: Day | null = null,
): Occurrence[] {
  const { window, document } = input.draft;
  const years = yearsOf(input);
  const found = rules.flatMap((rule) => {
    if (end !== null) {
      const span = { from: window?.from ?? years.from, to: end };
      return rule.every === 'day' ? dailyIn(rule, span, input) : recurrenceDates([rule], span);
    }
    if (rule.every === 'day') return window === null ? [] : dailyIn(rule, window, input);
    if (rule.every === 'week') return recurrenceDates([rule], window ?? years);
    return reportedIn(rule, years);
  });
  return found
    .filter(({ date }) => document.issuedOn === null || date >= document.issuedOn)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Every working day of a campaign: on the others nobody is at his desk to report or to read. */
function dailyIn(rule: Recurrence, window: DaySpan, { calendar }: ConfirmationInput): Occurrence[] {
  return recurrenceDates([rule], window).filter(({ date }) => isWorkingDay(calendar, date));
}

/** The due days of the periods that lie in some years; a report on a year may be due in the next one. */
function reportedIn(rule: Recurrence, years: DaySpan): Occurrence[] {
  const lastYear = Number(years.to.slice(0, 4)) + 1 + (rule.yearOffset ?? 0);
  const to = dayOf(lastYear, 12, 31) ?? years.to;
  return recurrenceDates([rule], { from: years.from, to }).filter(
    ({ period }) => years.from <= period.from && period.to <= years.to,
  );
}

/** The years of the plan; where it names none that of its campaign, of its date, or the one it is read in. */
function yearsOf(input: ConfirmationInput): DaySpan {
  const {
    draft: { period, window, document },
    year,
  } = input;
  const printed = window?.from ?? document.issuedOn;
  const own = printed === null ? year : Number(printed.slice(0, 4));
  const from = dayOf(period?.fromYear ?? own, 1, 1);
  const to = answeredEnd(input) ?? dayOf(period?.toYear ?? own, 12, 31);
  if (from === null || to === null) throw new RangeError('a plan of no year');
  return { from, to };
}

/** Until when duties that come again are tracked, where the plan prints no end and a person gave one. */
function answeredEnd(input: ConfirmationInput): Day | null {
  return dayIn(answerTo(input, 'end_missing', 'obligations'));
}

function phraseOf(boundary: DraftDue['boundary'], date: Day, time: string | null): string {
  if (time !== null) return `trước ${time.replace(':', ' giờ ')} ngày ${printedDay(date)}`;
  return `${boundary === 'before_day' ? 'trước ngày' : 'chậm nhất ngày'} ${printedDay(date)}`;
}

/** The days of an answer such as "18/6, 18/12" in every year, "ngày 18 hằng tháng" or "thứ Năm hằng tuần", each with the period that `asked` means. */
function answeredDays(
  input: ConfirmationInput,
  answer: string,
  asked: readonly Recurrence[],
): Occurrence[] {
  const kinds = [...new Set(asked.map(({ every }) => every))];
  const yearly = daysOfYearIn(answer).map(({ on, month }): Recurrence => {
    const every = kindMeant(kinds, month);
    // In the first months of a year people report on the one before.
    return { every, month, day: on, ...(every === 'year' && month <= 3 ? { yearOffset: 1 } : {}) };
  });
  return printedDays(input, [...yearly, ...rulesIn(answer)]).map((found) => ({
    ...found,
    boundary: 'by_end_of_day' as const,
  }));
}

/** Of the periods that a duty reports on the longest that ends by a month: December is the year's, June the half year's. */
function kindMeant(kinds: readonly PeriodKind[], month: number): PeriodKind {
  const ends: readonly (readonly [PeriodKind, boolean])[] = [
    ['year', month >= 10 || month <= 3],
    ['half-year', month % 6 <= 1],
    ['quarter', month % 3 <= 1],
  ];
  const fitting = ends.find(([kind, isEnd]) => isEnd && kinds.includes(kind));
  return fitting?.[0] ?? kinds.find((kind) => kind !== 'week' && kind !== 'day') ?? 'year';
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
