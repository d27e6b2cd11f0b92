import type { Instant } from '../../domain/day.js';
import type { SimOffice } from '../office.js';
import { actOnPaper } from '../papers.js';
import { startPlan } from '../start.js';
import { REASON } from './act.js';
import type { Act } from './act.js';
import { closeAgency } from './on-agency.js';
import { amendPlan } from './on-amendment.js';
import { changeDay } from './on-calendar.js';
import { closeCollection, releaseHeads } from './on-cycle.js';
import { askExtension, confirmClaim, decideExtension, moveDue, onDuty } from './on-duty.js';
import { addPeriod, skipPeriod, unskipPeriod } from './on-period.js';
import { onPlan } from './on-plan.js';
import { correctAddress, onDoubtful } from './on-post.js';
import { backUp, decideHeld, decideLostHours, restore } from './on-recovery.js';
import { leave } from './on-staff.js';

/** What a person's act makes of the office; false when it is refused. */
export function perform(office: SimOffice, act: Act, now: Instant): boolean {
  if (!isKnown(office, act)) return false;
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
    case 'amend':
      return amendPlan(office, act, now);
    case 'skip':
      return skipPeriod(office, act.cycleId, now);
    case 'unskip':
      return unskipPeriod(office, act.cycleId, now);
    case 'addPeriod':
      return addPeriod(office, act, now);
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
    case 'backUp':
      return backUp(office, now);
    case 'restore':
      return restore(office, now);
    case 'decideLostHours':
      return decideLostHours(office, act, now);
    case 'decideHeld':
      return decideHeld(office, act, now);
    case 'arrived':
    case 'sendAgain':
      return onDoubtful(office, act);
  }
}

/** Whether the ledger knows what somebody means; a restore may have taken it away. */
function isKnown(office: SimOffice, act: Act): boolean {
  if ('dutyId' in act) return office.duties.has(act.dutyId);
  if ('cycleId' in act) return office.cycles.has(act.cycleId);
  if ('extensionId' in act) return office.extensions.has(act.extensionId);
  return !('mailId' in act) || office.mails.has(act.mailId);
}
