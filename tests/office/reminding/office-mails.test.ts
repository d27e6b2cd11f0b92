import { expect, test } from '@jest/globals';
import { decideCycle } from '../../../domain/cycle.js';
import type { CycleFacts } from '../../../domain/cycle.js';
import { day, withOffset } from '../../../domain/day.js';
import { closeCollection } from '../../../office/cycle/cycle.js';
import { nameBasis } from '../../../office/plan/name-basis.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { acceptReport, submitReport } from '../../../office/collection/obligation-acts.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  makeOffice,
  noticesOf,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';

const world = ledgerOfFile();

/** A period of which everything has come and nothing goes up. */
const FACTS: CycleFacts = {
  ...{ kind: 'collect', consolidates: false, opened: true, paused: false, cancelled: false },
  ...{ closed: false, nextWaveAt: null, unsettled: 0, unsettledFrom: null, owing: 0 },
  ...{ unchecked: 0, overdue: 0, closesForNewAt: null, closesForEditsAt: null },
  ...{ collectionClosed: false, editsClosed: false, letterAt: null, letterDrafted: false },
  ...{ consolidated: false, report: null, askAt: null, copyOwed: false },
};

test('the officer hears of the closing once, whichever hand comes first at that instant', async () => {
  for (const closingFirst of [true, false]) {
    world.clock.to('2026-06-05T08:00');
    const office = await makeOffice(world, { agencies: [{}] });
    const { cycleIds } = await startedPlan(office);
    const ref = { officeId: office.officeId, cycleId: cycleIds[0]! };
    for (;;) {
      await office.wave();
      await office.send();
      const cycle = await office.ledger.db
        .selectFrom('cycle')
        .select(['desk_rung', 'desk_at'])
        .where('id', '=', ref.cycleId)
        .executeTakeFirstOrThrow();
      world.clock.to(withOffset(cycle.desk_at!).slice(0, 16));
      if (cycle.desk_rung === 'closeNew') break;
    }
    if (closingFirst) await office.cycles.closeCollection(ref);
    await office.wave();
    await office.cycles.closeCollection(ref);
    await office.wave();
    const desk = await noticesOf(office, 'desk');
    expect(desk.filter(({ name }) => name === 'closeNew')).toHaveLength(1);
  }
});

test('a report after all others were checked is on the list of that afternoon, not of the day before', async () => {
  world.clock.to('2026-06-05T08:00');
  const office = await makeOffice(world, { agencies: [{}, { binding: false }] });
  const { cycleIds } = await startedPlan(office);
  const cycleId = cycleIds[0]!;
  const [bound, asked] = await obligationsOf(office);
  const submits = async (obligationId: string): Promise<void> => {
    // With its document: nothing is asked for beside.
    const content = { ...report(), documentNumber: '12/BC-UBND' };
    taken(await office.inOffice((scope) => submitReport(scope, { obligationId, content })));
  };
  const desk = async () =>
    office.ledger.db
      .selectFrom('cycle')
      .select(['desk_rung', 'desk_at'])
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
  world.clock.to('2026-06-20T09:00');
  await submits(bound!.id);
  taken(await office.inOffice((scope) => acceptReport(scope, { obligationId: bound!.id })));
  expect(await desk()).toEqual({ desk_rung: null, desk_at: null });
  // The asked body hears all that it is ever told, and the bound one of the half that is still to come.
  for (const moment of ['2026-06-22T08:00', '2026-07-01T08:00', '2026-07-03T08:00']) {
    world.clock.to(moment);
    await office.wave();
  }
  world.clock.to('2026-07-08T10:27');
  const before = await pokesOf(office, cycleId);
  await submits(asked!.id);
  const { desk_rung: rung, desk_at: at } = await desk();
  expect([rung, withOffset(at!).slice(0, 16)]).toEqual(['officeList', '2026-07-08T16:00']);
  // Its workflow slept until the closing: it has to hear of the list.
  expect(await pokesOf(office, cycleId)).toBe(before + 1);
});

test('the number of a paper that follows is asked for each working morning, once a plan, until it is there', async () => {
  // A Friday.
  world.clock.to('2026-06-05T09:00');
  const office = await makeOffice(world, { agencies: [{}] });
  const plan = confirmedPlan(office.agencyIds, [
    { cycles: [BEFORE_5_JULY] },
    { cycles: [dueOn(day('2026-06-20'), 'list')], what: 'list' },
  ]);
  const basis = { kind: 'directed' as const, by: 'Chủ tịch UBND tỉnh', on: day('2026-06-04') };
  const { planId, cycleIds } = await startedPlan(office, {
    ...plan,
    requirements: plan.requirements.map((one) => ({ ...one, basis })),
  });
  const asked = async () =>
    (await noticesOf(office, 'desk')).filter(({ name }) => name === 'numberAsked').length;
  const next = async () => {
    const { at } = await office.ledger.db
      .selectFrom('cycle')
      .select((eb) => eb.fn.min('desk_at').as('at'))
      .where('id', 'in', cycleIds)
      .executeTakeFirstOrThrow();
    return at === null ? null : withOffset(at).slice(0, 16);
  };
  const mornings: string[] = [];
  await office.wave();
  expect(await asked()).toBe(0);
  for (let n = 1; n <= 3; n += 1) {
    const at = (await next())!;
    mornings.push(at);
    world.clock.to(at);
    await office.wave();
    await office.wave();
    expect(await asked()).toBe(n);
  }
  expect(mornings).toEqual(['2026-06-08T08:00', '2026-06-09T08:00', '2026-06-10T08:00']);
  const [mail] = (await office.send('post')).filter(({ subject }) => subject.includes('Chưa ghi'));
  expect(mail?.text).toContain('văn bản chưa có số, ngày');

  // Whatever has come in: the period stays open for it.
  for (const cycleId of cycleIds) {
    taken(await office.inOffice(async (scope) => closeCollection(scope, { cycleId })));
  }
  expect(await next()).toBe('2026-06-11T08:00');
  const done = { ...FACTS, collectionClosed: true };
  const now = world.clock.now();
  expect(decideCycle({ ...done, numberAwaited: true }, now).chase.kind).toBe('wait');
  expect(decideCycle(done, now).chase).toEqual({ kind: 'do', step: 'closeEdits' });

  const paper = {
    ...{ kind: 'document' as const, documentType: 'Công văn', number: '88/UBND-NC' },
    ...{ issuedOn: day('2026-06-10'), issuer: 'UBND tỉnh' },
  };
  world.clock.to('2026-06-11T08:00');
  await office.wave();
  expect(await asked()).toBe(4);
  // Queued this morning: the number is there before it leaves.
  taken(await office.inOffice(async (scope) => nameBasis(scope, { planId, basis: paper })));
  expect((await office.send('post')).filter(({ subject }) => subject.includes('Chưa ghi'))).toEqual(
    [],
  );
  expect(await next()).toBeNull();
  world.clock.to('2026-06-12T08:00');
  await office.wave();
  expect(await asked()).toBe(4);
});
