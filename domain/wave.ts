import { at as startOf, dayAt, plusDays } from './day.js';
import type { Day, Instant } from './day.js';
import { nextRung, sendingMoment, stepKey } from './ladder.js';
import type { LadderFacts, LadderSettings, NextRung, Reached, Rung, Step } from './ladder.js';
import { owes } from './obligation.js';
import type { ObligationState } from './obligation.js';
import { contactFor } from './reach.js';
import type { Contact, Reader } from './reach.js';
import { isHeldBack } from './recovery.js';
import type { Recovery } from './recovery.js';

/** One obligation of an open, unpaused cycle, with all that decides whether its agency is told something now. */
export interface WaveDuty {
  /** Of the obligation. */
  readonly id: string;
  readonly cycleId: string;
  /** Whether anybody is reminded of it at all: see `isReminded`. */
  readonly reminded: boolean;
  readonly reached: Reached;
  readonly facts: LadderFacts;
  /** The day its cycle was to open; what a restore holds back hangs on it. */
  readonly opensAt?: Instant;
}

/** A ladder mail that an earlier wave prepared and that has not left yet. */
export interface WaitingMail {
  readonly id: string;
  readonly contactId: string | null;
  /** A try of it was never answered: what is added to it now no server that has its Message-ID would pass on. */
  readonly mayHaveGone?: boolean;
  /** What it still has to say. */
  readonly notices: readonly {
    readonly id: string;
    readonly dutyId: string;
    readonly rung: string;
  }[];
}

/** One agency with everything of it that may be due now, in all its open cycles. */
export interface WaveAgency {
  readonly id: string;
  readonly duties: readonly WaveDuty[];
  readonly contacts: readonly Contact[];
  readonly waiting: readonly WaitingMail[];
  /** Keys of the notices it has had of these duties, told or not. */
  readonly told: ReadonlySet<string>;
  /** Keys of notices that a restore held back and an officer released. */
  readonly released?: ReadonlySet<string>;
  /** Whether a ladder mail left for it today: it gets one a day, of whatever duties. */
  readonly toldToday: boolean;
}

/** Where an obligation stands on its ladder after the wave. */
export interface Place {
  readonly dutyId: string;
  readonly reached: Reached;
  readonly nextRung: Rung | null;
  readonly nextAt: Instant | null;
}

/** One notice to be recorded; unique by its key for ever. */
export interface PlannedNotice {
  readonly key: string;
  readonly agencyId: string;
  readonly dutyId: string;
  readonly cycleId: string;
  readonly step: Step;
  readonly epoch: number;
  /** Missed rungs that this one stands for. */
  readonly replaces: readonly Rung[];
  readonly dueAt: Instant;
  /** Where the obligation stood before, should the notice be held back. */
  readonly reachedBefore: Reached;
  /** The mail that tells it: one that waits already, a new one by its key, or none for the reason given. */
  readonly mail:
    | { readonly kind: 'waiting'; readonly id: string }
    | { readonly kind: 'new'; readonly key: string }
    | { readonly kind: 'none'; readonly why: 'noContact' | 'restored' };
}

/** One new mail; its key is that of the first notice in it. */
export interface PlannedMail {
  readonly key: string;
  readonly agencyId: string;
  readonly reader: Reader;
  readonly contact: Contact;
}

/** Everything one wave does to some agencies. */
export interface WavePlan {
  readonly notices: readonly PlannedNotice[];
  readonly mails: readonly PlannedMail[];
  /** Ids of waiting notices that a later rung takes the place of. */
  readonly replaced: readonly string[];
  /** Ids of waiting mails that have nothing left to say. */
  readonly emptied: readonly string[];
  /** Ids of waiting mails that say something else now and must not leave meanwhile. */
  readonly changed: readonly string[];
  readonly places: readonly Place[];
}

interface At {
  readonly now: Instant;
  readonly settings: LadderSettings;
  /** A time that a restore took away; rungs that may have gone in it wait for an officer. */
  readonly recovery?: Recovery | null;
}

/** A duty whose next rung is due. */
interface DueDuty {
  readonly duty: WaveDuty;
  readonly next: NextRung;
}

/** Whether anybody is reminded of an obligation: a report is still to come from an agency that is chased, in a collecting cycle whose doors are open. */
export function isReminded(
  owed: { readonly state: ObligationState; readonly chased: boolean },
  cycle: {
    readonly kind: 'collect' | 'onward';
    readonly opened: boolean;
    readonly editsClosed: boolean;
    readonly closed: boolean;
  },
): boolean {
  const isOpen = cycle.opened && !cycle.editsClosed && !cycle.closed;
  return isOpen && cycle.kind === 'collect' && owed.chased && owes(owed);
}

/** Where an obligation stands that has reached a rung, with the next one by the rule; none for whoever is not reminded. */
export function placeOf(duty: WaveDuty, at: At): Place {
  return placeBy(rungsOf(at), duty);
}

