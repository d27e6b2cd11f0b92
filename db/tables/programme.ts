import type { Generated } from 'kysely';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import type { Day, Instant } from '../../domain/day.js';
import type { EntryKind } from '../../domain/programme/unit-history.js';

/** The rows of programme, programme_entry, taken_figure. */
export interface ProgrammeTables {
  programme: {
    office_id: string;
    plan_id: string;
    /** What units are recognised as, in the words of the plan's targets. */
    subject: string;
    /** Which agencies are its units. */
    unit_kind: AgencyKind;
    /** The code of the figure in reports that says how many are recognised; null: none does. */
    indicator: string | null;
    /** The actor. */
    opened_by: string;
    opened_at: Instant;
  };
  /** One thing that befell a unit; what was wrong is struck and stays. */
  programme_entry: {
    office_id: string;
    id: string;
    plan_id: string;
    agency_id: string;
    /** The order of entering. */
    nth: number;
    kind: EntryKind;
    on_day: Day;
    year: number | null;
    decision_number: string | null;
    decision_day: Day | null;
    decision_by: string | null;
    reason: string | null;
    entered_by: string;
    entered_at: Instant;
    struck_by: Generated<string | null>;
    struck_at: Generated<Instant | null>;
    struck_reason: Generated<string | null>;
  };
  /** A figure that a period's report takes from a register, because an officer said so. */
  taken_figure: {
    office_id: string;
    cycle_id: string;
    code: string;
    /** A decimal. */
    value: string;
    plan_id: string;
    counted_on: Day;
    taken_by: string;
    taken_at: Instant;
  };
}
