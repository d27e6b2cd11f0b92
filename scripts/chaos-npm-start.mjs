// `npm start` of an installation of the chaos, and what it says.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from './project.mjs';

/** `npm start` as a child; what it says is kept line by line with the time. */
export function supervise(env, log) {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/start.mjs')], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  const waiting = new Set();
  let rest = '';
  const hear = (chunk) => {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop();
    for (const line of parts) {
      said.push({ line, atMs: Date.now() });
      log(`  ${line}`);
    }
    for (const look of waiting) look();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'close').then(([code]) => code);
  return {
    child,
    ended,
    text: () => said.map(({ line }) => line).join('\n'),
    lines: () => said.length,
    says: async (pattern, withinMs, from = 0) =>
      await new Promise((resolve, reject) => {
        const done = (finish) => {
          clearTimeout(late);
          waiting.delete(look);
          finish();
        };
        const look = () => {
          const found = said.slice(from).find(({ line }) => pattern.test(line));
          if (found !== undefined) done(() => resolve(found));
        };
        const fail = (what) =>
          done(() =>
            reject(
              new Error(
                `${what} without saying ${pattern}: ${said
                  .slice(-5)
                  .map(({ line }) => line)
                  .join(' | ')}`,
              ),
            ),
          );
        const late = setTimeout(() => fail('npm start went on'), withinMs);
        waiting.add(look);
        void ended.then(() => fail('npm start ended'));
        look();
      }),
  };
}
