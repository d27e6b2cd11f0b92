import { BlockList, isIP } from 'node:net';

/** What a resolver is asked for SPF; the real one, or a test's. */
export interface SpfDns {
  /** The TXT records of a name, each as one text; null where nobody answers. */
  texts(name: string): Promise<readonly string[] | null>;
  /** The addresses of a name, of both kinds. */
  addresses(name: string): Promise<readonly string[] | null>;
  /** The hosts that take the mail of a domain. */
  mailHosts(domain: string): Promise<readonly string[] | null>;
}

/** RFC 7208 2.6; `unknown`: a record that says more than is looked at here, or nobody answered. */
export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'unknown';

const BY_QUALIFIER = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;
/** RFC 7208 4.6.4. */
const MOST_LOOKUPS = 10;

/** What receivers find when mail of a domain comes from an address (RFC 7208 4). Macros, `exists` and `ptr` are not followed: then the answer is `unknown`. */
export async function spfResult(
  { domain, address }: { readonly domain: string; readonly address: string },
  dns: SpfDns,
): Promise<SpfResult> {
  const left = { lookups: MOST_LOOKUPS };
  return checkHost(domain, { address, dns, left });
}

interface Asking {
  readonly address: string;
  readonly dns: SpfDns;
  /** Shared by a record and all that it includes. */
  readonly left: { lookups: number };
}

async function checkHost(domain: string, asking: Asking): Promise<SpfResult> {
  const texts = await asking.dns.texts(domain);
  if (texts === null) return 'unknown';
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [record] = records;
  if (record === undefined) return 'none';
  // RFC 7208 4.5: of two records none counts.
  if (records.length > 1) return 'permerror';
  const terms = record.trim().split(/ +/).slice(1);
  for (const term of terms) {
    const [, sign = '', mechanism = ''] = /^([+?~-]?)(.*)$/.exec(term) ?? [];
    if (/^[a-z][a-z0-9._-]*=/i.test(mechanism)) continue;
    const match = await matches(mechanism.toLowerCase(), domain, asking);
    if (match === 'unknown' || match === 'permerror') return match;
    if (match) return BY_QUALIFIER[(sign || '+') as keyof typeof BY_QUALIFIER];
  }
  const redirect = terms.find((term) => /^redirect=/i.test(term))?.slice('redirect='.length);
  if (redirect === undefined) return 'neutral';
  if (redirect.includes('%')) return 'unknown';
  if (!mayAsk(asking)) return 'permerror';
  const answer = await checkHost(redirect, asking);
  return answer === 'none' ? 'permerror' : answer;
}

function mayAsk({ left }: Asking): boolean {
  left.lookups -= 1;
  return left.lookups >= 0;
}

async function matches(
  mechanism: string,
  domain: string,
  asking: Asking,
): Promise<boolean | 'unknown' | 'permerror'> {
  const { address, dns } = asking;
  if (mechanism === 'all') return true;
  if (mechanism.includes('%')) return 'unknown';
  const ip = /^ip[46]:([^/]+)(?:\/(\d+))?$/.exec(mechanism);
  if (ip !== null) return isWithin(address, ip[1] ?? '', ip[2]);
  const named = /^(include|a|mx)(?::([^/]+))?(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(mechanism);
  if (named === null) return 'unknown';
  if (!mayAsk(asking)) return 'permerror';
  const [, kind, target = domain, four, six] = named;
  if (kind === 'include') {
    const answer = await checkHost(target, asking);
    if (answer === 'none') return 'permerror';
    return answer === 'unknown' || answer === 'permerror' ? answer : answer === 'pass';
  }
  const hosts = kind === 'mx' ? await dns.mailHosts(target) : [target];
  if (hosts === null) return 'unknown';
  for (const host of hosts) {
    const found = await dns.addresses(host);
    if (found === null) return 'unknown';
    if (found.some((one) => isWithin(address, one, isIP(one) === 4 ? four : six))) return true;
  }
  return false;
}

/** Whether an address lies in a network; without a length the network is one address. */
function isWithin(address: string, network: string, length: string | undefined): boolean {
  const kind = isIP(network);
  if (kind === 0 || kind !== isIP(address)) return false;
  const family = kind === 4 ? 'ipv4' : 'ipv6';
  const longest = kind === 4 ? 32 : 128;
  const bits = length === undefined ? longest : Number(length);
  if (bits > longest) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(address, family);
}
