import type { Mark } from '../domain/mail-fate.js';
import type { CalendarDay } from '../domain/calendar-day.js';
import type { Counter } from '../domain/counting.js';
import type { Day, Instant } from '../domain/day.js';
import type { DeskRung } from '../domain/desk.js';
import type { ClockRule } from '../domain/due-clock.js';
import type { AgencyKind } from '../domain/agency-kinds.js';
import type { LadderFacts, LadderSettings, Rung } from '../domain/ladder.js';
import { rememberedTimetable } from '../domain/ladder.js';
import type { OwedDuty } from '../domain/owed-duty.js';
import type { Paper } from '../domain/paper.js';
import type { PeriodKind } from '../domain/period.js';
import type { PendingCounts } from '../domain/pending-counts.js';
import type { Plan } from '../domain/plan.js';
import type { Contact } from '../domain/reach.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import type { Recovery } from '../domain/recovery.js';
import type { Colleague } from '../domain/standing-in.js';
import type { Rules } from './rules.js';

/** An address, and since when its mailbox takes nothing. */
export interface SimContact extends Contact {
  bounced: boolean;
  /** The mail that the mark comes from. */
  bouncedBy: string | null;
  failingSince: Instant | null;
}

/** One agency of the simulated office. */
export interface SimAgency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
  readonly standing: boolean;
  readonly binding: boolean;
  contacts: SimContact[];
  /** The last day of one that has ended. */
  lastDay: Day | null;
  /** Who came after it. */
  successorId: string | null;
}

/** Somebody who works in the office. */
export interface SimColleague extends Colleague {
  active: boolean;
}

/** What tells a workflow of a plan or cycle to look: what it was told, what it has seen, until when it sleeps. */
export interface Watch {
  revision: number;
  seen: number;
  wakesAt: Instant | null;
}

/** One plan of the simulated office. */
export interface SimPlan {
  readonly id: string;
  /** As it was confirmed for its start. */
  readonly begun: ConfirmedPlan;
  /** As it runs: amendments change it. */
  confirmed: ConfirmedPlan;
  version: number;
  plan: Plan;
  readonly watch: Watch;
  readonly cycleIds: string[];
}

/** One cycle as the ledger keeps it. */
export interface SimCycle {
  readonly id: string;
  readonly planId: string;
  readonly key: string;
  readonly kind: 'collect' | 'onward';
  readonly what: LadderFacts['what'];
  readonly consolidates: boolean;
  feedsFrom: string | null;
  readonly mergedIn: string | null;
  dueDay: Day | null;
  rule: ClockRule | null;
  hourBound: boolean;
  cutOff: Day | null;
  readonly eventDays: readonly Day[];
  period: PeriodKind | null;
  nextOpensAt: Instant | null;
  lastOfSeries: boolean;
  opensAt: Instant;
  targetAt: Instant;
  overdueAt: Instant;
  onwardTargetAt: Instant | null;
  closesForNewAt: Instant | null;
  closesForEditsAt: Instant | null;
  letterAt: Instant | null;
  letterOnFirstLateDay: boolean;
  openedAt: Instant | null;
  pausedAt: Instant | null;
  cancelledAt: Instant | null;
  /** Taken out of its plan by an amendment. */
  dropped: boolean;
  headReleasedAt: Instant | null;
  collectionClosedAt: Instant | null;
  editsClosedAt: Instant | null;
  closedAt: Instant | null;
  letterDrafted: boolean;
  desk: { readonly rung: DeskRung; readonly at: Instant } | null;
  deskToldAt: Instant | null;
  report: Paper | null;
  readonly watch: Watch;
  readonly dutyIds: string[];
}

/** What one agency owes in one cycle. */
export interface SimDuty {
  readonly id: string;
  readonly cycleId: string;
  readonly agencyId: string;
  readonly chased: boolean;
  readonly groups: readonly string[];
  owed: OwedDuty;
  nextRung: Rung | null;
  nextAt: Instant | null;
  counted: readonly Counter[];
  /** How often it was written back: what tells two acts of a kind apart. */
  changes: number;
  readonly noticeIds: string[];
}

