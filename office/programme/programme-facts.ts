import { plansAsTheyStand } from '../../db/joined.js';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Day } from '../../domain/day.js';
import type { StatedTarget } from '../../domain/programme/compare-targets.js';
import type { EntryContent, Entry } from '../../domain/programme/unit-history.js';
import type { ProgrammeUnit } from '../../domain/programme/units-of-day.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Tables } from '../../db/tables.js';

export interface OfPlan {
  readonly officeId: string;
  readonly planId: string;
}

export type ProgrammeRow = Selectable<Tables['programme']>;
type EntryRow = Selectable<Tables['programme_entry']>;

/** A unit with who came after it, where it is gone. */
export interface ListedUnit extends ProgrammeUnit {
  readonly successorId: string | null;
}

/** The register of a plan; undefined where none is open. */
export async function programmeOf(
  db: LedgerDb,
  { officeId, planId }: OfPlan,
): Promise<ProgrammeRow | undefined> {
  return db
    .selectFrom('programme')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .executeTakeFirst();
}

/** The targets of the plan's present version, as confirmed; of one confirmed before they were kept, as read. */
export async function targetsOfPlan(
  db: LedgerDb,
  { officeId, planId }: OfPlan,
): Promise<readonly StatedTarget[]> {
  const version = await plansAsTheyStand(db)
    .select(['plan_version.confirmed', 'plan_version.draft'])
    .where('plan.office_id', '=', officeId)
    .where('plan.id', '=', planId)
    .executeTakeFirst();
  const read = (version?.draft as Partial<Pick<PlanDraft, 'targets'>> | undefined)?.targets;
  return version?.confirmed?.targets ?? read ?? [];
}

/**
 * The units of a programme, those that are gone among them, each with its entries that stand. A unit that came
 * out of another is there from the day of the split, unless the directory knows better.
 */
export async function unitsOf(
  db: LedgerDb,
  programme: Pick<ProgrammeRow, 'office_id' | 'plan_id' | 'unit_kind'>,
): Promise<readonly ListedUnit[]> {
  const { rows } = await sql<Omit<ListedUnit, 'history'>>`
    select a.id as "agencyId", a.name, a.valid_to as "to", a.successor_id as "successorId",
           coalesce(a.valid_from, (select min(p.split_on) from agency_part p
             where p.office_id = a.office_id and p.agency_id = a.id)) as "from"
      from agency a
     where a.office_id = ${programme.office_id}
       and (a.kind = ${programme.unit_kind} or exists (
         select from programme_entry e where e.office_id = a.office_id
            and e.plan_id = ${programme.plan_id} and e.agency_id = a.id))
     order by a.name collate "vi-x-icu", a.id`.execute(db);
  const entries = await db
    .selectFrom('programme_entry')
    .selectAll()
    .where('office_id', '=', programme.office_id)
    .where('plan_id', '=', programme.plan_id)
    .where('struck_at', 'is', null)
    .orderBy('nth')
    .execute();
  const byUnit = new Map<string, Entry[]>();
  for (const row of entries) {
    byUnit.set(row.agency_id, [...(byUnit.get(row.agency_id) ?? []), entryOf(row)]);
  }
  return rows.map((unit) => ({ ...unit, history: byUnit.get(unit.agencyId) ?? [] }));
}

/** A row as the entry that it notes. */
export function entryOf(row: EntryRow): Entry {
  return { ...contentOf(row), id: row.id, nth: row.nth };
}

function contentOf(row: EntryRow): EntryContent {
  const { kind, on_day: on, year, reason } = row;
  switch (kind) {
    case 'registered':
      return { kind, on, year: year ?? 0 };
    case 'carriedOver':
      return { kind, on, year: year ?? 0, reason: reason ?? '' };
    case 'lost':
      return { kind, on, decision: decisionOf(row), reason: reason ?? '' };
    case 'recognised':
    case 'regained':
      return { kind, on, decision: decisionOf(row) };
  }
}

function decisionOf({
  decision_number: number,
  decision_day: day,
  decision_by: by,
  on_day: on,
}: EntryRow) {
  return { number: number ?? '', on: day ?? on, by: by ?? '' };
}

/** What an entry says, as columns. */
export function columnsOf(
  content: EntryContent,
): Pick<
  EntryRow,
  'kind' | 'on_day' | 'year' | 'decision_number' | 'decision_day' | 'decision_by' | 'reason'
> {
  const decision: { number: string; on: Day; by: string } | null =
    'decision' in content ? content.decision : null;
  return {
    kind: content.kind,
    on_day: content.on,
    year: 'year' in content ? content.year : null,
    decision_number: decision?.number ?? null,
    decision_day: decision?.on ?? null,
    decision_by: decision?.by ?? null,
    reason: 'reason' in content ? content.reason : null,
  };
}
