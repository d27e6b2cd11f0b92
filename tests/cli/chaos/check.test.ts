import { describe, expect, test } from '@jest/globals';
import { findingOf } from '../../../cli/chaos/check.js';
import type { Evidence, LedgerMail, MailStep } from '../../../cli/chaos/witnesses.js';
import type { SinkCopy } from '../../../cli/chaos/sink-behaviour.js';

const mail = (nth: number, change: Partial<LedgerMail> = {}): LedgerMail => ({
  headerId: `m${String(nth)}`,
  agencyId: `a${String(nth)}`,
  ladder: true,
  tells: [`ladder assigned/${String(nth)}`],
  to: `dv${String(nth)}@x.example`,
  state: 'sent',
  why: null,
  ...change,
});

const copy = (nth: number, change: Partial<SinkCopy> = {}): SinkCopy => ({
  headerId: `m${String(nth)}`,
  to: `dv${String(nth)}@x.example`,
  beganAtMs: 1_100,
  endedAtMs: 1_200,
  arrived: true,
  answered: true,
  ...change,
});

const step = (nth: number, change: Partial<MailStep>): MailStep => ({
  headerId: `m${String(nth)}`,
  was: 'planned',
  became: 'sending',
  begunAtMs: 1_000,
  atMs: 1_010,
  ...change,
});

const marks = (nth: number): MailStep[] => [
  step(nth, {}),
  step(nth, { was: 'sending', became: 'sent', begunAtMs: 1_290, atMs: 1_300 }),
];

/** Two agencies, two mails, each sent once: nothing to find. */
const sound: Evidence = {
  agencyIds: ['a1', 'a2'],
  mailsEach: 1,
  mails: [mail(1), mail(2)],
  settled: [],
  leftOut: [],
  steps: [...marks(1), ...marks(2)],
  sink: { copies: [copy(1), copy(2)], refusals: [] },
  released: [],
  moved: [],
  auditFaults: [],
};

const finding = (change: Partial<Evidence>, copies = 0) =>
  findingOf({ ...sound, ...change }, { copies });

const doubled = { sink: { copies: [copy(1), copy(1), copy(2)], refusals: [] } };

