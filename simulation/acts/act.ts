import type { CalendarDay } from '../../domain/calendar-day.js';
import type { Day } from '../../domain/day.js';
import type { PaperAct } from '../papers.js';
import type { PlanChange } from '../plan-changes.js';

/** What every reason that a person must give says. */
export const REASON = 'Lý do';

/** Something that a person does, by the ids of the simulated office. */
export type Act =
  | { readonly do: 'start' | 'pause' | 'resume' | 'cancel'; readonly planId: string }
  | { readonly do: 'amend'; readonly planId: string; readonly changes: readonly PlanChange[] }
  /** No report is taken of a period, or it is taken after all. */
  | { readonly do: 'skip' | 'unskip'; readonly cycleId: string }
  /** One more period of the duty of a cycle, until the end of a day. */
  | { readonly do: 'addPeriod'; readonly cycleId: string; readonly day: Day }
  | {
      readonly do:
        'submit' | 'claim' | 'rejectClaim' | 'accept' | 'reopen' | 'waive' | 'withdrawOnTime';
      readonly dutyId: string;
    }
  | { readonly do: 'confirmClaim'; readonly dutyId: string; readonly arrivedOn: Day }
  | {
      readonly do: 'return' | 'setDue' | 'askExtension';
      readonly dutyId: string;
      readonly day: Day;
    }
  | { readonly do: 'decideExtension'; readonly extensionId: string; readonly grant: boolean }
  | { readonly do: 'releaseHeads' | 'closeCollection'; readonly cycleId: string }
  | { readonly do: 'paper'; readonly cycleId: string; readonly act: PaperAct }
  | {
      readonly do: 'changeDay';
      readonly day: Day;
      readonly row: Omit<CalendarDay, 'day'> | null;
    }
  | { readonly do: 'correctAddress'; readonly agencyId: string; readonly position: number }
  | { readonly do: 'arrived' | 'sendAgain'; readonly mailId: string }
  /** The agency is gone from today; who succeeds it, if anybody does. */
  | {
      readonly do: 'closeAgency';
      readonly agencyId: string;
      readonly successorId: string | null;
    }
  | { readonly do: 'leave'; readonly staffId: string }
  | { readonly do: 'backUp' | 'restore' }
  /** Whether agencies are told which hours were lost; else nothing came in. */
  | { readonly do: 'decideLostHours'; readonly told: boolean }
  | { readonly do: 'decideHeld'; readonly noticeId: string; readonly release: boolean };
