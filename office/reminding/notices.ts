import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { dayAt } from '../../domain/day.js';
import type { OfficeScope } from '../scope.js';
import { POST_CHANNEL } from '../poke.js';
import type { Data, MessageClass } from '../../db/tables.js';

/** Who a notice is for: an agency (first reachable contact, or its head), one of the staff, or an address of the office's settings. */
export type Addressee =
  | { readonly kind: 'agency'; readonly agencyId: string; readonly role: 'desk' | 'head' }
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
}

/** Records a notice that answers an act and plans its mail at once; a key that exists already adds nothing. */
export async function planNotice(scope: OfficeScope, notice: NewNotice): Promise<void> {
  const agencyId = notice.to.kind === 'agency' ? notice.to.agencyId : null;
  const reached = await addressOf(scope, notice.to);
  const noticeId = randomUUID();
  const inserted = await scope.trx
    .insertInto('notice')
    .values({
      office_id: scope.officeId,
      id: noticeId,
      key: notice.key,
      kind: notice.kind,
      name: notice.name,
      plan_id: notice.planId,
      cycle_id: notice.cycleId,
      obligation_id: notice.obligationId,
      agency_id: agencyId,
      document_id: notice.documentId ?? null,
      epoch: notice.epoch ?? 0,
      planned_for: scope.now,
      message_id: null,
      why: reached === null ? 'noContact' : null,
      data: JSON.stringify(notice.data ?? {}),
    })
    .onConflict((conflict) => conflict.columns(['office_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined || reached === null) return;
  const messageId = randomUUID();
  await scope.trx
    .insertInto('message')
    .values({
      office_id: scope.officeId,
      id: messageId,
      header_id: headerId(scope, notice.key),
      class: notice.class,
      agency_id: agencyId,
      contact_id: reached.contactId,
      staff_id: notice.to.kind === 'staff' ? notice.to.staffId : null,
      to_name: reached.name,
      to_address: reached.address,
      day: dayAt(scope.now),
      wave_id: null,
      planned_for: scope.now,
      state: 'planned',
      why: null,
      subject: null,
      retry_at: null,
      lease_until: null,
      lease_by: null,
      sent_at: null,
      sent_real_at: null,
      response: null,
    })
    .execute();
  await scope.trx
    .updateTable('notice')
    .set({ message_id: messageId })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', noticeId)
    .execute();
  await sql`select pg_notify(${POST_CHANNEL}, ${scope.office.kind})`.execute(scope.trx);
}

/** The Message-ID of a notice key, without angle brackets; the same over every try and every restart. */
export function headerId(scope: Pick<OfficeScope, 'officeId' | 'office'>, key: string): string {
  const hash = createHash('sha256').update(`${scope.officeId}\n${key}`).digest('hex');
  return `${hash.slice(0, 32)}@${scope.office.email_domain}`;
}

/** Leaves out what is planned but not yet on its way for some obligations, and says why. */
export async function suppressPlanned(
  scope: OfficeScope,
  obligationIds: readonly string[],
  reason: string | { readonly why: string; readonly keep: string },
): Promise<void> {
  if (obligationIds.length === 0) return;
  const { why, keep } = typeof reason === 'string' ? { why: reason, keep: '' } : reason;
  const touched = await scope.trx
    .updateTable('notice')
    .from('message')
    .set({ why })
    .whereRef('message.office_id', '=', 'notice.office_id')
    .whereRef('message.id', '=', 'notice.message_id')
    .where('notice.office_id', '=', scope.officeId)
    .where('notice.obligation_id', 'in', [...obligationIds])
    .where('notice.kind', '=', 'ladder')
    .where('notice.name', '!=', keep)
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

/** A mail without a live notice has nothing left to say. */
async function suppressEmpty(
  scope: OfficeScope,
  messageIds: readonly string[],
  why: string,
): Promise<void> {
  if (messageIds.length === 0) return;
  await scope.trx
    .updateTable('message')
    .set({ state: 'suppressed', why })
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', [...new Set(messageIds)])
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
    .execute();
}

async function addressOf(
  scope: OfficeScope,
  to: Addressee,
): Promise<{ contactId: string | null; name: string | null; address: string } | null> {
  if (to.kind === 'staff') return { contactId: null, name: to.name, address: to.email };
  if (to.kind === 'address') return { contactId: null, name: to.name, address: to.address };
  const contacts = await reachableContacts(scope, [to.agencyId]);
  const contact = contacts.find(({ role }) => (to.role === 'head') === (role === 'head'));
  return contact === undefined
    ? null
    : { contactId: contact.id, name: contact.name, address: contact.email };
}

/** Contacts of some agencies that are valid today and have not bounced, in their order. */
export async function reachableContacts(
  scope: OfficeScope,
  agencyIds: readonly string[],
): Promise<
  readonly {
    id: string;
    agency_id: string;
    role: 'mailbox' | 'person' | 'head';
    name: string | null;
    email: string;
  }[]
> {
  if (agencyIds.length === 0) return [];
  const today = dayAt(scope.now);
  return scope.trx
    .selectFrom('contact')
    .select(['id', 'agency_id', 'role', 'name', 'email'])
    .where('office_id', '=', scope.officeId)
    .where('agency_id', 'in', [...agencyIds])
    .where('bounced_at', 'is', null)
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', today)]))
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** The staff of an office who hold a role; of several who can stand in, all are told. */
export async function staffWithRole(
  scope: OfficeScope,
  role: 'officer' | 'approver' | 'clerk' | 'admin',
): Promise<readonly { id: string; name: string; email: string }[]> {
  return scope.trx
    .selectFrom('staff')
    .select(['id', 'name', 'email'])
    .where('office_id', '=', scope.officeId)
    .where('active', '=', true)
    .where(sql<boolean>`${role} = any(roles)`)
    .orderBy('email')
    .execute();
}
