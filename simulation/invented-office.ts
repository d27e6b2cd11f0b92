import { SHIPPED_CALENDAR, calendarOf, plusWorkingDays } from '../domain/calendar.js';
import type { CalendarDay } from '../domain/calendar-day.js';
import { at, dayAt, dayOf, plusMs } from '../domain/day.js';
import type { Day, Instant } from '../domain/day.js';
import type { AgencyKind } from '../domain/agency-kinds.js';
import type { LadderSettings } from '../domain/ladder.js';
import { DEFAULT_OFFICE_HOURS } from '../domain/office-hours.js';
import { pick, randomOf } from '../domain/random.js';
import type { Contact } from '../domain/reach.js';
import type { ConfirmedPlan } from '../domain/schemas/confirmed-plan.js';
import { firstDueOf, inventedPlan } from './invented-plan.js';
import { sure } from './office.js';

/** A span of time, its end left out. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** An agency as it is entered at first. */
export interface InventedAgency {
  readonly name: string;
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
  readonly standing: boolean;
  readonly binding: boolean;
  readonly contacts: readonly { readonly role: Contact['role']; readonly email: string }[];
}

/** What the world does to one year of an office, by its seed alone. */
export interface InventedYear {
  readonly seed: number;
  readonly year: number;
  readonly settings: LadderSettings;
  readonly calendarDays: readonly CalendarDay[];
  readonly rollForward: boolean;
  readonly agencies: readonly InventedAgency[];
  /** Made for the ids that the agencies have by then. */
  readonly plansFor: (agencies: readonly { readonly id: string; readonly standing: boolean }[]) => {
    readonly id: string;
    readonly startAt: Instant;
    readonly confirmed: ConfirmedPlan;
  }[];
  /** Nobody answers at the relay. */
  readonly outages: readonly Span[];
  /** The whole installation is off. */
  readonly off: readonly Span[];
  /** From each of these moments on the next mail's answer is lost. */
  readonly lostAnswers: readonly Instant[];
  /** The address is wrong from the first day. */
  readonly wrong: ReadonlySet<string>;
  /** The mailbox takes nothing for a while. */
  readonly full: ReadonlyMap<string, Span>;
  readonly officers: number;
  /** Officers who leave, by their place, and when; an administrator stays. */
  readonly leavings: readonly { readonly officer: number; readonly at: Instant }[];
  /** How long after the start of its first plan the ledger is kept, and how long after that it is brought back to what it was. */
  readonly restore: { readonly afterMs: number; readonly lostMs: number } | null;
  /** Agencies that end, by their place, when, and who succeeds them. */
  readonly closings: readonly {
    readonly agency: number;
    readonly successor: number | null;
    readonly at: Instant;
  }[];
  /** When the look at this office ends. */
  readonly until: Instant;
}

const HOUR = 3_600_000;
const CHANGES = 7_368_787;

