// npm run --silent dondoc -- COMMAND …: see scripts/commands.mjs for the commands.
// With --json exactly one JSON value goes to standard output; everything else goes to standard error.
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { projectRoot } from './project.mjs';
import { helpText } from './command-texts.mjs';
import { commands } from './commands.mjs';

let code = 0;
const log = (line) => process.stderr.write(`${line}\n`);
// Libraries talk on standard output too; only the answer may stand there.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const HELP = new Set(['help', '--help', '-h']);

/** Runs one command line and resolves with what is to be printed. */
async function run([name, ...args]) {
  if (HELP.has(name)) return helpText(commands);
  const command = commands.find((row) => row.name === name);
  if (command === undefined) {
    const known = commands.map((row) => row.usage).join(' | ');
    throw new UsageError(
      `${name === undefined ? 'No command was given' : `There is no command ${name}`}; commands: ${known}`,
    );
  }
  if (args.some((arg) => arg !== 'help' && HELP.has(arg))) return helpText([command]);
  const { values, positionals } = parsed(command, args);
  await ensureInstalled({ log });
  const { ensureBuilt } = await import('./build.mjs');
  await ensureBuilt({ log, only: command.builds });
  const result = await command.run({
    options: values,
    positionals,
    cwd: process.env.INIT_CWD ?? process.cwd(),
    log,
  });
  if (command.failed?.(result)) code = 1;
  return values.json
    ? JSON.stringify(result)
    : (command.print?.(result) ?? JSON.stringify(result, null, 2));
}

function parsed(command, args) {
  const wanted = command.operands.length;
  const most = wanted + (command.optional?.length ?? 0);
  try {
    const found = parseArgs({
      args,
      options: { json: { type: 'boolean' }, ...command.options },
      allowPositionals: true,
    });
    if (found.positionals.length < wanted || found.positionals.length > most)
      throw new Error(`${command.operands.join(' ') || 'no operand'} expected`);
    return found;
  } catch (error) {
    throw new UsageError(`${error.message.split('. ')[0]}; usage: dondoc ${command.usage}`);
  }
}

class UsageError extends Error {
  name = 'UsageError';
}

/** What a person can do something about comes as a sentence; the place of a bug only when asked for. */
function explain(error) {
  const sentence = error.message || String(error);
  return process.env.LOG_LEVEL === 'debug'
    ? (error.stack ?? sentence)
    : sentence.replaceAll(projectRoot, '.');
}

try {
  const text = await run(process.argv.slice(2));
  await new Promise((written) => answer(`${text}\n`, written));
} catch (error) {
  log(explain(error));
  code = 1;
}
process.exit(code);
