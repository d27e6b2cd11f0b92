import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LONGEST_RETURN_NAME } from './return-path.js';

/** Thrown when a variable is missing or wrong; the message names the variable and its rule, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const port = z.coerce.number('a port number from 1 to 65535').int().min(1).max(65_535);
const secret = z.string('set').min(32, 'at least 32 characters long');
const flag = z.enum(['true', 'false'], 'true or false').transform((text) => text === 'true');

const variables = z.object({
  /** What kind of run this is; `production` turns on secure cookies. */
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'development, production or test')
    .default('development'),
  /** The ledger: a PostgreSQL connection string. `npm start` runs its own PostgreSQL when it is not set. */
  DATABASE_URL: urlOf(['postgres:', 'postgresql:']),
  /** host:port of a Temporal server. `npm start` runs its own when it is not set. */
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i, 'host:port, without a scheme')
    .default('127.0.0.1:7233'),
  /** The Temporal namespace that holds the workflows. */
  TEMPORAL_NAMESPACE: z.string().default('default'),
  /** Whether to speak TLS to Temporal. */
  TEMPORAL_TLS: flag.default(false),
  /** API key of Temporal Cloud or of a server with authorisation. */
  TEMPORAL_API_KEY: z.string().optional(),
  /** The relay that takes our mail. `npm start` runs the built-in mailbox when it is not set. */
  SMTP_URL: urlOf(['smtp:', 'smtps:']),
  /** The sender of all mail: an address, or a name with the address in angle brackets. */
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]+<[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+>|[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+)$/,
      'an e-mail address',
    )
    .default('Đôn đốc báo cáo <dondoc@songhuong.example>'),
  /** Connections kept open to the relay. */
  SMTP_CONNECTIONS: z.coerce.number('a number from 1 to 100').int().min(1).max(100).default(10),
  /** Mails that the relay takes within a minute, over all workers; without it as many as there are. */
  SMTP_PER_MINUTE: z.coerce
    .number('a whole number above 0')
    .int()
    .min(1, 'a whole number above 0')
    .optional(),
  /** Mails that the relay takes within a day, over all workers; without it as many as there are. */
  SMTP_PER_DAY: z.coerce
    .number('a whole number above 0')
    .int()
    .min(1, 'a whole number above 0')
    .optional(),
  /** Another relay, by which administrators hear that mail does not go out. */
  ALERT_SMTP_URL: urlOf(['smtp:', 'smtps:']).optional(),
  /** The mailbox that takes returned mails and knows sub-addresses (`name+…@domain`). `npm start` has one of its own without a relay. */
  BOUNCE_ADDRESS: z
    .string()
    .regex(/^[^\s<>,;:"()[\]\\@+]+@[^\s<>,;:"()[\]\\@]+$/, 'an e-mail address without a plus')
    .refine(
      (address) => address.indexOf('@') <= LONGEST_RETURN_NAME,
      `an e-mail address whose name has at most ${String(LONGEST_RETURN_NAME)} characters`,
    )
    .optional(),
  /** Folder to which the mail server delivers what that mailbox takes, a file each. The one of the built-in mailbox when it is not set. */
  BOUNCE_DIR: z.string().optional(),
  /** The mailbox of BOUNCE_ADDRESS on a server, read by IMAP: `imaps://user@host/folder`; takes the place of BOUNCE_DIR. */
  BOUNCE_IMAP_URL: urlOf(['imap:', 'imaps:']).optional(),
  /** Password for it. */
  BOUNCE_IMAP_PASSWORD: z.string().optional(),
  /** File that holds the password instead. */
  BOUNCE_IMAP_PASSWORD_FILE: z.string().optional(),
  /** Folder of that mailbox into which is moved what was read. */
  BOUNCE_IMAP_TAKEN: z.string().default('Taken'),
  /** Folder of the built-in mailbox. */
  MAILBOX_DIR: z.string().optional(),
  /** The address under which agencies reach the pages; stands in every link. `http://HOST:PORT` when it is not set. */
  PUBLIC_URL: urlOf(['http:', 'https:']).optional(),
  /** The address the API listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** Proxies that may say where a request came from: addresses or networks, or loopback, linklocal, uniquelocal. */
  TRUSTED_PROXIES: z
    .string()
    .regex(
      /^(?:loopback|linklocal|uniquelocal|[0-9a-f.:]+(?:\/\d{1,3})?)(?:\s*,\s*(?:loopback|linklocal|uniquelocal|[0-9a-f.:]+(?:\/\d{1,3})?))*$/i,
      'addresses or networks, parted by commas',
    )
    .default('loopback'),
  /** The port the API listens on; `npm start` takes a free one and keeps it. */
  PORT: port.default(8080),
  /** Folder of the embedded servers, logs and uploads in progress. */
  DATA_DIR: z.string().default('data'),
  /** Names this installation; a copy with another id polls nothing and sends nothing. */
  INSTANCE_ID: z.string('set').regex(/^[A-Za-z0-9-]{8,64}$/, '8 to 64 letters, digits or hyphens'),
  /** Where on which machine this installation stands, as a hash; `npm start` makes it. Not set where processes stand on several machines. */
  INSTANCE_SEAT: z
    .string()
    .regex(/^[A-Za-z0-9-]{8,64}$/, '8 to 64 letters, digits or hyphens')
    .optional(),
  /** Folders outside the ledger in which it is noted how far it has come, parted by colons. */
  MARK_DIR: z.string().optional(),
  /** The addresses from which the relay sends on, parted by commas, to be looked for in SPF by `doctor`. */
  SMTP_SENDS_FROM: z
    .string()
    .regex(/^[0-9a-f.:]+(?:\s*,\s*[0-9a-f.:]+)*$/i, 'IP addresses, parted by commas')
    .optional(),
  /** The name of the DKIM key under the sender's domain, to be looked for by `doctor`. */
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9._-]{1,63}$/i, 'a name such as mail2026')
    .optional(),
  /** What a monitor must send to read `/metrics`; without it there are none. */
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters long').optional(),
  /** Hosts on networks of one's own to which events may be posted, parted by commas; without it to none. */
  WEBHOOK_PRIVATE_HOSTS: z
    .string()
    .regex(/^[a-z0-9.:[\]-]+(?:\s*,\s*[a-z0-9.:[\]-]+)*$/i, 'names or addresses, parted by commas')
    .optional(),
  /** An address that is called every minute while mail flows; a monitor raises the alarm when it stays away. */
  BEAT_URL: urlOf(['http:', 'https:']).optional(),
  /** Folder of the daily backups; none are made while it is not set. */
  BACKUP_DIR: z.string().optional(),
  /** When the daily backup begins, local time. */
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 02:30')
    .default('02:30'),
  /** How many daily backups are kept. */
  BACKUP_KEEP: z.coerce.number('a number from 1 to 1000').int().min(1).max(1000).default(14),
  /** Key of the personal links of agencies. */
  LINK_KEY: secret,
  /** Key of staff sessions. */
  AUTH_SECRET: secret,
  /** Key that seals the heads of the audit chains; keep it outside the database. */
  AUDIT_KEY: secret,
  /** Folder with a file for each setting that is not to stand in the environment, named as the setting. */
  SECRETS_DIR: z.string().optional(),
  /** The provider of accounts (OpenID Connect) by which staff may sign in; its issuer, as its discovery document names it. */
  OIDC_ISSUER: urlOf(['http:', 'https:'])
    .refine((text) => isGuarded(text), 'a URL that begins with https://')
    .optional(),
  /** As what it knows this installation. */
  OIDC_CLIENT_ID: z.string().optional(),
  /** The secret that goes with it; better in a file of SECRETS_DIR. */
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the button on the page of the sign-in says. */
  OIDC_NAME: z.string().max(60, 'at most 60 characters long').default('Đăng nhập một lần (SSO)'),
  /** How much is logged. */
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

