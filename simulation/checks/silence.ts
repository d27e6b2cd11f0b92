import type { Act } from '../acts/act.js';
import { sure } from '../office.js';
import type { SimNotice, SimOffice } from '../office.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check } from './check.js';

/** Whom reminders spare: who has answered, who has not heard of the duty yet, who is not late. */
export const silence: Check = (report) => {
  let office: SimOffice;
  /** Duties of which something is in hand, or which nobody wants. */
  const answered = new Set<string>();
  const inHand = new Set<string>();
  const assigned = new Set<string>();
  const overdueTold = new Set<string>();
  /** Cycles of which no report is taken. */
  const leftOut = new Set<string>();

  /** Whoever is let go is not reminded, nor of what is dropped; who is taken in again is. */
  function noteAmendment({ planId, changes }: Extract<Act, { do: 'amend' }>): void {
    for (const one of changes) {
      const cycle = one.change === 'drop' ? office.cycles.get(`${planId}/${one.key}`) : undefined;
      if (cycle?.collectionClosedAt === null) leftOut.add(cycle.id);
    }
    for (const { id, cycleId, owed } of office.duties.values()) {
      if (office.cycles.get(cycleId)?.planId !== planId) continue;
      if (owed.state === 'waived') answered.add(id);
      else if (owed.state === 'expected' && !inHand.has(id)) answered.delete(id);
    }
  }

  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    acted: (act, taken) => {
      if (taken && 'dutyId' in act) noteAnswer({ answered, inHand }, act);
      if (taken && act.do === 'skip') leftOut.add(act.cycleId);
      if (taken && act.do === 'unskip') leftOut.delete(act.cycleId);
      if (taken && act.do === 'amend') noteAmendment(act);
      if (taken && act.do === 'restore') {
        leftOut.clear();
        for (const { id, cancelledAt } of office.cycles.values()) {
          if (cancelledAt !== null) leftOut.add(id);
        }
        // What was answered since is answered no more.
        answered.clear();
        inHand.clear();
        for (const { id, owed } of office.duties.values()) {
          if (owed.state !== 'expected' && owed.state !== 'returned') answered.add(id);
          if (owed.version > 0) inHand.add(id);
        }
      }
      if (taken && act.do === 'closeAgency') {
        for (const { id, agencyId, owed } of office.duties.values()) {
          if (agencyId === act.agencyId && owed.state === 'waived') answered.add(id);
          // What its successor had been freed of is wanted again.
          const isTheirs = agencyId === act.successorId && !inHand.has(id);
          if (isTheirs && owed.state === 'expected') answered.delete(id);
        }
      }
    },
    left: ({ mail, notices }, _, now) => {
      if (mail.class !== 'ladder') return;
      for (const { dutyId, name } of notices) {
        if (name === 'assigned') assigned.add(dutyId ?? '');
        if (name === 'overdue') overdueTold.add(epochOf(dutyId, notices));
      }
      for (const notice of notices) {
        const { name, nth, dutyId, epoch, key } = notice;
        const id = dutyId ?? '';
        const { owed, cycleId } = sure(office.duties.get(id), 'duty');
        if (answered.has(id) || leftOut.has(cycleId)) report('no-reminder-after-answer', now, key);
        if (epoch === 0 && !assigned.has(id) && !hasReason(office, id)) {
          report('first-mail-first', now, key);
        }
        const { targetAt, overdueAt } = owed;
        if (targetAt === null || overdueAt === null) continue;
        const isLate = name === 'overdue' || name === 'toHead';
        if (isLate && now < overdueAt) report('not-before-late', now, key);
        const between = now >= targetAt && now < overdueAt;
        if (between && !(name === 'lastDay' && nth === 2) && name !== 'assigned') {
          report('not-before-late', now, `${key} between target and lateness`);
        }
        if (name !== 'toHead') continue;
        const { headReleasedAt } = sure(office.cycles.get(cycleId), 'cycle');
        if (headReleasedAt === null || owed.state === 'returned' || !owed.binding) {
          report('not-before-late', now, `${key} to a head that is not to be asked`);
        }
      }
    },
  };
};

function epochOf(dutyId: string | null, notices: readonly SimNotice[]): string {
  return `${dutyId ?? ''} ${String(notices[0]?.epoch ?? 0)}`;
}

/** The assignment was told by nobody for a reason that stands beside it. */
function hasReason(office: SimOffice, dutyId: string): boolean {
  return sure(office.duties.get(dutyId), 'duty')
    .noticeIds.map((id) => sure(office.notices.get(id), 'notice'))
    .some(({ name, why }) => name === 'assigned' && why !== null);
}

function noteAnswer(
  { answered, inHand }: { readonly answered: Set<string>; readonly inHand: Set<string> },
  act: Act & { readonly dutyId: string },
): void {
  const { dutyId } = act;
  if (act.do === 'submit' || act.do === 'confirmClaim') inHand.add(dutyId);
  if (ANSWERS.has(act.do)) answered.add(dutyId);
  if (act.do === 'return' || act.do === 'rejectClaim') answered.delete(dutyId);
  // Waived before anything had come: it is wanted again.
  if (act.do === 'reopen' && !inHand.has(dutyId)) answered.delete(dutyId);
}

/** After these nobody is reminded. */
const ANSWERS: ReadonlySet<Act['do']> = new Set(['submit', 'confirmClaim', 'claim', 'waive']);
