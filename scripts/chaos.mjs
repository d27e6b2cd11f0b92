// npm run --silent chaos -- [SCENARIO…] [--mails N] [--json]: faults in the middle of a wave, on an installation of its own.
// With --json exactly one JSON value goes to standard output, also when a scenario fails; everything else goes to standard error.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { distDir, projectRoot, Refusal } from './project.mjs';

const log = (line) => process.stderr.write(`${line}\n`);
// Libraries talk on standard output too; only the answer may stand there.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

async function run(args) {
  const { values, positionals: names } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, mails: { type: 'string' } },
    allowPositionals: true,
  });
  await ensureInstalled({ log });
  const { ensureBuilt } = await import('./build.mjs');
  await ensureBuilt({ log });
  const { chaos, chaosText, SCENARIO_NAMES } = await import(
    pathToFileURL(join(distDir, 'cli/chaos/run.js')).href
  );
  const unknown = names.filter((name) => !SCENARIO_NAMES.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(
      `There is no scenario ${unknown.join(', ')}; scenarios: ${SCENARIO_NAMES.join(', ')}.`,
    );
  }
  const { makeInstallation } = await import('./chaos-installation.mjs');
  const { findTemporalCli } = await import('./temporal.mjs');
  const { sweepTemporaryFolders } = await import('./temporary-folders.mjs');
  await sweepTemporaryFolders();
  const temporalCli = await findTemporalCli({ log });
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => interruption.abort(new Refusal(`Interrupted by ${signal}.`)));
  }
  const result = await chaos({
    names,
    ...mailsOf(values.mails),
    install: (smtpUrl) => makeInstallation({ smtpUrl, temporalCli, log }),
    signal: interruption.signal,
    log,
  });
  return { result, text: values.json ? JSON.stringify(result) : chaosText(result) };
}

function mailsOf(text) {
  if (text === undefined) return {};
  const mails = Number(text);
  if (!Number.isInteger(mails) || mails < 20) {
    throw new Refusal('--mails takes a whole number of at least 20.');
  }
  return { mails };
}

let code = 0;
try {
  const { result, text } = await run(process.argv.slice(2));
  await new Promise((written) => answer(`${text}\n`, written));
  if (result.scenarios.some(({ passed }) => !passed)) code = 1;
} catch (error) {
  log((error.message || String(error)).replaceAll(projectRoot, '.'));
  code = 1;
}
process.exit(code);
