import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { copyOut, cutOff } from './copy-rows.js';
import { copiedTables, quoted } from './ledger-tables.js';
import type { CopiedTable } from './ledger-tables.js';
import { BackupUnusable, checksumOf, keyMarks, KEYS_FILE, MANIFEST } from './manifest.js';
import type { Keys, Manifest } from './manifest.js';

/** What was written, or read back. */
export interface CopyReport {
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
  /** Of the manifest, and so of every file. */
  readonly sha256: string;
  readonly versions: Manifest['versions'];
  readonly madeAt: string;
}

/** Makes the folder of a backup where it is not there; throws BackupUnusable where something stands in it. */
export async function emptyFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if ((await readdir(dir)).length > 0) {
    throw new BackupUnusable('Thư mục sao lưu phải trống: bản cũ không bị ghi đè.');
  }
}

/**
 * Writes the whole ledger, files included, as it is at one instant, into an empty or new folder; the
 * ledger goes on meanwhile. Keys are not part of it unless `withKeys`. Throws BackupUnusable.
 */
export async function backUpLedger({
  databaseUrl,
  dir,
  keys,
  withKeys = false,
  version,
}: {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly keys: Keys;
  readonly withKeys?: boolean;
  /** Of the program. */
  readonly version: string;
}): Promise<CopyReport> {
  await emptyFolder(dir);
  const { LINK_KEY, AUTH_SECRET, AUDIT_KEY } = keys;
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // One transaction sees one instant, whatever is written meanwhile.
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    const facts = await ledgerFacts(client);
    const tables: Manifest['tables'] = [];
    for (const table of await copiedTables(client)) {
      tables.push(await writeTable(client, dir, table));
    }
    await client.query('commit');
    const manifest: Manifest = {
      format: 1,
      madeAt: facts.at,
      instanceId: facts.instanceId,
      versions: { dondoc: version, postgres: facts.postgres, migrations: facts.migrations },
      tables,
      keys: keyMarks(keys),
    };
    if (withKeys) {
      await writeFile(
        join(dir, KEYS_FILE),
        `${JSON.stringify({ LINK_KEY, AUTH_SECRET, AUDIT_KEY }, null, 2)}\n`,
        {
          mode: 0o600,
        },
      );
    }
    const half = join(dir, `${MANIFEST}.half`);
    await writeFile(half, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await rename(half, join(dir, MANIFEST));
    await client.end().catch(() => undefined);
    return reportOf(manifest);
  } catch (error) {
    cutOff(client);
    throw error;
  }
}

/** What a manifest says in short. */
export function reportOf(manifest: Manifest): CopyReport {
  const sum = (of: 'rows' | 'bytes'): number =>
    manifest.tables.reduce((all, table) => all + table[of], 0);
  return {
    tables: manifest.tables.length,
    rows: sum('rows'),
    bytes: sum('bytes'),
    sha256: checksumOf(manifest),
    versions: manifest.versions,
    madeAt: manifest.madeAt,
  };
}

async function writeTable(
  client: pg.Client,
  dir: string,
  table: CopiedTable,
): Promise<Manifest['tables'][number]> {
  const file = `${table.name}.copy.gz`;
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const gzip = createGzip({ level: 1 });
  const out = createWriteStream(join(dir, file), { mode: 0o600 });
  const written = new Promise<void>((resolve, reject) => {
    out.on('finish', resolve);
    for (const stream of [gzip, counted, out]) stream.on('error', reject);
  });
  written.catch(() => undefined);
  gzip.pipe(counted).pipe(out);
  const rows = await Promise.race([
    copyOut(client, `copy ${quoted(table)} to stdout`, gzip),
    // A full disk says so at once; otherwise this never comes first.
    written.then(() => new Promise<never>(() => undefined)),
  ]);
  await written;
  return { ...table, columns: [...table.columns], file, rows, bytes, sha256: hash.digest('hex') };
}

async function ledgerFacts(client: pg.Client): Promise<{
  at: string;
  postgres: string;
  migrations: string[];
  instanceId: string | null;
}> {
  const { rows } = await client.query<{
    at: Date;
    postgres: string;
    migrations: string[];
    instance: string | null;
  }>(
    `select transaction_timestamp() as at, current_setting('server_version') as postgres,
            array(select name::text from kysely_migration order by timestamp, name) as migrations,
            (select instance_id from installation) as instance`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the ledger does not answer');
  return {
    at: row.at.toISOString(),
    postgres: row.postgres,
    migrations: [...row.migrations].sort(),
    instanceId: row.instance,
  };
}
