import { randomUUID } from 'node:crypto';
import { batches } from '../../db/batches.js';
import type { AgencyKind } from '../../domain/agency-kinds.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import type { LineProblem, ListRows } from '../../domain/list-columns.js';
import { programmeLines } from '../../domain/programme/programme-lines.js';
import type { ProgrammeLine } from '../../domain/programme/programme-lines.js';
import { withEntry, withoutEntry } from '../../domain/programme/unit-history.js';
import type { EntryContent } from '../../domain/programme/unit-history.js';
import { outsideOfUnit } from '../../domain/programme/units-of-day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { keepReason, record, recordAll } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import { lockPlan } from '../plan/plan-row.js';
import type { OfficeScope } from '../scope.js';
import { columnsOf, programmeOf, targetsOfPlan, unitsOf } from './programme-facts.js';
import type { ListedUnit, ProgrammeRow } from './programme-facts.js';

/** Opens the register of a plan for one subject of its targets; `indicator` is the figure of reports that counts the same. */
export async function openProgramme(
  scope: OfficeScope,
  {
    planId,
    subject,
    unitKind,
    indicator,
  }: {
    readonly planId: string;
    readonly subject: string;
    readonly unitKind: AgencyKind;
    readonly indicator: string | null;
  },
): ActResult {
  const plan = await lockPlan(scope, planId);
  if (plan === null) return refuse('NOT_FOUND');
  if (!['consented', 'started', 'closed'].includes(plan.state)) {
    return refuse('PROGRAMME_PLAN_STATE');
  }
  const at = { officeId: scope.officeId, planId };
  if ((await programmeOf(scope.trx, at)) !== undefined) return refuse('PROGRAMME_OPEN_ALREADY');
  const targets = await targetsOfPlan(scope.trx, at);
  if (!targets.some((target) => target.subject === subject)) {
    return refuse('PROGRAMME_NO_TARGETS', { subject });
  }
  await scope.trx
    .insertInto('programme')
    .values({
      office_id: scope.officeId,
      plan_id: planId,
      subject,
      unit_kind: unitKind,
      indicator,
      opened_by: scope.actor,
      opened_at: scope.now,
    })
    .execute();
  await record(scope, 'openProgramme', `plan:${planId}`, { unitKind, code: indicator });
  return ok({});
}

/** Notes one thing of one or several units, of all or of none. */
export async function enterUnits(
  scope: OfficeScope,
  {
    planId,
    agencyIds,
    content,
  }: {
    readonly planId: string;
    readonly agencyIds: readonly string[];
    readonly content: EntryContent;
  },
): ActResult {
  const held = await heldProgramme(scope, planId);
  if (!held.ok) return held;
  const { units } = held.value;
  const chosen = [...new Set(agencyIds)].map((id) => units.find(({ agencyId }) => agencyId === id));
  if (chosen.some((unit) => unit === undefined)) return refuse('NOT_FOUND');
  for (const unit of chosen) {
    if (unit === undefined) continue;
    const outside = outsideOfUnit(unit, content, dayAt(scope.now));
    const after = outside ?? withEntry(unit.history, { ...content, id: 'new' });
    if (!after.ok) return after;
  }
  await insertEntries(
    scope,
    planId,
    chosen.flatMap((unit) => (unit === undefined ? [] : [{ agencyId: unit.agencyId, content }])),
  );
  return ok({});
}

/** What the lines of a list would enter, and why some would not; `seen` is the mark of the register they were held against. */
export interface LinesEffect {
  readonly lines: readonly ProgrammeLine[];
  readonly wrong: readonly LineProblem[];
  readonly seen: string;
}

/** Looks at the lines of a list; enters nothing. */
export async function linesEffect(
  scope: OfficeScope,
  { planId, rows }: { readonly planId: string; readonly rows: ListRows },
): ActResult<LinesEffect> {
  const held = await heldProgramme(scope, planId);
  return held.ok ? ok(effectOf(scope, held.value.units, rows)) : held;
}

/** Enters the lines of a list that can be, as they were shown. */
export async function enterLines(
  scope: OfficeScope,
  {
    planId,
    rows,
    seen,
  }: { readonly planId: string; readonly rows: ListRows; readonly seen: string },
): ActResult<{ entered: number }> {
  const held = await heldProgramme(scope, planId);
  if (!held.ok) return held;
  const effect = effectOf(scope, held.value.units, rows);
  if (effect.seen !== seen) return refuse('PROGRAMME_LINES_CHANGED');
  if (effect.lines.length === 0) return refuse('PROGRAMME_LINES_NONE');
  await insertEntries(scope, planId, effect.lines);
  return ok({ entered: effect.lines.length });
}

