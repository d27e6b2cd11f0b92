import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Of which answer which nonce is; gone with the answer. */
const nonces = new WeakMap<ServerResponse, string>();

/** By what a page may name the style elements that it makes; another one for each answer. */
export function styleNonceOf(reply: FastifyReply): string {
  return nonces.get(reply.raw) ?? '';
}

/** The headers by which browsers keep our pages to themselves, for @fastify/helmet. */
export function contentSecurity(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", newNonce],
        // A style of one element runs nothing and selects nothing.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: isSecure && { maxAge: 31_536_000 },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'sameorigin' as const },
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' as const },
  };
}

function newNonce(_request: IncomingMessage, response: ServerResponse): string {
  const nonce = randomBytes(18).toString('base64url');
  nonces.set(response, nonce);
  return `'nonce-${nonce}'`;
}
