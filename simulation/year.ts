import { enhancedCode } from '../domain/relay-verdict.js';
import { calendarOf } from '../domain/calendar.js';
import { dayAt, earlier, msOf, plusMs } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import { rememberedTimetable } from '../domain/ladder.js';
import { randomOf } from '../domain/random.js';
import { perform } from './acts/perform.js';
import type { Act } from './acts/act.js';
import { amendersOf } from './amenders.js';
import { inventedYear } from './invented-office.js';
import type { InventedYear, Span } from './invented-office.js';
import { OPEN_RELAY, sure } from './office.js';
import type { SimColleague, SimOffice } from './office.js';
import { peopleOf } from './people.js';
import type { People } from './people.js';
import type { Intent } from './reporters.js';
import { drain, postWakesAt } from './post.js';
import type { Answer, Delivery, World } from './post.js';
import { nextWake, runWorkflows } from './workflow.js';
import type { Step } from './workflow.js';
import type { Rules } from './rules.js';

/** Who looks on while a year goes by; told of everything that happens, in order. */
export interface Onlooker {
  begins(office: SimOffice, year: InventedYear): void;
  acted(act: Act, taken: boolean, now: Instant): void;
  stepped(step: Step, now: Instant): void;
  left(delivery: Delivery, answer: Answer, now: Instant): void;
  /** Everything that was due at this moment has been done; `circling`: the workflow that never came to rest. */
  rested(now: Instant, circling: string | null): void;
  ended(now: Instant): void;
}

/** What one year came to. */
export interface PlayedYear {
  readonly office: SimOffice;
  readonly year: InventedYear;
  readonly steps: number;
}

/** Whoever changes plans has a stream of chance of his own: the years without are as they were. */
const AMENDMENTS = 5_915_587;

/** Time that does not move on although nobody acts stands still. */
const MOST_IDLE = 20;

/** Plays one year of an office in memory by the rules given, in stepped time. */
export function playYear(
  seed: number,
  {
    rules,
    onlookers,
    agencyIds,
    plain = false,
    amendments = true,
  }: {
    readonly rules: Rules;
    readonly onlookers: readonly Onlooker[];
    /** The ids that the agencies have elsewhere, in their order. */
    readonly agencyIds?: readonly string[];
    /** Without what hangs on the order of mails within a moment, and without restores. */
    readonly plain?: boolean;
    /** Whether plans are amended, and periods left out and added, while they run. */
    readonly amendments?: boolean;
  },
): PlayedYear {
  const random = randomOf(seed);
  const invented = inventedYear(seed, random);
  const year = plain ? withoutMishaps(invented) : invented;
  const office = emptyOffice(year, rules, agencyIds);
  const people = plain ? decidingNothingHeld(peopleOf(random)) : peopleOf(random);
  const known = [...office.agencies.values()];
  const changing = amendments ? amendersOf(randomOf(seed + AMENDMENTS)) : null;
  const plans = year.plansFor(known.map(({ id, standing }) => ({ id, standing }))).map((plan) => ({
    ...plan,
    confirmed: changing?.beforehand(plan.confirmed, known) ?? plan.confirmed,
  }));
  for (const { id, confirmed } of plans) {
    office.plans.set(id, {
      id,
      begun: confirmed,
      confirmed,
      version: 1,
      plan: {
        state: 'consented',
        confirmations: 1,
        startedAt: null,
        pausedAt: null,
        cancelledAt: null,
      },
      watch: { revision: 0, seen: 0, wakesAt: null },
      cycleIds: [],
    });
  }
  const queue = intentsOf(
    people.beforehand(
      year,
      plans,
      known.map(({ id }) => id),
    ),
  );
  const world = worldOf(year, onlookers);
  for (const one of onlookers) one.begins(office, year);
  let steps = 0;
  let now = sure(queue.first(), 'beginning').at;
  let lookedAfter = '';
  let idle = 0;
  for (;;) {
    const due = earlier(queue.first()?.at ?? null, earlier(nextWake(office), postWakesAt(office)));
    if (due === null || due > year.until) break;
    const moment = afterOff(due > now ? due : now, year.off);
    idle = moment === now ? idle + 1 : 0;
    now = moment;
    if (idle > MOST_IDLE) {
      for (const one of onlookers) one.rested(now, 'clock');
      break;
    }
    if (runAll(now) !== null) break;
    const intent = queue.first();
    if (intent !== undefined && intent.at <= now) {
      idle = 0;
      queue.take();
      const taken = perform(office, intent.act, now);
      steps += 1;
      for (const one of onlookers) one.acted(intent.act, taken, now);
      if (taken) queue.add(people.after(office, intent.act, now));
      if (taken && changing !== null) queue.add(changing.after(intent.act, now));
      if (runAll(now) !== null) break;
    }
    if (dayAt(now) !== lookedAfter) {
      lookedAfter = dayAt(now);
      queue.add(people.daily(office, now));
      if (changing !== null) queue.add(changing.daily(office, now));
    }
  }
  for (const one of onlookers) one.ended(now);
  return { office, year, steps };

  function runAll(moment: Instant): string | null {
    const taken: Step[] = [];
    drain(office, 'post', { now: moment, world });
    const note = (step: Step): void => {
      steps += 1;
      taken.push(step);
      for (const one of onlookers) one.stepped(step, moment);
    };
    const before = new Set(
      [...office.cycles.values()].filter(({ openedAt }) => openedAt !== null).map(({ id }) => id),
    );
    const circling = runWorkflows(office, { now: moment, world, note });
    for (const cycle of office.cycles.values()) {
      if (cycle.openedAt !== null && !before.has(cycle.id)) {
        queue.add(people.opened(office, cycle));
      }
    }
    for (const { subject, step } of taken) {
      if (step !== 'consolidate') continue;
      queue.add(people.drafted(office, subject, moment));
    }
    drain(office, 'post', { now: moment, world });
    for (const one of onlookers) one.rested(moment, circling);
    return circling;
  }
}