/** Something an agency or the office was told, or is to be. */
export interface SimNotice {
  readonly id: string;
  readonly key: string;
  readonly kind: 'ladder' | 'event' | 'desk';
  readonly name: string;
  readonly planId: string;
  readonly cycleId: string | null;
  readonly dutyId: string | null;
  readonly agencyId: string | null;
  readonly epoch: number;
  readonly nth: number;
  readonly replaces: readonly Rung[];
  readonly plannedFor: Instant;
  readonly reachedBefore: string | null;
  mailId: string | null;
  why: string | null;
  givenBack: boolean;
}

/** One mail and what became of it. */
export interface SimMail {
  readonly id: string;
  readonly header: string;
  readonly class: 'ladder' | 'event' | 'desk';
  readonly agencyId: string | null;
  contactId: string | null;
  day: Day;
  state: 'planned' | 'sent' | 'refused' | 'suppressed' | 'doubtful';
  why: string | null;
  retryAt: Instant | null;
  attempts: number;
  unanswered: number;
  failingSince: Instant | null;
  /** The kind of refusal that the relay gave last; null where it took the mail or said nothing. */
  refusal: string | null;
  /** Its contact is to be marked: for certain, or once the relay is seen to take others. */
  markDue: Mark;
  answeredAt: Instant | null;
  sentAt: Instant | null;
  readonly noticeIds: string[];
}

/** What a person asked for and nobody has decided yet. */
export interface SimExtension {
  readonly id: string;
  readonly dutyId: string;
  readonly day: Day;
  readonly askedAt: Instant;
  open: boolean;
}

/** How the relay stands: `held` names the refusal that it gives to everybody. */
export interface SimRelay {
  readonly shut: boolean;
  readonly held: string | null;
  readonly tryAt: Instant | null;
  readonly pauseMs: number | null;
}

/** A relay that takes mail. */
export const OPEN_RELAY: SimRelay = { shut: false, held: null, tryAt: null, pauseMs: null };

/** What the ledger was when it was kept. */
export interface SimBackup {
  readonly at: Instant;
  readonly tables: Readonly<Record<string, object>>;
  readonly answers: string[];
  readonly relay: SimRelay;
  readonly staff: readonly SimColleague[];
}

/** The whole of one simulated office. */
export interface SimOffice {
  readonly rules: Rules;
  settings: LadderSettings;
  readonly calendarDays: Map<Day, CalendarDay>;
  readonly rollForward: boolean;
  readonly agencies: Map<string, SimAgency>;
  readonly plans: Map<string, SimPlan>;
  readonly cycles: Map<string, SimCycle>;
  readonly duties: Map<string, SimDuty>;
  readonly notices: Map<string, SimNotice>;
  readonly mails: Map<string, SimMail>;
  readonly extensions: Map<string, SimExtension>;
  /** Keys of notices that still stand for what they told. */
  readonly keys: Set<string>;
  /** Mails not yet settled, in order. */
  readonly waiting: Set<string>;
  /** The latest ladder mails that left for an agency. */
  readonly leftFor: Map<string, readonly string[]>;
  readonly spentHeaders: Set<string>;
  /** By cycle. */
  readonly counts: Map<string, PendingCounts>;
  /** The latest answers of the relay, the newest first. */
  answers: string[];
  /** Mails whose contact is to be marked. */
  readonly marksDue: Set<string>;
  relay: SimRelay;
  staff: readonly SimColleague[];
  /** A time that a restore took away. */
  recovery: Recovery | null;
  backup: SimBackup | null;
  timetableOf: ReturnType<typeof rememberedTimetable>;
}

/** A number counted up by the office, for ids. */
export function nextId(kind: string, of: ReadonlyMap<string, unknown>): string {
  return `${kind}${String(of.size + 1)}`;
}

/** The office goes by another calendar from now on. */
export function setSettings(office: SimOffice, settings: LadderSettings): void {
  office.settings = settings;
  office.timetableOf = rememberedTimetable(settings);
}

/** One that must be there. */
export function sure<T>(found: T | undefined | null, what: string): T {
  if (found === undefined || found === null) throw new Error(`no such ${what}`);
  return found;
}
