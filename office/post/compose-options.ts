import type { OutgoingMail } from '../../activities/ports.js';
import type { WordingContext } from '../../mail/notice-facts.js';
import type { MailInFacts } from '../../mail/outgoing.js';

/** How a mail is put into words, and where its links lead. */
export interface ComposeOptions {
  readonly compose: (mail: MailInFacts) => OutgoingMail;
  readonly linkUrl: WordingContext['linkUrl'];
  readonly pageUrl: (path: string) => string;
}
