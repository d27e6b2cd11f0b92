import { inSentence } from '../domain/in-sentence.js';
import { annexName, annexParts, type Annex } from './annexes.js';
import { letterhead } from './letterhead.js';
import { annexOfNames, closingOfLetter, contactSentence, MOST_ADDRESSEES } from './letter-words.js';
import type { GuidanceLetterContent } from './letter-shapes.js';
import { renderPaper, TEXT_WIDTH } from './official-layout.js';
import { gridTable } from './official-table.js';
import {
  addressParagraphs,
  bodyParagraph,
  bodyParagraphs,
  headingParagraph,
} from './official-text.js';
import type { Registration } from './paper-shapes.js';
import { signatureBlock } from './signature-block.js';
import { printable, shortDate } from './text.js';

type Paper = GuidanceLetterContent & Registration;

/** The letter that tells how to report (công văn hướng dẫn báo cáo), as a .docx; throws RangeError when it is for nobody. */
export async function renderGuidanceLetter(letter: Paper): Promise<Buffer> {
  if (letter.names.length === 0) throw new RangeError('a guidance letter is for at least one');
  const { issuer } = letter;
  const annexes = annexesOf(letter);
  const subject = `hướng dẫn gửi ${letter.reportName}`;
  return renderPaper({
    title: `V/v ${subject}`,
    author: issuer.issuingBody,
    rehearsal: letter.rehearsal,
    parts: [
      {
        landscape: false,
        children: [
          letterhead({ issuer, registration: letter, subject }),
          ...addressParagraphs(addresseesOf(letter, annexes)),
          bodyParagraph(openingSentence(letter)),
          ...matters(letter, annexes).flatMap(([heading, texts]) => [
            headingParagraph(heading),
            ...texts.map((text) => bodyParagraph(text)),
          ]),
          ...bodyParagraphs([
            ...contactSentence(letter.contact),
            closingOfLetter({ issuingBody: issuer.issuingBody, ...letter }),
          ]),
          signatureBlock(issuer),
        ],
      },
      ...annexParts({ annexes, documentKind: 'Công văn', issuer, registration: letter }),
    ],
  });
}

const OUTLINE = 'Đề cương báo cáo';
const FORM = 'Biểu mẫu số liệu';
const NAMES = 'Danh sách cơ quan, đơn vị gửi báo cáo';

function annexesOf(letter: Paper): Annex[] {
  const outline: Annex = {
    title: OUTLINE,
    landscape: false,
    children: letter.outline.flatMap(({ heading, question }) => [
      headingParagraph(heading),
      bodyParagraph(question ?? '…'),
    ]),
  };
  return [
    ...(letter.outline.length === 0 ? [] : [outline]),
    ...(letter.form.length === 0 ? [] : [formAnnex(letter)]),
    ...(letter.names.length > MOST_ADDRESSEES ? [annexOfNames(NAMES, letter.names)] : []),
  ];
}

function formAnnex({ form }: Paper): Annex {
  return {
    title: FORM,
    landscape: false,
    children: [
      gridTable({
        columns: [
          { heading: 'STT', width: 700, align: 'center' },
          { heading: 'Chỉ tiêu', width: TEXT_WIDTH - 6200, align: 'left' },
          { heading: 'Đơn vị tính', width: 1400, align: 'center' },
          { heading: 'Kết quả', width: 1600, align: 'right' },
          { heading: 'Ghi chú', width: 2500, align: 'left' },
        ],
        rows: form.map(({ label, unit, note }, index) => [
          String(index + 1),
          label,
          unit,
          '',
          note,
        ]),
      }),
    ],
  };
}

/** "Phụ lục II", or null when the letter has no such annex. */
function nameOf(title: string, annexes: readonly Annex[]): string | null {
  const index = annexes.findIndex((annex) => annex.title === title);
  return index === -1 ? null : annexName(index, annexes.length);
}

function addresseesOf({ names }: Paper, annexes: readonly Annex[]): readonly string[] {
  const annex = nameOf(NAMES, annexes);
  return annex === null ? names : [`Các cơ quan, đơn vị có tên tại ${annex} kèm theo`];
}

function openingSentence({ plan, issuer, reportName }: Paper): string {
  return `Thực hiện ${plan.citation}, để việc gửi, tiếp nhận và tổng hợp ${reportName} được thống nhất, ${printable(issuer.issuingBody)} hướng dẫn như sau:`;
}

/** What is to be known before the report is due, a heading each. */
function matters(
  letter: Paper,
  annexes: readonly Annex[],
): readonly (readonly [string, readonly string[]])[] {
  const { reportName, duePhrase, period, channel, domain, replyTo, code } = letter;
  const span =
    period === null
      ? ''
      : ` Số liệu tính từ ngày ${shortDate(period.from)} đến ${period.from === period.to ? 'cùng ngày' : `ngày ${shortDate(period.to)}`}.`;
  const kept = [nameOf(OUTLINE, annexes), nameOf(FORM, annexes)].flatMap((annex, index) =>
    annex === null ? [] : [`${inSentence(index === 0 ? OUTLINE : FORM)} tại ${annex}`],
  );
  return [
    [
      '1. Nội dung và thời hạn',
      [
        `Các cơ quan, đơn vị gửi ${reportName} ${duePhrase}${kept.length === 0 ? '' : `, theo ${kept.join(' và ')}`}.${span} Chỉ tiêu không phát sinh thì ghi “không phát sinh”, không để trống.`,
      ],
    ],
    [
      '2. Cách gửi',
      [
        `a) Văn bản có chữ ký số: gửi qua ${channel === '' ? 'Hệ thống quản lý văn bản và điều hành' : channel}.`,
        `b) Số liệu: nhập tại đường dẫn riêng của từng cơ quan, đơn vị, được gửi đến hộp thư công vụ đã đăng ký. Không cần tài khoản; có thể lưu nháp, tải dự thảo Word để trình ký và tải mẫu Excel.`,
        'c) Nếu văn bản đã gửi qua hệ thống văn bản, bấm “Đã gửi qua hệ thống văn bản” trong thư hoặc tại đường dẫn để dừng nhắc; cần thêm thời gian thì bấm “Đề nghị gia hạn” và nêu lý do.',
      ],
    ],
    [
      '3. Nhận biết thư của hệ thống theo dõi báo cáo',
      [
        `Đường dẫn trong thư bắt đầu bằng ${domain}; mã đối chiếu ghi trong mỗi thư là ${code}; thư trả lời được chuyển về ${replyTo}. Thư không có đủ ba dấu hiệu này thì không mở và báo lại đầu mối liên hệ.`,
        'Hệ thống không hỏi mật khẩu, mã OTP, số căn cước. Không nhập nội dung thuộc bí mật nhà nước và thông tin cá nhân; phần mật gửi riêng theo quy định.',
      ],
    ],
  ];
}
