import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, instant } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { decideObligation, evolveObligation, isOverdue, owes } from '../../domain/obligation.js';
import type {
  CycleGate,
  Obligation,
  ObligationCommand,
  ObligationRefusal,
  ObligationState,
} from '../../domain/obligation.js';

const NOW = instant('2026-07-02T10:00:00+07:00');
const LATE = instant('2026-07-07T08:30:00+07:00');

const gate: CycleGate = {
  open: true,
  closesForEditsAt: instant('2026-07-24T17:00:00+07:00'),
  editsClosed: false,
  onwardAt: null,
};

const fresh: Obligation = {
  state: 'expected',
  binding: true,
  epoch: 0,
  originalTargetAt: instant('2026-07-03T17:00:00+07:00'),
  originalOverdueAt: instant('2026-07-07T00:00:00+07:00'),
  targetAt: instant('2026-07-03T17:00:00+07:00'),
  overdueAt: instant('2026-07-07T00:00:00+07:00'),
  version: 0,
  onTime: null,
  firstReceivedAt: null,
  missingHalf: null,
  nil: false,
  everReturned: false,
  reason: null,
};

/** One obligation in each state, as its own history would have left it. */
const inState: Record<ObligationState, Obligation> = {
  expected: fresh,
  submitted: { ...fresh, state: 'submitted', version: 1, onTime: true, firstReceivedAt: NOW },
  accepted: { ...fresh, state: 'accepted', version: 1, onTime: true, firstReceivedAt: NOW },
  claimed: { ...fresh, state: 'claimed' },
  returned: {
    ...fresh,
    state: 'returned',
    version: 1,
    onTime: true,
    firstReceivedAt: NOW,
    everReturned: true,
    epoch: 1,
    reason: 'Thiếu biểu số liệu',
  },
  waived: { ...fresh, state: 'waived', reason: 'Đã giải thể' },
};

const due = {
  day: day('2026-07-10'),
  targetAt: instant('2026-07-10T17:00:00+07:00'),
  overdueAt: instant('2026-07-11T00:00:00+07:00'),
};
const reason = 'Lý do';

const commands = {
  submit: { type: 'submit', nil: false },
  claim: { type: 'claim' },
  confirmClaim: { type: 'confirmClaim', arrivedAt: NOW },
  documentArrived: { type: 'documentArrived', arrivedAt: NOW },
  rejectClaim: { type: 'rejectClaim', reason },
  return: { type: 'return', reason, due },
  accept: { type: 'accept' },
  reopen: { type: 'reopen', reason },
  extend: { type: 'extend', reason, due },
  setDue: { type: 'setDue', reason, due },
  waive: { type: 'waive', reason },
  withdrawOnTime: { type: 'withdrawOnTime', reason },
} as const satisfies Record<ObligationCommand['type'], ObligationCommand>;

function act(
  owed: Obligation,
  command: ObligationCommand,
  { now = NOW, at = gate }: { now?: Instant; at?: CycleGate } = {},
): Obligation | ObligationRefusal {
  const decided = decideObligation(owed, command, { now, gate: at });
  return decided.ok ? decided.value.reduce(evolveObligation, owed) : decided.error;
}

function stateOrRefusal(result: Obligation | ObligationRefusal): string {
  return typeof result === 'string' ? result : result.state;
}

