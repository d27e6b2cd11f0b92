import { inSentence } from '../domain/in-sentence.js';
import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { letterhead } from './letterhead.js';
import type { ApprovalSlip } from './letter-shapes.js';
import { renderPaper, SIZE, TEXT_WIDTH } from './official-layout.js';
import { NO_BORDERS, THIN_BORDERS } from './official-table.js';
import {
  addressParagraphs,
  bodyParagraph,
  centred,
  headingParagraph,
  run,
  titleParagraphs,
} from './official-text.js';
import { capitals, dashedList } from './text.js';

const HALF = Math.floor(TEXT_WIDTH / 2);
/** Room to write an opinion by hand, 40 mm. */
const OPINION_ROOM = 2268;
const SIGNING_ROOM = 1134;

/** The slip (phiếu trình) with the boxes in which the leaders write, as a .docx; it carries no number of its own. */
export async function renderApprovalSlip(slip: ApprovalSlip): Promise<Buffer> {
  const { issuer } = slip;
  return renderPaper({
    title: `Phiếu trình ${slip.paper}`,
    author: slip.unit,
    rehearsal: slip.rehearsal,
    parts: [
      {
        landscape: false,
        children: [
          letterhead({
            issuer: { ...issuer, governingBody: issuer.issuingBody, issuingBody: slip.unit },
            registration: { number: null, issuedOn: slip.on },
            subject: null,
            numbered: false,
          }),
          ...titleParagraphs({
            type: 'Phiếu trình',
            subject: `Về việc ký ban hành ${inSentence(slip.paper)}`,
          }),
          ...addressParagraphs([leaderOf(slip)]),
          headingParagraph('1. Căn cứ'),
          bodyParagraph(`${slip.basis}.`),
          headingParagraph('2. Nội dung trình'),
          ...slip.summary.map((text) => bodyParagraph(text)),
          bodyParagraph(`Nơi nhận văn bản sau khi ký: ${slip.recipients.join('; ')}.`),
          headingParagraph('3. Hồ sơ kèm theo'),
          ...dashedList(slip.attached).map((text) => bodyParagraph(text)),
          bodyParagraph(`Mã nội dung của bản trình: ${slip.contentMark}.`),
          bodyParagraph(
            `${slip.unit} kính trình ${inSentence(leaderOf(slip))} xem xét, quyết định./.`,
            {
              last: true,
            },
          ),
          signatures(slip),
          centred([], { before: 120 }),
          opinions(slip),
        ],
      },
    ],
  });
}

function leaderOf({ issuer }: ApprovalSlip): string {
  const position = issuer.signingCapacity.at(-1);
  if (issuer.signerName !== null) {
    return `Đồng chí ${issuer.signerName}${position === undefined ? '' : `, ${inPosition(position)}`}`;
  }
  return `Lãnh đạo ${issuer.issuingBody}`;
}

/** "PHÓ GIÁM ĐỐC" → "Phó Giám đốc". */
function inPosition(position: string): string {
  const small = position.normalize('NFC').toLocaleLowerCase('vi');
  return small.replace(/^(phó )?(\p{L})/u, (_all, deputy: string | undefined, first: string) =>
    deputy === undefined ? first.toLocaleUpperCase('vi') : `Phó ${first.toLocaleUpperCase('vi')}`,
  );
}

function signatures(slip: ApprovalSlip): Table {
  const box = (heading: string, name: string) => [
    centred([run(heading, { bold: true })], {}),
    centred([run(name, { bold: true })], { before: SIGNING_ROOM }),
  ];
  return twoColumns({
    borders: NO_BORDERS,
    left: box('NGƯỜI LẬP PHIẾU', slip.officer),
    right: box(capitals(`Lãnh đạo ${slip.unit}`), ''),
  });
}

function opinions({ issuer }: ApprovalSlip): Table {
  const box = (heading: string) => [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [run(heading, { bold: true, points: SIZE.table })],
    }),
  ];
  return twoColumns({
    borders: THIN_BORDERS,
    height: OPINION_ROOM,
    left: box('Ý kiến của đơn vị, người được hỏi ý kiến'),
    right: box(`Ý kiến của lãnh đạo ${issuer.issuingBody}`),
  });
}

function twoColumns(table: {
  borders: typeof NO_BORDERS | typeof THIN_BORDERS;
  left: Paragraph[];
  right: Paragraph[];
  height?: number;
}): Table {
  const widths = [HALF, TEXT_WIDTH - HALF];
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: table.borders,
    rows: [
      new TableRow({
        cantSplit: true,
        ...(table.height === undefined
          ? {}
          : { height: { value: table.height, rule: HeightRule.ATLEAST } }),
        children: [table.left, table.right].map(
          (children, index) =>
            new TableCell({
              width: { size: widths[index] ?? HALF, type: WidthType.DXA },
              margins: { left: 80, right: 80, top: 80, bottom: 0 },
              children,
            }),
        ),
      }),
    ],
  });
}