/** Where some obligations stand, each as `placeOf` says. */
export function placesOf(duties: readonly WaveDuty[], at: At): readonly Place[] {
  const rungOf = rungsOf(at);
  return duties.map((duty) => placeBy(rungOf, duty));
}

/**
 * What a wave at `now` tells some agencies and what becomes of what still waited: each due rung once,
 * one mail for an agency and another for its head. Outside sending hours nothing is told: what is due
 * waits for the morning and is chosen anew then.
 */
export function planWave(agencies: readonly WaveAgency[], at: At): WavePlan {
  const rungOf = rungsOf(at);
  const moments = momentsOf(at);
  const plans = agencies.map((agency) => planAgency(agency, rungOf, { ...at, ...moments }));
  return {
    notices: plans.flatMap(({ notices }) => notices),
    mails: plans.flatMap(({ mails }) => mails),
    replaced: plans.flatMap(({ replaced }) => replaced),
    emptied: plans.flatMap(({ emptied }) => emptied),
    changed: plans.flatMap(({ changed }) => changed),
    places: plans.flatMap(({ places }) => places),
  };
}

/** The next rung of a duty; null for whoever is not reminded or has climbed to the end. */
type RungOf = (duty: WaveDuty) => NextRung | null;

/** Hundreds of agencies stand alike on the ladder of one cycle: what the rule says of one holds for all of them. */
function rungsOf(at: At): RungOf {
  const known = new Map<string, NextRung | null>();
  // Asked of each duty where it stands and where it then will: its facts are the same.
  const texts = new WeakMap<LadderFacts, string>();
  return ({ reminded, reached, facts }) => {
    if (!reminded) return null;
    const text = texts.get(facts) ?? JSON.stringify(facts);
    texts.set(facts, text);
    const alike = `${reached ?? ''}${text}`;
    const said = known.get(alike);
    if (said !== undefined) return said;
    const next = nextRung(facts, reached, at);
    known.set(alike, next);
    return next;
  };
}

function placeBy(rungOf: RungOf, duty: WaveDuty): Place {
  const next = rungOf(duty);
  return {
    dutyId: duty.id,
    reached: duty.reached,
    nextRung: next?.step.rung ?? null,
    nextAt: next?.at ?? null,
  };
}

/** The moments that are the same for every agency of a wave. */
interface Moments {
  readonly today: Day;
  /** The first moment from now on at which mails may leave. */
  readonly morning: Instant;
  /** The first such moment of a later day. */
  readonly tomorrow: Instant;
}

function momentsOf({ now, settings }: At): Moments {
  const today = dayAt(now);
  return {
    today,
    morning: sendingMoment(now, settings),
    tomorrow: sendingMoment(startOf(plusDays(today, 1), 0), settings),
  };
}

function planAgency(agency: WaveAgency, rungOf: RungOf, at: At & Moments): WavePlan {
  const { now, today, morning, tomorrow } = at;
  const due: DueDuty[] = [];
  const held: DueDuty[] = [];
  const places: Place[] = [];
  for (const duty of inOrderOfDue(agency.duties)) {
    const next = rungOf(duty);
    if (next !== null && next.at <= now) {
      (isHeld(agency, { duty, next }, at) ? held : due).push({ duty, next });
    } else places.push(placeBy(rungOf, duty));
  }
  if (morning !== now) {
    places.push(...due.map((one) => postponed(one, morning)));
    return { ...NOTHING, notices: holdBack(agency, held), places: [...places, ...climbed(held)] };
  }
  const isHeldOver = (one: DueDuty) => agency.toldToday && canWait(one, tomorrow);
  const telling = due.filter((one) => !isHeldOver(one));
  places.push(...due.filter(isHeldOver).map((one) => postponed(one, tomorrow)));
  const told = tell(agency, telling, today);
  return {
    ...told,
    notices: [...told.notices, ...holdBack(agency, held)],
    places: [...places, ...climbed([...telling, ...held])],
  };

  function climbed(duties: readonly DueDuty[]): readonly Place[] {
    return duties.map(({ duty, next }) => placeBy(rungOf, { ...duty, reached: next.reaches }));
  }
}

const NOTHING: Omit<WavePlan, 'places'> = {
  notices: [],
  mails: [],
  replaced: [],
  emptied: [],
  changed: [],
};

/** Whether a rung loses nothing until a later moment; an hour waits for nobody, and neither does the head's own mail. */
function canWait({ duty: { facts }, next: { step } }: DueDuty, until: Instant): boolean {
  if (facts.hourBound || step.rung === 'toHead') return false;
  if (step.usefulUntil !== null && step.usefulUntil <= until) return false;
  const isLate = facts.overdueAt !== null && facts.overdueAt <= step.at;
  return isLate || facts.targetAt === null || facts.targetAt > until;
}

function postponed({ duty, next }: DueDuty, morning: Instant): Place {
  return {
    dutyId: duty.id,
    reached: duty.reached,
    nextRung: next.step.rung,
    nextAt: morning,
  };
}

