import { lookup } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { webhookSignature } from '../config/webhook-secret.js';
import { msOf } from '../domain/day.js';
import type { WebhookAnswer } from '../domain/webhooks.js';
import type { SecretOf } from '../office/exchange/webhooks.js';
import type { WebhookPost, WebhookTry } from '../office/exchange/deliver.js';

const LONGEST_MS = 15_000;

/** Addresses of machines of our own and of the network around them (IANA special-purpose registries). */
const PRIVATE = { ipv4: privateIpv4(), ipv6: privateIpv6() } as const;

/**
 * Posts events as Standard Webhooks 1.0 says: id, time and signatures in the head, redirects not followed.
 * Each address that a name stands for is looked at as it is connected to, so that a name cannot lead to
 * another machine than the one that was looked at; private ones are refused but for `allowedHosts`.
 */
export function webhookPost(
  secretOf: (of: SecretOf) => string,
  allowedHosts: ReadonlySet<string>,
  send: typeof request = request,
): WebhookPost {
  return async (one) =>
    new Promise<WebhookAnswer>((resolve) => {
      const nothing = (problem: string) => {
        resolve({ status: null, problem: problem.slice(0, 500), retryAfterMs: null });
      };
      const { hostname } = new URL(one.url);
      const isAllowed = allowedHosts.has(hostname.toLowerCase());
      // Of an address that is no name nothing is looked up.
      const literal = hostname.replace(/^\[|\]$/g, '');
      if (!isAllowed && isIP(literal) !== 0 && isPrivateAddress(literal)) {
        nothing('địa chỉ thuộc mạng nội bộ, người vận hành chưa cho phép');
        return;
      }
      const sending = send(one.url, {
        method: 'POST',
        headers: headersOf(one, secretOf),
        timeout: LONGEST_MS,
        signal: AbortSignal.timeout(LONGEST_MS),
        // No connection of another receiver, or of a moment ago, is used again.
        agent: false,
        ...(isAllowed ? {} : { lookup: publicLookup }),
      });
      sending.on('error', (error) => {
        nothing(error.message);
      });
      sending.on('response', (response) => {
        // What it says is of no interest, and may be endless.
        response.destroy();
        resolve({
          status: response.statusCode ?? null,
          problem: null,
          retryAfterMs: retryAfterMs(response.headers['retry-after']),
        });
      });
      sending.end(one.body);
    });
}

function headersOf({ id, at, body, secrets }: WebhookTry, secretOf: (of: SecretOf) => string) {
  const second = Math.floor(msOf(at) / 1000);
  const signatures = secrets.map((of) => webhookSignature(secretOf(of), { id, second, body }));
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'dondoc',
    'webhook-id': id,
    'webhook-timestamp': String(second),
    'webhook-signature': signatures.join(' '),
  };
}

/** Finds addresses as usual and fails where one of them is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, '');
      return;
    }
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      callback(new Error('địa chỉ thuộc mạng nội bộ, người vận hành chưa cho phép'), '');
      return;
    }
    if (options.all === true) {
      callback(null, addresses);
      return;
    }
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family ?? 4);
  });
};

/** Whether an address is one of this machine, of a network of one's own, or of none. */
export function isPrivateAddress(address: string): boolean {
  // Two lists: in one, every IPv4 address would be found under the IPv6 net that carries them all.
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return PRIVATE[family].check(address, family);
}

function privateIpv4(): BlockList {
  const list = new BlockList();
  const v4: readonly (readonly [string, number])[] = [
    ...([
      ['0.0.0.0', 8],
      ['10.0.0.0', 8],
      ['100.64.0.0', 10],
      ['127.0.0.0', 8],
    ] as const),
    ...([
      ['169.254.0.0', 16],
      ['172.16.0.0', 12],
      ['192.0.0.0', 24],
      ['192.0.2.0', 24],
    ] as const),
    ...([
      ['192.168.0.0', 16],
      ['198.18.0.0', 15],
      ['198.51.100.0', 24],
    ] as const),
    ...([
      ['203.0.113.0', 24],
      ['224.0.0.0', 4],
      ['240.0.0.0', 4],
    ] as const),
  ];
  for (const [net, bits] of v4) list.addSubnet(net, bits, 'ipv4');
  return list;
}

function privateIpv6(): BlockList {
  const list = new BlockList();
  // Those that carry an IPv4 address in them are refused whatever it is.
  const v6: readonly (readonly [string, number])[] = [
    ...([
      ['::', 96],
      ['::ffff:0:0', 96],
      ['64:ff9b::', 96],
      ['64:ff9b:1::', 48],
      ['100::', 64],
    ] as const),
    ...([
      ['2001::', 23],
      ['2001:db8::', 32],
      ['2002::', 16],
      ['fc00::', 7],
    ] as const),
    ...([
      ['fe80::', 10],
      ['fec0::', 10],
      ['ff00::', 8],
    ] as const),
  ];
  for (const [net, bits] of v6) list.addSubnet(net, bits, 'ipv6');
  return list;
}

/** How long a receiver asks to be left alone: seconds, or until a date (RFC 9110 10.2.3); null for another text. */
function retryAfterMs(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, until - Date.now());
}
