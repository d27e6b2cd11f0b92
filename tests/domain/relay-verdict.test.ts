import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { enhancedCode, namedWait, VERDICTS, verdictOf } from '../../domain/relay-verdict.js';
import type { About, Stage } from '../../domain/relay-verdict.js';

const SEED = 20260708;

const about = (code: number, enhanced: string | null, stage: Stage): About =>
  verdictOf({ code, enhanced, stage }).about;

describe('what an answer is about', () => {
  test.each<[number, string | null, Stage, About]>([
    // The address itself (RFC 3463 3.2, RFC 7504, RFC 7505).
    [550, '5.1.1', 'recipient', 'address'],
    [550, '5.1.1', 'message', 'address'],
    [550, '5.1.2', 'recipient', 'address'],
    [553, '5.1.3', 'recipient', 'address'],
    [551, '5.1.6', 'recipient', 'address'],
    [556, '5.1.10', 'recipient', 'address'],
    [556, null, 'recipient', 'address'],
    [550, '5.2.1', 'recipient', 'address'],
    [550, null, 'recipient', 'address'],
    [553, null, 'recipient', 'address'],
    // A mailbox that may take mail again.
    [452, '4.2.2', 'recipient', 'mailbox'],
    [552, '5.2.2', 'recipient', 'mailbox'],
    [450, '4.2.1', 'recipient', 'mailbox'],
    [552, null, 'recipient', 'mailbox'],
    // A domain that cannot be found today, an address that cannot be asked about.
    [450, '4.1.2', 'recipient', 'mailbox'],
    [450, '4.1.1', 'recipient', 'mailbox'],
    // Sender, policy, quota: nothing against the agency.
    [554, '5.7.1', 'recipient', 'policy'],
    [550, '5.4.5', 'message', 'policy'],
    [554, '5.2.0', 'message', 'policy'],
    [553, '5.7.1', 'recipient', 'policy'],
    [550, '5.7.26', 'message', 'policy'],
    [550, '5.1.8', 'recipient', 'policy'],
    [550, '5.7.27', 'recipient', 'policy'],
    [550, null, 'message', 'policy'],
    [554, null, 'message', 'policy'],
    [552, '5.3.4', 'sender', 'policy'],
    // The relay turns us away.
    [535, '5.7.8', 'login', 'relay'],
    [530, '5.7.0', 'sender', 'relay'],
    [530, null, 'recipient', 'relay'],
    [554, null, 'connect', 'relay'],
    [521, null, 'connect', 'relay'],
    [421, '4.3.2', 'recipient', 'relay'],
    [421, null, 'message', 'relay'],
    [553, '5.1.8', 'sender', 'relay'],
    [550, null, 'sender', 'relay'],
    [454, null, 'connect', 'relay'],
    // Time will tell.
    [450, '4.7.1', 'recipient', 'time'],
    [451, null, 'recipient', 'time'],
    [451, '4.3.0', 'message', 'time'],
    [452, null, 'recipient', 'time'],
    [503, null, 'recipient', 'time'],
  ])('%i %s at %s: %s', (code, enhanced, stage, expected) => {
    expect(about(code, enhanced, stage)).toBe(expected);
  });

  const replies = fc.record({
    code: fc.integer({ min: 400, max: 599 }),
    enhanced: fc.option(
      fc
        .tuple(
          fc.constantFrom(4, 5),
          fc.integer({ min: 0, max: 9 }),
          fc.integer({ min: 0, max: 40 }),
        )
        .map((parts) => parts.join('.')),
    ),
    stage: fc.constantFrom<Stage>('connect', 'login', 'sender', 'recipient', 'message'),
  });

  test('only a lasting refusal of the recipient, never a temporary one, speaks against an address', () => {
    fc.assert(
      fc.property(replies, (reply) => {
        const { about: what, lasting } = verdictOf(reply);
        if (what !== 'address') return;
        expect(lasting).toBe(true);
        expect(['recipient', 'message']).toContain(reply.stage);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test('codes of policy, sender, network and protocol never do', () => {
    fc.assert(
      fc.property(replies, fc.constantFrom(3, 4, 5, 6, 7), fc.nat(40), (reply, subject, detail) => {
        const enhanced = `5.${String(subject)}.${String(detail)}`;
        expect(verdictOf({ ...reply, enhanced }).about).not.toBe(
          reply.code === 556 ? 'nothing' : 'address',
        );
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test('every row names where it comes from and decides something that no earlier one does', () => {
    const seen = new Set<string>();
    for (const row of VERDICTS) {
      expect(row.source).toMatch(/^RFC \d{4} \d/);
      const key = JSON.stringify([row.stages, row.codes, row.details, row.temporary]);
      expect(seen.has(key)).toBe(false);
      seen.add(key);
    }
  });
});

test.each([
  ['550 5.1.1 unknown', '5.1.1'],
  ['550-5.7.26 unauthenticated', '5.7.26'],
  ['550 No such user 5.1.1', null],
  ['250 2.0.0 ok', '2.0.0'],
  // Servers that give no finer code say it in words.
  ['550 relay not permitted', '5.7.1'],
  ['554 <so.a@tinh.example>: Relaying denied', '5.7.1'],
  ['550 SPF check failed', '5.7.26'],
  ['550 Sender verify failed', '5.1.8'],
  ['550 Daily sending quota exceeded', '5.4.5'],
  ['452 Too many messages from you', '4.4.5'],
  ['550 Rejected: blocked by block list', '5.7.1'],
  ['550 Administrative prohibition', '5.7.1'],
  ['452 Mailbox of so.a is full', '4.2.2'],
  ['552 User over quota', '5.2.2'],
  ['550 User unknown', null],
  ['550 Unrouteable address', null],
  ['551 User not local', null],
  ['250 relay accepted', null],
])('the finer code of "%s" is %s', (response, code) => {
  expect(enhancedCode(response)).toBe(code);
});

test.each<[string, Stage, About]>([
  ['550 relay not permitted', 'recipient', 'policy'],
  ['550 SPF check failed', 'recipient', 'policy'],
  ['550 Sender verify failed', 'recipient', 'policy'],
  ['550 Sender rejected', 'sender', 'relay'],
  ['452 Mailbox is full', 'recipient', 'mailbox'],
  ['550 No such user here', 'recipient', 'address'],
])('"%s" at %s is about %s', (response, stage, expected) => {
  const code = Number(response.slice(0, 3));
  expect(about(code, enhancedCode(response), stage)).toBe(expected);
});

test.each([
  ['421 try again in 5 minutes', 300_000],
  ['450 4.7.1 Greylisted for 60 seconds', 60_000],
  ['451 retry after 2 hours', 7_200_000],
  ['451 retry after 30s', 30_000],
  ['451 later', null],
  ['550 5.1.1 in 2026 nobody', null],
])('"%s" asks us to stay away for %s ms', (response, ms) => {
  expect(namedWait(response)).toBe(ms);
});
