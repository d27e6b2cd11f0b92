// One row for each command of `dondoc`. Node built-ins only at the top: nothing may be installed yet.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { distDir, makePrivateDir, Refusal } from './project.mjs';

export const commands = [
  {
    name: 'read',
    usage: 'read FILE [--json]',
    operands: ['FILE'],
    options: {},
    builds: ['server'],
    run: async ({ positionals: [file], cwd }) => {
      const { readFile } = await product('reader/main.js');
      return await readFile(resolve(cwd, file));
    },
  },
  {
    name: 'rehearse',
    usage:
      'rehearse FILE [--agencies CSV|N] [--start INSTANT] [--seed N] [--seconds-per-day S] [--answers FILE] [--out DIR] [--json]',
    operands: ['FILE'],
    options: {
      agencies: { type: 'string' },
      start: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'seconds-per-day': { type: 'string', default: '0' },
      answers: { type: 'string' },
      out: { type: 'string', default: 'out' },
    },
    builds: ['server', 'workflows'],
    run: rehearse,
    print: rehearsalText,
  },
];

async function rehearse({ positionals: [file], options, cwd, log }) {
  const input = {
    file: resolve(cwd, file),
    ...agenciesOf(options.agencies, cwd),
    ...(options.start === undefined ? {} : { start: instantOf(options.start) }),
    seed: numberOf('--seed', options.seed, { whole: true }),
    secondsPerDay: numberOf('--seconds-per-day', options['seconds-per-day']),
    ...(options.answers === undefined ? {} : { answersFile: resolve(cwd, options.answers) }),
    outDir: resolve(cwd, options.out),
  };
  const { withPrivateInstance } = await import('./private-instance.mjs');
  return await withPrivateInstance({ log }, async (instance, signal) => {
    const { migrate } = await product('db/migrate.js');
    await migrate(instance.databaseUrl);
    const { rehearse: play } = await product('worker/rehearse.js');
    return await play({
      ...input,
      databaseUrl: instance.databaseUrl,
      temporalAddress: instance.temporalAddress,
      mailboxDir: makePrivateDir(join(instance.dir, 'mailbox')),
      signal,
      ...(process.env.LOG_LEVEL ? { logLevel: process.env.LOG_LEVEL } : {}),
      log,
    });
  });
}

/** A number of invented agencies, or a list of real ones. */
function agenciesOf(text, cwd) {
  if (text === undefined) return {};
  if (!/^\d+$/.test(text)) return { agenciesCsv: resolve(cwd, text) };
  return { agencyCount: numberOf('--agencies', text, { whole: true, least: 1 }) };
}

function instantOf(text) {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (!isInstant || Number.isNaN(Date.parse(text))) {
    throw new Refusal('--start must be an instant such as 2026-06-01T08:00:00+07:00.');
  }
  return new Date(text).toISOString();
}

function numberOf(option, text, { whole = false, least = 0 } = {}) {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number) || number < least || (whole && !Number.isSafeInteger(number))) {
    throw new Refusal(`${option} must be a ${whole ? 'whole ' : ''}number of at least ${least}.`);
  }
  return number;
}

/** The outcome for a person at a terminal; --json has all of it. */
function rehearsalText({ stages, mails, obligations, letters, report }) {
  return [
    ...stages.map(({ name, businessAt }) => `${businessAt}  ${name}`),
    `mails: ${mails.sent} (${Object.entries(mails.byRung)
      .map(([rung, count]) => `${rung} ${count}`)
      .join(', ')})`,
    `obligations: ${Object.entries(obligations)
      .map(([state, count]) => `${state} ${count}`)
      .join(', ')}`,
    ...letters.map(({ docx, names }) => `letter: ${docx} (${names.length} named)`),
    ...(report ? [`report: ${report.docx} ${report.xlsx}`] : []),
  ].join('\n');
}

async function product(path) {
  return await import(pathToFileURL(join(distDir, path)).href);
}
