import { type FileChild } from 'docx';
import { NOTHING_REPORTED } from './figure-annexes.js';
import { letterhead } from './letterhead.js';
import { renderPaper, TEXT_WIDTH } from './official-layout.js';
import { gridTable } from './official-table.js';
import {
  addressParagraphs,
  bodyParagraph,
  closingParagraph,
  headingParagraph,
  titleParagraphs,
} from './official-text.js';
import type { DraftFigure, ReportDraft } from './paper-shapes.js';
import { signatureBlock } from './signature-block.js';
import { romanNumeral } from '../domain/roman-numeral.js';
import { linesOf, shortDate, vietnameseNumber } from './text.js';

/** The agency's report as a Word draft: number, date and what is not filled in stay visibly blank. */
export async function renderReportDraft(draft: ReportDraft): Promise<Buffer> {
  const { issuer } = draft;
  return renderPaper({
    title: `Báo cáo ${draft.subject}`,
    author: issuer.issuingBody,
    rehearsal: draft.rehearsal,
    parts: [
      {
        landscape: false,
        children: [
          letterhead({ issuer, registration: draft, subject: null }),
          ...titleParagraphs({ type: 'Báo cáo', subject: draft.subject }),
          ...addressParagraphs(draft.addressees),
          bodyParagraph(openingSentence(draft)),
          ...draft.sections.flatMap(({ heading, text }) => [
            headingParagraph(heading),
            ...linesOf(text ?? '…').map((line) => bodyParagraph(line)),
          ]),
          ...figuresPart(draft),
          ...closingParagraphs(draft),
          signatureBlock(issuer),
        ],
      },
    ],
  });
}

function openingSentence({ issuer, plan, period }: ReportDraft): string {
  const span =
    period === null ? '' : ` từ ngày ${shortDate(period.from)} đến ngày ${shortDate(period.to)}`;
  return `Thực hiện ${plan.citation}, ${issuer.issuingBody} báo cáo kết quả thực hiện${span} như sau:`;
}

function figuresPart({ figures, sections }: ReportDraft): FileChild[] {
  if (figures.length === 0) return [];
  // The figures go on in the numbering of the sections, where these have Roman numbers.
  const numbered = sections.filter(({ heading }) => /^[IVXLC]+\s*\./.test(heading)).length;
  const number = numbered === 0 ? '' : `${romanNumeral(numbered + 1)}. `;
  return [
    headingParagraph(`${number}Số liệu cụ thể`),
    gridTable({
      columns: [
        { heading: 'STT', width: 700, align: 'center' },
        { heading: 'Chỉ tiêu', width: TEXT_WIDTH - 5800, align: 'left' },
        { heading: 'Đơn vị tính', width: 1400, align: 'center' },
        { heading: 'Kết quả', width: 1800, align: 'right' },
        { heading: 'Ghi chú', width: 1900, align: 'left' },
      ],
      rows: figures.map((figure, index) => [
        String(index + 1),
        figure.label,
        figure.unit,
        figureText(figure),
        figure.note ?? '',
      ]),
    }),
  ];
}

function figureText({ value, nil }: DraftFigure): string {
  if (nil) return 'Không phát sinh';
  return value === null ? NOTHING_REPORTED : vietnameseNumber(value);
}

function closingParagraphs(draft: ReportDraft): FileChild[] {
  const { classifiedPart, referenceCode } = draft;
  return [
    ...(classifiedPart === null
      ? []
      : [
          bodyParagraph(`Nội dung mật được gửi riêng tại văn bản số ${classifiedPart}.`, {
            before: 120,
          }),
        ]),
    ...(referenceCode === null
      ? []
      : [bodyParagraph(`Mã đối chiếu: ${referenceCode}.`, { before: 120 })]),
    closingParagraph({ ...draft, issuingBody: draft.issuer.issuingBody }),
  ];
}
