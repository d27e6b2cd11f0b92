import { describe, expect, test } from '@jest/globals';
import { decideCycle, decidePlan } from '../../domain/cycle.js';
import type { ChaseStep, CycleFacts, PlanFacts, ReportStep } from '../../domain/cycle.js';
import { instant } from '../../domain/day.js';
import type { PaperState } from '../../domain/paper.js';

const PAST = instant('2026-07-01T08:00:00+07:00');
const NOW = instant('2026-07-02T08:00:00+07:00');
const SOON = instant('2026-07-03T08:00:00+07:00');
const LATER = instant('2026-07-24T17:00:00+07:00');

const collecting: CycleFacts = {
  kind: 'collect',
  consolidates: true,
  opened: true,
  paused: false,
  cancelled: false,
  closed: false,
  nextWaveAt: SOON,
  unsettled: 0,
  unsettledFrom: null,
  owing: 3,
  unchecked: 0,
  overdue: 0,
  closesForNewAt: instant('2026-07-14T17:00:00+07:00'),
  closesForEditsAt: LATER,
  collectionClosed: false,
  editsClosed: false,
  letterAt: instant('2026-07-08T08:00:00+07:00'),
  letterDrafted: false,
  consolidated: false,
  report: null,
  askAt: null,
  copyOwed: false,
};

function decide(facts: Partial<CycleFacts>, now = NOW) {
  return decideCycle({ ...collecting, ...facts }, now);
}

describe('what a cycle is due to do', () => {
  test('waits for the next wave and the closing, whichever is nearer', () => {
    expect(decide({})).toEqual({
      chase: { kind: 'wait', until: SOON },
      report: { kind: 'wait', until: collecting.closesForNewAt },
    });
  });

  test('sends a wave at its instant, not a millisecond before', () => {
    expect(decide({ nextWaveAt: NOW }).chase).toEqual({ kind: 'do', step: 'wave' });
    expect(decide({ nextWaveAt: SOON }).chase).toMatchObject({ kind: 'wait' });
  });

  test('comes back to mails a wave has left, once they may leave', () => {
    expect(decide({ unsettled: 2, unsettledFrom: NOW }).chase).toEqual({
      kind: 'do',
      step: 'wave',
    });
    expect(decide({ unsettled: 2, unsettledFrom: SOON, nextWaveAt: null }).chase).toEqual({
      kind: 'wait',
      until: SOON,
    });
  });

  test('drafts the letter while somebody is overdue and reports are still taken', () => {
    const due = { letterAt: NOW, overdue: 1 };
    expect(decide(due).chase).toEqual({ kind: 'do', step: 'draftLetter' });
    expect(decide({ ...due, overdue: 0 }).chase).toEqual({ kind: 'wait', until: SOON });
    expect(decide({ ...due, letterDrafted: true }).chase).toMatchObject({ kind: 'wait' });
    expect(decide({ ...due, collectionClosed: true }).chase).toMatchObject({ kind: 'wait' });
  });

  test('closes collection when all are in and checked, or at its time', () => {
    const close = { kind: 'do', step: 'closeCollection' };
    expect(decide({ owing: 0, unchecked: 0 }).report).toEqual(close);
    expect(decide({ owing: 0, unchecked: 1 }).report).toMatchObject({ kind: 'wait' });
    expect(decide({ closesForNewAt: NOW }).report).toEqual(close);
  });

  test('goes on from consolidation to approval to the Ministry', () => {
    const closed = { collectionClosed: true };
    expect(decide(closed).report).toEqual({ kind: 'do', step: 'consolidate' });
    const drafted = { ...closed, consolidated: true, report: 'draft' as const };
    expect(decide(drafted).report).toEqual({ kind: 'wait', until: null });
    const asked = { ...drafted, report: 'awaitingApproval' as const, askAt: NOW };
    expect(decide(asked).report).toEqual({ kind: 'do', step: 'askApproval' });
    expect(decide({ ...asked, askAt: SOON }).report).toEqual({ kind: 'wait', until: SOON });
    const released = { ...drafted, report: 'released' as const };
    expect(decide({ ...released, copyOwed: true }).report).toEqual({ kind: 'do', step: 'sendUp' });
    expect(decide({ ...released, editsClosed: true }).report).toEqual({
      kind: 'do',
      step: 'closeCycle',
    });
  });

  test('takes corrections until the end of edits although the report is out', () => {
    const out = { collectionClosed: true, consolidated: true, report: 'released' as const };
    expect(decide({ ...out, owing: 1, nextWaveAt: null })).toEqual({
      chase: { kind: 'wait', until: LATER },
      report: { kind: 'wait', until: null },
    });
    expect(decide({ ...out, owing: 0 }).chase).toEqual({ kind: 'do', step: 'closeEdits' });
    expect(decide({ ...out, owing: 1, nextWaveAt: null }, LATER).chase).toEqual({
      kind: 'do',
      step: 'closeEdits',
    });
  });

  test('a paper of any kind asks for its approver whatever the stage', () => {
    expect(decide({ askAt: NOW }).report).toEqual({ kind: 'do', step: 'askApproval' });
  });

  test('a supplement to a closed cycle is asked for, goes up, and nothing else is done', () => {
    const closed = { closed: true, nextWaveAt: PAST, report: 'released' as const };
    const chase = { kind: 'end' };
    expect(decide({ ...closed, askAt: NOW })).toEqual({
      chase,
      report: { kind: 'do', step: 'askApproval' },
    });
    expect(decide({ ...closed, askAt: SOON })).toEqual({
      chase,
      report: { kind: 'wait', until: SOON },
    });
    expect(decide({ ...closed, copyOwed: true })).toEqual({
      chase,
      report: { kind: 'do', step: 'sendUp' },
    });
    expect(decide({ ...closed, cancelled: true, askAt: NOW }).report).toEqual({ kind: 'end' });
  });

  test.each([
    ['closed', { closed: true }, { kind: 'end' }],
    ['cancelled', { cancelled: true, paused: true }, { kind: 'end' }],
    ['paused', { paused: true, nextWaveAt: PAST }, { kind: 'wait', until: null }],
    ['not opened', { opened: false, nextWaveAt: PAST }, { kind: 'wait', until: null }],
  ])('%s, both hands answer alike', (_state, facts, answer) => {
    expect(decide(facts)).toEqual({ chase: answer, report: answer });
  });
});

