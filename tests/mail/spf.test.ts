import { expect, test } from '@jest/globals';
import { spfResult } from '../../mail/spf.js';
import { expandedName } from '../../mail/spf-macros.js';
import { readSpfRecord } from '../../mail/spf-record.js';
import type { SpfDns } from '../../mail/spf.js';

const counted = (count: number, of: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => of(nth)).join(' ');

const RECORDS: Readonly<Record<string, readonly string[]>> = {
  'nets.example': ['v=spf1 ip4:192.0.2.0/28 ip6:2001:db8::/32 -all'],
  'hosts.example': ['v=spf1 a mx:other.example/28 ~all'],
  'lengths.example': ['v=spf1 a:hosts.example/24//64 -all'],
  'included.example': ['v=spf1 include:nets.example ?all'],
  'moved.example': ['v=spf1 redirect=nets.example'],
  'moved-by-macro.example': ['v=spf1 redirect=%{l}.%{d}'],
  'dondoc.moved-by-macro.example': ['v=spf1 ip4:192.0.2.7 -all'],
  'moved-nowhere.example': ['v=spf1 redirect=nowhere.example'],
  'never-moved.example': ['v=spf1 -all redirect=nets.example'],
  'listed.example': ['v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all'],
  'named.example': ['v=spf1 exists:%{p}.list.example -all'],
  'reversed.example': ['v=spf1 ptr -all'],
  'twice.example': ['v=spf1 -all', 'v=spf1 +all'],
  'lost.example': ['v=spf1 include:nowhere.example -all'],
  'round.example': ['v=spf1 include:round.example -all'],
  'signed.example': ['v=spf1 -ip4:192.0.2.1 +all'],
  'open.example': ['v=spf1 exp=why.example ip4:192.0.2.1'],
  'ten.example': [`v=spf1 ${counted(10, (nth) => `include:i${String(nth)}.example`)} +all`],
  'eleven.example': [`v=spf1 ${counted(11, (nth) => `include:i${String(nth)}.example`)} +all`],
  'ten-and-moved.example': [
    `v=spf1 ${counted(10, (nth) => `include:i${String(nth)}.example`)} redirect=nets.example`,
  ],
  'two-in-vain.example': ['v=spf1 a:no1.example a:no2.example -all'],
  'three-in-vain.example': ['v=spf1 a:no1.example exists:no2.example a:no3.example -all'],
  'crowd.example': ['v=spf1 mx:crowd.example -all'],
  'wrong-late.example': ['v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/33 -all'],
  ...Object.fromEntries(
    Array.from({ length: 11 }, (_, nth) => [`i${String(nth)}.example`, ['v=spf1 -all']]),
  ),
};
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  'hosts.example': ['198.51.100.4', '2001:db8::4'],
  'mx.other.example': ['203.0.113.17'],
  '1.2.0.192.in-addr._spf.listed.example': ['127.0.0.2'],
};

const dns: SpfDns = {
  texts: (name) => Promise.resolve(name === 'away.example' ? null : (RECORDS[name] ?? [])),
  addresses: (name) => Promise.resolve(ADDRESSES[name] ?? []),
  mailHosts: (domain) =>
    Promise.resolve(
      Array.from({ length: domain === 'crowd.example' ? 11 : 1 }, () => `mx.${domain}`),
    ),
};

// RFC 7208: 5 (mechanisms), 6.1 (redirect), 4.5 (two records), 4.6 (syntax first), 4.6.4 (lookups), 5.2 (an include of nothing).
test.each([
  ['nets.example', '192.0.2.15', 'pass'],
  ['nets.example', '192.0.2.16', 'fail'],
  ['nets.example', '2001:db8:1::9', 'pass'],
  ['hosts.example', '198.51.100.4', 'pass'],
  ['hosts.example', '203.0.113.30', 'pass'],
  ['hosts.example', '203.0.113.33', 'softfail'],
  ['lengths.example', '198.51.100.200', 'pass'],
  ['lengths.example', '198.51.101.4', 'fail'],
  ['lengths.example', '2001:db8::ffff', 'pass'],
  ['lengths.example', '2001:db8:0:1::4', 'fail'],
  ['included.example', '192.0.2.1', 'pass'],
  ['included.example', '192.0.2.99', 'neutral'],
  ['moved.example', '192.0.2.99', 'fail'],
  ['moved-by-macro.example', '192.0.2.7', 'pass'],
  ['moved-nowhere.example', '192.0.2.7', 'permerror'],
  ['never-moved.example', '192.0.2.1', 'fail'],
  ['listed.example', '192.0.2.1', 'pass'],
  ['listed.example', '192.0.2.2', 'fail'],
  ['signed.example', '192.0.2.1', 'fail'],
  ['signed.example', '192.0.2.2', 'pass'],
  ['open.example', '192.0.2.9', 'neutral'],
  ['twice.example', '192.0.2.1', 'permerror'],
  ['lost.example', '192.0.2.1', 'permerror'],
  ['round.example', '192.0.2.1', 'permerror'],
  ['wrong-late.example', '192.0.2.1', 'permerror'],
  ['ten.example', '192.0.2.1', 'pass'],
  ['eleven.example', '192.0.2.1', 'permerror'],
  ['ten-and-moved.example', '192.0.2.1', 'permerror'],
  ['two-in-vain.example', '192.0.2.1', 'fail'],
  ['three-in-vain.example', '192.0.2.1', 'permerror'],
  ['crowd.example', '192.0.2.1', 'permerror'],
  ['named.example', '192.0.2.1', 'unknown'],
  ['reversed.example', '192.0.2.1', 'unknown'],
  ['away.example', '192.0.2.1', 'unknown'],
  ['none.example', '192.0.2.1', 'none'],
])('mail of %s from %s: %s', async (domain, address, result) => {
  expect(await spfResult({ sender: `dondoc@${domain}`, address }, dns)).toBe(result);
});

