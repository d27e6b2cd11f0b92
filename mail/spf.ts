import { BlockList, isIP } from 'node:net';
import { expandedName } from './spf-macros.js';
import { readSpfRecord } from './spf-record.js';
import type { SpfLengths, SpfMechanism } from './spf-record.js';

/** What a resolver is asked for SPF; the real one, or a test's. */
export interface SpfDns {
  /** The TXT records of a name, each as one text; null where nobody answers. */
  texts(name: string): Promise<readonly string[] | null>;
  /** The addresses of a name, of both kinds. */
  addresses(name: string): Promise<readonly string[] | null>;
  /** The hosts that take the mail of a domain. */
  mailHosts(domain: string): Promise<readonly string[] | null>;
}

/** RFC 7208 2.6; `unknown`: nobody answered, or the record asks for what is not known beforehand. */
export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'unknown';

const BY_QUALIFIER = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;
/** RFC 7208 4.6.4: terms that ask DNS, over a record and all that it includes or is redirected to. */
const MOST_LOOKUPS = 10;
/** The same: of these so many may find nothing. */
const MOST_IN_VAIN = 2;
/** The same: hosts of one `mx`. */
const MOST_MAIL_HOSTS = 10;

/** One who asks: a mail on its way. */
export interface SpfQuestion {
  /** The address on the envelope, whose domain is checked. */
  readonly sender: string;
  /** From where the mail comes. */
  readonly address: string;
}

/**
 * What receivers find when mail of a sender comes from an address (RFC 7208 4). `ptr`, and the macros `%{p}`
 * and `%{h}`, hang on how the relay is named and greets: then the answer is `unknown`.
 */
export async function spfResult(question: SpfQuestion, dns: SpfDns): Promise<SpfResult> {
  const left = { lookups: MOST_LOOKUPS, inVain: MOST_IN_VAIN };
  const domain = question.sender.slice(question.sender.lastIndexOf('@') + 1);
  return checkHost(domain, { ...question, dns, left });
}

interface Asking extends SpfQuestion {
  readonly dns: SpfDns;
  /** Shared by a record and all that it includes. */
  readonly left: { lookups: number; inVain: number };
}

async function checkHost(domain: string, asking: Asking): Promise<SpfResult> {
  const texts = await asking.dns.texts(domain);
  if (texts === null) return 'unknown';
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [text] = records;
  if (text === undefined) return 'none';
  const record = readSpfRecord(text);
  // RFC 7208 4.5: of two records none counts.
  if (records.length > 1 || record === null) return 'permerror';
  for (const mechanism of record.mechanisms) {
    const match = await matches(mechanism, domain, asking);
    if (match === 'unknown' || match === 'permerror') return match;
    if (match) return BY_QUALIFIER[mechanism.qualifier];
  }
  if (record.redirect === null) return 'neutral';
  if (!mayAsk(asking)) return 'permerror';
  const target = expandedName(record.redirect, { ...asking, domain });
  if (target === null) return 'unknown';
  const answer = await checkHost(target, asking);
  return answer === 'none' ? 'permerror' : answer;
}

type Match = boolean | 'unknown' | 'permerror';

async function matches(one: SpfMechanism, domain: string, asking: Asking): Promise<Match> {
  if (one.kind === 'all') return true;
  if (one.kind === 'ip') return isWithin(asking.address, one.network, one.length);
  if (!mayAsk(asking)) return 'permerror';
  if (one.kind === 'ptr') return 'unknown';
  const target = one.domain === null ? domain : expandedName(one.domain, { ...asking, domain });
  if (target === null) return 'unknown';
  switch (one.kind) {
    case 'include':
      return includes(target, asking);
    case 'exists':
      return exists(target, asking);
    case 'a':
      return isHost(target, one.lengths, asking);
    case 'mx':
      return takesMail(target, one.lengths, asking);
  }
}

/** RFC 7208 5.2: only what passes there matches here. */
async function includes(target: string, asking: Asking): Promise<Match> {
  const answer = await checkHost(target, asking);
  if (answer === 'none') return 'permerror';
  return answer === 'unknown' || answer === 'permerror' ? answer : answer === 'pass';
}

/** RFC 7208 5.7: an address of IPv4 is looked for, whatever the mail comes by. */
async function exists(target: string, asking: Asking): Promise<Match> {
  const found = await asking.dns.addresses(target);
  if (found === null) return 'unknown';
  return found.some((one) => isIP(one) === 4) || inVain(asking);
}

/** RFC 7208 5.3. */
async function isHost(host: string, lengths: SpfLengths, asking: Asking): Promise<Match> {
  const found = await asking.dns.addresses(host);
  if (found === null) return 'unknown';
  const alike = found.filter((one) => isIP(one) === isIP(asking.address));
  return alike.length === 0 ? inVain(asking) : isAmong(asking.address, alike, lengths);
}

/** RFC 7208 5.4; a host without an address counts for nothing of its own. */
async function takesMail(domain: string, lengths: SpfLengths, asking: Asking): Promise<Match> {
  const hosts = await asking.dns.mailHosts(domain);
  if (hosts === null) return 'unknown';
  if (hosts.length === 0) return inVain(asking);
  if (hosts.length > MOST_MAIL_HOSTS) return 'permerror';
  for (const host of hosts) {
    const found = await asking.dns.addresses(host);
    if (found === null) return 'unknown';
    if (isAmong(asking.address, found, lengths)) return true;
  }
  return false;
}

function mayAsk({ left }: Asking): boolean {
  left.lookups -= 1;
  return left.lookups >= 0;
}

/** Counts a question that found nothing. */
function inVain({ left }: Asking): false | 'permerror' {
  left.inVain -= 1;
  return left.inVain < 0 && 'permerror';
}

function isAmong(address: string, hosts: readonly string[], { four, six }: SpfLengths): boolean {
  return hosts.some((host) => isWithin(address, host, isIP(address) === 4 ? four : six));
}

/** Whether an address lies in a network of its own kind. */
function isWithin(address: string, network: string, length: number): boolean {
  const kind = isIP(network);
  if (kind !== isIP(address)) return false;
  const family = kind === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, length, family);
  return list.check(address, family);
}
