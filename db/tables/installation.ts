import type { Generated } from 'kysely';
import type { Instant } from '../../domain/day.js';

/** The rows of installation, installation_run, backup_run. */
export interface InstallationTables {
  /** One row: where this ledger belongs. */
  installation: {
    one: Generated<boolean>;
    instance_id: string;
    seat: string | null;
    system_id: string | null;
    beat: Generated<number>;
    beat_at: Generated<Instant>;
    closed_why: 'restored' | 'byHand' | null;
    restored_to: Instant | null;
  };
  installation_run: {
    run: string;
    started_at: Generated<Instant>;
    /** How far the ledger's clock was ahead of that of the worker's machine, in milliseconds. */
    ledger_ahead_ms: Generated<number | null>;
    beat_at: Generated<Instant | null>;
  };
  backup_run: {
    id: string;
    kind: 'backup' | 'drill';
    started_at: Generated<Instant>;
    finished_at: Instant | null;
    folder: string;
    rows: number | null;
    bytes: number | null;
    sha256: string | null;
    problem: string | null;
  };
}
