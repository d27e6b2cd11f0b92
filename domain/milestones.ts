import type { Instant } from './day.js';

/** The stages people see, in the order of a plan's life; they overlap where life overlaps. */
export const STAGES = [
  'issued',
  'campaign',
  'collecting',
  'consolidating',
  'awaitingApproval',
  'reportingUp',
  'acknowledged',
  'closed',
] as const;

export type Stage = (typeof STAGES)[number];

export interface MilestoneFacts {
  readonly startedAt: Instant | null;
  readonly windowFromAt: Instant | null;
  readonly openedAt: Instant | null;
  readonly collectionClosedAt: Instant | null;
  readonly firstSubmittedForApprovalAt: Instant | null;
  readonly approvedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly consolidates: boolean;
}

/** The stages a plan has reached and when, derived from dates and acts alone; collecting begins where the campaign's window does not come later. */
export function milestonesOf(
  facts: MilestoneFacts,
): readonly { readonly name: Stage; readonly businessAt: Instant }[] {
  const reached: Record<Stage, Instant | null> = {
    issued: facts.startedAt,
    campaign: later(facts.windowFromAt, facts.startedAt),
    collecting: facts.openedAt,
    consolidating: facts.consolidates ? facts.collectionClosedAt : null,
    awaitingApproval: facts.consolidates ? facts.firstSubmittedForApprovalAt : null,
    reportingUp: facts.consolidates ? facts.approvedAt : null,
    acknowledged: facts.acknowledgedAt,
    closed: facts.closedAt,
  };
  return STAGES.flatMap((name) => {
    const businessAt = reached[name];
    return businessAt === null ? [] : [{ name, businessAt }];
  });
}

/** A plan started in the middle of its campaign enters it on the day of the start. */
function later(windowFrom: Instant | null, started: Instant | null): Instant | null {
  if (windowFrom === null || started === null) return null;
  return windowFrom > started ? windowFrom : started;
}
