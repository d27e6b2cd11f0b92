import { expect, test } from '@jest/globals';
import { instant } from '../../domain/day.js';
import { milestonesOf, STAGES } from '../../domain/milestones.js';
import type { MilestoneFacts } from '../../domain/milestones.js';

const on = (text: string) => instant(`${text}:00+07:00`);

const whole: MilestoneFacts = {
  startedAt: on('2026-05-20T08:00'),
  windowFromAt: on('2026-06-01T00:00'),
  openedAt: on('2026-05-20T08:00'),
  collectionClosedAt: on('2026-07-14T17:00'),
  firstSubmittedForApprovalAt: on('2026-07-15T09:00'),
  approvedAt: on('2026-07-15T16:30'),
  acknowledgedAt: on('2026-07-17T12:00'),
  closedAt: on('2026-07-24T17:00'),
  consolidates: true,
};

function names(facts: Partial<MilestoneFacts>) {
  return milestonesOf({ ...whole, ...facts }).map(({ name }) => name);
}

test('a whole life has every stage in its order, each at its instant', () => {
  expect(milestonesOf(whole)).toEqual([
    { name: 'issued', businessAt: whole.startedAt },
    { name: 'campaign', businessAt: whole.windowFromAt },
    { name: 'collecting', businessAt: whole.openedAt },
    { name: 'consolidating', businessAt: whole.collectionClosedAt },
    { name: 'awaitingApproval', businessAt: whole.firstSubmittedForApprovalAt },
    { name: 'reportingUp', businessAt: whole.approvedAt },
    { name: 'acknowledged', businessAt: whole.acknowledgedAt },
    { name: 'closed', businessAt: whole.closedAt },
  ]);
  expect(names({})).toEqual(STAGES);
});

test('a plan started in the middle of its campaign enters it on the day of the start', () => {
  const late = milestonesOf({ ...whole, startedAt: on('2026-06-10T09:00') });
  expect(late[1]).toEqual({ name: 'campaign', businessAt: on('2026-06-10T09:00') });
});

test('a plan without a window has no campaign, and one not acknowledged still closes', () => {
  expect(names({ windowFromAt: null, acknowledgedAt: null })).toEqual([
    'issued',
    'collecting',
    'consolidating',
    'awaitingApproval',
    'reportingUp',
    'closed',
  ]);
});

test('what is collected and filed goes through no approval', () => {
  expect(names({ consolidates: false, acknowledgedAt: null })).toEqual([
    'issued',
    'campaign',
    'collecting',
    'closed',
  ]);
});

test('before the start nothing is reached, not even the campaign', () => {
  expect(
    names({
      startedAt: null,
      openedAt: null,
      collectionClosedAt: null,
      firstSubmittedForApprovalAt: null,
      approvedAt: null,
      acknowledgedAt: null,
      closedAt: null,
    }),
  ).toEqual([]);
});
