import { countStatements } from './statements.js';

/** Tables whose rows acts hold, as office/lock-order.ts puts them. */
const PLACES = {
  office: 1,
  plan: 3,
  cycle: 4,
  obligation: 5,
  extension: 5,
  agency: 6,
  contact: 6,
  document: 7,
  message: 7,
  notice: 7,
} as const;

export interface TakenLock {
  readonly table: keyof typeof PLACES;
  readonly place: number;
}

/** The rows that some work locks by a statement for that alone, in order; the telling of a cycle comes last of all. */
export async function locksOf(work: () => Promise<unknown>): Promise<readonly TakenLock[]> {
  const { statements } = await countStatements(work);
  return statements.flatMap((text) => {
    // What a writing statement locks on its way is held already.
    if (!/^\s*select\b/i.test(text)) return [];
    const strength = / for (no key update|update|key share|share)\b/i.exec(text)?.[1];
    const table = /\bfrom "?(\w+)"?/i.exec(text)?.[1];
    if (strength === undefined || table === undefined || !isPlaced(table)) return [];
    const isTelling = table === 'cycle' && strength === 'no key update';
    return [{ table, place: isTelling ? 8 : PLACES[table] }];
  });
}

function isPlaced(table: string): table is keyof typeof PLACES {
  return table in PLACES;
}
