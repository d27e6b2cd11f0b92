import { describe, expect, test } from '@jest/globals';
import { calendarEffect, changeCalendar } from '../../../office/calendar/change-day.js';
import { acceptReport, setDue, submitReport } from '../../../office/collection/obligation-acts.js';
import { confirmPlan, returnPlan } from '../../../office/plan/confirm-and-consent.js';
import { cancelPlan, pausePlan, resumePlan } from '../../../office/plan/pause-and-cancel.js';
import { previewStart, startPlan } from '../../../office/plan/start.js';
import { createRehearsal } from '../../../office/rehearsal/create.js';
import { decideCycle, decidePlan } from '../../../domain/cycle.js';
import { day, withOffset } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  agreedPlan,
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  local,
  makeOffice,
  messagesOf,
  noticesOf,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestOffice, TestPlan } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const start = (office: TestOffice, planId: string, publicUrlProblem: string | null = null) =>
  office.inOffice(async (scope) => startPlan(scope, { planId, publicUrlProblem }));

/** Does what the rules say is due, as the workflows would, until both cycle and plan wait or end. */
async function settle(office: TestOffice, { planId, cycleIds }: TestPlan) {
  const { officeId, cycles } = office;
  const done: string[] = [];
  for (let steps = 0; ; steps += 1) {
    if (steps > 50) throw new Error(`goes in a circle: ${done.join(' ')}`);
    const plan = await cycles.viewPlan({ officeId, planId, busy: false });
    const next = decidePlan(plan.facts, plan.now);
    if (next.kind === 'do') {
      done.push(next.step);
      await (next.step === 'openCycle'
        ? cycles.openCycles({ officeId, planId })
        : cycles.closePlan({ officeId, planId }));
      continue;
    }
    let acted = false;
    for (const cycleId of cycleIds) {
      const seen = await cycles.viewCycle({ officeId, cycleId, busy: false });
      const { chase, report: paper } = decideCycle(seen.facts, seen.now);
      const due = chase.kind === 'do' ? chase : paper;
      if (due.kind !== 'do') continue;
      acted = true;
      done.push(due.step);
      const ref = { officeId, cycleId };
      if (due.step === 'wave') {
        await cycles.prepareWave(officeId);
        await office.send();
      } else {
        await cycles[due.step](ref);
      }
    }
    if (!acted) return done;
  }
}

async function planOf(planId: string) {
  return world.ledger.db
    .selectFrom('plan')
    .selectAll()
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
}

/** Who owes each cycle of an office, by its key. */
async function owersByKey(officeId: string): Promise<Record<string, Set<string>>> {
  const rows = await world.ledger.db
    .selectFrom('obligation')
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .select(['cycle.key', 'obligation.agency_id'])
    .where('obligation.office_id', '=', officeId)
    .execute();
  const owers: Record<string, Set<string>> = {};
  for (const { key, agency_id } of rows) (owers[key] ??= new Set()).add(agency_id);
  return owers;
}

