import { expect, test } from '@jest/globals';
import { day, instant } from '../../domain/day.js';
import type { ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { carryingCycle } from '../../domain/shared-report.js';
import type { PlannedCycle } from '../../domain/start.js';

function planned(
  dueDay: string,
  given: Partial<ConfirmedRequirement> = { agencyIds: [dueDay] },
): PlannedCycle {
  const cycle = {
    key: dueDay,
    periodFrom: null,
    periodTo: null,
    cutOff: null,
    duePhrase: `ngày ${dueDay}`,
    dueDay: day(dueDay),
    hourBound: false,
    showTarget: true,
    targetAt: instant(`${dueDay}T10:00:00Z`),
    overdueAt: instant(`${dueDay}T17:00:00Z`),
  };
  const requirement: ConfirmedRequirement = {
    what: 'report',
    reportName: 'báo cáo',
    recipients: ['UBND tỉnh'],
    via: null,
    channel: '',
    form: 'core',
    onward: false,
    cycles: [cycle],
    ...given,
  };
  return {
    requirement,
    cycle,
    opensAt: cycle.targetAt,
    onwardTargetAt: null,
    nextOpensAt: null,
    lastOfSeries: false,
  };
}

/** For each cycle the due day of the one in whose report it goes up. */
const leaders = (cycles: readonly PlannedCycle[]) => {
  const map = carryingCycle(cycles, new Set(['standing']));
  return cycles.map((one) => map.get(one)?.cycle.dueDay);
};

test('days of one duty for several bodies go up with the last of them', () => {
  const three = ['2026-06-10', '2026-06-15', '2026-06-20'].map((due) => planned(due));
  expect(leaders(three)).toEqual(['2026-06-20', '2026-06-20', '2026-06-20']);
  const withStanding = ['2026-06-10', '2026-06-15'].map((due) =>
    planned(due, { agencyIds: [due, 'standing'] }),
  );
  expect(leaders(withStanding)).toEqual(['2026-06-15', '2026-06-15']);
});

test.each([
  ['owed by everybody', [planned('2026-06-10', {}), planned('2026-06-15', {})]],
  [
    'owed by the same twice',
    [planned('2026-06-10', { agencyIds: ['a'] }), planned('2026-06-15', { agencyIds: ['a', 'b'] })],
  ],
  ['far apart', [planned('2026-06-10'), planned('2026-12-10')]],
  [
    'to others',
    [planned('2026-06-10'), planned('2026-06-15', { agencyIds: ['b'], recipients: ['Sở Y tế'] })],
  ],
  ['a list', [planned('2026-06-10', { agencyIds: ['a'], what: 'list' }), planned('2026-06-15')]],
])('what is %s has a report of its own', (_, cycles) => {
  expect(leaders(cycles)).toEqual(cycles.map(({ cycle }) => cycle.dueDay));
});
