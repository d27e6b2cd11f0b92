import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideAmendment } from '../../../domain/amendment/decide.js';
import type { CycleChange, RunningCycle } from '../../../domain/amendment/decide.js';
import { amendedCycles } from '../../../domain/amendment/evolve.js';
import { amendmentTellings } from '../../../domain/amendment/tellings.js';
import { amendmentLines, amendmentMails } from '../../../domain/amendment/words.js';
import { at, day, dayAt, plusDays } from '../../../domain/day.js';
import type { Day, Instant } from '../../../domain/day.js';
import { owes } from '../../../domain/obligation.js';
import type { ObligationState } from '../../../domain/obligation.js';
import type { ConfirmedPlan } from '../../../domain/schemas/confirmed-plan.js';
import { planCycles } from '../../../domain/start.js';
import { owersIn } from '../../../domain/tracked-cycles.js';
import type { TrackedAgency } from '../../../domain/tracked-cycles.js';
import { confirmedPlan, dueOn, local } from '../../support/office.js';
import { settings } from '../wave-world.js';

const AGENCIES: readonly TrackedAgency[] = [
  { id: 'a', binding: true, standing: false },
  { id: 'b', binding: true, standing: false },
  { id: 'c', binding: false, standing: false },
  { id: 'd', binding: true, standing: false },
  { id: 'công an', binding: true, standing: true },
];
const IDS = AGENCIES.map(({ id }) => id);
const STARTED = local('2026-06-01T09:00');

/** Three duties of a plan, each there or not, on a day, owed by some. */
const version = fc.record({
  duties: fc.tuple(duty('july'), duty('autumn'), duty('list')),
  upward: fc.option(fc.integer({ min: 130, max: 160 }), { nil: null }),
  without: fc.subarray(['a', 'b'] as const, { maxLength: 1 }),
});
type Version = typeof version extends fc.Arbitrary<infer V> ? V : never;

function duty(key: string) {
  return fc.option(
    fc.record({
      key: fc.constant(key),
      after: fc.integer({ min: 15, max: 120 }),
      owers: fc.option(fc.subarray(IDS, { minLength: 1 }), { nil: null }),
      recipient: fc.constantFrom('Công an tỉnh', 'Sở Y tế'),
    }),
    { freq: 5, nil: null },
  );
}

function planOf({ duties, upward, without }: Version): ConfirmedPlan {
  const on = (after: number): Day => plusDays(day('2026-06-01'), after);
  const listed = IDS.filter((id) => !without.some((one) => one === id));
  const collected = duties.flatMap((one) =>
    one === null
      ? []
      : [
          {
            cycles: [dueOn(on(one.after), one.key)],
            what: one.key === 'list' ? ('list' as const) : ('report' as const),
            ...(one.owers === null ? {} : { owers: one.owers }),
          },
        ],
  );
  const confirmed = confirmedPlan(listed, [
    ...collected,
    ...(upward === null
      ? []
      : [{ cycles: [dueOn(on(upward), 'upward')], what: 'consolidated-report' as const }]),
  ]);
  const kept = duties.filter((one) => one !== null);
  return {
    ...confirmed,
    requirements: confirmed.requirements.map((requirement, nth) => ({
      ...requirement,
      recipients: [kept[nth]?.recipient ?? 'Bộ Công an'],
    })),
  };
}

const NOBODY = {
  ...{ version: 0, onTime: null, firstReceivedAt: null, nil: false, everReturned: false },
  ...{ reason: null, grantedDay: null, armedAt: null, reached: null, receivedAt: null },
  ...{ claimedAt: null, acceptedAt: null, epoch: 0, missingHalf: null },
} as const;

/** A plan as it stands when it starts, with who owes what; `isOpen` of a cycle at the moment of the amendment. */
function begun(plan: ConfirmedPlan, from: Instant, now: Instant): readonly RunningCycle[] {
  const { planned } = planCycles(plan, { now: from, settings });
  return planned.map(({ requirement, cycle, opensAt }) => ({
    key: cycle.key,
    state: opensAt <= now ? 'open' : 'waiting',
    opensAt,
    mergedIn: null,
    duties: owersIn(requirement, { confirmed: plan, agencies: AGENCIES, isMergedIn: false }).map(
      (ower) => ({
        ...NOBODY,
        ...ower,
        id: `${cycle.key}/${ower.agencyId}`,
        state: 'expected',
        dueDay: cycle.dueDay,
        targetAt: cycle.targetAt,
        overdueAt: cycle.overdueAt,
        originalTargetAt: cycle.targetAt,
        originalOverdueAt: cycle.overdueAt,
        asked: opensAt <= now && ower.chased,
      }),
    ),
  }));
}

interface Happened {
  readonly agency: string;
  readonly state: ObligationState;
}

