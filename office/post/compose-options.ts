import type { OutgoingMail } from '../../activities/ports.js';
import type { TableBook } from '../../documents/table-book.js';
import type { WordingContext } from '../../mail/notice-facts.js';
import type { MailInFacts } from '../../mail/outgoing.js';

/** How a mail is put into words, and where its links lead. */
export interface ComposeOptions {
  readonly compose: (mail: MailInFacts) => OutgoingMail;
  readonly linkUrl: WordingContext['linkUrl'];
  readonly pageUrl: (path: string) => string;
  /** Makes the tables that go with a mail of the office; a rehearsal sends none. */
  readonly tables?: ((book: TableBook) => Promise<Buffer>) | undefined;
}
