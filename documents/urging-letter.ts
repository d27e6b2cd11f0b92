import { annexParts, type Annex } from './annexes.js';
import { letterhead } from './letterhead.js';
import { renderPaper, type PaperPart } from './official-layout.js';
import { agencyList } from './official-table.js';
import { addressParagraphs, bodyParagraph } from './official-text.js';
import type { UrgingLetterPaper } from './paper-shapes.js';
import { signatureBlock } from './signature-block.js';
import { countInText, hourAndDay, printable, shortDate } from './text.js';

/** Above this many the names stand in an annex instead of under "Kính gửi". */
const MOST_ADDRESSEES = 10;

/** The urging letter (công văn đôn đốc) as a .docx; throws RangeError when it names nobody. */
export async function renderUrgingLetter(letter: UrgingLetterPaper): Promise<Buffer> {
  if (letter.names.length === 0) throw new RangeError('an urging letter names at least one agency');
  const { issuer } = letter;
  const inAnnex = letter.names.length > MOST_ADDRESSEES;
  const sentences = bodySentences(letter);
  const body: PaperPart = {
    landscape: false,
    children: [
      letterhead({ issuer, registration: letter, subject: `đôn đốc gửi ${letter.reportName}` }),
      ...addressParagraphs(
        inAnnex ? ['Các cơ quan, đơn vị có tên tại Phụ lục kèm theo'] : letter.names,
      ),
      ...sentences.map((text, index) =>
        bodyParagraph(text, { last: index === sentences.length - 1 }),
      ),
      signatureBlock(issuer),
    ],
  };
  return renderPaper({
    title: `V/v đôn đốc gửi ${letter.reportName}`,
    author: issuer.issuingBody,
    rehearsal: letter.rehearsal,
    parts: [
      body,
      ...annexParts({
        annexes: inAnnex ? [annexOfNames(letter.names)] : [],
        documentKind: 'Công văn',
        issuer,
        registration: letter,
      }),
    ],
  });
}

function bodySentences(letter: UrgingLetterPaper): string[] {
  const { reportName, verb } = letter;
  const issuer = printable(letter.issuer.issuingBody);
  const until =
    letter.newDueDay === null
      ? 'ngay sau khi nhận được Công văn này'
      : `chậm nhất là hết ngày ${shortDate(letter.newDueDay)}`;
  return [
    `Thực hiện ${letter.plan.citation}, các cơ quan, đơn vị có trách nhiệm gửi ${reportName} ${letter.duePhrase}.`,
    `Tính đến ${hourAndDay(letter.countedAt)}, ${issuer} chưa nhận được ${reportName} của ${ofWhom(letter.names)}.`,
    `Để bảo đảm tiến độ tổng hợp, báo cáo theo quy định, ${issuer} ${verb} ${addressed(letter.names)} khẩn trương hoàn thiện, gửi ${[reportName, letter.channel, until].filter((part) => part !== '').join(' ')}.`,
    'Trường hợp đã gửi báo cáo, đề nghị thông báo lại số, ký hiệu và ngày ban hành văn bản để đối chiếu.',
    ...contactSentence(letter),
    verb === 'yêu cầu'
      ? `${issuer} yêu cầu ${addressed(letter.names)} nghiêm túc thực hiện./.`
      : `${issuer} đề nghị ${addressed(letter.names)} quan tâm, phối hợp thực hiện./.`,
  ];
}

function ofWhom(names: readonly string[]): string {
  const [only = ''] = names;
  if (names.length === 1) return only;
  const count = countInText(names.length);
  return names.length > MOST_ADDRESSEES
    ? `${count} cơ quan, đơn vị (có danh sách tại Phụ lục kèm theo)`
    : `${count} cơ quan, đơn vị nêu trên`;
}

function addressed(names: readonly string[]): string {
  const [only = ''] = names;
  return names.length === 1 ? only : 'các cơ quan, đơn vị';
}

function contactSentence({ contact }: UrgingLetterPaper): string[] {
  if (contact === null) return [];
  const parts = [
    contact.unit,
    ...(contact.person === null ? [] : [`đồng chí ${contact.person}`]),
    ...(contact.phone === null ? [] : [`điện thoại ${contact.phone}`]),
  ];
  return [`Đầu mối liên hệ: ${parts.join(', ')}.`];
}

function annexOfNames(names: readonly string[]): Annex {
  return {
    title: 'Danh sách cơ quan, đơn vị chưa gửi báo cáo',
    landscape: false,
    children: [agencyList(names)],
  };
}
