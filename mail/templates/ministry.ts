import type { MinistryCover } from '../content.js';
import { paragraph } from '../letter.js';
import type { Letter } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count, dayText } from '../wording.js';
import { contactText } from './agency-parts.js';

/** The cover of the mail copy to the level above: numbered, dated, the signed PDF attached. */
export function ministryLetter(cover: MinistryCover): Letter {
  const { title, issuedOn, subject } = cover.document;
  const numbered = `${oneLine(title)} ngày ${dayText(issuedOn)}`;
  const contact = contactText(cover.contact, 40);
  return {
    subject: fitSubject(
      { report: subject },
      ({ report }) => `[${cover.sendingBody}] ${numbered} ${about(report)}`,
    ),
    parts: [
      paragraph(`Kính gửi ${oneLine(cover.recipient)},`),
      paragraph(
        `${cover.inReplyTo === null ? '' : `Thực hiện ${oneLine(cover.inReplyTo)}, `}${oneLine(cover.sendingBody)} trân trọng kính gửi ${numbered} ${about(oneLine(subject))}.`,
      ),
      paragraph(
        `Bản ký số gửi kèm thư này (${count(cover.attachments.length)} tệp) có nội dung như bản đã gửi qua hệ thống văn bản:`,
      ),
      { kind: 'list', items: cover.attachments.map(oneLine) },
      ...(contact === null ? [] : [paragraph(contact)]),
      paragraph('Trân trọng.'),
    ],
  };
}

function about(subject: string): string {
  return /^về\s/iu.test(subject) ? subject : `về ${subject}`;
}
