// npm run --silent cluster -- [check] [--agencies N] [--from COMMIT] [--json]: dondoc as on several machines, on this one:
// a real Temporal server, PostgreSQL, two workers, two APIs and a TLS proxy; each process is killed once, and with
// --from an earlier build is replaced by this one in the middle of a wave.
// With --json exactly one JSON value goes to standard output; everything else goes to standard error.
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { distDir, explain, projectRoot, Refusal } from './project.mjs';

const log = (line) => process.stderr.write(`${line}\n`);
// Libraries talk on standard output too; only the answer may stand there.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const skipped = (why) => ({ passed: true, skipped: 1, why });

async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      agencies: { type: 'string', default: '2000' },
      from: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (positionals.some((word) => word !== 'check'))
    throw new Refusal('The one thing a cluster can do is `check`.');
  const agencies = Number(values.agencies);
  if (!Number.isInteger(agencies) || agencies < 200)
    throw new Refusal('--agencies takes a whole number of at least 200.');
  await ensureInstalled({ log });
  const { ensureBuilt } = await import('./build.mjs');
  await ensureBuilt({ log });
  const result = await played({ agencies, from: values.from ?? null });
  const { clusterText } = await import(pathToFileURL(join(distDir, 'cli/cluster/story.js')).href);
  const text = result.skipped ? `cluster: skipped 1 (${result.why})` : clusterText(result);
  return { result, text: values.json ? JSON.stringify(result) : text };
}

async function played({ agencies, from }) {
  const { findTemporalServer, programOf } = await import('./cluster/programs.mjs');
  const [nginx, openssl] = [programOf('nginx'), programOf('openssl')];
  if (nginx === null) return skipped('nginx is not on this machine');
  if (openssl === null) return skipped('openssl is not on this machine');
  const programs = { ...(await findTemporalServer({ log })), nginx };
  if (programs.absent) return skipped(programs.absent);
  const { makeTemporaryFolder, sweepTemporaryFolders } = await import('./temporary-folders.mjs');
  const { makeCertificate } = await import('./cluster/tls-proxy.mjs');
  await sweepTemporaryFolders();
  const folder = makeTemporaryFolder('cluster');
  try {
    const certificate = makeCertificate({ openssl, dir: join(folder.dir, 'tls') });
    // Whom Node trusts is settled as a process begins: the story is played by one that knows this certificate.
    return await inChild({ agencies, from, certificate, programs, dir: folder.dir });
  } finally {
    folder.remove();
  }
}

async function inChild({ certificate, ...task }) {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/cluster/play.mjs')], {
    cwd: projectRoot,
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.certificate },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill('SIGTERM'));
  child.send({ certificate, ...task });
  let result = null;
  child.on('message', (message) => {
    result = message;
  });
  await once(child, 'exit');
  if (result === null) throw new Refusal('The cluster could not be played to its end.');
  return result;
}

let code = 0;
try {
  const { result, text } = await run(process.argv.slice(2));
  await new Promise((written) => answer(`${text}\n`, written));
  if (!result.passed) code = 1;
} catch (error) {
  log(explain(error).replaceAll(projectRoot, '.'));
  code = 1;
}
process.exit(code);
