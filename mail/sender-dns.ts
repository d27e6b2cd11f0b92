import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { SenderDns } from '../domain/doctor/facts.js';
import { spfResult } from './spf.js';
import type { SpfDns } from './spf.js';

const PATIENCE = { timeout: 2_000, tries: 2 };

/** What a resolver is asked; the real one, or a test's. */
export interface AskedDns {
  resolveTxt(name: string): Promise<readonly (readonly string[])[]>;
  resolve4(name: string): Promise<readonly string[]>;
  resolve6(name: string): Promise<readonly string[]>;
  resolveMx(name: string): Promise<readonly { readonly exchange: string }[]>;
}

export interface SenderNames {
  /** Of the sender that people see. */
  readonly domain: string;
  /** The sender on the envelope, to which SPF applies (RFC 7208 2.4). */
  readonly envelopeSender: string;
  readonly linkHost: string;
  readonly dkimSelector: string | null;
  /** The host of the relay, and from where it sends on where that was said. */
  readonly relayHost: string;
  readonly sendsFrom: readonly string[] | null;
}

/**
 * What DNS publishes about the domain of the sender (RFC 7208, 6376, 7489) and the host of the links;
 * null where no answer comes. `dkimSelector` null: nobody can look for a key whose name is not known.
 */
export async function senderDns(
  { domain, envelopeSender, linkHost, dkimSelector, relayHost, sendsFrom }: SenderNames,
  dns: AskedDns = new Resolver(PATIENCE),
): Promise<SenderDns | null> {
  const asked = spfDns(dns);
  const envelopeDomain = envelopeSender.slice(envelopeSender.lastIndexOf('@') + 1);
  const [own, dmarc, linkDmarc, dkim, host] = await Promise.all([
    asked.texts(envelopeDomain),
    policyOf(asked, domain),
    policyOf(asked, linkHost),
    dkimSelector === null ? [] : asked.texts(`${dkimSelector}._domainkey.${domain}`),
    asked.addresses(linkHost),
  ]);
  if (own === null || dmarc === null || dkim === null || host === null) return null;
  const addresses = sendsFrom ?? (await addressesOf(asked, relayHost));
  return {
    domain,
    spfDomain: envelopeDomain,
    spf: own.find((text) => /^v=spf1/i.test(text)) ?? null,
    sending: await Promise.all(
      addresses.map(async (address) => ({
        address,
        result: await spfResult({ sender: envelopeSender, address }, asked),
      })),
    ),
    sendingIsSaid: sendsFrom !== null,
    dkim: dkimSelector === null ? null : dkim.some((text) => /(?:^|;)\s*p=[^;\s]/i.test(text)),
    dmarc: dmarc.record,
    linkDomain: organisationOf(linkHost),
    linkDmarc: linkDmarc?.record ?? null,
    linkHost: host.length > 0,
  };
}

function spfDns(dns: AskedDns): SpfDns {
  return {
    texts: async (name) => {
      const records = await found(dns.resolveTxt(name));
      return records === null ? null : records.map((parts) => parts.join(''));
    },
    addresses: async (name) => {
      const [four, six] = await Promise.all([found(dns.resolve4(name)), found(dns.resolve6(name))]);
      return four === null && six === null ? null : [...(four ?? []), ...(six ?? [])];
    },
    mailHosts: async (domain) => {
      const hosts = await found(dns.resolveMx(domain));
      return hosts === null ? null : hosts.map(({ exchange }) => exchange);
    },
  };
}

async function addressesOf(dns: SpfDns, host: string): Promise<readonly string[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? ((await dns.addresses(bare)) ?? []) : [bare];
}

/** The DMARC record of a domain, or of its organisation (RFC 7489 6.6.3); null where nobody answers. */
async function policyOf(
  dns: SpfDns,
  domain: string,
): Promise<{ readonly record: string | null } | null> {
  const [own, organisation] = await Promise.all([
    dns.texts(`_dmarc.${domain}`),
    dns.texts(`_dmarc.${organisationOf(domain)}`),
  ]);
  if (own === null) return null;
  const record = [...own, ...(organisation ?? [])].find((text) => /^v=DMARC1/i.test(text));
  return { record: record ?? null };
}

/** RFC 2308: a name that does not exist, or has nothing of the kind, is an answer too. */
const NOTHING: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

async function found<T>(asked: Promise<readonly T[]>): Promise<readonly T[] | null> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return NOTHING.has(code) ? [] : null;
  }
}

/** The part of a name that somebody registers: three labels under `gov.vn` and its like, else two. */
function organisationOf(domain: string): string {
  const labels = domain.split('.');
  const isShared = /^(?:gov|com|net|org|edu|ac|int|info|name|pro|health)$/.test(
    labels.at(-2) ?? '',
  );
  return labels.slice(isShared ? -3 : -2).join('.');
}