type Variables = z.infer<typeof variables>;

/** The minute of the day of a setting such as BACKUP_AT. */
export function minuteOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** How many mails the relay takes, by SMTP_PER_MINUTE and SMTP_PER_DAY. */
export function limitsOf(env: {
  readonly SMTP_PER_MINUTE?: number | undefined;
  readonly SMTP_PER_DAY?: number | undefined;
}): { readonly minute: number | null; readonly day: number | null } {
  return { minute: env.SMTP_PER_MINUTE ?? null, day: env.SMTP_PER_DAY ?? null };
}

/** The folders that a setting such as MARK_DIR names. */
export function foldersOf(setting: string | undefined): readonly string[] {
  return (setting ?? '').split(':').filter((dir) => dir !== '');
}

/** The parsed environment: what an operator can set, with PUBLIC_URL always filled in. */
export type Env = Readonly<Variables & { PUBLIC_URL: string }>;

/** The names of all variables, in the order of the schema. */
export const ENV_NAMES: readonly string[] = Object.keys(variables.shape);

/** Parses the environment into a frozen object; an empty variable counts as not set. Throws ConfigError. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given: Record<string, string> = {};
  for (const name of ENV_NAMES) {
    const value = settingIn(source, name);
    if (value !== null) given[name] = value;
  }
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new ConfigError(problemsOf(parsed.error, given));
  const env = parsed.data;
  return Object.freeze({ ...env, PUBLIC_URL: trimSlash(env.PUBLIC_URL ?? localUrl(env)) });
}

/** One setting, from the environment or else from the file of its name in SECRETS_DIR; null where it is not set. Throws ConfigError for a file that cannot be read. */
export function settingIn(
  source: Readonly<Record<string, string | undefined>>,
  name: string,
): string | null {
  const said = source[name]?.trim() ?? '';
  if (said !== '') return said;
  const folder = source['SECRETS_DIR']?.trim() ?? '';
  if (folder === '' || name === 'SECRETS_DIR') return null;
  try {
    const kept = readFileSync(`${folder}/${name}`, 'utf8').trim();
    return kept === '' ? null : kept;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') return null;
    throw new ConfigError(`${name} in SECRETS_DIR must be a file that can be read.`);
  }
}

