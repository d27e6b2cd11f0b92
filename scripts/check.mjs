// npm run check: every static check, one line each; what a check found stands below its line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { explain, projectRoot } from './project.mjs';

const folders = [
  'domain',
  'reader',
  'workflows',
  'activities',
  'mail',
  'documents',
  'db',
  'office',
  'contract',
  'api',
  'web',
  'worker',
  'cli',
  'config',
  'scripts',
  'tests',
];

const bin = (path) => join('node_modules', path);

function checks() {
  const there = folders.filter((folder) => existsSync(join(projectRoot, folder)));
  const web = 'web/tsconfig.json';
  return [
    { name: 'eslint', args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
    { name: 'types', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit'] },
    ...(existsSync(join(projectRoot, web))
      ? [{ name: 'types of web', args: [bin('typescript/bin/tsc'), '-p', web, '--noEmit'] }]
      : []),
    {
      name: 'format',
      args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    {
      name: 'imports',
      args: [
        bin('dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.mjs',
        '--output-type',
        'err',
        ...there,
      ],
    },
    { name: 'unused', args: [bin('knip/bin/knip.js'), '--no-progress'] },
    {
      name: 'unused by the product',
      args: [bin('knip/bin/knip.js'), '--no-progress', '--production'],
    },
    { name: 'deployment', args: ['scripts/deployment.mjs', 'check'] },
    { name: 'lockfile', args: ['scripts/complete-lockfile.mjs', '--check'] },
  ];
}

/** Runs all checks, two at a time, and answers whether all of them passed. */
async function check() {
  await ensureInstalled();
  const waiting = checks();
  let passed = true;
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { code, output, seconds } = await run(next.args);
      console.log(`${next.name}: ${code === 0 ? 'ok' : 'failed'} (${seconds} s)`);
      if (code !== 0) console.log(output.trim());
      passed &&= code === 0;
    }
  };
  await Promise.all([lane(), lane()]);
  return passed;
}

async function run(args) {
  const startedAt = Date.now();
  return await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--max-old-space-size=4096', ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, output, seconds: ((Date.now() - startedAt) / 1000).toFixed(1) }),
    );
  });
}

try {
  if (!(await check())) process.exitCode = 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