function isHeld(agency: WaveAgency, { duty, next }: DueDuty, { recovery, settings }: At): boolean {
  if (recovery == null || duty.opensAt === undefined) return false;
  const key = noticeKey(duty, next.step, readerOf(next.step));
  return (
    !(agency.released?.has(key) ?? false) && isHeldBack(next.step, duty.opensAt, recovery, settings)
  );
}

/** What may have gone already is written down without a mail; an officer decides. */
function holdBack(agency: WaveAgency, held: readonly DueDuty[]): readonly PlannedNotice[] {
  return held.flatMap((one) => {
    const notice = noticeOf(agency, one, { kind: 'none', why: 'restored' });
    return agency.told.has(notice.key) ? [] : [notice];
  });
}

function readerOf({ rung }: Step): Reader {
  return rung === 'toHead' ? 'head' : 'writers';
}

function noticeOf(
  agency: WaveAgency,
  { duty, next }: DueDuty,
  mail: PlannedNotice['mail'],
): PlannedNotice {
  return {
    key: noticeKey(duty, next.step, readerOf(next.step)),
    agencyId: agency.id,
    dutyId: duty.id,
    cycleId: duty.cycleId,
    step: next.step,
    epoch: duty.facts.epoch,
    replaces: next.replaces,
    dueAt: next.at,
    reachedBefore: duty.reached,
    mail,
  };
}

/** The notices and mails for what is due of one agency. */
function tell(agency: WaveAgency, due: readonly DueDuty[], today: Day): Omit<WavePlan, 'places'> {
  const { replaced, kept, emptied, thinned } = replace(agency.waiting, due);
  const notices: PlannedNotice[] = [];
  const mails: PlannedMail[] = [];
  const joined: string[] = [];
  for (const { duty, next } of due) {
    const reader = readerOf(next.step);
    const key = noticeKey(duty, next.step, reader);
    // A rung already told adds nothing: the wave before this one died between its slices, or was doubled.
    if (agency.told.has(key) || isAssignmentWaiting(agency.waiting, duty)) continue;
    const contact = contactFor(agency.contacts, reader, today);
    const waiting = kept.find(
      ({ contactId, mayHaveGone = false }) =>
        !mayHaveGone && contactId !== null && contactId === contact?.id,
    );
    const begun = mails.find((mail) => mail.reader === reader);
    if (contact !== null && waiting === undefined && begun === undefined) {
      mails.push({ key, agencyId: agency.id, reader, contact });
    }
    if (waiting !== undefined) joined.push(waiting.id);
    notices.push(
      noticeOf(
        agency,
        { duty, next },
        contact === null
          ? { kind: 'none', why: 'noContact' }
          : waiting === undefined
            ? { kind: 'new', key: begun?.key ?? key }
            : { kind: 'waiting', id: waiting.id },
      ),
    );
  }
  return { notices, mails, replaced, emptied, changed: [...new Set([...thinned, ...joined])] };
}

/**
 * What still waits from an earlier day about a duty would arrive beside the rung that is due now, and
 * untrue. The assignment stays: without it nobody knows what they are reminded of.
 */
function replace(waiting: readonly WaitingMail[], due: readonly DueDuty[]) {
  const overtaken = new Set(due.map(({ duty }) => duty.id));
  const isReplaced = ({ dutyId, rung }: WaitingMail['notices'][number]): boolean => {
    return rung !== 'assigned' && overtaken.has(dutyId);
  };
  const touched = waiting.filter(({ notices }) => notices.some(isReplaced));
  const emptied = touched.filter(({ notices }) => notices.every(isReplaced));
  return {
    replaced: touched.flatMap(({ notices }) => notices.filter(isReplaced).map(({ id }) => id)),
    kept: waiting.filter((mail) => !emptied.includes(mail)),
    emptied: emptied.map(({ id }) => id),
    thinned: touched.filter((mail) => !emptied.includes(mail)).map(({ id }) => id),
  };
}

/** An assignment that has not left yet takes along what falls due meanwhile, as one that is due late does. */
function isAssignmentWaiting(waiting: readonly WaitingMail[], { id }: WaveDuty): boolean {
  return waiting.some(({ notices }) =>
    notices.some(({ dutyId, rung }) => dutyId === id && rung === 'assigned'),
  );
}

/** The same for every try, so that no rung of an epoch is ever told twice. */
function noticeKey({ id, facts }: WaveDuty, step: Step, reader: Reader): string {
  const position = reader === 'head' ? 'head' : 'contact';
  return `ladder/${id}/${String(facts.epoch)}/${stepKey(step)}/${position}`;
}

/** A mail of several duties begins with the one due first. */
function inOrderOfDue(duties: readonly WaveDuty[]): readonly WaveDuty[] {
  const rank = ({ facts, cycleId, id }: WaveDuty) => [facts.overdueAt ?? '~', cycleId, id].join();
  return [...duties].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