describe('every act in every state', () => {
  const states = ['expected', 'submitted', 'accepted', 'claimed', 'returned', 'waived'] as const;
  const table: Record<keyof typeof commands, readonly string[]> = {
    submit: ['submitted', 'submitted', 'ALREADY_ACCEPTED', 'submitted', 'submitted', 'WAIVED'],
    claim: [
      'claimed',
      'ALREADY_RECEIVED',
      'ALREADY_RECEIVED',
      'ALREADY_RECEIVED',
      'claimed',
      'WAIVED',
    ],
    confirmClaim: [
      'NOT_CLAIMED',
      'NOT_CLAIMED',
      'NOT_CLAIMED',
      'submitted',
      'NOT_CLAIMED',
      'NOT_CLAIMED',
    ],
    documentArrived: [
      'NO_HALF_MISSING',
      'NO_HALF_MISSING',
      'NO_HALF_MISSING',
      'NO_HALF_MISSING',
      'NO_HALF_MISSING',
      'NO_HALF_MISSING',
    ],
    rejectClaim: [
      'NOT_CLAIMED',
      'NOT_CLAIMED',
      'NOT_CLAIMED',
      'expected',
      'NOT_CLAIMED',
      'NOT_CLAIMED',
    ],
    return: [
      'NOTHING_RECEIVED',
      'returned',
      'returned',
      'NOTHING_RECEIVED',
      'NOTHING_RECEIVED',
      'NOTHING_RECEIVED',
    ],
    accept: [
      'NOTHING_RECEIVED',
      'accepted',
      'ALREADY_ACCEPTED',
      'NOTHING_RECEIVED',
      'NOTHING_RECEIVED',
      'NOTHING_RECEIVED',
    ],
    reopen: [
      'NOTHING_RECEIVED',
      'NOTHING_RECEIVED',
      'submitted',
      'NOTHING_RECEIVED',
      'NOTHING_RECEIVED',
      'expected',
    ],
    extend: ['expected', 'NOT_OWED', 'NOT_OWED', 'NOT_OWED', 'returned', 'NOT_OWED'],
    setDue: ['expected', 'NOT_OWED', 'NOT_OWED', 'NOT_OWED', 'returned', 'NOT_OWED'],
    waive: ['waived', 'waived', 'ALREADY_ACCEPTED', 'waived', 'waived', 'WAIVED'],
    withdrawOnTime: [
      'NOT_ON_TIME',
      'submitted',
      'accepted',
      'NOT_ON_TIME',
      'returned',
      'NOT_ON_TIME',
    ],
  };
  const rows = Object.entries(table).flatMap(([type, answers]) =>
    states.map((state, index) => [type, state, answers[index]!] as const),
  );

  test.each(rows)('%s when %s gives %s', (type, state, answer) => {
    const command = commands[type as keyof typeof commands];
    expect(stateOrRefusal(act(inState[state], command))).toBe(answer);
  });
});

describe('on time', () => {
  test('is what comes before the first late instant, and late what comes at it', () => {
    const before = instant('2026-07-06T23:59:59+07:00');
    const at = instant('2026-07-07T00:00:00+07:00');
    expect(act(fresh, commands.submit, { now: before })).toMatchObject({ onTime: true });
    expect(act(fresh, commands.submit, { now: at })).toMatchObject({ onTime: false });
  });

  test('goes by the day a claimed document arrived, not by the day it was reconciled', () => {
    expect(act(inState.claimed, commands.confirmClaim, { now: LATE })).toMatchObject({
      onTime: true,
      version: 1,
      firstReceivedAt: NOW,
      reason: null,
    });
    expect(
      act(inState.claimed, { type: 'confirmClaim', arrivedAt: LATE }, { now: LATE }),
    ).toMatchObject({ onTime: false });
  });

  test('is not undone by a correction that comes late', () => {
    const corrected = act(inState.returned, commands.submit, { now: LATE });
    expect(corrected).toMatchObject({ onTime: true, version: 2, reason: null });
    expect(corrected).toMatchObject({ firstReceivedAt: NOW });
  });

  test('goes by the extended day once that was granted', () => {
    const extended = act(fresh, commands.extend) as Obligation;
    expect(act(extended, commands.submit, { now: LATE })).toMatchObject({ onTime: true });
    expect(extended).toMatchObject({
      originalOverdueAt: fresh.overdueAt,
      originalTargetAt: fresh.targetAt,
      overdueAt: due.overdueAt,
      targetAt: due.targetAt,
      epoch: 1,
    });
  });

  test('withdrawn, the next report decides anew', () => {
    const withdrawn = act(inState.submitted, commands.withdrawOnTime) as Obligation;
    expect(withdrawn).toMatchObject({ onTime: null, firstReceivedAt: null });
    expect(act(withdrawn, commands.submit, { now: LATE })).toMatchObject({ onTime: false });
  });

  test('without a due instant everything is on time', () => {
    const undated = { ...fresh, targetAt: null, overdueAt: null };
    expect(act(undated, commands.submit, { now: LATE })).toMatchObject({ onTime: true });
  });
});

