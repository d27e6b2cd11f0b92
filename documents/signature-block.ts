import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { SIGNING_ROOM, SIZE, TEXT_WIDTH } from './official-layout.js';
import { NO_BORDERS } from './official-table.js';
import { centred, run } from './official-text.js';
import type { IssuerBlock } from './issuer-shapes.js';
import { capitals, dashedList } from './text.js';

const LEFT = 4252;
const RIGHT = TEXT_WIDTH - LEFT;

/** Signature on the right, Nơi nhận on the left (with "Như trên" where the paper has addressees), level with each other, never parted by a page break. */
export function signatureBlock(issuer: IssuerBlock, { addressed = true } = {}): Table {
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [LEFT, RIGHT],
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(LEFT, recipientBox(issuer.distribution, addressed)),
          cell(RIGHT, [
            ...issuer.signingCapacity.map((line) =>
              centred([run(capitals(line), { bold: true })], {}),
            ),
            centred([run(issuer.signerName ?? '', { bold: true })], { before: SIGNING_ROOM }),
          ]),
        ],
      }),
    ],
  });
}

/** The lines of Nơi nhận: "Như trên" comes first and "Lưu" last, whatever the plan's list says (NĐ 30/2020, Phụ lục I, mục 9b). */
export function recipientLines(distribution: readonly string[], addressed: boolean): string[] {
  const given = distribution.filter((line) => !/^[-\s]*như trên/i.test(line));
  const kept = given.filter((line) => /^[-\s]*lưu\s*:/i.test(line));
  const others = given.filter((line) => !kept.includes(line));
  return dashedList([
    ...(addressed ? ['Như trên'] : []),
    ...others,
    ...(kept.length === 0 ? ['Lưu: VT'] : kept),
  ]);
}

function recipientBox(distribution: readonly string[], addressed: boolean): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.LEFT,
      children: [run('Nơi nhận:', { bold: true, italics: true, points: SIZE.recipientsTitle })],
    }),
    ...recipientLines(distribution, addressed).map(
      (line) =>
        new Paragraph({
          alignment: AlignmentType.LEFT,
          children: [run(line, { points: SIZE.recipients })],
        }),
    ),
  ];
}

function cell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 0, right: 0, top: 120, bottom: 0 },
    children,
  });
}
