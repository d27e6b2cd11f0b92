import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeCalendar } from '../../office/calendar/change-day.js';
import { releaseToHeads } from '../../office/cycle/cycle.js';
import {
  acceptReport,
  claimSent,
  confirmClaims,
  rejectClaim,
  reopenReport,
  returnReport,
  setDue,
  submitReport,
  waive,
  withdrawOnTime,
} from '../../office/collection/obligation-acts.js';
import { pausePlan, resumePlan } from '../../office/plan/pause-and-cancel.js';
import type { OfficeScope } from '../../office/scope.js';
import { ladderFactsIn, loadLadderContext } from '../../office/reminding/ladder-rows.js';
import { dayAt, day, plusDays, plusMs, withOffset } from '../../domain/day.js';
import { nextRung, sendingMoment } from '../../domain/ladder.js';
import { owes } from '../../domain/obligation.js';
import { ledgerOfFile } from '../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  makeOffice,
  refusedWith,
  report,
  startedPlan,
} from '../support/office.js';
import type { TestOffice, TestPlan } from '../support/office.js';

const world = ledgerOfFile();

type Act =
  | { readonly do: 'move'; readonly hours: number }
  | { readonly do: 'wave' | 'send' | 'refuse' | 'pause' | 'resume' | 'releaseHeads' }
  | { readonly do: 'holiday'; readonly days: number; readonly off: boolean }
  | {
      readonly do:
        | 'submit'
        | 'claim'
        | 'confirm'
        | 'reject'
        | 'return'
        | 'accept'
        | 'reopen'
        | 'setDue'
        | 'waive'
        | 'withdraw';
      readonly agency: number;
      readonly days: number;
    };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      hours: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'wave' as const }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Act>(
      { do: 'send' },
      { do: 'send' },
      { do: 'refuse' },
      { do: 'pause' },
      { do: 'resume' },
      { do: 'resume' },
      { do: 'releaseHeads' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('holiday' as const),
      days: fc.integer({ min: 0, max: 40 }),
      off: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'submit' as const,
        'claim' as const,
        'confirm' as const,
        'reject' as const,
        'return' as const,
        'accept' as const,
        'reopen' as const,
        'setDue' as const,
        'waive' as const,
        'withdraw' as const,
      ),
      agency: fc.nat({ max: 2 }),
      days: fc.integer({ min: 1, max: 12 }),
    }),
  },
);

async function perform(office: TestOffice, { planId, cycleIds }: TestPlan, act: Act) {
  const reason = 'Lý do';
  const now = world.clock.now();
  if ('agency' in act) {
    await office.inOffice(async (scope) => personActs(scope, office, act));
    return;
  }
  switch (act.do) {
    case 'move':
      world.clock.to(withOffset(plusMs(now, act.hours * 3_600_000)).slice(0, 16));
      return;
    case 'wave':
      await office.wave();
      return;
    case 'send':
      await office.send();
      return;
    case 'refuse':
      await office.send('ladder', () => refusedWith('550 5.1.1 no such user'));
      return;
    case 'pause':
      await office.inOffice(async (scope) => pausePlan(scope, { planId, reason }));
      return;
    case 'resume':
      await office.inOffice(async (scope) => resumePlan(scope, { planId, reason }));
      return;
    case 'releaseHeads':
      await office.inOffice(async (scope) => releaseToHeads(scope, { cycleId: cycleIds[0]! }));
      return;
    case 'holiday': {
      const row = act.off
        ? { kind: 'holiday' as const, confirmed: true, name: 'Nghỉ', source: null }
        : null;
      const change = { day: plusDays(dayAt(now), act.days), row };
      await office.inOffice(async (scope) => changeCalendar(scope, change));
    }
  }
}

