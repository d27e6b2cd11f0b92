import { expect, test } from '@jest/globals';
import { senderDns } from '../../mail/sender-dns.js';
import type { AskedDns } from '../../mail/sender-dns.js';

async function failing(code: string): Promise<never> {
  throw Object.assign(new Error(code), { code });
}

function dnsWith(
  texts: Readonly<Record<string, readonly string[]>>,
  otherwise = 'ENOTFOUND',
): AskedDns {
  return {
    resolveTxt: (name) => {
      const found = texts[name];
      return found === undefined
        ? failing(otherwise)
        : Promise.resolve(found.map((text) => [text]));
    },
    resolve4: () => Promise.resolve(['192.0.2.1']),
    resolve6: () => failing('ENODATA'),
    resolveMx: () => Promise.resolve([{ exchange: 'mx.songhuong.gov.vn' }]),
  };
}

const names = {
  domain: 'so.songhuong.gov.vn',
  envelopeSender: 'dondoc@so.songhuong.gov.vn',
  relayHost: 'relay.songhuong.gov.vn',
  sendsFrom: null,
  linkHost: 'baocao.songhuong.gov.vn',
  dkimSelector: 'mail',
};

test('SPF, DKIM and DMARC are found, DMARC at the organisation too', async () => {
  const dns = dnsWith({
    'so.songhuong.gov.vn': ['some-site-verification', 'v=spf1 include:mail.example -all'],
    'mail.example': ['v=spf1 ip4:192.0.2.0/28 -all'],
    'mail._domainkey.so.songhuong.gov.vn': ['v=DKIM1; k=rsa; p=MIGf'],
    '_dmarc.songhuong.gov.vn': ['v=DMARC1; p=reject'],
  });
  expect(await senderDns(names, dns)).toEqual({
    domain: 'so.songhuong.gov.vn',
    spfDomain: 'so.songhuong.gov.vn',
    spf: 'v=spf1 include:mail.example -all',
    sending: [{ address: '192.0.2.1', result: 'pass' }],
    sendingIsSaid: false,
    dkim: true,
    dmarc: 'v=DMARC1; p=reject',
    linkDomain: 'songhuong.gov.vn',
    linkDmarc: 'v=DMARC1; p=reject',
    linkHost: true,
  });
});

test('a key that was withdrawn is none (RFC 6376 3.6.1), and one without a name cannot be looked for', async () => {
  const dns = dnsWith({ 'mail._domainkey.so.songhuong.gov.vn': ['v=DKIM1; p='] });
  expect(await senderDns(names, dns)).toMatchObject({ spf: null, dkim: false, dmarc: null });
  expect(await senderDns({ ...names, dkimSelector: null }, dns)).toMatchObject({ dkim: null });
});

test('SPF is asked about the sender on the envelope and the addresses that were said', async () => {
  const dns = dnsWith({ 'tra-lai.example': ['v=spf1 mx -all'] });
  const asked = {
    ...names,
    envelopeSender: 'hop-thu@tra-lai.example',
    sendsFrom: ['198.51.100.7'],
  };
  expect(await senderDns(asked, dns)).toMatchObject({
    spfDomain: 'tra-lai.example',
    sending: [{ address: '198.51.100.7', result: 'fail' }],
    sendingIsSaid: true,
  });
});

test('where nobody answers nothing is said', async () => {
  expect(await senderDns(names, dnsWith({}, 'ETIMEOUT'))).toBeNull();
});
