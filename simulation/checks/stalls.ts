import type { Instant } from '../../domain/day.js';
import { liveNotices } from '../notices.js';
import { sure } from '../office.js';
import type { SimCycle, SimNotice, SimOffice } from '../office.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';
import { isOpenHour } from './words.js';

/** Nothing that is due is left undone once everything rests, and nothing ends with its work unfinished. */
export const stalls: Check = (report) => {
  let office: SimOffice;
  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    rested: (now, circling) => {
      if (circling !== null) report('never-stalls', now, `${circling} goes round in circles`);
      for (const what of leftUndone(office, now)) report('never-stalls', now, what);
    },
    ended: (now) => {
      for (const cycle of office.cycles.values()) {
        const why = unfinished(office, cycle, now);
        if (why !== null) report('never-stalls', now, `${cycle.id} ${why}`);
      }
    },
  };
};

function leftUndone(office: SimOffice, now: Instant): readonly string[] {
  const open = isOpenHour(office.calendarDays, now);
  const found: string[] = [];
  for (const cycle of office.cycles.values()) {
    const { plan } = sure(office.plans.get(cycle.planId), 'plan');
    if (plan.state !== 'started' || plan.pausedAt !== null) continue;
    if (cycle.closedAt !== null || cycle.cancelledAt !== null) continue;
    if (cycle.openedAt === null) {
      if (cycle.opensAt <= now) found.push(`${cycle.id} is not opened`);
      continue;
    }
    if (isPast(cycle.closesForNewAt, now) && cycle.collectionClosedAt === null) {
      found.push(`${cycle.id} still collects`);
    }
    if (cycle.collectionClosedAt === null && isAllIn(office, cycle)) {
      found.push(`${cycle.id} has everything in and still collects`);
    }
    if (isPast(cycle.closesForEditsAt, now) && cycle.editsClosedAt === null) {
      found.push(`${cycle.id} is still open for edits`);
    }
    if (cycle.desk !== null && cycle.desk.at <= now) found.push(`${cycle.id} ${cycle.desk.rung}`);
    for (const id of cycle.dutyIds) {
      const { nextAt } = sure(office.duties.get(id), 'duty');
      if (nextAt !== null && nextAt <= now) found.push(`${id} waits for a wave`);
    }
  }
  if (office.relay.shut) return found;
  for (const id of office.waiting) {
    const mail = sure(office.mails.get(id), 'mail');
    const mayLeave = mail.retryAt === null || mail.retryAt <= now;
    const isNow = mail.class === 'ladder' ? open : true;
    const speaks = liveNotices(office, mail).some(
      (notice) => mail.class !== 'ladder' || !isPaused(office, notice),
    );
    if (mayLeave && isNow && speaks) {
      found.push(`${mail.header} does not leave`);
    }
  }
  return found;
}

/** Whether the plan of a notice is paused: a doubtful mail that somebody sends again meanwhile waits with it. */
function isPaused(office: SimOffice, { cycleId }: SimNotice): boolean {
  const cycle = office.cycles.get(cycleId ?? '');
  return cycle !== undefined && office.plans.get(cycle.planId)?.plan.pausedAt != null;
}

/** Whether nothing is to come any more, nor to be looked at, in what makes one report. */
function isAllIn(office: SimOffice, { id }: SimCycle): boolean {
  const report = [...office.cycles.values()].filter((one) => one.id === id || one.mergedIn === id);
  return report
    .flatMap(({ dutyIds }) => dutyIds)
    .map((dutyId) => sure(office.duties.get(dutyId), 'duty').owed)
    .every(({ state, binding }) => {
      const isOpen = state === 'expected' || state === 'returned';
      return state !== 'claimed' && state !== 'submitted' && !(isOpen && binding);
    });
}

function isPast(moment: Instant | null, now: Instant): boolean {
  return moment !== null && moment <= now;
}

/** What keeps a cycle from its end without anybody being waited for; null where a person is, or it has ended. */
function unfinished(office: SimOffice, cycle: SimCycle, now: Instant): string | null {
  const { plan } = sure(office.plans.get(cycle.planId), 'plan');
  if (plan.state !== 'started' || plan.pausedAt !== null || cycle.closedAt !== null) return null;
  if (cycle.kind === 'onward' || cycle.cancelledAt !== null) return null;
  if (cycle.closesForEditsAt === null || cycle.closesForEditsAt > now) return null;
  const waitsForPeople = cycle.report !== null && cycle.report.state !== 'released';
  const leads = cycle.consolidates && cycle.mergedIn === null;
  return leads && waitsForPeople ? null : 'has not ended';
}
