import type { OutgoingMail } from '../../activities/ports.js';
import { wholeText } from '../../mail/shared-text.js';
import { instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';

/** What a calendar holds of one UID: when the entry ends, or null once it was cancelled. */
interface Held {
  readonly sequence: number;
  readonly ends: Instant | null;
}

/**
 * The calendar of one mailbox, as RFC 5546 has it: of two words on one UID that with the higher SEQUENCE
 * counts (2.1.5), and one SEQUENCE says one thing. Throws for what no calendar could follow.
 */
export class CalendarClient {
  readonly #held = new Map<string, Held>();

  receive({ ics }: Pick<OutgoingMail, 'ics'>): void {
    for (const { method, content } of ics) this.#take(method, wholeText(content));
  }

  /** Every entry that the calendar shows, by UID. */
  shown(): ReadonlyMap<string, Instant> {
    return new Map(
      [...this.#held].flatMap(([uid, { ends }]) => (ends === null ? [] : [[uid, ends]])),
    );
  }

  #take(method: 'REQUEST' | 'CANCEL', content: string): void {
    const lines = content.replace(/\r\n[ \t]/g, '').split('\r\n');
    const all = (name: string): readonly string[] =>
      lines
        .filter((line) => line.split(/[;:]/)[0] === name)
        .map((line) => line.slice(line.indexOf(':') + 1));
    const [uid, ...moreUids] = all('UID');
    const [sequence, stamp, ends] = [all('SEQUENCE')[0], all('DTSTAMP')[0], all('DTEND')[0]];
    if (uid === undefined || sequence === undefined || stamp === undefined || ends === undefined) {
      throw new Error(`an entry without its properties:\n${content}`);
    }
    if (moreUids.length > 0) throw new Error('one object speaks of two entries (RFC 5546 3.2.2)');
    if (all('METHOD')[0] !== method)
      throw new Error('the method of the part is not that of the object');
    const held = this.#held.get(uid);
    if (held === undefined && method === 'CANCEL') throw new Error(`${uid} was never invited`);
    const next: Held = {
      sequence: Number(sequence),
      ends: method === 'CANCEL' ? null : momentOf(ends),
    };
    if (next.sequence === held?.sequence && next.ends !== held.ends) {
      throw new Error(`${uid} changed under one SEQUENCE (RFC 5546 2.1.4)`);
    }
    if (held === undefined || next.sequence > held.sequence) this.#held.set(uid, next);
  }
}

/** `20260703T100000Z` as an instant. */
function momentOf(text: string): Instant {
  const found = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (found === null) throw new Error(`not a moment in UTC: ${text}`);
  const [, year, month, day, hour, minute, second] = found;
  return instant(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  );
}
