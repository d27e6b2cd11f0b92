import { describe, expect, test } from '@jest/globals';
import { setDue, submitReport } from '../../../office/collection/obligation-acts.js';
import { pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import { day } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  local,
  makeOffice,
  messagesOf,
  noticesOf,
  obligationsOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

async function office(agencies: Parameters<typeof makeOffice>[1]['agencies'] = [{}, {}, {}]) {
  return makeOffice(world, { agencies });
}

/** Everything up to and with the wave of a moment, all of it sent. */
async function waveAt(at: TestOffice, moment: string) {
  world.clock.to(moment);
  const prepared = await at.wave();
  const mails = await at.send();
  return { rungs: prepared.rungs, mails };
}

describe('preparing a wave', () => {
  test('makes one notice and one mail for each who owes, and sets the next rung', async () => {
    const at = await office();
    await startedPlan(at);
    expect((await at.wave()).rungs).toEqual({ assigned: 3 });
    expect(await noticesOf(at, 'ladder')).toHaveLength(3);
    for (const row of await obligationsOf(at)) {
      expect(row).toMatchObject({
        reached: 'assigned',
        next_rung: 'prepare',
        next_at: local('2026-06-26T08:00'),
      });
    }
  });

  test('twice at one instant adds nothing, nor does two at once', async () => {
    const at = await office();
    await startedPlan(at);
    const [a, b] = await Promise.all([at.wave(), at.wave()]);
    expect([a.rungs, b.rungs]).toEqual(expect.arrayContaining([{ assigned: 3 }, {}]));
    await at.wave();
    expect(await noticesOf(at, 'ladder')).toHaveLength(3);
    expect(await messagesOf(at, 'ladder')).toHaveLength(3);
  });

  test('two cycles due at one instant share one mail for each agency', async () => {
    const at = await office();
    world.clock.to('2026-06-08T09:00');
    await startedPlan(
      at,
      confirmedPlan(at.agencyIds, [
        { cycles: [BEFORE_5_JULY] },
        { cycles: [dueOn(day('2026-07-03'), 'list')], what: 'list' },
      ]),
    );
    await at.wave();
    expect(await noticesOf(at, 'ladder')).toHaveLength(6);
    expect(await messagesOf(at, 'ladder')).toHaveLength(3);
    const [first] = await at.send();
    expect(first?.text).toContain('trước ngày 05/7/2026');
    expect(first?.text).toContain('chậm nhất ngày 2026-07-03');
  });

  test('two plans prepared by two workflows at once share one mail as well', async () => {
    const at = await office();
    await startedPlan(at);
    await startedPlan(at, confirmedPlan(at.agencyIds, [{ cycles: [BEFORE_5_JULY], what: 'list' }]));
    await Promise.all([at.wave(), at.wave(), at.wave()]);
    expect(await noticesOf(at, 'ladder')).toHaveLength(6);
    expect(await messagesOf(at, 'ladder')).toHaveLength(3);
  });

  test('a missing contact is a row with its reason, and the ladder goes on', async () => {
    const at = await office([{ contacts: 0 }, {}]);
    await startedPlan(at);
    await at.wave();
    const [nobody, somebody] = await noticesOf(at, 'ladder');
    const reasons = [nobody, somebody].map((notice) => [notice?.why, notice?.mail]);
    expect(reasons).toEqual(
      expect.arrayContaining([
        ['noContact', null],
        [null, 'planned'],
      ]),
    );
    for (const row of await obligationsOf(at)) expect(row.next_rung).toBe('prepare');
  });

  test('outside sending hours nothing is told: it waits for the morning', async () => {
    const at = await office([{}]);
    await startedPlan(at);
    await waveAt(at, '2026-06-01T09:00');
    await waveAt(at, '2026-06-26T17:30');
    expect(await noticesOf(at, 'ladder')).toHaveLength(1);
    expect((await obligationsOf(at))[0]?.next_at).toBe(local('2026-06-29T08:00'));
    expect((await waveAt(at, '2026-06-29T08:00')).rungs).toEqual({ prepare: 1 });
  });

  test('after weeks off one notice goes, for the latest rung, and says what it stands for', async () => {
    const at = await office([{}]);
    await startedPlan(at);
    await waveAt(at, '2026-06-01T09:00');
    expect((await waveAt(at, '2026-07-03T09:30')).rungs).toEqual({ lastDay: 1 });
    expect((await waveAt(at, '2026-07-03T09:31')).rungs).toEqual({});
    const told = await noticesOf(at, 'ladder');
    expect(told.at(-1)?.replaces).toEqual(['prepare', 'remind']);
  });

  test('an assignment caught up late takes along what fell due meanwhile: one mail that day', async () => {
    const at = await office([{}]);
    await startedPlan(at);
    expect((await waveAt(at, '2026-07-01T09:30')).rungs).toEqual({ assigned: 1 });
    expect((await waveAt(at, '2026-07-01T09:31')).rungs).toEqual({});
    expect((await waveAt(at, '2026-07-03T08:00')).rungs).toEqual({ lastDay: 1 });
  });

  const DAYS = ['2026-06-01T09:00', '2026-06-26T08:00', '2026-07-01T08:00', '2026-07-07T08:00'];

  test('the standing body is not chased, an asked one beside a bound one is told twice', async () => {
    const at = await office([{ standing: true }, { binding: false }, {}]);
    await startedPlan(at);
    for (const moment of DAYS) await waveAt(at, moment);
    const told = await noticesOf(at, 'ladder');
    const names = (index: number) =>
      told.filter(({ agency_id }) => agency_id === at.agencyIds[index]).map(({ name }) => name);
    expect(names(0)).toEqual([]);
    expect(names(1)).toEqual(['assigned', 'remind']);
    expect(names(2)).toEqual(['assigned', 'prepare', 'remind', 'overdue']);
  });

  test('those who are asked alone are bound: an officer chose to track them', async () => {
    const at = await office([{ standing: true }, { binding: false }]);
    await startedPlan(at);
    for (const moment of DAYS) await waveAt(at, moment);
    const told = await noticesOf(at, 'ladder');
    expect(told.map(({ name, agency_id }) => [name, agency_id])).toEqual(
      ['assigned', 'prepare', 'remind', 'overdue'].map((name) => [name, at.agencyIds[1]]),
    );
  });
});

describe('what is planned and not yet sent', () => {
  test('is left out when the report comes first', async () => {
    const at = await office([{}, {}]);
    await startedPlan(at);
    await at.wave();
    const [first] = await obligationsOf(at);
    await at.inOffice(async (scope) =>
      submitReport(scope, { obligationId: first!.id, content: report() }),
    );
    const left = (await noticesOf(at, 'ladder')).map(({ obligation_id, why, mail }) => [
      obligation_id === first!.id,
      why,
      mail,
    ]);
    expect(left).toEqual(
      expect.arrayContaining([
        [true, 'received', 'suppressed'],
        [false, null, 'planned'],
      ]),
    );
    expect(await at.send()).toHaveLength(1);
  });

  test('of two reports in one mail only the one that came is left out', async () => {
    const at = await office([{}]);
    world.clock.to('2026-06-08T09:00');
    await startedPlan(
      at,
      confirmedPlan(at.agencyIds, [
        { cycles: [BEFORE_5_JULY] },
        { cycles: [dueOn(day('2026-07-03'), 'list')], what: 'list' },
      ]),
    );
    await at.wave();
    const [first] = await obligationsOf(at);
    await at.inOffice(async (scope) =>
      submitReport(scope, {
        obligationId: first!.id,
        content: report({ documentNumber: '12/BC' }),
      }),
    );
    const mails = await at.send();
    expect(mails).toHaveLength(1);
    expect((await messagesOf(at, 'ladder'))[0]?.state).toBe('sent');
  });

  test('a new due day makes it worthless and arms the ladder anew', async () => {
    const at = await office([{}]);
    await startedPlan(at);
    await waveAt(at, '2026-06-01T09:00');
    world.clock.to('2026-07-01T08:00');
    await at.wave();
    const [owed] = await obligationsOf(at);
    taken(
      await at.inOffice(async (scope) =>
        setDue(scope, { obligationId: owed!.id, day: day('2026-07-10'), reason: 'Bão' }),
      ),
    );
    expect(await at.send()).toEqual([]);
    expect((await obligationsOf(at))[0]).toMatchObject({
      epoch: 1,
      reached: null,
      next_rung: 'prepare',
      next_at: local('2026-07-03T08:00'),
    });
  });
});

describe('a pause', () => {
  const reason = 'Chờ chỉ đạo';

  test('holds back what is planned; going on brings it once', async () => {
    const at = await office([{}]);
    const { planId } = await startedPlan(at);
    await waveAt(at, '2026-06-01T09:00');
    world.clock.to('2026-07-01T08:00');
    await at.wave();
    taken(await at.inOffice(async (scope) => pausePlan(scope, { planId, reason })));
    expect(await at.send()).toEqual([]);
    expect((await at.wave()).rungs).toEqual({});
    taken(await at.inOffice(async (scope) => resumePlan(scope, { planId, reason })));
    expect((await at.wave()).rungs).toEqual({ remind: 1 });
    expect(await at.send()).toHaveLength(1);
    expect((await at.wave()).rungs).toEqual({});
  });

  test('of weeks brings at most one notice for each', async () => {
    const at = await office([{}, {}]);
    const { planId } = await startedPlan(at);
    await waveAt(at, '2026-06-01T09:00');
    taken(await at.inOffice(async (scope) => pausePlan(scope, { planId, reason })));
    await waveAt(at, '2026-06-26T08:00');
    world.clock.to('2026-07-07T10:00');
    taken(await at.inOffice(async (scope) => resumePlan(scope, { planId, reason })));
    expect((await at.wave()).rungs).toEqual({ overdue: 2 });
    expect((await at.wave()).rungs).toEqual({});
    expect((await noticesOf(at, 'ladder')).at(-1)?.replaces).toEqual([
      'prepare',
      'remind',
      'lastDay',
    ]);
  });

  test('a second pause does not bring back what went out after the first', async () => {
    const at = await office([{}]);
    const { planId } = await startedPlan(at);
    const pause = async () =>
      taken(await at.inOffice(async (scope) => pausePlan(scope, { planId, reason })));
    const goOn = async () =>
      taken(await at.inOffice(async (scope) => resumePlan(scope, { planId, reason })));
    await waveAt(at, '2026-06-01T09:00');
    world.clock.to('2026-07-01T08:00');
    await at.wave();
    await pause();
    await goOn();
    expect((await waveAt(at, '2026-07-01T08:10')).rungs).toEqual({ remind: 1 });
    world.clock.to('2026-07-01T09:00');
    await pause();
    await goOn();
    expect((await obligationsOf(at))[0]?.reached).toBe('remind');
    expect((await waveAt(at, '2026-07-01T09:10')).rungs).toEqual({});
    expect((await messagesOf(at, 'ladder')).map(({ state }) => state)).toEqual([
      'sent',
      'suppressed',
      'sent',
    ]);
  });

  test('of one plan lets the other half of a shared mail go, and keeps Message-IDs apart', async () => {
    const at = await office([{}]);
    const one = await startedPlan(at);
    await startedPlan(at, confirmedPlan(at.agencyIds, [{ cycles: [BEFORE_5_JULY], what: 'list' }]));
    await waveAt(at, '2026-06-01T09:00');
    world.clock.to('2026-07-01T08:00');
    await at.wave();
    const { planId } = one;
    taken(await at.inOffice(async (scope) => pausePlan(scope, { planId, reason })));
    expect(await at.send()).toHaveLength(1);
    taken(await at.inOffice(async (scope) => resumePlan(scope, { planId, reason })));
    // It had its mail of today; what was held back goes with that of tomorrow.
    expect((await waveAt(at, '2026-07-01T09:00')).rungs).toEqual({});
    expect((await waveAt(at, '2026-07-02T08:00')).rungs).toEqual({ remind: 1 });
    const headers = (await messagesOf(at, 'ladder')).map(({ header_id }) => header_id);
    expect(new Set(headers).size).toBe(headers.length);
  });
});
