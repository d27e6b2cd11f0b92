import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { Data } from './columns.js';

/** The rows of audit, audit_head, audit_register, reason. */
export interface AuditTables {
  audit: {
    office_id: string;
    ordinal: Generated<number>;
    at: Instant;
    real_at: Generated<Instant>;
    actor: string;
    act: string;
    subject: string;
    details: ColumnType<Data, string | undefined, string>;
    sealed_as: number | null;
    seal: string | null;
  };
  audit_head: {
    office_id: string;
    sealed_as: number;
    seal: string;
    mac: string;
    at: Generated<Instant>;
    /** Offices in the register when this head was made; null in heads made before there was one. */
    registered: number | null;
  };
  audit_register: {
    office_id: string;
    registered_as: number;
    at: Generated<Instant>;
  };
  reason: {
    office_id: string;
    id: string;
    text: string;
    at: Instant;
  };
}
