import type { CycleFacts, PlanFacts } from '../domain/cycle.js';
import type { Instant } from '../domain/day.js';
import type { OutgoingMail } from './ports.js';

export interface CycleRef {
  readonly officeId: string;
  readonly cycleId: string;
}

export interface PlanRef {
  readonly officeId: string;
  readonly planId: string;
}

/** With what a workflow looks at the ledger: whether one of its hands is still at work. */
export interface Look {
  readonly busy: boolean;
}

/** What a workflow sees of the ledger: facts for the rule, and what people read in the Temporal UI. */
export interface WorkflowView<Facts> {
  readonly facts: Facts;
  readonly now: Instant;
  /** A rehearsal: time is stepped from outside, nothing waits on a timer. */
  readonly stepped: boolean;
  readonly label: string;
}

export interface PreparedWave {
  /** Mails now waiting for a lane, of this wave and of earlier ones. */
  readonly waiting: number;
  readonly rungs: Readonly<Record<string, number>>;
}

/** One mail a lane has taken, with the lease it must be settled under. */
export interface ClaimedMessage {
  readonly messageId: string;
  readonly mail: OutgoingMail;
}

export interface SettledMessage {
  readonly messageId: string;
  readonly outcome:
    | { readonly kind: 'sent'; readonly response: string }
    | { readonly kind: 'refused'; readonly response: string }
    | { readonly kind: 'retry'; readonly response: string; readonly afterMs: number }
    /** May have arrived: a reminder goes again under the same Message-ID, a formal letter waits. */
    | { readonly kind: 'unknown'; readonly response: string };
}

export interface ClaimResult {
  readonly claimed: readonly ClaimedMessage[];
  /** Rows of this scope not yet settled, those leased by others included. */
  readonly left: number;
}

/** Which mails a lane works off: ladder mails in sending hours, or answers to acts at once. */
export interface LaneScope {
  readonly kind: 'ladder' | 'post';
  readonly officeId: string | null;
}

/** The mails of the ledger, one row a mail; the rows are the progress. */
export interface MailLedger {
  claim(input: {
    readonly scope: LaneScope;
    readonly lane: string;
    readonly limit: number;
    readonly leaseMs: number;
  }): Promise<ClaimResult>;
  /** Records answers; a row whose lease was lost meanwhile is left as it is. */
  settle(input: {
    readonly lane: string;
    readonly settled: readonly SettledMessage[];
  }): Promise<void>;
  /** Stops every lane after a refused login, until an operator acts. */
  stopRelay(reason: string): Promise<void>;
}

/** What the workflows may ask of the ledger; every step is idempotent and guarded by its state. */
export interface CycleLedger {
  /** Reads the facts and notes that the workflow has seen this revision, and whether it now rests. */
  viewCycle(look: CycleRef & Look): Promise<WorkflowView<CycleFacts>>;
  viewPlan(look: PlanRef & Look): Promise<WorkflowView<PlanFacts>>;
  openCycles(ref: PlanRef): Promise<void>;
  closePlan(ref: PlanRef): Promise<void>;
  prepareWave(officeId: string): Promise<PreparedWave>;
  draftLetter(ref: CycleRef): Promise<void>;
  closeCollection(ref: CycleRef): Promise<void>;
  consolidate(ref: CycleRef): Promise<void>;
  askApproval(ref: CycleRef): Promise<void>;
  sendUp(ref: CycleRef): Promise<void>;
  closeEdits(ref: CycleRef): Promise<void>;
  closeCycle(ref: CycleRef): Promise<void>;
}
