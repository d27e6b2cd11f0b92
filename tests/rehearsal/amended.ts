import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { plusWorkingDays } from '../../domain/calendar.js';
import { dayAt } from '../../domain/day.js';
import { withMovedDays } from '../../domain/review/moved-days.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { lockPlan, versionOf } from '../../office/plan/plan-row.js';
import { openLiveLedger } from '../../office/live-ledger.js';
import type { Ledger } from '../../office/scope.js';
import { amendPlan } from '../support/amendment.js';
import { eventually } from '../support/eventually.js';
import { taken } from '../support/office.js';

/** Those to whom the first report is assigned, at least. */
const AGENCIES = 125;
/** By how many working days the report is asked for later. */
const LATER = 2;

/**
 * Amends the plan of a rehearsal by hand while it is played, once everybody has been asked for the first
 * report: that is asked for later. Returns what is to be expected of the mails, to be called at its end.
 */
export async function amendMeanwhile(databaseUrl: string): Promise<() => Promise<void>> {
  const ledger = openLiveLedger({ databaseUrl, poolSize: 2 });
  await ledger.clock.known;
  const told = await amended(ledger);
  return async () => {
    try {
      const mails = await ledger.db
        .selectFrom('notice')
        .innerJoin('message', (join) =>
          join
            .onRef('message.office_id', '=', 'notice.office_id')
            .onRef('message.id', '=', 'notice.message_id'),
        )
        .select(['notice.agency_id', 'message.id', 'message.state'])
        .where('notice.name', '=', 'amended')
        .execute();
      expect(told).toBeGreaterThanOrEqual(AGENCIES);
      expect(new Set(mails.map(({ agency_id }) => agency_id)).size).toBe(told);
      expect(new Set(mails.map(({ id }) => id)).size).toBe(told);
      expect(mails.filter(({ state }) => state !== 'sent')).toEqual([]);
    } finally {
      await ledger.close();
    }
  };
}

/** How many agencies the amendment says that it tells. */
async function amended(ledger: Ledger): Promise<number> {
  const asked = async () =>
    ledger.db
      .selectFrom('notice')
      .innerJoin('message', (join) =>
        join
          .onRef('message.office_id', '=', 'notice.office_id')
          .onRef('message.id', '=', 'notice.message_id'),
      )
      .innerJoin('cycle', (join) =>
        join
          .onRef('cycle.office_id', '=', 'notice.office_id')
          .onRef('cycle.id', '=', 'notice.cycle_id'),
      )
      .select(['cycle.office_id', 'cycle.plan_id', 'cycle.key'])
      .where('notice.name', 'like', 'assigned%')
      .where('message.state', '=', 'sent')
      .groupBy(['cycle.office_id', 'cycle.plan_id', 'cycle.key'])
      .having((of) => of.fn.count('notice.agency_id'), '>=', AGENCIES)
      .executeTakeFirst();
  let cycle: Awaited<ReturnType<typeof asked>>;
  await eventually(
    async () => {
      cycle = await asked();
      return cycle !== undefined;
    },
    'everybody is asked for a report of the rehearsal',
    240_000,
  );
  const { office_id: officeId, plan_id: planId, key } = cycle!;
  return ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
    const plan = await lockPlan(scope, planId);
    const { confirmed } = await versionOf(scope, plan!);
    const approver = await scope.trx
      .selectFrom('staff')
      .select('id')
      .where('office_id', '=', officeId)
      .where(sql<boolean>`'approver' = any(roles)`)
      .executeTakeFirstOrThrow();
    const after = moved(confirmed!, key, (day) =>
      plusWorkingDays(scope.settings.calendar, day, LATER),
    );
    taken(
      await amendPlan(scope, { planId, approver: approver.id, confirmed: after, kind: 'hand' }),
    );
    const { told } = await scope.trx
      .selectFrom('notice')
      .select((of) => of.fn.count<string>('agency_id').distinct().as('told'))
      .where('office_id', '=', officeId)
      .where('name', '=', 'amended')
      .executeTakeFirstOrThrow();
    return Number(told);
  });
}

function moved(
  confirmed: ConfirmedPlan,
  key: string,
  later: (day: ReturnType<typeof dayAt>) => ReturnType<typeof dayAt>,
): ConfirmedPlan {
  return {
    ...confirmed,
    requirements: confirmed.requirements.map((one) => ({
      ...one,
      cycles: one.cycles.map((cycle) =>
        cycle.key !== key || cycle.targetAt === null || cycle.overdueAt === null
          ? cycle
          : withMovedDays(cycle, {
              target: later(dayAt(cycle.targetAt)),
              lateAfter: later(dayAt(cycle.overdueAt)),
            }),
      ),
    })),
  };
}