describe('starting a plan', () => {
  test('makes its cycles and every obligation at once and tells its workflow', async () => {
    const office = await makeOffice(world, {
      agencies: [{}, { standing: true }, { binding: false }],
    });
    const planId = await agreedPlan(office);
    expect(taken(await start(office, planId))).toEqual({ cycles: 1, obligations: 3, skipped: [] });
    expect((await planOf(planId)).state).toBe('started');
    expect(await pokesOf(office, planId)).toBe(1);
    expect(
      (await obligationsOf(office)).map(({ binding, chased, state }) => [binding, chased, state]),
    ).toEqual([
      [true, true, 'expected'],
      [false, false, 'expected'],
      [false, true, 'expected'],
    ]);
  });

  test('asks of each duty those alone who owe it, and refuses one that nobody owes', async () => {
    const office = await makeOffice(world, { agencies: [{}, {}, {}] });
    const [first, second, third] = office.agencyIds;
    const other = { ...BEFORE_5_JULY, key: 'list-2026-07-05' };
    const confirmed = confirmedPlan(office.agencyIds, [
      { cycles: [BEFORE_5_JULY], owers: [first!, second!] },
      { cycles: [other], what: 'list', owers: [third!] },
    ]);
    await startedPlan(office, confirmed);
    const rows = await obligationsOf(office);
    expect(await owersByKey(office.officeId)).toEqual({
      [BEFORE_5_JULY.key]: new Set([first, second]),
      [other.key]: new Set([third]),
    });

    const removed = { ...confirmed, agencyIds: [first!, third!] };
    const laterId = await agreedPlan(office, removed);
    taken(
      await office.inOffice(async (scope) =>
        startPlan(scope, { planId: laterId, publicUrlProblem: null }),
      ),
    );
    expect((await obligationsOf(office)).length - rows.length).toBe(2);

    const nobody = confirmedPlan(office.agencyIds, [{ cycles: [BEFORE_5_JULY], owers: [] }]);
    const planId = await agreedPlan(office);
    const back = { planId, reason: 'Bổ sung đơn vị' };
    taken(await office.inOffice(async (scope) => returnPlan(scope, back)));
    expect(
      await office.inOffice(async (scope) => confirmPlan(scope, { planId, confirmed: nobody })),
    ).toMatchObject({ error: 'NOBODY_OWES' });
  });

  test('its rehearsal asks of each duty the same agencies', async () => {
    const office = await makeOffice(world, { agencies: [{}, {}, {}] });
    const [first, second, third] = office.agencyIds;
    const other = { ...BEFORE_5_JULY, key: 'list-2026-07-05' };
    const planId = await agreedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [BEFORE_5_JULY], owers: [first!, second!] },
        { cycles: [other], what: 'list', owers: [third!] },
      ]),
    );
    const made = taken(
      await createRehearsal(office.ledger, {
        officeId: office.officeId,
        planId,
        seed: 1,
        secondsPerDay: 1,
        actor: 'staff:test',
      }),
    );
    expect(await owersByKey(made.rehearsalOfficeId)).toEqual({
      [BEFORE_5_JULY.key]: new Set([first, second]),
      [other.key]: new Set([third]),
    });
  });

  test('twice is refused, and two people at once start it once', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const planId = await agreedPlan(office);
    const results = await Promise.all([start(office, planId), start(office, planId)]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error)).sort()).toEqual([
      'PLAN_STATE',
      'ok',
    ]);
    expect(await obligationsOf(office)).toHaveLength(1);
  });

  test('says which rungs have gone by and who has no mailbox, and changes nothing', async () => {
    const office = await makeOffice(world, { agencies: [{}, { contacts: 0, head: true }] });
    world.clock.to('2026-06-30T10:00');
    const planId = await agreedPlan(office);
    const preview = taken(await office.inOffice(async (scope) => previewStart(scope, { planId })));
    expect(preview).toEqual({
      cycles: [
        {
          key: BEFORE_5_JULY.key,
          dueDay: BEFORE_5_JULY.dueDay,
          targetAt: BEFORE_5_JULY.targetAt,
          overdueAt: BEFORE_5_JULY.overdueAt,
          closesForNewAt: local('2026-07-14T17:00'),
        },
      ],
      skipped: [{ rung: 'prepare', at: local('2026-06-26T08:00'), why: 'past' }],
      withoutContact: ['Sở số 02'],
      problems: [],
    });
    expect((await planOf(planId)).state).toBe('consented');
  });

  test('is refused when everything is past, the number is missing, or links would lead nowhere', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const blank = confirmedPlan(office.agencyIds);
    const unnumbered = await agreedPlan(office, {
      ...blank,
      identity: { ...blank.identity, number: null },
    });
    expect(await start(office, unnumbered)).toMatchObject({ error: 'PLAN_NUMBER_MISSING' });
    const planId = await agreedPlan(office);
    expect(await start(office, planId, 'không phải https')).toMatchObject({ error: 'PUBLIC_URL' });
    world.clock.to('2026-07-07T00:00');
    expect(await start(office, planId)).toMatchObject({
      error: 'ALREADY_PAST',
      details: { phrase: 'trước ngày 05/7/2026' },
    });
    expect(await obligationsOf(office)).toEqual([]);
  });

  test('needs an agreement: a list sent back is a draft again', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const planId = await agreedPlan(office);
    const back = { planId, reason: 'Bổ sung đơn vị' };
    taken(await office.inOffice(async (scope) => returnPlan(scope, back)));
    expect(await start(office, planId)).toMatchObject({ error: 'PLAN_STATE' });
    expect(
      await office.inOffice(async (scope) =>
        confirmPlan(scope, { planId, confirmed: confirmedPlan([]) }),
      ),
    ).toMatchObject({ error: 'NO_AGENCIES' });
  });
});

