import type { Generated } from 'kysely';
import type { Day, Instant } from '../../domain/day.js';
import type { RelayStanding } from '../../domain/relay-pause.js';
import type { EntryMessage } from '../../domain/calendar-entry.js';
import type { Json, MessageClass, MessageState } from './columns.js';

/** The rows of message, relay_state, relay_use, relay_limit, relay_alarm, mail_try. */
export interface PostTables {
  message: {
    office_id: string;
    id: string;
    header_id: string;
    class: MessageClass;
    agency_id: string | null;
    contact_id: string | null;
    staff_id: string | null;
    to_name: string | null;
    to_address: string | null;
    day: Day;
    wave_id: string | null;
    planned_for: Instant;
    state: MessageState;
    why: string | null;
    subject: string | null;
    attempts: Generated<number>;
    retry_at: Instant | null;
    lease_until: Instant | null;
    lease_by: string | null;
    /** Whether the sending of a claimed mail may have begun; only then is it in doubt when its lease is lost. */
    begun: Generated<boolean>;
    /** When somebody first saw that the lease had run out. */
    suspected_at: Generated<Instant | null>;
    sent_at: Instant | null;
    sent_real_at: Instant | null;
    response: string | null;
    unanswered: Generated<number>;
    answered_at: Generated<Instant | null>;
    refusal: Generated<string | null>;
    refusal_about: Generated<string | null>;
    failing_since: Generated<Instant | null>;
    /** Its recipient is to be marked as not to be reached; whoever settles next does it. */
    mark_due: Generated<boolean>;
    /** What its latest try told calendars, by obligation. */
    entries: Generated<Json<Readonly<Record<string, EntryMessage>>> | null>;
    /** It left for the built-in mailbox only: its office was being prepared. */
    inside: Generated<boolean>;
    ordinal: Generated<number>;
  };
  relay_state: {
    relay: string;
    standing: Generated<RelayStanding>;
    stopped_at: Instant | null;
    reason: string | null;
    refusal: Generated<string | null>;
    try_at: Generated<Instant | null>;
    pause_ms: Generated<number | null>;
    probe: Generated<string | null>;
    opened_at: Generated<Instant | null>;
  };
  relay_use: {
    relay: string;
    span: 'minute' | 'day';
    since: Instant;
    mails: number;
  };
  relay_limit: {
    relay: string;
    minute: number | null;
    day: number | null;
  };
  relay_alarm: {
    relay: string;
    said: string | null;
    said_at: Generated<Instant>;
  };
  mail_try: {
    id: Generated<number>;
    office_id: string;
    message_id: string;
    at: Generated<Instant>;
    response: string;
    conversation: string | null;
  };
}
