import type { Calendar } from '../calendar.js';
import { isWorkingDay } from '../calendar.js';
import { dayAt, plusDays, weekday } from '../day.js';
import type { Day, Instant } from '../day.js';
import { HOURS_BEFORE, sendingMoment } from '../ladder.js';
import type { LadderFacts, LadderSettings, Step } from '../ladder.js';
import { dayInWords, momentInWords } from '../moment-words.js';
import { sentence } from './why-words.js';

/** Why a step of the ladder goes at its moment: the rule, what moved it, the days off between. */
export function reasonOfMoment(
  step: Step,
  facts: LadderFacts,
  { calendar }: LadderSettings,
): string {
  return `${ruleWords(step, facts)}${movedWords(step)}${daysOffWords(step, facts, calendar)}`;
}

/** A rung as a mail of some moment tells it. */
export interface LeavingStep {
  readonly step: Step;
  readonly facts: LadderFacts;
  readonly replaces: readonly unknown[];
  /** When it became due. */
  readonly dueAt: Instant;
  readonly leavesAt: Instant;
  /** How many rungs the mail tells, this one included. */
  readonly together: number;
}

/** Why a mail tells a rung at its moment, as one sentence. */
export function reasonOfLeaving(
  { step, facts, replaces, dueAt, leavesAt, together }: LeavingStep,
  settings: LadderSettings,
): string {
  const beside =
    together > 1
      ? `; chung một thư với ${String(together - 1).padStart(2, '0')} nội dung khác`
      : '';
  const instead = replaces.length === 0 ? '' : '; thay cho các mốc chưa gửi được';
  const delay = reasonOfDelay(dueAt, leavesAt, settings);
  return sentence(`${reasonOfMoment(step, facts, settings)}${delay}${beside}${instead}`);
}

/** Why a mail that was due at one moment leaves at a later one; empty where it does not. */
function reasonOfDelay(dueAt: Instant, leavesAt: Instant, settings: LadderSettings): string {
  if (leavesAt <= dueAt) return '';
  // What falls due outside the hours waits for the next morning; what is due within them waits for another mail of the day.
  return sendingMoment(dueAt, settings) === dueAt
    ? '; trong ngày đến mốc đơn vị đã có một thư nhắc khác nên chuyển sang giờ gửi thư sau'
    : '; đến mốc ngoài giờ gửi thư nên chuyển sang giờ gửi thư kế tiếp';
}

/** Why no mail of the ladder leaves now, within a sentence. */
export function whyClosed(now: Instant, calendar: Calendar): string {
  const today = dayAt(now);
  if (isWorkingDay(calendar, today)) return 'đang ngoài giờ gửi thư';
  const row = calendar.days.get(today);
  return row === undefined ? 'hôm nay là cuối tuần' : `hôm nay nghỉ (${row.name})`;
}

function ruleWords({ rung, origin: { anchor, offset } }: Step, facts: LadderFacts): string {
  const { targetAt, overdueAt } = facts;
  switch (anchor) {
    case 'start':
      return 'gửi khi bắt đầu theo dõi';
    case 'target': {
      const on = targetAt === null ? '' : `ngày đề nghị gửi (${dayInWords(dayAt(targetAt))})`;
      if (offset === 0) return `đúng ${on}`;
      const count = workingDays(Math.abs(offset));
      return offset < 0 ? `${count} trước ${on}` : `${count} sau ${on}`;
    }
    case 'hours': {
      if (rung === 'overdue') return 'giờ làm việc đầu tiên, ít nhất 01 giờ sau khi quá hạn';
      const due = targetAt === null ? '' : ` (${momentInWords(targetAt)})`;
      return `0${String(HOURS_BEFORE)} giờ làm việc trước giờ hết hạn${due}`;
    }
    case 'late': {
      if (rung === 'toHead') {
        return `${workingDays(offset)} sau thông báo chưa nhận được, khi đã cho phép gửi lãnh đạo đơn vị`;
      }
      const since = overdueAt === null ? '' : ` (${dayInWords(dayAt(overdueAt))})`;
      return offset === 0
        ? 'ngày làm việc đầu tiên tính là quá hạn'
        : `${workingDays(offset)} sau ngày bắt đầu tính quá hạn${since}`;
    }
  }
}

function movedWords({ origin: { moved } }: Step): string {
  switch (moved) {
    case null:
      return '';
    case 'closed':
      return '; lúc đó ngoài giờ gửi thư nên gửi vào giờ gửi thư kế tiếp';
    case 'eventDay':
      return '; lùi về trước vì trùng ngày sự kiện của Kế hoạch';
    case 'afterDaysOff':
      return '; nhắc lại vào ngày làm việc đầu tiên sau các ngày nghỉ, khi chưa hết hạn';
    case 'grace':
      return '; lùi lại để cách thư thông báo thời hạn 02 ngày làm việc';
    case 'released':
      return '; gửi ngay khi được phép vì mốc thường đã qua';
  }
}

/** Days off by the calendar that lie between the step and what it is counted from, and so moved it. */
function daysOffWords(
  { at: moment, origin: { anchor } }: Step,
  { targetAt, overdueAt, dueDay }: LadderFacts,
  calendar: Calendar,
): string {
  const from = anchor === 'target' ? targetAt : anchor === 'late' ? overdueAt : null;
  if (from === null) return '';
  const [first = dayAt(from), last = first] = [dayAt(moment), dayAt(from)].sort();
  const names = namedDaysOff(calendar, first, last);
  const off = names.length === 0 ? '' : `; không tính ngày nghỉ: ${names.join(', ')}`;
  const isDueOff = anchor === 'target' && dueDay !== null && !isWorkingDay(calendar, dueDay);
  return isDueOff ? `${off}; hạn ${dayInWords(dueDay)} là ngày nghỉ` : off;
}

function namedDaysOff(calendar: Calendar, first: Day, last: Day): readonly string[] {
  const names = new Set<string>();
  for (let on = first; on <= last; on = plusDays(on, 1)) {
    const row = calendar.days.get(on);
    if (row !== undefined && !isWorkingDay(calendar, on) && weekday(on) <= 5) names.add(row.name);
  }
  return [...names];
}

function workingDays(count: number): string {
  return `${String(count).padStart(2, '0')} ngày làm việc`;
}
