import { createHash, createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** The keys without which parts of a restored ledger cannot be used. */
export const KEY_NAMES = ['LINK_KEY', 'AUTH_SECRET', 'AUDIT_KEY'] as const;
export type KeyName = (typeof KEY_NAMES)[number];
export type Keys = Readonly<Record<KeyName, string>>;

export const MANIFEST = 'manifest.json';
/** Only there when the operator wanted the keys in the backup. */
export const KEYS_FILE = 'keys.json';

/** What a backup holds; written last, so that a folder without it is none. */
export const Manifest = z.object({
  format: z.literal(1),
  /** The instant the ledger is as of, by its own clock. */
  madeAt: z.string(),
  instanceId: z.string().nullable(),
  versions: z.object({
    dondoc: z.string(),
    postgres: z.string(),
    /** Of the schema, in the order they were applied. */
    migrations: z.array(z.string()),
  }),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string(),
      rows: z.int(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  ),
  /** Of each key a text that tells it from others and gives nothing of it away. */
  keys: z.record(z.enum(KEY_NAMES), z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** What is wrong with a folder that should be a backup. */
export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable';
}

/** Tells keys apart without giving them away. */
export function keyMarks(keys: Keys): Record<KeyName, string> {
  const mark = (key: string): string =>
    createHmac('sha256', key).update('dondoc backup').digest('hex').slice(0, 32);
  return {
    LINK_KEY: mark(keys.LINK_KEY),
    AUTH_SECRET: mark(keys.AUTH_SECRET),
    AUDIT_KEY: mark(keys.AUDIT_KEY),
  };
}

/** Reads the manifest of a folder; throws BackupUnusable. */
export async function readManifest(dir: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(dir, MANIFEST), 'utf8');
  } catch {
    throw new BackupUnusable('Thư mục này không phải bản sao lưu hoàn chỉnh: thiếu manifest.json.');
  }
  const read = Manifest.safeParse(jsonOr(text, null));
  if (!read.success) throw new BackupUnusable('Tệp manifest.json của bản sao lưu không đọc được.');
  return read.data;
}

/** Compares every file with its checksum; throws BackupUnusable naming the first that differs. */
export async function checkFiles(dir: string, manifest: Manifest): Promise<void> {
  for (const { file, sha256 } of manifest.tables) {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(join(dir, file)), hash);
    } catch {
      throw new BackupUnusable(`Bản sao lưu thiếu tệp ${file}.`);
    }
    if (hash.digest('hex') !== sha256) {
      throw new BackupUnusable(`Tệp ${file} của bản sao lưu đã bị thay đổi hoặc hỏng.`);
    }
  }
}

const StoredKeys = z.record(z.enum(KEY_NAMES), z.string().min(32));

/** The keys that an operator wanted in a backup; null where they are not in it. */
export async function keysIn(dir: string): Promise<Keys | null> {
  try {
    return StoredKeys.parse(JSON.parse(await readFile(join(dir, KEYS_FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** The checksum of a whole backup. */
export function checksumOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}

function jsonOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
