// What production is made of: its settings and its processes. docker-compose.yml, .env.example and the systemd units are
// written from this (`node scripts/deployment.mjs write`) and held against it (`… check`, part of `npm run check`).

/**
 * Each setting of config/env.ts.
 *   say      what it is, for whoever fills in .env
 *   needed   nothing runs without it
 *   inFile   it may stand in a file of SECRETS_DIR instead, so that compose does not ask for it
 *   usual    what it is where nobody sets it
 *   compose  what a container is given in place of all that: there it lies in a volume, or in a network of their own
 *   example  what stands in .env.example, commented out unless needed
 */
export const settings = [
  { title: 'What every installation needs' },
  {
    name: 'PUBLIC_URL',
    say: 'https address under which agencies reach the pages',
    needed: true,
    example: 'https://dondoc.example.gov.vn',
  },
  {
    name: 'SMTP_URL',
    say: 'the relay that takes our mail',
    needed: true,
    inFile: true,
    example: 'smtps://user:password@mail.example.gov.vn:465',
  },
  {
    name: 'MAIL_FROM',
    say: 'the sender of all mail',
    needed: true,
    example: 'Đôn đốc báo cáo <dondoc@example.gov.vn>',
  },
  {
    name: 'INSTANCE_ID',
    say: 'names this installation; a copy with another id sends nothing (openssl rand -hex 32)',
    needed: true,
  },
  {
    name: 'LINK_KEY',
    say: 'key of the agencies’ links (openssl rand -hex 32); keep the three keys apart from any backup',
    needed: true,
    inFile: true,
  },
  {
    name: 'AUTH_SECRET',
    say: 'key of staff sessions (openssl rand -hex 32)',
    needed: true,
    inFile: true,
  },
  {
    name: 'AUDIT_KEY',
    say: 'key that seals the audit (openssl rand -hex 32)',
    needed: true,
    inFile: true,
  },
  { title: 'Where things are: open these for systemd; docker-compose.yml has its own' },
  {
    name: 'NODE_ENV',
    say: 'what kind of run this is',
    usual: 'production',
    compose: 'production',
    example: 'production',
  },
  {
    name: 'DATABASE_URL',
    say: 'the ledger',
    usual: 'postgres://app:${LEDGER_PASSWORD:?}@ledger:5432/dondoc',
    example: 'postgres://dondoc:PASSWORD@127.0.0.1:5432/dondoc',
  },
  {
    name: 'TEMPORAL_ADDRESS',
    say: 'host:port of the Temporal server',
    usual: 'temporal:7233',
    example: '127.0.0.1:7233',
  },
  { name: 'TEMPORAL_NAMESPACE', say: 'its namespace', usual: 'dondoc', example: 'dondoc' },
  { name: 'TEMPORAL_TLS', say: 'whether to speak TLS to it', usual: 'false', example: 'false' },
  { name: 'TEMPORAL_API_KEY', say: 'its API key, if it wants one', usual: '' },
  { name: 'HOST', say: 'the address the API listens on', compose: '0.0.0.0', example: '127.0.0.1' },
  { name: 'PORT', say: 'the port the API listens on', compose: '8080', example: '8080' },
  {
    name: 'TRUSTED_PROXIES',
    say: 'proxies that may say where a request came from',
    usual: '',
    example: 'loopback',
  },
  {
    name: 'DATA_DIR',
    say: 'folder of the processes',
    compose: '/var/lib/dondoc',
    example: '/var/lib/dondoc',
  },
  {
    name: 'MAILBOX_DIR',
    say: 'folder of the mails of rehearsals',
    compose: '/var/lib/dondoc/mailbox',
    example: '/var/lib/dondoc/mailbox',
  },
  {
    name: 'INSTANCE_SEAT',
    say: 'leave it unset where processes stand on several machines',
    usual: '',
  },
  {
    name: 'MARK_DIR',
    say: 'folders, better one of another machine: they tell a ledger put back from before',
    compose: '/var/lib/dondoc-marks',
    example: '/var/lib/dondoc-marks',
  },
  { title: 'Mail' },
  { name: 'SMTP_CONNECTIONS', say: 'connections kept open to the relay', usual: '10' },
  { name: 'SMTP_PER_MINUTE', say: 'mails that the relay takes within a minute', usual: '' },
  { name: 'SMTP_PER_DAY', say: 'the same within a day', usual: '' },
  {
    name: 'ALERT_SMTP_URL',
    say: 'another relay, for the alarm that mail does not go out',
    usual: '',
  },
  { name: 'BOUNCE_ADDRESS', say: 'mailbox for returned mails, with sub-addresses', usual: '' },
  {
    name: 'BOUNCE_DIR',
    say: 'folder to which the mail server delivers it, a file each',
    usual: '',
  },
  { name: 'BOUNCE_IMAP_URL', say: 'that mailbox on a server instead', usual: '' },
  { name: 'BOUNCE_IMAP_PASSWORD', say: 'its password', usual: '' },
  { name: 'BOUNCE_IMAP_PASSWORD_FILE', say: 'or a file with it', usual: '' },
  { name: 'BOUNCE_IMAP_TAKEN', say: 'its folder for what was read', usual: 'Taken' },
  {
    name: 'SMTP_SENDS_FROM',
    say: 'addresses from which the relay sends on, for doctor',
    usual: '',
  },
  { name: 'DKIM_SELECTOR', say: 'name of the DKIM key, for doctor', usual: '' },
  { title: 'Who comes in' },
  {
    name: 'SECRETS_DIR',
    say: 'folder with a file for each setting that is not to stand here, named as the setting',
    usual: '',
  },
  { name: 'OIDC_ISSUER', say: 'provider of accounts by which staff may sign in', usual: '' },
  { name: 'OIDC_CLIENT_ID', say: 'as what it knows this installation', usual: '' },
  { name: 'OIDC_CLIENT_SECRET', say: 'the secret that goes with it', usual: '' },
  { name: 'OIDC_NAME', say: 'what the button of the sign-in says', usual: '' },
  { title: 'Watching and keeping' },
  { name: 'METRICS_TOKEN', say: 'what a monitor sends to read /metrics', usual: '' },
  {
    name: 'WEBHOOK_PRIVATE_HOSTS',
    say: 'hosts on networks of one’s own to which events may be posted',
    usual: '',
  },
  { name: 'BEAT_URL', say: 'called every minute while mail flows', usual: '' },
  {
    name: 'BACKUP_DIR',
    say: 'folder of the daily backups',
    compose: '/var/lib/dondoc-backups',
    example: '/var/lib/dondoc-backups',
  },
  { name: 'BACKUP_AT', say: 'when the daily backup begins', usual: '02:30' },
  { name: 'BACKUP_KEEP', say: 'how many are kept', usual: '14' },
  { name: 'LOG_LEVEL', say: 'how much is logged', usual: 'info' },
];

/** Settings that docker-compose.yml alone knows. */
export const composeSettings = [
  { name: 'LEDGER_PASSWORD', say: 'password of the ledger', needed: true },
  { name: 'TEMPORAL_PASSWORD', say: 'password of Temporal’s database', needed: true },
];

/** The processes; `args` follow `node`. A mail that has begun is waited for as long as a relay may take (RFC 5321 4.5.3.2). */
export const processes = [
  {
    name: 'migrate',
    title: 'brings the ledger to this version',
    once: true,
    args: [
      '--input-type=module',
      '-e',
      "import { migrate } from './dist/cli/migrate.js'; import { settingIn } from './dist/config/env.js'; await migrate(settingIn(process.env, 'DATABASE_URL'));",
    ],
  },
  {
    name: 'worker',
    title: 'decides and sends',
    stopSeconds: 660,
    args: ['--enable-source-maps', 'dist/worker/main.js'],
  },
  {
    name: 'api',
    title: 'pages and API',
    stopSeconds: 30,
    args: ['--enable-source-maps', 'dist/api/main.js'],
  },
];

/** Folders that the processes write to. */
export const folders = ['/var/lib/dondoc', '/var/lib/dondoc-marks', '/var/lib/dondoc-backups'];
