import type { CycleFacts, PlanFacts } from '../domain/cycle.js';
import type { EntryMessage } from '../domain/calendar-entry.js';
import type { Instant } from '../domain/day.js';
import type { MailVerdict, OutgoingMail } from './ports.js';

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
  readonly officeId: string;
  readonly messageId: string;
  readonly mail: OutgoingMail;
  /** What it tells calendars, by obligation; kept with the answer. */
  readonly entries: Readonly<Record<string, EntryMessage>>;
  /** Whether the ledger has noted that its sending begins; before that it may not. */
  readonly begun: boolean;
}

/** What became of one try of a mail, by the lane that held it. */
export interface SettledMessage {
  readonly officeId: string;
  readonly messageId: string;
  readonly lane: string;
  /** The subject it was put into words with. */
  readonly subject: string;
  readonly entries: Readonly<Record<string, EntryMessage>>;
  readonly outcome: MailVerdict;
}

export interface ClaimResult {
  readonly claimed: readonly ClaimedMessage[];
  /** Rows of this scope that are to leave soon and are not settled yet, those leased by others included. */
  readonly left: number;
  /** Those of them that wait for nothing but the answer to a try under way. */
  readonly underWay: number;
  /** When something may be there to claim, in milliseconds; null: nobody can say. */
  readonly againInMs: number | null;
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
    /** How many of them are noted as begun with the claim; all without it. */
    readonly begins?: number;
  }): Promise<ClaimResult>;
  /**
   * Notes that the sending of some claimed mails begins, and answers which of them the lane still holds.
   * What a dead process had claimed and not begun goes to the next lane as if nothing had been.
   */
  begin(input: {
    readonly lane: string;
    readonly messageIds: readonly string[];
  }): Promise<readonly string[]>;
  /** Whether so many people are at the ledger that a wave has to give way to them. */
  crowded(): Promise<boolean>;
  /** Puts off the end of what a lane holds; answers the ids it still holds. */
  renew(input: { readonly lane: string; readonly leaseMs: number }): Promise<readonly string[]>;
  /** Records answers; a row whose lease was lost meanwhile is left as it is. */
  settle(settled: readonly SettledMessage[]): Promise<{ readonly relayShut: boolean }>;
}

/** A step of one cycle or plan, by the name of its activity; `look` for a look at the ledger. */
export interface StepOf {
  readonly ref: CycleRef | PlanRef;
  readonly step: string;
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
  /** Notes that a step is at work, for whoever looks for what stands still. */
  noteAtWork(ref: CycleRef | PlanRef): Promise<void>;
  /** Notes what a step failed with and when; kept until the step succeeds or is no longer due. */
  noteFailure(at: StepOf, words: string): Promise<void>;
  /** Clears what was noted of this step, and nothing else. */
  noteSuccess(at: StepOf): Promise<void>;
}
