import { verdictOf } from '../domain/relay-verdict.js';
import type { AnswerBook } from './answer-book.js';
import type { HeldLeases } from './held-leases.js';
import type { ClaimedMessage, MailLedger } from './ledger-port.js';
import type { MailTransport, MailVerdict } from './ports.js';

/** A mail whose turn comes so long after its claim is claimed anew: meanwhile a report may have come, or the day ended. */
const STALE_MS = 30_000;

/** So long a lane waits when it could not note that mails begin: it would only claim them anew. */
const LEDGER_AWAY_MS = 500;

interface SendersOptions {
  readonly mails: Pick<MailLedger, 'begin'>;
  readonly transport: MailTransport;
  readonly book: AnswerBook;
  readonly leases: HeldLeases;
  readonly lane: string;
  /** Mails under way at once. */
  readonly connections: number;
  readonly signal: AbortSignal;
  readonly monotonicMs: () => number;
  /** Waits while others come before its mails. */
  readonly giveWay: () => Promise<void>;
}

/** What a lane has claimed and is sending. */
export interface LaneSenders {
  /** Sends these mails too, claimed at `askedAtMs`. */
  add(mails: readonly ClaimedMessage[], askedAtMs: number): void;
  /** Resolves once few of what was added last have not begun, or when nothing more will begin. */
  fewLeft(): Promise<void>;
  /** Resolves once all that was added has its answer. */
  allEnded(): Promise<void>;
  isIdle(): boolean;
  /** Nothing more will be added and nothing is under way: many lanes of one wave share their signal. */
  over(): void;
  /** Mails that were tried so far. */
  tried(): number;
  readonly counts: { readonly sent: number; readonly refused: number };
}

/** A claimed mail that waits for its turn, and when its claim was asked for. */
type QueuedMail = ClaimedMessage & { readonly askedAtMs: number };

/**
 * Sends what a lane has claimed, so many at once. Whether a mail may begin is asked when its line
 * is there and it would leave the next moment: under a lease still held, with room for its answer.
 */
