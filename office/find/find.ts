import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { FoundGroup, FoundKind, FoundThing } from '../../contract/find.js';
import type { LedgerDb } from '../../db/connection.js';
import { standingDay } from '../../domain/amendment/shown-due.js';
import { shortCitation } from '../../domain/citation.js';
import type { CitedIdentity } from '../../domain/citation.js';
import type { Day } from '../../domain/day.js';
import { folded } from '../../domain/folded.js';
import { PAPER_NAMES } from '../../domain/paper.js';
import type { PaperKind } from '../../domain/paper.js';
import { pageOf } from '../page.js';
import { recipientOf } from '../paper/recipient-of.js';

/** So many of each kind are shown side by side, and so many of one alone. */
const FEW = 5;
const PAGE = 20;
const MOST_WORDS = 8;

interface Sought {
  readonly officeId: string;
  readonly words: string;
  /** One kind alone, a page of it behind the row of an id. */
  readonly kind?: FoundKind | undefined;
  readonly after?: string | undefined;
}

interface FoundRow {
  readonly id: string;
  readonly name: string;
  readonly plan: string | null;
  readonly identity: CitedIdentity | null;
  readonly code: string | null;
  readonly number: string | null;
  readonly batch: string | null;
  /** The content of a paper. */
  readonly paper: unknown;
  readonly kind: PaperKind | null;
  readonly dueDay: Day | null;
  readonly officeDue: string | null;
}

/** Plans, cycles, agencies and papers of an office whose names hold every word, with or without accents; nothing for no words. */
export async function find(db: LedgerDb, sought: Sought): Promise<FoundGroup[]> {
  const words = folded(sought.words);
  if (words === '') return [];
  const kinds = sought.kind === undefined ? KINDS : [sought.kind];
  const limit = sought.kind === undefined ? FEW : PAGE;
  return Promise.all(
    kinds.map(async (kind) => {
      const { rows } = await foundRows(NAMED[kind], { ...sought, words, limit }).execute(db);
      const page = pageOf(rows, limit, ({ id }) => id);
      return { kind, rows: page.rows.map(thingOf), next: page.next };
    }),
  );
}

const KINDS = ['plan', 'cycle', 'agency', 'paper'] as const;

/** How one kind is read: its rows as `it`, the text it is found by and the order among equals. */
interface Named {
  readonly columns: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  /** Folded text: lower case, no accents. */
  readonly text: RawBuilder<string>;
  readonly order: RawBuilder<unknown>;
}

// As domain/folded.ts folds what a person types.
const fold = (text: RawBuilder<string>): RawBuilder<string> =>
  sql`lower(translate(regexp_replace(normalize(${text}, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dD'))`;

const REPORT = sql`
  join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
  join plan p on p.office_id = c.office_id and p.id = c.plan_id`;
const REPORT_NAME = sql<string>`coalesce(c.report_name, r.report_name)`;
const PAPER_NAME = sql<string>`case it.kind ${sql.join(
  Object.entries(PAPER_NAMES).map(
    ([kind, name]) => sql`when ${sql.lit(kind)} then ${sql.lit(name)}`,
  ),
  sql` `,
)} end`;

const NAMED: Readonly<Record<FoundKind, Named>> = {
  plan: {
    columns: sql`it.title as name, it.identity, it.code`,
    from: sql`plan it`,
    text: fold(sql`it.title || ' ' || it.code || ' ' || coalesce(it.identity->>'number', '')`),
    order: sql`it.created_at desc`,
  },
  cycle: {
    columns: sql`${REPORT_NAME} as name, p.title as plan, c.due_day as "dueDay", c.office_due as "officeDue"`,
    from: sql`cycle it join cycle c on c.office_id = it.office_id and c.id = it.id ${REPORT}`,
    text: fold(sql`${REPORT_NAME} || ' ' || p.title || ' ' || p.code`),
    // What people work with now before what is to come and what is over.
    order: sql`(c.closed_at is null and c.opened_at is not null) desc, c.due_day desc nulls last`,
  },
  agency: {
    columns: sql`it.name`,
    from: sql`agency it`,
    text: sql`it.folded`,
    order: sql`it.valid_to is not null, it.name collate "vi-x-icu"`,
  },
  paper: {
    columns: sql`${REPORT_NAME} as name, it.kind, it.number, it.paper, it.batch,
                 c.due_day as "dueDay", c.office_due as "officeDue"`,
    from: sql`document it join cycle c on c.office_id = it.office_id and c.id = it.cycle_id ${REPORT}`,
    text: fold(
      sql`${PAPER_NAME} || ' ' || ${REPORT_NAME} || ' ' || coalesce('so ' || it.number, '')`,
    ),
    order: sql`it.state = 'superseded', it.changed_at desc`,
  },
};

/** One page of a kind: what begins with the words first, then what holds them together, then what holds them apart. */
function foundRows(
  { columns, from, text, order }: Named,
  {
    officeId,
    words,
    after,
    limit,
  }: { officeId: string; words: string; after?: string | undefined; limit: number },
) {
  const each = [...new Set(words.split(/\s+/u))].slice(0, MOST_WORDS);
  const whole = each.join(' ');
  const behind =
    after === undefined
      ? sql`0`
      : sql`coalesce((select o.place from ordered o where o.id = ${after}), 0)`;
  return sql<FoundRow>`
    with matched as materialized (
      select it.id, ${text} as found_text from ${from} where it.office_id = ${officeId}),
    ordered as materialized (
      select it.id, row_number() over (
               order by case position(${whole} in m.found_text) when 1 then 0 when 0 then 2 else 1 end,
                        ${order}, it.id) as place
        from ${from} join matched m on m.id = it.id
       where it.office_id = ${officeId}
         and ${sql.join(
           each.map((word) => sql`position(${word} in m.found_text) > 0`),
           sql` and `,
         )})
    select it.id, ${columns}
      from ${from} join ordered on ordered.id = it.id
     where it.office_id = ${officeId} and ordered.place > ${behind}
     order by ordered.place limit ${limit + 1}`;
}

function thingOf(row: Partial<FoundRow> & Pick<FoundRow, 'id' | 'name'>): FoundThing {
  const { dueDay = null, officeDue = null, kind = null } = row;
  return {
    id: row.id,
    name: row.name,
    beside: besideOf(row),
    dueDay: standingDay({ dueDay, officeDue }),
    paper: kind,
  };
}

function besideOf(row: Partial<FoundRow>): string | null {
  const { identity = null, code = null, plan = null, number = null, kind = null } = row;
  const { batch = null, paper } = row;
  const said = [
    code,
    identity === null ? null : shortCitation(identity),
    plan,
    number,
    kind === null ? null : recipientOf({ kind, paper: paper as never, batch }),
  ].filter((text) => text !== null);
  return said.length === 0 ? null : said.join(' · ');
}
