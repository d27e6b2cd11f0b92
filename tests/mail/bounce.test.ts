import { describe, expect, test } from '@jest/globals';

import { readBounce } from '../../mail/bounce.js';

function report(options: {
  readonly status: string;
  readonly original: string | null;
  readonly extra?: string;
}): string {
  return [
    'From: MAILER-DAEMON@relay.example',
    'To: baocao@songhuong.example',
    'Subject: Undelivered Mail Returned to Sender',
    ...(options.extra === undefined ? [] : [options.extra]),
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'I am sorry to have to inform you.',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    options.status,
    ...(options.original === null ? [] : ['--b1', options.original]),
    '--b1--',
    '',
  ].join('\r\n');
}

const POSTFIX = [
  'Reporting-MTA: dns; relay.example',
  'X-Postfix-Queue-ID: 4F1C2D',
  'Arrival-Date: Fri, 3 Jul 2026 08:00:01 +0700 (+07)',
  '',
  'Final-Recipient: rfc822; benngu@songhuong.example',
  'Original-Recipient: rfc822;benngu@songhuong.example',
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mx.songhuong.example',
  'Diagnostic-Code: smtp; 550 5.1.1 <benngu@songhuong.example>: Recipient',
  '    address rejected: User unknown',
  '',
].join('\r\n');

const WHOLE_ORIGINAL = [
  'Content-Description: Undelivered Message',
  'Content-Type: message/rfc822',
  '',
  'From: baocao@songhuong.example',
  'Subject: test',
  'Message-ID: <4f1c2d@songhuong.example>',
  '',
  'Kinh gui',
].join('\r\n');

const HEADERS_ONLY = [
  'Content-Type: text/rfc822-headers',
  '',
  'From: baocao@songhuong.example',
  'Message-ID:',
  ' <4f1c2d@songhuong.example>',
  '',
].join('\r\n');

describe('a delivery status notification', () => {
  test('tells which of our mails did not reach whom, and why', async () => {
    expect(await readBounce(report({ status: POSTFIX, original: WHOLE_ORIGINAL }))).toEqual({
      originalMessageId: '4f1c2d@songhuong.example',
      recipient: 'benngu@songhuong.example',
      status: '5.1.1',
      action: 'failed',
      diagnostic: '550 5.1.1 <benngu@songhuong.example>: Recipient address rejected: User unknown',
    });
  });

  test('that quotes headers only is as good', async () => {
    const bounce = await readBounce(report({ status: POSTFIX, original: HEADERS_ONLY }));
    expect(bounce?.originalMessageId).toBe('4f1c2d@songhuong.example');
  });

  test('that quotes nothing is known by its thread', async () => {
    const bounce = await readBounce(
      report({
        status: POSTFIX,
        original: null,
        extra: 'In-Reply-To: <4f1c2d@songhuong.example>',
      }),
    );
    expect(bounce?.originalMessageId).toBe('4f1c2d@songhuong.example');
  });

  test('with no trace of our mail still names the recipient', async () => {
    const bounce = await readBounce(report({ status: POSTFIX, original: null }));
    expect(bounce).toMatchObject({
      originalMessageId: null,
      recipient: 'benngu@songhuong.example',
    });
  });

  test('a delay is no failure', async () => {
    const status = [
      'Reporting-MTA: dns; relay.example',
      '',
      'Final-Recipient: rfc822; benngu@songhuong.example',
      'Action: delayed',
      'Status: 4.4.1',
      '',
    ].join('\r\n');
    expect(await readBounce(report({ status, original: WHOLE_ORIGINAL }))).toMatchObject({
      action: 'delayed',
      status: '4.4.1',
      diagnostic: null,
    });
  });

  test('a receipt of delivery is no bounce', async () => {
    const status = POSTFIX.replace('failed', 'delivered').replace('5.1.1\r\n', '2.0.0\r\n');
    expect(await readBounce(report({ status, original: WHOLE_ORIGINAL }))).toBeNull();
  });
});

describe('other mail', () => {
  test.each([
    [
      'an out-of-office answer',
      'From: a@x.example\r\nAuto-Submitted: auto-replied\r\nSubject: Vắng mặt\r\n\r\nTôi đi công tác.',
    ],
    ['a letter about a failure', 'From: a@x.example\r\nSubject: failed\r\n\r\nStatus: 5.1.1'],
    ['nothing at all', ''],
  ])('%s is no bounce', async (_what, raw) => {
    expect(await readBounce(raw)).toBeNull();
  });
});
