import { hash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { dayAt } from '../../domain/day.js';
import { contactFor } from '../../domain/reach.js';
import { heardOn } from '../../domain/absence.js';
import type { Reader } from '../../domain/reach.js';
import { keptRows } from '../../db/kept-plans.js';
import type { OfficeScope } from '../scope.js';
import { POST_CHANNEL } from '../poke.js';
import { contactsOf } from './contacts.js';
import { peopleAtWork } from './people-at-work.js';
import { keptWhy, untoldColumn } from './untold.js';
import type { PersonAtWork } from './people-at-work.js';
import { planFollowers } from './plan-officers.js';
import type { StaffRole } from '../../domain/staff-role.js';
import type { Data, MessageClass } from '../../db/tables.js';

/** Who a notice is for: an agency (first reachable contact, or its head), one of the staff, or an address of the office's settings. */
export type Addressee =
  | { readonly kind: 'agency'; readonly agencyId: string; readonly role: Reader }
  | {
      readonly kind: 'staff';
      readonly staffId: string;
      readonly email: string;
      readonly name: string;
    }
  | { readonly kind: 'address'; readonly address: string; readonly name: string };

export interface NewNotice {
  /** Unique text: kind, subject, rung or event, epoch, occurrence, position. */
  readonly key: string;
  readonly name: string;
  readonly kind: 'event' | 'desk';
  readonly class: Extract<MessageClass, 'event' | 'desk' | 'formal'>;
  readonly to: Addressee;
  readonly planId: string | null;
  readonly cycleId: string | null;
  readonly obligationId: string | null;
  readonly documentId?: string | null;
  readonly epoch?: number;
  readonly data?: Data;
  /** Notices of one text go in one mail, which bears the key of the first; all to one addressee. */
  readonly together?: string;
}

/** Records a notice that answers an act and plans its mail at once; a key that exists already adds nothing. */
export async function planNotice(scope: OfficeScope, notice: NewNotice): Promise<void> {
  await planNotices(scope, [notice]);
}

/** Records notices with their mails, each as `planNotice` does, in a few statements for all of them. */
export async function planNotices(
  scope: OfficeScope,
  notices: readonly NewNotice[],
): Promise<void> {
  if (notices.length === 0) return;
  const addressed = await addressesOf(
    scope,
    notices.map(({ to }) => to),
  );
  const mailIds = new Map<string, { readonly id: string; readonly key: string }>();
  const rows = notices.map((notice, index) => {
    const address = addressed[index] ?? null;
    const together = notice.together ?? notice.key;
    const mail = mailIds.get(together) ?? { id: randomUUID(), key: notice.key };
    mailIds.set(together, mail);
    return {
      nth: index,
      id: randomUUID(),
      key: notice.key,
      kind: notice.kind,
      name: notice.name,
      plan_id: notice.planId,
      cycle_id: notice.cycleId,
      obligation_id: notice.obligationId,
      agency_id: notice.to.kind === 'agency' ? notice.to.agencyId : null,
      document_id: notice.documentId ?? null,
      epoch: notice.epoch ?? 0,
      message_id: address === null ? null : mail.id,
      why: address === null ? 'noContact' : null,
      data: notice.data ?? {},
      header_id: headerId(scope, saidSince(scope, mail.key)),
      class: notice.class,
      contact_id: address?.contactId ?? null,
      staff_id: notice.to.kind === 'staff' ? notice.to.staffId : null,
      to_name: address?.name ?? null,
      to_address: address?.address ?? null,
    };
  });
  // One statement: a notice whose key exists already must bring no mail either.
  await keptRows(
    scope.trx,
    sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
        nth int, id uuid, key text, kind text, name text, plan_id uuid, cycle_id uuid, obligation_id uuid,
        agency_id uuid, document_id uuid, epoch int, message_id uuid, why text, data jsonb,
        header_id text, class text, contact_id uuid, staff_id uuid, to_name text, to_address text)
    ), told as (
      insert into notice (office_id, id, key, kind, name, plan_id, cycle_id, obligation_id,
          agency_id, document_id, epoch, planned_for, message_id, why, data)
        select ${scope.officeId}, id, key, kind, name, plan_id, cycle_id, obligation_id,
          agency_id, document_id, epoch, ${scope.now}, message_id, why, data
        from given order by nth
        on conflict (office_id, key) where given_back_at is null do nothing
        returning message_id
    )
    insert into message (office_id, id, header_id, class, agency_id, contact_id, staff_id, to_name,
        to_address, day, planned_for, state)
      select ${scope.officeId}, message_id, header_id, class, agency_id, contact_id, staff_id,
        to_name, to_address, ${dayAt(scope.now)}, ${scope.now}, 'planned'
      from given where nth in (select min(nth) from given join told using (message_id) group by message_id)
      order by nth
      returning pg_notify(${POST_CHANNEL}, ${scope.office.kind})`,
  );
}

/** After a restore an act may be done once more that was told in the lost time: its mail is another one, which no server may take for a copy. */
function saidSince({ office }: OfficeScope, key: string): string {
  return office.lost_until === null ? key : `${key}/${office.lost_until}`;
}

/** The Message-ID of a notice key, without angle brackets; the same over every try and every restart. */
export function headerId(scope: Pick<OfficeScope, 'officeId' | 'office'>, key: string): string {
  const digest = hash('sha256', `${scope.officeId}\n${key}`, 'hex');
  return `${digest.slice(0, 32)}@${scope.office.email_domain}`;
}

/** Leaves out what is planned but not yet on its way for some obligations, and says why. */
export async function suppressPlanned(
  scope: OfficeScope,
  obligationIds: readonly string[],
  why: string,
): Promise<void> {
  if (obligationIds.length === 0) return;
  // Once these are held no other can wait about them: most acts find none.
  if ((await holdPlanned(scope, obligationIds)) === 0) return;
  const touched = await scope.trx
    .updateTable('notice')
    .from('message')
    .set({ why: keptWhy(why) })
    .whereRef('message.office_id', '=', 'notice.office_id')
    .whereRef('message.id', '=', 'notice.message_id')
    .where('notice.office_id', '=', scope.officeId)
    .where((eb) => eb('notice.obligation_id', '=', sql<string>`any(${[...obligationIds]}::uuid[])`))
    .where('notice.kind', '=', 'ladder')
    .where('notice.why', 'is', null)
    .where('message.state', '=', 'planned')
    .returning('message.id as id')
    .execute();
  await suppressEmpty(
    scope,
    touched.map(({ id }) => id),
    why,
  );
}

/** Holds the ladder mails that wait about some obligations. Messages stand before their notices (lock-order.ts): a lane that has taken one is waited for here. Answers how many there are. */
export async function holdPlanned(
  scope: OfficeScope,
  obligationIds: readonly string[],
): Promise<number> {
  const held = scope.trx
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('state', '=', 'planned')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notice')
        .select('notice.message_id')
        .where('notice.office_id', '=', scope.officeId)
        .where(sql<boolean>`notice.obligation_id = any(${[...obligationIds]}::uuid[])`)
        .where('notice.kind', '=', 'ladder')
        .where('notice.why', 'is', null)
        .where('notice.message_id', 'is not', null)
        .$castTo<{ message_id: string }>(),
    )
    .orderBy('id')
    .forNoKeyUpdate();
  return (await keptRows(scope.trx, held)).length;
}

/** A mail without a live notice has nothing left to say. */
async function suppressEmpty(
  scope: OfficeScope,
  messageIds: readonly string[],
  why: string,
): Promise<void> {
  if (messageIds.length === 0) return;
  const ended = await scope.trx
    .updateTable('message')
    .set({ state: untoldColumn('state', why), why: untoldColumn('why', why) })
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('id', '=', sql<string>`any(${[...new Set(messageIds)]}::uuid[])`))
    .where('state', '=', 'planned')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notice')
            .select('notice.id')
            .whereRef('notice.office_id', '=', 'message.office_id')
            .whereRef('notice.message_id', '=', 'message.id')
            .where('notice.why', 'is', null),
        ),
      ),
    )
    .returning(['id', 'why'])
    .execute();
  const forPerson = ended.filter((mail) => mail.why === 'noAnswer').map(({ id }) => id);
  if (forPerson.length === 0) return;
  // What a person decides about still stands for its rung: resuming must not tell it beside.
  await scope.trx
    .updateTable('notice')
    .set({ why: null })
    .where('office_id', '=', scope.officeId)
    .where('message_id', '=', sql<string>`any(${forPerson}::uuid[])`)
    .where('why', '=', why)
    .execute();
}

interface Address {
  readonly contactId: string | null;
  readonly name: string | null;
  readonly address: string;
}

/** The address of each addressee, in their order; null where an agency has none that can be reached. */
async function addressesOf(
  scope: OfficeScope,
  addressees: readonly Addressee[],
): Promise<readonly (Address | null)[]> {
  const agencyIds = addressees.flatMap((to) => (to.kind === 'agency' ? [to.agencyId] : []));
  const contacts = await contactsOf(scope, agencyIds);
  return addressees.map((to) => {
    if (to.kind === 'staff') return { contactId: null, name: to.name, address: to.email };
    if (to.kind === 'address') return { contactId: null, name: to.name, address: to.address };
    const own = contacts.filter(({ agencyId }) => agencyId === to.agencyId);
    const contact = contactFor(own, to.role, dayAt(scope.now));
    return contact && { contactId: contact.id, name: contact.name, address: contact.email };
  });
}

/** What everybody who holds a role is told; the person's id is added to the key. */
export type RoleNotice = Pick<
  NewNotice,
  'key' | 'name' | 'planId' | 'cycleId' | 'documentId' | 'data'
>;

/**
 * Tells some things to everybody of the office who holds a role, or to who stands in for one who is away or
 * has left. What officers hear of a plan is for those who follow it, where anybody was named.
 */
export async function tellRole(
  scope: OfficeScope,
  role: StaffRole,
  notices: readonly RoleNotice[],
): Promise<void> {
  if (notices.length === 0) return;
  const atWork = await peopleAtWork(scope);
  const planIds = role === 'officer' ? notices.flatMap(({ planId }) => planId ?? []) : [];
  const { trx, officeId } = scope;
  const followers = await planFollowers(trx, { officeId, planIds }, atWork);
  for (const [planId, people] of followers) {
    await tellPeople(
      scope,
      people,
      notices.filter((notice) => notice.planId === planId),
    );
  }
  await tellPeople(
    scope,
    heardOn(role, atWork),
    notices.filter(({ planId }) => planId === null || !followers.has(planId)),
  );
}

/** Tells some things to certain people of the office. */
export async function tellPeople(
  scope: OfficeScope,
  people: readonly Pick<PersonAtWork, 'id' | 'name' | 'email'>[],
  notices: readonly RoleNotice[],
): Promise<void> {
  await planNotices(
    scope,
    notices.flatMap((notice) =>
      people.map(({ id, name, email }) => ({
        ...notice,
        key: `${notice.key}/${id}`,
        kind: 'desk' as const,
        class: 'desk' as const,
        to: { kind: 'staff' as const, staffId: id, email, name },
        obligationId: null,
      })),
    ),
  );
}
