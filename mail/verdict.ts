import type { MailVerdict } from '../activities/ports.js';

/** What is known about a failed try. */
export interface FailedTry {
  readonly error: unknown;
  /** True once the whole message was given to the socket: the closing dot may have arrived. */
  readonly handedOver: boolean;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** When to try again, by the reply: greylisting and full boxes want minutes, a lost line seconds. */
const RETRY_AFTER_MS: Readonly<Record<number, number>> = {
  421: MINUTE_MS,
  450: 5 * MINUTE_MS,
  451: 2 * MINUTE_MS,
  452: 5 * MINUTE_MS,
  454: 5 * MINUTE_MS,
};
const OTHER_4XX_MS = 2 * MINUTE_MS;
const NETWORK_MS = 15 * SECOND_MS;
const SET_UP_MS = 10 * MINUTE_MS;

/**
 * What a failed try means for the message (RFC 5321 4.2.1: 4yz may pass later, 5yz never will);
 * only a line that died after the whole message was handed over leaves doubt (RFC 1047).
 */
export function verdictOf({ error, handedOver }: FailedTry): MailVerdict {
  const { code, responseCode, command, response } = factsOf(error);
  if (responseCode !== null) return byReply({ responseCode, command, code, response });
  if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'loginRefused', response };
  // Said by nodemailer before anything was sent: the address itself cannot be used.
  if (code === 'EENVELOPE' || isUnsafe(error)) return { kind: 'refused', response };
  if (handedOver) return { kind: 'unknown', response };
  if (code === 'ETLS' || code === 'ECONFIG') {
    return { kind: 'retry', response, afterMs: SET_UP_MS };
  }
  return { kind: 'retry', response, afterMs: NETWORK_MS };
}

interface Reply {
  readonly responseCode: number;
  readonly command: string;
  readonly code: string;
  readonly response: string;
}

function byReply({ responseCode, command, code, response }: Reply): MailVerdict {
  const permanent = responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  if (!permanent) {
    const afterMs = RETRY_AFTER_MS[responseCode] ?? OTHER_4XX_MS;
    return { kind: 'retry', response, afterMs };
  }
  return blamesUs({ command, code, responseCode })
    ? { kind: 'loginRefused', response }
    : { kind: 'refused', response };
}

/** The relay turns us away, not this recipient: greeting, login, "authentication required", our own sender address. */
function blamesUs({ command, code, responseCode }: Omit<Reply, 'response'>): boolean {
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535) return true;
  // 552 at MAIL FROM speaks of this message's size.
  if (command === 'MAIL FROM') return responseCode !== 552;
  return command === 'CONN' || command === 'EHLO' || command === 'HELO' || command === 'STARTTLS';
}

interface ErrorFacts {
  readonly code: string;
  readonly responseCode: number | null;
  readonly command: string;
  readonly response: string;
}

/** Reads what nodemailer puts on its errors; anything else is an error without a reply. */
function factsOf(error: unknown): ErrorFacts {
  const fields: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : '');
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: text('code'),
    responseCode: typeof fields['responseCode'] === 'number' ? fields['responseCode'] : null,
    command: text('command'),
    response: text('response') || message,
  };
}

function isUnsafe(error: unknown): boolean {
  return error instanceof Error && error.name === 'UnsafeMailError';
}