describe('the check of a wave', () => {
  test('finds nothing where every mail arrived once and was recorded', () => {
    expect(finding({})).toEqual({
      expected: 2,
      delivered: 2,
      distinct: 2,
      duplicates: 0,
      lost: 0,
      ledgerAgrees: true,
      faults: [],
    });
  });

  test.each<[string, Partial<Evidence>, RegExp]>([
    [
      'an agency without a mail or a reason',
      { mails: [mail(1)], sink: { copies: [copy(1)], refusals: [] } },
      /1 agencies have no mail/,
    ],
    [
      'a mail that was given up without a reason',
      {
        mails: [mail(1), mail(2, { state: 'suppressed' })],
        sink: { copies: [copy(1)], refusals: [] },
      },
      /1 agencies have no mail/,
    ],
    [
      'a mail recorded as sent that never arrived',
      { sink: { copies: [copy(1)], refusals: [] } },
      /m2 is sent and never arrived/,
    ],
    [
      'a mail that arrived and is refused',
      { mails: [mail(1), mail(2, { state: 'refused', why: 'refused' })] },
      /m2 arrived and is refused/,
    ],
    [
      'a mail that no ledger knows',
      { sink: { copies: [copy(1), copy(2), copy(3)], refusals: [] } },
      /m3 is at the sink and in no ledger/,
    ],
    [
      'a mail that is still under way',
      { mails: [mail(1), mail(2, { state: 'sending' })], sink: sound.sink },
      /m2 arrived and is sending/,
    ],
    [
      'a wave that came once where it was to come twice',
      { mailsEach: 2 },
      /a mail too many or too few: a1 \(2 in all\)/,
    ],
    [
      'a copy that nothing allows',
      { ...doubled, steps: [] },
      /1 copies, where 0 answers could not be given and 0 may be forgotten/,
    ],
    [
      'a third copy',
      {
        steps: [],
        sink: {
          copies: [copy(1, { answered: false }), copy(1, { answered: false }), copy(1), copy(2)],
          refusals: [],
        },
      },
      /a third copy: m1/,
    ],
    [
      'a copy begun after the mail was recorded as sent',
      { sink: { copies: [copy(1), copy(1, { beganAtMs: 1_301 }), copy(2)], refusals: [] } },
      /sent again after it was recorded as sent: m1/,
    ],
    [
      'a mail planned anew after it was recorded as sent',
      { steps: [...marks(1), step(1, { was: 'sent', became: 'planned' }), ...marks(2)] },
      /sent again after it was recorded as sent: m1/,
    ],
    [
      'one rung told in two mails',
      {
        mails: [mail(1), mail(2), mail(3, { agencyId: 'a1', tells: ['ladder assigned/1'] })],
        sink: { copies: [copy(1), copy(2), copy(3)], refusals: [] },
      },
      /told twice: a1 ladder assigned\/1/,
    ],
    [
      'a mail marked after its report was in',
      { released: [{ agencyId: 'a1', fromMs: 900, toMs: Infinity }] },
      /marked though nothing was owed: m1/,
    ],
    [
      'a mail to an address that had been corrected',
      { moved: [{ agencyId: 'a1', address: 'new@x.example', atMs: 900 }] },
      /no longer the agency’s: m1/,
    ],
    [
      'an act that the audit does not know',
      { auditFaults: ['the audit does not know waive of o1'] },
      /the audit does not know waive of o1/,
    ],
  ])('finds %s', (_, change, words) => {
    const { faults } = finding(change);
    expect(faults.join('\n')).toMatch(words);
  });

  test.each<[string, Partial<Evidence>, number]>([
    ['a second copy that a killed process may cost', { ...doubled, steps: [] }, 1],
    [
      'a second copy where the sink could not answer the first',
      {
        steps: [],
        sink: { copies: [copy(1, { answered: false }), copy(1), copy(2)], refusals: [] },
      },
      0,
    ],
    [
      'a mail before a person with its reason',
      {
        mails: [mail(1), mail(2, { state: 'refused', why: 'refused' })],
        sink: { copies: [copy(1)], refusals: [] },
      },
      0,
    ],
    [
      'a mail that arrived before its worker was killed, and whose report came before its second try',
      { mails: [mail(1), mail(2, { state: 'doubtful', why: 'mayHaveGone' })] },
      0,
    ],
    [
      'a rung left out with its reason',
      {
        mails: [mail(1)],
        leftOut: [{ agencyId: 'a2', why: 'noContact' }],
        sink: { copies: [copy(1)], refusals: [] },
      },
      0,
    ],
    [
      'an agency that owed nothing any more before its mail was made',
      { mails: [mail(1)], settled: ['a2'], sink: { copies: [copy(1)], refusals: [] } },
      0,
    ],
    [
      'a mail marked before its report was in',
      { released: [{ agencyId: 'a1', fromMs: 1_001, toMs: Infinity }] },
      0,
    ],
    [
      'a mail marked after a pause was over',
      { released: [{ agencyId: 'a1', fromMs: 100, toMs: 999 }] },
      0,
    ],
    [
      'a mark that its own transaction took back',
      {
        released: [{ agencyId: 'a1', fromMs: 900, toMs: Infinity }],
        mails: [mail(1, { state: 'suppressed', why: 'notWanted' }), mail(2)],
        steps: [
          step(1, {}),
          step(1, { was: 'sending', became: 'suppressed', atMs: 1_020 }),
          ...marks(2),
        ],
        sink: { copies: [copy(2)], refusals: [] },
      },
      0,
    ],
    [
      'a mail marked before its address was corrected',
      { moved: [{ agencyId: 'a1', address: 'new@x.example', atMs: 1_050 }] },
      0,
    ],
  ])('lets pass %s', (_, change, copies) => {
    expect(finding(change, copies).faults).toEqual([]);
  });
});