describe('the life of a plan', () => {
  test('with nobody answering runs to its end, its papers being written by people', async () => {
    const office = await makeOffice(world, { agencies: [{}, {}] });
    const plan = await startedPlan(office);
    const done: string[] = [];
    for (let steps = 0; steps < 60; steps += 1) {
      done.push(...(await settle(office, plan)));
      if ((await planOf(plan.planId)).state === 'closed') break;
      await world.ledger.db
        .updateTable('document')
        .set({ state: 'released', released_at: world.clock.now() })
        .where('office_id', '=', office.officeId)
        .where('kind', '=', 'consolidatedReport')
        .execute();
      const ref = { officeId: office.officeId, cycleId: plan.cycleIds[0]!, busy: false };
      const { facts, now } = await world.cycles.viewCycle(ref);
      const { chase, report: paper } = decideCycle(facts, now);
      const until = [chase, paper]
        .flatMap((hand) => (hand.kind === 'wait' && hand.until !== null ? [hand.until] : []))
        .sort()[0];
      if (until !== undefined) world.clock.to(withOffset(until).slice(0, 16));
    }
    expect((await planOf(plan.planId)).state).toBe('closed');
    expect(done.filter((step) => step !== 'wave')).toEqual([
      'draftLetter',
      'closeCollection',
      'consolidate',
      'closeEdits',
      'closeCycle',
      'closePlan',
    ]);
    const rungs = (await noticesOf(office, 'ladder')).map(({ name }) => name);
    expect(rungs).toEqual([
      ...['assigned', 'assigned', 'prepare', 'prepare', 'remind', 'remind'],
      ...['lastDay', 'lastDay', 'overdue', 'overdue'],
    ]);
    const desk = (await noticesOf(office, 'desk')).map(({ name }) => name);
    expect(desk).toEqual(expect.arrayContaining(['officeList', 'callList']));
  });

  test('with all in and accepted collection closes at once', async () => {
    const office = await makeOffice(world, { agencies: [{}, { standing: true }] });
    const plan = await startedPlan(office);
    await settle(office, plan);
    for (const { id } of await obligationsOf(office)) {
      taken(
        await office.inOffice(async (scope) =>
          submitReport(scope, { obligationId: id, content: report() }),
        ),
      );
      taken(await office.inOffice(async (scope) => acceptReport(scope, { obligationId: id })));
    }
    expect(await settle(office, plan)).toEqual(['closeCollection', 'consolidate']);
  });

  test('opens a later cycle twenty working days before its target, over the break of 23 and 24/11', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const plan = await startedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [BEFORE_5_JULY, dueOn(day('2026-12-18'), 'report-2026-12-18')] },
      ]),
    );
    const { facts } = await world.cycles.viewPlan({
      officeId: office.officeId,
      planId: plan.planId,
      busy: false,
    });
    expect(facts).toMatchObject({ nextOpeningAt: local('2026-11-18T08:00'), openCycles: 1 });
    world.clock.to('2026-11-18T08:00');
    await world.cycles.openCycles({ officeId: office.officeId, planId: plan.planId });
    const [later] = await obligationsOf(office, plan.cycleIds[1]);
    expect(later).toMatchObject({ next_rung: 'assigned', next_at: local('2026-11-18T08:00') });
  });

  test('half-yearly and yearly periods open at their day, never twice; missed while all was off, once, and said so', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const { officeId } = office;
    const { planId } = await startedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [BEFORE_5_JULY, dueOn(day('2026-12-18'), 'half-2026-2')] },
        { cycles: [dueOn(day('2027-01-15'), 'year-2026')], what: 'plan' },
      ]),
    );
    const opened = async () =>
      world.ledger.db
        .selectFrom('cycle')
        .select(['key', 'opened_at as at'])
        .where('office_id', '=', officeId)
        .where('opened_at', 'is not', null)
        .orderBy('key')
        .execute();
    const openings = async () =>
      (
        await world.ledger.db
          .selectFrom('audit')
          .select('subject')
          .where('office_id', '=', officeId)
          .where('act', '=', 'openCycle')
          .execute()
      ).length;
    const told = async () =>
      (await noticesOf(office, 'desk')).filter(({ name }) => name === 'openedLate');
    const look = async (moment: string) => {
      world.clock.to(moment);
      await Promise.all([
        world.cycles.openCycles({ officeId, planId }),
        world.cycles.openCycles({ officeId, planId }),
      ]);
    };
    expect((await opened()).map(({ key }) => key)).toEqual(['report-2026-07-05']);
    await look('2026-11-17T17:00');
    expect(await opened()).toHaveLength(1);
    // At its day, by whichever of two comes first.
    await look('2026-11-18T08:00');
    expect((await opened()).map(({ key }) => key)).toEqual(['half-2026-2', 'report-2026-07-05']);
    expect(await told()).toHaveLength(0);
    // The year's opens in December; everything was off until some days later.
    await look('2026-12-28T10:00');
    await look('2026-12-29T10:00');
    expect((await opened()).map(({ key }) => key)).toContain('year-2026');
    expect(await openings()).toBe(3);
    const [late] = await told();
    expect(await told()).toHaveLength(1);
    expect(late?.data).toEqual({ plannedOn: expect.stringMatching(/^2026-12-/) as unknown });
    const mails = await office.send('post');
    expect(mails.filter(({ subject }) => subject.includes('kỳ báo cáo mở muộn'))).toHaveLength(1);
  });

  test('a report for a cycle that has not opened is refused', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const plan = await startedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [BEFORE_5_JULY, dueOn(day('2026-12-18'), 'report-2026-12-18')] },
      ]),
    );
    const [later] = await obligationsOf(office, plan.cycleIds[1]);
    expect(
      await office.inOffice(async (scope) =>
        submitReport(scope, { obligationId: later!.id, content: report() }),
      ),
    ).toMatchObject({ error: 'CYCLE_NOT_OPEN' });
  });
});

