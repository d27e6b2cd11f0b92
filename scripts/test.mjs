// npm test: everything the tests need, then jest, then the part that depends on dates again in another time zone.
//   npm test -- tests/office    passes its arguments to jest, which then runs once
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { probe } from './probes.mjs';
import { distDir, explain, projectRoot } from './project.mjs';

const log = (line) => console.error(line);
const noTests = { passed: 0, failed: 0, skipped: 0 };

async function main() {
  await ensureInstalled({ log });
  const { ensureBuilt } = await import('./build.mjs');
  const { findTemporalCli, findTestServer } = await import('./temporal.mjs');
  const { withPrivateInstance } = await import('./private-instance.mjs');
  await ensureBuilt({ log, only: ['server', 'workflows'] });
  const [cli, testServer] = [await findTemporalCli({ log }), await findTestServer({ log })];

  return await withPrivateInstance({ temporal: false, log }, async (instance, signal) => {
    await makeTemplate(instance);
    const env = {
      ...process.env,
      ...probe(),
      NODE_ENV: 'test',
      TEST_DATABASE_URL: instance.adminUrl,
      TEST_TEMPLATE: 'dondoc_template',
      TEST_SERVER_PATH: testServer,
      TEMPORAL_CLI_PATH: cli,
      TEST_WORKFLOW_BUNDLE: join(distDir, 'workflow-bundle.js'),
      // With one connection whoever waits for a second one waits for ever, and the test says so.
      TEST_POOL_SIZE: process.env.TEST_POOL_SIZE ?? '1',
    };
    const args = process.argv.slice(2);
    const results = join(instance.dir, 'results.json');
    const runs = [await jest({ args, env, results, signal })];
    if (args.length === 0) {
      log('again under TZ=America/New_York: what depends on dates');
      const dated = ['tests/domain', 'tests/reader'].filter((dir) =>
        existsSync(join(projectRoot, dir)),
      );
      runs.push(
        await jest({ args: dated, env: { ...env, TZ: 'America/New_York' }, results, signal }),
      );
    }
    return runs.reduce(sum, noTests);
  });
}

/** A database with the whole schema: tests copy it in some 50 ms each instead of migrating. */
async function makeTemplate({ adminUrl, databaseUrl }) {
  const { query } = await import('./postgres.mjs');
  await query({ url: adminUrl, sql: 'create database dondoc_template' });
  const migration = join(distDir, 'cli/migrate.js');
  if (!existsSync(migration)) return;
  const { migrate } = await import(pathToFileURL(migration).href);
  await migrate(databaseUrl.replace(/\/dondoc$/, '/dondoc_template'));
}

/** Runs jest once; a suite that does not load counts as one failed test. */
async function jest({ args, env, results, signal }) {
  const jestCli = join(projectRoot, 'node_modules/jest/bin/jest.js');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jestCli];
  // One more than there are cores: the long files wait for clocks and other programs half their time; with two more they hold each other up.
  const workers = Math.min(availableParallelism() + 1, 4);
  const options = [`--maxWorkers=${workers}`, '--json', `--outputFile=${results}`];
  // Every run of the whole suite plays the same order; another by TEST_SEED.
  if (!args.some((arg) => arg.startsWith('--seed'))) {
    options.push(`--seed=${process.env.TEST_SEED ?? '1'}`);
  }
  await new Promise((resolve, reject) => {
    // jest prints its JSON on standard output too; people read its report on standard error.
    const child = spawn(process.execPath, [...node, ...options, ...args], {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    signal.addEventListener('abort', () => child.kill('SIGKILL'));
    child.on('error', reject);
    child.on('close', resolve);
  });
  return countsOf(results);
}

function countsOf(results) {
  if (!existsSync(results)) return { ...noTests, failed: 1 };
  const report = JSON.parse(readFileSync(results, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function sum(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

let counts = { ...noTests, failed: 1 };
try {
  counts = await main();
} catch (error) {
  log(explain(error));
}
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
