import { createHash } from 'node:crypto';
import type { LedgerDb } from '../../db/connection.js';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { CODE_SPENT_MS } from '../../domain/second-factor.js';
import type { Ledger } from '../scope.js';

interface Code {
  readonly userId: string;
  readonly code: string;
}

/** Takes a code of the telephone before it is looked at; false where it has been taken: of two who come with one code only one comes in. */
export async function spendCode(
  ledger: Ledger,
  { userId, code, now }: Code & { readonly now: Instant },
): Promise<boolean> {
  return ledger.transaction(async (trx) => {
    await purgeSpentCodes(trx, { userId, now });
    const taken = await trx
      .insertInto('spent_code')
      .values({ user_id: userId, code_hash: hashOf({ userId, code }), spent_at: now })
      .onConflict((conflict) => conflict.columns(['user_id', 'code_hash']).doNothing())
      .returning('spent_at')
      .executeTakeFirst();
    return taken !== undefined;
  });
}

/** Gives a code back that was wrong: the same digits may be right a minute later. */
export async function giveCodeBack(ledger: Ledger, code: Code): Promise<void> {
  await ledger.transaction((trx) =>
    trx
      .deleteFrom('spent_code')
      .where('user_id', '=', code.userId)
      .where('code_hash', '=', hashOf(code))
      .execute(),
  );
}

async function purgeSpentCodes(
  db: LedgerDb,
  { userId, now }: { readonly userId: string; readonly now: Instant },
): Promise<void> {
  await db
    .deleteFrom('spent_code')
    .where('user_id', '=', userId)
    .where('spent_at', '<', plusMs(now, -CODE_SPENT_MS))
    .execute();
}

function hashOf({ userId, code }: Code): string {
  return createHash('sha256').update(`${userId} ${code}`).digest('hex');
}