/** Every combination of what bears on the decision; instants are past, ahead or none. */
function* everyState(): Generator<CycleFacts> {
  const papers: readonly (PaperState | null)[] = [
    null,
    'draft',
    'awaitingApproval',
    'numbered',
    'released',
    'acknowledged',
  ];
  const both = [false, true];
  const whens = [null, PAST, SOON];
  for (const kind of ['collect', 'onward'] as const)
    for (const consolidates of kind === 'collect' ? both : [false])
      for (const report of consolidates ? papers : [null])
        for (const collectionClosed of both)
          for (const editsClosed of both)
            for (const nextWaveAt of editsClosed ? [null] : whens)
              for (const unsettledFrom of whens)
                for (const owing of [0, 2])
                  for (const unchecked of [0, 1])
                    for (const closing of kind === 'collect' ? [PAST, SOON] : [null])
                      for (const askAt of [null, PAST, SOON])
                        for (const overdue of owing === 0 ? [0] : [0, 1])
                          for (const letterDrafted of both)
                            yield {
                              ...collecting,
                              kind,
                              consolidates,
                              report,
                              consolidated: report !== null,
                              collectionClosed,
                              editsClosed,
                              nextWaveAt,
                              unsettled: unsettledFrom === null ? 0 : 1,
                              unsettledFrom,
                              owing,
                              unchecked,
                              overdue,
                              letterAt: kind === 'collect' ? PAST : null,
                              letterDrafted,
                              closesForNewAt: closing,
                              closesForEditsAt: closing,
                              askAt,
                              copyOwed: report === 'released',
                            };
}

/** What each step writes into the ledger, in the words of the facts. */
const effects: Record<ChaseStep | ReportStep, (facts: CycleFacts) => CycleFacts> = {
  wave: (facts) => ({ ...facts, nextWaveAt: null, unsettled: 0, unsettledFrom: null }),
  draftLetter: (facts) => ({ ...facts, letterDrafted: true }),
  closeEdits: (facts) => ({ ...facts, editsClosed: true, nextWaveAt: null }),
  closeCollection: (facts) => ({ ...facts, collectionClosed: true }),
  consolidate: (facts) => ({ ...facts, consolidated: true, report: 'draft' }),
  askApproval: (facts) => ({ ...facts, askAt: SOON }),
  sendUp: (facts) => ({ ...facts, copyOwed: false }),
  closeCycle: (facts) => ({ ...facts, closed: true }),
};

