import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { knownMigrations, migrateLedger } from '../migrate.js';
import { copyIn } from './copy-rows.js';
import { copiedTables, quoted, SCHEMAS, setSequences } from './ledger-tables.js';
import { reportOf } from './backup.js';
import type { CopyReport } from './backup.js';
import { BackupUnusable, checkFiles, KEY_NAMES, keyMarks, readManifest } from './manifest.js';
import type { KeyName, Keys, Manifest } from './manifest.js';

export interface RestoreReport extends CopyReport {
  /** Keys of this installation that are not those the backup was made with. */
  readonly missingKeys: readonly KeyName[];
}

/** Where the schemas of a ledger that is to be replaced stand until the new one is whole. */
const ASIDE = 'before_restore_';
const MIGRATOR_TABLES = ['kysely_migration', 'kysely_migration_lock'] as const;

/**
 * Brings a ledger back from a backup into a database that has none, or with `replace` in its place: all
 * of it or nothing. It stays fenced until an operator releases it. Throws BackupUnusable.
 */
export async function restoreLedger({
  databaseUrl,
  dir,
  keys,
  replace = false,
  migrateAccounts,
}: {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly keys: Keys;
  readonly replace?: boolean;
  /** Makes the tables of accounts. */
  readonly migrateAccounts: (databaseUrl: string) => Promise<void>;
}): Promise<RestoreReport> {
  const manifest = await readManifest(dir);
  const unknown = manifest.versions.migrations.filter((name) => !knownMigrations.includes(name));
  if (unknown.length > 0) {
    throw new BackupUnusable(
      `Bản sao lưu được lập bởi phiên bản mới hơn (${manifest.versions.dondoc}); cần nâng cấp chương trình trước khi khôi phục.`,
    );
  }
  await checkFiles(dir, manifest);
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await refuseWhileInUse(client);
    if (!replace && (await isUsed(client))) {
      throw new BackupUnusable(
        'Cơ sở dữ liệu này đã có dữ liệu: chỉ khôi phục vào một bản cài đặt trống, hoặc thêm --replace để thay thế.',
      );
    }
    // A restore that was killed has left the ledger that was there aside.
    await takeBack(client);
    try {
      await setAside(client);
      await migrateLedger(databaseUrl, { through: manifest.versions.migrations });
      await migrateAccounts(databaseUrl);
      await load(client, dir, manifest);
      await dropAside(client);
    } catch (error) {
      await takeBack(client);
      throw error;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
  // A backup of an earlier version is brought to this one's, as an upgrade does.
  await migrateLedger(databaseUrl);
  const marks = keyMarks(keys);
  return {
    ...reportOf(manifest),
    missingKeys: KEY_NAMES.filter((name) => manifest.keys[name] !== marks[name]),
  };
}

async function load(client: pg.Client, dir: string, manifest: Manifest): Promise<void> {
  const here = new Map((await copiedTables(client)).map((table) => [table.name, table]));
  await client.query('begin');
  // What the migrations wrote by themselves comes from the backup.
  for (const name of [...here.keys()].reverse()) {
    await client.query(`delete from ${quotedName(name)}`);
  }
  for (const { name, columns, file, rows } of manifest.tables) {
    const table = here.get(name);
    if (table === undefined || columns.some((column) => !table.columns.includes(column))) {
      throw new BackupUnusable(`Bảng ${name} của bản sao lưu không khớp với phiên bản này.`);
    }
    const from = createReadStream(join(dir, file)).pipe(createGunzip());
    const taken = await copyIn(client, `copy ${quoted({ name, columns })} from stdin`, from);
    if (taken !== rows) {
      throw new BackupUnusable(`Bảng ${name}: bản sao lưu ghi ${rows} dòng, đọc được ${taken}.`);
    }
  }
  await setSequences(client);
  await client.query(
    `insert into installation (instance_id, closed_why, restored_to) values ($1, 'restored', $2)
     on conflict (one) do update set closed_why = 'restored', restored_to = excluded.restored_to`,
    [manifest.instanceId ?? 'unknown', manifest.madeAt],
  );
  await client.query('commit');
  await client.query('analyze');
}

function quotedName(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}

/** How long connections that have just ended may still be seen. */
const LEAVING_MS = 2_000;

/** Anybody else's connection is a worker or an API that would go on with what is being replaced. */
async function refuseWhileInUse(client: pg.Client): Promise<void> {
  for (let waited = 0; ; waited += LEAVING_MS / 10) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    if ((rows[0]?.n ?? 0) === 0) return;
    if (waited >= LEAVING_MS) {
      throw new BackupUnusable(
        'Hệ thống đang chạy trên cơ sở dữ liệu này: cần dừng mọi tiến trình trước khi khôi phục.',
      );
    }
    await pause(LEAVING_MS / 10);
  }
}

async function isUsed(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('public.office') is not null as there`,
  );
  if (rows[0]?.there !== true) return false;
  const offices = await client.query('select 1 from office limit 1');
  return (offices.rowCount ?? 0) > 0;
}

async function existing(client: pg.Client, prefix: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select nspname::text as name from pg_namespace where nspname = any($1)',
    [SCHEMAS.map((schema) => `${prefix}${schema}`)],
  );
  return rows.map(({ name }) => name.slice(prefix.length));
}

async function setAside(client: pg.Client): Promise<void> {
  for (const schema of await existing(client, '')) {
    await client.query(`alter schema "${schema}" rename to "${ASIDE}${schema}"`);
  }
  // The migrator looks for its tables in every schema by their names.
  for (const table of MIGRATOR_TABLES) {
    await client.query(
      `alter table if exists "${ASIDE}public"."${table}" rename to "${ASIDE}${table}"`,
    );
  }
  await client.query('create schema public');
}

async function dropAside(client: pg.Client): Promise<void> {
  for (const schema of await existing(client, ASIDE)) {
    await client.query(`drop schema "${ASIDE}${schema}" cascade`);
  }
}

/** The ledger that was there stands again as it was; where none was set aside nothing changes. */
async function takeBack(client: pg.Client): Promise<void> {
  await client.query('rollback');
  for (const schema of await existing(client, ASIDE)) {
    await client.query(`drop schema if exists "${schema}" cascade`);
    await client.query(`alter schema "${ASIDE}${schema}" rename to "${schema}"`);
  }
  for (const table of MIGRATOR_TABLES) {
    await client.query(`alter table if exists public."${ASIDE}${table}" rename to "${table}"`);
  }
}
