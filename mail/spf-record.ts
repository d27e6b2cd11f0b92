import { isIP } from 'node:net';
import { hasMacroSyntax } from './spf-macros.js';

/** What a mechanism says when it matches (RFC 7208 4.6.2). */
export type SpfQualifier = '+' | '-' | '~' | '?';

/** How many leading bits of an address are compared, by its kind. */
export interface SpfLengths {
  readonly four: number;
  readonly six: number;
}

/** One mechanism of a record; `domain` null: the domain that is checked. */
export type SpfMechanism = { readonly qualifier: SpfQualifier } & (
  | { readonly kind: 'all' }
  | { readonly kind: 'ptr' }
  | { readonly kind: 'include' | 'exists'; readonly domain: string }
  | { readonly kind: 'a' | 'mx'; readonly domain: string | null; readonly lengths: SpfLengths }
  | { readonly kind: 'ip'; readonly network: string; readonly length: number }
);

/** An SPF record, read. */
export interface SpfRecord {
  readonly mechanisms: readonly SpfMechanism[];
  readonly redirect: string | null;
}

/** Reads a whole record before anything of it is looked up (RFC 7208 4.6); null where any term of it is malformed. */
export function readSpfRecord(text: string): SpfRecord | null {
  const mechanisms: SpfMechanism[] = [];
  const modifiers = new Map<string, string>();
  for (const term of text.trim().split(/ +/).slice(1)) {
    const modifier = /^([a-z][a-z0-9._-]*)=(.*)$/i.exec(term);
    if (modifier === null) {
      const mechanism = mechanismOf(term);
      if (mechanism === null) return null;
      mechanisms.push(mechanism);
      continue;
    }
    const [, name = '', value = ''] = modifier;
    const known = /^(?:redirect|exp)$/i.test(name);
    // RFC 7208 6: these two once at most; what nobody knows is passed over, if it is written rightly.
    if (known && (modifiers.has(name.toLowerCase()) || !isDomain(value))) return null;
    if (!hasMacroSyntax(value)) return null;
    modifiers.set(name.toLowerCase(), value);
  }
  return { mechanisms, redirect: modifiers.get('redirect') ?? null };
}

function mechanismOf(term: string): SpfMechanism | null {
  const [, sign = '', name = '', rest = ''] = /^([+?~-]?)([a-z0-9]+)(.*)$/i.exec(term) ?? [];
  const qualifier = (sign || '+') as SpfQualifier;
  const target = rest.startsWith(':') ? rest.slice(1) : null;
  const kind = name.toLowerCase();
  switch (kind) {
    case 'all':
      return rest === '' ? { qualifier, kind } : null;
    case 'ptr':
      return rest === '' || (target !== null && isDomain(target)) ? { qualifier, kind } : null;
    case 'include':
    case 'exists':
      return target !== null && isDomain(target) ? { qualifier, kind, domain: target } : null;
    case 'a':
    case 'mx': {
      const hosts = hostsOf(rest);
      return hosts === null ? null : { qualifier, kind, ...hosts };
    }
    case 'ip4':
    case 'ip6': {
      const network = networkOf(target ?? '', kind === 'ip4' ? 4 : 6);
      return network === null ? null : { qualifier, kind: 'ip', ...network };
    }
    default:
      return null;
  }
}

/** `[:domain][/length of IPv4][//length of IPv6]` (RFC 7208 5.6). */
function hostsOf(rest: string): { domain: string | null; lengths: SpfLengths } | null {
  const found = /^(?::((?:%\{[^}]*\}|[^/])+))?(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(rest);
  if (found === null) return null;
  const [, domain, four, six] = found;
  const lengths = { four: lengthOf(four, 32), six: lengthOf(six, 128) };
  if (domain !== undefined && !isDomain(domain)) return null;
  const { four: ofFour, six: ofSix } = lengths;
  if (ofFour === null || ofSix === null) return null;
  return { domain: domain ?? null, lengths: { four: ofFour, six: ofSix } };
}

function networkOf(text: string, kind: 4 | 6): { network: string; length: number } | null {
  const [, network = '', said] = /^([^/]*)(?:\/(\d+))?$/.exec(text) ?? [];
  const length = lengthOf(said, kind === 4 ? 32 : 128);
  return isIP(network) === kind && length !== null ? { network, length } : null;
}

function lengthOf(said: string | undefined, longest: number): number | null {
  if (said === undefined) return longest;
  return /^(?:0|[1-9]\d*)$/.test(said) && Number(said) <= longest ? Number(said) : null;
}

/** RFC 7208 7.1: macros and text, with a macro or the name of a top level at its end. */
function isDomain(text: string): boolean {
  return hasMacroSyntax(text) && /(?:%\{[^}]*\}|\.(?:[a-z0-9-]*[a-z-][a-z0-9-]*)\.?)$/i.test(text);
}
