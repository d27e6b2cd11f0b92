import type { FileChild } from 'docx';
import { letterhead } from './letterhead.js';
import { renderPaper, SIZE, TEXT_WIDTH, WIDE_TEXT_WIDTH } from './official-layout.js';
import { gridTable } from './official-table.js';
import { bodyParagraph, centred, headingParagraph, run, titleParagraphs } from './official-text.js';
import type { RecordBlock, RecordColumn, RecordPaper } from './record-shapes.js';
import { signatureBlock } from './signature-block.js';
import { capitals, dashedList } from './text.js';

const TABLE_POINTS = 11;

/** A record of the office as a .docx, in the look of its papers and without a number. */
export async function renderRecord(record: RecordPaper): Promise<Buffer> {
  const { issuer } = record;
  return renderPaper({
    title: `${record.type} ${record.subject}`,
    author: issuer.issuingBody,
    rehearsal: record.rehearsal,
    parts: [
      {
        landscape: false,
        children: [
          letterhead({
            issuer,
            registration: { number: null, issuedOn: record.on },
            subject: null,
            numbered: false,
          }),
          ...titleParagraphs({ type: record.type, subject: record.subject }),
          centred([], { after: 120 }),
          ...record.blocks.flatMap((block, index) =>
            laidOut(block, index === record.blocks.length - 1),
          ),
          centred([], { before: 120, keepNext: true }),
          signatureBlock(issuer, { addressed: false }),
        ],
      },
      ...record.tables.map(({ title, columns, rows }) => ({
        landscape: true,
        children: [
          centred([run(capitals(title), { bold: true })], { after: 120, keepNext: true }),
          tableOf(columns, rows, WIDE_TEXT_WIDTH),
        ],
      })),
    ],
  });
}

/** The last of the blocks stays on the page of the signature. */
function laidOut(block: RecordBlock, last: boolean): readonly FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [headingParagraph(block.text)];
    case 'text':
      return [bodyParagraph(block.text, { last })];
    case 'list':
      return dashedList(block.items).map((text, index) =>
        bodyParagraph(text, { last: last && index === block.items.length - 1 }),
      );
    case 'table':
      return [
        tableOf(block.columns, block.rows, TEXT_WIDTH),
        centred([], { after: 120, keepNext: last }),
      ];
  }
}

/** The widths are shares of the page, in twips that add up to it. */
function tableOf(
  columns: readonly RecordColumn[],
  rows: readonly (readonly string[])[],
  available: number,
): FileChild {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  return gridTable({
    columns: columns.map(({ heading, share, align }) => ({
      heading,
      width: Math.floor((available * share) / whole),
      align,
    })),
    rows,
    points: Math.min(TABLE_POINTS, SIZE.table),
  });
}
