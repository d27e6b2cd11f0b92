import { BY_AGENCY_NAME, obligationsOfAgencies } from '../../db/joined.js';
import { dayAt } from '../../domain/day.js';
import { isOverdue } from '../../domain/obligation.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { reachedAgencies } from '../reminding/contacts.js';
import type { OfficeMoment } from '../reminding/contacts.js';
import { obligationOf } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { draftAnew } from './draft.js';
import { latestHead } from './edit-head.js';
import type { LetterText } from './letter-content.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Whom a letter may name now: overdue, reachable, not claiming to have sent, not merely asked. */
export async function namesForLetter(
  scope: OfficeMoment,
  cycleId: string,
): Promise<readonly Named[]> {
  const rows = await obligationsOfAgencies(scope.trx)
    .selectAll('obligation')
    .select('agency.name as name')
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .where('obligation.chased', '=', true)
    .where('obligation.state', '=', 'expected')
    .orderBy(BY_AGENCY_NAME)
    .execute();
  const late = rows.filter((row) => isOverdue(obligationOf(row), scope.now));
  // The head's address gets no reminders: who has only that left was never reached.
  const reachable = await reachedAgencies(
    scope,
    late.map(({ agency_id }) => agency_id),
  );
  return late
    .filter(({ agency_id }) => reachable.has(agency_id))
    .map(({ agency_id, name }) => ({ id: agency_id, name }));
}

/** The names of a letter that may not be named any more: they reported, or are excused, or cannot be reached. */
export async function goneFromLetter(
  scope: OfficeMoment,
  { cycleId, agencyIds }: { readonly cycleId: string; readonly agencyIds: readonly string[] },
): Promise<{ readonly gone: readonly string[]; readonly left: readonly string[] }> {
  if (agencyIds.length === 0) return { gone: [], left: [] };
  const missing = new Set((await namesForLetter(scope, cycleId)).map(({ id }) => id));
  const named = await scope.trx
    .selectFrom('agency')
    .select(['id', 'name'])
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', [...agencyIds])
    .orderBy('name')
    .execute();
  return {
    gone: named.filter(({ id }) => !missing.has(id)).map(({ name }) => name),
    left: named.filter(({ id }) => missing.has(id)).map(({ name }) => name),
  };
}

/** Drafts the urging letter with those missing at this moment; null when nobody may be named. */
export async function draftLetterFor(scope: OfficeScope, cycle: CycleRow): Promise<string | null> {
  await scope.trx
    .updateTable('cycle')
    .set({ letter_drafted_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.id)
    .execute();
  const names = await namesForLetter(scope, cycle.id);
  if (names.length === 0) return null;
  const text: LetterText = {
    countedAt: scope.now,
    names: names.map(({ name }) => name),
    ...(await latestHead(scope, cycle.id, 'urgingLetter')),
  };
  const id = await draftAnew(scope, {
    cycle,
    kind: 'urgingLetter',
    text,
    agencyIds: names.map((named) => named.id),
  });
  await record(scope, 'draftLetter', `cycle:${cycle.id}`, {
    names: names.length,
    day: dayAt(scope.now),
  });
  return id;
}
