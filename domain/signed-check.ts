import type { Day } from './day.js';

/** What a signed PDF says beside the paper that was agreed to. */
export type SignedCheck =
  /** Its text could not be read: scanned, locked or damaged. */
  | { readonly state: 'unchecked' }
  | {
      readonly state: 'checked';
      readonly pages: number;
      /** Pages without words of their own, from 1. */
      readonly blankPages: readonly number[];
      /** Whether number and date stand on it as they were entered. */
      readonly number: boolean;
      readonly date: boolean;
      /** Passages of the one that the other does not have, or has otherwise; at most `MOST_SHOWN`. */
      readonly differences: readonly {
        readonly before: string | null;
        readonly after: string | null;
      }[];
      /** Numbers of tables that do not stand in the PDF. */
      readonly numbersMissing: readonly string[];
    };

const MOST_SHOWN = 50;
const MOST_LETTERS = 400;
/** A cell or a line shorter than this (without spaces) says nothing by where it stands; its numbers count. */
const SHORT = 16;
/** What the PDF has besides: from so many words on it is a passage and not a name or a stamp. */
const PASSAGE_WORDS = 6;

/** The stamp of a digital signature, which is set as text over the page. */
const STAMP =
  /^\s*(?:người ký|ký bởi|được ký|ký số|chữ ký số|nguoi ky|ky boi|e-?mail|cơ quan:|thời gian ký|thoi gian ky|ngày ký|signature|signed by|digitally signed|signing|date:|reason|location)(?!\p{L})/iu;

/** Whether a check found nothing that somebody should look at. */
export function isAsAgreed(check: SignedCheck): boolean {
  return (
    check.state === 'checked' &&
    check.number &&
    check.date &&
    check.blankPages.length === 0 &&
    check.differences.length === 0 &&
    check.numbersMissing.length === 0
  );
}

/**
 * Holds the text of a signed PDF (pages parted by form feeds; null: none could be read) against the
 * paragraphs of the paper as it was agreed to, drawn with its number and date. Line breaks, spaces, page
 * numbers and the stamps of signatures do not count.
 */
export function checkSigned({
  paragraphs,
  pdf,
  number,
  issuedOn,
}: {
  /** `cell`: in a table, whose lines a PDF mixes with those of the cells beside it. */
  readonly paragraphs: readonly { readonly text: string; readonly cell: boolean }[];
  readonly pdf: string | null;
  readonly number: string;
  readonly issuedOn: Day;
}): SignedCheck {
  if (pdf === null) return { state: 'unchecked' };
  const pages = pagesOf(pdf);
  const signed = dense(pages.map(withoutFurniture).join('\n'));
  const rest = new Remaining(signed);
  const isLong = (text: string) => dense(text).letters.length >= SHORT;
  const long = paragraphs.filter(({ text }) => isLong(text));
  // The longest first: a short one may be part of a longer one.
  const notFound = [...long]
    .sort((a, b) => b.text.length - a.text.length)
    .filter(({ text }) => !rest.take(dense(text).letters));
  const left = new Set(rest.passages(1).flatMap(wordsOf));
  const lost = notFound
    .filter(({ text, cell }) => !cell || !wordsOf(text).every((word) => left.has(word)))
    .map(({ text }) => text);
  // Cells and short lines run into each other there: nothing was added by that.
  const pieces = new Set(
    paragraphs
      .filter(({ text, cell }) => cell || !isLong(text))
      .flatMap(({ text }) => wordsOf(text)),
  );
  const extra = rest.passages().filter((text) => !wordsOf(text).every((word) => pieces.has(word)));
  const shortTexts = paragraphs.map(({ text }) => text).filter((text) => !isLong(text));
  return {
    state: 'checked',
    pages: pages.length,
    blankPages: pages.flatMap((page, index) => (/[\p{L}\d]/u.test(page) ? [] : [index + 1])),
    number: signed.letters.includes(dense(number).letters),
    date: datePattern(issuedOn).test(signed.letters),
    differences: paired(lost, extra).slice(0, MOST_SHOWN),
    numbersMissing: missing(shortTexts.flatMap(numbersIn), rest.passages(1).flatMap(numbersIn)),
  };
}

function pagesOf(text: string): readonly string[] {
  return (text.endsWith('\f') ? text.slice(0, -1) : text).split('\f');
}

