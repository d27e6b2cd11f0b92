import type { Instant } from '../../domain/day.js';
import type { Act } from '../acts/act.js';
import type { InventedYear } from '../invented-office.js';
import { sure } from '../office.js';
import type { SimCycle, SimDuty, SimNotice, SimOffice } from '../office.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';
import { isOpenHour, localOf, rungsByWords } from './words.js';
import type { WantedRung } from './words.js';

const ORDER = ['assigned', 'prepare', 'remind', 'lastDay', 'overdue', 'toHead'];

/** Every duty that nobody answers gets every rung of the ladder, or a reason stands why not. */
export const rungs: Check = (report) => {
  let office: SimOffice;
  let year: InventedYear;
  let version = 0;
  const changes: Instant[] = [];
  const remembered = new Map<string, readonly WantedRung[]>();
  const told = new Set<string>();
  /** When the assignment of a duty left, or was given up; it takes along what has fallen due by then. */
  const assignedAt = new Map<string, Instant>();
  /** Agencies and days on which a reminder has gone to them. */
  const heard = new Set<string>();

  function wantedOf(duty: SimDuty, cycle: SimCycle): readonly WantedRung[] {
    const { owed } = duty;
    if (owed.targetAt === null || owed.overdueAt === null) return [];
    const words = {
      startedAt: owed.armedAt ?? sure(cycle.openedAt, 'opening'),
      targetAt: owed.targetAt,
      overdueAt: owed.overdueAt,
      hourBound: cycle.hourBound && owed.grantedDay === null,
      dueDay: owed.dueDay,
      what: cycle.what,
      binding: owed.binding,
      returned: owed.state === 'returned',
      epoch: owed.epoch,
      cutOff: cycle.cutOff,
      eventDays: cycle.eventDays,
      headReleasedAt: cycle.headReleasedAt,
      letterOnFirstLateDay: cycle.letterOnFirstLateDay,
      period: cycle.period,
    };
    const key = JSON.stringify([version, words]);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const fresh = rungsByWords(words, office.calendarDays);
    remembered.set(key, fresh);
    return fresh;
  }

  /** Whether something in the world, or an act, stood between a rung and its moment. */
  function hindered(duty: SimDuty, { at }: WantedRung, now: Instant): boolean {
    const spans = [...year.off, ...year.outages];
    if (spans.some(({ from, to }) => from <= now && to >= at)) return true;
    // A day off decided late, a pause and its end move rungs into the past.
    if (changes.some((moment) => moment >= at && moment <= now)) return true;
    const { contacts } = sure(office.agencies.get(duty.agencyId), 'agency');
    return (
      !contacts.some(({ role }) => role !== 'head') ||
      contacts.some(
        ({ email, bounced }) => bounced || year.wrong.has(email) || year.full.has(email),
      )
    );
  }

  function look(duty: SimDuty, cycle: SimCycle, now: Instant): void {
    const notices = ofEpoch(office, duty);
    const assigned = notices.find(({ name }) => name === 'assigned');
    if (assigned?.why != null && !assignedAt.has(duty.id)) {
      assignedAt.set(duty.id, now);
    }
    for (const wanted of wantedOf(duty, cycle)) {
      if (wanted.at > now || (wanted.until !== null && now >= wanted.until)) continue;
      const key = `${duty.id} ${String(duty.owed.epoch)} ${wanted.rung} ${String(wanted.nth)}`;
      if (told.has(key)) continue;
      const own = notices.some(({ name, nth }) => name === wanted.rung && nth === wanted.nth);
      const higher = notices.some((notice) => isHigher(notice, wanted));
      const carried = assigned !== undefined && wanted.at <= (assignedAt.get(duty.id) ?? now);
      if (!own && heard.has(`${duty.agencyId} ${localOf(now).day}`)) continue;
      if (own || (higher && hindered(duty, wanted, now)) || carried) told.add(key);
      else report('every-rung-or-reason', now, `${key} was due ${wanted.at}`);
    }
  }

  return {
    ...LOOKS_AT_NOTHING,
    begins: (given, invented) => {
      office = given;
      year = invented;
    },
    acted: (act, taken, now) => {
      if (taken && (act.do === 'changeDay' || act.do === 'restore')) version += 1;
      if (taken && movesRungs(act)) changes.push(now);
      if (taken && act.do === 'restore') {
        // An assignment of the lost time comes once more, and takes along what has fallen due by then.
        for (const duty of office.duties.values()) {
          if (ofEpoch(office, duty).length === 0) assignedAt.delete(duty.id);
        }
      }
    },
    left: ({ mail, contact, notices }, answer, now) => {
      if (mail.class !== 'ladder' || contact?.role === 'head') return;
      heard.add(`${mail.agencyId ?? ''} ${localOf(now).day}`);
      for (const { name, dutyId } of answer.kind === 'sent' ? notices : []) {
        if (name === 'assigned') assignedAt.set(dutyId ?? '', now);
      }
    },
    rested: (now) => {
      if (!isOpenHour(office.calendarDays, now)) return;
      for (const duty of office.duties.values()) {
        const cycle = sure(office.cycles.get(duty.cycleId), 'cycle');
        if (isChased(office, duty, cycle)) look(duty, cycle, now);
      }
    },
  };
};

const MOVES: ReadonlySet<Act['do']> = new Set([
  ...(['changeDay', 'pause', 'resume', 'amend', 'skip', 'unskip'] as const),
  ...(['restore', 'decideLostHours', 'decideHeld'] as const),
]);

function movesRungs({ do: what }: Act): boolean {
  return MOVES.has(what);
}

function isChased(office: SimOffice, { owed, chased }: SimDuty, cycle: SimCycle): boolean {
  const { plan } = sure(office.plans.get(cycle.planId), 'plan');
  return (
    chased &&
    cycle.kind === 'collect' &&
    (owed.state === 'expected' || owed.state === 'returned') &&
    plan.state === 'started' &&
    plan.pausedAt === null &&
    cycle.openedAt !== null &&
    cycle.cancelledAt === null &&
    cycle.editsClosedAt === null &&
    cycle.closedAt === null
  );
}

function ofEpoch(office: SimOffice, { noticeIds, owed }: SimDuty): readonly SimNotice[] {
  return noticeIds
    .map((id) => sure(office.notices.get(id), 'notice'))
    .filter(({ kind, epoch }) => kind === 'ladder' && epoch === owed.epoch);
}

function isHigher({ name, nth }: SimNotice, wanted: WantedRung): boolean {
  const height = (rung: string, time: number): number => ORDER.indexOf(rung) * 10 + time;
  return height(name, nth) > height(wanted.rung, wanted.nth);
}