export function laneSenders(options: SendersOptions): LaneSenders {
  const { book, leases, lane, connections, signal, monotonicMs } = options;
  const counts = { sent: 0, refused: 0 };
  /** Claimed, and not noted as begun. */
  const queue: QueuedMail[] = [];
  /** Noted as begun; nothing else leaves. */
  const ready: QueuedMail[] = [];
  let beginning: Promise<void> | null = null;
  let beingBegun = 0;
  const senders = new Set<Promise<void>>();
  const aborted = new Set<() => void>();
  let atWork = 0;
  let tried = 0;
  let lastAdded = 0;
  let onFew = (): void => undefined;
  const waiting = (): number => queue.length + ready.length + beingBegun;
  const isFew = (): boolean => waiting() < Math.max(connections, lastAdded / 2);

  /** Has the next few mails noted as begun while those before them leave: one statement a few mails. */
  const beginMore = (): void => {
    if (beginning !== null || queue.length === 0 || ready.length > connections) return;
    const group = queue.splice(0, connections);
    beingBegun = group.length;
    beginning = begin(group).finally(() => {
      beginning = null;
      if (isFew()) onFew();
    });
  };
  const begin = async (group: readonly QueuedMail[]): Promise<void> => {
    await options.giveWay();
    try {
      const messageIds = group.map(({ messageId }) => messageId);
      const held = new Set(await options.mails.begin({ lane, messageIds }));
      for (const one of group) {
        if (held.has(one.messageId)) ready.push(one);
        else leases.forget(one.messageId);
      }
    } catch {
      // The ledger is away, and nothing begins that it does not know of.
      await new Promise((resolve) => {
        setTimeout(resolve, LEDGER_AWAY_MS);
      });
      giveBack(group);
    }
    beingBegun = 0;
    if (signal.aborted) giveBackQueued();
  };

  const sendNext = async ({ askedAtMs, ...next }: QueuedMail): Promise<void> => {
    const state = { begun: false, lost: false };
    const mayBegin = async (): Promise<boolean> => {
      await book.room();
      if (signal.aborted || book.relayShut() || monotonicMs() - askedAtMs >= STALE_MS) return false;
      state.begun = leases.holds(next.messageId);
      state.lost = !state.begun;
      return state.begun;
    };
    // An end waits for what has begun, not for a line that may never come.
    const outcome: MailVerdict = await unlessAborted(
      options.transport.send(next.mail, mayBegin).catch((error: unknown) => broken(error, state)),
      () => (state.begun ? null : NOT_TRIED),
    );
    leases.forget(next.messageId);
    // A lease lost is somebody else's mail now: it is neither sent nor answered for.
    if (state.lost) return;
    if (outcome.kind !== 'notTried') tried += 1;
    if (outcome.kind === 'sent') counts.sent += 1;
    if (outcome.kind === 'answered' && verdictOf(outcome.reply).about === 'address') {
      counts.refused += 1;
    }
    book.add({ ...answerFor(next, lane), outcome });
    // Each further mail would fail the same way; the ledger says when one may try.
    if (shuts(outcome)) await book.written();
  };
  /** The answer, or at an end from outside what `instead` says, unless it says null. */
  const unlessAborted = async (
    answer: Promise<MailVerdict>,
    instead: () => MailVerdict | null,
  ): Promise<MailVerdict> =>
    new Promise((resolve, reject) => {
      const tell = (): void => {
        const value = instead();
        if (value !== null) resolve(value);
      };
      aborted.add(tell);
      answer.then(resolve, reject).finally(() => {
        aborted.delete(tell);
      });
      if (signal.aborted) tell();
    });
  const sender = async (): Promise<void> => {
    for (;;) {
      const next = ready.shift();
      beginMore();
      if (next !== undefined) {
        if (isFew()) onFew();
        await sendNext(next);
      } else if (beginning === null) break;
      else await beginning;
    }
    // At once, not when its promise is settled: whoever adds mails in between must find it gone.
    atWork -= 1;
  };
  const giveBack = (mails: readonly QueuedMail[]): void => {
    for (const next of mails) {
      leases.forget(next.messageId);
      book.add({ ...answerFor(next, lane), outcome: NOT_TRIED });
    }
  };
  const giveBackQueued = (): void => {
    giveBack([...ready.splice(0), ...queue.splice(0)]);
    onFew();
  };
  const onAbort = (): void => {
    giveBackQueued();
    for (const tell of aborted) tell();
  };
  signal.addEventListener('abort', onAbort);
  return {
    over: () => {
      signal.removeEventListener('abort', onAbort);
    },
    counts,
    tried: () => tried,
    isIdle: () => senders.size === 0,
    add: (mails, askedAtMs) => {
      lastAdded = mails.length;
      for (const mail of mails) (mail.begun ? ready : queue).push({ ...mail, askedAtMs });
      if (signal.aborted) giveBackQueued();
      const wanted = Math.min(connections, atWork + waiting());
      while (atWork < wanted) {
        atWork += 1;
        const one = sender().finally(() => {
          senders.delete(one);
        });
        senders.add(one);
      }
    },
    fewLeft: async () =>
      new Promise((resolve) => {
        onFew = resolve;
        if (isFew()) resolve();
      }),
    allEnded: async () => {
      await Promise.all(senders);
    },
  };
}

const NOT_TRIED: MailVerdict = { kind: 'notTried', response: 'not tried' };

/** What a transport that throws instead of answering leaves behind: a mail that had begun may have gone. */
function broken(error: unknown, { begun }: { readonly begun: boolean }): MailVerdict {
  if (!begun) return NOT_TRIED;
  const response = error instanceof Error ? error.message : String(error);
  return { kind: 'unknown', response, conversation: null };
}

function answerFor({ officeId, messageId, mail, entries }: ClaimedMessage, lane: string) {
  return { officeId, messageId, lane, subject: mail.subject, entries };
}

/** Whether every further mail would meet the same: nobody there, or the relay itself says no. */
function shuts(outcome: MailVerdict): boolean {
  if (outcome.kind === 'unreachable') return true;
  return outcome.kind === 'answered' && verdictOf(outcome.reply).about === 'relay';
}
