import { randomUUID } from 'node:crypto';
import { obligationsInCycles } from '../../db/joined.js';
import { plusMs } from '../../domain/day.js';
import type { ContactInput, KnownAgency } from '../../domain/agency-list.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { lockAgenciesOf, updateAgencies } from './agency-rows.js';
import { reachedAgencies } from '../reminding/contacts.js';
import { planNotice } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { endLinks } from '../agency-link/end-links.js';
import { resendLink } from '../agency-link/link.js';

/** How long a change waits for the word of the registered mailbox, in milliseconds of real time. */
const WAITS_MS = 3 * 24 * 3_600_000;
/** Whoever holds a link may ask: so many mails a day are a help, more are a nuisance. */
const MOST_ASKED_A_DAY = 3;

/** The person an agency wants to be its contact, as it says. */
export interface WantedContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  /** The contact whose place is taken; null: beside the others. */
  readonly replaces: string | null;
  readonly askedBy: string;
}

/**
 * Notes the contact an agency wants and mails its registered mailbox a link by which that says yes or no: a
 * link may have been passed on, so whoever holds it cannot turn the mails away. One asked for before is over.
 */
export async function askContactChange(
  scope: OfficeScope,
  { agencyId, wanted }: { readonly agencyId: string; readonly wanted: WantedContact },
): ActResult {
  const { trx, officeId, realNow } = scope;
  const key = `event/contactAsked/${agencyId}/`;
  const { asked } = await trx
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('asked'))
    .where('office_id', '=', officeId)
    .where('key', 'like', `${key}${realNow.slice(0, 10)}%`)
    .executeTakeFirstOrThrow();
  if (asked >= MOST_ASKED_A_DAY) return refuse('RATE_LIMITED');
  const reached = await reachedAgencies(scope, [agencyId]);
  const planId = await latestPlanOf(scope, agencyId);
  if (!reached.has(agencyId) || planId === null) return refuse('NO_ADDRESS');
  await settleChanges(scope, { agencyId });
  const { askedBy, ...contact } = wanted;
  const id = randomUUID();
  const endsAt = plusMs(realNow, WAITS_MS);
  await trx
    .insertInto('contact_change')
    .values({
      ...{ office_id: officeId, id, agency_id: agencyId, ...contact, asked_by: askedBy },
      ...{ asked_at: realNow, ends_at: endsAt, settled_at: null },
    })
    .execute();
  await planNotice(scope, {
    key: `${key}${realNow}`,
    name: 'contactAsked',
    kind: 'event',
    class: 'event',
    to: { kind: 'agency', agencyId, role: 'writers' },
    ...{ planId, cycleId: null, obligationId: null },
    data: { changeId: id, until: endsAt },
  });
  await record(scope, 'askContact', `agency:${agencyId}`);
  return ok({});
}

/** The registered mailbox says yes: the contact is as it was asked for; an address that is gone takes the link with it. */
export async function confirmContact(
  scope: OfficeScope,
  { changeId }: { readonly changeId: string },
): ActResult<{ linkEnded: boolean }> {
  const settled = await settleOne(scope, changeId);
  if (settled === null) return refuse('CONTACT_CHANGE_OVER');
  const { known, change } = settled;
  const { id: agencyId, contacts, ...agency } = known;
  const left = contacts.filter(
    (one) => one.id !== change.replaces && !isSamePerson(one, change.contact),
  );
  const isPut = { known, input: { ...agency, contacts: [...left, change.contact] } };
  await updateAgencies(scope, [isPut]);
  const kept = new Set([...left, change.contact].map(({ email }) => email.toLowerCase()));
  const linkEnded = contacts.some(({ email }) => !kept.has(email.toLowerCase()));
  if (linkEnded) await replaceLink(scope, agencyId);
  await record(scope, 'confirmContact', `agency:${agencyId}`, { linkEnded });
  return ok({ linkEnded });
}

/** The registered mailbox says that nobody of the agency asked: whoever did has a link that was not meant for him, and it ends. */
export async function denyContact(
  scope: OfficeScope,
  { changeId }: { readonly changeId: string },
): ActResult {
  const settled = await settleOne(scope, changeId);
  if (settled === null) return refuse('CONTACT_CHANGE_OVER');
  await replaceLink(scope, settled.known.id);
  await record(scope, 'denyContact', `agency:${settled.known.id}`, { linkEnded: true });
  return ok({});
}

async function replaceLink(scope: OfficeScope, agencyId: string): Promise<void> {
  await endLinks(scope, [agencyId]);
  // Where nothing is owed now there is nothing to open: the next request brings the new link.
  await resendLink(scope, { agencyId });
}

function isSamePerson(one: ContactInput, other: ContactInput): boolean {
  return one.role === other.role && one.email.toLowerCase() === other.email.toLowerCase();
}

/** Takes a change that still waits, its agency held first (lock-order.ts); null where it is over or somebody was faster. */
async function settleOne(
  scope: OfficeScope,
  changeId: string,
): Promise<{
  readonly known: KnownAgency;
  readonly change: { readonly replaces: string | null; readonly contact: ContactInput };
} | null> {
  const { trx, officeId, realNow } = scope;
  const waiting = trx
    .selectFrom('contact_change')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', changeId)
    .where('settled_at', 'is', null)
    .where('ends_at', '>', realNow);
  const found = await waiting.executeTakeFirst();
  if (found === undefined) return null;
  const [known] = await lockAgenciesOf(scope, [found.agency_id]);
  const row = await waiting.forUpdate().executeTakeFirst();
  if (known === undefined || row?.email == null) return null;
  await settleChanges(scope, { agencyId: row.agency_id });
  const { name, email, phone, replaces } = row;
  return { known, change: { replaces, contact: { role: 'person', name, email, phone } } };
}

/** Changes of an agency, and all of the office that have waited too long, are over; who was meant is kept no longer. */
async function settleChanges(
  { trx, officeId, realNow }: OfficeScope,
  { agencyId }: { readonly agencyId: string },
): Promise<void> {
  await trx
    .updateTable('contact_change')
    .set({ settled_at: realNow, name: null, email: null, phone: null, asked_by: null })
    .where('office_id', '=', officeId)
    .where('settled_at', 'is', null)
    .where((eb) => eb.or([eb('agency_id', '=', agencyId), eb('ends_at', '<=', realNow)]))
    .execute();
}

/** The plan by which an agency was asked last, under which its mails go. */
async function latestPlanOf({ trx, officeId }: OfficeScope, agencyId: string) {
  const row = await obligationsInCycles(trx)
    .select('cycle.plan_id as planId')
    .where('obligation.office_id', '=', officeId)
    .where('obligation.agency_id', '=', agencyId)
    .where('cycle.opened_at', 'is not', null)
    .orderBy('cycle.opened_at', 'desc')
    .executeTakeFirst();
  return row?.planId ?? null;
}
