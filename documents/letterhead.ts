import { type Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { issuerLines, numberLine, placeAndDate } from './issuer-block.js';
import { ISSUER_WIDTH, SIZE, STATE_WIDTH, TEXT_WIDTH } from './official-layout.js';
import { centred, ruleUnder, run } from './official-text.js';
import { NO_BORDERS } from './official-table.js';
import type { IssuerBlock } from './issuer-shapes.js';
import type { Registration } from './paper-shapes.js';

const STATE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const RIGHT = STATE_WIDTH;
const LEFT = ISSUER_WIDTH;

/**
 * The head of an official paper (boxes 1 to 4); `subject` is the "V/v" of an official letter, null for named types.
 * A slip has no number, a draft put before its signer says so.
 */
export function letterhead(head: {
  issuer: IssuerBlock;
  registration: Registration;
  subject: string | null;
  numbered?: boolean;
  draft?: boolean;
}): Table {
  const { issuer, registration, subject, numbered = true, draft = false } = head;
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [LEFT, RIGHT],
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    rows: [
      new TableRow({ children: [cell(LEFT, issuerBox(issuer)), cell(RIGHT, stateBox())] }),
      new TableRow({
        children: [
          cell(LEFT, [
            line(numbered ? numberLine({ issuer, number: registration.number }) : '', {
              points: SIZE.number,
              before: 120,
            }),
            ...(draft ? [line('DỰ THẢO', { points: SIZE.number, bold: true, before: 60 })] : []),
            ...(subject === null
              ? []
              : [line(`V/v ${subject}`, { points: SIZE.letterSubject, before: 120 })]),
          ]),
          cell(RIGHT, [
            line(placeAndDate({ issuer, issuedOn: registration.issuedOn }), {
              points: SIZE.motto,
              italics: true,
              before: 120,
            }),
          ]),
        ],
      }),
    ],
  });
}

function issuerBox(issuer: IssuerBlock): Paragraph[] {
  const lines = issuerLines(issuer.issuingBody);
  const longest = lines.reduce((kept, next) => (next.length > kept.length ? next : kept), '');
  return [
    ...(issuer.governingBody === null
      ? []
      : issuerLines(issuer.governingBody).map((text) => line(text, { points: SIZE.issuer }))),
    ...lines.map((text) => line(text, { points: SIZE.issuer, bold: true })),
    ruleUnder({ text: longest, points: SIZE.issuer, available: LEFT, share: 0.4 }),
  ];
}

function stateBox(): Paragraph[] {
  return [
    line(STATE, { points: SIZE.state, bold: true }),
    line(MOTTO, { points: SIZE.motto, bold: true }),
    ruleUnder({ text: MOTTO, points: SIZE.motto, available: RIGHT, share: 1 }),
  ];
}

function line(
  text: string,
  style: { points: number; bold?: boolean; italics?: boolean; before?: number },
): Paragraph {
  const { before = 0, ...runStyle } = style;
  return centred([run(text, runStyle)], { before });
}

function cell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    children,
  });
}
