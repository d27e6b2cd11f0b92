import type pg from 'pg';

/** One table as it is copied. */
export interface CopiedTable {
  /** `schema.table`. */
  readonly name: string;
  /** In the order of the file; columns that the database computes are not among them. */
  readonly columns: readonly string[];
}

/** The schemas of an installation: its ledger and the accounts of staff. */
export const SCHEMAS = ['public', 'staff_auth'] as const;

/** Sessions and counters of tries end with a restore; the versions of the schema stand in the manifest. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'public.kysely_migration',
  'public.kysely_migration_lock',
  'public.link_session',
  'staff_auth.session',
  'staff_auth.verification',
  'staff_auth.rateLimit',
]);

/** Every table that is copied, whatever it refers to before it. */
export async function copiedTables(client: pg.Client): Promise<readonly CopiedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refs: string[] }>(
    `select n.nspname || '.' || c.relname as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   order by a.attnum) as columns,
            array(select rn.nspname || '.' || r.relname
                    from pg_constraint f join pg_class r on r.oid = f.confrelid
                    join pg_namespace rn on rn.oid = r.relnamespace
                   where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refs
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = any($1)
      order by 1`,
    [SCHEMAS],
  );
  const left = new Map(
    rows.filter(({ name }) => !LEFT_OUT.has(name)).map((row) => [row.name, row]),
  );
  const ordered: CopiedTable[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ refs }) => !refs.some((name) => left.has(name)));
    if (ready.length === 0) throw new Error('tables refer to each other in a circle');
    for (const { name, columns } of ready) {
      ordered.push({ name, columns });
      left.delete(name);
    }
  }
  return ordered;
}

/** A table and its columns as SQL names them. */
export function quoted({ name, columns }: CopiedTable): string {
  const [schema = '', table = ''] = name.split('.');
  return `"${schema}"."${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;
}

/** Sets every counter of rows behind the last row there is. */
export async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; tab: string; col: string }>(
    `select s.oid::regclass::text as sequence, t.oid::regclass::text as tab, quote_ident(a.attname) as col
       from pg_class s join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass
       join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
       join pg_namespace n on n.oid = s.relnamespace
      where s.relkind = 'S' and n.nspname = any($1)`,
    [SCHEMAS],
  );
  for (const { sequence, tab, col } of rows) {
    await client.query(
      `select setval('${sequence}', coalesce((select max(${col}) from ${tab}), 0) + 1, false)`,
    );
  }
}
