import type { Generated } from 'kysely';
import type { Day, Instant } from '../../domain/day.js';
import type { ListedPaper } from '../../domain/work-file.js';
import type { Json } from './columns.js';

/** The rows of work_file, work_file_text, person_request. */
export interface ArchiveTables {
  /** Hồ sơ công việc of a plan that is over. */
  work_file: {
    office_id: string;
    plan_id: string;
    state: 'asked' | 'made' | 'handed';
    asked_at: Instant;
    asked_by: string;
    made_at: Instant | null;
    list: Json<readonly ListedPaper[]>;
    /** Of the list as it lies in the package, which names the hash of each paper. */
    list_sha256: string | null;
    /** Why it could not be made, in words; null while nothing failed. */
    problem: string | null;
    /** Who took it over for the archive, and the day. */
    taken_by: string | null;
    taken_on: Day | null;
    handed_at: Instant | null;
    handed_by: string | null;
    /** What of the plan's personal data was forgotten last. */
    forgotten: Generated<'traces' | 'papers' | null>;
    forgotten_at: Generated<Instant | null>;
  };
  /** Texts made for a file as its list was frozen. */
  work_file_text: {
    office_id: string;
    plan_id: string;
    nth: number;
    bytes: Buffer;
  };
  /** What somebody asked about the data held of him. */
  person_request: {
    office_id: string;
    id: string;
    kind: 'show' | 'correct' | 'erase';
    person: string;
    /** Addresses, telephones and names by which he is looked for. */
    words: string[];
    received_on: Day;
    due_on: Day;
    state: 'open' | 'done' | 'refused';
    answer: string | null;
    noted_by: string;
    noted_at: Instant;
    answered_by: string | null;
    answered_at: Instant | null;
  };
}
