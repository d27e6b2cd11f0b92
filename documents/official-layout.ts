import {
  AlignmentType,
  Document,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type FileChild,
  type ISectionOptions,
} from 'docx';
import { RehearsalMark } from './rehearsal-mark.js';
import { withoutEntryDates } from './stable-archive.js';
import { printable } from './text.js';

export const FONT = 'Times New Roman';

/** Type sizes in points, all inside the ranges of NĐ 30/2020, Phụ lục I. */
export const SIZE = {
  state: 12,
  motto: 13,
  issuer: 12,
  number: 13,
  letterSubject: 12,
  body: 14,
  recipientsTitle: 12,
  recipients: 11,
  table: 12,
} as const;

/** A4 and its margins in twips: 20 mm above, below and right, 30 mm left (NĐ 30/2020, Phụ lục I, phần I). */
export const PAGE = {
  width: 11_906,
  height: 16_838,
  top: 1134,
  bottom: 1134,
  left: 1701,
  right: 1134,
  header: 567,
} as const;

/** Room for signature and seal between capacity and name, 28 mm in twips. */
export const SIGNING_ROOM = 1588;
/** Width of the text block in twips, upright and across. */
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const WIDE_TEXT_WIDTH = PAGE.height - PAGE.left - PAGE.right;

/** The right column of a letterhead takes the name of the State on one line at 12 pt; the issuer has the rest. */
export const STATE_WIDTH = 5160;
export const ISSUER_WIDTH = TEXT_WIDTH - STATE_WIDTH;

/** One numbered run of pages: the paper itself, or one annex. */
export interface PaperPart {
  readonly children: readonly FileChild[];
  readonly landscape: boolean;
}

export interface OfficialPaper {
  readonly title: string;
  readonly author: string;
  readonly rehearsal: boolean;
  readonly parts: readonly PaperPart[];
}

/** The paper as the bytes of a .docx; equal papers give equal bytes. */
export async function renderPaper(paper: OfficialPaper): Promise<Buffer> {
  const document = new Document({
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE.body * 2, color: '000000', language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: paper.parts.map((part, index) =>
      sectionOf({ part, index, rehearsal: paper.rehearsal }),
    ),
  });
  return withoutEntryDates(await Packer.toBuffer(document, false, [coreProperties(paper)]));
}

function sectionOf(given: { part: PaperPart; index: number; rehearsal: boolean }): ISectionOptions {
  const { part, index, rehearsal } = given;
  // Two headers in each section, and no shape id twice in the paper.
  const mark = (header: 1 | 2) => (rehearsal ? [new RehearsalMark(index * 2 + header)] : []);
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: part.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: PAGE.top,
          bottom: PAGE.bottom,
          left: PAGE.left,
          right: PAGE.right,
          header: PAGE.header,
          footer: PAGE.header,
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      first: new Header({ children: [new Paragraph({ children: mark(1) })] }),
      default: new Header({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [
              ...mark(2),
              new TextRun({ children: [PageNumber.CURRENT], size: SIZE.body * 2 }),
            ],
          }),
        ],
      }),
    },
    children: part.children,
  };
}

/** Title and author without the moments of making: those would differ from one rendering to the next. */
function coreProperties({ title, author }: OfficialPaper) {
  const [dcTitle, dcCreator] = [title, author].map((text) =>
    printable(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
  );
  return {
    path: 'docProps/core.xml',
    data:
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
      ' xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      `<dc:title>${dcTitle}</dc:title><dc:creator>${dcCreator}</dc:creator><dc:language>vi-VN</dc:language>` +
      '</cp:coreProperties>',
  };
}