describe('holding and ending', () => {
  const reason = 'Chờ chỉ đạo';

  test('what is paused is not paused again, what runs is not resumed', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const { planId, cycleIds } = await startedPlan(office);
    const pause = async () =>
      office.inOffice(async (scope) => pausePlan(scope, { planId, reason }));
    const goOn = async () =>
      office.inOffice(async (scope) => resumePlan(scope, { planId, reason }));
    expect(await goOn()).toMatchObject({ error: 'NOT_PAUSED' });
    const before = await pokesOf(office, cycleIds[0]!);
    taken(await pause());
    expect(await pokesOf(office, cycleIds[0]!)).toBe(before + 1);
    expect(await pause()).toMatchObject({ error: 'ALREADY_PAUSED' });
    taken(await goOn());
    expect(await pokesOf(office, cycleIds[0]!)).toBe(before + 2);
  });

  test('a cancelled plan sends nothing more and takes nothing more', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const { planId } = await startedPlan(office);
    await office.send('post');
    await office.wave();
    const cancel = async (why: string) =>
      office.inOffice(async (scope) => cancelPlan(scope, { planId, reason: why }));
    expect(await cancel(' ')).toMatchObject({ error: 'REASON_MISSING' });
    taken(await cancel(reason));
    expect(await office.send()).toEqual([]);
    // Nobody had been asked yet: nobody is told that nothing is asked.
    expect(await office.send('post')).toEqual([]);
    expect((await messagesOf(office, 'ladder'))[0]).toMatchObject({
      state: 'suppressed',
      why: 'cancelled',
    });
    const [owed] = await obligationsOf(office);
    expect(owed?.next_at).toBeNull();
    expect(
      await office.inOffice(async (scope) =>
        submitReport(scope, { obligationId: owed!.id, content: report() }),
      ),
    ).toMatchObject({ error: 'CYCLE_NOT_OPEN' });
    expect(await cancel(reason)).toMatchObject({ error: 'PLAN_STATE' });
  });

  test('a cancelled plan is told once to whoever had been asked, the calendar entries go', async () => {
    const office = await makeOffice(world, { agencies: [{}, {}, { standing: true }] });
    office.clock.to('2026-06-15T09:00');
    const { planId } = await startedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [BEFORE_5_JULY] },
        { cycles: [dueOn(day('2026-06-30'), 'plan')], what: 'plan' },
      ]),
    );
    await office.wave();
    await office.send('post');
    const [assigned] = await office.send();
    expect(assigned?.ics.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST']);
    taken(await office.inOffice(async (scope) => cancelPlan(scope, { planId, reason })));
    const told = await office.send('post');
    expect(told.map(({ to, subject }) => [to.address, subject]).sort()).toEqual(
      ['dv01.1@songhuong.example', 'dv02.1@songhuong.example'].map((address) => [
        address,
        '[UBND tỉnh Sông Hương] Dừng đề nghị báo cáo theo Kế hoạch số 120/KH-UBND',
      ]),
    );
    for (const { text, ics } of told) {
      expect(text).toContain(reason);
      expect(ics.map(({ method }) => method)).toEqual(['CANCEL', 'CANCEL']);
    }
  });
});

