import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { Data, Json } from './columns.js';

/** The rows of wave, notice. */
export interface RemindingTables {
  wave: {
    office_id: string;
    id: string;
    as_of: Instant;
    notices: number;
    messages: number;
    rungs: Json<Readonly<Record<string, number>>>;
  };
  notice: {
    office_id: string;
    id: string;
    key: string;
    kind: 'ladder' | 'event' | 'desk';
    name: string;
    plan_id: string | null;
    cycle_id: string | null;
    obligation_id: string | null;
    agency_id: string | null;
    document_id: string | null;
    epoch: Generated<number>;
    replaces: Generated<string[]>;
    planned_for: Instant;
    message_id: string | null;
    /** Since when it no longer stands for its rung, which may come again; null while it does. */
    given_back_at: Generated<Instant | null>;
    why: string | null;
    data: ColumnType<Data, string | undefined, string>;
    ordinal: Generated<number>;
  };
}
