import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { presentOf } from '../../domain/amendment/successors.js';
import { agenciesMeant } from '../../domain/memory/office-memory.js';
import type { Meaning, OfficeMemory, Remembered } from '../../domain/memory/office-memory.js';
import { taughtBy } from '../../domain/memory/teaching.js';
import { keyOfName } from '../../domain/name-key.js';
import type { OwingAgency } from '../../domain/owing-agency.js';
import { ok, refuse } from '../../domain/result.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { planDraft } from '../../domain/schemas/plan-draft.js';
import { shortCitation } from '../../domain/citation.js';
import type { OfficeMemoryList } from '../../contract/memory.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { actorNames } from '../audit/actor-names.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { successors } from '../lineage.js';
import { keptEdits } from './review-edits.js';

/** Everything that corrections taught an office and nobody took back, the newest first. */
export async function officeMemory(db: LedgerDb, officeId: string): Promise<OfficeMemory> {
  const rows = await db
    .selectFrom('office_memory')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('forgotten_at', 'is', null)
    .orderBy('taught_at', 'desc')
    .orderBy('id')
    .execute();
  const nameOf = await actorNames(
    db,
    officeId,
    rows.map(({ taught_by }) => taught_by),
  );
  // Whoever was named then and is gone is meant as those who came after it.
  const gone = await successors(db, officeId);
  return rows.map(({ id, words, meaning, source, taught_by, taught_at }) => ({
    ...withPresent(meaning, gone),
    id,
    words,
    from: { plan: source, by: nameOf(taught_by), at: taught_at },
  }));
}

function withPresent(meaning: Meaning, gone: ReadonlyMap<string, readonly string[]>): Meaning {
  if (meaning.use === 'recipients') return meaning;
  const { owers } = meaning;
  const agencyIds = [...new Set(owers.agencyIds.flatMap((id) => presentOf(id, gone)))];
  return { ...meaning, owers: { ...owers, agencyIds } };
}

/** The page of what an office remembers: each meaning with the agencies it stands for today. */
export async function memoryList(db: LedgerDb, officeId: string): Promise<OfficeMemoryList> {
  const memory = await officeMemory(db, officeId);
  const agencies = await owingAgenciesOf(db, officeId);
  return { entries: memory.map((one) => ({ ...one, means: meansToday(one, agencies) })) };
}

function meansToday(one: Remembered, agencies: readonly OwingAgency[]): string[] {
  return one.use === 'recipients'
    ? [...one.names]
    : agenciesMeant(one.owers, agencies).map(({ name }) => name);
}

/**
 * What a plan's review corrected is learnt as it goes to the leader: a new meaning takes the place of the
 * old one of the same words. What was taken back is not learnt again from the same plan.
 */
export async function learnFromReview(
  scope: OfficeScope,
  { planId, version, confirmed }: { planId: string; version: number; confirmed: ConfirmedPlan },
): Promise<void> {
  const { trx, officeId } = scope;
  const kept = await keptEdits(trx, { officeId, planId });
  if (kept === null) return;
  const { draft } = await trx
    .selectFrom('plan_version')
    .select('draft')
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const agencies = await owingAgenciesOf(trx, officeId);
  const taught = taughtBy(planDraft.parse(draft), kept.edits, agencies);
  for (const one of taught) {
    const { words, ...meaning } = one;
    const written = {
      words,
      meaning: JSON.stringify(meaning),
      source: sourceOf(confirmed),
      plan_id: planId,
      taught_by: scope.actor,
      taught_at: scope.now,
      forgotten_at: null,
    };
    await trx
      .insertInto('office_memory')
      .values({
        office_id: officeId,
        id: randomUUID(),
        use: one.use,
        key: keyOfName(words),
        ...written,
      })
      .onConflict((on) =>
        on
          .columns(['office_id', 'use', 'key'])
          .doUpdateSet(written)
          // Said again is not newly said: it keeps where it came from.
          .where(
            sql<boolean>`(office_memory.plan_id <> excluded.plan_id or office_memory.forgotten_at is null)
              and (office_memory.meaning <> excluded.meaning or office_memory.forgotten_at is not null)`,
          ),
      )
      .execute();
  }
  if (taught.length === 0) return;
  await record(scope, 'learnWords', `plan:${planId}`, { words: taught.length });
}

/** A person takes back what the office remembers of some words: the next review knows nothing of it. */
export async function forgetWords(
  scope: OfficeScope,
  { memoryId }: { readonly memoryId: string },
): ActResult {
  const gone = await scope.trx
    .updateTable('office_memory')
    .set({ forgotten_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', memoryId)
    .where('forgotten_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (gone === undefined) return refuse('NOT_FOUND');
  await record(scope, 'forgetWords', `memory:${memoryId}`);
  return ok({});
}

/** Takes a forgetting back: the words mean again what they meant. */
export async function rememberAgain(
  scope: OfficeScope,
  { memoryId }: { readonly memoryId: string },
): ActResult {
  const back = await scope.trx
    .updateTable('office_memory')
    .set({ forgotten_at: null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', memoryId)
    .where('forgotten_at', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  if (back === undefined) return refuse('NOT_FOUND');
  await record(scope, 'rememberAgain', `memory:${memoryId}`);
  return ok({});
}

/** The agencies that an office has today, as rules about who owes need them. */
async function owingAgenciesOf(db: LedgerDb, officeId: string): Promise<readonly OwingAgency[]> {
  return db
    .selectFrom('agency')
    .select(['id', 'name', 'kind', 'tags', 'standing', 'binding'])
    .where('office_id', '=', officeId)
    .where('valid_to', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** What a later reader is told of where a meaning comes from: "Kế hoạch số 15/KH-UBND", or its subject. */
function sourceOf({ identity }: ConfirmedPlan): string {
  return identity.number === null ? identity.subject : shortCitation(identity);
}
