import type { Day } from './day.js';

/** What makes a day differ from its weekday. */
export type CalendarKind = 'holiday' | 'compensatory' | 'swap_off' | 'swap_work';

/** One row of the calendar: a day off on a weekday, or a Saturday worked. */
export interface CalendarDay {
  readonly day: Day;
  readonly kind: CalendarKind;
  /** False while the deciding document is not out. */
  readonly confirmed: boolean;
  readonly name: string;
  /** The deciding document, when known. */
  readonly source: string | null;
}
