import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The version of an installed package, or `unknown` when its manifest cannot be found. */
export function versionOf(name: string): string {
  // Not every package exports its manifest, so it is looked for above the package's entry.
  let folder = dirname(createRequire(import.meta.url).resolve(name));
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isOf(name, manifest)) return manifest.version;
  }
  return 'unknown';
}

function isOf(name: string, manifest: unknown): manifest is { version: string } {
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    'name' in manifest &&
    manifest.name === name &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  );
}
