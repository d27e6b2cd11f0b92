import { createHash } from 'node:crypto';

/** How the relay of the chaos behaves; every part can change in the middle of a mail. */
export interface SinkBehaviour {
  /** Whether anybody listens at the port at all. */
  readonly listening: boolean;
  /** A black hole: what comes is taken in, nothing is said until it thaws. */
  readonly frozen: boolean;
  readonly greetingMs: number;
  /** What MAIL FROM is answered instead of 250; null: nothing instead. */
  readonly sender: string | null;
  /** What some recipients are answered. */
  readonly recipient: Shared | null;
  /** What some mails are answered after their closing dot. */
  readonly message: Shared | null;
  /** How long the answer to a closing dot takes. */
  readonly answerMs: number;
  /** Of so many mails in a hundred the line is reset after the closing dot; they have arrived. */
  readonly resetPercent: number;
  /** What a login is answered instead of 235. */
  readonly login: string | null;
}

/** A reply that so many in a hundred get, always the same ones. */
export interface Shared {
  readonly percent: number;
  readonly reply: string;
}

/** Takes everything, each mail after a moment: a wave lasts long enough to have a middle. */
export const USUAL: SinkBehaviour = {
  listening: true,
  frozen: false,
  greetingMs: 0,
  sender: null,
  recipient: null,
  message: null,
  answerMs: 50,
  resetPercent: 0,
  login: null,
};

/** One mail as the sink met it. */
export interface SinkCopy {
  readonly headerId: string;
  readonly to: string;
  readonly beganAtMs: number;
  readonly endedAtMs: number;
  /** Whether the mail has arrived, whatever the sender heard of it. */
  readonly arrived: boolean;
  /** Whether an answer was written to a line that was still open. */
  readonly answered: boolean;
}

/** An address that was refused at its RCPT, before the mail had an id. */
export interface SinkRefusal {
  readonly to: string;
  readonly atMs: number;
  readonly reply: string;
}

export interface SinkRecord {
  readonly copies: readonly SinkCopy[];
  readonly refusals: readonly SinkRefusal[];
}

/** Whether a name is among so many in a hundred: the same names each time. */
export function isAmong(percent: number, name: string): boolean {
  const hash = createHash('sha256').update(name).digest().readUInt32BE();
  return hash < (percent / 100) * 2 ** 32;
}
