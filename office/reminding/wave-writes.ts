import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { dayAt } from '../../domain/day.js';
import type { PlannedMail, PlannedNotice, WavePlan } from '../../domain/wave.js';
import type { OfficeScope } from '../scope.js';
import { headerId } from './notices.js';
import { savePlaces } from './rearm.js';
import { keptWhy, untoldColumn } from './untold.js';
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
  await holdMails(scope, [...plan.changed, ...plan.emptied]);
  await replaceNotices(scope, plan.replaced);
  await suppressMails(scope, plan.emptied);
  await moveToToday(scope, plan.changed);
  await insertTold(scope, plan, facts);
  await savePlaces(scope, plan.places);
}

/** A lane that takes a waiting mail now would leave with it before it says what it is to say. */
async function holdMails(scope: OfficeScope, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  const held = await scope.trx
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...messageIds]}::uuid[])`))
    .where('state', '=', 'planned')
    .orderBy('id')
    .forUpdate()
    .execute();
  expectAll(held.length, messageIds);
}

async function replaceNotices(scope: OfficeScope, noticeIds: readonly string[]): Promise<void> {
  if (noticeIds.length === 0) return;
  const { numUpdatedRows } = await scope.trx
    .updateTable('notice')
    .from('message')
    .set({ why: keptWhy('replaced') })
    .whereRef('message.office_id', '=', 'notice.office_id')
    .whereRef('message.id', '=', 'notice.message_id')
    .where('notice.office_id', '=', scope.officeId)
    .where((eb) => eb('notice.id', '=', sql<string>`any(${[...noticeIds]}::uuid[])`))
    .where('notice.why', 'is', null)
    .executeTakeFirstOrThrow();
  expectAll(Number(numUpdatedRows), noticeIds);
}

async function suppressMails(scope: OfficeScope, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await scope.trx
    .updateTable('message')
    .set({ state: untoldColumn('state', 'replaced'), why: untoldColumn('why', 'replaced') })
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...messageIds]}::uuid[])`))
    .execute();
}

/** A mail that says something new is one of today, whenever it was begun. */
async function moveToToday(scope: OfficeScope, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await scope.trx
    .updateTable('message')
    .set({ day: dayAt(scope.now) })
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...messageIds]}::uuid[])`))
    .execute();
}

function expectAll(found: number, ids: readonly string[]): void {
  if (found !== ids.length) throw new FactsChanged('a mail moved on meanwhile');
}

/** The new mails and the notices they tell, in one statement. */
async function insertTold(
  scope: OfficeScope,
  { mails, notices }: Pick<WavePlan, 'mails' | 'notices'>,
  facts: Pick<SliceFacts, 'planIds' | 'spentHeaders'> & { readonly waveId: string },
): Promise<void> {
  if (notices.length === 0) return;
  const ids = new Map(mails.map(({ key }) => [key, randomUUID()]));
  const mailRows = mails.map((mail, nth) => ({
    nth,
    ...mailColumns(scope, mail, { id: ids.get(mail.key) ?? randomUUID(), ...facts }),
  }));
  const noticeRows = notices.map((notice, nth) => ({
    nth,
    ...noticeColumns(notice),
    plan_id: facts.planIds.get(notice.dutyId) ?? null,
    message_id: mailIdOf(notice, ids),
  }));
  await sql`
    with mail as (
      insert into message (office_id, id, header_id, class, agency_id, contact_id, to_name,
          to_address, day, wave_id, planned_for, state)
        select ${scope.officeId}, id, header_id, 'ladder', agency_id, contact_id, to_name,
          to_address, ${dayAt(scope.now)}, ${facts.waveId}, ${scope.now}, 'planned'
        from jsonb_to_recordset(${JSON.stringify(mailRows)}::jsonb) as given(
          nth int, id uuid, header_id text, agency_id uuid, contact_id uuid, to_name text,
          to_address text)
        order by nth
    )
    insert into notice (office_id, id, key, kind, name, plan_id, cycle_id, obligation_id, agency_id,
        epoch, replaces, planned_for, message_id, why, data)
      select ${scope.officeId}, gen_random_uuid(), key, 'ladder', name, plan_id, cycle_id,
        obligation_id, agency_id, epoch, replaces, planned_for, message_id, why, data
      from jsonb_to_recordset(${JSON.stringify(noticeRows)}::jsonb) as given(
        nth int, key text, name text, plan_id uuid, cycle_id uuid, obligation_id uuid,
        agency_id uuid, epoch int, replaces text[], planned_for timestamptz, message_id uuid,
        why text, data jsonb)
      order by nth`.execute(scope.trx);
}

function mailColumns(
  scope: OfficeScope,
  { key, agencyId, contact }: PlannedMail,
  { id, spentHeaders }: { readonly id: string; readonly spentHeaders: ReadonlySet<string> },
) {
  const header = headerId(scope, key);
  return {
    id,
    // A notice held back by a pause left a mail that others shared: its Message-ID is known to the world.
    header_id: spentHeaders.has(header) ? headerId(scope, `${key}/${id}`) : header,
    agency_id: agencyId,
    contact_id: contact.id,
    to_name: contact.name,
    to_address: contact.email,
  };
}

function noticeColumns(notice: PlannedNotice) {
  return {
    key: notice.key,
    name: notice.step.rung,
    cycle_id: notice.cycleId,
    obligation_id: notice.dutyId,
    agency_id: notice.agencyId,
    epoch: notice.epoch,
    replaces: notice.replaces,
    planned_for: notice.dueAt,
    why: notice.mail.kind === 'none' ? notice.mail.why : null,
    data: { reachedBefore: notice.reachedBefore, nth: notice.step.nth },
  };
}

function mailIdOf({ mail }: PlannedNotice, ids: ReadonlyMap<string, string>): string | null {
  if (mail.kind === 'none') return null;
  if (mail.kind === 'waiting') return mail.id;
  const id = ids.get(mail.key);
  if (id === undefined) throw new Error('a notice without its mail');
  return id;
}

/** How much a slice of a wave tells. */
export interface WaveCount {
  readonly notices: number;
  readonly messages: number;
  readonly rungs: Readonly<Record<string, number>>;
}

/** What a slice adds to the count of its wave. */
export function countSlice({ notices, mails }: WavePlan): WaveCount {
  const rungs: Record<string, number> = {};
  for (const { step } of notices) rungs[step.rung] = (rungs[step.rung] ?? 0) + 1;
  return { notices: notices.length, messages: mails.length, rungs };
}

/** Adds a slice to the count of its wave, one row for all of them, in the transaction that adds its notices. */
export async function saveWave(
  scope: OfficeScope,
  waveId: string,
  { notices, messages, rungs }: WaveCount,
): Promise<void> {
  await sql`
    insert into wave (office_id, id, as_of, notices, messages, rungs)
      values (${scope.officeId}, ${waveId}, ${scope.now}, ${notices}, ${messages},
              ${JSON.stringify(rungs)}::jsonb)
      on conflict (office_id, id) do update
      set notices = wave.notices + excluded.notices, messages = wave.messages + excluded.messages,
          rungs = (select jsonb_object_agg(rung, coalesce((wave.rungs ->> rung)::int, 0)
                                                + coalesce((excluded.rungs ->> rung)::int, 0))
                     from jsonb_object_keys(wave.rungs || excluded.rungs) rung)`.execute(scope.trx);
}