const SENDER = {
  sender: 'strong-bad@email.example.com',
  domain: 'email.example.com',
  address: '192.0.2.3',
};

// The examples of RFC 7208 7.4.
test.each([
  ['%{s}', 'strong-bad@email.example.com'],
  ['%{o}', 'email.example.com'],
  ['%{d}', 'email.example.com'],
  ['%{d4}', 'email.example.com'],
  ['%{d3}', 'email.example.com'],
  ['%{d2}', 'example.com'],
  ['%{d1}', 'com'],
  ['%{dr}', 'com.example.email'],
  ['%{d2r}', 'example.email'],
  ['%{l}', 'strong-bad'],
  ['%{l-}', 'strong.bad'],
  ['%{lr}', 'strong-bad'],
  ['%{lr-}', 'bad.strong'],
  ['%{l1r-}', 'strong'],
  ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
  ['%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.com'],
  ['%{lr-}.lp.%{ir}.%{v}._spf.%{d2}', 'bad.strong.lp.3.2.0.192.in-addr._spf.example.com'],
  ['%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}', '3.2.0.192.in-addr.strong.lp._spf.example.com'],
  ['%{d2}.trusted-domains.example.net', 'example.com.trusted-domains.example.net'],
  ['%{S}', 'strong-bad%40email.example.com'],
  ['a%%b%_c%-d', 'a%b c%20d'],
  ['%{h}', null],
])('%s stands for %s', (text, name) => {
  expect(expandedName(text, SENDER)).toBe(name);
});

test('an address of IPv6 is written by its digits, also one that ends as one of IPv4', () => {
  const of = (address: string) => expandedName('%{ir}.%{v}', { ...SENDER, address });
  expect(of('2001:db8::cb01')).toBe(
    '1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6',
  );
  expect(of('::ffff:192.0.2.1')).toBe(
    '1.0.2.0.0.0.0.c.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6',
  );
});

test('a name that comes out too long loses labels at its front', () => {
  const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`;
  expect(expandedName('long.%{d}', { ...SENDER, domain })).toBe(domain);
});

test.each([
  'all:x.example',
  'include:',
  'include',
  'exists',
  'a:',
  'a/',
  'a/33',
  'mx//129',
  'ip4:192.0.2.1/033',
  'ip4:2001:db8::1',
  'ip6:192.0.2.1',
  'ip4',
  'everybody',
  'include:%{x}.example',
  'include:%{d0}.example',
  'include:%{c}.example',
  'include:50%.example',
  'include:example',
  'include:192.0.2.1',
  'redirect=',
  'redirect=a.example redirect=b.example',
  'exp=a.example exp=b.example',
  'other=%',
])('of a record with %s nothing counts', (terms) => {
  expect(readSpfRecord(`v=spf1 ${terms} -all`)).toBeNull();
});

test('what nobody knows, written rightly, is passed over, and names are told from each other whatever their case', () => {
  expect(readSpfRecord('v=spf1  other=%{d} A:Host.example IP4:192.0.2.0/0 -ALL')).toEqual({
    mechanisms: [
      { qualifier: '+', kind: 'a', domain: 'Host.example', lengths: { four: 32, six: 128 } },
      { qualifier: '+', kind: 'ip', network: '192.0.2.0', length: 0 },
      { qualifier: '-', kind: 'all' },
    ],
    redirect: null,
  });
});
