import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { endTemporalIn } from '../../scripts/dev-temporal.mjs';
import { destroyPostgres } from '../../scripts/postgres.mjs';
import { commandLineOf } from '../../scripts/processes.mjs';
import { projectRoot } from '../../scripts/project.mjs';

// The real commands around a product of a hundred lines: what is tried is the starting and the stopping.
let copy;
const starts = new Set();

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'start-'));
  chmodSync(copy, 0o711);
  for (const name of ['scripts', 'config', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(projectRoot, name), join(copy, name), { recursive: true });
  }
  cpSync(join(projectRoot, 'tests/scripts/tiny-product'), copy, { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
});

afterEach(async () => {
  for (const start of starts) await start.end('SIGTERM');
  await endTemporalIn(join(copy, 'data/temporal'));
  await destroyPostgres(join(copy, 'data/postgres'));
  rmSync(copy, { recursive: true, force: true });
});

/** `npm start` in the copy; `says` resolves with the first line that matches, `ended` with the exit code. */
function start(env = {}) {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: copy,
    env: { ...process.env, NODE_ENV: 'test', TEMPORAL_CLI: process.env.TEMPORAL_CLI_PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = [];
  const hear = (chunk) => {
    text += chunk;
    for (const look of waiting) look();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'close').then(([code]) => {
    starts.delete(running);
    for (const look of waiting) look(true);
    return code;
  });
  const says = (pattern) =>
    new Promise((resolve, reject) => {
      const look = (atEnd) => {
        const line = text.split('\n').find((each) => pattern.test(each));
        if (line !== undefined) resolve(line);
        else if (atEnd) reject(new Error(`ended without saying ${pattern}:\n${text}`));
      };
      waiting.push(look);
      look();
    });
  const running = {
    says,
    ended,
    text: () => text,
    url: async () => (await says(/^ready: /)).slice('ready: '.length),
    end: async (signal) => {
      child.kill(signal);
      return await ended;
    },
  };
  starts.add(running);
  return running;
}

async function told(url) {
  return await (await fetch(url)).json();
}

function temporalPid() {
  return JSON.parse(readFileSync(join(copy, 'data/temporal/temporal.json'), 'utf8')).pid;
}

test('everything is started, a second start finds it, a dead API comes back, TERM ends all in order', async () => {
  const first = start();
  const url = await first.url();
  expect(first.text()).toContain('quantri@songhuong.example  first-password');
  expect(first.text().trim().split('\n').at(-1)).toBe(`ready: ${url}`);
  const before = await told(url);
  expect(before).toMatchObject({
    PUBLIC_URL: url,
    TEMPORAL_ADDRESS: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    SMTP_URL: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+$/),
    INSTANCE_ID: readFileSync(join(copy, '.instance/instance-id'), 'utf8').trim(),
  });

  const second = start();
  expect(await second.url()).toBe(url);
  expect(await second.ended).toBe(0);

  await fetch(`${url}/die`).catch(() => undefined);
  await first.says(/the api is ready again/);
  const after = await told(url);
  expect(after.pid).not.toBe(before.pid);

  const temporal = temporalPid();
  expect(await first.end('SIGTERM')).toBe(0);
  expect(commandLineOf(after.pid)).toBe('');
  expect(commandLineOf(temporal)).toBe('');
}, 120_000);

test('an API that runs and answers no more is ended and comes back', async () => {
  const office = start({ DONDOC_STUCK_AFTER_MS: '1500' });
  const url = await office.url();
  const before = await told(url);
  await told(`${url}/stick`);
  await office.says(/the api has not been ready for \d+ s; it is ended/);
  await office.says(/the api is ready again/);
  expect((await told(url)).pid).not.toBe(before.pid);
  expect(await office.end('SIGTERM')).toBe(0);
}, 120_000);

test('after kill -9 the next start takes the servers over, under the same address and with the same id', async () => {
  const killed = start();
  const url = await killed.url();
  const before = await told(url);
  expect(killed.text()).toContain('first-password');
  await killed.end('SIGKILL');

  const next = start();
  expect(await next.url()).toBe(url);
  expect(next.text()).toMatch(/PostgreSQL was still running and is taken over/);
  expect(next.text()).not.toContain('first-password');
  expect(next.text()).toMatch(/Temporal was still running and is taken over/);
  expect(await told(url)).toMatchObject({
    TEMPORAL_ADDRESS: before.TEMPORAL_ADDRESS,
    INSTANCE_ID: before.INSTANCE_ID,
  });
  expect(await next.end('SIGINT')).toBe(0);
}, 120_000);

test('a PORT that is taken is told in one sentence', async () => {
  const other = createServer();
  await new Promise((listening) => other.listen(0, '127.0.0.1', listening));
  const { port } = other.address();
  const refused = start({ PORT: String(port) });
  expect(await refused.ended).toBe(1);
  expect(refused.text().trim()).toBe(
    `Port ${port} is taken by another program: end it, set another PORT, or leave PORT unset for a free one.`,
  );
  other.close();
}, 60_000);

test('a wrong variable is named without its value, and nothing stays running', async () => {
  const refused = start({ MAIL_FROM: 'geheim' });
  expect(await refused.ended).toBe(1);
  expect(refused.text()).toContain('MAIL_FROM must be an e-mail address.');
  expect(refused.text()).not.toContain('geheim');
}, 60_000);
