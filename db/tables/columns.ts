import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';

/** A column of JSON: read as a value, written as text. */
export type Json<T> = ColumnType<T, string, string>;

/** Plain data of an open shape, read back as it was written. */
export type Data = Readonly<Record<string, unknown>>;

/** What tells whether the workflow of a plan or cycle is alive; real time, but for `wakes_at`. */
export interface Watched {
  last_error_at: Instant | null;
  last_error_step: string | null;
  /** Since when something told has not been seen. */
  told_at: Instant | null;
  looked_at: Generated<Instant>;
  /** Business time up to which the workflow sleeps; null: until it is told. */
  wakes_at: Instant | null;
  told_again_at: Instant | null;
  alarm_at: Instant | null;
}

/** `formal` is a letter copy that must not be sent twice without a person's word. */
export type MessageClass = 'ladder' | 'event' | 'desk' | 'formal';

export type MessageState =
  'planned' | 'sending' | 'sent' | 'bounced' | 'refused' | 'suppressed' | 'doubtful';

/** Identity belongs to the plan, not to the office: who signs, who answers the telephone. */
export type PlanIdentity = ConfirmedPlan['identity'];