async function personActs(
  scope: OfficeScope,
  office: TestOffice,
  act: Extract<Act, { agency: number }>,
) {
  const { id: obligationId } = await scope.trx
    .selectFrom('obligation')
    .select('id')
    .where('office_id', '=', office.officeId)
    .where('agency_id', '=', office.agencyIds[act.agency]!)
    .executeTakeFirstOrThrow();
  const reason = 'Lý do';
  const newDay = plusDays(dayAt(scope.now), act.days);
  switch (act.do) {
    case 'submit':
      return submitReport(scope, { obligationId, content: report() });
    case 'claim':
      return claimSent(scope, {
        obligationId,
        documentNumber: null,
        documentDate: null,
        signer: null,
        senderName: 'Văn thư',
      });
    case 'confirm':
      return confirmClaims(scope, { obligationIds: [obligationId], arrivedOn: dayAt(scope.now) });
    case 'reject':
      return rejectClaim(scope, { obligationId, reason });
    case 'return':
      return returnReport(scope, { obligationId, reason, newDueDay: newDay });
    case 'accept':
      return acceptReport(scope, { obligationId });
    case 'reopen':
      return reopenReport(scope, { obligationId, reason });
    case 'setDue':
      return setDue(scope, { obligationId, day: newDay, reason });
    case 'waive':
      return waive(scope, { obligationId, reason });
    case 'withdraw':
      return withdrawOnTime(scope, { obligationId, reason });
  }
}

/** What stands in the ledger beside what the pure rule says of the same facts. */
async function stored(office: TestOffice) {
  return office.inOffice(async (scope) => {
    const cycles = await scope.trx
      .selectFrom('cycle')
      .selectAll()
      .where('office_id', '=', office.officeId)
      .execute();
    const rows = await scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', office.officeId)
      .execute();
    const compared = [];
    for (const cycle of cycles) {
      const ladder = await loadLadderContext(scope, cycle);
      for (const row of rows.filter(({ cycle_id }) => cycle_id === cycle.id)) {
        const rule = owes(row)
          ? nextRung(ladderFactsIn(row, ladder), row.reached, {
              now: scope.now,
              settings: scope.settings,
            })
          : null;
        compared.push({
          row,
          rule,
          now: scope.now,
          morning: sendingMoment(scope.now, scope.settings),
        });
      }
    }
    return compared;
  });
}

test('after any history of acts the ledger wakes when the rule says, and nobody is told twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 5, maxLength: 35 }), async (history) => {
      world.clock.to('2026-06-22T09:00');
      const office = await makeOffice(world, {
        agencies: [{ contacts: 2, head: true }, {}, { binding: false }],
      });
      const plan = await startedPlan(
        office,
        confirmedPlan(office.agencyIds, [
          { cycles: [{ ...BEFORE_5_JULY, cutOff: day('2026-06-30') }] },
        ]),
      );
      for (const act of history) {
        await perform(office, plan, act);
        for (const { row, rule, now, morning } of await stored(office)) {
          const wakes = row.next_at;
          // A wake that has come is decided anew by the next wave, in the morning at the latest.
          const comesUp =
            wakes !== null && wakes <= morning && (rule === null || rule.at <= now || wakes <= now);
          const agrees = wakes === (rule?.at ?? null);
          expect({ act, wakes, rule, fits: agrees || (owes(row) && comesUp) }).toMatchObject({
            fits: true,
          });
        }
      }
      // Whatever has been: going on and working off all that is due leaves every rung as the rule has it.
      await perform(office, plan, { do: 'resume' });
      const until = withOffset(
        sendingMoment(
          world.clock.now(),
          await office.inOffice(async (scope) => Promise.resolve(scope.settings)),
        ),
      ).slice(0, 16);
      world.clock.to(until);
      await office.wave();
      await office.send();
      expect((await office.wave()).rungs).toEqual({});
      for (const { row, rule, now } of await stored(office)) {
        expect([row.next_rung, row.next_at]).toEqual([rule?.step.rung ?? null, rule?.at ?? null]);
        if (rule !== null) expect(rule.at > now).toBe(true);
      }
      const sent = await world.ledger.db
        .selectFrom('notice')
        .innerJoin('message', 'message.id', 'notice.message_id')
        .select([
          'notice.obligation_id',
          'notice.epoch',
          'notice.name',
          'message.day',
          'notice.data',
        ])
        .where('notice.office_id', '=', office.officeId)
        .where('notice.kind', '=', 'ladder')
        .where('message.state', '=', 'sent')
        .where('notice.why', 'is', null)
        .execute();
      const rungs = sent.map((one) =>
        [one.obligation_id, one.epoch, one.name, JSON.stringify(one.data['nth'])].join(),
      );
      expect(new Set(rungs).size).toBe(rungs.length);
      const days = sent.map((one) => [one.obligation_id, one.day].join());
      expect(new Set(days).size).toBe(days.length);
    }),
    { numRuns: 25, seed: 20260622 },
  );
}, 120_000);
