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

/** The new mails and the notices they tell, in one statement; what hundreds of notices share is said once. */
async function insertTold(
  scope: OfficeScope,
  { mails, notices }: Pick<WavePlan, 'mails' | 'notices'>,
  facts: Pick<SliceFacts, 'planIds' | 'spentHeaders'> & { readonly waveId: string },
): Promise<void> {
  if (notices.length === 0) return;
  const ids = new Map(mails.map(({ key }) => [key, randomUUID()]));
  const rows = mails.map((mail) => ({ ...mail, id: idOf(mail.key, ids) }));
  const { kinds, ofEach } = kindsOf(notices, facts.planIds);
  await sql`
    with mail as (
      insert into message (office_id, id, header_id, class, agency_id, contact_id, to_name,
          to_address, day, wave_id, planned_for, state)
        select ${scope.officeId}, id, header_id, 'ladder', agency_id, contact_id, to_name,
          to_address, ${dayAt(scope.now)}, ${facts.waveId}, ${scope.now}, 'planned'
        from unnest(
          ${rows.map(({ id }) => id)}::uuid[],
          ${rows.map((row) => headerOf(scope, row, facts.spentHeaders))}::text[],
          ${rows.map(({ agencyId }) => agencyId)}::uuid[],
          ${rows.map(({ contact }) => contact.id)}::uuid[],
          ${rows.map(({ contact }) => contact.name)}::text[],
          ${rows.map(({ contact }) => contact.email)}::text[]
        ) with ordinality as given(id, header_id, agency_id, contact_id, to_name, to_address, nth)
        order by nth
    ), kind as (
      select * from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as kind(
        kind int, name text, plan_id uuid, cycle_id uuid, epoch int, replaces text[],
        planned_for timestamptz, why text, data jsonb)
    )
    insert into notice (office_id, id, key, kind, name, plan_id, cycle_id, obligation_id, agency_id,
        epoch, replaces, planned_for, message_id, why, data)
      select ${scope.officeId}, gen_random_uuid(), given.key, 'ladder', kind.name, kind.plan_id,
        kind.cycle_id, given.obligation_id, given.agency_id, kind.epoch, kind.replaces,
        kind.planned_for, given.message_id, kind.why, kind.data
      from unnest(
        ${ofEach}::int[],
        ${notices.map(({ key }) => key)}::text[],
        ${notices.map(({ dutyId }) => dutyId)}::uuid[],
        ${notices.map(({ agencyId }) => agencyId)}::uuid[],
        ${notices.map((notice) => mailIdOf(notice, ids))}::uuid[]
      ) with ordinality as given(kind, key, obligation_id, agency_id, message_id, nth)
      join kind on kind.kind = given.kind
      order by given.nth`.execute(scope.trx);
}

function headerOf(
  scope: OfficeScope,
  { id, key }: PlannedMail & { readonly id: string },
  spentHeaders: ReadonlySet<string>,
): string {
  const header = headerId(scope, key);
  // A notice held back by a pause left a mail that others shared: its Message-ID is known to the world.
  return spentHeaders.has(header) ? headerId(scope, `${key}/${id}`) : header;
}

/** What many notices of a slice say alike, each once, and the number of what each notice says. */
function kindsOf(notices: readonly PlannedNotice[], planIds: SliceFacts['planIds']) {
  const kinds = new Map<string, { readonly kind: number } & ReturnType<typeof columnsOf>>();
  const ofEach = notices.map((notice) => {
    const columns = columnsOf(notice, planIds);
    const alike = JSON.stringify(columns);
    const known = kinds.get(alike) ?? { kind: kinds.size, ...columns };
    kinds.set(alike, known);
    return known.kind;
  });
  return { kinds: [...kinds.values()], ofEach };
}

function columnsOf(notice: PlannedNotice, planIds: SliceFacts['planIds']) {
  return {
    name: notice.step.rung,
    plan_id: planIds.get(notice.dutyId) ?? null,
    cycle_id: notice.cycleId,
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
  return idOf(mail.key, ids);
}

function idOf(key: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(key);
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
