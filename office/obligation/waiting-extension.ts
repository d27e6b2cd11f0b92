import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { OWING_STATES } from '../../domain/obligation.js';

/**
 * Whether a request for more time still waits for an answer, `e` being its row and `o` that of its duty: whoever has
 * reported meanwhile, or need not report, wants no other day; a report sent back brings the request up again, unless
 * the day that came with it is as late.
 */
export const waitingExtension = (e: string, o: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${e}.state`)} = 'asked'
    and ${sql.ref(`${o}.state`)} = any(${[...OWING_STATES]}::text[])
    and (${sql.ref(`${o}.granted_day`)} is null
      or ${sql.ref(`${e}.wanted_day`)} > ${sql.ref(`${o}.granted_day`)}))`;
