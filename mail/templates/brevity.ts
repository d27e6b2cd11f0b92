import { periodAtEndOf } from '../../domain/period.js';
import type { Letter } from '../letter.js';
import { cutWords, oneLine, wordCount } from '../shorten.js';
import { layText } from './layout.js';

/** The first number of words a mail to an agency may not have. */
export const WORD_LIMIT = 150;

/** How many words each long thing may have while a mail is made to fit. */
export interface Brevity {
  readonly citation: number;
  readonly report: number;
  readonly agency: number;
  readonly channel: number;
  readonly unit: number;
  readonly reason: number;
  /** How many reports a mail for several lists one by one. */
  readonly items: number;
  /** Leaves out what only explains: where the code is printed, days left in a list. */
  readonly bare: boolean;
  /** Names the letters that this one replaces; else it only says that it replaces some. */
  readonly naming: boolean;
}

/** What else gives way once the citation alone cannot; the named person and the telephone never do. */
const LEVELS: readonly Brevity[] = [
  {
    citation: 60,
    report: 40,
    agency: 30,
    channel: 30,
    unit: 20,
    reason: 60,
    items: 6,
    bare: false,
    naming: true,
  },
  {
    citation: 60,
    report: 40,
    agency: 30,
    channel: 30,
    unit: 20,
    reason: 60,
    items: 5,
    bare: true,
    naming: true,
  },
  {
    citation: 60,
    report: 28,
    agency: 24,
    channel: 16,
    unit: 16,
    reason: 45,
    items: 4,
    bare: true,
    naming: true,
  },
  {
    citation: 60,
    report: 20,
    agency: 20,
    channel: 12,
    unit: 12,
    reason: 34,
    items: 3,
    bare: true,
    naming: true,
  },
  {
    citation: 60,
    report: 14,
    agency: 16,
    channel: 10,
    unit: 10,
    reason: 24,
    items: 2,
    bare: true,
    naming: true,
  },
  {
    citation: 14,
    report: 9,
    agency: 10,
    channel: 8,
    unit: 8,
    reason: 16,
    items: 2,
    bare: true,
    naming: true,
  },
  {
    citation: 6,
    report: 6,
    agency: 6,
    channel: 5,
    unit: 4,
    reason: 10,
    items: 1,
    bare: true,
    naming: false,
  },
];

/** Number, date and body of a plan stand in its first words; its long subject follows. */
const LEAST_CITATION = 16;

/** The roomiest letter under 150 words, link and closing sentence counted; the plan's long subject gives way first. */
export function underWordLimit(citation: string, write: (brevity: Brevity) => Letter): Letter {
  const words = wordCount(citation);
  let tightest: Letter | null = null;
  for (const level of LEVELS) {
    const roomy = { ...level, citation: Math.min(level.citation, words) };
    tightest = withShorterCitation(roomy, write);
    if (excessOf(tightest) <= 0) return tightest;
  }
  if (tightest === null) throw new Error('no level of brevity is defined');
  return tightest;
}

function withShorterCitation(level: Brevity, write: (brevity: Brevity) => Letter): Letter {
  let brevity = level;
  let letter = write(brevity);
  // "UBND" for "Ủy ban nhân dân" may free a few words by itself, hence step by step.
  while (excessOf(letter) > 0 && brevity.citation > LEAST_CITATION) {
    brevity = {
      ...brevity,
      citation: Math.max(LEAST_CITATION, brevity.citation - excessOf(letter)),
    };
    letter = write(brevity);
  }
  return letter;
}

function excessOf(letter: Letter): number {
  return wordCount(layText(letter)) - (WORD_LIMIT - 1);
}

/** One line of at most `max` words; what people typed may hold line breaks. */
export function brief(text: string, max: number): string {
  return cutWords(oneLine(text), max);
}

/** A plan's citation of at most `max` words; "UBND" stands for the long name before anything is cut. */
export function briefCitation(citation: string, max: number): string {
  const line = oneLine(citation);
  if (wordCount(line) <= max) return line;
  return cutWords(line.replace(/[UỦ][ỷy] ban nhân dân(?= )/gu, 'UBND'), max);
}

/** A report's name of at most `max` words; the period at its end stays. */
export function briefName(reportName: string, max: number): string {
  const name = oneLine(reportName);
  const period = periodAtEndOf(name);
  const rest = name.slice(0, name.length - period.length).trimEnd();
  if (period === '' || wordCount(name) <= max) return cutWords(name, max);
  return `${cutWords(rest, Math.max(2, max - wordCount(period)))} ${period}`;
}
