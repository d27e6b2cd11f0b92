import type { Generated } from 'kysely';
import type { Day, Instant } from '../../domain/day.js';
import type { PeriodKind } from '../../domain/period.js';
import type { ClockRule } from '../../domain/due-clock.js';
import type { Json, Watched } from './columns.js';

/** The rows of cycle. */
export interface CycleTables {
  cycle: {
    office_id: string;
    id: string;
    plan_id: string;
    requirement_id: string;
    key: string;
    kind: 'collect' | 'onward';
    feeds_from: string | null;
    /** The cycle in whose report this one's go up; null for one with a report of its own. */
    merged_in: string | null;
    /** How long the periods of a duty that comes again are; null for one that does not. */
    period_kind: Generated<PeriodKind | null>;
    /** What the report of this cycle is called, with its period; null where its requirement says it all. */
    report_name: Generated<string | null>;
    period_from: Day | null;
    period_to: Day | null;
    cut_off: Day | null;
    due_phrase: string;
    /** The day that the office itself asks for beside the phrase, in words. */
    office_due: Generated<string | null>;
    due_day: Day | null;
    due_rule: Json<ClockRule> | null;
    hour_bound: Generated<boolean>;
    show_target: Generated<boolean>;
    target_at: Instant | null;
    overdue_at: Instant | null;
    onward_target_at: Instant | null;
    closes_for_new_at: Instant | null;
    closes_for_edits_at: Instant | null;
    letter_at: Instant | null;
    letter_on_first_late_day: Generated<boolean>;
    letter_drafted_at: Instant | null;
    head_released_at: Instant | null;
    opens_at: Instant;
    /** When the next cycle of the same duty opens. */
    next_opens_at: Generated<Instant | null>;
    /** Whether it is the last planned one of a duty that comes again. */
    last_of_series: Generated<boolean>;
    /** It rests on somebody's word whose paper has no number yet. */
    number_awaited: Generated<boolean>;
    opened_at: Instant | null;
    paused_at: Instant | null;
    cancelled_at: Instant | null;
    collection_closed_at: Instant | null;
    edits_closed_at: Instant | null;
    closed_at: Instant | null;
    desk_told_at: Instant | null;
    desk_rung: string | null;
    desk_at: Instant | null;
    /** When the halves of reports that are still to come are asked for next. */
    halves_at: Generated<Instant | null>;
    /** Taken out of its plan by an amendment, not only left out. */
    dropped: Generated<boolean>;
    revision: Generated<number>;
    seen_revision: Generated<number>;
    resting: Generated<boolean>;
    last_error: string | null;
  } & Watched;
}
