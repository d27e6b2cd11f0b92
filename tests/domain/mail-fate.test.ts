import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fateOf } from '../../domain/mail-fate.js';
import type { TriedMail, TryOutcome } from '../../domain/mail-fate.js';
import type { About } from '../../domain/relay-verdict.js';

const SEED = 20260710;
const DAY_MS = 86_400_000;

const mail = (given: Partial<TriedMail> = {}): TriedMail => ({
  formal: false,
  attempts: 1,
  unanswered: 0,
  failingForMs: 0,
  mailboxFailingForMs: 0,
  ...given,
});
const answered = (
  about: About,
  lasting = false,
  namedMs: number | null = null,
  ofRecipient = false,
): TryOutcome => ({
  kind: 'answered',
  verdict: { about, lasting, ofRecipient },
  namedMs,
});

describe('a mail after a try', () => {
  test('without an answer goes once more and then waits for a person; a letter waits at once', () => {
    expect(fateOf({ kind: 'unknown' }, mail())).toMatchObject({ state: 'planned' });
    expect(fateOf({ kind: 'unknown' }, mail({ unanswered: 1 }))).toMatchObject({
      state: 'doubtful',
    });
    expect(fateOf({ kind: 'unknown' }, mail({ formal: true }))).toMatchObject({
      state: 'doubtful',
    });
  });

  test('refused for its address is given up without a mark: that is weighed with other answers', () => {
    expect(fateOf(answered('address', true), mail())).toEqual({
      state: 'refused',
      why: 'refused',
      mark: 'suspected',
    });
  });

  test('for a full mailbox waits hours, then days, then gives the contact up', () => {
    const waits = [1, 2, 3, 4].map((attempts) => fateOf(answered('mailbox'), mail({ attempts })));
    expect(waits.map((fate) => ('afterMs' in fate ? fate.afterMs / 3_600_000 : null))).toEqual([
      1, 4, 12, 12,
    ]);
    expect(
      fateOf(answered('mailbox'), mail({ attempts: 9, mailboxFailingForMs: 3 * DAY_MS })),
    ).toEqual({ state: 'refused', why: 'mailbox', mark: 'certain' });
  });

  test('refused by a rule is looked at again for hours and then shown to a person, without a mark', () => {
    expect(fateOf(answered('policy', true), mail({ attempts: 3 }))).toMatchObject({
      state: 'planned',
    });
    expect(fateOf(answered('policy', true), mail({ attempts: 4 }))).toEqual({
      state: 'refused',
      why: 'policy',
      mark: null,
    });
  });

  test('put off goes again soon, later each time, as the relay says where it says so, and for five days', () => {
    const waits = [1, 2, 3, 20].map((attempts) => fateOf(answered('time'), mail({ attempts })));
    expect(waits.map((fate) => ('afterMs' in fate ? fate.afterMs : null))).toEqual([
      15_000, 30_000, 60_000, 3_600_000,
    ]);
    expect(fateOf(answered('time', false, 77_000), mail())).toMatchObject({ afterMs: 77_000 });
    expect(fateOf(answered('time'), mail({ failingForMs: 5 * DAY_MS }))).toEqual({
      state: 'refused',
      why: 'tooLong',
      mark: null,
    });
  });

  test.each([['time'], ['policy']] as const)(
    'that its recipient’s name was put off for (%s) for five days goes to the next contact, if others are taken',
    (about) => {
      const late = mail({ failingForMs: 5 * DAY_MS });
      expect(fateOf(answered(about, false, null, true), late)).toEqual({
        state: 'refused',
        why: 'tooLong',
        mark: 'suspected',
      });
      expect(fateOf(answered(about, false, null, true), mail())).toMatchObject({
        state: 'planned',
      });
    },
  );

  test('one that cannot be written waits for a person and marks nobody', () => {
    expect(fateOf({ kind: 'unwritable' }, mail())).toEqual({
      state: 'doubtful',
      why: 'notComposed',
    });
  });

  test('is sent only when it was taken, and marks a contact for certain only for its mailbox or an address that is none, and for no policy', () => {
    const outcomes = fc.oneof(
      fc.constantFrom<TryOutcome>(
        { kind: 'sent' },
        { kind: 'unreachable' },
        { kind: 'unusable' },
        { kind: 'unwritable' },
        { kind: 'unknown' },
        { kind: 'notTried' },
      ),
      fc
        .tuple(
          fc.constantFrom<About>('address', 'mailbox', 'policy', 'relay', 'time'),
          fc.boolean(),
          fc.option(fc.nat(10_000_000)),
          fc.boolean(),
        )
        .map(([about, lasting, namedMs, ofRecipient]) =>
          answered(about, lasting, namedMs, ofRecipient),
        ),
    );
    const mails = fc.record({
      formal: fc.boolean(),
      attempts: fc.integer({ min: 1, max: 50 }),
      unanswered: fc.nat(3),
      failingForMs: fc.nat(10 * DAY_MS),
      mailboxFailingForMs: fc.nat(10 * DAY_MS),
    });
    fc.assert(
      fc.property(outcomes, mails, (outcome, one) => {
        const fate = fateOf(outcome, one);
        expect(fate.state === 'sent').toBe(outcome.kind === 'sent');
        if (fate.state === 'refused' && fate.mark === 'certain') {
          expect(['mailbox', 'unusable']).toContain(
            outcome.kind === 'answered' ? outcome.verdict.about : outcome.kind,
          );
        }
        if (fate.state === 'refused' && fate.mark === 'suspected' && outcome.kind === 'answered') {
          expect(outcome.verdict.about === 'address' || outcome.verdict.ofRecipient).toBe(true);
        }
        if (fate.state === 'planned') expect(fate.afterMs).toBeGreaterThanOrEqual(0);
        // Nothing that may have arrived goes a third time.
        if (outcome.kind === 'unknown' && one.unanswered >= 1) expect(fate.state).toBe('doubtful');
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
