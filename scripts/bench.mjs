// npm run --silent bench -- NAME [--json] [--agencies N] [--answer-ms D] [--runs N] [--workers N] [--offices N]: one row for each bench.
// With --json exactly one JSON value goes to standard output; everything else goes to standard error.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { distDir, projectRoot } from './project.mjs';

const benches = [
  {
    name: 'read',
    builds: ['server'],
    load: async () => {
      const { benchRead, readText } = await built('cli/bench/read.js');
      return { run: benchRead, print: readText };
    },
  },
  {
    name: 'board',
    builds: ['server'],
    load: async () => {
      const { benchBoard, boardText } = await built('cli/bench/board.js');
      return {
        run: ({ log: tell }) =>
          withLedger(tell, (databaseUrl) => benchBoard({ databaseUrl, log: tell })),
        print: boardText,
      };
    },
  },
  {
    name: 'consolidate',
    builds: ['server'],
    load: async () => {
      const { benchConsolidate, consolidateText } = await built('cli/bench/consolidate.js');
      return {
        run: ({ log: tell }) =>
          withLedger(tell, (databaseUrl) => benchConsolidate({ databaseUrl, log: tell })),
        print: consolidateText,
      };
    },
  },
  {
    name: 'wave',
    builds: ['server', 'workflows'],
    load: async () => {
      const { benchWave, waveText } = await built('cli/bench/wave.js');
      const { benchOffices, officesText } = await built('cli/bench/wave-offices.js');
      return {
        run: (given) =>
          onPrivateInstance(given.options.offices === undefined ? benchWave : benchOffices, given),
        print: (result) => (result.offices === undefined ? waveText : officesText)(result),
      };
    },
  },
  {
    name: 'peers',
    builds: ['server', 'workflows'],
    load: async () => {
      const { benchPeers, peersText } = await built('cli/bench/peers.js');
      const { peerPackages } = await import('./peer-packages.mjs');
      return {
        run: async (given) => {
          const packagesDir = await peerPackages(given);
          const { runs = '3' } = given.options;
          const measure = (place) => benchPeers({ ...place, packagesDir });
          return await onPrivateInstance(measure, {
            ...given,
            options: { ...given.options, runs },
          });
        },
        print: peersText,
      };
    },
  },
  {
    name: 'submit',
    builds: ['server', 'workflows', 'web'],
    load: async () => {
      const { benchSubmit, submitText } = await built('cli/bench/submit.js');
      return { run: (given) => onPrivateInstance(benchSubmit, given), print: submitText };
    },
  },
];

/** The body of a bench is product code and lies in `dist/` like the rest of it. */
async function built(file) {
  return await import(pathToFileURL(join(distDir, file)).href);
}

/** A ledger on real files that is gone afterwards. */
async function withLedger(tell, work) {
  const { withPrivateInstance } = await import('./private-instance.mjs');
  const options = { temporal: false, test: false, log: tell };
  return await withPrivateInstance(options, ({ databaseUrl }) => work(databaseUrl));
}

/** A wave needs a ledger that keeps what it is told, and a Temporal. */
async function onPrivateInstance(measure, { log: tell, options }) {
  const { withPrivateInstance } = await import('./private-instance.mjs');
  const kept = { test: false, log: tell };
  return await withPrivateInstance(kept, ({ databaseUrl, temporalAddress, dir }) =>
    migrated(databaseUrl, () =>
      measure({ databaseUrl, temporalAddress, dir, log: tell, ...numbersIn(options) }),
    ),
  );
}

async function migrated(databaseUrl, work) {
  const { migrateLedger } = await built('db/migrate.js');
  await migrateLedger(databaseUrl);
  return await work();
}

function numbersIn({ agencies, 'answer-ms': answerMs = '0', runs, workers = '1', offices = '1' }) {
  const mails = Number(agencies ?? (offices === '1' ? 1_000 : 20_000));
  const numbers = {
    agencies: mails,
    answerMs: Number(answerMs),
    runs: Number(runs ?? (mails >= 100_000 ? 3 : 5)),
    workers: Number(workers),
    offices: Number(offices),
  };
  for (const [name, number] of Object.entries(numbers)) {
    if (!Number.isInteger(number) || number < 0) throw new Error(`${name} takes a whole number.`);
  }
  return numbers;
}

const log = (line) => process.stderr.write(`${line}\n`);
// Libraries talk on standard output too; only the answer may stand there.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

/** Runs one bench and resolves with its outcome, `ok` where it has a target, and the text to print. */
async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      agencies: { type: 'string' },
      'answer-ms': { type: 'string' },
      runs: { type: 'string' },
      workers: { type: 'string' },
      offices: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [name] = positionals;
  const bench = benches.find((row) => row.name === name);
  if (bench === undefined || positionals.length !== 1) {
    const known = benches.map((row) => row.name).join(', ');
    const problem =
      name === undefined ? 'No bench was named' : `There is no bench ${positionals.join(' ')}`;
    throw new Error(`${problem}; benches: ${known}.`);
  }
  await ensureInstalled({ log });
  const { ensureBuilt } = await import('./build.mjs');
  await ensureBuilt({ log, only: bench.builds });
  const { run: measure, print } = await bench.load();
  const result = await measure({ log, options: values });
  return { result, text: values.json ? JSON.stringify(result) : print(result) };
}

let code = 0;
try {
  const { result, text } = await run(process.argv.slice(2));
  await new Promise((written) => answer(`${text}\n`, written));
  if (result.ok === false) {
    log(`The bench ${result.name} missed its target.`);
    code = 1;
  }
} catch (error) {
  log((error.message || String(error)).replaceAll(projectRoot, '.'));
  code = 1;
}
process.exit(code);
