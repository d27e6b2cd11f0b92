import { expect, test } from '@jest/globals';
import { day } from '../../../domain/day.js';
import type { ConfirmedPlan } from '../../../domain/schemas/confirmed-plan.js';
import { amendedBy, amendPlan } from '../../support/amendment.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  startedPlan,
  taken,
} from '../../support/office.js';

const AGENCIES = 130;
/** The others are on the list of the second duty, which no paper touches. */
const CONCERNED = 90;
const world = ledgerOfFile({ startsAt: '2026-06-15T09:00' });

test('a paper that moves the day of a running plan of 130 agencies: one mail to each that it concerns, none to another, and reminders by the new day', async () => {
  world.clock.to('2026-06-15T09:00');
  const office = await makeOffice(world, {
    agencies: Array.from({ length: AGENCIES }, () => ({})),
  });
  const [concerned, others] = [
    office.agencyIds.slice(0, CONCERNED),
    office.agencyIds.slice(CONCERNED),
  ];
  const before: ConfirmedPlan = confirmedPlan(office.agencyIds, [
    { cycles: [BEFORE_5_JULY], owers: concerned },
    { cycles: [dueOn(day('2026-07-06'), 'report-2026-07-06')], owers: others },
  ]);
  const { planId } = await startedPlan(office, before);
  const numbers = (from: number, to: number): readonly string[] =>
    Array.from(
      { length: to - from },
      (_, nth) => `dv${String(from + nth + 1).padStart(2, '0')}.1@songhuong.example`,
    ).sort();
  const all = numbers(0, AGENCIES);
  const moved = numbers(0, CONCERNED);
  const kept = numbers(CONCERNED, AGENCIES);
  /** Whom the mails of one morning reach, each address as often as it has one. */
  const morning = async (at: string): Promise<readonly string[]> => {
    world.clock.to(at);
    await office.wave();
    return sentTo([...(await office.send()), ...(await office.send('post'))]);
  };
  const sentTo = (mails: readonly { readonly to: { readonly address: string } }[]) =>
    mails
      .map(({ to }) => to.address)
      .filter((address) => address.startsWith('dv'))
      .sort();
  expect(await morning('2026-06-15T09:00')).toEqual(all);
  expect(await morning('2026-06-26T08:00')).toEqual(moved);

  const [first, second] = before.requirements;
  const after = amendedBy({
    ...before,
    requirements: [
      {
        ...first!,
        cycles: [
          { ...dueOn(day('2026-07-10'), BEFORE_5_JULY.key), duePhrase: 'trước ngày 11/7/2026' },
        ],
      },
      second!,
    ],
  });
  taken(
    await office.inOffice(async (scope) =>
      amendPlan(scope, { planId, approver: office.staff.approver, confirmed: after }),
    ),
  );
  const told = await office.send('post');
  expect(sentTo(told)).toEqual(moved);
  expect(
    told
      .filter(({ to }) => to.address.startsWith('dv'))
      .every(({ subject }) => subject.includes('Điều chỉnh nội dung báo cáo')),
  ).toBe(true);

  // 01/7 was a day of reminders before; by the new day it is none.
  expect(await morning('2026-06-29T08:00')).toEqual(kept);
  expect(await morning('2026-07-01T08:00')).toEqual([]);
  expect(await morning('2026-07-02T08:00')).toEqual(kept);
  expect(await morning('2026-07-03T08:00')).toEqual(moved);
});