/** One office and what a year does to it. */
export function inventedYear(seed: number, random: () => number): InventedYear {
  const year = 2025 + pick(random, 3);
  // A stream of their own: the years of before stay as they were.
  const changes = randomOf(seed + CHANGES);
  const calendarDays = [...SHIPPED_CALENDAR.days.values()];
  const filledYears = [...SHIPPED_CALENDAR.filledYears];
  const settings: LadderSettings = {
    calendar: calendarOf(calendarDays, filledYears),
    hours: DEFAULT_OFFICE_HOURS,
    mailMinute: 480,
    lastMailMinute: 1020,
  };
  const rollForward = random() < 0.8;
  const agencies = inventedAgencies(random);
  const from = at(sure(dayOf(year, 1, 2), 'day'), 0);
  const emails = agencies.flatMap(({ contacts }) => contacts.map(({ email }) => email));
  return {
    seed,
    year,
    settings,
    calendarDays,
    rollForward,
    agencies,
    plansFor: (known) =>
      Array.from({ length: 1 + pick(random, 5) }, (_, index) => {
        const confirmed = inventedPlan({
          random,
          settings: { ...settings, rollForward },
          year,
          agencies: known,
        });
        const ahead = plusWorkingDays(
          settings.calendar,
          dayAt(firstDueOf(confirmed)),
          random() < 0.15 ? 2 - pick(random, 5) : -(3 + pick(random, 40)),
        );
        const startAt = at(ahead, 7 * 60 + pick(random, 720));
        return { id: `p${String(index + 1)}`, startAt: startAt > from ? startAt : from, confirmed };
      }),
    outages: spans(random, { from, most: 6, hours: 40 }),
    off: spans(random, { from, most: 3, hours: 90 }),
    lostAnswers: spans(random, { from, most: 6, hours: 1 }).map((span) => span.from),
    wrong: new Set(emails.filter(() => random() < 0.06)),
    full: new Map(
      emails
        .filter(() => random() < 0.05)
        .map((email) => [email, sure(spans(random, { from, most: 1, hours: 400 })[0], 'span')]),
    ),
    officers: 1 + pick(random, 2),
    leavings: spans(changes, { from, most: 2, hours: 1 }).map(({ from: moment }, nth) => ({
      officer: nth + 1,
      at: moment,
    })),
    restore: restored(changes),
    closings: closings(changes, { from, agencies: agencies.length }),
    until: at(sure(dayOf(year + 1, 3, 31), 'day'), 0),
  };
}

function inventedAgencies(random: () => number): readonly InventedAgency[] {
  const count = 4 + pick(random, 12);
  return Array.from({ length: count }, (_, index): InventedAgency => {
    const nth = String(index + 1).padStart(2, '0');
    const standing = index === 0;
    const kind = standing
      ? 'police'
      : sure((['department', 'commune'] as const)[index % 2], 'kind');
    return {
      name: `Cơ quan số ${nth}`,
      kind,
      tags: random() < 0.3 ? [`Cụm ${String(1 + pick(random, 2))}`] : [],
      standing,
      binding: random() < 0.85,
      contacts: [
        ...(random() < 0.95
          ? [{ role: 'mailbox' as const, email: `dv${nth}@songhuong.example` }]
          : []),
        ...(random() < 0.5
          ? [{ role: 'person' as const, email: `cb${nth}@songhuong.example` }]
          : []),
        ...(random() < 0.7 ? [{ role: 'head' as const, email: `ld${nth}@songhuong.example` }] : []),
      ],
    };
  });
}

/** The first of them collects and never ends; two may be merged into one. */
function closings(
  random: () => number,
  { from, agencies }: { readonly from: Instant; readonly agencies: number },
): InventedYear['closings'] {
  return spans(random, { from, most: 3, hours: 1 }).map(({ from: moment }) => ({
    agency: 1 + pick(random, agencies - 1),
    successor: random() < 0.8 ? pick(random, agencies) : null,
    at: moment,
  }));
}

/** In half of the years the ledger is lost while a plan is under way, and the backup is hours or days old. */
function restored(random: () => number): InventedYear['restore'] {
  const afterMs = Math.floor(random() * 60 * 24) * HOUR;
  const lostMs = Math.ceil(random() ** 2 * 120 * 60) * 60_000;
  return random() < 0.5 ? { afterMs, lostMs } : null;
}

function spans(
  random: () => number,
  { from, most, hours }: { readonly from: Instant; readonly most: number; readonly hours: number },
): Span[] {
  const count = most === 1 ? 1 : pick(random, most + 1);
  return Array.from({ length: count }, () => {
    // Most mails leave at eight in the morning: trouble at that hour tells most.
    const minute = random() < 0.6 ? 470 + pick(random, 40) : pick(random, 1440);
    const start = at(dayPlus(from, pick(random, 400)), minute);
    return {
      from: start,
      to: plusMs(start, Math.ceil(random() ** 2 * hours * 60) * 60_000 + HOUR / 6),
    };
  }).sort((a, b) => (a.from < b.from ? -1 : 1));
}

function dayPlus(from: Instant, days: number): Day {
  return dayAt(plusMs(from, days * 24 * HOUR));
}
