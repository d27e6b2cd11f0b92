import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import type { Day } from '../../domain/day.js';
import { idsOf } from './actor-names.js';

/** What an audit row is about, as people know it: a name, and the key of the cycle where one tells it apart. */
export interface SubjectName {
  readonly name: string;
  readonly cycleKey: string | null;
  /** The day by which that cycle is due now. */
  readonly dueDay: Day | null;
}

/** The things that acts are about and that have names, by the kind in `<kind>:<id>`. */
const NAMED: Readonly<
  Record<string, { readonly from: RawBuilder<unknown>; readonly name: RawBuilder<string> }>
> = {
  plan: { from: sql`from plan it`, name: sql`it.title` },
  cycle: {
    from: sql`from cycle it join requirement r on r.office_id = it.office_id and r.id = it.requirement_id`,
    name: sql`coalesce(it.report_name, r.report_name)`,
  },
  obligation: {
    from: sql`from obligation it
      join cycle c on c.office_id = it.office_id and c.id = it.cycle_id
      join agency a on a.office_id = it.office_id and a.id = it.agency_id`,
    name: sql`a.name`,
  },
  agency: { from: sql`from agency it`, name: sql`it.name` },
  staff: { from: sql`from staff it`, name: sql`it.name` },
  compliance: {
    from: sql`from compliance_list it`,
    name: sql`to_char(it.from_day, 'DD/MM/YYYY') || ' – ' || to_char(it.to_day, 'DD/MM/YYYY')`,
  },
  token: { from: sql`from api_token it`, name: sql`it.name` },
  webhook: { from: sql`from webhook it`, name: sql`it.name` },
  memory: { from: sql`from office_memory it`, name: sql`it.words` },
  document: {
    from: sql`from document it
      join cycle c on c.office_id = it.office_id and c.id = it.cycle_id
      join requirement r on r.office_id = c.office_id and r.id = c.requirement_id`,
    name: sql`coalesce(c.report_name, r.report_name)`,
  },
  message: {
    from: sql`from message it join agency a on a.office_id = it.office_id and a.id = it.agency_id`,
    name: sql`a.name`,
  },
};
/** Under which name the query of a kind has its cycle. */
const CYCLE: Readonly<Record<string, string>> = { cycle: 'it', obligation: 'c', document: 'c' };

/** The names behind the subjects of some audit rows as they are today; null for what has none or is gone. */
export async function subjectNames(
  db: LedgerDb,
  officeId: string,
  subjects: readonly string[],
): Promise<(subject: string) => SubjectName | null> {
  const known = new Map<string, SubjectName>();
  for (const [kind, { from, name }] of Object.entries(NAMED)) {
    const ids = idsOf(subjects, kind);
    if (ids.length === 0) continue;
    const cycle = CYCLE[kind];
    const column = (named: string) =>
      cycle === undefined ? sql`null` : sql.ref(`${cycle}.${named}`);
    const { rows } = await sql<
      SubjectName & { readonly id: string; readonly officeDue: string | null }
    >`
      select it.id, ${name} as name, ${column('key')} as "cycleKey", ${column('due_day')} as "dueDay",
             ${column('office_due')} as "officeDue" ${from}
       where it.office_id = ${officeId} and it.id = any(${ids}::uuid[])`.execute(db);
    for (const { id, officeDue, dueDay, ...row } of rows) {
      known.set(`${kind}:${id}`, { ...row, dueDay: standingDay({ dueDay, officeDue }) });
    }
  }
  return (subject) => known.get(subject) ?? null;
}

/** The subjects whose names today hold the words somebody looks for. */
export function subjectsNamed(officeId: string, words: string): RawBuilder<string> {
  // What a person types stands for itself, not for a pattern.
  const like = `%${words.replace(/[\\%_]/gu, '\\$&')}%`;
  const kinds = Object.entries(NAMED).map(
    ([kind, { from, name }]) =>
      sql`select ${sql.lit(`${kind}:`)} || it.id ${from}
           where it.office_id = ${officeId} and ${name} ilike ${like}`,
  );
  return sql`(${sql.join(kinds, sql` union all `)})`;
}
