import { createHash } from 'node:crypto';
import { joinsOwn, lastDayOf } from '../../domain/closing-agency.js';
import { dayAt } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { splitDuties } from '../../domain/split-agency.js';
import type { SplitFate } from '../../domain/split-agency.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record } from '../audit/record.js';
import { pokeCycles } from '../poke.js';
import { askedAmong } from '../reminding/asked-duties.js';
import { planNotices } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { openDuties } from './ending-duties.js';
import type { OpenDuty } from './ending-duties.js';
import { freeDuties, handedOnNotice, takeOver } from './hand-on-duties.js';
import type { AgencyRow } from './hand-on-duties.js';

/** An agency that becomes several from a day on. */
interface Split {
  readonly agencyId: string;
  readonly on: Day;
  /** Those that came out of it, on the list already. */
  readonly partIds: readonly string[];
  /** Whether it goes on beside them. */
  readonly remains: boolean;
  /** By duty: which parts owe it, where not all do. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
}

/** What a split does to one duty of the agency. */
export interface SplitEffect {
  readonly obligationId: string;
  readonly planTitle: string;
  readonly reportName: string;
  readonly targetAt: Instant | null;
  readonly fate: SplitFate;
  /** Who owes it from then on; `joins`: with a report that the part owes or has sent already. */
  readonly to: readonly { readonly agencyId: string; readonly joins: boolean }[];
}

/** What a split would do to what the agency owes, how many of its reports stay as those of the whole, and the mark of it; changes nothing. */
export async function splitEffect(
  scope: OfficeScope,
  split: Split,
): ActResult<{ effects: readonly SplitEffect[]; received: number; seen: string }> {
  const duties = await dutiesOf(scope, split);
  const found = await agenciesOf(scope, split);
  if (!found.ok) return found;
  const effects = duties.map(effectOf);
  return ok({ effects, received: await receivedOf(scope, split), seen: markOf(effects) });
}

/**
 * One agency becomes several: what it owes from then on is owed by its parts, each with the same day, or joins
 * what a part owes already; what it has sent counts on as that of the whole. All that it concerns are told once
 * a plan.
 */
export async function splitAgency(
  scope: OfficeScope,
  { basis, seen, ...split }: Split & { readonly basis: string; readonly seen?: string | undefined },
): ActResult {
  const { trx, officeId } = scope;
  const duties = await dutiesOf(scope, split);
  const found = await agenciesOf(scope, split);
  if (!found.ok) return found;
  if (seen !== undefined && seen !== markOf(duties.map(effectOf))) {
    return refuse('CLOSING_EFFECT_CHANGED');
  }
  const { agency, parts } = found.value;
  if (!split.remains) {
    await trx
      .updateTable('agency')
      .set({ valid_to: lastDayOf(split.on) })
      .where('office_id', '=', officeId)
      .where('id', '=', agency.id)
      .execute();
  }
  await trx
    .insertInto('agency_part')
    .values(
      parts.map(({ id }) => ({
        office_id: officeId,
        agency_id: id,
        from_id: agency.id,
        split_on: split.on,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const byId = new Map(parts.map((part) => [part.id, part]));
  const freed = split.remains
    ? []
    : duties.filter(({ fate }) => fate === 'splits' || fate === 'waived');
  const asked = await askedAmong(
    scope,
    freed.map(({ row }) => row.id),
  );
  const namesOf = (ids: readonly string[]) =>
    ids.flatMap((id) => byId.get(id)?.name ?? []).join(', ');
  await freeDuties(scope, freed, basis);
  const taken = await takeOver(
    scope,
    duties.flatMap((ending) =>
      ending.to.flatMap((id) => {
        const heir = byId.get(id);
        return heir === undefined ? [] : [{ ending, heir, own: ending.beside.get(id) ?? null }];
      }),
    ),
    basis,
  );
  const data = {
    ...{ agency: agency.name, successor: namesOf(split.partIds), on: split.on, basis },
    split: true,
  };
  await planNotices(scope, [
    ...freed.flatMap((one) =>
      asked.has(one.row.id)
        ? [
            handedOnNotice('agencyClosed', agency.id, one, one.row, {
              ...data,
              heirs: one.to.length === parts.length ? null : namesOf(one.to) || 'không đơn vị nào',
            }),
          ]
        : [],
    ),
    ...taken.map(({ ending, row, joined }) =>
      handedOnNotice('takenOver', row.agency_id, ending, row, {
        ...data,
        from: agency.id,
        joined,
      }),
    ),
  ]);
  await record(scope, 'splitAgency', `agency:${agency.id}`, {
    day: split.on,
    parts: parts.length,
    remains: split.remains,
    moved: taken.filter(({ joined }) => !joined).length,
    joined: taken.filter(({ joined }) => joined).length,
    waived: duties.filter(({ fate }) => fate === 'waived').length,
    reasonId: await keepReason(scope, basis),
  });
  for (const { id } of parts) {
    await record(scope, 'splitFrom', `agency:${id}`, { day: split.on, from: agency.id });
  }
  await pokeCycles(scope, [...new Set(taken.map(({ row }) => row.cycle_id))]);
  return ok({});
}

type SplitDuty = OpenDuty & { readonly fate: SplitFate; readonly to: readonly string[] };

async function dutiesOf(
  scope: OfficeScope,
  { agencyId, partIds, ...split }: Split,
): Promise<readonly SplitDuty[]> {
  const duties = await openDuties(scope, { agencyId, besideIds: partIds });
  const fates = splitDuties(
    duties.map(({ row }) => ({
      id: row.id,
      cycleId: row.cycle_id,
      state: row.state,
      targetAt: row.target_at,
    })),
    { ...split, partIds, today: dayAt(scope.now) },
  );
  return duties.flatMap((duty) => {
    const split = fates.get(duty.row.id);
    return split === undefined ? [] : [{ ...duty, ...split }];
  });
}

/** The agency and its parts, held; their duties are held before (lock-order.ts). */
async function agenciesOf(
  scope: OfficeScope,
  { agencyId, partIds, remains }: Split,
): ActResult<{ agency: AgencyRow; parts: readonly AgencyRow[] }> {
  const others = new Set(partIds);
  if (others.size + (remains ? 1 : 0) < 2) return refuse('PARTS_MISSING');
  const rows = await scope.trx
    .selectFrom('agency')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', [agencyId, ...others])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const agency = rows.find(({ id }) => id === agencyId);
  if (agency === undefined) return refuse('NOT_FOUND');
  if (agency.valid_to !== null) return refuse('AGENCY_CLOSED');
  if (agency.standing) return refuse('AGENCY_STANDING');
  const parts = rows.filter(({ id, valid_to: end }) => id !== agencyId && end === null);
  if (others.has(agencyId) || parts.length !== others.size) return refuse('SUCCESSOR_UNKNOWN');
  return ok({ agency, parts });
}

/** How many of its reports have come, in whatever period. */
async function receivedOf({ trx, officeId }: OfficeScope, { agencyId }: Split): Promise<number> {
  const { n } = await trx
    .selectFrom('obligation')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agencyId)
    .where('state', 'in', ['submitted', 'accepted'])
    .executeTakeFirstOrThrow();
  return n;
}

function effectOf({ row, planTitle, reportName, fate, to, beside }: SplitDuty): SplitEffect {
  return {
    obligationId: row.id,
    planTitle,
    reportName,
    targetAt: row.target_at,
    fate,
    to: to.map((agencyId) => ({ agencyId, joins: joinsOwn(beside.get(agencyId) ?? null) })),
  };
}

/** Two looks with the same mark saw the same duties go the same ways. */
function markOf(effects: readonly SplitEffect[]): string {
  return createHash('sha256').update(JSON.stringify(effects)).digest('hex').slice(0, 32);
}
