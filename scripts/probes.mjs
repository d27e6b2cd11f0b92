// Programs and files that tests can use but need not have. Each missing one is named once, with the way to get it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from './project.mjs';

const programs = [
  {
    variable: 'TEST_CHROMIUM',
    override: 'CHROMIUM',
    // The same browser without the parts of a window comes first: pages cost it half the processor time.
    names: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
    without:
      'browser tests are skipped: no Chromium (apt-get install chromium fonts-noto-core, or CHROMIUM)',
  },
  {
    variable: 'TEST_SOFFICE',
    override: 'SOFFICE',
    names: ['soffice', 'libreoffice'],
    without:
      'page layout tests are skipped: no LibreOffice (apt-get install libreoffice-writer-nogui, or SOFFICE)',
  },
  {
    variable: 'TEST_PDFTOTEXT',
    override: 'PDFTOTEXT',
    names: ['pdftotext'],
    without:
      'tests that read pages back are skipped: no pdftotext (apt-get install poppler-utils, or PDFTOTEXT)',
  },
];

/** The TEST_ variables of what was found; says on standard error what is missing. With REQUIRE_BROWSER=1 a missing Chromium is not passed over. */
export function probe(env = process.env) {
  const found = {};
  for (const { variable, override, names, without } of programs) {
    const path = env[override] || firstOnPath(names, env.PATH ?? '');
    if (path !== null && existsSync(path)) found[variable] = path;
    else console.error(without);
  }
  // Real plans lie beside the checkout of the developers, never in it.
  const seeds = join(projectRoot, '../shared/seeds');
  if (existsSync(seeds)) found.TEST_SEEDS_DIR = seeds;
  else console.error('tests on real plans are skipped: ../shared/seeds is not there');
  return found;
}

function firstOnPath(names, path) {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return (
    names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync) ?? null
  );
}
