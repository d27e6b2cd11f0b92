import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { WorkflowTarget } from '../../domain/workflow-id.js';
import type { Data } from './columns.js';

/** The rows of outbox, script_act. */
export interface WorkflowTables {
  outbox: {
    id: Generated<number>;
    office_id: string;
    target: WorkflowTarget | 'ended';
    target_id: string;
    created_at: Generated<Instant>;
    delivered_at: Instant | null;
    attempts: Generated<number>;
    next_try_at: Generated<Instant>;
    last_error: string | null;
    workflow_ids: Generated<string[]>;
  };
  script_act: {
    office_id: string;
    id: number;
    at: Instant;
    act: string;
    obligation_id: string | null;
    data: ColumnType<Data, string | undefined, string>;
    done_at: Instant | null;
    outcome: string | null;
  };
}
