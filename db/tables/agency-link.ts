import type { Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';

/** The rows of link, link_session. */
export interface AgencyLinkTables {
  link: {
    office_id: string;
    id: string;
    agency_id: string;
    generation: Generated<number>;
    revoked_at: Instant | null;
    created_at: Generated<Instant>;
  };
  link_session: {
    token_hash: string;
    office_id: string;
    agency_id: string;
    generation: number;
    expires_at: Instant;
    opened_at: Generated<Instant>;
    /** Who said to be typing in it. */
    typist: Generated<string | null>;
  };
}
