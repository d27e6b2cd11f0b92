import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { fold } from '../../domain/fold.js';

/** What must stay the same however a text is set: the duties and the window, without places in the text. */
export function dutiesAndWindow({ obligations, window }: PlanDraft): unknown {
  return {
    window: window === null ? null : [window.from, window.to],
    obligations: obligations.map((duty) => ({
      what: duty.what,
      owedBy: duty.owedBy.map(fold),
      recipients: duty.recipients.map(fold),
      via: duty.via === null ? null : fold(duty.via),
      consolidator: duty.consolidator === null ? null : fold(duty.consolidator),
      binding: duty.binding,
      due: { ...duty.due, phrase: fold(duty.due.phrase) },
    })),
  };
}

/** The text with each run of blank lines made none, or one and another. */
export function blankLines(text: string, kept: 'none' | 'double'): string {
  return kept === 'none' ? text.replace(/\n(?:[ \t]*\n)+/gu, '\n') : text.replace(/\n/gu, '\n\n');
}

/** The text with lines longer than a width broken between words, as a printed page has them. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (line.length <= width ? [line] : brokenLine(line, width)))
    .join('\n');
}

function brokenLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let open = '';
  for (const word of line.split(' ')) {
    if (open !== '' && open.length + 1 + word.length > width) {
      lines.push(open);
      open = word;
    } else {
      open = open === '' ? word : `${open} ${word}`;
    }
  }
  return [...lines, open];
}

/** Open rhymes as the old and as the new spelling sets their tones. */
const RHYMES: readonly (readonly [old: string, fresh: string])[] = [
  ...pairs('oà oá oả oã oạ', 'òa óa ỏa õa ọa'),
  ...pairs('oè oé oẻ oẽ oẹ', 'òe óe ỏe õe ọe'),
  ...pairs('uỳ uý uỷ uỹ uỵ', 'ùy úy ủy ũy ụy'),
].flatMap(([old, fresh]) => [
  [old, fresh],
  [old.charAt(0).toUpperCase() + old.slice(1), fresh.charAt(0).toUpperCase() + fresh.slice(1)],
  [old.toUpperCase(), fresh.toUpperCase()],
]);

function pairs(old: string, fresh: string): [string, string][] {
  const others = fresh.split(' ');
  return old.split(' ').map((rhyme, index) => [rhyme, others[index] ?? rhyme]);
}

/** The text with its tones placed the old way (hoà, uỷ) or the new way (hòa, ủy). */
export function tonesPlaced(text: string, way: 'old' | 'new'): string {
  return RHYMES.reduce((spelt, [old, fresh]) => {
    const [from, to] = way === 'old' ? [fresh, old] : [old, fresh];
    return spelt.replace(new RegExp(`(?<![qQ])${from}(?!\\p{L})`, 'gu'), to);
  }, text);
}

/** The text with a sentence as a paragraph of its own after one of its full sentences between type and signature. */
export function withSentence(text: string, sentence: string, share: number): string {
  const lines = text.split('\n');
  const section = lines.findIndex((line) => /^\W*I\.\s/u.test(line));
  const numbered = section === -1 ? lines.findIndex((line) => /^\W*1\.\s/u.test(line)) : section;
  // A letter without numbers begins to speak with its first long line.
  const begin = numbered === -1 ? lines.findIndex((line) => line.length > 80) - 1 : numbered;
  const end = lines.findIndex(
    (line, index) => index > begin && (/^\W*Nơi nhận/u.test(line) || line.includes('./.')),
  );
  const places = lines.flatMap((line, index) =>
    index > begin && (end === -1 || index < end) && /[\p{L})\d]\.\s*$/u.test(line) ? [index] : [],
  );
  const place = places[Math.floor(share * places.length)];
  if (place === undefined) throw new Error('the text has no place for a sentence');
  return [...lines.slice(0, place + 1), '', sentence, '', ...lines.slice(place + 1)].join('\n');
}