/** The year of a seed as it is played by the real acts too. */
export function plainYear(seed: number): InventedYear {
  return withoutMishaps(inventedYear(seed, randomOf(seed)));
}

function withoutMishaps(year: InventedYear): InventedYear {
  // One wrong address and one full mailbox are never taken for the relay's own trouble, whatever the order of the answers.
  const wrong = new Set([...year.wrong].slice(0, 1));
  const full = new Map([...year.full].slice(0, 1));
  return { ...year, full, wrong, restore: null };
}

function decidingNothingHeld(people: People): People {
  return {
    ...people,
    daily: (office, now) => people.daily(office, now).filter(({ act }) => act.do !== 'decideHeld'),
  };
}

function afterOff(moment: Instant, off: readonly Span[]): Instant {
  return off.reduce((at, { from, to }) => (from <= at && at < to ? to : at), moment);
}

/** What people mean to do, the earliest first; of two at one moment the one that was meant first. */
function intentsOf(given: readonly Intent[]) {
  const queue: Intent[] = [];
  const add = (more: readonly Intent[]): void => {
    queue.push(...more);
    queue.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  };
  add(given);
  return { add, first: () => queue[0], take: () => queue.shift() };
}

/** The relay and the mailboxes of a year. */
function worldOf(year: InventedYear, onlookers: readonly Onlooker[]): World {
  const lost = [...year.lostAnswers];
  return {
    answer: ({ contact }, now) => {
      if (year.outages.some((span) => within(span, now))) return { kind: 'unreachable' };
      const email = contact?.email ?? '';
      const refusal = refusalOf(year, email, now);
      if (refusal !== null) return refused(refusal);
      const [next] = lost;
      if (next === undefined || next > now) return { kind: 'sent' };
      lost.shift();
      return { kind: 'unknown' };
    },
    firstTry: (moment) => {
      const away = year.outages.find((span) => within(span, moment));
      if (away === undefined) return moment;
      // Each try finds nobody and waits as long again: only the first after the outage tells anything.
      const tries = Math.ceil((msOf(away.to) - msOf(moment)) / 10_000);
      return plusMs(moment, tries * 10_000);
    },
    sent: (delivery, answer, now) => {
      for (const one of onlookers) one.left(delivery, answer, now);
    },
  };
}

/** Whether a moment lies in a span. */
export function within({ from, to }: Span, now: Instant): boolean {
  return from <= now && now < to;
}

/** With what the relay refuses an address at a moment; null where it takes its mail. */
export function refusalOf(
  { wrong, full }: Pick<InventedYear, 'wrong' | 'full'>,
  email: string,
  now: Instant,
): string | null {
  if (wrong.has(email)) return '550 5.1.1 no such user';
  const span = full.get(email);
  return span !== undefined && within(span, now) ? '452 4.2.2 mailbox full' : null;
}

function refused(response: string): Answer {
  return {
    kind: 'answered',
    response,
    reply: {
      code: Number(response.slice(0, 3)),
      enhanced: enhancedCode(response),
      stage: 'recipient',
    },
  };
}

function colleague(id: string, role: 'officer' | 'admin'): SimColleague {
  return { id, roles: [role], deputyOf: null, active: true };
}

function emptyOffice(
  year: InventedYear,
  rules: Rules,
  agencyIds: readonly string[] | undefined,
): SimOffice {
  const { settings, rollForward, calendarDays, officers } = year;
  const agencies = year.agencies.map((agency, index) => {
    const id = agencyIds?.[index] ?? `a${String(index + 1).padStart(2, '0')}`;
    const contacts = agency.contacts.map(({ role, email }, nth) => ({
      id: `${id}.${String(nth + 1)}`,
      role,
      position: nth + 1,
      name: null,
      email,
      bounced: false,
      bouncedBy: null,
      failingSince: null,
      validFrom: null,
      validTo: null,
    }));
    return { ...agency, id, contacts, lastDay: null, successorId: null };
  });
  return {
    rules,
    settings: { ...settings, calendar: calendarOf(calendarDays, settings.calendar.filledYears) },
    calendarDays: new Map(calendarDays.map((row) => [row.day, row])),
    rollForward,
    agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    plans: new Map(),
    cycles: new Map(),
    duties: new Map(),
    notices: new Map(),
    mails: new Map(),
    extensions: new Map(),
    keys: new Set(),
    waiting: new Set(),
    leftFor: new Map(),
    spentHeaders: new Set(),
    counts: new Map(),
    answers: [],
    marksDue: new Set(),
    relay: OPEN_RELAY,
    staff: [
      ...Array.from({ length: officers }, (_, nth) =>
        colleague(`officer${String(nth + 1)}`, 'officer'),
      ),
      colleague('admin', 'admin'),
    ],
    recovery: null,
    backup: null,
    timetableOf: rememberedTimetable(settings),
  };
}
