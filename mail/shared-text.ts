import type { MailText, SharedText } from '../activities/ports.js';

/** A text in one piece. */
export function wholeText(text: MailText): string {
  if (typeof text === 'string') return text;
  return text.shared.map((piece, nth) => piece + (text.own[nth] ?? '')).join('');
}

/** A text with places to be filled, each place a number. */
export interface TextForm {
  readonly shared: readonly string[];
  readonly places: readonly number[];
}

/**
 * The form of a text in which each of `marks` stands for a place; null marks stand nowhere. Null where one
 * is missing, or was cut on the way: `traces` finds what only marks hold.
 */
export function textForm(
  text: string,
  marks: readonly (string | null)[],
  traces: RegExp,
): TextForm | null {
  const shared: string[] = [];
  const places: number[] = [];
  let rest = text;
  for (;;) {
    let next: { readonly at: number; readonly place: number; readonly mark: string } | null = null;
    for (const [place, mark] of marks.entries()) {
      const at = mark === null ? -1 : rest.indexOf(mark);
      if (mark !== null && at >= 0 && (next === null || at < next.at)) next = { at, place, mark };
    }
    if (next === null) break;
    shared.push(rest.slice(0, next.at));
    places.push(next.place);
    rest = rest.slice(next.at + next.mark.length);
  }
  shared.push(rest);
  const isWhole = marks.every((mark, place) => mark === null || places.includes(place));
  return isWhole && !shared.some((piece) => traces.test(piece)) ? { shared, places } : null;
}

/** A form with its places filled. */
export function filled({ shared, places }: TextForm, values: readonly string[]): SharedText {
  return { shared, own: places.map((place) => values[place] ?? '') };
}
