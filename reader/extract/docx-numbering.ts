import { childOf, within, type XmlNode } from './xml.js';

/** What Word counts by itself: the numbers before paragraphs, asked for in the order of the text. */
export interface Numbering {
  /** The number of the next paragraph of a list at a level, with a space behind it; empty for none. */
  readonly next: (numId: string, level: number) => string;
  /** The level that a list gives to paragraphs of a style, 0 when it says nothing. */
  readonly levelOfStyle: (numId: string, style: string) => number;
}

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly style: string | undefined;
}

const LEVELS = 9;

/** The numbering of a document by its part, which may be missing. */
export function numberingOf(part: XmlNode | undefined): Numbering {
  const abstracts = new Map(
    (part === undefined ? [] : within(part, 'abstractNum')).map((node) => [
      node.attributes['abstractNumId'] ?? '',
      levelsOf(node),
    ]),
  );
  const lists = new Map(
    (part === undefined ? [] : within(part, 'num')).map((node) => [
      node.attributes['numId'] ?? '',
      { of: valueOf(node, 'abstractNumId') ?? '', starts: startsOf(node) },
    ]),
  );
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return {
    next: (numId, level) => {
      const list = lists.get(numId);
      const levels = list === undefined ? undefined : abstracts.get(list.of);
      const own = levels?.get(level);
      if (list === undefined || levels === undefined || own === undefined) return '';
      const count = counts.get(list.of) ?? [];
      counts.set(list.of, count);
      const restart = list.starts.get(level);
      const isNew = !begun.has(`${numId} ${String(level)}`);
      begun.add(`${numId} ${String(level)}`);
      const before = count[level];
      count[level] =
        isNew && restart !== undefined ? restart : before === undefined ? own.start : before + 1;
      count.length = level + 1;
      return labelOf(levels, count, level);
    },
    levelOfStyle: (numId, style) => {
      const levels = abstracts.get(lists.get(numId)?.of ?? '') ?? new Map<number, Level>();
      return [...levels].find(([, level]) => level.style === style)?.[0] ?? 0;
    },
  };
}

function levelsOf(abstract: XmlNode): Map<number, Level> {
  return new Map(
    within(abstract, 'lvl').map((node) => [
      Number(node.attributes['ilvl'] ?? 0),
      {
        start: Number(valueOf(node, 'start') ?? 1),
        format: valueOf(node, 'numFmt') ?? 'decimal',
        text: valueOf(node, 'lvlText') ?? '',
        style: valueOf(node, 'pStyle'),
      },
    ]),
  );
}

function startsOf(list: XmlNode): Map<number, number> {
  return new Map(
    within(list, 'lvlOverride').flatMap((node) => {
      const start = valueOf(node, 'startOverride');
      return start === undefined
        ? []
        : [[Number(node.attributes['ilvl'] ?? 0), Number(start)] as const];
    }),
  );
}

function valueOf(node: XmlNode, child: string): string | undefined {
  return childOf(node, child)?.attributes['val'];
}

function labelOf(levels: Map<number, Level>, count: readonly number[], level: number): string {
  const own = levels.get(level);
  if (own === undefined || own.format === 'none') return '';
  if (own.format === 'bullet') return own.text === '+' ? '+ ' : '- ';
  const label = own.text.replace(/%(\d)/gu, (_all, digit: string) => {
    const at = Number(digit) - 1;
    const one = levels.get(at);
    return at < LEVELS && one !== undefined ? written(count[at] ?? one.start, one.format) : '';
  });
  return label.trim() === '' ? '' : `${label.trim()} `;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function written(number: number, format: string): string {
  switch (format) {
    case 'upperRoman':
      return roman(number);
    case 'lowerRoman':
      return roman(number).toLowerCase();
    case 'upperLetter':
      return letter(number).toUpperCase();
    case 'lowerLetter':
      return letter(number);
    case 'decimalZero':
      return String(number).padStart(2, '0');
    default:
      return String(number);
  }
}

function roman(number: number): string {
  let left = number;
  return ROMAN.reduce((whole, [value, sign]) => {
    const times = Math.floor(left / value);
    left -= times * value;
    return whole + sign.repeat(times);
  }, '');
}

/** a … z, then aa, bb as Word has it. */
function letter(number: number): string {
  const at = (number - 1) % 26;
  return String.fromCharCode(97 + at).repeat(Math.floor((number - 1) / 26) + 1);
}
