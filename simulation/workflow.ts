import { plusWorkingDays } from '../domain/calendar.js';
import { owingIn } from '../domain/counting.js';
import type { Answer, CycleFacts, PlanFacts } from '../domain/cycle.js';
import { at, dayAt, earlier } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import { earliestWait } from '../domain/earliest-wait.js';
import {
  countsOf,
  dutiesOf,
  nextAtOf,
  pokeCycle,
  rearm,
  reportCountsOf,
  setOfficeMail,
} from './duties.js';
import { liveNotices, suppressPlanned } from './notices.js';
import { sure } from './office.js';
import type { SimCycle, SimOffice, SimPlan, Watch } from './office.js';
import { draftOfReport } from './papers.js';
import { drain } from './post.js';
import type { World } from './post.js';
import { planOfficeMail, prepareWave } from './wave.js';

/** More steps than this at one instant go round in a circle. */
const MOST_STEPS = 200;

/** Runs every workflow that is awake until all have come to rest; names the one that goes round in circles, or null. */
export function runWorkflows(
  office: SimOffice,
  { now, world, note }: { now: Instant; world: World; note: (step: Step) => void },
): string | null {
  for (let steps = 0; ; steps += 1) {
    const awake = awakeSubject(office, now);
    if (awake === undefined) return null;
    if (steps > MOST_STEPS) return awake.id;
    for (const step of look(office, awake, now)) {
      note({ subject: awake.id, step });
      runStep(office, awake.id, { step, now, world });
      // A finished step counts as a poke: the workflow looks again.
      awake.watch.wakesAt = now;
    }
  }
}

/** One step that a workflow took. */
export interface Step {
  readonly subject: string;
  readonly step: string;
}

/** What a workflow finds due; it notes what it has seen, and until when it sleeps. */
function look(
  office: SimOffice,
  { id, watch }: { readonly id: string; readonly watch: Watch },
  now: Instant,
) {
  const answers = answersOf(office, id, now);
  watch.seen = watch.revision;
  watch.wakesAt = earliestWait(answers);
  return answers.flatMap((answer) => (answer.kind === 'do' ? [answer.step] : []));
}

function awakeSubject(office: SimOffice, now: Instant) {
  const all = [...office.plans.values(), ...office.cycles.values()];
  return all.find((one) => isRunning(one) && isAwake(one.watch, now));
}

function isRunning(one: SimPlan | SimCycle): boolean {
  if ('plan' in one) return one.plan.state === 'started';
  return one.openedAt !== null && one.closedAt === null && one.cancelledAt === null;
}

function isAwake({ revision, seen, wakesAt }: Watch, now: Instant): boolean {
  return revision > seen || (wakesAt !== null && wakesAt <= now);
}

/** When the next workflow wakes by itself. */
export function nextWake(office: SimOffice): Instant | null {
  let first: Instant | null = null;
  for (const one of [...office.plans.values(), ...office.cycles.values()]) {
    if (isRunning(one)) first = earlier(first, one.watch.wakesAt);
  }
  return first;
}

function answersOf(office: SimOffice, id: string, now: Instant): readonly Answer<string>[] {
  const plan = office.plans.get(id);
  if (plan !== undefined) return [office.rules.decidePlan(planFacts(office, plan), now)];
  const cycle = sure(office.cycles.get(id), 'cycle');
  const { chase, report } = office.rules.decideCycle(cycleFacts(office, cycle, now), now);
  return [chase, report];
}

function planFacts(office: SimOffice, { plan, cycleIds }: SimPlan): PlanFacts {
  const cycles = cycleIds.map((id) => sure(office.cycles.get(id), 'cycle'));
  const open = cycles.filter(
    ({ openedAt, closedAt, cancelledAt }) =>
      openedAt !== null && closedAt === null && cancelledAt === null,
  );
  return {
    started: plan.state === 'started',
    paused: plan.pausedAt !== null,
    ended: plan.state === 'closed' || plan.state === 'cancelled',
    nextOpeningAt: cycles
      .filter(({ openedAt, cancelledAt }) => openedAt === null && cancelledAt === null)
      .reduce<Instant | null>((first, { opensAt }) => earlier(first, opensAt), null),
    openCycles: open.length,
    takenBackUntil: cycles
      .filter(
        ({ cancelledAt, closedAt, dropped }) =>
          cancelledAt !== null && closedAt === null && !dropped,
      )
      .reduce<Instant | null>(
        (last, { closesForEditsAt: until }) =>
          last === null || (until !== null && until > last) ? until : last,
        null,
      ),
  };
}

