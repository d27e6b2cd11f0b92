import type { Groups } from '../dates.js';
import type { DueContext } from '../due-context.js';
import type { Reading } from './found-due.js';

/** One way in which a due day is printed. */
export interface DueRow {
  /** What the row reads, for the one who looks for a phrase. */
  readonly reads: string;
  readonly pattern: RegExp;
  /** What a text must hold for the row to be tried at all: a cheap look before a pattern that takes long. */
  readonly needs?: RegExp;
  /** What must stand before the words; a look-behind of that width would take long. */
  readonly behind?: RegExp;
  /** What the words say, null when they are no due phrase after all. */
  readonly read: (groups: Groups, context: DueContext, found: string) => Reading | null;
}
