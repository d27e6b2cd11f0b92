import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tables } from '../../db/tables.js';
import { lastDayOf } from '../../domain/closing-agency.js';
import type { DutyFate } from '../../domain/closing-agency.js';
import type { Day, Instant } from '../../domain/day.js';
import { dutyAfter } from '../../domain/owed-duty.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record, recordAll } from '../audit/record.js';
import { insertObligations, saveObligations } from '../counting/obligation-rows.js';
import type { ObligationRow } from '../counting/obligation-rows.js';
import { pokeCycles } from '../poke.js';
import { askedAmong } from '../reminding/asked-duties.js';
import { columnsOf, obligationOf, withNextRung } from '../reminding/ladder-rows.js';
import { planNotices, suppressPlanned } from '../reminding/notices.js';
import type { NewNotice } from '../reminding/notices.js';
import { noteChange } from '../reminding/settle-cycles.js';
import type { OfficeScope } from '../scope.js';
import { endingDuties } from './ending-duties.js';
import type { Ending } from './ending-duties.js';

/** An agency that is gone from a day, and who succeeds it. */
interface Closing {
  readonly agencyId: string;
  /** The first day on which it is no more. */
  readonly on: Day;
  readonly successorId: string | null;
}

/** What ending an agency does to one of its duties. */
export interface ClosingEffect {
  readonly cycleId: string;
  readonly cycleKey: string;
  readonly planTitle: string;
  readonly reportName: string;
  readonly targetAt: Instant | null;
  readonly fate: DutyFate;
}

/** What ending an agency would do to what it owes, and the mark of it; changes nothing. */
export async function closingEffect(
  scope: OfficeScope,
  closing: Closing,
): ActResult<{ effects: readonly ClosingEffect[]; seen: string }> {
  const endings = await endingDuties(scope, closing);
  const found = await agenciesOf(scope, closing);
  if (!found.ok) return found;
  return ok({ effects: endings.map(effectOf), seen: markOf(endings) });
}

/**
 * Ends an agency on a day: what it owes from then on moves to its successor, joins what that owes, or is
 * waived; what it has sent counts on. Both are told once a plan.
 */
export async function closeAgency(
  scope: OfficeScope,
  {
    basis,
    seen,
    ...closing
  }: Closing & { readonly basis: string; readonly seen?: string | undefined },
): ActResult {
  const endings = await endingDuties(scope, closing);
  const found = await agenciesOf(scope, closing);
  if (!found.ok) return found;
  if (seen !== undefined && seen !== markOf(endings)) return refuse('CLOSING_EFFECT_CHANGED');
  const { agency, successor } = found.value;
  await scope.trx
    .updateTable('agency')
    .set({ valid_to: lastDayOf(closing.on), successor_id: closing.successorId })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agency.id)
    .execute();
  const ended = endings.filter(({ fate }) => fate !== 'kept' && fate !== 'stays');
  const asked = await askedAmong(
    scope,
    ended.map(({ row }) => row.id),
  );
  await freeAgency(scope, ended, basis);
  const taken = successor === null ? [] : await takeOver(scope, ended, successor);
  const data = { agency: agency.name, successor: successor?.name ?? null, on: closing.on, basis };
  await planNotices(scope, [
    ...ended.flatMap((one) =>
      asked.has(one.row.id) ? [notice('agencyClosed', agency.id, one, one.row, data)] : [],
    ),
    ...taken.map(({ ending, row }) =>
      notice('takenOver', row.agency_id, ending, row, {
        ...data,
        from: agency.id,
        joined: ending.fate === 'joins',
      }),
    ),
  ]);
  await record(scope, 'closeAgency', `agency:${agency.id}`, {
    day: closing.on,
    successor: closing.successorId,
    moved: ended.filter(({ fate }) => fate === 'moves').length,
    joined: ended.filter(({ fate }) => fate === 'joins').length,
    waived: ended.filter(({ fate }) => fate === 'waived').length,
    reasonId: await keepReason(scope, basis),
  });
  await pokeCycles(scope, [...new Set(taken.map(({ row }) => row.cycle_id))]);
  return ok({});
}

/** Takes back that an agency ends; duties that went to another stay there until somebody takes these back too. */
export async function reopenAgency(
  scope: OfficeScope,
  { agencyId }: { readonly agencyId: string },
): ActResult {
  const { numUpdatedRows } = await scope.trx
    .updateTable('agency')
    .set({ valid_to: null, successor_id: null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .where('valid_to', 'is not', null)
    .executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) === 0) return refuse('NOT_FOUND');
  await record(scope, 'reopenAgency', `agency:${agencyId}`);
  return ok({});
}

