import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RehearsalOptions, RehearsalResult } from '../../cli/rehearsal-command.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const player = fileURLToPath(new URL('../rehearsal/play.mjs', import.meta.url));

/** A rehearsal that was played, with its papers as bytes by the end of their name. */
export interface Played {
  readonly result: RehearsalResult;
  readonly papers: Readonly<Record<string, Buffer>>;
}

/** The path of a file of the project. */
export function projectFile(path: string): string {
  return join(root, path);
}

/** Plays a plan with `npm run dondoc -- rehearse … --json`; the papers are read and taken away. */
export async function rehearseByCommand(args: readonly string[]): Promise<Played> {
  return inFolder(async (outDir) => {
    const command = ['scripts/dondoc.mjs', 'rehearse', ...args, '--out', outDir, '--json'];
    return JSON.parse(await outputOf(command)) as RehearsalResult;
  });
}

/** Plays a plan on servers that run already; each in a process of its own, as the SDK's runtime wants it. */
export async function rehearseOn(
  options: Pick<
    RehearsalOptions,
    'file' | 'agencyCount' | 'seed' | 'databaseUrl' | 'temporalAddress'
  >,
): Promise<Played> {
  return inFolder(async (outDir) => {
    const mailboxDir = mkdtempSync(join(tmpdir(), 'dondoc-mailbox-'));
    const input = { ...options, secondsPerDay: 0, outDir, mailboxDir };
    try {
      return JSON.parse(await outputOf([player, JSON.stringify(input)])) as RehearsalResult;
    } finally {
      rmSync(mailboxDir, { recursive: true });
    }
  });
}

/**
 * What two runs of one seed must agree in: everything but where the papers lie and how many events the
 * histories have. Two pokes that meet are one signal or two, as the machine is busy; what comes of them is the same.
 */
export function outcomeOf({ result }: Played): unknown {
  const { historyEvents: _events, ...outcome } = result;
  return JSON.parse(
    JSON.stringify(outcome).replace(/"(?:[^"]*\/)([^"/]+\.(?:docx|xlsx))"/g, '"$1"'),
  );
}

async function inFolder(play: (outDir: string) => Promise<RehearsalResult>): Promise<Played> {
  const outDir = mkdtempSync(join(tmpdir(), 'dondoc-papers-'));
  try {
    const result = await play(outDir);
    const papers = readdirSync(outDir).map((name) => [name, readFileSync(join(outDir, name))]);
    return { result, papers: Object.fromEntries(papers) as Record<string, Buffer> };
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** Standard output of a Node process; throws with its standard error when it fails. */
async function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`ended with ${String(code)}: ${errors.slice(-2000)}`);
  return output;
}
