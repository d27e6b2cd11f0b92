import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import { dayAt } from '../../domain/day.js';
import type { PlannedNotice, WavePlan } from '../../domain/wave.js';
import { batches } from '../../db/batches.js';
import type { Tables } from '../../db/tables.js';
import type { OfficeScope } from '../scope.js';
import { headerId } from './notices.js';
import { savePlaces } from './rearm.js';
import type { SliceFacts } from './wave-facts.js';

/** A mail that the wave counted on has left, or was held back, since the facts were read: what was planned is no longer true. */
export class FactsChanged extends Error {
  override readonly name = 'FactsChanged';
}

/** Writes one slice of a wave in a few statements; throws FactsChanged, and so takes all of it back, when it must be planned anew. */
export async function writeSlice(
  scope: OfficeScope,
  plan: WavePlan,
  facts: Pick<SliceFacts, 'planIds' | 'spentHeaders'> & { readonly waveId: string },
): Promise<void> {
  await replaceNotices(scope, plan.replaced);
  await holdMails(scope, plan.changed);
  await suppressMails(scope, plan.emptied);
  const mailIds = await insertMails(scope, plan, facts);
  await insertNotices(scope, plan.notices, { ...facts, mailIds });
  await savePlaces(scope, plan.places);
}

async function replaceNotices(scope: OfficeScope, noticeIds: readonly string[]): Promise<void> {
  if (noticeIds.length === 0) return;
  const { numUpdatedRows } = await scope.trx
    .updateTable('notice')
    .set({ why: 'replaced' })
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...noticeIds]}::uuid[])`))
    .where('why', 'is', null)
    .executeTakeFirstOrThrow();
  expectAll(numUpdatedRows, noticeIds);
}

/** A lane that takes a waiting mail now would leave with it before it says what it is to say. */
async function holdMails(scope: OfficeScope, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  const { numUpdatedRows } = await scope.trx
    .updateTable('message')
    .set({ day: dayAt(scope.now) })
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...messageIds]}::uuid[])`))
    .where('state', '=', 'planned')
    .executeTakeFirstOrThrow();
  expectAll(numUpdatedRows, messageIds);
}

async function suppressMails(scope: OfficeScope, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  const { numUpdatedRows } = await scope.trx
    .updateTable('message')
    .set({ state: 'suppressed', why: 'replaced' })
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...messageIds]}::uuid[])`))
    .where('state', '=', 'planned')
    .executeTakeFirstOrThrow();
  expectAll(numUpdatedRows, messageIds);
}

function expectAll(written: bigint, ids: readonly string[]): void {
  if (Number(written) !== ids.length) throw new FactsChanged('a mail moved on meanwhile');
}

/** The new mails by their keys; a Message-ID that has gone out already is not used a second time. */
async function insertMails(
  scope: OfficeScope,
  { mails }: Pick<WavePlan, 'mails'>,
  { waveId, spentHeaders }: { readonly waveId: string; readonly spentHeaders: ReadonlySet<string> },
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(mails.map(({ key }) => [key, randomUUID()]));
  const rows = mails.map(({ key, agencyId, contact }) => {
    const id = ids.get(key) ?? randomUUID();
    const header = headerId(scope, key);
    return {
      office_id: scope.officeId,
      id,
      // A notice held back by a pause left a mail that others shared: its Message-ID is known to the world.
      header_id: spentHeaders.has(header) ? headerId(scope, `${key}/${id}`) : header,
      class: 'ladder' as const,
      agency_id: agencyId,
      contact_id: contact.id,
      to_name: contact.name,
      to_address: contact.email,
      day: dayAt(scope.now),
      wave_id: waveId,
      planned_for: scope.now,
      state: 'planned' as const,
    };
  });
  for (const some of batches(rows)) {
    await scope.trx.insertInto('message').values(some).execute();
  }
  return ids;
}

async function insertNotices(
  scope: OfficeScope,
  notices: readonly PlannedNotice[],
  facts: Pick<SliceFacts, 'planIds'> & { readonly mailIds: ReadonlyMap<string, string> },
): Promise<void> {
  const rows = notices.map((notice): Insertable<Tables['notice']> => ({
    office_id: scope.officeId,
    id: randomUUID(),
    key: notice.key,
    kind: 'ladder',
    name: notice.step.rung,
    plan_id: facts.planIds.get(notice.dutyId) ?? null,
    cycle_id: notice.cycleId,
    obligation_id: notice.dutyId,
    agency_id: notice.agencyId,
    epoch: notice.epoch,
    replaces: [...notice.replaces],
    planned_for: notice.dueAt,
    message_id: mailIdOf(notice, facts.mailIds),
    why: notice.mail.kind === 'none' ? notice.mail.why : null,
    data: JSON.stringify({ reachedBefore: notice.reachedBefore, nth: notice.step.nth }),
  }));
  for (const some of batches(rows)) {
    await scope.trx.insertInto('notice').values(some).execute();
  }
}

function mailIdOf({ mail }: PlannedNotice, ids: ReadonlyMap<string, string>): string | null {
  if (mail.kind === 'none') return null;
  if (mail.kind === 'waiting') return mail.id;
  const id = ids.get(mail.key);
  if (id === undefined) throw new Error('a notice without its mail');
  return id;
}

/** How much a wave has told so far; one row for all its slices. */
export interface WaveCount {
  readonly notices: number;
  readonly messages: number;
  readonly rungs: Readonly<Record<string, number>>;
}

/** What a wave counts after one more slice. */
export function countSlice(before: WaveCount, { notices, mails }: WavePlan): WaveCount {
  const rungs: Record<string, number> = { ...before.rungs };
  for (const { step } of notices) rungs[step.rung] = (rungs[step.rung] ?? 0) + 1;
  return {
    notices: before.notices + notices.length,
    messages: before.messages + mails.length,
    rungs,
  };
}

/** Keeps the count of a wave beside its notices, in the transaction that adds them. */
export async function saveWave(
  scope: OfficeScope,
  waveId: string,
  { notices, messages, rungs }: WaveCount,
): Promise<void> {
  const count = { notices, messages, rungs: JSON.stringify(rungs) };
  await scope.trx
    .insertInto('wave')
    .values({ office_id: scope.officeId, id: waveId, as_of: scope.now, ...count })
    .onConflict((conflict) => conflict.columns(['office_id', 'id']).doUpdateSet(count))
    .execute();
}
