import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tables } from '../../db/tables.js';
import { GATE_OF_ENDING, joinsOwn, ownAfter } from '../../domain/closing-agency.js';
import { dutyAfter } from '../../domain/owed-duty.js';
import { keepReason, recordAll } from '../audit/record.js';
import { insertObligations, saveObligations } from '../counting/obligation-rows.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { columnsOf, obligationOf, withNextRung } from '../reminding/ladder-rows.js';
import { suppressPlanned } from '../reminding/notices.js';
import type { NewNotice } from '../reminding/notices.js';
import { noteChange } from '../reminding/settle-cycles.js';
import type { OfficeScope } from '../scope.js';
import type { OpenDuty } from './ending-duties.js';

export type AgencyRow = Selectable<Tables['agency']>;

/** One duty that an agency hands on to another. */
export interface HandedOn<Duty extends OpenDuty> {
  readonly ending: Duty;
  readonly heir: AgencyRow;
  /** What that agency has already in the same cycle, waived too; null: the duty becomes its own. */
  readonly own: ObligationRow | null;
}

/** The duty as the agency that took it over owes it. */
interface TakenOver<Duty extends OpenDuty> {
  readonly ending: Duty;
  readonly heir: AgencyRow;
  readonly row: ObligationRow;
  readonly joined: boolean;
}

/** The agency no longer owes; in cycles that have not opened too, so that they open without it. */
export async function freeDuties(
  scope: OfficeScope,
  ended: readonly OpenDuty[],
  reason: string,
): Promise<void> {
  const freed = ended.flatMap((one) => {
    const after = dutyAfter(
      obligationOf(one.row),
      { type: 'waive', reason },
      { now: scope.now, gate: GATE_OF_ENDING },
    );
    if (!after.ok) return [];
    const row = withNextRung(scope, { ...one.row, ...columnsOf(after.value) }, one.ladder);
    return [{ before: one.row, after: row, ladder: one.ladder }];
  });
  await saveObligations(
    scope,
    freed.map(({ after }) => after),
  );
  await suppressPlanned(
    scope,
    freed.map(({ after }) => after.id),
    'waived',
  );
  const reasonId = freed.length === 0 ? null : await keepReason(scope, reason);
  await recordAll(
    scope,
    freed.map(({ after }) => ({
      act: 'waive',
      subject: `obligation:${after.id}`,
      details: { version: after.version, epoch: after.epoch, state: after.state, reasonId },
    })),
  );
  for (const { before, after, ladder } of freed) {
    if (ladder.cycle.opened_at !== null) noteChange(scope, before, after);
  }
}

/**
 * What successors owe of it: a duty of its own with the same day, or the one it has already, wanted again if that was
 * waived. Those of open cycles are answered.
 */
export async function takeOver<Duty extends OpenDuty>(
  scope: OfficeScope,
  handed: readonly HandedOn<Duty>[],
  reason: string,
): Promise<readonly TakenOver<Duty>[]> {
  const moving = handed
    .filter(({ own }) => own === null)
    .map((one) => ({ ...one, id: randomUUID() }));
  await insertObligations(
    scope,
    moving.map(({ id, heir, ending: { row } }) => ({
      id,
      cycle_id: row.cycle_id,
      agency_id: heir.id,
      binding: row.binding,
      chased: !heir.standing,
      target_at: row.target_at,
      overdue_at: row.overdue_at,
      due_day: row.due_day,
    })),
  );
  const begun = await rowsOf(
    scope,
    moving.map(({ id }) => id),
  );
  const moved = moving.flatMap(({ id, ending, heir }) => {
    const row = begun.get(id);
    if (row === undefined) return [];
    const isOpen = ending.ladder.cycle.opened_at !== null;
    const armed: ObligationRow = {
      ...row,
      granted_day: ending.row.granted_day,
      // Told of it now, it is not assigned once more: its ladder begins here.
      ...(isOpen ? { epoch: 1, armed_at: scope.now } : {}),
    };
    const own = isOpen ? withNextRung(scope, armed, ending.ladder) : armed;
    return [{ ending, heir, row: own, joined: false }];
  });
  await saveObligations(
    scope,
    moved.map(({ row }) => row),
  );
  const joined = await wantAgain(scope, handed, reason);
  return [...moved, ...joined].filter(
    // The standing body enters its own figures; it needs no mail about that.
    ({ ending, row }) => ending.ladder.cycle.opened_at !== null && row.chased,
  );
}

/** What successors had already; of that, what was waived is wanted again, else nobody would owe what they take over. */
async function wantAgain<Duty extends OpenDuty>(
  scope: OfficeScope,
  handed: readonly HandedOn<Duty>[],
  reason: string,
): Promise<readonly TakenOver<Duty>[]> {
  const had = handed.flatMap(({ own, ...one }) => {
    if (own === null) return [];
    const { ladder, row: ending } = one.ending;
    const before = obligationOf(own);
    const isOpen = ladder.cycle.opened_at !== null;
    const after = ownAfter(before, obligationOf(ending), { now: scope.now, isOpen, reason });
    const joined = joinsOwn(own);
    if (after === before) return [{ ...one, joined, before: own, row: own }];
    const row = { ...own, ...columnsOf(after), binding: after.binding };
    return [{ ...one, joined, before: own, row: isOpen ? withNextRung(scope, row, ladder) : row }];
  });
  const reopened = had.filter(({ before, row }) => row !== before);
  await saveObligations(
    scope,
    reopened.map(({ row }) => row),
  );
  const reasonId = reopened.length === 0 ? null : await keepReason(scope, reason);
  await recordAll(
    scope,
    reopened.map(({ row: { id, version, epoch, state } }) => ({
      act: 'reopen',
      subject: `obligation:${id}`,
      details: { version, epoch, state, reasonId },
    })),
  );
  for (const { before, row, ending } of reopened) {
    if (ending.ladder.cycle.opened_at !== null) noteChange(scope, before, row);
  }
  return had.map(({ ending, heir, row, joined }) => ({ ending, heir, row, joined }));
}

async function rowsOf(
  scope: OfficeScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ObligationRow>> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What an agency is told of one duty that it hands on or takes over; one mail a plan. */
export function handedOnNotice(
  event: string,
  agencyId: string,
  { row: { id: from }, ladder: { cycle } }: OpenDuty,
  row: ObligationRow,
  data: NonNullable<NewNotice['data']>,
): NewNotice {
  return {
    key: `event/${event}/${row.id}/${from}/${String(row.changes)}`,
    name: event,
    kind: 'event',
    class: 'event',
    to: { kind: 'agency', agencyId, role: 'writers' },
    planId: cycle.plan_id,
    cycleId: cycle.id,
    obligationId: row.id,
    epoch: row.epoch,
    data,
    together: `${event}/${cycle.plan_id}/${agencyId}`,
  };
}