describe('more time than the report upward leaves', () => {
  const wantedAbove = (onwardAt: string) => ({ at: { ...gate, onwardAt: instant(onwardAt) } });

  test.each(['extend', 'setDue'] as const)('%s is an approver’s to give', (type) => {
    const last = wantedAbove('2026-07-10T17:00:00+07:00');
    const past = wantedAbove('2026-07-10T16:59:59+07:00');
    expect(stateOrRefusal(act(fresh, commands[type], last))).toBe('expected');
    expect(stateOrRefusal(act(fresh, commands[type], past))).toBe('DUE_AFTER_ONWARD');
    // Whoever acts for the approver is asked by no such moment.
    expect(stateOrRefusal(act(fresh, commands[type]))).toBe('expected');
  });

  test('is not what a supplement gets: its report has been received', () => {
    const past = wantedAbove('2026-07-09T17:00:00+07:00');
    expect(stateOrRefusal(act(inState.submitted, commands.return, past))).toBe('returned');
  });
});

describe('overdue', () => {
  test('a bound body that owes is overdue from the instant on', () => {
    expect(isOverdue(fresh, instant('2026-07-06T23:59:59+07:00'))).toBe(false);
    expect(isOverdue(fresh, instant('2026-07-07T00:00:00+07:00'))).toBe(true);
  });

  test.each([
    ['merely asked', { ...fresh, binding: false }],
    ['says it has sent', inState.claimed],
    ['has reported', inState.submitted],
    ['is waived', inState.waived],
    ['was on time and is asked for a supplement', inState.returned],
    ['has no due instant', { ...fresh, overdueAt: null }],
  ])('a body that %s never is', (_who, owed) => {
    expect(isOverdue(owed, LATE)).toBe(false);
  });
});

describe('what a claim and a waiver leave behind', () => {
  test('a rejected claim goes back to where it came from, in a new epoch', () => {
    expect(act(inState.claimed, commands.rejectClaim)).toMatchObject({
      state: 'expected',
      epoch: 1,
    });
    const claimedAgain = act(inState.returned, commands.claim) as Obligation;
    expect(act(claimedAgain, commands.rejectClaim)).toMatchObject({ state: 'returned', epoch: 2 });
  });

  test('a waiver taken back asks for what never came, not for what is here', () => {
    expect(act(inState.waived, commands.reopen)).toMatchObject({ state: 'expected', epoch: 1 });
    const waived = act(inState.submitted, commands.waive) as Obligation;
    expect(act(waived, commands.reopen)).toMatchObject({ state: 'submitted', version: 1 });
  });
});

describe('refusals', () => {
  test.each(Object.values(commands))('a cycle that is not open refuses $type', (command) => {
    expect(act(fresh, command, { at: { ...gate, open: false } })).toBe('CYCLE_NOT_OPEN');
  });

  test.each(Object.values(commands))('after editing closed $type is refused', (command) => {
    const closed = { ...gate, editsClosed: true };
    expect(act(inState.submitted, command, { at: closed })).toBe('CLOSED_FOR_EDITS');
    const now = instant('2026-07-24T17:00:00+07:00');
    expect(act(inState.submitted, command, { now })).toBe('CLOSED_FOR_EDITS');
  });

  test.each(Object.values(commands).filter((command) => 'reason' in command))(
    '$type needs a reason',
    (command) => {
      expect(act(inState.submitted, { ...command, reason: '  ' })).toBe('REASON_MISSING');
    },
  );

  test('an extension must be later than the day it replaces', () => {
    const same = { ...due, targetAt: fresh.targetAt!, overdueAt: fresh.overdueAt! };
    expect(act(fresh, { ...commands.extend, due: same })).toBe('DUE_NOT_LATER');
  });

  test('a day moved by a person may be earlier, but not in the past', () => {
    const earlier = {
      day: day('2026-07-02'),
      targetAt: instant('2026-07-02T17:00:00+07:00'),
      overdueAt: instant('2026-07-03T00:00:00+07:00'),
    };
    expect(act(fresh, { ...commands.setDue, due: earlier })).toMatchObject({ epoch: 1 });
    const evening = instant('2026-07-02T17:00:00+07:00');
    expect(act(fresh, { ...commands.setDue, due: earlier }, { now: evening })).toBe(
      'DUE_IN_THE_PAST',
    );
  });

  test('no due day lies behind the end of edits', () => {
    const behind = {
      day: day('2026-07-24'),
      targetAt: instant('2026-07-24T17:00:00+07:00'),
      overdueAt: instant('2026-07-25T00:00:00+07:00'),
    };
    for (const type of ['return', 'extend', 'setDue'] as const) {
      const owed = type === 'return' ? inState.submitted : fresh;
      expect(act(owed, { ...commands[type], due: behind })).toBe('DUE_AFTER_CLOSING');
    }
  });
});

