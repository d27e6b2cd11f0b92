import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { at, dayAt, plusDays } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { TokenScope } from '../../domain/token-scope.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { actorNames } from '../audit/actor-names.js';
import { record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';

/** What every token begins with, so that one that got into a text is found by those who look for secrets. */
export const TOKEN_PREFIX = 'dondoc_';
const LONGEST_DAYS = 731;

/** Makes a token, which is told this once and kept as a hash; refuses an end that is past or too far. */
export async function makeToken(
  scope: OfficeScope,
  asked: { readonly name: string; readonly scopes: readonly TokenScope[]; readonly endsOn: Day },
): ActResult<{ readonly tokenId: string; readonly token: string }> {
  const today = dayAt(scope.now);
  if (asked.endsOn <= today || asked.endsOn > plusDays(today, LONGEST_DAYS)) {
    return refuse('TOKEN_END');
  }
  const tokenId = randomUUID();
  const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const scopes = [...new Set(asked.scopes)];
  await scope.trx
    .insertInto('api_token')
    .values({
      office_id: scope.officeId,
      id: tokenId,
      name: asked.name,
      token_hash: sha256Of(token),
      scopes,
      made_by: scope.actor,
      made_at: scope.now,
      ends_at: at(plusDays(asked.endsOn, 1), 0),
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
  await record(scope, 'makeToken', `token:${tokenId}`, { scopes, day: asked.endsOn });
  return ok({ tokenId, token });
}

/** Ends a token at once. */
export async function revokeToken(
  scope: OfficeScope,
  { tokenId }: { readonly tokenId: string },
): ActResult {
  const ended = await scope.trx
    .updateTable('api_token')
    .set({ revoked_at: sql<Instant>`coalesce(revoked_at, ${scope.now})` })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', tokenId)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined) return refuse('NOT_FOUND');
  await record(scope, 'revokeToken', `token:${tokenId}`);
  return ok({});
}

/** A token that holds, with the office it reads. */
export interface HeldToken {
  readonly tokenId: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly office: {
    readonly id: string;
    readonly name: string;
    readonly shortName: string;
    readonly openedAt: Instant | null;
  };
}

/** The token of a text; null where it is none, was revoked or has ended. Its use is noted, to the minute. */
export async function heldToken(
  db: LedgerDb,
  { token, now }: { readonly token: string; readonly now: Instant },
): Promise<HeldToken | null> {
  const row = await db
    .selectFrom('api_token')
    .innerJoin('office', 'office.id', 'api_token.office_id')
    .select([
      'api_token.id as tokenId',
      'api_token.name',
      'api_token.scopes',
      'office.id',
      'office.name as officeName',
      'office.short_name as shortName',
      'office.opened_at as openedAt',
    ])
    .where('api_token.token_hash', '=', sha256Of(token))
    .where('api_token.revoked_at', 'is', null)
    .where('api_token.ends_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { tokenId, name, scopes, officeName, ...office } = row;
  await db
    .updateTable('api_token')
    .set({ last_used_at: now })
    .where('office_id', '=', office.id)
    .where('id', '=', tokenId)
    .where(
      sql<boolean>`last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute'`,
    )
    .execute();
  return { tokenId, name, scopes, office: { ...office, name: officeName } };
}

/** The tokens of an office, the latest first. */
export async function tokensOf(db: LedgerDb, officeId: string) {
  const rows = await db
    .selectFrom('api_token')
    .selectAll()
    .where('office_id', '=', officeId)
    .orderBy('made_at', 'desc')
    .limit(200)
    .execute();
  const nameOf = await actorNames(
    db,
    officeId,
    rows.map(({ made_by }) => made_by),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    madeBy: nameOf(row.made_by),
    madeAt: row.made_at,
    endsAt: row.ends_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));
}
