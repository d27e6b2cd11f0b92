import type { Day } from '../../domain/day.js';
import type { OwedDuty } from '../../domain/owed-duty.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { Act } from '../acts/act.js';
import { sure } from '../office.js';
import type { SimOffice } from '../office.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';

/** What an amendment says holds from then on, for those who still owe; what has come, and whatever it does not name, stays as it was. */
export const amended: Check = (report) => {
  let office: SimOffice;
  const before: Before = {
    ...{ owed: new Map(), takesReports: new Set() },
    ...{ days: new Map(), plans: new Map() },
  };
  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    acted: (act, taken, now) => {
      if (!taken || act.do !== 'amend') return;
      for (const what of notAsSaid(office, act, before)) report('amended-as-said', now, what);
    },
    // Whoever acts finds everything at rest.
    rested: () => {
      lookAt(office, before);
    },
  };
};

/** What an amendment meets. */
interface Before {
  readonly owed: Map<string, OwedDuty>;
  /** Cycles whose collection is not closed. */
  readonly takesReports: Set<string>;
  /** The due days of cycles. */
  readonly days: Map<string, Day | null>;
  readonly plans: Map<string, ConfirmedPlan>;
}

function lookAt(office: SimOffice, { owed, takesReports, days, plans }: Before): void {
  takesReports.clear();
  for (const duty of office.duties.values()) owed.set(duty.id, duty.owed);
  for (const { id, ...cycle } of office.cycles.values()) {
    const over = cycle.closedAt ?? cycle.editsClosedAt ?? cycle.collectionClosedAt;
    if (over === null) takesReports.add(id);
    days.set(id, cycle.dueDay);
  }
  for (const { id, confirmed } of office.plans.values()) plans.set(id, confirmed);
}

function notAsSaid(
  office: SimOffice,
  { planId, changes }: Extract<Act, { do: 'amend' }>,
  before: Before,
): readonly string[] {
  const dropped = new Set(changes.flatMap((one) => (one.change === 'drop' ? [one.key] : [])));
  // Of two days for one cycle the later said holds.
  const days = new Map(
    changes.flatMap((one) => (one.change === 'due' ? [[one.key, one.cycle.dueDay] as const] : [])),
  );
  const said = new Map(
    changes.flatMap((one) => ('agencyId' in one ? [[one.agencyId, one.change] as const] : [])),
  );
  const { requirements } = sure(before.plans.get(planId), 'plan');
  const keys = new Set(requirements.flatMap(({ cycles }) => cycles.map(({ key }) => key)));
  return [...office.duties.values()].flatMap(
    ({ id, cycleId, agencyId, owed }): readonly string[] => {
      const cycle = sure(office.cycles.get(cycleId), 'cycle');
      const was = before.owed.get(id);
      if (was === undefined) return cycle.planId === planId ? [] : [`${id} has come into being`];
      // Where the plan binds nobody any more, those that were only asked are bound.
      const isSame =
        was === owed ||
        JSON.stringify({ ...was, binding: null }) === JSON.stringify({ ...owed, binding: null });
      if (was.state === 'submitted' || was.state === 'accepted') {
        return isSame ? [] : [`${id} had come and is otherwise`];
      }
      const isNamed = cycle.planId === planId && (days.has(cycle.key) || said.has(agencyId));
      if (!isNamed) return isSame ? [] : [`${id} is not named and otherwise`];
      const owes = was.state === 'expected' || was.state === 'returned';
      const isMet = owes && before.takesReports.has(cycleId) && keys.has(cycle.key);
      if (!isMet || dropped.has(cycle.key)) return [];
      if (said.get(agencyId) === 'release') {
        return owed.state === 'waived' ? [] : [`${id} is let go and still owes`];
      }
      const day = days.get(cycle.key);
      const { grantedDay, overdueAt } = was;
      const hasLater = grantedDay !== null && overdueAt !== null && overdueAt >= cycle.overdueAt;
      // Said twice and back again, nothing has moved.
      const isMoved = day !== undefined && day !== before.days.get(cycleId);
      if (!isMoved || hasLater || owed.dueDay === day) return [];
      return [`${id} is due on ${String(owed.dueDay)}, not ${String(day)}`];
    },
  );
}
