import { markOf } from './text-mark.js';
import type { TypedFields } from './typed-fields.js';

/** What a page showed, by field: a short mark of each value; blank fields are left out. */
export type ShownMarks = Readonly<Record<string, string>>;

/** A field that a colleague has filled in otherwise since the page was shown. */
export interface FieldConflict {
  readonly name: string;
  readonly theirs: string;
  readonly mine: string;
}

export interface MergedDraft {
  readonly fields: TypedFields;
  /** Names of the fields that changed by what was posted. */
  readonly changed: readonly string[];
  readonly conflicts: readonly FieldConflict[];
}

/**
 * What was posted merged into what is kept, field by field: whoever changed a field is heard, and where
 * two did the kept one stays and both are told. Without marks the caller does not say what was shown:
 * then what was posted holds.
 */
export function mergeDraft({
  kept,
  posted,
  shown,
}: {
  readonly kept: TypedFields;
  readonly posted: TypedFields;
  readonly shown: ShownMarks | null;
}): MergedDraft {
  const fields: Record<string, string> = { ...kept };
  const changed: string[] = [];
  const conflicts: FieldConflict[] = [];
  for (const name of new Set([...Object.keys(kept), ...Object.keys(posted)])) {
    const theirs = kept[name] ?? '';
    const mine = posted[name] ?? '';
    if (mine === theirs) continue;
    const before = shown?.[name] ?? '';
    if (shown !== null && markOf(mine) === before) continue;
    if (shown !== null && markOf(theirs) !== before) {
      conflicts.push({ name, theirs, mine });
      continue;
    }
    fields[name] = mine;
    changed.push(name);
  }
  const left = Object.entries(fields).filter(([, value]) => value !== '');
  return { fields: Object.fromEntries(left), changed, conflicts };
}

/** The marks of all fields that are not blank. */
export function marksOf(fields: TypedFields): ShownMarks {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, markOf(value)]));
}

/** Marks as one text for a hidden field of the page. */
export function marksText(marks: ShownMarks): string {
  return Object.entries(marks)
    .map(([name, mark]) => `${name}=${mark}`)
    .join(' ');
}

/** The marks in such a text. */
export function marksIn(text: string): ShownMarks {
  return Object.fromEntries(
    text
      .split(' ')
      .map((pair) => pair.split('='))
      .flatMap(([name = '', mark = '']) => (name === '' ? [] : [[name, mark]])),
  );
}
