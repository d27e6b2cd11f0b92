import { describe, expect, test } from '@jest/globals';
import { fenceBanner, fenceState } from '../../domain/fence.js';
import type { FenceFacts, LedgerPlace } from '../../domain/fence.js';

const own = { instanceId: 'installation-1', seat: 'seat-of-this-machine' };
const ledger: LedgerPlace = { ...own, systemId: '7001', beat: 40, closedWhy: null };
const facts: FenceFacts = {
  own,
  ledger,
  systemId: '7001',
  everStarted: true,
  marks: [{ beat: 40, knownRun: true }],
};

describe('the fence', () => {
  test('is open where the ledger belongs, stands where it stood and is as new as its marks', () => {
    expect(fenceState(facts)).toEqual({ kind: 'open' });
    expect(fenceState({ ...facts, marks: [] })).toEqual({ kind: 'open' });
    expect(fenceState({ ...facts, marks: [{ beat: 12, knownRun: true }] })).toEqual({
      kind: 'open',
    });
  });

  test.each<[string, Partial<FenceFacts>, string]>([
    [
      'another installation',
      { own: { ...own, instanceId: 'installation-2' } },
      'otherInstallation',
    ],
    ['another machine or folder', { own: { ...own, seat: 'elsewhere' } }, 'moved'],
    ['several machines where it was one', { own: { ...own, seat: null } }, 'moved'],
    ['a dump read in by another server', { systemId: '7002' }, 'otherServer'],
    ['a mark that has come further', { marks: [{ beat: 41, knownRun: true }] }, 'older'],
    ['a mark of a start it does not know', { marks: [{ beat: 3, knownRun: false }] }, 'older'],
    [
      'one mark of several that has come further',
      {
        marks: [
          { beat: 2, knownRun: true },
          { beat: 99, knownRun: true },
        ],
      },
      'older',
    ],
    ['a restore', { ledger: { ...ledger, closedWhy: 'restored' } }, 'restored'],
    ['a command', { ledger: { ...ledger, closedWhy: 'byHand' } }, 'byHand'],
    [
      'plans in a ledger that no installation is known to, beside a mark',
      { ledger: null, marks: [{ beat: 1, knownRun: false }] },
      'older',
    ],
  ])('is closed by %s', (_what, change, why) => {
    expect(fenceState({ ...facts, ...change })).toEqual({ kind: 'closed', why });
  });

  test('a server that does not tell its identifier is no reason, nor is an emptied ledger', () => {
    expect(fenceState({ ...facts, systemId: null })).toEqual({ kind: 'open' });
    expect(
      fenceState({
        ...facts,
        ledger: null,
        everStarted: false,
        marks: [{ beat: 900, knownRun: false }],
      }),
    ).toEqual({ kind: 'unbound' });
    expect(fenceState({ ...facts, ledger: null, marks: [] })).toEqual({ kind: 'unbound' });
  });

  test('every page says why, and who decides', () => {
    expect(fenceBanner('older')).toContain('cũ hơn');
    expect(fenceBanner('older')).toContain('dondoc fence');
  });
});
