// A program of the cluster that is not our own, as a service manager runs it: started anew whenever it ends unasked.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, sleep } from '../project.mjs';

const backOffMs = 500;

/** Runs a program until `stop`; `kill` ends it with -9 and answers once it has been started again. What it says stands in `NAME.log`. */
export async function startPart({ name, program, args, cwd, dir, env = process.env, log }) {
  const logPath = join(dir, `${name}.log`);
  let child = null;
  let stopping = false;
  let ended = Promise.resolve();

  const launch = async () => {
    const output = openSync(logPath, 'a');
    child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) =>
        reject(new Refusal(`${name} cannot be run: ${error.message}`, { cause: error })),
      );
    });
    ended = new Promise((resolve) => child.once('exit', resolve)).then(again);
  };
  const again = async () => {
    if (stopping) return;
    log(`${name} has ended; starting it again`);
    await sleep(backOffMs);
    if (!stopping) await launch();
  };
  await launch();
  return {
    tail: () => readFileSync(logPath, 'utf8').split('\n').slice(-5).join('\n'),
    kill: async () => {
      const gone = ended;
      process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
    stop: async () => {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}
