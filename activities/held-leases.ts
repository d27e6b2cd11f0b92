import type { MailLedger } from './ledger-port.js';

/** Shorter than the heartbeat timeout: a killed worker's mails are taken over as soon as its lane is. */
export const LEASE_MS = 8_000;
const RENEW_MS = 2_000;
/** No mail begins in the last second of a lease, or it would be under way when another lane takes it. */
const MARGIN_MS = 1_000;

/** The mails that a lane holds, and until when, by a clock that only goes forward. */
export interface HeldLeases {
  /** Notes a claim that was asked for at `askedAtMs`; its leases run from then at the latest. */
  took(messageIds: readonly string[], askedAtMs: number): void;
  /** Whether a mail may still be begun. */
  holds(messageId: string): boolean;
  forget(messageId: string): void;
  stop(): void;
}

/**
 * Keeps a lane's leases alive for as long as its mails are under way, whatever the relay takes: the
 * ledger's clock decides, and a lease is only held for as long as the ledger last confirmed it.
 */
export function heldLeases({
  mails,
  lane,
  monotonicMs,
}: {
  readonly mails: Pick<MailLedger, 'renew'>;
  readonly lane: string;
  readonly monotonicMs: () => number;
}): HeldLeases {
  const until = new Map<string, number>();
  let renewing = false;
  const renew = async (): Promise<void> => {
    if (renewing || until.size === 0) return;
    renewing = true;
    const askedAtMs = monotonicMs();
    const asked = [...until.keys()];
    try {
      const still = new Set(await mails.renew({ lane, leaseMs: LEASE_MS }));
      for (const id of asked) {
        if (!until.has(id)) continue;
        // Zero, not forgotten: a mail under way is still ours to answer for.
        until.set(id, still.has(id) ? askedAtMs + LEASE_MS : 0);
      }
    } catch {
      // The ledger is away: what is held runs out by itself, and nothing new is begun.
    } finally {
      renewing = false;
    }
  };
  const timer = setInterval(() => void renew(), RENEW_MS);
  return {
    took: (messageIds, askedAtMs) => {
      for (const id of messageIds) until.set(id, askedAtMs + LEASE_MS);
    },
    holds: (messageId) => monotonicMs() < (until.get(messageId) ?? 0) - MARGIN_MS,
    forget: (messageId) => {
      until.delete(messageId);
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
