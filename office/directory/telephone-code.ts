import { createHmac, timingSafeEqual } from 'node:crypto';
import { symmetricDecrypt } from 'better-auth/crypto';
import { msOf } from '../../domain/day.js';
import type { Door } from './auth-door.js';
import { SCHEMA } from './staff-auth-tables.js';

/** How long a code of the telephone stands, and how many digits it has (RFC 6238 with SHA-1, as telephones have it). */
const PERIOD_MS = 30_000;
const DIGITS = 6;

/**
 * A code of a telephone as the library takes it, which counts by this machine's clock alone: where the code is right by
 * the ledger's clock, or half a minute to either side, the one that is right by the machine's; else one that never is.
 */
export async function asMachineCounts(
  door: Door,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<string> {
  const row = await door.database
    .withSchema(SCHEMA)
    .selectFrom('twoFactor')
    .select('secret')
    .where('userId', '=', userId)
    .executeTakeFirst();
  // The library says in its own words that there is none.
  if (row === undefined) return code;
  const { secretConfig } = await door.auth.$context;
  const secret = await symmetricDecrypt({ key: secretConfig, data: row.secret });
  const step = stepAt(msOf(door.clock.now()));
  const isRight = [-1, 0, 1].some((off) => isSame(code, codeOf(secret, step + off)));
  return isRight ? codeOf(secret, stepAt(Date.now())) : '';
}

function stepAt(ms: number): number {
  return Math.floor(ms / PERIOD_MS);
}

/** RFC 4226, 5.3: four bytes of the hash, from where its last half byte says. */
function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 0x0f) & 0x7f_ff_ff_ff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

function isSame(typed: string, right: string): boolean {
  return typed.length === right.length && timingSafeEqual(Buffer.from(typed), Buffer.from(right));
}
