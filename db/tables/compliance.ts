import type { Day, Instant } from '../../domain/day.js';

/** The rows of compliance_list, compliance_objection. */
export interface ComplianceTables {
  compliance_list: {
    office_id: string;
    id: string;
    from_day: Day;
    to_day: Day;
    state: 'awaitingApproval' | 'agreed' | 'sentBack' | 'superseded';
    /** A `ComplianceList` as canonical text. */
    content: string;
    sha256: string;
    /** The actor. */
    put_forward_by: string;
    put_forward_at: Instant;
    decided_by: string | null;
    decided_at: Instant | null;
    reason: string | null;
  };
  compliance_objection: {
    office_id: string;
    id: string;
    obligation_id: string;
    words: string;
    /** Who says so for the agency. */
    said_by: string;
    said_at: Instant;
    answer: string | null;
    answered_by: string | null;
    answered_at: Instant | null;
  };
}
