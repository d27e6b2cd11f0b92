import { pausePlan, resumePlan } from '../../office/plan/pause-and-cancel.js';
import { setDue } from '../../office/collection/obligation-acts.js';
import { obligationsOf } from './office.js';
import { peopleOf } from './temporal-acts.js';
import type { LivePlan } from './temporal-office.js';

/** What happens in one plan of six bound agencies; days are working days from T. */
export type Story = (plan: LivePlan) => Promise<void>;

const SIX = [1, 2, 3, 4, 5, 6] as const;

/** The stories whose histories are kept, by name. */
export const stories = {
  happy: async (plan) => {
    const people = await peopleOf(plan);
    await plan.until(-4, '10:00');
    await people.submit(1, 2, 3);
    await plan.until(-1, '10:00');
    await people.submit(4, 5, 6);
    await people.accept(...SIX);
    await people.enterOwnFigures();
    await toTheEnd(plan);
  },
  late: async (plan) => {
    const people = await peopleOf(plan);
    await plan.until(-3, '14:30');
    await people.submit(1, 2);
    await people.enterOwnFigures();
    await plan.until(1, '09:00');
    await people.releaseToHeads();
    await people.submit(3, 4);
    await plan.until(2, '11:00');
    await people.submit(5);
    await people.accept(1, 2, 3, 4, 5);
    // The sixth stays silent: the doors close on it.
    await plan.until(5, '09:00');
    await toTheEnd(plan);
  },
  returned: async (plan) => {
    const people = await peopleOf(plan);
    await plan.until(-2, '10:00');
    await people.submit(...SIX);
    await people.enterOwnFigures();
    await people.accept(1, 2, 3, 4, 5);
    await people.sendBack(6, plan.day(2));
    await plan.until(2, '10:00');
    await people.submit(6);
    await people.accept(6);
    await toTheEnd(plan);
  },
  extended: async (plan) => {
    const people = await peopleOf(plan);
    await plan.until(-1, '10:00');
    await people.submit(1, 2, 3, 4, 5);
    await people.accept(1, 2, 3, 4, 5);
    await people.enterOwnFigures();
    await people.extend(6, plan.day(3));
    await plan.until(3, '10:00');
    await people.submit(6);
    await people.accept(6);
    await toTheEnd(plan);
  },
  paused: async (plan) => {
    const people = await peopleOf(plan);
    await plan.until(-6, '10:00');
    await plan.act(async (scope) => pausePlan(scope, { planId: plan.planId, reason: 'Bão, lũ' }));
    await plan.until(-1, '09:00');
    await plan.act(async (scope) =>
      resumePlan(scope, { planId: plan.planId, reason: 'Đã ổn định' }),
    );
    await plan.until(0, '09:00');
    await people.submit(...SIX);
    await people.accept(...SIX);
    await people.enterOwnFigures();
    await toTheEnd(plan);
  },
  dueMoved: async (plan) => {
    const people = await peopleOf(plan);
    await plan.until(-4, '10:00');
    const [, , , third] = await obligationsOf(plan.office, plan.cycleId);
    await plan.act(async (scope) =>
      setDue(scope, { obligationId: third!.id, day: plan.day(2), reason: 'Trùng kỳ nghỉ' }),
    );
    await plan.until(0, '10:00');
    await people.submit(1, 2, 4, 5, 6);
    await people.accept(1, 2, 4, 5, 6);
    await people.enterOwnFigures();
    await plan.until(2, '11:00');
    await people.submit(3);
    await people.accept(3);
    await toTheEnd(plan);
  },
} as const satisfies Readonly<Record<string, Story>>;

/** The report goes up, and time runs until everything is closed. */
export async function toTheEnd(plan: LivePlan): Promise<void> {
  const people = await peopleOf(plan);
  await people.reportUp();
  await plan.until(20, '10:00');
}