/** Whether a person has to act before anything can go on. */
function isWithPeople(facts: CycleFacts): boolean {
  const paperOnDesk =
    facts.report !== null && facts.report !== 'released' && facts.report !== 'acknowledged';
  return paperOnDesk || facts.owing > 0 || facts.unchecked > 0;
}

/** Does what is due at NOW until nothing is; throws when that never ends. */
function settle(start: CycleFacts): { facts: CycleFacts; staysDue: string[] } {
  let facts = start;
  const staysDue: string[] = [];
  for (let steps = 0; steps < 15; steps += 1) {
    const { chase, report } = decideCycle(facts, NOW);
    const due = chase.kind === 'do' ? chase : report;
    if (due.kind !== 'do') return { facts, staysDue };
    facts = effects[due.step](facts);
    const after = decideCycle(facts, NOW);
    for (const hand of [after.chase, after.report]) {
      if (hand.kind === 'do' && hand.step === due.step) staysDue.push(due.step);
    }
  }
  throw new Error(`goes in a circle: ${JSON.stringify(start)}`);
}

describe('in every state a cycle can be in', () => {
  const states = [...everyState()];

  test('doing a due step makes it no longer due, and no hand turns in a circle', () => {
    expect(states.length).toBeGreaterThan(10_000);
    expect(states.flatMap((start) => settle(start).staysDue)).toEqual([]);
  });

  test('nothing due, nothing waited for and nobody asked never happens before the end', () => {
    const standing = states
      .map((start) => settle(start).facts)
      .filter((facts) => {
        const { chase, report } = decideCycle(facts, NOW);
        const ended = chase.kind === 'end' && report.kind === 'end';
        const waits = [chase, report].some((hand) => hand.kind === 'wait' && hand.until !== null);
        return !ended && !waits && !isWithPeople(facts);
      });
    expect(standing).toEqual([]);
  });

  test('when people have done their part and time has passed, every cycle closes', () => {
    const open = states.filter((start) => {
      let facts: CycleFacts = { ...start, owing: 0, unchecked: 0, overdue: 0 };
      for (let steps = 0; steps < 20 && !facts.closed; steps += 1) {
        const { chase, report } = decideCycle(facts, LATER);
        const due = chase.kind === 'do' ? chase : report;
        facts =
          due.kind === 'do'
            ? { ...effects[due.step](facts), askAt: null }
            : { ...facts, report: 'acknowledged', copyOwed: false };
      }
      return !facts.closed;
    });
    expect(open).toEqual([]);
  });

  test('a wait never lies in the past', () => {
    const stale = states.filter((facts) => {
      const { chase, report } = decideCycle(facts, NOW);
      return [chase, report].some(
        (hand) => hand.kind === 'wait' && hand.until !== null && hand.until <= NOW,
      );
    });
    expect(stale).toEqual([]);
  });
});

describe('what a plan is due to do', () => {
  const started: PlanFacts = {
    started: true,
    paused: false,
    ended: false,
    nextOpeningAt: SOON,
    openCycles: 1,
    takenBackUntil: null,
  };

  test.each<[string, Partial<PlanFacts>, ReturnType<typeof decidePlan>]>([
    ['waits for its next cycle', {}, { kind: 'wait', until: SOON }],
    ['opens a cycle at its day', { nextOpeningAt: NOW }, { kind: 'do', step: 'openCycle' }],
    ['waits while cycles are open', { nextOpeningAt: null }, { kind: 'wait', until: null }],
    [
      'closes when every cycle is closed',
      { nextOpeningAt: null, openCycles: 0 },
      { kind: 'do', step: 'closePlan' },
    ],
    [
      'does not close while its only period, left out, may be taken after all',
      { nextOpeningAt: null, openCycles: 0, takenBackUntil: SOON },
      { kind: 'wait', until: SOON },
    ],
    [
      'closes once it may not',
      { nextOpeningAt: null, openCycles: 0, takenBackUntil: PAST },
      { kind: 'do', step: 'closePlan' },
    ],
    [
      'does not close before its last cycle was opened',
      { openCycles: 0 },
      { kind: 'wait', until: SOON },
    ],
    [
      'opens nothing while paused',
      { nextOpeningAt: PAST, paused: true },
      { kind: 'wait', until: null },
    ],
    ['waits for its start', { started: false }, { kind: 'wait', until: null }],
    ['ends when it is over', { ended: true, paused: true }, { kind: 'end' }],
  ])('%s', (_what, facts, answer) => {
    expect(decidePlan({ ...started, ...facts }, NOW)).toEqual(answer);
  });
});
