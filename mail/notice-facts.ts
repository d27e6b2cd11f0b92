import type { Day, Instant } from '../domain/day.js';
import type { LadderFacts, LadderSettings, timetable } from '../domain/ladder.js';
import type { ObligationState } from '../domain/obligation.js';
import type { Basis } from '../domain/schemas/basis.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';

/** One agency's duty in one cycle, as far as a mail speaks of it. */
export interface DutyFacts {
  readonly obligationId: string;
  /** What its ladder hangs on: its own target, day, epoch, whether bound or returned. */
  readonly ladder: LadderFacts;
  /** The day granted or set by a person; null while the cycle's own holds. */
  readonly grantedDay: Day | null;
  /** The plan's own words for the deadline. */
  readonly duePhrase: string;
  /** The day that the office itself asks for beside the phrase; null where it asks for what the plan prints. */
  readonly officeDue: string | null;
  /** Whether the plan prints a day that mails may name. */
  readonly showTarget: boolean;
  /** Tracking began only after the cycle's own target: that day would be nothing but a reproach. */
  readonly startedLate: boolean;
  /** The day until which more time was asked for, not yet answered. */
  readonly extensionAsked: Day | null;
}

/** What of a duty its calendar entry hangs on. */
export interface EntryFacts {
  readonly state: ObligationState;
  /** Whether its cycle was cancelled. */
  readonly cancelled: boolean;
  /** How often it was changed. */
  readonly changes: number;
}

/** What the words of a rung need to know. */
export interface RungFacts {
  readonly notice: { readonly name: string; readonly replaces: readonly string[] };
  readonly duty: DutyFacts | null;
  readonly reportName: string;
  readonly channel: string;
  readonly identity: ConfirmedPlan['identity'] | null;
  /** What the duty rests on where that is not the plan. */
  readonly basis: Basis | null;
  /** A sentence of the officer's before what the first mail asks; null for none. */
  readonly covering: string | null;
  /** How many files its plan goes with. */
  readonly files: number;
  readonly planCode: string;
  readonly agencyName: string;
  readonly link: AgencyLink | null;
}

/** What the words of any notice to an agency need to know; `data` is what the act itself said. */
export interface NoticeFacts extends RungFacts {
  readonly notice: RungFacts['notice'] & {
    readonly kind: 'ladder' | 'event' | 'desk';
    readonly data: Readonly<Record<string, unknown>>;
  };
  readonly duty: (DutyFacts & EntryFacts) | null;
}

/** What the personal link of an agency is made from. */
export interface AgencyLink {
  readonly linkId: string;
  readonly generation: number;
}

/** When, by which calendar and with which links a mail is put into words. */
export interface WordingContext {
  readonly now: Instant;
  readonly settings: LadderSettings;
  /** `timetable` by these settings; whoever words many mails remembers it. */
  readonly timetableOf: (facts: LadderFacts) => ReturnType<typeof timetable>;
  readonly linkUrl: (link: AgencyLink) => string;
}
