import { inSentence } from './in-sentence.js';
import { ABOUT, joinedFigure } from './approximate.js';
import { changeAgainst } from './change-against.js';
import { figureInText, vietnamese } from './decimal.js';
import type { Decimal } from './decimal.js';
import type { FormDefinition, Indicator } from './schemas/form-definition.js';

/** The totals that sentences are made of, by code; null: nobody gave a value. */
export type Totals = Readonly<Record<string, Decimal | null>>;

/** One sentence of a section, and what it is known by when the figures change. */
export interface FigureSentence {
  readonly section: string;
  readonly id: string;
  readonly text: string;
}

/**
 * The sentences of a form made of some figures. In a phrase `{CODE}` is a figure, `{CODE~}` its change
 * against the same period before, `[…]` a part that is left out when one of its figures is missing or
 * zero; a phrase whose own figures are so is left out as a whole. A form without phrases lists its figures.
 */
export function figureSentences(
  form: FormDefinition,
  { totals, before = {}, approximate = new Set() }: Partial<Figures> & Pick<Figures, 'totals'>,
): readonly FigureSentence[] {
  const figures = { totals, before, approximate };
  const sentences = form.phrases.flatMap(({ section, text }, index) => {
    const said = filledIn(text, figures);
    if (said === null) return [];
    // A figure that is not exact may begin a sentence, with its word.
    const begun = text.startsWith('{') ? raised(said) : said;
    return [{ section, id: `figures/${String(index)}`, text: begun }];
  });
  const spoken = new Set(form.phrases.flatMap(({ text }) => codesIn(text)));
  const silent = form.indicators.filter(({ code }) => !spoken.has(code));
  return [...sentences, ...listed(silent, figures)];
}

/** Figures without a phrase of their own, a sentence for each group: "Hạ tầng: điểm đen đã khắc phục 3 điểm; …". */
function listed(indicators: readonly Indicator[], figures: Figures): FigureSentence[] {
  const groups = new Map<string, Indicator[]>();
  for (const indicator of indicators) {
    const key = `${indicator.section}/${indicator.group ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), indicator]);
  }
  return [...groups].flatMap(([key, members]) => {
    const parts = members.flatMap(({ code, label, unit }) => {
      const total = totalOf(code, figures);
      return total === null
        ? []
        : [`${inSentence(label)} ${total}${unit === '' ? '' : ` ${unit}`}`];
    });
    const [first] = members;
    if (first === undefined || parts.length === 0) return [];
    const words = parts.join('; ');
    const text = first.group === null ? `${raised(words)}.` : `${first.group}: ${words}.`;
    return [{ section: first.section, id: `figures/${key}`, text }];
  });
}

interface Figures {
  readonly totals: Totals;
  readonly before: Totals;
  /** Codes of totals that are not exact: "khoảng" stands before them. */
  readonly approximate: ReadonlySet<string>;
}

/** A phrase with its figures; null when one of its own is missing or zero. */
function filledIn(phrase: string, figures: Figures): string | null {
  let text = '';
  let isSilent = false;
  for (let at = 0; at < phrase.length;) {
    const mark = phrase[at];
    if (mark === '[') {
      const end = closing(phrase, at);
      text += filledIn(phrase.slice(at + 1, end), figures) ?? '';
      at = end + 1;
    } else if (mark === '{') {
      const end = phrase.indexOf('}', at);
      const name = phrase.slice(at + 1, end < 0 ? undefined : end);
      const said = name.endsWith('~')
        ? changeOf(name.slice(0, -1), figures)
        : totalOf(name, figures);
      if (said === null) isSilent = true;
      text += said ?? '';
      at = end < 0 ? phrase.length : end + 1;
    } else {
      text += mark ?? '';
      at += 1;
    }
  }
  return isSilent ? null : text;
}

/** Where the part that begins at `open` ends; parts may stand in parts. */
function closing(phrase: string, open: number): number {
  let depth = 0;
  for (let at = open; at < phrase.length; at += 1) {
    if (phrase[at] === '[') depth += 1;
    if (phrase[at] === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return phrase.length;
}

function totalOf(code: string, { totals, approximate }: Figures): string | null {
  const total = totals[code] ?? null;
  if (total === null || total === '0') return null;
  return joinedFigure(figureInText(total), approximate.has(code) ? ABOUT : null);
}

/** ", tăng 12% so với cùng kỳ"; nothing where the period before is unknown or was zero: no percent stands on nothing. */
function changeOf(code: string, { totals, before, approximate }: Figures): string {
  const change = changeAgainst(totals[code] ?? null, before[code] ?? null);
  const percent = change?.percent ?? null;
  if (change === null || percent === null) return '';
  if (change.direction === 'same') return ', bằng cùng kỳ';
  const word = change.direction === 'less' ? 'giảm' : 'tăng';
  const by = joinedFigure(vietnamese(percent), approximate.has(code) ? ABOUT : null);
  return percent === '0' ? '' : `, ${word} ${by}% so với cùng kỳ`;
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/\{([A-Z0-9_]+)~?\}/gu)].map(([, code]) => code ?? '');
}

function raised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