describe('over any history of acts', () => {
  const moments = fc
    .integer({ min: 0, max: 30 * 24 * 60 })
    .map((minutes) => instant(new Date(Date.parse(NOW) + minutes * 60_000).toISOString()));
  const newDue = fc.integer({ min: 1, max: 20 }).map((days) => {
    const target = new Date(Date.parse('2026-07-01T10:00:00Z') + days * 86_400_000);
    return {
      day: day(target.toISOString().slice(0, 10)),
      targetAt: instant(target.toISOString()),
      overdueAt: instant(new Date(target.getTime() + 7 * 3_600_000).toISOString()),
    };
  });
  const anyCommand: fc.Arbitrary<ObligationCommand> = fc.oneof(
    fc.record({ type: fc.constant('submit' as const), nil: fc.boolean() }),
    fc.record({ type: fc.constant('confirmClaim' as const), arrivedAt: moments }),
    fc.constantFrom<ObligationCommand>(
      commands.claim,
      commands.rejectClaim,
      commands.accept,
      commands.reopen,
      commands.waive,
      { type: 'waive', reason: '' },
      commands.withdrawOnTime,
    ),
    fc
      .tuple(fc.constantFrom('return' as const, 'extend' as const, 'setDue' as const), newDue)
      .map(([type, given]) => ({ type, due: given, reason })),
  );
  const histories = fc
    .array(fc.tuple(moments, anyCommand), { maxLength: 40 })
    .map((acts) => [...acts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

  test('epoch and version never fall, first due days stay, and on time is only ever withdrawn', () => {
    fc.assert(
      fc.property(histories, fc.boolean(), (acts, binding) => {
        let owed: Obligation = { ...fresh, binding };
        for (const [now, command] of acts) {
          const before = structuredClone(owed);
          const result = act(owed, command, { now });
          expect(owed).toEqual(before);
          if (typeof result === 'string') continue;
          expect(result.epoch).toBeGreaterThanOrEqual(owed.epoch);
          expect(result.version).toBeGreaterThanOrEqual(owed.version);
          expect(result.originalOverdueAt).toBe(fresh.originalOverdueAt);
          expect(result.binding).toBe(binding);
          if (owed.onTime !== null && command.type !== 'withdrawOnTime') {
            expect(result.onTime).toBe(owed.onTime);
            expect(result.firstReceivedAt).toBe(owed.firstReceivedAt);
          }
          const dueMoved = result.overdueAt !== owed.overdueAt || result.targetAt !== owed.targetAt;
          if (dueMoved) expect(result.epoch).toBe(owed.epoch + 1);
          owed = result;
        }
      }),
    );
  });

  test('nothing is received, accepted or on time without a version behind it', () => {
    fc.assert(
      fc.property(histories, (acts) => {
        let owed = fresh;
        for (const [now, command] of acts) {
          const result = act(owed, command, { now });
          if (typeof result !== 'string') owed = result;
          if (owed.state === 'submitted' || owed.state === 'accepted') {
            expect(owed.version).toBeGreaterThan(0);
          }
          if (owed.onTime !== null) expect(owed.firstReceivedAt).not.toBeNull();
          if (owed.state === 'returned') expect(owed.everReturned).toBe(true);
          if (isOverdue(owed, now)) expect(owes(owed)).toBe(true);
        }
      }),
    );
  });
});
