import type { Generated } from 'kysely';
import type { Counter } from '../../domain/counting.js';
import type { Day, Instant } from '../../domain/day.js';
import type { Half } from '../../domain/halves.js';
import type { ObligationState } from '../../domain/obligation.js';

/** The rows of obligation, extension, claim, call. */
export interface ObligationTables {
  obligation: {
    office_id: string;
    id: string;
    cycle_id: string;
    agency_id: string;
    binding: boolean;
    chased: boolean;
    state: ObligationState;
    epoch: Generated<number>;
    original_target_at: Instant | null;
    original_overdue_at: Instant | null;
    target_at: Instant | null;
    overdue_at: Instant | null;
    due_day: Day | null;
    granted_day: Day | null;
    armed_at: Instant | null;
    version: Generated<number>;
    on_time: boolean | null;
    first_received_at: Instant | null;
    received_at: Instant | null;
    claimed_at: Instant | null;
    accepted_at: Instant | null;
    nil: Generated<boolean>;
    /** The half of the report that is still to come after the other; it is never overdue. */
    missing_half: Half | null;
    ever_returned: Generated<boolean>;
    reason: string | null;
    reached: string | null;
    next_rung: string | null;
    next_at: Instant | null;
    changed_at: Instant;
    /** The counters this row adds one to, by the rule of `domain/counting.ts`. */
    counted: Generated<Counter[]>;
    /** The groups (khối, cụm, kind) in which it does so besides its cycle. */
    groups: Generated<string[]>;
    /** How often the row was written: the SEQUENCE of its calendar entry. */
    changes: Generated<number>;
  };
  extension: {
    office_id: string;
    id: string;
    obligation_id: string;
    reason: string;
    wanted_day: Day;
    requested_by: string;
    requested_at: Instant;
    /** More than the report upward leaves: a leader's to grant, by `domain/obligation.ts`. */
    leaders: Generated<boolean>;
    state: 'asked' | 'granted' | 'refused';
    granted_day: Day | null;
    answer: string | null;
    decided_at: Instant | null;
  };
  claim: {
    office_id: string;
    id: string;
    obligation_id: string;
    state: 'open' | 'confirmed' | 'rejected' | 'overtaken';
    document_number: string | null;
    document_date: Day | null;
    signer: string | null;
    sender_name: string;
    claimed_at: Instant;
    arrived_at: Instant | null;
    reason: string | null;
    decided_at: Instant | null;
    /** The signed document that came with it. */
    upload_id: Generated<string | null>;
  };
  call: {
    office_id: string;
    id: string;
    obligation_id: string;
    answered: string;
    promised_day: Day | null;
    by_staff: string;
    at: Instant;
  };
}
