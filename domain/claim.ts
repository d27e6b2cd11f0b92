import { at, dayAt } from './day.js';
import type { Day, Instant } from './day.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';

/** "Đã gửi qua hệ thống văn bản": what an agency says it sent, until the office has looked. */
export interface Claim {
  readonly state: 'open' | 'confirmed' | 'rejected' | 'overtaken';
  readonly said: ClaimedDocument;
  readonly claimedAt: Instant;
  /** When the document counts as having come; null until it was found. */
  readonly arrivedAt: Instant | null;
  /** Why the office did not find it. */
  readonly reason: string | null;
  readonly decidedAt: Instant | null;
}

/** The document as the agency names it. */
export interface ClaimedDocument {
  readonly documentNumber: string | null;
  readonly documentDate: Day | null;
  readonly signer: string | null;
  readonly senderName: string;
}

export type ClaimCommand =
  | { readonly type: 'confirm'; readonly arrivedOn: Day }
  | { readonly type: 'reject'; readonly reason: string }
  /** The report came by another way, or another claim took its place. */
  | { readonly type: 'overtake' };

export type ClaimEvent =
  | { readonly type: 'confirmed'; readonly arrivedAt: Instant; readonly at: Instant }
  | { readonly type: 'rejected'; readonly reason: string; readonly at: Instant }
  | { readonly type: 'overtaken'; readonly at: Instant };

export type ClaimRefusal = 'NOT_CLAIMED' | 'REASON_MISSING' | 'DAY_INVALID';

/** A claim just made. */
export function newClaim(said: ClaimedDocument, now: Instant): Claim {
  return { state: 'open', said, claimedAt: now, arrivedAt: null, reason: null, decidedAt: null };
}

/** What an act makes of a claim at `now`, or why it is refused; a claim is decided once. */
export function decideClaim(
  claim: Claim,
  command: ClaimCommand,
  now: Instant,
): Result<ClaimEvent, ClaimRefusal> {
  if (claim.state !== 'open') return refuse('NOT_CLAIMED');
  switch (command.type) {
    case 'confirm':
      // Nothing can have arrived on a day that has not begun.
      if (command.arrivedOn > dayAt(now)) return refuse('DAY_INVALID');
      return ok({
        type: 'confirmed',
        arrivedAt: arrivalOf(command.arrivedOn, claim.claimedAt, now),
        at: now,
      });
    case 'reject':
      if (command.reason.trim() === '') return refuse('REASON_MISSING');
      return ok({ type: 'rejected', reason: command.reason, at: now });
    case 'overtake':
      return ok({ type: 'overtaken', at: now });
  }
}

/** The claim after one event. */
export function evolveClaim(claim: Claim, event: ClaimEvent): Claim {
  switch (event.type) {
    case 'confirmed':
      return { ...claim, state: 'confirmed', arrivedAt: event.arrivedAt, decidedAt: event.at };
    case 'rejected':
      return { ...claim, state: 'rejected', reason: event.reason, decidedAt: event.at };
    case 'overtaken':
      return { ...claim, state: 'overtaken', decidedAt: event.at };
  }
}

/** A document that arrived on the day of the claim or before counts from the claim at the latest; one that came later, from the end of its day. */
function arrivalOf(arrivedOn: Day, claimedAt: Instant, now: Instant): Instant {
  const endOfDay = at(arrivedOn, 17 * 60);
  const latest = endOfDay < now ? endOfDay : now;
  if (arrivedOn > dayAt(claimedAt)) return latest;
  return claimedAt < latest ? claimedAt : latest;
}
