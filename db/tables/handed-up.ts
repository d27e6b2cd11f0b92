import type { Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { Json } from './columns.js';

/** A duty of ours at the office above, as it names it. */
export interface DutyAbove {
  readonly id: string;
  readonly name: string;
  readonly duePhrase: string;
}

/** The rows of upward_line, handed_up. */
export interface HandedUpTables {
  /** By which link of ours the office above takes reports. */
  upward_line: {
    office_id: string;
    address: string;
    /** Opens what we owe there; told to nobody. */
    token: string;
  };
  handed_up: {
    office_id: string;
    document_id: string;
    state: 'waiting' | 'unclear' | 'received' | 'accepted' | 'returned' | 'refused';
    duty_id: string | null;
    /** Between which a person has to choose. */
    duties: Json<readonly DutyAbove[]> | null;
    try_at: Instant | null;
    tries: Generated<number>;
    problem: string | null;
    changed_at: Instant;
  };
}
