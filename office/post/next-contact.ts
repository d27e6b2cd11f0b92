import { sql } from 'kysely';
import { dayAt } from '../../domain/day.js';
import { owes } from '../../domain/obligation.js';
import { contactFor } from '../../domain/reach.js';
import { contactsOf } from '../reminding/contacts.js';
import { pokeCycles } from '../poke.js';
import type { OfficeScope } from '../scope.js';

/** A mail that did not reach its contact, and why. */
export interface UnreachedMail {
  readonly messageId: string;
  readonly why: string;
}

/**
 * After an address was refused, the rungs of its mails count as not reached where the agency has
 * another contact that can be reached today: the next wave writes to that one. The notice keeps its
 * row and its key, and stands for its rung no longer. The caller holds what these agencies owe.
 */
export async function toNextContact(
  scope: OfficeScope,
  mails: readonly UnreachedMail[],
): Promise<void> {
  const told = (await rungsToldBy(scope, mails)).filter(owes);
  if (told.length === 0) return;
  const contacts = await contactsOf(scope, [...new Set(told.map(({ agency_id }) => agency_id))]);
  const today = dayAt(scope.now);
  const again = told.filter(({ agency_id, name }) => {
    const own = contacts.filter(({ agencyId }) => agencyId === agency_id);
    return contactFor(own, name === 'toHead' ? 'head' : 'writers', today) !== null;
  });
  if (again.length === 0) return;
  const whyOf = new Map(mails.map(({ messageId, why }) => [messageId, why]));
  const rows = JSON.stringify(
    again.map((rung) => ({ ...rung, why: whyOf.get(rung.message_id ?? '') ?? 'refused' })),
  );
  await sql`
    update obligation o
       set reached = given."reachedBefore", next_rung = given.name, next_at = ${scope.now}
      from jsonb_to_recordset(${rows}::jsonb)
           as given(obligation_id uuid, name text, "reachedBefore" text)
     where o.office_id = ${scope.officeId} and o.id = given.obligation_id`.execute(scope.trx);
  await sql`
    update notice n set why = given.why, given_back_at = ${scope.now}
      from jsonb_to_recordset(${rows}::jsonb) as given(id uuid, why text)
     where n.office_id = ${scope.officeId} and n.id = given.id`.execute(scope.trx);
  await pokeCycles(scope, [...new Set(again.map(({ cycle_id }) => cycle_id))]);
}

/** The rungs that some mails told of, of the present epoch. */
async function rungsToldBy(scope: OfficeScope, mails: readonly UnreachedMail[]) {
  return scope.trx
    .selectFrom('notice')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'notice.office_id')
        .onRef('obligation.id', '=', 'notice.obligation_id')
        .onRef('obligation.epoch', '=', 'notice.epoch'),
    )
    .select([
      'notice.id',
      'notice.name',
      'notice.message_id',
      'obligation.id as obligation_id',
      'obligation.cycle_id',
      'obligation.agency_id',
      'obligation.state',
    ])
    .select(sql<string | null>`notice.data ->> 'reachedBefore'`.as('reachedBefore'))
    .where('notice.office_id', '=', scope.officeId)
    .where(
      'notice.message_id',
      '=',
      sql<string>`any(${mails.map(({ messageId }) => messageId)}::uuid[])`,
    )
    .where('notice.kind', '=', 'ladder')
    .where('notice.why', 'is', null)
    .where('notice.given_back_at', 'is', null)
    .execute();
}
