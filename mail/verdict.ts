import type { MailVerdict } from '../activities/ports.js';
import { enhancedCode } from '../domain/relay-verdict.js';
import type { Stage } from '../domain/relay-verdict.js';
import { UnsafeRecipientError } from './mime.js';
import { LineFailure } from './line-failure.js';

/** RFC 3207 4: the server has TLS, but it cannot be used now; so is a certificate that names somebody else (RFC 7817). */
const TLS_FAILED = 454;

/** Why a mail could not be written: by its recipient's address, or by something of our own, which speaks against nobody. */
export function verdictOfWriting(error: unknown): MailVerdict {
  const response = error instanceof Error ? error.message : String(error);
  return { kind: error instanceof UnsafeRecipientError ? 'unusable' : 'unwritable', response };
}

/** What a failed try was: an answer of the relay, silence, or doubt (RFC 1047). */
export function verdictOfFailure(error: unknown, conversation: string | null): MailVerdict {
  const failure = error instanceof LineFailure ? error : null;
  const { code, responseCode, command, response } = factsOf(failure?.reason ?? error);
  if (responseCode !== null) {
    const stage = stageOf(code, command);
    const reply = { code: responseCode, enhanced: enhancedCode(response), stage };
    return { kind: 'answered', response, reply, conversation };
  }
  if (code === 'EAUTH') {
    const reply = { code: 535, enhanced: null, stage: 'login' } as const;
    return { kind: 'answered', response, reply, conversation };
  }
  if (code === 'ETLS') {
    const reply = { code: TLS_FAILED, enhanced: null, stage: 'connect' } as const;
    return { kind: 'answered', response, reply, conversation };
  }
  // Said by nodemailer before anything was sent; both addresses have been looked at before.
  if (code === 'EENVELOPE') return { kind: 'unwritable', response };
  return failure?.handedOver === true
    ? { kind: 'unknown', response, conversation }
    : { kind: 'unreachable', response, conversation };
}

function stageOf(code: string, command: string): Stage {
  if (code === 'EAUTH' || command.startsWith('AUTH')) return 'login';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipient';
  if (command === 'DATA') return 'message';
  return 'connect';
}

interface ErrorFacts {
  readonly code: string;
  readonly responseCode: number | null;
  readonly command: string;
  readonly response: string;
}

/** Reads what nodemailer and a RefusedCommand put on their errors; anything else is an error without a reply. */
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
