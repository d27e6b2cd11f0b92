import type { Instant } from './day.js';
import { earliest } from './desk.js';
import type { PaperState } from './paper.js';

/** What one hand of a workflow is to do: a step that is due, a wait (null: until told), or nothing more. */
export type Answer<Step extends string> =
  | { readonly kind: 'do'; readonly step: Step }
  | { readonly kind: 'wait'; readonly until: Instant | null }
  | { readonly kind: 'end' };

/** Chasing: waves, the letter, the end of edits. */
export type ChaseStep = 'wave' | 'draftLetter' | 'closeEdits';
/** Reporting: collection closed → consolidation → approval → sent up → closed. */
export type ReportStep =
  'closeCollection' | 'consolidate' | 'askApproval' | 'sendUp' | 'closeCycle';

/** All that the ledger says of a cycle which bears on what happens next; counts and instants only. */
export interface CycleFacts {
  readonly kind: 'collect' | 'onward';
  /** Whether its reports are merged into one that goes up. */
  readonly consolidates: boolean;
  readonly opened: boolean;
  readonly paused: boolean;
  readonly cancelled: boolean;
  readonly closed: boolean;
  /** Earliest rung of an obligation that still owes, or of the desk; null when none is left. */
  readonly nextWaveAt: Instant | null;
  /** Ladder mails prepared and not yet settled. */
  readonly unsettled: number;
  /** Earliest moment at which those may leave: sending hours, and the relay's own wait. */
  readonly unsettledFrom: Instant | null;
  /** Obligations of bound agencies that still owe. */
  readonly owing: number;
  /** Claims waiting to be reconciled and reports waiting to be checked. */
  readonly unchecked: number;
  readonly overdue: number;
  readonly closesForNewAt: Instant | null;
  readonly closesForEditsAt: Instant | null;
  readonly collectionClosed: boolean;
  readonly editsClosed: boolean;
  readonly letterAt: Instant | null;
  readonly letterDrafted: boolean;
  readonly consolidated: boolean;
  /** The consolidated report; null before it is drafted. */
  readonly report: PaperState | null;
  /** When the next person in the chain is to be asked (again) for a paper of this cycle; once it is closed, for a report. */
  readonly askAt: Instant | null;
  /** The mail copy of the released report that is still to go up. */
  readonly copyOwed: boolean;
  /** Its paper has no number yet: it is asked for as long as the cycle may stay open. */
  readonly numberAwaited?: boolean;
}

/** What both hands of a cycle are due to do at `now`; every answer is guarded by the ledger alone. */
export function decideCycle(
  facts: CycleFacts,
  now: Instant,
): { readonly chase: Answer<ChaseStep>; readonly report: Answer<ReportStep> } {
  if (facts.cancelled) return { chase: { kind: 'end' }, report: { kind: 'end' } };
  if (facts.closed) return { chase: { kind: 'end' }, report: decideSupplement(facts, now) };
  if (!facts.opened || facts.paused) {
    return { chase: { kind: 'wait', until: null }, report: { kind: 'wait', until: null } };
  }
  return { chase: decideChase(facts, now), report: decideReport(facts, now) };
}

/** Whether edits are over: the door shuts at its time, or once the report is out and nobody is left. */
function editsAreOver(facts: CycleFacts, now: Instant): boolean {
  const settled = facts.owing === 0 && facts.unchecked === 0 && facts.collectionClosed;
  const out = facts.consolidates ? isOut(facts.report) : true;
  return (settled && out && facts.numberAwaited !== true) || isReached(facts.closesForEditsAt, now);
}

function decideChase(facts: CycleFacts, now: Instant): Answer<ChaseStep> {
  if (facts.editsClosed) return { kind: 'end' };
  const mailsDue = facts.unsettled > 0 && isReached(facts.unsettledFrom, now);
  if (mailsDue || isReached(facts.nextWaveAt, now)) return { kind: 'do', step: 'wave' };
  const letterWanted = facts.overdue > 0 && !facts.letterDrafted && !facts.collectionClosed;
  if (letterWanted && isReached(facts.letterAt, now)) return { kind: 'do', step: 'draftLetter' };
  if (editsAreOver(facts, now)) return { kind: 'do', step: 'closeEdits' };
  return {
    kind: 'wait',
    until: earliest([
      facts.nextWaveAt,
      facts.unsettled > 0 ? facts.unsettledFrom : null,
      letterWanted ? facts.letterAt : null,
      facts.closesForEditsAt,
    ]),
  };
}

function decideReport(facts: CycleFacts, now: Instant): Answer<ReportStep> {
  // A paper of any kind, the urging letter too, waits for its people whatever the stage.
  if (isReached(facts.askAt, now)) return { kind: 'do', step: 'askApproval' };
  if (!facts.collectionClosed) {
    const allIn = facts.owing === 0 && facts.unchecked === 0;
    if (allIn || isReached(facts.closesForNewAt, now))
      return { kind: 'do', step: 'closeCollection' };
    return { kind: 'wait', until: earliest([facts.closesForNewAt, facts.askAt]) };
  }
  if (facts.consolidates && !facts.consolidated) return { kind: 'do', step: 'consolidate' };
  if (facts.copyOwed) return { kind: 'do', step: 'sendUp' };
  const out = facts.consolidates ? isOut(facts.report) : true;
  if (out && facts.editsClosed) return { kind: 'do', step: 'closeCycle' };
  return { kind: 'wait', until: facts.askAt };
}

/** After the close there may still be a supplement on its way: it is asked for and sent up like the report. */
function decideSupplement({ askAt, copyOwed }: CycleFacts, now: Instant): Answer<ReportStep> {
  if (isReached(askAt, now)) return { kind: 'do', step: 'askApproval' };
  if (copyOwed) return { kind: 'do', step: 'sendUp' };
  return askAt === null ? { kind: 'end' } : { kind: 'wait', until: askAt };
}

function isOut(report: PaperState | null): boolean {
  return report === 'released' || report === 'acknowledged';
}

function isReached(moment: Instant | null, now: Instant): boolean {
  return moment !== null && now >= moment;
}

/** What the plan's own workflow is due to do. */
export type PlanStep = 'openCycle' | 'closePlan';

export interface PlanFacts {
  readonly started: boolean;
  readonly paused: boolean;
  readonly ended: boolean;
  /** Opening instant of the earliest cycle not yet opened; null when all are. */
  readonly nextOpeningAt: Instant | null;
  readonly openCycles: number;
  /** Until when a period that was left out may still be taken after all; null where none may. */
  readonly takenBackUntil: Instant | null;
}

/** What a plan is due to do at `now`: open its next cycle, close when all are closed and none can be taken after all, or wait. */
export function decidePlan(facts: PlanFacts, now: Instant): Answer<PlanStep> {
  if (facts.ended) return { kind: 'end' };
  if (!facts.started || facts.paused) return { kind: 'wait', until: null };
  if (isReached(facts.nextOpeningAt, now)) return { kind: 'do', step: 'openCycle' };
  if (facts.nextOpeningAt !== null || facts.openCycles > 0)
    return { kind: 'wait', until: facts.nextOpeningAt };
  // Closed with its only period left out, a plan could take it back no more, nor get another.
  if (facts.takenBackUntil !== null && now < facts.takenBackUntil)
    return { kind: 'wait', until: facts.takenBackUntil };
  return { kind: 'do', step: 'closePlan' };
}
