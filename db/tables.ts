import type { AgencyLinkTables } from './tables/agency-link.js';
import type { ArchiveTables } from './tables/archive.js';
import type { AuditTables } from './tables/audit.js';
import type { AxisTables } from './tables/axis.js';
import type { CollectionTables } from './tables/collection.js';
import type { ComplianceTables } from './tables/compliance.js';
import type { CycleTables } from './tables/cycle.js';
import type { DirectoryTables } from './tables/directory.js';
import type { ExchangeTables } from './tables/exchange.js';
import type { HandedUpTables } from './tables/handed-up.js';
import type { InstallationTables } from './tables/installation.js';
import type { ObligationTables } from './tables/obligation.js';
import type { PaperTables } from './tables/paper.js';
import type { PlanTables } from './tables/plan.js';
import type { PostTables } from './tables/post.js';
import type { ProgrammeTables } from './tables/programme.js';
import type { RemindingTables } from './tables/reminding.js';
import type { WorkflowTables } from './tables/workflow.js';

export type { Data, MessageClass, MessageState, PlanIdentity } from './tables/columns.js';

/** Every table of the ledger, by what its rows belong to. */
export interface Tables
  extends
    InstallationTables,
    DirectoryTables,
    AgencyLinkTables,
    PlanTables,
    CycleTables,
    ObligationTables,
    CollectionTables,
    ComplianceTables,
    RemindingTables,
    PostTables,
    PaperTables,
    ProgrammeTables,
    HandedUpTables,
    AxisTables,
    ArchiveTables,
    ExchangeTables,
    AuditTables,
    WorkflowTables {}
