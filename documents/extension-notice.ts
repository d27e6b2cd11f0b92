import { annexParts, type Annex } from './annexes.js';
import { letterhead } from './letterhead.js';
import {
  addressed,
  closingOfLetter,
  contactSentence,
  dutySentence,
  endOf,
  MOST_ADDRESSEES,
} from './letter-words.js';
import type { ExtensionNoticeContent } from './letter-shapes.js';
import { renderPaper, TEXT_WIDTH } from './official-layout.js';
import { gridTable } from './official-table.js';
import { addressParagraphs, bodyParagraphs } from './official-text.js';
import type { Registration } from './paper-shapes.js';
import { signatureBlock } from './signature-block.js';
import { printable, shortDate } from './text.js';

type Paper = ExtensionNoticeContent & Registration;

/** The letter that grants a later day, as a .docx; throws RangeError when it grants none. */
export async function renderExtensionNotice(notice: Paper): Promise<Buffer> {
  if (notice.granted.length === 0) throw new RangeError('an extension notice grants at least one');
  const { issuer } = notice;
  const names = notice.granted.map(({ agency }) => agency);
  const inAnnex = names.length > MOST_ADDRESSEES;
  const subject = `gia hạn thời gian gửi ${notice.reportName}`;
  return renderPaper({
    title: `V/v ${subject}`,
    author: issuer.issuingBody,
    rehearsal: notice.rehearsal,
    parts: [
      {
        landscape: false,
        children: [
          letterhead({ issuer, registration: notice, subject }),
          ...addressParagraphs(
            inAnnex ? ['Các cơ quan, đơn vị có tên tại Phụ lục kèm theo'] : names,
          ),
          ...bodyParagraphs(bodySentences(notice, names, inAnnex)),
          signatureBlock(issuer),
        ],
      },
      ...annexParts({
        annexes: inAnnex ? [annexOfDays(notice)] : [],
        documentKind: 'Công văn',
        issuer,
        registration: notice,
      }),
    ],
  });
}

function bodySentences(notice: Paper, names: readonly string[], inAnnex: boolean): string[] {
  const { reportName, granted } = notice;
  const issuer = printable(notice.issuer.issuingBody);
  const whom = addressed(names);
  return [
    dutySentence({ ...notice, names }),
    ...grantSentences({ granted, inAnnex, whom, issuer, reportName }),
    `${issuer} đề nghị ${whom} hoàn thành, gửi báo cáo đúng thời hạn được gia hạn. Thời hạn của các cơ quan, đơn vị khác không thay đổi.`,
    ...contactSentence(notice.contact),
    closingOfLetter({ issuingBody: issuer, verb: notice.verb, names }),
  ];
}

/** One day for all in one sentence, different days a line each, or in the annex. */
function grantSentences(given: {
  granted: Paper['granted'];
  inAnnex: boolean;
  whom: string;
  issuer: string;
  reportName: string;
}): string[] {
  const { granted, inAnnex, whom, issuer, reportName } = given;
  const agrees = `Xét đề nghị của ${whom}, ${issuer} đồng ý gia hạn thời gian gửi ${reportName}`;
  const [first, ...others] = granted;
  if (first !== undefined && others.every(({ until }) => until === first.until)) {
    return [`${agrees} đến ${endOf(first.until)}.`];
  }
  if (inAnnex) return [`${agrees} đến thời hạn ghi tại Phụ lục kèm theo.`];
  return [
    `${agrees} như sau:`,
    ...granted.map(
      ({ agency, until }, index) =>
        `- ${printable(agency)}: đến ${endOf(until)}${index === granted.length - 1 ? '.' : ';'}`,
    ),
  ];
}

function annexOfDays({ granted }: Paper): Annex {
  return {
    title: 'Danh sách cơ quan, đơn vị được gia hạn',
    landscape: false,
    children: [
      gridTable({
        columns: [
          { heading: 'STT', width: 850, align: 'center' },
          { heading: 'Cơ quan, đơn vị', width: TEXT_WIDTH - 850 - 2400, align: 'left' },
          { heading: 'Được gia hạn đến hết ngày', width: 2400, align: 'center' },
        ],
        rows: granted.map(({ agency, until }, index) => [
          String(index + 1),
          agency,
          shortDate(until),
        ]),
      }),
    ],
  };
}
