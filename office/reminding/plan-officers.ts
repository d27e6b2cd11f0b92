import { sql } from 'kysely';
import { doesTheWorkOf } from '../../domain/absence.js';
import type { AtWork } from '../../domain/absence.js';
import { dayAt } from '../../domain/day.js';
import { contactPointOn, followersOn } from '../../domain/plan-officers.js';
import type { ContactPoint, PlanOfficers } from '../../domain/plan-officers.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import type { OfficeMoment } from './contacts.js';
import { peopleAtWork } from './people-at-work.js';
import type { PersonAtWork } from './people-at-work.js';

/** Who follows some plans, by plan id; a plan for which nobody was named is left out. */
export async function planOfficers(
  db: LedgerDb,
  { officeId, planIds }: { readonly officeId: string; readonly planIds: readonly string[] },
): Promise<ReadonlyMap<string, PlanOfficers>> {
  if (planIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('plan_officer')
    .select(['plan_id as planId', 'staff_id as staffId', 'named'])
    .where('office_id', '=', officeId)
    .where(sql<boolean>`plan_id = any(${[...planIds]}::uuid[])`)
    .orderBy('staff_id')
    .execute();
  const plans = new Map<string, PlanOfficers>();
  for (const { planId, staffId, named } of rows) {
    const { namedId, besideIds } = plans.get(planId) ?? { namedId: null, besideIds: [] };
    plans.set(
      planId,
      named ? { namedId: staffId, besideIds } : { namedId, besideIds: [...besideIds, staffId] },
    );
  }
  return plans;
}

/**
 * What the mails of some plans say today of the officer who follows each: of one who is away or has left,
 * who does his work; plans whose officer is there, or is nobody of the staff, are left out.
 */
export async function contactPointsToday<Contact extends ContactPoint>(
  { trx, officeId, now }: OfficeMoment,
  contacts: ReadonlyMap<string, Contact>,
): Promise<ReadonlyMap<string, Contact>> {
  const today = dayAt(now);
  const away = await keptRows(
    trx,
    sql<{ readonly planId: string; readonly staffId: string }>`
      select o.plan_id as "planId", o.staff_id as "staffId"
        from plan_officer o join staff s on s.office_id = o.office_id and s.id = o.staff_id
       where o.office_id = ${officeId} and o.named and o.plan_id = any(${[...contacts.keys()]}::uuid[])
         and (not s.active or exists (
           select 1 from absence a where a.office_id = o.office_id and a.staff_id = o.staff_id
              and a.from_day <= ${today} and a.to_day >= ${today}))`,
  );
  if (away.length === 0) return new Map();
  const atWork = await peopleAtWork({ trx, officeId, now });
  return new Map(
    away.flatMap(({ planId, staffId }) => {
      const contact = contacts.get(planId);
      const named = atWork.people.find(({ id }) => id === staffId);
      const present = doesTheWorkOf(staffId, atWork);
      return contact === undefined || named === undefined || present === null
        ? []
        : [[planId, contactPointOn(contact, { named, present })] as const];
    }),
  );
}

/** Those who follow some plans today, by plan id; a plan that is everybody's is left out. */
export async function planFollowers(
  db: LedgerDb,
  asked: { readonly officeId: string; readonly planIds: readonly string[] },
  atWork: AtWork<PersonAtWork>,
): Promise<ReadonlyMap<string, readonly PersonAtWork[]>> {
  const named = await planOfficers(db, asked);
  return new Map(
    [...named]
      .map(([planId, officers]) => [planId, followersOn(officers, atWork)] as const)
      .filter(([, followers]) => followers.length > 0),
  );
}
