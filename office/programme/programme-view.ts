import type { ProgrammeView } from '../../contract/programme.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { compareTargets, subjectsOf } from '../../domain/programme/compare-targets.js';
import type { ComparedTarget } from '../../domain/programme/compare-targets.js';
import { inOrder, registrationsOf, standingOn } from '../../domain/programme/unit-history.js';
import type { Entry } from '../../domain/programme/unit-history.js';
import { standingOfUnits, wasThere } from '../../domain/programme/units-of-day.js';
import { actorNames } from '../audit/actor-names.js';
import type { OfficeScope } from '../scope.js';
import { entryOf, programmeOf, targetsOfPlan, unitsOf } from './programme-facts.js';

/** The register of a plan as of a day: its units with all that was noted, and the targets against what stands; null for an unknown plan. */
export async function programmeView(
  scope: OfficeScope,
  { planId, on: asked }: { readonly planId: string; readonly on?: Day | undefined },
): Promise<ProgrammeView | null> {
  const { trx, officeId } = scope;
  const plan = await trx
    .selectFrom('plan')
    .select(['title', 'state'])
    .where('office_id', '=', officeId)
    .where('id', '=', planId)
    .executeTakeFirst();
  if (plan === undefined) return null;
  const targets = await targetsOfPlan(trx, { officeId, planId });
  const programme = await programmeOf(trx, { officeId, planId });
  const head = {
    planTitle: plan.title,
    subjects: [...subjectsOf(targets)],
    mayOpen: ['consented', 'started', 'closed'].includes(plan.state),
  };
  if (programme === undefined) return { ...head, register: null };
  const on = asked ?? dayAt(scope.now);
  const units = await unitsOf(trx, programme);
  const noted = await notedEntries(scope, planId);
  const nameOf = new Map(units.map(({ agencyId, name }) => [agencyId, name]));
  const heirs = new Set(units.map(({ successorId }) => successorId));
  const own = targets.filter(({ subject }) => subject === programme.subject);
  return {
    ...head,
    register: {
      subject: programme.subject,
      unitKind: programme.unit_kind,
      indicator: programme.indicator,
      on,
      standing: { ...standingOfUnits(units, on) },
      targets: compareTargets(own, units, on).map(shownTarget),
      units: units.map((unit) => ({
        agencyId: unit.agencyId,
        name: unit.name,
        from: unit.from,
        to: unit.to,
        successor: unit.successorId === null ? null : (nameOf.get(unit.successorId) ?? null),
        beginUnknown: unit.from === null && heirs.has(unit.agencyId),
        isThere: wasThere(unit, on),
        ...standingOn(unit.history, on),
        registrations: registrationsOf(unit.history, on).map(({ year, outcome }) => ({
          year,
          outcome,
        })),
        entries: [...(noted.get(unit.agencyId) ?? [])],
      })),
    },
  };
}

function shownTarget({ target, standing, share, countMet, shareMet }: ComparedTarget) {
  const { year, comparator, count, percent, of } = target;
  return {
    ...{ year, comparator, count, percent, of },
    standing: standing === null ? null : { ...standing },
    ...{ share, countMet, shareMet },
  };
}

type ShownEntry = NonNullable<ProgrammeView['register']>['units'][number]['entries'][number];

/** All that was noted of each unit, what was struck among it, in the order in which it took effect. */
async function notedEntries(
  { trx, officeId }: OfficeScope,
  planId: string,
): Promise<ReadonlyMap<string, readonly ShownEntry[]>> {
  const rows = await trx
    .selectFrom('programme_entry')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .orderBy('nth')
    .execute();
  const nameOf = await actorNames(
    trx,
    officeId,
    rows.flatMap((row) => [row.entered_by, row.struck_by ?? '']),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byUnit = new Map<string, Entry[]>();
  for (const row of rows) {
    byUnit.set(row.agency_id, [...(byUnit.get(row.agency_id) ?? []), entryOf(row)]);
  }
  return new Map(
    [...byUnit].map(([agencyId, entries]) => [
      agencyId,
      inOrder(entries).flatMap((entry): readonly ShownEntry[] => {
        const row = byId.get(entry.id);
        if (row === undefined) return [];
        return [
          {
            id: entry.id,
            kind: entry.kind,
            on: entry.on,
            year: 'year' in entry ? entry.year : null,
            decision: 'decision' in entry ? entry.decision : null,
            reason: 'reason' in entry ? entry.reason : null,
            enteredBy: nameOf(row.entered_by),
            enteredAt: row.entered_at,
            struck:
              row.struck_at === null
                ? null
                : {
                    by: nameOf(row.struck_by ?? ''),
                    at: row.struck_at,
                    reason: row.struck_reason ?? '',
                  },
          },
        ];
      }),
    ]),
  );
}
