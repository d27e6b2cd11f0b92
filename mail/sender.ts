import type { MailAddress } from '../activities/ports.js';

/** The sender of `MAIL_FROM`: an address, or a name with the address in angle brackets. */
export function senderOf(text: string): MailAddress {
  const named = /^(.*)<([^<>]+)>$/s.exec(text.trim());
  if (named === null) return { name: '', address: text.trim() };
  return { name: (named[1] ?? '').trim(), address: (named[2] ?? '').trim() };
}
