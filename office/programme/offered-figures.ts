import type { OfferedFigures } from '../../contract/programme.js';
import { dayAt } from '../../domain/day.js';
import { dayOffered, offeredFigures } from '../../domain/programme/offered-figures.js';
import { standingOfUnits } from '../../domain/programme/units-of-day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { actorNames } from '../audit/actor-names.js';
import { record } from '../audit/record.js';
import { takenFigures } from '../consolidation/taken-figures.js';
import { formOfCycle } from '../cycle/figures.js';
import { shareCycle } from '../lock-order.js';
import type { OfficeScope } from '../scope.js';
import { unitsOf } from './programme-facts.js';

/** What the registers of an office offer to the report of a period; nothing is taken of it. Null for an unknown period. */
export async function figuresOffered(
  scope: OfficeScope,
  { cycleId }: { readonly cycleId: string },
): Promise<readonly OfferedFigures[] | null> {
  const at = { officeId: scope.officeId, cycleId };
  const cycle = await scope.trx
    .selectFrom('cycle')
    .select(['cut_off as cutOff', 'period_from as periodFrom', 'period_to as periodTo'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .where('kind', '=', 'collect')
    .executeTakeFirst();
  if (cycle === undefined) return null;
  const on = dayOffered(cycle, dayAt(scope.now));
  if (on === null) return [];
  const programmes = await scope.trx
    .selectFrom('programme')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('indicator', 'is not', null)
    .orderBy('opened_at')
    .execute();
  if (programmes.length === 0) return [];
  const form = await formOfCycle(scope.trx, at);
  const taken = await takenFigures(scope.trx, at);
  const nameOf = await actorNames(
    scope.trx,
    scope.officeId,
    taken.map(({ takenBy }) => takenBy),
  );
  const offered: OfferedFigures[] = [];
  for (const programme of programmes) {
    const asked = form.indicators.some(({ code }) => code === programme.indicator);
    if (!asked) continue;
    const standing = standingOfUnits(await unitsOf(scope.trx, programme), on);
    const own = taken.filter(({ planId }) => planId === programme.plan_id);
    const [first] = own;
    offered.push({
      planId: programme.plan_id,
      subject: programme.subject,
      on,
      figures: offeredFigures(form, programme.indicator ?? '', standing).map(
        ({ indicator: { code, label, unit }, value }) => ({
          ...{ code, label, unit, value },
          taken: own.find((one) => one.code === code)?.value ?? null,
        }),
      ),
      taken:
        first === undefined
          ? null
          : { on: first.countedOn, by: nameOf(first.takenBy), at: first.takenAt },
    });
  }
  return offered;
}

/** Takes what a register offers to a period, as it was shown; the next consolidation counts by it. */
export async function takeOffered(
  scope: OfficeScope,
  {
    cycleId,
    planId,
    values,
  }: {
    readonly cycleId: string;
    readonly planId: string;
    readonly values: Readonly<Record<string, string>>;
  },
): ActResult {
  if ((await shareCycle(scope, cycleId)) === null) return refuse('NOT_FOUND');
  const offered = await figuresOffered(scope, { cycleId });
  const own = offered?.find((one) => one.planId === planId);
  if (own === undefined) return refuse('NOT_FOUND');
  const changed = own.figures.find(({ code, value }) => values[code] !== value);
  if (changed !== undefined) return refuse('PROGRAMME_FIGURE_CHANGED', { value: changed.value });
  for (const { code, value } of own.figures) {
    const row = {
      value,
      plan_id: planId,
      counted_on: own.on,
      taken_by: scope.actor,
      taken_at: scope.now,
    };
    await scope.trx
      .insertInto('taken_figure')
      .values({ office_id: scope.officeId, cycle_id: cycleId, code, ...row })
      .onConflict((on) => on.columns(['office_id', 'cycle_id', 'code']).doUpdateSet(row))
      .execute();
  }
  await record(scope, 'takeProgrammeFigures', `cycle:${cycleId}`, {
    programmeId: planId,
    day: own.on,
    values: own.figures.map(({ code, value }) => `${code} ${value}`),
  });
  return ok({});
}

/** Gives back what was taken of a register for a period: its figures are those of its reports again. */
export async function dropTaken(
  scope: OfficeScope,
  { cycleId, planId }: { readonly cycleId: string; readonly planId: string },
): ActResult {
  const gone = await scope.trx
    .deleteFrom('taken_figure')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycleId)
    .where('plan_id', '=', planId)
    .returning('code')
    .execute();
  if (gone.length === 0) return refuse('NOT_FOUND');
  await record(scope, 'dropProgrammeFigures', `cycle:${cycleId}`, { programmeId: planId });
  return ok({});
}
