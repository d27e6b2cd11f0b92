import type { Instant } from '../../domain/day.js';
import type { Act } from '../acts/act.js';
import { isAsked } from '../notices.js';
import { sure } from '../office.js';
import type { SimDuty, SimOffice } from '../office.js';
import { LOOKS_AT_NOTHING } from './check.js';
import type { Check, Report } from './check.js';

/** By which mail of wording.md an agency hears of an act. */
const MAILS: Partial<Record<Act['do'], string>> = {
  submit: 'received',
  confirmClaim: 'received',
  claim: 'claimed',
  rejectClaim: 'claimRejected',
  return: 'returned',
  accept: 'accepted',
  setDue: 'dueMoved',
  waive: 'noLongerOwed',
};

/** Every act that concerns an agency is told it, once, and nothing else is. */
export const told: Check = (report) => {
  let office: SimOffice;
  let seen = 0;
  /** Duties of which a mail has gone to the agency. */
  const heard = new Set<string>();
  const waived = new Set<string>();
  const targets = new Map<string, Instant | null>();
  /** Duties that were owed before the act. */
  const owing = new Set<string>();
  const before: PlansBefore = {
    ...{ begun: new Set(), open: new Set(), leftOut: new Set() },
    ...{ duties: new Map(), bound: new Set(), days: new Map() },
  };
  return {
    ...LOOKS_AT_NOTHING,
    begins: (given) => {
      office = given;
    },
    acted: (act, taken, now) => {
      const fresh = [...office.notices.values()].slice(seen).filter(({ kind }) => kind === 'event');
      seen = office.notices.size;
      const names = fresh.map(({ name, dutyId }) => `${name} ${dutyId ?? ''}`);
      const wanted = taken ? wantedBy(office, act, { heard, waived, targets, owing, before }) : [];
      if (act.do === 'restore') {
        // Whom it has asked for what, only the ledger knows.
        heard.clear();
        waived.clear();
        for (const duty of office.duties.values()) {
          if (isAsked(office, duty)) heard.add(duty.id);
          if (duty.owed.state === 'waived') waived.add(duty.id);
        }
        targets.clear();
        owing.clear();
      }
      if (names.sort().join() !== [...wanted].sort().join()) {
        report('told-once', now, `${act.do}: told ${names.join() || 'nothing'}`);
      }
      for (const [id, { owed }] of office.duties) {
        targets.set(id, owed.targetAt);
        if (owed.state === 'expected' || owed.state === 'returned') owing.add(id);
        else owing.delete(id);
      }
    },
    rested: () => {
      lookAtPlans(office, before);
    },
    stepped: () => {
      const fresh = [...office.notices.values()].slice(seen);
      // Steps of workflows tell reminders and the office's own people, no agency's event.
      if (!fresh.some(({ kind }) => kind === 'event')) seen = office.notices.size;
    },
    left: ({ notices }, answer) => {
      if (answer.kind !== 'sent' && answer.kind !== 'unknown') return;
      for (const { dutyId } of notices) if (dutyId !== null) heard.add(dutyId);
    },
    ended: (now) => {
      for (const { kind, mailId, why, key } of office.notices.values()) {
        if (kind === 'event' && mailId === null && why === null) report('told-once', now, key);
        if (kind === 'event' && mailId !== null) lookAtMail(office, mailId, { report, now });
      }
    },
  };
};

interface Known {
  readonly heard: ReadonlySet<string>;
  readonly waived: Set<string>;
  readonly targets: ReadonlyMap<string, Instant | null>;
  readonly owing: ReadonlySet<string>;
  readonly before: PlansBefore;
}

/** What plans were before an act. */
interface PlansBefore {
  /** Cycles that had opened, and those of them in which reports are taken. */
  readonly begun: Set<string>;
  readonly open: Set<string>;
  /** Cycles of which no report is taken. */
  readonly leftOut: Set<string>;
  /** The states of all duties. */
  readonly duties: Map<string, string>;
  /** Duties that bind their agencies. */
  readonly bound: Set<string>;
  /** The due days of all cycles. */
  readonly days: Map<string, string>;
}

