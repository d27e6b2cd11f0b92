import { expect, test } from '@jest/globals';
import { spfResult } from '../../mail/spf.js';
import type { SpfDns } from '../../mail/spf.js';

const RECORDS: Readonly<Record<string, readonly string[]>> = {
  'nets.example': ['v=spf1 ip4:192.0.2.0/28 ip6:2001:db8::/32 -all'],
  'hosts.example': ['v=spf1 a mx:other.example/28 ~all'],
  'included.example': ['v=spf1 include:nets.example ?all'],
  'moved.example': ['v=spf1 redirect=nets.example'],
  'macro.example': ['v=spf1 exists:%{i}.list.example -all'],
  'twice.example': ['v=spf1 -all', 'v=spf1 +all'],
  'lost.example': ['v=spf1 include:nowhere.example -all'],
  'round.example': ['v=spf1 include:round.example -all'],
  'signed.example': ['v=spf1 -ip4:192.0.2.1 +all'],
  'open.example': ['v=spf1 exp=why.example ip4:192.0.2.1'],
};
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  'hosts.example': ['198.51.100.4', '2001:db8::4'],
  'mx.other.example': ['203.0.113.17'],
};

const dns: SpfDns = {
  texts: (name) => Promise.resolve(name === 'away.example' ? null : (RECORDS[name] ?? [])),
  addresses: (name) => Promise.resolve(ADDRESSES[name] ?? []),
  mailHosts: (domain) => Promise.resolve([`mx.${domain}`]),
};

// RFC 7208: 5 (mechanisms), 6.1 (redirect), 4.5 (two records), 4.6.4 (lookups), 5.2 (an include of nothing).
test.each([
  ['nets.example', '192.0.2.15', 'pass'],
  ['nets.example', '192.0.2.16', 'fail'],
  ['nets.example', '2001:db8:1::9', 'pass'],
  ['hosts.example', '198.51.100.4', 'pass'],
  ['hosts.example', '203.0.113.30', 'pass'],
  ['hosts.example', '203.0.113.33', 'softfail'],
  ['included.example', '192.0.2.1', 'pass'],
  ['included.example', '192.0.2.99', 'neutral'],
  ['moved.example', '192.0.2.99', 'fail'],
  ['signed.example', '192.0.2.1', 'fail'],
  ['signed.example', '192.0.2.2', 'pass'],
  ['open.example', '192.0.2.9', 'neutral'],
  ['twice.example', '192.0.2.1', 'permerror'],
  ['lost.example', '192.0.2.1', 'permerror'],
  ['round.example', '192.0.2.1', 'permerror'],
  ['macro.example', '192.0.2.1', 'unknown'],
  ['away.example', '192.0.2.1', 'unknown'],
  ['none.example', '192.0.2.1', 'none'],
])('mail of %s from %s: %s', async (domain, address, result) => {
  expect(await spfResult({ domain, address }, dns)).toBe(result);
});
