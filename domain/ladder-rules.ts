import type { PeriodKind } from './period.js';

/** A step of the ladder one obligation climbs, by the names of the glossary. */
export type Rung = 'assigned' | 'prepare' | 'remind' | 'lastDay' | 'overdue' | 'toHead';

/** Where a rung hangs: the start, T (day of the target) or L (first working day it is late on). */
export interface RungRule {
  readonly rung: Rung;
  readonly anchor: 'start' | 'target' | 'late';
  /** Working days from the anchor. */
  readonly offset: number;
  /** An implementation plan takes longer to write than a report. */
  readonly offsetForPlan?: number;
  readonly asksForReport: boolean;
  readonly forAskedBodies: boolean;
  /** Days of observance are avoided, except where the wording names the day itself. */
  readonly avoidsEventDays: boolean;
}

/** The rungs that a person chose for one duty, in working days; the assignment always goes. */
export interface DutyLadder {
  /** Before the day asked for; null: not sent. */
  readonly prepare: number | null;
  readonly remind: number | null;
  readonly lastDay: boolean;
  /** After the first day on which it is late, 0 on that day; null: not sent. */
  readonly overdue: number | null;
  /** After the agency itself was told that nothing was received; null: not sent. */
  readonly toHead: number | null;
}

/** The rungs of duties that come again soon: the next period begins before a long ladder would end. */
const SHORT_LADDERS: Readonly<Partial<Record<PeriodKind, readonly Rung[]>>> = {
  // One mail on the day; whoever is late hears of it with the next one.
  day: ['assigned', 'lastDay'],
  // One mail before, one when late. What is given back or granted is told by `remind`.
  week: ['assigned', 'remind', 'overdue'],
  month: ['assigned', 'remind', 'lastDay', 'overdue', 'toHead'],
};

/** The default ladder, in climbing order. */
export const LADDER: readonly RungRule[] = [
  {
    rung: 'assigned',
    anchor: 'start',
    offset: 0,
    asksForReport: false,
    forAskedBodies: true,
    avoidsEventDays: false,
  },
  {
    rung: 'prepare',
    anchor: 'target',
    offset: -5,
    offsetForPlan: -10,
    asksForReport: false,
    forAskedBodies: false,
    avoidsEventDays: true,
  },
  {
    rung: 'remind',
    anchor: 'target',
    offset: -2,
    asksForReport: true,
    forAskedBodies: true,
    avoidsEventDays: true,
  },
  {
    rung: 'lastDay',
    anchor: 'target',
    offset: 0,
    asksForReport: true,
    forAskedBodies: false,
    avoidsEventDays: false,
  },
  {
    rung: 'overdue',
    anchor: 'late',
    offset: 0,
    asksForReport: true,
    forAskedBodies: false,
    avoidsEventDays: false,
  },
  {
    rung: 'toHead',
    anchor: 'late',
    offset: 1,
    asksForReport: true,
    forAskedBodies: false,
    avoidsEventDays: false,
  },
];

/** What of a duty decides which rungs its ladder has. */
interface Climbed {
  readonly ladder?: DutyLadder | null | undefined;
  readonly period: PeriodKind | null;
  readonly epoch: number;
}

/** The rungs of a duty's ladder in climbing order: those chosen for it, else the office's, fewer where its periods are short. */
export function rulesOf(duty: Climbed): readonly RungRule[] {
  const { ladder } = duty;
  if (ladder == null) return LADDER.filter(({ rung }) => !isTooShortFor(rung, duty));
  return LADDER.flatMap((rule) => chosenRule(rule, ladder));
}

/** The office's ladder for periods of a length, as a person would choose it. */
export function usualLadder(period: PeriodKind | null): DutyLadder {
  const rules = rulesOf({ period, epoch: 0 });
  const offsetOf = (rung: Rung): number | null => {
    const rule = rules.find((one) => one.rung === rung);
    return rule === undefined ? null : Math.abs(rule.offset);
  };
  const overdue = offsetOf('overdue');
  return {
    prepare: offsetOf('prepare'),
    remind: offsetOf('remind'),
    // Where the assignment of the day is the only mail, a choice needs something to begin with.
    lastDay: offsetOf('lastDay') !== null || overdue === null,
    overdue,
    toHead: offsetOf('toHead'),
  };
}

/** Working days before the day asked for at which a mail still belongs to the period it is about. */
const MOST_BEFORE: Readonly<Partial<Record<PeriodKind, number>>> = { day: 0, week: 4, month: 15 };

/** What is wrong with a chosen ladder, as a sentence; null for nothing. */
export function ladderProblem(ladder: DutyLadder, period: PeriodKind | null): string | null {
  const { prepare, remind, lastDay, overdue, toHead } = ladder;
  if (prepare === null && remind === null && !lastDay && overdue === null) {
    return 'Chưa chọn mốc nhắc nào: giữ ít nhất một mốc, hoặc dùng các mốc chung của cơ quan.';
  }
  if (prepare !== null && remind !== null && prepare <= remind) {
    return 'Nhắc chuẩn bị phải trước nhắc gửi.';
  }
  if (toHead !== null && overdue === null) {
    return 'Thư gửi lãnh đạo đơn vị chỉ đi sau thông báo chưa nhận được.';
  }
  const most = period === null ? undefined : MOST_BEFORE[period];
  const longest = Math.max(prepare ?? 0, remind ?? 0);
  if (most !== undefined && longest > most) {
    return most === 0
      ? 'Báo cáo hằng ngày chỉ nhắc trong ngày, không nhắc trước.'
      : `Kỳ báo cáo ngắn: chỉ nhắc trước nhiều nhất ${String(most)} ngày làm việc.`;
  }
  return null;
}

/** A rung as it was chosen; none where it is not to be sent. */
function chosenRule(rule: RungRule, ladder: DutyLadder): readonly RungRule[] {
  const { offsetForPlan: _usual, ...usual } = rule;
  const at = (days: number | null, sign: 1 | -1) =>
    days === null ? [] : [{ ...usual, offset: days === 0 ? 0 : sign * days }];
  switch (rule.rung) {
    case 'assigned':
      return [usual];
    case 'prepare':
    case 'remind':
      return at(ladder[rule.rung], -1);
    case 'lastDay':
      return ladder.lastDay ? [usual] : [];
    case 'overdue':
    case 'toHead':
      return at(ladder[rule.rung], 1);
  }
}

/** Whether the periods of a duty are too short for a rung; of two that ask before the due day the assignment is enough. */
function isTooShortFor(rung: Rung, { period, epoch }: Climbed): boolean {
  const rungs = period === null ? undefined : SHORT_LADDERS[period];
  if (rungs === undefined) return false;
  const once = period !== 'month' && epoch === 0 && (rung === 'remind' || rung === 'lastDay');
  return once || !rungs.includes(rung);
}
