import type { Calendar } from '../domain/calendar.js';
import type { Day } from '../domain/day.js';
import type { Recurrence } from '../domain/schemas/plan-draft.js';

/** What the rest of the document tells a due phrase. */
export interface DueContext {
  /** The year of the plan, for days printed without one; null when unknown. */
  readonly planYear: number | null;
  /** The last day of the campaign, for "kể từ ngày kết thúc …". */
  readonly windowEnd: Day | null;
  /** The day of the document, for "kể từ ngày ban hành …". */
  readonly issuedOn: Day | null;
  /** The calendar that working days are counted by. */
  readonly calendar: Calendar;
  /** How often the document's periodic reports come, for "tháng cuối kỳ báo cáo"; unknown when left out. */
  readonly periods?: readonly Recurrence['every'][];
}
