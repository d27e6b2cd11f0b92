import { describe, expect, test } from '@jest/globals';
import { UnsafeMailError, UnsafeRecipientError } from '../../mail/mime.js';
import { LineFailure } from '../../mail/line-failure.js';
import { verdictOfFailure, verdictOfWriting } from '../../mail/verdict.js';

function failure(fields: Record<string, unknown>, handedOver = false): LineFailure {
  return new LineFailure(Object.assign(new Error('failed'), fields), handedOver);
}

describe('what a failed try was', () => {
  test.each([
    [{ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'recipient'],
    [{ code: 'EENVELOPE', responseCode: 552, command: 'MAIL FROM' }, 'sender'],
    [{ code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'message'],
    [{ code: 'EAUTH', responseCode: 454, command: 'AUTH PLAIN' }, 'login'],
    [{ code: 'EPROTOCOL', responseCode: 554, command: 'CONN' }, 'connect'],
    [{ code: 'ECONNECTION', responseCode: 421, command: 'CONN' }, 'connect'],
  ])('%j is an answer at %s, whether or not the mail was handed over', (fields, stage) => {
    for (const handedOver of [false, true]) {
      expect(verdictOfFailure(failure(fields, handedOver), 'said')).toMatchObject({
        kind: 'answered',
        reply: { code: fields.responseCode, stage },
        conversation: 'said',
      });
    }
  });

  test.each([
    [{ code: 'ESOCKET', command: 'CONN' }],
    [{ code: 'ETIMEDOUT', command: 'CONN' }],
    [{ code: 'EDNS', command: 'CONN' }],
    [{ code: 'ECONNECTION', command: 'CONN' }],
  ])('%j: nobody answered; after the mail was handed over it may have arrived', (fields) => {
    expect(verdictOfFailure(failure(fields), null).kind).toBe('unreachable');
    expect(verdictOfFailure(failure(fields, true), null).kind).toBe('unknown');
  });

  test('a login without words and broken TLS are the relay’s', () => {
    expect(verdictOfFailure(failure({ code: 'EAUTH', command: 'API' }), null)).toMatchObject({
      reply: { code: 535, stage: 'login' },
    });
    expect(verdictOfFailure(failure({ code: 'ETLS', command: 'STARTTLS' }), null)).toMatchObject({
      reply: { code: 454, stage: 'connect' },
    });
  });

  test('only an address of the recipient is unusable; every other fault of writing is ours', () => {
    expect(verdictOfWriting(new UnsafeRecipientError('not an address')).kind).toBe('unusable');
    expect(verdictOfWriting(new UnsafeMailError('not an address')).kind).toBe('unwritable');
    expect(verdictOfWriting(new URIError('half a character')).kind).toBe('unwritable');
    expect(verdictOfFailure(failure({ code: 'EENVELOPE', command: 'API' }), null).kind).toBe(
      'unwritable',
    );
  });

  test('the finer code is read from the server’s own words', () => {
    const error = failure({
      code: 'EENVELOPE',
      responseCode: 550,
      command: 'RCPT TO',
      response: '550 5.1.1 unknown',
    });
    expect(verdictOfFailure(error, null)).toMatchObject({
      response: '550 5.1.1 unknown',
      reply: { enhanced: '5.1.1' },
    });
    expect(verdictOfFailure('odd', null)).toMatchObject({ kind: 'unreachable', response: 'odd' });
  });
});
