import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowHandle } from '@temporalio/client';

/** Name of a kept history → sha256 of its file. Append-only from the first tag on. */
export type Manifest = Readonly<Record<string, string>>;

/** The manifest of a folder of histories; empty before the first one is kept. */
export function manifestOf(dir: string): Manifest {
  const path = join(dir, 'manifest.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : {};
}

/** The text of a run's history as it is kept: what differs from recording to recording stays, names of machines go. */
export async function historyText(handle: WorkflowHandle): Promise<string> {
  const json: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()));
  withoutMachine(json);
  return `${JSON.stringify(json, null, 1)}\n`;
}

/** Workers sign with process and host; neither belongs into a file that is kept. */
function withoutMachine(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'identity' && typeof value === 'string')
      Object.assign(node, { identity: 'worker' });
    else withoutMachine(value);
  }
}

/** Keeps a history; throws when one of this name is listed already, unless forced. */
export function keepHistory({
  dir,
  name,
  text,
  force,
}: {
  readonly dir: string;
  readonly name: string;
  readonly text: string;
  readonly force: boolean;
}): void {
  const manifest = manifestOf(dir);
  if (manifest[name] !== undefined && !force) {
    throw new Error(`${name} is kept already; --force overwrites it, before the first tag only`);
  }
  writeFileSync(join(dir, `${name}.json`), text);
  const next = { ...manifest, [name]: sha256(text) };
  const sorted = Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(dir, 'manifest.json'), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** The hash a kept history is listed with. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Everything a reader of a history can see: its plain strings, and its payloads decoded. */
export function readableTexts(history: unknown): readonly string[] {
  if (typeof history === 'string') return [history];
  if (Array.isArray(history)) return history.flatMap(readableTexts);
  if (typeof history !== 'object' || history === null) return [];
  return Object.entries(history).flatMap(([key, value]) =>
    key === 'data' && typeof value === 'string'
      ? [Buffer.from(value, 'base64').toString('utf8')]
      : readableTexts(value),
  );
}

/** What of some texts could tell a person, an agency or an address; the SDK's own name has the same sign in it. */
export function personalTexts(texts: readonly string[]): readonly string[] {
  return texts.filter((text) =>
    /@|UBND|Ủy ban|Sở |Công an|Bình An|songhuong|0900 /i.test(text.replaceAll(SDK_NAME, '')),
  );
}

const SDK_NAME = /@temporalio\/worker@\d+\.\d+\.\d+/g;
