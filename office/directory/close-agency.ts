import { createHash } from 'node:crypto';
import { firstDayWithout, lastDayOf } from '../../domain/closing-agency.js';
import type { DutyFate } from '../../domain/closing-agency.js';
import type { Day, Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import { pokeCycles } from '../poke.js';
import { askedAmong } from '../reminding/asked-duties.js';
import { planNotices } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { endingDuties } from './ending-duties.js';
import type { Ending } from './ending-duties.js';
import { freeDuties, handedOnNotice, takeOver } from './hand-on-duties.js';
import type { AgencyRow } from './hand-on-duties.js';

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
 * Ends an agency on a day: what it owes from then on moves to its successor, joins the report of that, or is
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
  await freeDuties(scope, ended, basis);
  const taken =
    successor === null
      ? []
      : await takeOver(
          scope,
          ended.map((ending) => ({ ending, heir: successor, own: ending.own })),
          basis,
        );
  const data = { agency: agency.name, successor: successor?.name ?? null, on: closing.on, basis };
  await planNotices(scope, [
    ...ended.flatMap((one) =>
      asked.has(one.row.id) ? [handedOnNotice('agencyClosed', agency.id, one, one.row, data)] : [],
    ),
    ...taken.map(({ ending, row, joined }) =>
      handedOnNotice('takenOver', row.agency_id, ending, row, {
        ...data,
        from: agency.id,
        joined,
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
  const agency = await scope.trx
    .selectFrom('agency')
    .select('valid_to')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (agency === undefined || agency.valid_to === null) return refuse('NOT_FOUND');
  await scope.trx
    .updateTable('agency')
    .set({ valid_to: null, successor_id: null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .execute();
  // Only the split that ended it is taken back: what came out of it before, while it went on, still did.
  await scope.trx
    .deleteFrom('agency_part')
    .where('office_id', '=', scope.officeId)
    .where('from_id', '=', agencyId)
    .where('split_on', '=', firstDayWithout(agency.valid_to))
    .execute();
  await record(scope, 'reopenAgency', `agency:${agencyId}`);
  return ok({});
}

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
