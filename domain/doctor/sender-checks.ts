import { fine, stops, warns } from './check.js';
import type { Check } from './check.js';
import type { DoctorFacts, SenderDns } from './facts.js';

/** Where DNS answers; a mailbox on this machine asks nobody. */
export function senderChecks({ dns, relayIsLocal }: DoctorFacts): readonly Check[] {
  const names = ['spf', 'dkim', 'dmarc'] as const;
  if (relayIsLocal) {
    return names.map((name) => fine(name, 'Không cần: thư chỉ vào hộp thư thử.'));
  }
  if (dns === null) {
    return names.map((name) => fine(name, 'Chưa kiểm được: DNS không trả lời.'));
  }
  const { domain, dkim } = dns;
  return [
    spfCheck(dns),
    dkim === null
      ? fine('dkim', `Chưa kiểm được khóa DKIM của ${domain} (đặt DKIM_SELECTOR).`)
      : dkim
        ? fine('dkim', `Tên miền ${domain} có khóa DKIM.`)
        : warns('dkim', `Tên miền ${domain} không có khóa DKIM theo tên đã đặt.`),
    dmarcCheck(dns),
  ];
}

function dmarcCheck({ domain, dmarc, linkDomain, linkDmarc }: SenderDns): Check {
  if (dmarc === null) {
    return warns(
      'dmarc',
      `Tên miền ${domain} chưa có bản ghi DMARC; thư có thể bị coi là thư rác.`,
    );
  }
  return linkDmarc === null
    ? warns(
        'dmarc',
        `Tên miền ${domain} có bản ghi DMARC; tên miền của đường dẫn, ${linkDomain}, thì chưa có.`,
      )
    : fine('dmarc', `Tên miền ${domain} và tên miền của đường dẫn có bản ghi DMARC.`);
}

/**
 * Whether receivers find the relay allowed to send for the domain. An address that somebody said is the
 * relay's and that the record refuses stops everything (RFC 7208 8.4), as does `-all` alone (4.6.2), which
 * allows nobody; the addresses of the relay's name only warn, since it may send on from others.
 */
function spfCheck({ spfDomain, spf, sending, sendingIsSaid }: SenderDns): Check {
  if (spf === null) {
    return warns('spf', `Tên miền ${spfDomain} chưa có bản ghi SPF; thư có thể bị coi là thư rác.`);
  }
  if (/^v=spf1\s+-all$/i.test(spf.trim())) {
    return stops('spf', `Bản ghi SPF của ${spfDomain} không cho phép máy chủ nào gửi thư.`);
  }
  const among = (results: readonly string[]): string =>
    sending
      .filter(({ result }) => results.includes(result))
      .map(({ address }) => address)
      .join(', ');
  if (sending.some(({ result }) => result === 'permerror')) {
    return warns('spf', `Bản ghi SPF của ${spfDomain} viết sai, nơi nhận sẽ bỏ qua.`);
  }
  const refused = among(['fail']);
  if (refused !== '') {
    const words = `Bản ghi SPF của ${spfDomain} không cho phép địa chỉ ${refused} của máy chủ thư.`;
    return sendingIsSaid
      ? stops('spf', words)
      : warns('spf', `${words} Nếu máy chủ gửi đi từ địa chỉ khác, ghi ở SMTP_SENDS_FROM.`);
  }
  const doubted = among(['softfail', 'neutral']);
  if (doubted !== '') {
    return warns('spf', `Bản ghi SPF của ${spfDomain} không nhắc tới địa chỉ ${doubted}.`);
  }
  const passed = among(['pass']);
  return fine(
    'spf',
    passed === ''
      ? `Tên miền ${spfDomain} có bản ghi SPF; chưa biết máy chủ thư gửi từ địa chỉ nào.`
      : `Bản ghi SPF của ${spfDomain} cho phép địa chỉ ${passed} của máy chủ thư.`,
  );
}
