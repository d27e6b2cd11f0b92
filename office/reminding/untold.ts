import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { fateOfUntold, whyUntold } from '../../domain/untold.js';
import type { UntoldFate } from '../../domain/untold.js';

/** Why notices of a row `message` are kept as not told any more, `whyUntold` for many rows; their mails go on until it is known that they have nothing left to say. */
export function keptWhy(why: string): RawBuilder<string> {
  const kept = (unanswered: number) => whyUntold(why, { unanswered, mailGoesOn: true });
  return sql`case when message.unanswered > 0 then ${kept(1)} else ${kept(0)} end`;
}

/** What becomes of a row `message` that has nothing left to say, `fateOfUntold` for many rows. */
export function untoldColumn<K extends keyof UntoldFate>(
  column: K,
  why: string,
): RawBuilder<UntoldFate[K]> {
  const fate = (unanswered: number) => fateOfUntold([why], { unanswered, otherwise: why })[column];
  return sql`case when message.unanswered > 0 then ${fate(1)} else ${fate(0)} end`;
}