function lookAtPlans(office: SimOffice, before: PlansBefore): void {
  for (const known of Object.values(before) as (PlansBefore['open'] | PlansBefore['days'])[]) {
    known.clear();
  }
  for (const { id, ...cycle } of office.cycles.values()) {
    const isOver = cycle.cancelledAt ?? cycle.collectionClosedAt ?? cycle.editsClosedAt;
    if (cycle.openedAt !== null) before.begun.add(id);
    if (cycle.openedAt !== null && isOver === null) before.open.add(id);
    if (cycle.cancelledAt !== null) before.leftOut.add(id);
    before.days.set(id, cycle.dueDay ?? '');
  }
  for (const { id, owed } of office.duties.values()) {
    before.duties.set(id, owed.state);
    if (owed.binding) before.bound.add(id);
  }
}

/**
 * Whoever has been asked and still owes hears of a cycle that is due on another day or to be sent otherwise, and
 * that he is let go; whoever is taken in, or wanted again, that he is; whoever had been asked for what is dropped,
 * that it is; and of a cycle that begins with the amendment all who owe it.
 */
function wantedByAmendment(
  office: SimOffice,
  { planId, changes }: Extract<Act, { do: 'amend' }>,
  { heard, owing, before: { begun, open, duties, bound, days } }: Known,
): string[] {
  const { requirements } = sure(office.plans.get(planId), 'plan').confirmed;
  const idsOf = (keys: readonly string[]) => keys.map((key) => `${planId}/${key}`);
  const dropped = new Set(
    idsOf(changes.flatMap((one) => (one.change === 'drop' ? [one.key] : []))),
  );
  const channels = changes.flatMap((one) => (one.change === 'channel' ? [one.channel] : []));
  const otherwise = new Set(
    requirements
      .filter(({ channel }) => channels.includes(channel))
      .flatMap(({ cycles }) => idsOf(cycles.map(({ key }) => key))),
  );
  const isTold = ({ id, cycleId, owed }: SimDuty): boolean => {
    const { dueDay, openedAt } = sure(office.cycles.get(cycleId), 'cycle');
    const was = duties.get(id);
    const isOwed = owed.state === 'expected' || owed.state === 'returned';
    if (openedAt !== null && !begun.has(cycleId)) return isOwed;
    if (was === undefined) return open.has(cycleId);
    if (!open.has(cycleId) || !heard.has(id)) return false;
    if (dropped.has(cycleId)) return was !== 'waived';
    // Taken in again hears so too whose report is here.
    if (owing.has(id) !== isOwed || (was === 'waived' && owed.state !== 'waived')) return true;
    const isOther = days.get(cycleId) !== dueDay || bound.has(id) !== owed.binding;
    return isOwed && (isOther || otherwise.has(cycleId));
  };
  return [...office.duties.values()]
    .filter((duty) => office.cycles.get(duty.cycleId)?.planId === planId)
    .filter((duty) => duty.chased && isTold(duty))
    .map(({ id }) => `amended ${id}`);
}

