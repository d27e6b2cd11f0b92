import { plusWorkingDays } from '../domain/calendar.js';
import { dayOf, plusDays, type Day } from '../domain/day.js';
import { numberOf, printedDate, resolved, type Groups } from './dates.js';
import type { DueContext } from './due-context.js';

/**
 * The day that "05 ngày kể từ …" counts to, the first day not counted (Điều 147–148 Bộ luật Dân sự 2015);
 * null when the event's day is not printed, undefined when the words count no days.
 */
export function countedDay(
  groups: Groups,
  context: DueContext,
  found: string,
): Day | null | undefined {
  // "tối thiểu sau 01 ngày" is the earliest day, not the last.
  if (/^(?:tối thiểu|không ít hơn)/iu.test(found)) return null;
  // "trong 10 ngày, từ ngày … đến ngày …" is a span of days.
  if (/^(?:ngày )?\d/u.test(groups['event'] ?? '')) return undefined;
  const n = numberOf(groups['n']);
  const printed = printedDate(groups, 'a') ?? printedDate(groups, 'b');
  const from = resolved(printed, context) ?? eventDay(groups, context);
  if (from === null || !(n > 0)) return null;
  return groups['work'] === undefined
    ? plusDays(from, n)
    : plusWorkingDays(context.calendar, from, n);
}

/** The events whose day the document prints elsewhere, or the calendar fixes. */
const EVENTS: readonly { pattern: RegExp; on: (context: DueContext) => Day | null }[] = [
  {
    pattern: /kết thúc (?:6|06|sáu) tháng đầu năm/u,
    on: ({ planYear }) => (planYear === null ? null : dayOf(planYear, 6, 30)),
  },
  {
    pattern: /kết thúc năm/u,
    on: ({ planYear }) => (planYear === null ? null : dayOf(planYear, 12, 31)),
  },
  {
    // "đợt kiểm tra" may be one of many within the campaign: its end is not the campaign's.
    pattern:
      /kết thúc (?:tháng hành động|đợt(?= (?:cao điểm|hành động|vận động|thi đua|ra quân|tuyên truyền|truyền thông|phát động|này)|[,;.]|\s*$)|tuần|chiến dịch|cao điểm|thời gian thực hiện|kế hoạch)/u,
    on: ({ windowEnd }) => windowEnd,
  },
  {
    pattern:
      /(?:ban hành|ký)(?: ban hành)? (?:kế hoạch|công văn|văn bản|chỉ thị|quyết định|hướng dẫn|thông báo|chương trình|công điện) này/u,
    on: ({ issuedOn }) => issuedOn,
  },
];

function eventDay(groups: Groups, context: DueContext): Day | null {
  const event = groups['event'] ?? '';
  return EVENTS.find(({ pattern }) => pattern.test(event))?.on(context) ?? null;
}
