import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';

import type { OutgoingMail } from '../../activities/ports.js';
import { instant } from '../../domain/day.js';
import type { LadderNotice } from '../../mail/content.js';
import { writtenMail } from '../../mail/mime.js';
import { mailComposer } from '../../mail/outgoing.js';
import { wholeText } from '../../mail/shared-text.js';
import { renderNotice } from '../../mail/templates/render.js';
import { sharedRendering } from '../../mail/templates/shared-rendering.js';
import { ladder, several } from './arbitrary-notices.js';
import { anItem } from './samples.js';

/** Names as offices write them, and as nobody should. */
const NAMES = [
  'Ủy ban nhân dân phường Bến Ngự',
  'Uỷ ban nhân dân xã Đắk Tơ Kan',
  'Sở Văn hóa, Thể thao và Du lịch',
  'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
  'Sở',
  'Công ty TNHH "Ánh & Sáng" <1’s>',
  'Ban Chỉ huy Quân sự xã Ỷ Tý!',
  'Trung tâm $& $1 \\1 {{name}}',
  'Ha\u0300 N\u00f4\u0323i',
  'Hai  dấu   cách',
  ' đầu và cuối ',
  'Dòng\r\nBcc: a@x.example',
  'Chữ riêng \uE0F7 và \uE0F8',
  'Đơn vị có tên rất dài '.repeat(8).trim(),
  '𠀀 chữ Nôm 𡨸喃',
  '',
];
const LINKS = [
  'https://bao-cao.example/b#0b6b2b0e.1.aZ_-',
  'https://bao-cao.example/b?x=1&y=<2>#"3"',
  'http://127.0.0.1:8080/b#Đ',
  null,
];

const named = (notice: LadderNotice, agencyName: string, linkUrl: string | null): LadderNotice =>
  notice.event === 'several'
    ? { ...notice, items: notice.items.map((item) => ({ ...item, agencyName, linkUrl })) }
    : { ...notice, agencyName, linkUrl };

describe('what reminders share', () => {
  test('each says to the letter what it says written alone', () => {
    const render = sharedRendering();
    fc.assert(
      fc.property(
        fc.oneof(ladder, several),
        fc.shuffledSubarray(NAMES, { minLength: 4 }),
        (notice, names) => {
          for (const [nth, name] of names.entries()) {
            const content = named(notice, name, LINKS[nth % LINKS.length] ?? null);
            const { subject, text, html } = render(content);
            expect({ subject, text: wholeText(text), html: wholeText(html) }).toEqual(
              renderNotice(content),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('two agencies with names of as many words have one text between them', () => {
    const render = sharedRendering();
    const of = (agencyName: string) => {
      const { text, html } = render({ ...anItem({ agencyName }), event: 'remind' });
      if (typeof text === 'string' || typeof html === 'string') throw new Error('not shared');
      return { text, html };
    };
    const first = of('Sở Y tế');
    const second = of('Sở Nội vụ');
    expect(second.text.shared).toBe(first.text.shared);
    expect(second.html.shared).toBe(first.html.shared);
    expect(second.text.own).toContain('Sở Nội vụ');
  });
});

const compose = mailComposer({ name: 'Đôn đốc', address: 'dondoc@bao-cao.example' });

function composed(content: LadderNotice, name: string, nth: number): OutgoingMail {
  return compose({
    messageId: `${String(nth)}@bao-cao.example`,
    officeId: 'office-1',
    to: { name, address: `dv${String(nth)}@x.example` },
    replyTo: { name: 'Nguyễn Văn An', address: 'an@bao-cao.example' },
    senderName: 'UBND tỉnh Sông Hương',
    content,
    calendar: [
      {
        method: 'REQUEST',
        uid: `uid-${String(nth)}`,
        sequence: nth,
        target: instant('2026-07-03T17:00:00+07:00'),
        reportName: 'báo cáo kết quả Tháng hành động',
      },
    ],
    attachments: [],
    reference: `obligation/${String(nth)}/remind/0`,
    writtenAt: instant('2026-07-01T08:00:00+07:00'),
  });
}

describe('a mail whose texts are shared', () => {
  test('has the bytes of one whose texts are its own', () => {
    fc.assert(
      fc.property(ladder, fc.integer({ min: 0, max: 99 }), (notice, nth) => {
        const name = NAMES[nth % NAMES.length] ?? '';
        const mail = composed(named(notice, name, LINKS[nth % LINKS.length] ?? null), name, nth);
        const own = {
          ...mail,
          text: wholeText(mail.text),
          html: wholeText(mail.html),
          ics: mail.ics.map((one) => ({ ...one, content: wholeText(one.content) })),
        };
        expect(writtenMail(mail)).toEqual(writtenMail(own));
      }),
      { numRuns: 40 },
    );
  });

  test('reads as the one that nodemailer makes of the same words', async () => {
    for (const [nth, name] of NAMES.entries()) {
      const linkUrl = LINKS[nth % LINKS.length] ?? null;
      const mail = composed(
        { ...anItem({ agencyName: name, linkUrl }), event: 'remind' },
        name,
        nth,
      );
      const ours = await PostalMime.parse(writtenMail(mail).message);
      const theirs = await PostalMime.parse(await byNodemailer(mail));
      expect(readBy(ours)).toEqual(readBy(theirs));
    }
  });
});

async function byNodemailer(mail: OutgoingMail): Promise<Buffer> {
  const [ics] = mail.ics;
  return new MailComposer({
    from: mail.from,
    to: { name: oneSpaced(mail.to.name ?? ''), address: mail.to.address },
    replyTo: mail.replyTo ?? '',
    subject: mail.subject,
    messageId: `<${mail.messageId}>`,
    text: wholeText(mail.text),
    html: wholeText(mail.html),
    headers: { ...mail.headers },
    icalEvent: {
      method: ics?.method ?? '',
      content: wholeText(ics?.content ?? ''),
      filename: 'thoi-han.ics',
    },
  })
    .compile()
    .build();
}

/** Names in headers stand on one line, whatever was typed. */
function oneSpaced(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}

type Read = Awaited<ReturnType<typeof PostalMime.parse>>;

function readBy({ from, to, replyTo, subject, messageId, date, text, html, attachments }: Read) {
  const unified = (words: string | undefined) => words?.replaceAll('\r\n', '\n').trim();
  const entries = attachments.map(({ mimeType, filename, method, content }) => ({
    mimeType,
    filename: filename ?? null,
    method: method ?? null,
    content:
      typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8'),
  }));
  return {
    ...{ from, to, replyTo, subject, messageId, date },
    text: unified(text),
    html: unified(html),
    entries: entries.sort((a, b) => a.mimeType.localeCompare(b.mimeType)),
  };
}
