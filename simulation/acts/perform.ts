import type { Instant } from '../../domain/day.js';
import type { SimOffice } from '../office.js';
import { actOnPaper } from '../papers.js';
import { startPlan } from '../start.js';
import { REASON } from './act.js';
import type { Act } from './act.js';
import { closeAgency } from './on-agency.js';
import { changeDay } from './on-calendar.js';
import { closeCollection, releaseHeads } from './on-cycle.js';
import { askExtension, confirmClaim, decideExtension, moveDue, onDuty } from './on-duty.js';
import { onPlan } from './on-plan.js';
import { correctAddress, onDoubtful } from './on-post.js';
import { leave } from './on-staff.js';

/** What a person's act makes of the office; false when it is refused. */
export function perform(office: SimOffice, act: Act, now: Instant): boolean {
  switch (act.do) {
    case 'start':
      return startPlan(office, act.planId, now);
    case 'pause':
    case 'resume':
      return onPlan(office, { planId: act.planId, command: { type: act.do } }, now);
    case 'cancel':
      return onPlan(
        office,
        { planId: act.planId, command: { type: 'cancel', reason: REASON } },
        now,
      );
    case 'submit':
      return onDuty(office, act.dutyId, { type: 'submit', nil: false }, now);
    case 'claim':
    case 'accept':
      return onDuty(office, act.dutyId, { type: act.do }, now);
    case 'rejectClaim':
    case 'reopen':
    case 'waive':
    case 'withdrawOnTime':
      return onDuty(office, act.dutyId, { type: act.do, reason: REASON }, now);
    case 'confirmClaim':
      return confirmClaim(office, act, now);
    case 'return':
    case 'setDue':
      return moveDue(office, act, now);
    case 'askExtension':
      return askExtension(office, act, now);
    case 'decideExtension':
      return decideExtension(office, act, now);
    case 'releaseHeads':
      return releaseHeads(office, act.cycleId, now);
    case 'closeCollection':
      return closeCollection(office, act.cycleId, now);
    case 'paper':
      return actOnPaper(office, act, now);
    case 'changeDay':
      return changeDay(office, act, now);
    case 'correctAddress':
      return correctAddress(office, act);
    case 'closeAgency':
      return closeAgency(office, act, now);
    case 'leave':
      return leave(office, act.staffId);
    case 'arrived':
    case 'sendAgain':
      return onDoubtful(office, act);
  }
}