/** Strikes an entry that was wrong; it stays to be read, with the reason. */
export async function strikeEntry(
  scope: OfficeScope,
  {
    planId,
    entryId,
    reason,
  }: { readonly planId: string; readonly entryId: string; readonly reason: string },
): ActResult {
  const held = await heldProgramme(scope, planId);
  if (!held.ok) return held;
  const unit = held.value.units.find(({ history }) => history.some(({ id }) => id === entryId));
  if (unit === undefined) return refuse('NOT_FOUND');
  const after = withoutEntry(unit.history, entryId);
  if (!after.ok) return after;
  await scope.trx
    .updateTable('programme_entry')
    .set({ struck_at: scope.now, struck_by: scope.actor, struck_reason: reason })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', entryId)
    .execute();
  await record(scope, 'strikeProgrammeEntry', `agency:${unit.agencyId}`, {
    programmeId: planId,
    entryId,
    reasonId: await keepReason(scope, reason),
  });
  return ok({});
}

/** Says since when there is a unit: before it no day counts it. */
export async function setUnitBegin(
  scope: OfficeScope,
  {
    planId,
    agencyId,
    on,
  }: { readonly planId: string; readonly agencyId: string; readonly on: Day },
): ActResult {
  const held = await heldProgramme(scope, planId);
  if (!held.ok) return held;
  const unit = held.value.units.find((one) => one.agencyId === agencyId);
  if (unit === undefined) return refuse('NOT_FOUND');
  const before = unit.history.find((entry) => entry.on < on);
  if (before !== undefined || (unit.to !== null && unit.to < on)) {
    return refuse('PROGRAMME_BEGIN_AFTER', { unit: unit.name });
  }
  await scope.trx
    .updateTable('agency')
    .set({ valid_from: on })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .execute();
  await record(scope, 'setUnitBegin', `agency:${agencyId}`, { day: on });
  return ok({});
}

interface HeldProgramme {
  readonly programme: ProgrammeRow;
  readonly units: readonly ListedUnit[];
}

/** The register of a plan with its units; held by its plan, so that two entries of one unit are decided one after the other. */
async function heldProgramme(scope: OfficeScope, planId: string): ActResult<HeldProgramme> {
  const plan = await lockPlan(scope, planId);
  const programme =
    plan === null ? undefined : await programmeOf(scope.trx, { officeId: scope.officeId, planId });
  if (programme === undefined) return refuse('NOT_FOUND');
  return ok({ programme, units: await unitsOf(scope.trx, programme) });
}

function effectOf(scope: OfficeScope, units: readonly ListedUnit[], rows: ListRows): LinesEffect {
  const { lines, wrong } = programmeLines(rows, { units, today: dayAt(scope.now) });
  const standing = units.flatMap(({ history }) => history.map(({ id }) => id)).sort();
  const seen = sha256Of(JSON.stringify({ standing, lines, wrong })).slice(0, 32);
  return { lines, wrong, seen };
}

async function insertEntries(
  scope: OfficeScope,
  planId: string,
  entries: readonly { readonly agencyId: string; readonly content: EntryContent }[],
): Promise<void> {
  const { last } = await scope.trx
    .selectFrom('programme_entry')
    .select((eb) => eb.fn.max<number | null>('nth').as('last'))
    .where('office_id', '=', scope.officeId)
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow();
  const rows = entries.map(({ agencyId, content }, index) => ({
    office_id: scope.officeId,
    id: randomUUID(),
    plan_id: planId,
    agency_id: agencyId,
    nth: (last ?? 0) + index + 1,
    ...columnsOf(content),
    entered_by: scope.actor,
    entered_at: scope.now,
  }));
  for (const some of batches(rows)) {
    await scope.trx.insertInto('programme_entry').values(some).execute();
  }
  await recordAll(
    scope,
    rows.map((row) => ({
      act: 'enterProgramme',
      subject: `agency:${row.agency_id}`,
      details: {
        programmeId: planId,
        entryId: row.id,
        entryKind: row.kind,
        day: row.on_day,
        ...(row.year === null ? {} : { year: row.year }),
        ...(row.decision_number === null ? {} : { number: row.decision_number }),
      },
    })),
  );
}
