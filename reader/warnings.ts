import {
  isConfirmed,
  isWorkingDay,
  workingDayOnOrAfter,
  type Calendar,
} from '../domain/calendar.js';
import { dayAt, instant, plusDays, type Day } from '../domain/day.js';
import { printedDay } from '../domain/printed-day.js';
import type { DraftDue, DraftWarning } from '../domain/schemas/plan-draft.js';
import type { UnquestionedDraft } from './questions.js';

/** What a person should look at in a draft. */
export function warningsOn(draft: UnquestionedDraft, calendar: Calendar): DraftWarning[] {
  return draft.obligations.flatMap(({ due }, index) =>
    due.date === null
      ? []
      : onDueDay({ draft, due, date: due.date, about: `obligations[${index}].due`, calendar }),
  );
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
  const looked = [target, ...daysInside(target, date), date, workingDayOnOrAfter(calendar, date)];
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
