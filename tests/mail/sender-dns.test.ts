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
  };
}

const names = {
  domain: 'so.songhuong.gov.vn',
  linkHost: 'baocao.songhuong.gov.vn',
  dkimSelector: 'mail',
};

test('SPF, DKIM and DMARC are found, DMARC at the organisation too', async () => {
  const dns = dnsWith({
    'so.songhuong.gov.vn': ['some-site-verification', 'v=spf1 include:mail.example -all'],
    'mail._domainkey.so.songhuong.gov.vn': ['v=DKIM1; k=rsa; p=MIGf'],
    '_dmarc.songhuong.gov.vn': ['v=DMARC1; p=reject'],
  });
  expect(await senderDns(names, dns)).toEqual({
    domain: 'so.songhuong.gov.vn',
    spf: 'v=spf1 include:mail.example -all',
    dkim: true,
    dmarc: 'v=DMARC1; p=reject',
    linkHost: true,
  });
});

test('a key that was withdrawn is none (RFC 6376 3.6.1), and one without a name cannot be looked for', async () => {
  const dns = dnsWith({ 'mail._domainkey.so.songhuong.gov.vn': ['v=DKIM1; p='] });
  expect(await senderDns(names, dns)).toMatchObject({ spf: null, dkim: false, dmarc: null });
  expect(await senderDns({ ...names, dkimSelector: null }, dns)).toMatchObject({ dkim: null });
});

test('where nobody answers nothing is said', async () => {
  expect(await senderDns(names, dnsWith({}, 'ETIMEOUT'))).toBeNull();
});
