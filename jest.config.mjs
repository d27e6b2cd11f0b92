// Some CommonJS packages require these two, which are ES modules only; jest cannot do that on Node 20.
const esmOnlyRequiredByCommonJs = ['cookie', 'content-disposition'];

export default {
  testEnvironment: '<rootDir>/tests/support/jest-env.mjs',
  testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/tests/scripts/*.test.mjs'],
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnlyRequiredByCommonJs.join('|')})/)`],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } } },
    ],
    '^.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/.cache/'],
  // Modules loaded as ES modules are not given back: a worker that has grown is replaced.
  workerIdleMemoryLimit: '1GB',
  // Held when run with --coverage.
  coverageThreshold: { './domain/': { branches: 95, functions: 100, lines: 95 } },
  // Generous: a busy machine is no defect; what is slow is measured elsewhere.
  // Of one file's tests that run beside each other.
  maxConcurrency: 2,
  testTimeout: 60_000,
  restoreMocks: true,
  errorOnDeprecated: true,
  randomize: true,
};
