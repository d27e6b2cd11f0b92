import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whom the provider lets in, and what it says of itself and of them. */
export interface Said {
  readonly sub: string;
  readonly email?: string;
  /** In place of what is true. */
  readonly issuer?: string;
  readonly audience?: string;
  readonly nonce?: string;
  /** Signs with a key that it does not publish. */
  readonly forged?: boolean;
}

/** A provider of accounts on this machine, which lets everybody in as whom the test says. */
export interface OidcProvider {
  readonly issuer: string;
  /** Answers as a browser that has been let in would be sent back: the query of the callback. */
  letIn(authorizeUrl: string, said: Said): string;
  /** What was asked for: parameters of the last authorisation. */
  readonly asked: () => URLSearchParams;
  /** Codes that were exchanged. */
  readonly exchanged: () => number;
  close(): Promise<void>;
}

interface Waiting {
  readonly said: Said;
  readonly nonce: string;
  readonly challenge: string;
}

const CLIENT = { id: 'dondoc', secret: 'mật khẩu của ứng dụng' };

export const OIDC_CLIENT = CLIENT;

/** Starts the provider; it keeps to RFC 7636 (PKCE) and to OpenID Connect Core 3.1.3 as far as a client can see. */
export async function startOidcProvider({
  calledAs = null,
}: {
  /** The issuer it says to be, in place of its own address. */
  readonly calledAs?: string | null;
} = {}): Promise<OidcProvider> {
  const published = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const unknown = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const waiting = new Map<string, Waiting>();
  let asked = new URLSearchParams();
  let exchanged = 0;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    if (request.url === '/.well-known/openid-configuration') {
      return {
        status: 200,
        body: {
          issuer: calledAs ?? issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
        },
      };
    }
    if (request.url === '/jwks') {
      const key = published.publicKey.export({ format: 'jwk' });
      return { status: 200, body: { keys: [{ ...key, kid: 'one', alg: 'RS256', use: 'sig' }] } };
    }
    return token(new URLSearchParams(await bodyOf(request)));
  }

  function token(form: URLSearchParams): { status: number; body: object } {
    const code = form.get('code') ?? '';
    const known = waiting.get(code);
    waiting.delete(code);
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient =
      form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret;
    if (known === undefined || !isClient || verifier !== known.challenge) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    exchanged += 1;
    const { said, nonce } = known;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: said.issuer ?? issuer,
      aud: said.audience ?? CLIENT.id,
      sub: said.sub,
      nonce: said.nonce ?? nonce,
      iat: now,
      exp: now + 300,
      ...(said.email === undefined ? {} : { email: said.email, email_verified: true }),
    };
    const head = { alg: 'RS256', kid: 'one', typ: 'JWT' };
    const signed = [head, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const { privateKey } = said.forged === true ? unknown : published;
    const signature = createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url');
    return {
      status: 200,
      body: {
        access_token: randomUUID(),
        token_type: 'Bearer',
        expires_in: 300,
        id_token: `${signed}.${signature}`,
      },
    };
  }

  return {
    issuer,
    letIn: (authorizeUrl, said) => {
      asked = new URL(authorizeUrl).searchParams;
      const code = randomUUID();
      const [nonce, challenge] = ['nonce', 'code_challenge'].map((name) => asked.get(name) ?? '');
      waiting.set(code, { said, nonce: nonce ?? '', challenge: challenge ?? '' });
      return new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
    },
    asked: () => asked,
    exchanged: () => exchanged,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