const world = fc.record({
  before: version,
  after: version,
  days: fc.integer({ min: 0, max: 60 }),
  happened: fc.array(
    fc.record({
      agency: fc.constantFrom(...IDS),
      state: fc.constantFrom<ObligationState[]>('submitted', 'accepted', 'claimed', 'returned'),
    }),
    { maxLength: 3 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function lived(cycles: readonly RunningCycle[], happened: readonly Happened[]) {
  return cycles.map((cycle) => ({
    ...cycle,
    duties: cycle.duties.map((one) => ({
      ...one,
      state: happened.find(({ agency }) => agency === one.agencyId)?.state ?? one.state,
    })),
  }));
}

function amended({ before, after, days, happened }: World) {
  const now = at(plusDays(dayAt(STARTED), days), 10 * 60);
  const plans = { before: planOf(before), after: planOf(after) };
  const cycles = lived(begun(plans.before, STARTED, now), happened);
  const facts = { ...plans, agencies: AGENCIES, cycles };
  const decided = decideAmendment(facts, { now, settings });
  const evolve = (changes: readonly CycleChange[]) =>
    amendedCycles(cycles, changes, { now, reason: 'Sửa đổi', idOf: (of) => `mới/${of}` });
  return { ...facts, now, decided, evolve };
}

/** What is owed, by whom, until when, of cycles whose day has not gone by; the standing body's own figures go with the cycle that makes the report. */
function owedIn(cycles: readonly RunningCycle[], now: Instant, but: ReadonlySet<string>) {
  return cycles
    .filter(({ state }) => state !== 'leftOut')
    .flatMap(({ key, duties }) =>
      duties
        .filter(({ state, chased }) => state === 'expected' && chased)
        .filter((one) => one.overdueAt! > now && !but.has(one.agencyId))
        .map(({ agencyId, targetAt, overdueAt, dueDay, binding }) => ({
          ...{ key, agencyId, targetAt, overdueAt, dueDay, binding },
        })),
    )
    .sort((a, b) => (`${a.key}/${a.agencyId}` < `${b.key}/${b.agencyId}` ? -1 : 1));
}

const RUNS = { numRuns: 150, seed: 20261130 };

describe('an amendment of a plan that runs', () => {
  test('leaves whoever has not answered with what a fresh start of the new version would ask', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { decided, evolve, now, after, cycles } = amended(given);
        if (!decided.ok) return;
        const answered = new Set(given.happened.map(({ agency }) => agency));
        const { planned } = planCycles(after, { now, settings });
        fc.pre(planned.length > 0);
        // What ran out before is tracked by no start, and stays as it is here.
        const past = new Set(
          cycles.flatMap(({ key, duties }) =>
            duties.some(({ overdueAt }) => overdueAt! <= now) ? [key] : [],
          ),
        );
        const isAhead = ({ key }: { readonly key: string }) => !past.has(key);
        expect(owedIn(evolve(decided.value), now, answered).filter(isAhead)).toEqual(
          owedIn(begun(after, now, now), now, answered).filter(isAhead),
        );
      }),
      RUNS,
    );
  });

  test('to what runs already changes nothing, and once applied it is what runs', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { before, after, cycles, now, decided, evolve } = amended(given);
        const at_ = { now, settings };
        const facts = { agencies: AGENCIES, cycles };
        expect(decideAmendment({ ...facts, before, after: before }, at_)).toEqual({
          ok: true,
          value: [],
        });
        if (!decided.ok) return;
        const again = { agencies: AGENCIES, before: after, after, cycles: evolve(decided.value) };
        expect(decideAmendment(again, at_)).toEqual({ ok: true, value: [] });
      }),
      RUNS,
    );
  });

  test('tells only whom it concerns and who was asked or is asked now; nothing that came is lost', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { cycles, decided, evolve, now, after } = amended(given);
        if (!decided.ok) return;
        const changes = decided.value;
        const now_ = evolve(changes);
        for (const change of changes.flatMap(({ duties }) => duties)) {
          if (!change.told || change.kind === 'added') continue;
          const duty = cycles
            .flatMap(({ duties }) => duties)
            .find((one) => one.id === change.dutyId);
          expect(duty?.chased).toBe(true);
          expect(duty?.asked === true || change.kind === 'begun').toBe(true);
        }
        const received = (all: readonly RunningCycle[]) =>
          all.flatMap(({ duties }) => duties).filter((one) => !owes(one) && one.state !== 'waived');
        expect(received(now_).map(({ id, state }) => [id, state])).toEqual(
          received(cycles).map(({ id, state }) => [id, state]),
        );
        // Each mail that is told of now stands in the words, and no reminder of it lies in the past.
        const mails = amendmentMails(changes, now_, { plan: after, now, settings });
        const told = new Set(
          changes
            .flatMap(({ duties }) => duties)
            .flatMap((one) => (one.told ? [one.agencyId] : [])),
        );
        expect([...amendmentTellings(changes, cycles, new Map()).keys()].sort()).toEqual(
          [...told].sort(),
        );
        expect(mails.filter(({ at: on }) => on <= now)).toEqual([]);
        const named = new Set(
          amendmentLines(changes, cycles).flatMap(({ agencyIds }) => agencyIds),
        );
        expect([...told].filter((id) => !named.has(id))).toEqual([]);
      }),
      RUNS,
    );
  });
});
