import type { ClaimedMessage, MailLedger, SettledMessage } from '../../activities/ledger-port.js';
import type { MailTransport, MailVerdict, OutgoingMail } from '../../activities/ports.js';
import { aMail } from '../mail/relay.js';

/** A mail row as small as a lane needs it. */
export interface Row {
  readonly id: string;
  state: 'planned' | 'sending' | 'sent' | 'refused';
  lane: string | null;
  leaseUntilMs: number;
}

/** Mails in memory with leases on a clock that stands until it is moved. */
export interface FakeMails extends MailLedger {
  readonly rows: readonly Row[];
  /** Every group of answers as it was recorded. */
  readonly groups: readonly (readonly SettledMessage[])[];
  readonly stops: readonly string[];
  readonly claims: number;
  /** How many mails each claim asked for. */
  readonly limits: readonly number[];
  /** What `settle` does before it records; to fail or to wait. */
  beforeSettle: () => Promise<void>;
  /** What `claim` does before it answers. */
  beforeClaim: () => Promise<void>;
  state(id: string): Row['state'];
}

export interface FakeClock {
  nowMs: number;
}

/** So many planned mails, named `m1`, `m2` …; `foreign` of them are held by another lane for 15 s. */
export function fakeMails(count: number, clock: FakeClock, foreign = 0): FakeMails {
  const rows: Row[] = Array.from({ length: count }, (_, index) => ({
    id: `m${String(index + 1)}`,
    state: index < foreign ? 'sending' : 'planned',
    lane: index < foreign ? 'another lane' : null,
    leaseUntilMs: index < foreign ? clock.nowMs + 15_000 : 0,
  }));
  const groups: SettledMessage[][] = [];
  const stops: string[] = [];
  const limits: number[] = [];
  const mails: FakeMails = {
    rows,
    groups,
    stops,
    limits,
    get claims() {
      return limits.length;
    },
    beforeSettle: async () => undefined,
    beforeClaim: async () => undefined,
    state: (id) => rows.find((row) => row.id === id)!.state,
    claim: async ({ lane, limit, leaseMs }) => {
      limits.push(limit);
      await mails.beforeClaim();
      const free = stops.length > 0 ? [] : rows.filter((row) => isFree(row, clock));
      const taken = free.slice(0, limit);
      for (const row of taken) {
        Object.assign(row, { state: 'sending', lane, leaseUntilMs: clock.nowMs + leaseMs });
      }
      const open = rows.filter(({ state }) => state === 'planned' || state === 'sending');
      return { claimed: taken.map(claimedOf), left: stops.length > 0 ? 0 : open.length };
    },
    settle: async ({ lane, settled }) => {
      await mails.beforeSettle();
      groups.push([...settled]);
      for (const { messageId, outcome } of settled) {
        const row = rows.find(({ id }) => id === messageId);
        if (row?.state !== 'sending' || row.lane !== lane) continue;
        if (outcome.kind === 'retry') Object.assign(row, { state: 'planned', lane: null });
        else if (outcome.kind !== 'unknown') row.state = outcome.kind;
      }
    },
    stopRelay: async (reason) => {
      stops.push(reason);
    },
  };
  return mails;
}

function isFree(row: Row, clock: FakeClock): boolean {
  return row.state === 'planned' || (row.state === 'sending' && row.leaseUntilMs < clock.nowMs);
}

function claimedOf({ id }: Row): ClaimedMessage {
  return { messageId: id, mail: aMail({ messageId: id }) };
}

/** A transport that remembers what it was given and answers as it is told. */
export function fakeTransport(
  answer: (mail: OutgoingMail, signal: AbortSignal) => MailVerdict | Promise<MailVerdict> = () =>
    SENT,
): MailTransport & { readonly given: readonly string[] } {
  const given: string[] = [];
  return {
    given,
    send: async (mail, signal) => {
      given.push(mail.messageId);
      return answer(mail, signal);
    },
    close: async () => undefined,
  };
}

export const SENT: MailVerdict = { kind: 'sent', response: '250 OK' };

/** A turn of the event loop, in which everything else that is ready gets its turn. */
export async function turn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
