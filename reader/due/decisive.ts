import type { Boundary, Recurrence } from '../../domain/schemas/plan-draft.js';
import { printsDay } from '../recurrence-rules.js';
import type { FoundDue } from './found-due.js';

/** How much a phrase decides: what recurs wins, then what names a day, then what refers elsewhere. */
const WEIGHT: Readonly<Record<Boundary, number>> = {
  recurring: 6,
  before_time: 5,
  before_day: 5,
  by_end_of_day: 5,
  relative: 4,
  within_period: 4,
  by_reference: 3,
  anchor: 2,
  none: 1,
};

/** Whether what recurs prints a day; "hằng ngày" is one. */
function hasDays({ recurrence }: FoundDue): boolean {
  return recurrence?.some((rule) => rule.every === 'day' || printsDay(rule)) ?? false;
}

/** The weight of a phrase; what recurs with its days outweighs "định kỳ hằng quý", brackets weigh less. */
function weightOf(due: FoundDue): number {
  const names = due.isName === true && !hasDays(due);
  return (
    (names ? WEIGHT.relative - 0.5 : WEIGHT[due.boundary]) +
    (hasDays(due) ? 1 : 0) -
    (due.aside === true ? 0.5 : 0)
  );
}

/**
 * The phrase that decides among those of one duty; the first of equals; undefined when there is none. Of
 * several that recur with their days it is one phrase with the rules of all.
 */
export function decisive(found: readonly FoundDue[]): FoundDue | undefined {
  const best = found.reduce<FoundDue | undefined>(
    (heaviest, due) =>
      heaviest === undefined || weightOf(due) > weightOf(heaviest) ? due : heaviest,
    undefined,
  );
  const schedules = found.filter(hasDays);
  // "hằng tháng (trước ngày 18), quý, năm": what stands in one list with them is asked about.
  const known = new Set(
    schedules.flatMap(({ recurrence }) => recurrence ?? []).map(({ every }) => every),
  );
  const open = found.filter(
    (due) =>
      due.recurrence?.some(({ every }) => !known.has(every)) === true &&
      !hasDays(due) &&
      schedules.some(({ end }) => due.start >= end && due.start - end <= 3),
  );
  return best !== undefined && hasDays(best) && schedules.length + open.length > 1
    ? together(best, [...schedules, ...open])
    : best;
}

/** One phrase from the first to the last schedule; its hour where all print the same one, else each rule has its own. */
function together(best: FoundDue, schedules: readonly FoundDue[]): FoundDue {
  const isShared = schedules.every(({ time }) => time === best.time);
  const rules = schedules.flatMap(({ recurrence, time }) =>
    (recurrence ?? []).map((rule) => (isShared || time === null ? rule : { time, ...rule })),
  );
  // "Báo cáo ngày: … trước 16h30 hằng ngày": the name of the report is no day of its own.
  const isNamed = (rule: Recurrence) =>
    rule.every === 'day' && rule.time === undefined && rules.some(({ time }) => time !== undefined);
  const once = new Map(
    rules.filter((rule) => !isNamed(rule)).map((rule) => [JSON.stringify(rule), rule]),
  );
  return {
    ...best,
    start: Math.min(...schedules.map(({ start }) => start)),
    end: Math.max(...schedules.map(({ end }) => end)),
    time: isShared ? best.time : null,
    recurrence: [...once.values()],
  };
}
