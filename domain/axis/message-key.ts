import { wholeCode } from './document-code.js';
import type { AxisMessage, AxisHead, AxisStatus } from './message.js';
import { organKey } from './organ-id.js';

/**
 * By what a message is known, so that one brought twice is taken once: a document by its sender and id, a
 * status by its sender, document, code and moment; one that names no id, or brings an earlier one up to date,
 * by its bytes.
 */
export function messageKey(message: AxisHead | AxisStatus | AxisMessage, sha256: string): string {
  const sender = organKey(message.from.organId) || message.from.name.trim().toLowerCase();
  if (message.kind === 'status') {
    const { responseFor, code, at } = message;
    const about = responseFor.documentId || responseFor.code;
    return sender === '' || about === '' || at === null
      ? `bytes ${sha256}`
      : JSON.stringify(['status', sender, about, code, at]);
  }
  const isNew = message.business === '' || message.business === '0';
  return sender === '' || message.documentId === '' || !isNew
    ? `bytes ${sha256}`
    : JSON.stringify(['document', sender, message.documentId, wholeCode(message.code)]);
}