/** How staff may sign in by a provider of accounts (OpenID Connect). */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client without one, which PKCE alone protects. */
  readonly clientSecret: string | null;
  /** What people call it. */
  readonly name: string;
}

/** The provider of OIDC_ISSUER and OIDC_CLIENT_ID, or null; one without the other throws ConfigError. */
export function oidcOf(
  env: Pick<Env, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_NAME'>,
): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = env;
  if (issuer === undefined && clientId === undefined) return null;
  if (issuer === undefined || clientId === undefined) {
    throw new ConfigError('OIDC_ISSUER and OIDC_CLIENT_ID must be set together.');
  }
  return { issuer, clientId, clientSecret: env.OIDC_CLIENT_SECRET ?? null, name: env.OIDC_NAME };
}

/** Says why no plan may be started with this environment, in Vietnamese, or null: links that only work on this machine must not go out by a real relay. */
export function publicUrlProblem(env: Pick<Env, 'PUBLIC_URL' | 'SMTP_URL'>): string | null {
  if (isLocalRelay(env)) return null;
  const { protocol, hostname } = new URL(env.PUBLIC_URL);
  if (isLoopback(hostname)) {
    return 'Chưa thể bắt đầu theo dõi: địa chỉ công khai (PUBLIC_URL) đang trỏ về chính máy chủ này, các cơ quan nhận thư sẽ không mở được đường dẫn.';
  }
  if (protocol !== 'https:') {
    return 'Chưa thể bắt đầu theo dõi: địa chỉ công khai (PUBLIC_URL) phải dùng https, vì đường dẫn trong thư là đường dẫn riêng của từng cơ quan.';
  }
  return null;
}

/** Whether mail only reaches this machine: the built-in mailbox, or a relay under test. */
export function isLocalRelay({ SMTP_URL }: Pick<Env, 'SMTP_URL'>): boolean {
  return isLoopback(new URL(SMTP_URL).hostname);
}

function urlOf(protocols: readonly string[]) {
  const schemes = protocols.map((protocol) => `${protocol}//`).join(' or ');
  return z
    .string('set')
    .refine(
      (text) => protocols.includes(protocolOf(text) ?? ''),
      `a URL that begins with ${schemes}`,
    );
}

/** Whether nobody on the way can read along: https, or this machine itself. */
function isGuarded(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname);
}

function protocolOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).protocol : null;
}

function problemsOf(error: z.ZodError, given: Readonly<Record<string, unknown>>): string {
  const sentences = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const name = String(path[0]);
    const rule = rules[name] ?? message;
    if (!sentences.has(name)) {
      sentences.set(name, name in given ? `${name} must be ${rule}.` : `${name} must be set.`);
    }
  }
  return [...sentences.values()].join(' ');
}

// Where zod's own sentence for a bound would not say the whole rule.
const rules: Readonly<Record<string, string>> = {
  PORT: 'a port number from 1 to 65535',
  SMTP_CONNECTIONS: 'a number from 1 to 100',
};

function localUrl({ HOST, PORT }: Pick<Variables, 'HOST' | 'PORT'>): string {
  const everywhere = HOST === '0.0.0.0' || HOST === '::';
  const host = everywhere ? '127.0.0.1' : HOST.includes(':') ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}`;
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === '[::1]' ||
    name === '::1' ||
    name === '0.0.0.0'
  );
}

/** Where the system looks for commands: the one setting that a process for a stranger's file is given. */
export function commandSearchPath(): string {
  return process.env['PATH'] ?? '';
}
