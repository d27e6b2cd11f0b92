import type { Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';

/** The rows of link, link_session, contact_change. */
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
  }; /** A contact that an agency wants to have; name, address and telephone are null once it is settled or over. */
  contact_change: {
    office_id: string;
    id: string;
    agency_id: string;
    /** The contact whose place it takes; null: it comes beside the others. */
    replaces: string | null;
    name: string | null;
    email: string | null;
    phone: string | null;
    asked_by: string | null;
    asked_at: Instant;
    ends_at: Instant;
    settled_at: Instant | null;
  };
}
