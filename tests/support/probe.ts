import { describe } from '@jest/globals';

/** What a test may need and the machine may lack; `npm test` looks for each and says what is missing. */
const variables = {
  chromium: 'TEST_CHROMIUM',
  soffice: 'TEST_SOFFICE',
  pdftotext: 'TEST_PDFTOTEXT',
  seeds: 'TEST_SEEDS_DIR',
} as const;

export type Probe = keyof typeof variables;

/** The path of a program or folder, or null when the machine has none. */
export function found(probe: Probe): string | null {
  return process.env[variables[probe]] ?? null;
}

/** A `describe` whose tests count as skipped where something they need is missing; `paths` holds what was found. REQUIRE_BROWSER=1 makes a missing Chromium a failure. */
export function describeWith<P extends Probe>(
  needs: P | readonly P[],
  name: string,
  tests: (paths: Readonly<Record<P, string>>) => void,
): void {
  const probes = typeof needs === 'string' ? [needs] : needs;
  const missing = probes.filter((probe) => found(probe) === null);
  const required =
    process.env['REQUIRE_BROWSER'] === '1' && missing.some((probe) => probe === 'chromium');
  if (required) throw new Error('REQUIRE_BROWSER=1 and no Chromium was found');
  const entries = probes.map((probe) => [probe, found(probe) ?? '']);
  const paths = Object.fromEntries(entries) as Record<P, string>;
  const declare = missing.length === 0 ? describe : describe.skip;
  declare(name, () => {
    tests(paths);
  });
}
