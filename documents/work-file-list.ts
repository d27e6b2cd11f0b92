import { AlignmentType, Paragraph } from 'docx';
import type { ListedPaper } from '../domain/work-file.js';
import { rowsOfList } from '../domain/work-file.js';
import { renderPaper, SIZE, WIDE_TEXT_WIDTH } from './official-layout.js';
import { gridTable } from './official-table.js';
import { bodyParagraph, run, titleParagraphs } from './official-text.js';

/** The list of a work file as it is printed. */
export interface FileListPaper {
  readonly office: string;
  /** What the file is of: the plan as it is called and cited. */
  readonly title: string;
  readonly endedOn: string;
  readonly list: readonly ListedPaper[];
  readonly sha256: string;
}

/** Widths in twips of the columns that are printed; place and hash of each paper stand in the table beside it. */
const PRINTED = [
  { heading: 'STT', width: 700, align: 'center' },
  { heading: 'Số, ký hiệu', width: 1900, align: 'left' },
  { heading: 'Ngày tháng', width: 1500, align: 'center' },
  { heading: 'Trích yếu nội dung', width: 5000, align: 'left' },
  { heading: 'Tác giả', width: 2900, align: 'left' },
  { heading: 'Số trang', width: 900, align: 'center' },
] as const;

/** Mục lục văn bản of a file (the columns of NĐ 30/2020, Phụ lục V), as a .docx across the page; equal lists give equal bytes. */
export async function renderFileList(paper: FileListPaper): Promise<Buffer> {
  const [, ...rows] = rowsOfList(paper.list);
  const noted = WIDE_TEXT_WIDTH - PRINTED.reduce((sum, { width }) => sum + width, 0);
  return renderPaper({
    title: `Mục lục văn bản: ${paper.title}`,
    author: paper.office,
    rehearsal: false,
    parts: [
      {
        landscape: true,
        children: [
          new Paragraph({
            alignment: AlignmentType.LEFT,
            children: [run(paper.office, { bold: true, points: SIZE.issuer })],
          }),
          ...titleParagraphs({
            type: 'Mục lục văn bản',
            subject: `Hồ sơ: ${paper.title}`,
            available: WIDE_TEXT_WIDTH,
          }),
          bodyParagraph(
            `Công việc kết thúc ngày ${paper.endedOn}. Hồ sơ có ${String(paper.list.length)} văn bản, tài liệu.`,
            { before: 120 },
          ),
          gridTable({
            columns: [...PRINTED, { heading: 'Ghi chú', width: noted, align: 'left' }],
            rows: rows.map((cells) => [
              ...cells.slice(0, PRINTED.length).map((cell) => (cell === null ? '' : String(cell))),
              '',
            ]),
          }),
          bodyParagraph(`Mã kiểm tra của mục lục (SHA-256): ${paper.sha256}.`, {
            before: 120,
            last: true,
          }),
          bodyParagraph('Mã kiểm tra của từng tệp ghi trong “Mục lục văn bản.csv”.', {
            last: true,
          }),
        ],
      },
    ],
  });
}
