import { Resolver } from 'node:dns/promises';
import type { SenderDns } from '../domain/doctor.js';

const PATIENCE = { timeout: 2_000, tries: 2 };

/** What a resolver is asked; the real one, or a test's. */
export interface AskedDns {
  resolveTxt(name: string): Promise<readonly (readonly string[])[]>;
  resolve4(name: string): Promise<readonly string[]>;
  resolve6(name: string): Promise<readonly string[]>;
}

/**
 * What DNS publishes about the domain of the sender (RFC 7208, 6376, 7489) and the host of the links;
 * null where no answer comes. `dkimSelector` null: nobody can look for a key whose name is not known.
 */
export async function senderDns(
  { domain, linkHost, dkimSelector }: SenderNames,
  dns: AskedDns = new Resolver(PATIENCE),
): Promise<SenderDns | null> {
  const [own, dmarc, organisation, dkim, four, six] = await Promise.all([
    texts(dns, domain),
    texts(dns, `_dmarc.${domain}`),
    texts(dns, `_dmarc.${organisationOf(domain)}`),
    dkimSelector === null ? [] : texts(dns, `${dkimSelector}._domainkey.${domain}`),
    found(dns.resolve4(linkHost)),
    found(dns.resolve6(linkHost)),
  ]);
  if (own === null || dmarc === null || dkim === null || (four === null && six === null)) {
    return null;
  }
  const policy = [...dmarc, ...(organisation ?? [])].find((text) => /^v=DMARC1/i.test(text));
  return {
    domain,
    spf: own.find((text) => /^v=spf1/i.test(text)) ?? null,
    dkim: dkimSelector === null ? null : dkim.some((text) => /(?:^|;)\s*p=[^;\s]/i.test(text)),
    dmarc: policy ?? null,
    linkHost: (four ?? []).length + (six ?? []).length > 0,
  };
}

export interface SenderNames {
  readonly domain: string;
  readonly linkHost: string;
  readonly dkimSelector: string | null;
}

/** The TXT records of a name; none where it has none, null where nobody answers. */
async function texts(dns: AskedDns, name: string): Promise<readonly string[] | null> {
  const records = await found(dns.resolveTxt(name));
  return records === null ? null : records.map((parts) => parts.join(''));
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
