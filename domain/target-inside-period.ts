import { workingDayAfter, workingDayOnOrAfter, type Calendar } from './calendar.js';
import { at, instant } from './day.js';
import { printedDay } from './printed-day.js';
import type { DraftObligation, DraftQuestion, PlanDraft } from './schemas/plan-draft.js';

/** The question on a report asked for before the first working day after its campaign: it cannot cover all of it. */
export function targetInsidePeriod({
  window,
  obligation: { what, due },
  about,
  calendar,
}: {
  readonly window: PlanDraft['window'];
  readonly obligation: Pick<DraftObligation, 'what' | 'due'>;
  /** The place of the duty in its draft: `obligations[0]`. */
  readonly about: string;
  readonly calendar: Calendar;
}): DraftQuestion[] {
  const { date, remindTargetAt } = due;
  if (what !== 'report' || window === null || date === null || remindTargetAt === null) return [];
  const firstAfter = at(workingDayAfter(calendar, window.to), 0);
  if (date <= window.to || instant(remindTargetAt) >= firstAfter) return [];
  const proposed = printedDay(workingDayOnOrAfter(calendar, date));
  return [
    {
      code: 'target_inside_period',
      about: `${about}.due`,
      message: `Hiểu chặt “${due.phrase}” thì báo cáo phải gửi trước khi đợt thực hiện kết thúc (${printedDay(window.to)}). Đề xuất lấy mốc 17 giờ 00 ngày ${proposed}.`,
      proposal: `17:00 ${proposed}`,
      options: [],
    },
  ];
}
