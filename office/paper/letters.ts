import { randomUUID } from 'node:crypto';
import { dayAt } from '../../domain/day.js';
import { isOverdue } from '../../domain/obligation.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { reachedAgencies } from '../reminding/contacts.js';
import { obligationOf } from '../reminding/ladder-rows.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import type { LetterText } from './paper-input.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Whom a letter may name now: overdue, reachable, not claiming to have sent, not merely asked. */
export async function namesForLetter(
  scope: OfficeScope,
  cycleId: string,
): Promise<readonly Named[]> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .selectAll('obligation')
    .select('agency.name as name')
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .where('obligation.chased', '=', true)
    .where('obligation.state', '=', 'expected')
    .orderBy('agency.name')
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
  const { latest } = await scope.trx
    .selectFrom('document')
    .select((eb) => eb.fn.max<number | null>('version').as('latest'))
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('kind', '=', 'urgingLetter')
    .executeTakeFirstOrThrow();
  await scope.trx
    .updateTable('document')
    .set({ state: 'superseded', ask_at: null })
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('kind', '=', 'urgingLetter')
    .where('state', 'not in', ['released', 'acknowledged'])
    .execute();
  const text: LetterText = { countedAt: scope.now, names: names.map(({ name }) => name) };
  const id = randomUUID();
  await scope.trx
    .insertInto('document')
    .values({
      office_id: scope.officeId,
      id,
      plan_id: cycle.plan_id,
      cycle_id: cycle.id,
      kind: 'urgingLetter',
      version: (latest ?? 0) + 1,
      state: 'draft',
      paper: JSON.stringify(text),
      agency_ids: names.map((named) => named.id),
      consolidation_id: null,
      number: null,
      issued_on: null,
      signed_pdf: null,
      signed_pdf_name: null,
      changed_at: scope.now,
      ask_at: null,
      submitted_at: null,
      approved_at: null,
      released_at: null,
      released_by: null,
      copy_planned_at: null,
      acknowledged_at: null,
    })
    .execute();
  await record(scope, 'draftLetter', `cycle:${cycle.id}`, {
    names: names.length,
    day: dayAt(scope.now),
  });
  return id;
}
