import { isWorkingDay, type Calendar } from '../domain/calendar.js';
import { daysBetween, plusDays, weekday, type Day } from '../domain/day.js';
import { endOfYearProposed } from '../domain/end-proposed.js';
import { printedDay } from '../domain/printed-day.js';
import { fold } from '../domain/fold.js';
import type { DraftObligation, DraftQuestion, Recurrence } from '../domain/schemas/plan-draft.js';
import type { UnquestionedDraft } from './unquestioned-draft.js';

const WEEKDAYS = ['thứ hai', 'thứ ba', 'thứ tư', 'thứ năm', 'thứ sáu', 'thứ bảy', 'chủ nhật'];
const PRINTED = /(?<!\p{L})(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\p{L})/u;
/** Days off in a row that a weekend alone does not make. */
const FEWEST_HOLIDAYS = 4;

/** A weekday printed beside a day that is another: a slip of one of the two. */
export function onWeekday({ due }: DraftObligation, about: string): DraftQuestion[] {
  const [name] = PRINTED.exec(fold(due.phrase)) ?? [];
  if (name === undefined || due.date === null) return [];
  const digit = /\d/u.exec(name)?.[0];
  const printed = digit === undefined ? WEEKDAYS.indexOf(name) + 1 : Number(digit) - 1;
  if (printed === weekday(due.date)) return [];
  const near = nearestOf(due.date, printed);
  const [said, other] = [printedDay(due.date), printedDay(near)];
  return [
    {
      code: 'weekday_disagrees',
      about: `${about}.due`,
      message: `Văn bản ghi “${due.phrase}”, nhưng ngày ${said} là ${WEEKDAYS[weekday(due.date) - 1] ?? ''}; ${name} gần nhất là ngày ${other}. Vui lòng chọn ngày đúng.`,
      proposal: said,
      options: [said, other],
    },
  ];
}

/** The day of a weekday nearest to a day, at most three days off. */
function nearestOf(date: Day, printed: number): Day {
  const ahead = (printed - weekday(date) + 7) % 7;
  return plusDays(date, ahead <= 3 ? ahead : ahead - 7);
}

/** An hour amid a long holiday: who is to send it then, and who to receive it? */
export function onHolidays(
  { due }: DraftObligation,
  about: string,
  calendar: Calendar,
): DraftQuestion[] {
  const { date, time } = due;
  // Without an hour the day moves on by itself.
  if (date === null || time === null || isWorkingDay(calendar, date)) return [];
  const off = (from: Day, step: number): Day => {
    let last = from;
    while (!isWorkingDay(calendar, plusDays(last, step))) last = plusDays(last, step);
    return last;
  };
  const [first, last] = [off(date, -1), off(date, 1)];
  if (plusDays(first, FEWEST_HOLIDAYS - 1) > last) return [];
  return [
    {
      code: 'due_in_holidays',
      about: `${about}.due`,
      message: `Hạn “${due.phrase}” nằm trong đợt nghỉ từ ${printedDay(first)} đến ${printedDay(last)}. Có giữ nguyên hạn này (đơn vị trực gửi báo cáo) không?`,
      proposal: 'Giữ nguyên',
      options: ['Giữ nguyên', 'Không theo dõi'],
    },
  ];
}

/**
 * Until when duties that come again are owed, where the document does not print its years; those of
 * each week or day end with the campaign.
 */
export function onEnd(draft: Omit<UnquestionedDraft, 'unread'>): DraftQuestion[] {
  const { window, period, obligations } = draft;
  if (period !== null) return [];
  const isOpen = ({ every }: Recurrence) =>
    window === null || (every !== 'week' && every !== 'day');
  const index = obligations.findIndex(({ due }) => due.recurrence?.some(isOpen) === true);
  if (index === -1) return [];
  const proposal = endProposed(draft);
  return [
    {
      code: 'end_missing',
      about: `obligations[${String(index)}].due`,
      message:
        'Văn bản yêu cầu báo cáo định kỳ nhưng không ghi thực hiện đến khi nào. Vui lòng nhập ngày kết thúc theo dõi.',
      proposal,
      options: [],
    },
  ];
}

/** A campaign of more days than this is what its monthly reports are about; in a shorter one they go on. */
const SHORT_CAMPAIGN = 62;

/** The end of the year that the subject names, or of the campaign; else of this year, of the next one when little is left of this. */
function endProposed({
  document,
  window,
  obligations,
}: Omit<UnquestionedDraft, 'unread'>): string | null {
  const named = /(?<!\p{L})năm\s*(?<year>\d{4})/iu.exec(document.subject ?? '')?.groups?.['year'];
  const monthly = obligations.every(
    ({ due }) => due.recurrence?.every(({ every }) => every === 'month') ?? true,
  );
  if (window !== null && monthly && daysBetween(window.from, window.to) > SHORT_CAMPAIGN)
    return printedDay(window.to);
  if (named !== undefined) return `31/12/${named}`;
  const from = window?.to ?? document.issuedOn;
  return from === null ? null : endOfYearProposed(from);
}

/** A duty with its day that names nobody. */
export function onOwner({ owedBy, due }: DraftObligation, about: string): DraftQuestion[] {
  if (owedBy.length > 0 || (due.date === null && due.recurrence === null)) return [];
  return [
    {
      code: 'owner_missing',
      about: `${about}.owedBy`,
      message: `Văn bản không ghi rõ ai phải gửi trong câu có hạn “${due.phrase}”. Vui lòng xác định; để “Tất cả” thì mọi đơn vị của kế hoạch đều phải gửi.`,
      proposal: 'Tất cả',
      options: [],
    },
  ];
}

/** A part of the sentence of a duty that was not understood. */
export function onUnread(
  { evidence }: DraftObligation,
  about: string,
  { unread }: Pick<UnquestionedDraft, 'unread'>,
): DraftQuestion[] {
  const parts = unread.filter(
    ({ why, start, end }) =>
      why === 'part_not_understood' && evidence.start <= start && end <= evidence.end,
  );
  if (parts.length === 0) return [];
  const said = parts.map(({ text }) => `“${text.replace(/\s+/gu, ' ')}”`).join('; ');
  return [
    {
      code: 'clause_not_understood',
      about: `${about}.due`,
      message: `Chưa hiểu được phần ${said} trong câu này. Vui lòng đọc lại và sửa nội dung nếu cần.`,
      proposal: null,
      options: [],
    },
  ];
}
