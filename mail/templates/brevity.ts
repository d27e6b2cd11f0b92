import { periodAtEndOf } from '../../domain/period.js';
import type { Letter } from '../letter.js';
import type { PlanReference } from '../content.js';
import { calledByPlan, cutWords, oneLine, shortBody, wordCount } from '../shorten.js';
import { layText } from './layout.js';

/** The first number of words a mail to an agency may not have. */
export const WORD_LIMIT = 150;

/** How much of a plan's citation a mail has; what it is about gives way to the plan's short name. */
type CitationForm = 'whole' | 'abbreviated' | 'issued' | 'dated';

/** How many words each long thing may have while a mail is made to fit. */
export interface Brevity {
  readonly citation: CitationForm;
  readonly report: number;
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
    citation: 'whole',
    report: 40,
    channel: 30,
    unit: 20,
    reason: 60,
    items: 6,
    bare: false,
    naming: true,
  },
  {
    citation: 'dated',
    report: 40,
    channel: 30,
    unit: 20,
    reason: 60,
    items: 5,
    bare: true,
    naming: true,
  },
  {
    citation: 'dated',
    report: 28,
    channel: 16,
    unit: 16,
    reason: 45,
    items: 4,
    bare: true,
    naming: true,
  },
  {
    citation: 'dated',
    report: 20,
    channel: 12,
    unit: 12,
    reason: 34,
    items: 3,
    bare: true,
    naming: true,
  },
  {
    citation: 'dated',
    report: 14,
    channel: 10,
    unit: 10,
    reason: 24,
    items: 2,
    bare: true,
    naming: true,
  },
  {
    citation: 'dated',
    report: 9,
    channel: 8,
    unit: 8,
    reason: 16,
    items: 2,
    bare: true,
    naming: true,
  },
  {
    citation: 'dated',
    report: 6,
    channel: 5,
    unit: 4,
    reason: 10,
    items: 1,
    bare: true,
    naming: false,
  },
];

/** The citation gives way first, in these steps. */
const FORMS: readonly CitationForm[] = ['whole', 'abbreviated', 'issued', 'dated'];

/**
 * The roomiest letter under 150 words, link and closing sentence counted; the plan's long subject gives way
 * first. Agency, date, number and date of the plan and its short name stay whole: where they alone are
 * longer, so is the letter.
 */
export function underWordLimit(write: (brevity: Brevity) => Letter): Letter {
  let letter: Letter | null = null;
  for (const level of LEVELS) {
    for (const citation of FORMS.slice(FORMS.indexOf(level.citation))) {
      letter = write({ ...level, citation });
      if (excessOf(letter) <= 0) return letter;
    }
  }
  if (letter === null) throw new Error('no level of brevity is defined');
  return letter;
}

function excessOf(letter: Letter): number {
  return wordCount(layText(letter)) - (WORD_LIMIT - 1);
}

/** One line of at most `max` words; what people typed may hold line breaks. */
export function brief(text: string, max: number): string {
  return cutWords(oneLine(text), max);
}

/** A body's name, never cut; as subjects abbreviate it where room is short. */
export function bodyName(name: string, { bare }: Pick<Brevity, 'bare'>): string {
  return bare ? abbreviated(shortBody(name)) : oneLine(name);
}

/** How a mail cites its plan: number, date and short name are never cut. */
export function citationOf(plan: PlanReference, { citation }: Pick<Brevity, 'citation'>): string {
  const named = plan.name === undefined ? '' : ` (${oneLine(plan.name)})`;
  switch (citation) {
    case 'whole':
      return oneLine(plan.citation);
    case 'abbreviated':
      return abbreviated(plan.citation);
    case 'issued':
      return `${abbreviated(plan.issued)}${named}`;
    case 'dated':
      return `${oneLine(plan.dated)}${named}`;
  }
}

/** "UBND" for the long name that everybody knows by these letters. */
function abbreviated(text: string): string {
  return oneLine(text).replace(/[UỦ][ỷy] ban nhân dân(?= )/gu, 'UBND');
}

/** A report's name of at most `max` words, else as its plan's short name calls it; the period at its end stays. */
export function briefName(
  reportName: string,
  { report: max }: Pick<Brevity, 'report'>,
  plan: Pick<PlanReference, 'name'>,
): string {
  const name = oneLine(reportName);
  if (wordCount(name) <= max) return name;
  if (plan.name !== undefined) {
    const byPlan = calledByPlan(name, oneLine(plan.name));
    return wordCount(byPlan) < wordCount(name) ? byPlan : name;
  }
  const period = periodAtEndOf(name);
  const rest = name.slice(0, name.length - period.length).trimEnd();
  if (period === '') return cutWords(name, max);
  return `${cutWords(rest, Math.max(2, max - wordCount(period)))} ${period}`;
}