function cycleFacts(office: SimOffice, cycle: SimCycle, now: Instant): CycleFacts {
  const report = reportCountsOf(office, cycle, now);
  const mails = unsettledOf(office, cycle, now);
  return {
    kind: cycle.kind,
    consolidates: cycle.consolidates && cycle.mergedIn === null,
    opened: cycle.openedAt !== null,
    paused: cycle.pausedAt !== null,
    cancelled: cycle.cancelledAt !== null,
    closed: cycle.closedAt !== null,
    nextWaveAt: earlier(
      nextAtOf(office, cycle),
      cycle.collectionClosedAt === null ? (cycle.desk?.at ?? null) : null,
    ),
    unsettled: mails.count,
    unsettledFrom:
      mails.count === 0 ? null : office.rules.sendingMoment(mails.retryAt ?? now, office.settings),
    owing: owingIn(report),
    unchecked: report.unchecked,
    overdue: countsOf(office, cycle.id, now).toUrge,
    closesForNewAt: cycle.closesForNewAt,
    closesForEditsAt: cycle.closesForEditsAt,
    collectionClosed: cycle.collectionClosedAt !== null,
    editsClosed: cycle.editsClosedAt !== null,
    letterAt: cycle.letterAt,
    letterDrafted: cycle.letterDrafted,
    consolidated: cycle.report !== null,
    report:
      cycle.report === null || cycle.report.state === 'superseded' ? null : cycle.report.state,
    askAt: cycle.report?.askAt ?? null,
    copyOwed: false,
  };
}

/** Ladder mails of a cycle not settled yet; when the first may be tried where all must wait, their relay with them. */
function unsettledOf(office: SimOffice, cycle: SimCycle, now: Instant) {
  const mails = [...office.waiting]
    .map((id) => sure(office.mails.get(id), 'mail'))
    .filter(
      (mail) =>
        mail.class === 'ladder' &&
        liveNotices(office, mail).some(({ cycleId }) => cycleId === cycle.id),
    );
  const waitsAll = mails.every(({ retryAt }) => retryAt !== null && retryAt > now);
  const { shut, tryAt } = office.relay;
  return {
    count: mails.length,
    retryAt: waitsAll
      ? mails.reduce<Instant | null>((first, { retryAt }) => earlier(first, retryAt), null)
      : shut && tryAt !== null && tryAt > now
        ? tryAt
        : null,
  };
}

function runStep(
  office: SimOffice,
  id: string,
  { step, now, world }: { readonly step: string; readonly now: Instant; readonly world: World },
): void {
  const plan = office.plans.get(id);
  if (plan !== undefined) {
    if (step === 'openCycle') openCycles(office, plan, now);
    else plan.plan = { ...plan.plan, state: 'closed' };
    return;
  }
  const cycle = sure(office.cycles.get(id), 'cycle');
  switch (step) {
    case 'wave':
      prepareWave(office, now);
      drain(office, 'ladder', { now, world });
      return;
    case 'draftLetter':
      cycle.letterDrafted = true;
      return;
    case 'closeEdits':
      closeEdits(office, cycle, now);
      return;
    case 'closeCollection':
      // The wave of this very instant may come after: its mail to the officer is not lost.
      if (cycle.desk !== null && cycle.desk.at <= now) planOfficeMail(office, cycle, now);
      cycle.collectionClosedAt = now;
      cycle.desk = null;
      return;
    case 'consolidate':
      cycle.report = draftOfReport();
      return;
    case 'askApproval':
      askApprovers(office, cycle, now);
      return;
    case 'closeCycle':
      cycle.closedAt = now;
      sure(office.plans.get(cycle.planId), 'plan').watch.revision += 1;
      return;
    default:
      throw new Error(`no such step: ${step}`);
  }
}

function openCycles(office: SimOffice, plan: SimPlan, now: Instant): void {
  for (const cycle of plan.cycleIds.map((id) => sure(office.cycles.get(id), 'cycle'))) {
    if (cycle.openedAt !== null || cycle.cancelledAt !== null || cycle.opensAt > now) continue;
    cycle.openedAt = now;
    rearm(office, dutiesOf(office, cycle), now);
    setOfficeMail(office, cycle, now);
    pokeCycle(office, cycle.id);
  }
}

function closeEdits(office: SimOffice, cycle: SimCycle, now: Instant): void {
  cycle.editsClosedAt = now;
  for (const duty of dutiesOf(office, cycle)) {
    duty.nextAt = null;
    duty.nextRung = null;
  }
  suppressPlanned(office, dutiesOf(office, cycle), 'closed');
}

/** How many working days pass before an approver who has not answered is asked again. */
const ASK_AGAIN = 2;

function askApprovers(office: SimOffice, cycle: SimCycle, now: Instant): void {
  const { calendar, mailMinute } = office.settings;
  const { report } = cycle;
  if (report === null) return;
  const again = at(plusWorkingDays(calendar, dayAt(now), ASK_AGAIN), mailMinute);
  cycle.report = { ...report, askAt: report.state === 'awaitingApproval' ? again : null };
}
