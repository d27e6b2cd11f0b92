import type { Instant } from '../../domain/day.js';
import { decidePlanAct, evolvePlan } from '../../domain/plan.js';
import type { PlanCommand } from '../../domain/plan.js';
import { dutiesOf, pokeCycle, rearm, setOfficeMail } from '../duties.js';
import { suppressPlanned, tellAsked } from '../notices.js';
import { sure } from '../office.js';
import type { SimCycle, SimDuty, SimOffice } from '../office.js';

/** Pauses, resumes or cancels a plan with all its cycles that are not over. */
export function onPlan(
  office: SimOffice,
  { planId, command }: { readonly planId: string; readonly command: PlanCommand },
  now: Instant,
): boolean {
  const plan = sure(office.plans.get(planId), 'plan');
  const decided = decidePlanAct(plan.plan, command, now);
  if (!decided.ok) return false;
  plan.plan = evolvePlan(plan.plan, decided.value);
  const cycles = plan.cycleIds
    .map((id) => sure(office.cycles.get(id), 'cycle'))
    .filter(({ closedAt, cancelledAt }) => closedAt === null && cancelledAt === null);
  for (const cycle of cycles) {
    if (command.type === 'pause') pauseCycle(office, cycle, now);
    else if (command.type === 'resume') resumeCycle(office, cycle, now);
    else cancelCycle(office, cycle, now);
    pokeCycle(office, cycle.id);
  }
  plan.watch.revision += 1;
  if (command.type === 'cancel') {
    const asked = cycles.flatMap((cycle) => dutiesOf(office, cycle));
    const concerned = asked.filter(({ owed }) => owed.state !== 'waived');
    tellAsked(office, concerned, { event: 'cancelled', now });
  }
  return true;
}

function pauseCycle(office: SimOffice, cycle: SimCycle, now: Instant): void {
  cycle.pausedAt = now;
  suppressPlanned(office, dutiesOf(office, cycle), 'paused');
}

/** What the pause held back counts as not reached, so that the rule decides anew. */
function resumeCycle(office: SimOffice, cycle: SimCycle, now: Instant): void {
  cycle.pausedAt = null;
  for (const duty of dutiesOf(office, cycle)) giveBackHeld(office, duty, ['paused']);
  rearm(office, dutiesOf(office, cycle), now);
  setOfficeMail(office, cycle, now);
}

/** What was held back for one of some reasons was not told: its rungs count as not reached. */
export function giveBackHeld(office: SimOffice, duty: SimDuty, whys: readonly string[]): void {
  const held = duty.noticeIds
    .map((id) => sure(office.notices.get(id), 'notice'))
    .filter(
      ({ why, givenBack, kind }) => kind === 'ladder' && !givenBack && whys.includes(why ?? ''),
    );
  for (const notice of held) {
    notice.givenBack = true;
    office.keys.delete(notice.key);
  }
  const first = held.find(({ epoch }) => epoch === duty.owed.epoch);
  if (first !== undefined) duty.owed = { ...duty.owed, reached: first.reachedBefore };
}

function cancelCycle(office: SimOffice, cycle: SimCycle, now: Instant): void {
  cycle.cancelledAt = now;
  cycle.desk = null;
  suppressPlanned(office, dutiesOf(office, cycle), 'cancelled');
  for (const duty of dutiesOf(office, cycle)) {
    duty.nextAt = null;
    duty.nextRung = null;
    duty.changes += 1;
  }
}
