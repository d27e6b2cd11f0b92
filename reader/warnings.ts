import {
  isConfirmed,
  isWorkingDay,
  workingDayOnOrAfter,
  type Calendar,
} from '../domain/calendar.js';
import { dayAt, dayOf, instant, plusDays, type Day } from '../domain/day.js';
import { printedDay } from '../domain/printed-day.js';
import type { DraftDue, DraftWarning } from '../domain/schemas/plan-draft.js';
import type { UnquestionedDraft } from './unquestioned-draft.js';

/** What a person should look at in a draft. */
export function warningsOn(draft: UnquestionedDraft, calendar: Calendar): DraftWarning[] {
  return draft.obligations.flatMap(({ due }, index) => {
    const about = `obligations[${index}].due`;
    if (due.date === null) return onNoSuchDay(due, about);
    return onDueDay({ draft, due, date: due.date, about, calendar });
  });
}

/** A day and month in digits, as a due phrase prints them. */
const PRINTED = /(?<![\d/])\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}(?:\s*(?:[/.-]|năm)\s*\d{4})?/u;

/** "trước ngày 31/6/2026": a slip of the text, and no day to remind of. */
function onNoSuchDay({ phrase, boundary }: DraftDue, about: string): DraftWarning[] {
  const [printed] = PRINTED.exec(phrase) ?? [];
  const names = ['before_day', 'before_time', 'by_end_of_day'].includes(boundary);
  if (!names || printed === undefined || !isImpossible(printed)) return [];
  return [
    {
      code: 'ocr_suspect',
      about,
      message: `Ngày “${printed}” không có trong lịch; vui lòng đối chiếu với bản gốc và nhập thời hạn.`,
    },
  ];
}

/** Whether no year has such a day; without a printed year 29/2 is possible. */
function isImpossible(printed: string): boolean {
  const [day = NaN, month = NaN, year = 2024] = (printed.match(/\d+/gu) ?? []).map(Number);
  return dayOf(year, month, day) === null;
}

interface DueDay {
  readonly draft: UnquestionedDraft;
  readonly due: DraftDue;
  readonly date: Day;
  readonly about: string;
  readonly calendar: Calendar;
}

function onDueDay({ draft, due, date, about, calendar }: DueDay): DraftWarning[] {
  const warnings: DraftWarning[] = [];
  const shown = printedDay(date);
  if (!isWorkingDay(calendar, date)) {
    warnings.push({
      code: 'due_on_day_off',
      about,
      message: `Ngày ${shown} là ngày nghỉ; thư nhắc sẽ lấy mốc là ngày làm việc trước đó.`,
    });
  }
  const target = due.remindTargetAt === null ? date : dayAt(instant(due.remindTargetAt));
  if (daysInside(target, date).some((day) => !isWorkingDay(calendar, day))) {
    warnings.push({
      code: 'long_gap_before_due',
      about,
      message: `Giữa mốc nhắc (${printedDay(target)}) và ngày ghi trong văn bản (${shown}) có ngày nghỉ; vui lòng cân nhắc mốc nhắc.`,
    });
  }
  const { issuedOn } = draft.document;
  if (issuedOn !== null && date < issuedOn) {
    warnings.push({
      code: 'due_before_issue',
      about,
      message: `Hạn ${shown} trước ngày ban hành văn bản (${printedDay(issuedOn)}).`,
    });
  }
  const end = workingDayOnOrAfter(calendar, date);
  const looked = [target, ...daysInside(target, end), end];
  if (looked.some((day) => !isConfirmed(calendar, day))) {
    warnings.push({
      code: 'unconfirmed_calendar',
      about,
      message: `Lịch nghỉ quanh ngày ${shown} chưa được xác nhận; vui lòng kiểm tra lịch làm việc.`,
    });
  }
  return warnings;
}

function daysInside(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = plusDays(from, 1); day < to; day = plusDays(day, 1)) days.push(day);
  return days;
}
