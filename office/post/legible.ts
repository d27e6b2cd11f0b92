import type { SettledMessage } from '../../activities/ledger-port.js';

/**
 * An answer as PostgreSQL can keep it: a relay may say any byte, and text of the database holds neither
 * NUL nor half a character. Refused there, the answer would be tried again and then given up.
 */
export function legible(settled: SettledMessage): SettledMessage {
  const { outcome } = settled;
  return {
    ...settled,
    subject: legibleText(settled.subject),
    outcome: {
      ...outcome,
      response: legibleText(outcome.response),
      ...('conversation' in outcome && outcome.conversation !== null
        ? { conversation: legibleText(outcome.conversation) }
        : {}),
    },
  };
}

const NUL_OR_HALF_CHARACTER =
  /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without what PostgreSQL cannot keep. */
export function legibleText(text: string): string {
  return text.replace(NUL_OR_HALF_CHARACTER, '\ufffd');
}
