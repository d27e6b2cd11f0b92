import type { MailAddress, OutgoingMail } from '../activities/ports.js';
import type { EntryMessage } from '../domain/calendar-entry.js';
import type { Instant } from '../domain/day.js';
import type { NoticeContent } from './content.js';
import { deadlineIcs } from './ics.js';
import { sharedRendering } from './templates/shared-rendering.js';

/** A calendar entry that goes with a mail. */
export interface CalendarEntry extends EntryMessage {
  /** Stable over all changes of one duty. */
  readonly uid: string;
  readonly reportName: string;
}

/** A mail in facts: what it says and to whom, before it has words. */
export interface MailInFacts {
  readonly messageId: string;
  readonly officeId: string;
  readonly to: OutgoingMail['to'];
  readonly replyTo: OutgoingMail['replyTo'];
  readonly senderName: string;
  readonly content: NoticeContent;
  readonly calendar: readonly CalendarEntry[];
  readonly attachments: OutgoingMail['attachments'];
  readonly reference: string;
  readonly writtenAt: Instant;
}

/** Makes composers that send in one name: `from` is the installation's address, the name is the plan's body. */
export function mailComposer(
  from: MailAddress,
  /** Where the bounces of a mail go, by its Message-ID. */
  returnPathOf: (messageId: string) => string | null = () => null,
): (mail: MailInFacts) => OutgoingMail {
  const domain = from.address.slice(from.address.indexOf('@') + 1);
  const render = sharedRendering();
  return (mail) => {
    const { subject, text, html } = render(mail.content);
    const sender = { name: mail.senderName, address: from.address };
    return {
      messageId: mail.messageId,
      from: sender,
      returnPath: returnPathOf(mail.messageId),
      to: mail.to,
      replyTo: mail.replyTo,
      subject,
      text,
      html,
      ics: mail.calendar.map(({ uid, reportName, ...entry }) =>
        deadlineIcs({
          ...entry,
          uid: `obligation-${uid}@${domain}`,
          writtenAt: mail.writtenAt,
          title: `Hạn gửi ${reportName}`,
          description: subject,
          organizer: sender,
          attendee: { name: mail.to.name ?? '', address: mail.to.address },
        }),
      ),
      attachments: mail.attachments,
      // In a rehearsal this is the stepped day, so that the mailbox reads like the weeks it plays.
      headers: {
        Date: new Date(mail.writtenAt).toUTCString(),
        'X-Dondoc-Office': mail.officeId,
        'X-Notice-Key': mail.reference,
      },
    };
  };
}
