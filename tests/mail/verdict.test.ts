import { describe, expect, test } from '@jest/globals';

import { verdictOf } from '../../mail/verdict.js';

function failure(fields: Record<string, unknown>): Error {
  return Object.assign(new Error('failed'), fields);
}

describe('what a failed try means', () => {
  test.each([
    [{ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'refused'],
    [{ code: 'EENVELOPE', responseCode: 503, command: 'RCPT TO' }, 'retry'],
    [{ code: 'EENVELOPE', responseCode: 552, command: 'MAIL FROM' }, 'refused'],
    [{ code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' }, 'loginRefused'],
    [{ code: 'EENVELOPE', command: 'API' }, 'refused'],
    [{ code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused'],
    [{ code: 'EMESSAGE', responseCode: 452, command: 'DATA' }, 'retry'],
    [{ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'loginRefused'],
    [{ code: 'EAUTH', responseCode: 454, command: 'AUTH PLAIN' }, 'retry'],
    [{ code: 'EAUTH', command: 'API' }, 'loginRefused'],
    [{ code: 'EPROTOCOL', responseCode: 554, command: 'CONN' }, 'loginRefused'],
    [{ code: 'ECONNECTION', responseCode: 421, command: 'CONN' }, 'retry'],
    [{ code: 'ESOCKET', command: 'CONN' }, 'retry'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, 'retry'],
    [{ code: 'EDNS', command: 'CONN' }, 'retry'],
    [{ code: 'ETLS', command: 'STARTTLS' }, 'retry'],
    [{ code: 'EABORT' }, 'retry'],
  ])('%j before the message was handed over: %s', (fields, kind) => {
    expect(verdictOf({ error: failure(fields), handedOver: false }).kind).toBe(kind);
  });

  test.each([
    [{ code: 'ECONNECTION', command: 'CONN' }, 'unknown'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, 'unknown'],
    [{ code: 'EABORT' }, 'unknown'],
    [{ code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused'],
    [{ code: 'ECONNECTION', responseCode: 421, command: 'CONN' }, 'retry'],
  ])('%j after it was: %s', (fields, kind) => {
    expect(verdictOf({ error: failure(fields), handedOver: true }).kind).toBe(kind);
  });

  test.each([
    [421, 60_000],
    [450, 300_000],
    [451, 120_000],
    [452, 300_000],
    [471, 120_000],
  ])('%i comes back after %i ms', (responseCode, afterMs) => {
    const error = failure({ code: 'EENVELOPE', responseCode, command: 'RCPT TO' });
    expect(verdictOf({ error, handedOver: false })).toMatchObject({ kind: 'retry', afterMs });
  });

  test('the server’s own words are kept, else the error’s', () => {
    const error = failure({ code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 unknown' });
    expect(verdictOf({ error, handedOver: false }).response).toBe('550 5.1.1 unknown');
    expect(verdictOf({ error: 'odd', handedOver: false }).response).toBe('odd');
  });
});
