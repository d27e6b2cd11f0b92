import { inSentence } from '../domain/in-sentence.js';
import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  TextRun,
  type IRunOptions,
} from 'docx';
import { SIZE, TEXT_WIDTH } from './official-layout.js';
import { boldTextWidth } from './text-width.js';
import { capitals, dashedList, printable } from './text.js';

/** First-line indent of 1.27 cm, at least 6 pt between paragraphs, line spacing within 1.0–1.5 (NĐ 30/2020, Phụ lục I). */
const INDENT = 720;
const GAP = 120;
const LINE = 276;
const ADDRESSEE_INDENT = 2268;

type Style = Pick<IRunOptions, 'bold' | 'italics' | 'size'>;

interface Spacing {
  readonly before?: number;
  readonly after?: number;
  readonly keepNext?: boolean;
  readonly outlineLevel?: number;
}

/** A run of plain text at a size in points, body size unless given. */
export function run(text: string, style: Style & { points?: number } = {}): TextRun {
  const { points = SIZE.body, ...rest } = style;
  return new TextRun({ ...rest, text: printable(text), size: points * 2 });
}

/** A justified body paragraph; `tag` follows it in italics, `last` keeps it on the page of the signature. */
export function bodyParagraph(
  text: string,
  { tag, last = false, before = 0 }: { tag?: string; last?: boolean; before?: number } = {},
) {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: INDENT },
    spacing: { before, after: GAP, line: LINE, lineRule: LineRuleType.AUTO },
    keepNext: last,
    keepLines: last,
    children: [run(text), ...(tag === undefined ? [] : [run(` (${tag})`, { italics: true })])],
  });
}

/** The sentences of a letter; the last stays on the page of the signature. */
export function bodyParagraphs(sentences: readonly string[]): Paragraph[] {
  return sentences.map((text, index) =>
    bodyParagraph(text, { last: index === sentences.length - 1 }),
  );
}

/** A heading by its own numbering: "I." in bold capitals, "1." in bold, anything else ("a)") as body text. */
export function headingParagraph(text: string): Paragraph {
  const title = printable(text).trim();
  const section = /^[IVXLC]+\s*\./.test(title) || !/^(\d+[.)]|[a-zđ]\))/.test(title);
  const bold = section || /^\d+[.)]/.test(title);
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: INDENT },
    spacing: { before: 0, after: GAP, line: LINE, lineRule: LineRuleType.AUTO },
    keepNext: true,
    outlineLevel: section ? 0 : bold ? 1 : 2,
    children: [run(section ? capitals(title) : title, { bold })],
  });
}

/** "Kính gửi": one addressee on the same line, several as a list. */
export function addressParagraphs(addressees: readonly string[]): Paragraph[] {
  const [only] = addressees;
  if (only === undefined) return [];
  if (addressees.length === 1) {
    return [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: GAP * 2, after: GAP * 2, line: LINE, lineRule: LineRuleType.AUTO },
        children: [run(`Kính gửi: ${only.trim().replace(/[;.]+$/, '')}`)],
      }),
    ];
  }
  const lines = dashedList(addressees);
  return [
    new Paragraph({
      indent: { left: ADDRESSEE_INDENT },
      spacing: { before: GAP * 2, after: 0, line: LINE, lineRule: LineRuleType.AUTO },
      keepNext: true,
      children: [run('Kính gửi:')],
    }),
    ...lines.map(
      (line, index) =>
        new Paragraph({
          indent: { left: ADDRESSEE_INDENT + INDENT + 170, hanging: 170 },
          spacing: {
            before: 0,
            after: index === lines.length - 1 ? GAP * 2 : 0,
            line: LINE,
            lineRule: LineRuleType.AUTO,
          },
          children: [run(line)],
        }),
    ),
  ];
}

/** What a closing sentence names. */
interface Closed {
  subject: string;
  issuingBody: string;
  addressees: readonly string[];
}

/** The last sentence of a report, kept with the signature. */
export function closingParagraph(report: Closed): Paragraph {
  return bodyParagraph(closingSentence(report), { before: GAP, last: true });
}

/** The last sentence of a report; one addressee is named, without its "(qua …)". */
export function closingSentence({ subject, issuingBody, addressees }: Closed): string {
  const to =
    addressees.length === 1 ? ` ${addressees.join('').replace(/\s*\([^)]*\)\s*$/, '')}` : '';
  return `Trên đây là báo cáo ${inSentence(subject)}, ${issuingBody} trân trọng báo cáo${to}./.`;
}

/** Type of document and abstract, centred, with the short rule below. */
export function titleParagraphs({
  type,
  subject,
  available = TEXT_WIDTH,
}: {
  type: string;
  subject: string;
  /** Width of the text in twips: of an upright page unless given. */
  available?: number;
}): Paragraph[] {
  return [
    centred([run(capitals(type), { bold: true })], { before: GAP * 3 }),
    centred([run(subject, { bold: true })], {}),
    ruleUnder({ text: subject, points: SIZE.body, available, share: 0.4 }),
  ];
}

/** Heading ("Phụ lục II"), title and reference line of an annex. */
export function annexParagraphs(annex: {
  heading: string;
  title: string;
  reference: string;
  available: number;
}): Paragraph[] {
  const title = capitals(annex.title);
  return [
    centred([run(annex.heading, { bold: true })], { outlineLevel: 0 }),
    centred([run(title, { bold: true })], {}),
    centred([run(annex.reference, { italics: true })], {}),
    ruleUnder({ text: title, points: SIZE.body, available: annex.available, share: 0.4 }),
    centred([], { after: GAP }),
  ];
}

/** A centred paragraph, single-spaced. */
export function centred(
  children: readonly TextRun[],
  { before = 0, after = 0, keepNext = false, outlineLevel }: Spacing,
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before, after, line: 240, lineRule: LineRuleType.AUTO },
    keepNext,
    ...(outlineLevel === undefined ? {} : { outlineLevel }),
    children,
  });
}

/** A solid rule under a centred bold text, `share` of the text's width; `available` is the width of its column in twips. */
export function ruleUnder(rule: {
  text: string;
  points: number;
  available: number;
  share: number;
}): Paragraph {
  const width = Math.min(boldTextWidth(rule.text, rule.points), rule.available) * rule.share;
  const side = Math.round((rule.available - width) / 2);
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 0, after: 0, line: 40, lineRule: LineRuleType.EXACT },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });
}