type AgencyRow = Selectable<Tables['agency']>;

/** The agency and its successor, held; their duties are held before (lock-order.ts). */
async function agenciesOf(
  scope: OfficeScope,
  { agencyId, successorId }: Closing,
): ActResult<{ agency: AgencyRow; successor: AgencyRow | null }> {
  const rows = await scope.trx
    .selectFrom('agency')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', successorId === null ? [agencyId] : [agencyId, successorId])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const agency = rows.find(({ id }) => id === agencyId);
  if (agency === undefined) return refuse('NOT_FOUND');
  if (agency.valid_to !== null) return refuse('AGENCY_CLOSED');
  // The standing body collects: whoever ends it hands over the office, not a duty.
  if (agency.standing) return refuse('AGENCY_STANDING');
  const successor = rows.find(({ id }) => id === successorId && id !== agencyId) ?? null;
  if (successorId !== null && successor?.valid_to !== null) {
    return refuse('SUCCESSOR_UNKNOWN');
  }
  return ok({ agency, successor });
}

/** The agency no longer owes; in cycles that have not opened too, so that they open without it. */
async function freeAgency(
  scope: OfficeScope,
  ended: readonly Ending[],
  reason: string,
): Promise<void> {
  const freed = ended.flatMap((one) => {
    const gate = { open: true, closesForEditsAt: null, editsClosed: false };
    const after = dutyAfter(
      obligationOf(one.row),
      { type: 'waive', reason },
      { now: scope.now, gate },
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

/** What the successor owes of it: a duty of its own with the same day, or the one it has already. Those of open cycles are answered. */
async function takeOver(
  scope: OfficeScope,
  ended: readonly Ending[],
  successor: AgencyRow,
): Promise<readonly { readonly ending: Ending; readonly row: ObligationRow }[]> {
  const moving = ended
    .filter(({ fate }) => fate === 'moves')
    .map((ending) => ({ ending, id: randomUUID() }));
  await insertObligations(
    scope,
    moving.map(({ id, ending: { row } }) => ({
      id,
      cycle_id: row.cycle_id,
      agency_id: successor.id,
      binding: row.binding,
      chased: !successor.standing,
      target_at: row.target_at,
      overdue_at: row.overdue_at,
      due_day: row.due_day,
    })),
  );
  const begun = await rowsOf(
    scope,
    moving.map(({ id }) => id),
  );
  const moved = moving.flatMap(({ id, ending }) => {
    const row = begun.get(id);
    if (row === undefined) return [];
    const isOpen = ending.ladder.cycle.opened_at !== null;
    const armed: ObligationRow = {
      ...row,
      granted_day: ending.row.granted_day,
      // Told of it now, it is not assigned once more: its ladder begins here.
      ...(isOpen ? { epoch: 1, armed_at: scope.now } : {}),
    };
    return [{ ending, row: isOpen ? withNextRung(scope, armed, ending.ladder) : armed }];
  });
  await saveObligations(
    scope,
    moved.map(({ row }) => row),
  );
  const joined = ended.flatMap((ending) =>
    ending.fate === 'joins' && ending.joined !== null ? [{ ending, row: ending.joined }] : [],
  );
  return [...moved, ...joined].filter(
    // The standing body enters its own figures; it needs no mail about that.
    ({ ending, row }) => ending.ladder.cycle.opened_at !== null && row.chased,
  );
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

function notice(
  event: string,
  agencyId: string,
  { row: { id: from }, ladder: { cycle } }: Ending,
  row: ObligationRow,
  data: NonNullable<NewNotice['data']>,
): NewNotice {
  return {
    key: `event/${event}/${row.id}/${from}/${String(row.changes)}`,
    name: event,
    kind: 'event',
    class: 'event',
    to: { kind: 'agency', agencyId, role: 'desk' },
    planId: cycle.plan_id,
    cycleId: cycle.id,
    obligationId: row.id,
    epoch: row.epoch,
    data,
    together: `${event}/${cycle.plan_id}/${agencyId}`,
  };
}

function effectOf({ row, ladder: { cycle }, fate, planTitle, reportName }: Ending): ClosingEffect {
  return {
    cycleId: cycle.id,
    cycleKey: cycle.key,
    planTitle,
    reportName,
    targetAt: row.target_at,
    fate,
  };
}

/** Two looks with the same mark saw the same fate of the same duties. */
function markOf(endings: readonly Ending[]): string {
  return createHash('sha256')
    .update(JSON.stringify(endings.map(effectOf)))
    .digest('hex')
    .slice(0, 32);
}
