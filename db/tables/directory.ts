import type { ColumnType, Generated } from 'kysely';
import type { Day, Instant } from '../../domain/day.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import type { OfficeSettings } from '../../domain/schemas/office-settings.js';
import type { Data, Json } from './columns.js';

/** The rows of office, set_up_code, calendar_day, staff, absence, sign_in_failure, spent_code, password_reset, agency, agency_part, contact. */
export interface DirectoryTables {
  office: {
    id: string;
    kind: 'live' | 'rehearsal';
    name: string;
    short_name: string;
    email_domain: string;
    settings: Json<OfficeSettings>;
    mother_office_id: string | null;
    clock_at: Instant | null;
    rehearsal: Json<Data> | null;
    created_at: Generated<Instant>;
    /** The time that a restore took away, what an officer decided about it, and until when nobody is asked for a report. */
    lost_from: Generated<Instant | null>;
    lost_until: Generated<Instant | null>;
    lost_decision: Generated<'agenciesTold' | 'nothingLost' | null>;
    quiet_until: Generated<Instant | null>;
    /** When it was opened; null while it is being prepared and its mails stay inside. */
    opened_at: Generated<Instant | null>;
    /** The fictional office that shows what an office is like. */
    sample: Generated<boolean>;
  };
  /** Codes that were printed for whoever sets up the first office, by their hashes. */
  set_up_code: {
    code_hash: string;
    made_at: Instant;
    ends_at: Instant;
  };
  calendar_day: {
    office_id: string;
    day: Day;
    kind: 'holiday' | 'compensatory' | 'swap_off' | 'swap_work';
    confirmed: boolean;
    name: string;
    source: string | null;
  };
  staff: {
    office_id: string;
    id: string;
    user_id: string | null;
    name: string;
    email: string;
    phone: string | null;
    roles: string[];
    deputy_of: string | null;
    active: Generated<boolean>;
    joined_at: Generated<Instant>;
  };
  /** Who is away, both days included; `taker_id` null: his deputy does the work. */
  absence: {
    office_id: string;
    id: string;
    staff_id: string;
    from_day: Day;
    to_day: Day;
    taker_id: string | null;
  };
  /** Wrong passwords by the hash of the address they were entered for. */
  sign_in_failure: {
    address_hash: string;
    failures: number;
    last_at: Instant;
    paused_until: Instant | null;
  };
  /** Codes of a telephone that have let somebody in, by their hashes. */
  spent_code: {
    user_id: string;
    code_hash: string;
    spent_at: Instant;
  };
  /** One-time links by which one of the staff chooses another password. */
  password_reset: {
    office_id: string;
    id: string;
    staff_id: string;
    made_at: Instant;
    ends_at: Instant;
    used_at: Instant | null;
  };
  agency: {
    office_id: string;
    id: string;
    name: string;
    kind: AgencyKind;
    tags: Generated<string[]>;
    standing: Generated<boolean>;
    binding: Generated<boolean>;
    /** By what the document axis knows it; null: nobody has said. */
    organ_id: Generated<string | null>;
    valid_from: Day | null;
    valid_to: Day | null;
    successor_id: string | null;
    /** Under which code of the administrative units it is kept. */
    unit_code: Generated<string | null>;
    /** The name without case and marks, made by the database. */
    folded: ColumnType<string, never, never>;
  };
  /** Which agencies came out of another when it was split. */
  agency_part: {
    office_id: string;
    agency_id: string;
    from_id: string;
    split_on: Day;
  };
  contact: {
    office_id: string;
    id: string;
    agency_id: string;
    position: number;
    role: 'mailbox' | 'person' | 'head';
    name: string | null;
    email: string;
    phone: string | null;
    bounced_at: Instant | null;
    failing_since: Generated<Instant | null>;
    bounced_by: Generated<string | null>;
    valid_from: Day | null;
    valid_to: Day | null;
  };
}
