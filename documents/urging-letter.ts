import { annexParts } from './annexes.js';
import { letterhead } from './letterhead.js';
import {
  addressed,
  annexOfNames,
  closingOfLetter,
  contactSentence,
  dutySentence,
  endOf,
  MOST_ADDRESSEES,
  ofWhom,
} from './letter-words.js';
import { renderPaper, type PaperPart } from './official-layout.js';
import { addressParagraphs, bodyParagraphs } from './official-text.js';
import type { UrgingLetterContent, UrgingLetterPaper } from './paper-shapes.js';
import { signatureBlock } from './signature-block.js';
import { countInText, hourAndDay, printable } from './text.js';

/** What an urging letter says, whatever its look. */
export interface UrgingText {
  /** "đôn đốc gửi báo cáo …", without its "V/v". */
  readonly subject: string;
  readonly addressees: readonly string[];
  readonly sentences: readonly string[];
  /** Whose names are too many for the head of the letter; empty where they stand there, or nowhere. */
  readonly annex: readonly string[];
}

/** The words of an urging letter; throws RangeError when it names nobody. */
export function urgingText(letter: UrgingLetterContent): UrgingText {
  if (letter.names.length === 0) throw new RangeError('an urging letter names at least one agency');
  const inAnnex = letter.unnamed !== true && letter.names.length > MOST_ADDRESSEES;
  return {
    subject: `đôn đốc gửi ${letter.reportName}`,
    addressees: addresseesOf(letter, inAnnex),
    sentences: bodySentences(letter, inAnnex),
    annex: inAnnex ? letter.names : [],
  };
}

/** The urging letter (công văn đôn đốc) as a .docx; throws RangeError when it names nobody. */
export async function renderUrgingLetter(letter: UrgingLetterPaper): Promise<Buffer> {
  const { issuer } = letter;
  const { subject, addressees, sentences, annex } = urgingText(letter);
  const body: PaperPart = {
    landscape: false,
    children: [
      letterhead({ issuer, registration: letter, subject }),
      ...addressParagraphs(addressees),
      ...bodyParagraphs(sentences),
      signatureBlock(issuer),
    ],
  };
  return renderPaper({
    title: `V/v ${subject}`,
    author: issuer.issuingBody,
    rehearsal: letter.rehearsal,
    parts: [
      body,
      ...annexParts({
        annexes:
          annex.length === 0
            ? []
            : [annexOfNames('Danh sách cơ quan, đơn vị chưa gửi báo cáo', annex)],
        documentKind: 'Công văn',
        issuer,
        registration: letter,
      }),
    ],
  });
}

function addresseesOf(letter: UrgingLetterContent, inAnnex: boolean): readonly string[] {
  if (isUnnamed(letter)) return ['Các cơ quan, đơn vị chưa gửi báo cáo'];
  return inAnnex ? ['Các cơ quan, đơn vị có tên tại Phụ lục kèm theo'] : letter.names;
}

/** One agency alone is always named: the letter is for it. */
function isUnnamed({ unnamed = false, names }: UrgingLetterContent): boolean {
  return unnamed && names.length > 1;
}

function bodySentences(letter: UrgingLetterContent, inAnnex: boolean): string[] {
  const { reportName, verb, names } = letter;
  const issuer = printable(letter.issuer.issuingBody);
  const until =
    letter.newDueDay === null
      ? 'ngay sau khi nhận được Công văn này'
      : `chậm nhất là ${endOf(letter.newDueDay)}`;
  const whom = isUnnamed(letter)
    ? `${countInText(names.length)} cơ quan, đơn vị`
    : ofWhom(names, inAnnex ? 'Phụ lục' : null);
  return [
    dutySentence(letter),
    `Tính đến ${hourAndDay(letter.countedAt)}, ${issuer} chưa nhận được ${reportName} của ${whom}.`,
    `Để bảo đảm tiến độ tổng hợp, báo cáo theo quy định, ${issuer} ${verb} ${addressed(names)} khẩn trương hoàn thiện, gửi ${[reportName, letter.channel, until].filter((part) => part !== '').join(' ')}.`,
    'Trường hợp đã gửi báo cáo, đề nghị thông báo lại số, ký hiệu và ngày ban hành văn bản để đối chiếu.',
    ...contactSentence(letter.contact),
    closingOfLetter({ issuingBody: issuer, verb, names }),
  ];
}
