import type { Instant } from '../../domain/day.js';

/** The rows of axis_message. */
export interface AxisTables {
  /** A message of the document axis that was taken: a report by its duty, a status by the paper or plan. */
  axis_message: {
    office_id: string;
    id: string;
    /** By which it is known when it is brought again. */
    key: string;
    sha256: string;
    from_organ: string;
    from_name: string;
    obligation_id: string | null;
    document_id: string | null;
    plan_id: string | null;
    status_code: string | null;
    description: string | null;
    said_at: Instant | null;
    taken_at: Instant;
    taken_by: string;
    /** When and by whom a refusal was said to be seen to; null: it was not, or it is none. */
    seen_to_at: Instant | null;
    seen_to_by: string | null;
  };
}