/** A page without its number, which stands at its head (NĐ 30/2020, Phụ lục I), and without signatures' stamps. */
function withoutFurniture(page: string): string {
  const lines = page.split('\n').filter((line) => line.trim() !== '' && !STAMP.test(line));
  // The last line may be a number too: the last cell of a table.
  return lines.slice(/^\s*\d{1,3}\s*$/.test(lines[0] ?? '') ? 1 : 0).join('\n');
}

/** A text without spaces and with one form for each sign, and where each of its letters stood. */
interface Dense {
  readonly letters: string;
  readonly from: readonly number[];
  readonly text: string;
}

function dense(text: string): Dense {
  const source = text.normalize('NFC');
  const from: number[] = [];
  let letters = '';
  for (let at = 0; at < source.length; at += 1) {
    const letter = plainSign(source[at] ?? '');
    if (letter === '') continue;
    letters += letter;
    from.push(at);
  }
  return { letters, from, text: source };
}

function plainSign(sign: string): string {
  if (/[\s\u00ad\u200b-\u200f\ufeff]/u.test(sign)) return '';
  if (/[\u2010-\u2015\u2212]/u.test(sign)) return '-';
  if (/[\u201c\u201d\u201e\u00ab\u00bb]/u.test(sign)) return '"';
  if (/[\u2018\u2019]/u.test(sign)) return "'";
  return sign;
}

/** "ngày 08 tháng 7 năm 2026", padded or not, without spaces. */
function datePattern(on: Day): RegExp {
  const [year = '', month = '', dayOfMonth = ''] = on.split('-');
  return new RegExp(
    `ngày0?${String(Number(dayOfMonth))}tháng0?${String(Number(month))}năm${year}`,
    'iu',
  );
}

/** What of the signed text no paragraph of the paper has been found in yet. */
class Remaining {
  readonly #taken: boolean[];
  readonly #signed: Dense;

  constructor(signed: Dense) {
    this.#signed = signed;
    this.#taken = Array.from({ length: signed.letters.length }, () => false);
  }

  /** Takes a passage out, where it stands unused; whether it does. */
  take(letters: string): boolean {
    for (
      let at = this.#signed.letters.indexOf(letters);
      at !== -1;
      at = this.#signed.letters.indexOf(letters, at + 1)
    ) {
      if (this.#taken[at] === true || this.#taken[at + letters.length - 1] === true) continue;
      this.#taken.fill(true, at, at + letters.length);
      return true;
    }
    return false;
  }

  /** The passages that are left, of at least so many words. */
  passages(words = PASSAGE_WORDS): string[] {
    const found: string[] = [];
    const { from, text } = this.#signed;
    for (let at = 0; at < this.#taken.length; at += 1) {
      if (this.#taken[at] === true) continue;
      let end = at;
      while (end + 1 < this.#taken.length && this.#taken[end + 1] !== true) end += 1;
      found.push(text.slice(from[at], (from[end] ?? 0) + 1).trim());
      at = end;
    }
    return found.filter((passage) => wordsOf(passage).length >= words);
  }
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => /[\p{L}\d]/u.test(word));
}

/** What is lost beside what is there instead, where they have most of their words in common. */
function paired(lost: readonly string[], extra: readonly string[]) {
  const left = [...extra];
  const pairs = lost.map((before) => {
    const likely = left
      .map((after) => ({ after, share: shareOf(before, after) }))
      .sort((a, b) => b.share - a.share)[0];
    if (likely === undefined || likely.share < 0.5) return { before: short(before), after: null };
    left.splice(left.indexOf(likely.after), 1);
    return { before: short(before), after: short(likely.after) };
  });
  return [...pairs, ...left.map((after) => ({ before: null, after: short(after) }))];
}

/** How much of the words of a passage another has. */
function shareOf(before: string, after: string): number {
  const has = new Set(wordsOf(after));
  const words = wordsOf(before);
  return words.filter((word) => has.has(word)).length / Math.max(1, words.length);
}

function short(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line;
}

function numbersIn(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/gu) ?? [];
}

/** Of some numbers those that are not among others, each as often as it stands there. */
function missing(wanted: readonly string[], there: readonly string[]): string[] {
  const left = [...there];
  return wanted
    .filter((one) => {
      const at = left.indexOf(one);
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    })
    .slice(0, MOST_SHOWN);
}