describe('a day of the calendar', () => {
  const row = { kind: 'swap_off' as const, confirmed: true, name: 'Nghỉ bù', source: null };

  test('shows what it would move before it is applied, then moves it, but no day set by hand', async () => {
    const office = await makeOffice(world, { agencies: [{}, {}] });
    const { cycleIds } = await startedPlan(office);
    await office.wave();
    await office.send();
    const [, byHand] = await obligationsOf(office);
    taken(
      await office.inOffice(async (scope) =>
        setDue(scope, { obligationId: byHand!.id, day: day('2026-07-08'), reason: 'Bão' }),
      ),
    );
    const change = { day: day('2026-07-03'), row };
    const { effects } = taken(
      await office.inOffice(async (scope) => calendarEffect(scope, change)),
    );
    expect(effects).toEqual([
      {
        cycleId: cycleIds[0],
        cycleKey: BEFORE_5_JULY.key,
        dueDay: BEFORE_5_JULY.dueDay,
        planTitle: 'Tháng hành động phòng, chống ma túy năm 2026',
        agencies: 1,
        granted: [],
        targetAt: { before: BEFORE_5_JULY.targetAt, after: local('2026-07-02T17:00') },
        overdueAt: { before: BEFORE_5_JULY.overdueAt, after: BEFORE_5_JULY.overdueAt },
      },
    ]);
    expect((await obligationsOf(office))[0]?.target_at).toBe(BEFORE_5_JULY.targetAt);
    taken(await office.inOffice(async (scope) => changeCalendar(scope, change)));
    const [moved, kept] = await obligationsOf(office);
    expect(moved).toMatchObject({
      target_at: local('2026-07-02T17:00'),
      next_rung: 'prepare',
      next_at: local('2026-06-25T08:00'),
      epoch: 0,
    });
    expect(kept).toMatchObject({ target_at: local('2026-07-08T17:00'), epoch: 1 });
  });

  test('between T−5 and T moves the rungs although no due clock moves', async () => {
    const office = await makeOffice(world, { agencies: [{}] });
    const { cycleIds } = await startedPlan(office);
    await office.wave();
    await office.send();
    const before = await pokesOf(office, cycleIds[0]!);
    const change = { day: day('2026-06-30'), row };
    expect(
      taken(await office.inOffice(async (scope) => calendarEffect(scope, change))).effects,
    ).toEqual([]);
    taken(await office.inOffice(async (scope) => changeCalendar(scope, change)));
    expect((await obligationsOf(office))[0]?.next_at).toBe(local('2026-06-25T08:00'));
    expect(await pokesOf(office, cycleIds[0]!)).toBe(before + 1);
  });
});