/** What agencies are to hear of an act, as `event duty`. */
function wantedBy(
  office: SimOffice,
  act: Act,
  { heard, waived, targets, owing, before }: Known,
): string[] {
  // Who was asked for a duty, and is not free of it, hears that it is asked for no more or otherwise.
  const asked = [...office.duties.values()].filter(
    ({ id, chased, owed }) => chased && heard.has(id) && owed.state !== 'waived',
  );
  const taken = asked.filter(({ cycleId }) => !before.leftOut.has(cycleId));
  if (act.do === 'decideLostHours') {
    const until = office.recovery?.lostUntil ?? '';
    const agencies = [...office.duties.values()]
      .filter(({ chased, owed }) => chased && owed.state !== 'waived')
      .filter(({ cycleId }) => {
        const cycle = sure(office.cycles.get(cycleId), 'cycle');
        const isOver = cycle.closedAt ?? cycle.cancelledAt ?? cycle.editsClosedAt;
        const hadBegun = cycle.openedAt !== null && cycle.opensAt <= until;
        return cycle.kind === 'collect' && hadBegun && isOver === null;
      })
      .map(({ agencyId }) => agencyId);
    return act.told ? [...new Set(agencies)].map(() => 'lostHours ') : [];
  }
  if (act.do === 'closeAgency') {
    const freed = [...office.duties.values()].filter(
      ({ id, agencyId, owed }) =>
        agencyId === act.agencyId && owing.has(id) && owed.state === 'waived',
    );
    return [
      ...freed.filter(({ id }) => heard.has(id)).map(({ id }) => `agencyClosed ${id}`),
      ...freed
        .filter(({ cycleId }) => sure(office.cycles.get(cycleId), 'cycle').openedAt !== null)
        .map(({ cycleId }) => office.duties.get(`${cycleId}/${act.successorId ?? ''}`))
        .flatMap((duty) => (duty?.chased === true ? [`takenOver ${duty.id}`] : [])),
    ];
  }
  if (act.do === 'amend') {
    for (const { id, owed } of office.duties.values()) {
      if (owed.state === 'waived') waived.add(id);
      else waived.delete(id);
    }
    return wantedByAmendment(office, act, { heard, waived, targets, owing, before });
  }
  if (act.do === 'skip' || act.do === 'unskip') {
    const event = act.do === 'skip' ? 'skipped' : 'wantedAgain';
    return asked.filter(({ cycleId }) => cycleId === act.cycleId).map(({ id }) => `${event} ${id}`);
  }
  if (act.do === 'addPeriod') {
    return [...office.duties.values()]
      .filter(({ id, chased }) => chased && !before.duties.has(id))
      .map(({ id }) => `periodAdded ${id}`);
  }
  if (act.do === 'cancel') {
    return taken
      .map(({ id, cycleId }) => ({ id, cycle: sure(office.cycles.get(cycleId), 'cycle') }))
      .filter(({ cycle }) => cycle.planId === act.planId && cycle.closedAt === null)
      .map(({ id }) => `cancelled ${id}`);
  }
  if (act.do === 'changeDay') {
    return taken
      .filter(({ owed }) => owed.state === 'expected' || owed.state === 'returned')
      .filter(({ id, owed }) => targets.get(id) !== owed.targetAt)
      .map(({ id }) => `targetMoved ${id}`);
  }
  if (act.do === 'decideExtension') {
    const { dutyId } = sure(office.extensions.get(act.extensionId), 'extension');
    const name = act.grant ? 'extensionGranted' : 'extensionRefused';
    return isChased(office, dutyId) ? [`${name} ${dutyId}`] : [];
  }
  if (act.do === 'reopen') {
    // An acceptance taken back asks nothing of anybody.
    const wantedAgain = waived.delete(act.dutyId) && isChased(office, act.dutyId);
    return wantedAgain ? [`wantedAgain ${act.dutyId}`] : [];
  }
  if (act.do === 'waive') waived.add(act.dutyId);
  const name = MAILS[act.do];
  if (name === undefined || !('dutyId' in act)) return [];
  // The standing body enters its own figures; it needs no mail about that.
  return isChased(office, act.dutyId) ? [`${name} ${act.dutyId}`] : [];
}

function isChased(office: SimOffice, dutyId: string): boolean {
  return sure(office.duties.get(dutyId), 'duty').chased;
}

function lookAtMail(
  office: SimOffice,
  mailId: string,
  { report, now }: { readonly report: Report; readonly now: Instant },
): void {
  const mail = sure(office.mails.get(mailId), 'mail');
  const waits = mail.state === 'planned' && (mail.retryAt !== null || office.relay.shut);
  if (mail.state === 'planned' && !waits) report('told-once', now, `${mail.header} never left`);
}
