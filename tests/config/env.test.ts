import { describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, oidcOf, parseEnv, publicUrlProblem, settingIn } from '../../config/env.js';

const required = {
  DATABASE_URL: 'postgres://app:pw@127.0.0.1:5432/dondoc',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  INSTANCE_ID: 'instance-0001',
  LINK_KEY: 'l'.repeat(32),
  AUTH_SECRET: 'a'.repeat(32),
  AUDIT_KEY: 'k'.repeat(32),
};

function refusalOf(source: Record<string, string>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the environment', () => {
  test('needs only what has no safe default', () => {
    const env = parseEnv(required);
    expect(env).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8080,
      PUBLIC_URL: 'http://127.0.0.1:8080',
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
      TEMPORAL_TLS: false,
      SMTP_CONNECTIONS: 10,
      LOG_LEVEL: 'info',
    });
    expect(Object.isFrozen(env)).toBe(true);
  });

  test('reads numbers and flags, and drops the slash at the end of the public address', () => {
    const env = parseEnv({
      ...required,
      PORT: '9000',
      TEMPORAL_TLS: 'true',
      PUBLIC_URL: 'https://dondoc.songhuong.example/',
    });
    expect(env).toMatchObject({
      PORT: 9000,
      TEMPORAL_TLS: true,
      PUBLIC_URL: 'https://dondoc.songhuong.example',
    });
  });

  test('takes an empty variable for one that is not set', () => {
    expect(parseEnv({ ...required, LOG_LEVEL: '', PORT: ' ' })).toMatchObject({
      LOG_LEVEL: 'info',
      PORT: 8080,
    });
  });

  test('ignores what is not ours', () => {
    expect(parseEnv({ ...required, PATH: '/bin' })).not.toHaveProperty('PATH');
  });

  test.each([
    ['PORT', 'http', 'PORT must be a port number from 1 to 65535.'],
    ['PORT', '70000', 'PORT must be a port number from 1 to 65535.'],
    ['TEMPORAL_TLS', 'yes', 'TEMPORAL_TLS must be true or false.'],
    ['TEMPORAL_ADDRESS', 'http://x', 'TEMPORAL_ADDRESS must be host:port, without a scheme.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.'],
    ['SMTP_PER_MINUTE', '-5', 'SMTP_PER_MINUTE must be a whole number above 0.'],
    [
      'BOUNCE_ADDRESS',
      'tra+lai@x.example',
      'BOUNCE_ADDRESS must be an e-mail address without a plus.',
    ],
    [
      'BOUNCE_ADDRESS',
      'mot-hop-thu-co-ten-dai@x.example',
      'BOUNCE_ADDRESS must be an e-mail address whose name has at most 20 characters.',
    ],
    ['MAIL_FROM', 'office', 'MAIL_FROM must be an e-mail address.'],
    ['MAIL_FROM', 'a@x.example;b@x.example', 'MAIL_FROM must be an e-mail address.'],
    ['LINK_KEY', 'short-secret', 'LINK_KEY must be at least 32 characters long.'],
    ['SMTP_CONNECTIONS', '0', 'SMTP_CONNECTIONS must be a number from 1 to 100.'],
    [
      'DATABASE_URL',
      'mysql://app:pw@db/x',
      'DATABASE_URL must be a URL that begins with postgres:// or postgresql://.',
    ],
  ])('a wrong %s is named, its value %s is not shown', (name, value, sentence) => {
    expect(refusalOf({ ...required, [name]: value })).toBe(sentence);
    expect(sentence).not.toContain(` ${value}`);
  });

  test('all problems are told at once', () => {
    expect(refusalOf({ ...required, DATABASE_URL: '', PORT: 'x' })).toBe(
      'DATABASE_URL must be set. PORT must be a port number from 1 to 65535.',
    );
  });
});

describe('settings in files', () => {
  const withFiles = async (
    files: Readonly<Record<string, string>>,
    work: (dir: string) => void,
  ) => {
    const dir = await mkdtemp(join(tmpdir(), 'dondoc-secrets-'));
    try {
      for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
      work(dir);
    } finally {
      await rm(dir, { recursive: true });
    }
  };

  test('are read by their names, without the line break at the end; the environment goes before', async () => {
    const { LINK_KEY: _, ...rest } = required;
    const kept = 'm'.repeat(40);
    await withFiles({ LINK_KEY: `${kept}\n`, AUTH_SECRET: 'z'.repeat(40), PATH: '/x' }, (dir) => {
      const env = parseEnv({ ...rest, SECRETS_DIR: dir });
      expect(env).toMatchObject({ LINK_KEY: kept, AUTH_SECRET: required.AUTH_SECRET });
      expect(env).not.toHaveProperty('PATH');
      expect(settingIn({ SECRETS_DIR: dir }, 'DATABASE_URL')).toBeNull();
    });
  });

  test('that cannot be read are named, and nothing of them is shown', async () => {
    const { LINK_KEY: _, ...rest } = required;
    await withFiles({ LINK_KEY: 'too short' }, (dir) => {
      expect(refusalOf({ ...rest, SECRETS_DIR: dir })).toBe(
        'LINK_KEY must be at least 32 characters long.',
      );
      expect(refusalOf({ ...rest, SECRETS_DIR: join(dir, 'LINK_KEY') })).toMatch(
        /in SECRETS_DIR must be a file that can be read\.$/,
      );
    });
  });
});

describe('the provider of accounts', () => {
  const given = { OIDC_ISSUER: 'https://sso.example', OIDC_CLIENT_ID: 'dondoc' };

  test('is named by issuer and client together, or there is none', () => {
    expect(oidcOf(parseEnv(required))).toBeNull();
    expect(oidcOf(parseEnv({ ...required, ...given }))).toMatchObject({
      issuer: 'https://sso.example',
      clientId: 'dondoc',
      clientSecret: null,
    });
    const half = parseEnv({ ...required, OIDC_CLIENT_ID: 'dondoc' });
    expect(() => oidcOf(half)).toThrow('OIDC_ISSUER and OIDC_CLIENT_ID must be set together.');
  });

  test('is asked where nobody can read along', () => {
    expect(refusalOf({ ...required, ...given, OIDC_ISSUER: 'http://sso.example' })).toBe(
      'OIDC_ISSUER must be a URL that begins with https://.',
    );
  });
});

describe('a plan may be started', () => {
  test.each([
    ['with the built-in mailbox', 'smtp://127.0.0.1:2525', 'http://127.0.0.1:8080'],
    ['with a relay and a public https address', 'smtps://relay.example', 'https://dondoc.example'],
  ])('%s', (_, SMTP_URL, PUBLIC_URL) => {
    expect(publicUrlProblem({ SMTP_URL, PUBLIC_URL })).toBeNull();
  });

  test.each([
    ['not with a relay and links to this machine', 'https://localhost:8080', /chính máy chủ này/],
    ['not with a relay and an address in 127/8', 'https://127.0.0.2', /chính máy chủ này/],
    ['not with a relay and the IPv6 loopback', 'https://[::1]:8080', /chính máy chủ này/],
    ['not with a relay and plain http', 'http://dondoc.example', /phải dùng https/],
  ])('%s', (_, PUBLIC_URL, sentence) => {
    expect(publicUrlProblem({ SMTP_URL: 'smtp://relay.example', PUBLIC_URL })).toMatch(sentence);
  });
});
