import { LEASE_MS } from '../../activities/held-leases.js';
import type { ClaimedMessage, MailLedger, SettledMessage } from '../../activities/ledger-port.js';
import type { MailTransport, MailVerdict, OutgoingMail } from '../../activities/ports.js';
import { aMail } from '../mail/relay.js';

/** A mail row as small as a lane needs it. */
export interface Row {
  readonly id: string;
  state: 'planned' | 'sending' | 'sent' | 'refused';
  lane: string | null;
  leaseUntilMs: number;
  /** Whether its sending was noted as begun. */
  begun: boolean;
}

/** Mails in memory with leases on a clock that stands until it is moved. */
export interface FakeMails extends MailLedger {
  readonly rows: readonly Row[];
  /** Every group of answers as it was recorded. */
  readonly groups: readonly (readonly SettledMessage[])[];
  readonly claims: number;
  readonly renewals: number;
  /** How many mails each claim asked for. */
  readonly limits: readonly number[];
  /** Whether the relay is shut: nothing is claimed. */
  shut: boolean;
  /** Whether many people are at the ledger. */
  crowd: boolean;
  /** What `settle` does before it records; to fail or to wait. */
  beforeSettle: () => Promise<void>;
  /** What `claim` does before it answers. */
  beforeClaim: () => Promise<void>;
  /** What `begin` does before it notes anything. */
  beforeBegin: () => Promise<void>;
  /** What `renew` does before it answers. */
  beforeRenew: () => Promise<void>;
  state(id: string): Row['state'];
}

export interface FakeClock {
  nowMs: number;
}

/** So many planned mails, named `m1`, `m2` …; `foreign` of them are held by another lane that has just died. */
export function fakeMails(count: number, clock: FakeClock, foreign = 0): FakeMails {
  const rows: Row[] = Array.from({ length: count }, (_, index) => ({
    id: `m${String(index + 1)}`,
    state: index < foreign ? 'sending' : 'planned',
    lane: index < foreign ? 'another lane' : null,
    leaseUntilMs: index < foreign ? clock.nowMs + LEASE_MS : 0,
    begun: index < foreign,
  }));
  const groups: SettledMessage[][] = [];
  const limits: number[] = [];
  let renewals = 0;
  const mails: FakeMails = {
    rows,
    groups,
    limits,
    shut: false,
    crowd: false,
    get claims() {
      return limits.length;
    },
    get renewals() {
      return renewals;
    },
    beforeSettle: async () => undefined,
    beforeClaim: async () => undefined,
    beforeBegin: async () => undefined,
    beforeRenew: async () => undefined,
    state: (id) => rows.find((row) => row.id === id)!.state,
    claim: async ({ lane, limit, leaseMs, begins = limit }) => {
      limits.push(limit);
      await mails.beforeClaim();
      const free = mails.shut ? [] : rows.filter((row) => isFree(row, clock));
      const taken = free.slice(0, limit);
      for (const [nth, row] of taken.entries()) {
        const leaseUntilMs = clock.nowMs + leaseMs;
        Object.assign(row, { state: 'sending', lane, leaseUntilMs, begun: nth < begins });
      }
      const open = rows.filter(({ state }) => state === 'planned' || state === 'sending');
      const underWay = open.filter((row) => !isFree(row, clock)).length;
      return { claimed: taken.map(claimedOf), left: open.length, underWay, againInMs: 0 };
    },
    begin: async ({ lane, messageIds }) => {
      await mails.beforeBegin();
      const held = rows.filter(
        (row) => messageIds.includes(row.id) && row.state === 'sending' && row.lane === lane,
      );
      for (const row of held) row.begun = true;
      return held.map(({ id }) => id);
    },
    crowded: async () => mails.crowd,
    renew: async ({ lane, leaseMs }) => {
      await mails.beforeRenew();
      renewals += 1;
      const held = rows.filter((row) => row.state === 'sending' && row.lane === lane);
      for (const row of held) row.leaseUntilMs = clock.nowMs + leaseMs;
      return held.map(({ id }) => id);
    },
    settle: async (settled) => {
      await mails.beforeSettle();
      groups.push([...settled]);
      for (const { messageId, lane, outcome } of settled) {
        const row = rows.find(({ id }) => id === messageId);
        if (row?.state !== 'sending' || row.lane !== lane) continue;
        if (outcome.kind === 'sent') row.state = 'sent';
        else if (outcome.kind === 'answered') row.state = 'refused';
        else if (outcome.kind !== 'unknown') Object.assign(row, { state: 'planned', lane: null });
        mails.shut ||= outcome.kind === 'unreachable';
      }
      return { relayShut: mails.shut };
    },
  };
  return mails;
}

function isFree(row: Row, clock: FakeClock): boolean {
  return row.state === 'planned' || (row.state === 'sending' && row.leaseUntilMs < clock.nowMs);
}

function claimedOf({ id, begun }: Row): ClaimedMessage {
  const mail = aMail({ messageId: id });
  return { officeId: 'office-1', messageId: id, mail, entries: {}, begun };
}

/** A transport that remembers what it was given and answers as it is told. */
export function fakeTransport(
  answer: (mail: OutgoingMail) => MailVerdict | Promise<MailVerdict> = () => SENT,
): MailTransport & { readonly given: readonly string[] } {
  const given: string[] = [];
  return {
    given,
    send: async (mail, mayBegin = async () => true) => {
      if (!(await mayBegin())) return { kind: 'notTried', response: 'not to begin' };
      given.push(mail.messageId);
      return answer(mail);
    },
    close: async () => undefined,
  };
}

export const SENT: MailVerdict = { kind: 'sent', response: '250 OK' };
export const REFUSED: MailVerdict = {
  kind: 'answered',
  response: '550 5.1.1 no such user',
  reply: { code: 550, enhanced: '5.1.1', stage: 'recipient' },
  conversation: null,
};
export const UNREACHABLE: MailVerdict = {
  kind: 'unreachable',
  response: 'connect ECONNREFUSED',
  conversation: null,
};

/** A turn of the event loop, in which everything else that is ready gets its turn. */
export async function turn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

/** A promise that is settled from outside. */
export function later<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value) => resolve(value) };
}
