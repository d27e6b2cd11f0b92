import type { MailRow } from '../../api/contract/admin.js';

/**
 * How many copies of each mail are in the list, by the mail's id: the same subject to the same
 * recipient at the same moment of the ledger, which is what one Message-ID stands for.
 */
export function twinsOf(mails: readonly MailRow[]): ReadonlyMap<string, number> {
  const copies = new Map<string, string[]>();
  for (const mail of mails) {
    const key = JSON.stringify([mail.to, mail.subject, mail.at]);
    copies.set(key, [...(copies.get(key) ?? []), mail.id]);
  }
  return new Map([...copies.values()].flatMap((ids) => ids.map((id) => [id, ids.length])));
}
