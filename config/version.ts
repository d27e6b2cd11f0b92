import { readFileSync } from 'node:fs';

/** The version of the program, as package.json says it; `unknown` where that is not at hand. */
export function programVersion(): string {
  // Built, this file stands one folder deeper than its source.
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const { version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        readonly version?: unknown;
      };
      if (typeof version === 'string') return version;
    } catch {
      // Not here.
    }
  }
  return 'unknown';
}
