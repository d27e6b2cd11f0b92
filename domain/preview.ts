import type { Instant } from './day.js';
import { dayAt } from './day.js';
import { closingOfCycle, nextDeskRung } from './desk.js';
import type { DeskRung } from './desk.js';
import { boundBy, owersOf } from './owing-agencies.js';
import { nextRung, sendingMoment, stepKey, timetable } from './ladder.js';
import type { LadderFacts, LadderSettings, Rung, SkipReason, Step } from './ladder.js';
import type { ConfirmedCycle, ConfirmedPlan } from './schemas/confirmed-plan.js';
import { daysAhead, factsAtOpening, planCycles } from './start.js';
import type { PlannedCycle } from './start.js';

/** What of an agency decides which mails it gets. */
export interface PreviewAgency {
  /** As the confirmed plan lists it. */
  readonly id: string;
  readonly name: string;
  /** Whether it has an address for its own mails. */
  readonly reachable: boolean;
  /** Whether its head has an address. */
  readonly headReachable: boolean;
  readonly binding: boolean;
  readonly standing: boolean;
}

/** One rung as a mail tells it. */
export interface ToldRung {
  readonly of: PlannedCycle;
  readonly facts: LadderFacts;
  readonly step: Step;
  readonly replaces: readonly Rung[];
}

/** One mail to each of some agencies that are told the same at one instant. */
export interface AgencyMails {
  readonly at: Instant;
  /** In the order of the list. */
  readonly agencies: readonly PreviewAgency[];
  /** More than one: the mail of the day speaks of several duties. */
  readonly told: readonly [ToldRung, ...ToldRung[]];
}

/** One mail to each officer of the coordinating office. */
export interface DeskMail {
  readonly at: Instant;
  readonly of: PlannedCycle;
  readonly rung: DeskRung;
  /** Bound agencies that have not reported. */
  readonly missing: number;
}

/** A rung that no agency hears of. */
export interface LeftOut {
  readonly cycle: ConfirmedCycle;
  readonly rung: Rung;
  readonly at: Instant;
  /** `cyclePast`: late before the start, so not tracked; `tooLate`: no mail may leave before it is useless. */
  readonly why: SkipReason | 'withAssigned' | 'cyclePast' | 'tooLate';
}

/** Every mail a plan sends when nobody answers and the letters to the heads are released in time. */
export interface PlanPreview {
  readonly planned: readonly PlannedCycle[];
  readonly past: readonly ConfirmedCycle[];
  readonly agencyMails: readonly AgencyMails[];
  readonly deskMails: readonly DeskMail[];
  readonly leftOut: readonly LeftOut[];
}

type PlanToPreview = Pick<ConfirmedPlan, 'eventDays' | 'requirements' | 'agencyIds'>;

interface PreviewAt {
  readonly startAt: Instant;
  readonly settings: LadderSettings;
}

/** Plays the ladders and the desk of a plan through, by the rules alone; nobody answers. */
export function previewPlan(
  confirmed: PlanToPreview,
  agencies: readonly PreviewAgency[],
  { startAt, settings }: PreviewAt,
): PlanPreview {
  const { planned, past } = planCycles(confirmed, { now: startAt, settings });
  const collecting = planned.filter(({ requirement }) => !requirement.onward);
  const missingOf = ({ requirement }: PlannedCycle): number => {
    return boundBy(owersOf(requirement, confirmed), agencies).size;
  };
  const standing = agencies.filter((agency) => agency.standing).length;
  return {
    planned,
    past,
    agencyMails: inOrder(
      audiencesOf(agencies, collecting, confirmed).flatMap((audience) =>
        mailsTo(audience, { eventDays: confirmed.eventDays, settings }),
      ),
    ),
    deskMails: inOrder(
      planned.flatMap((of) =>
        deskMailsOf(of, of.requirement.onward ? standing : missingOf(of), settings).map((mail) => ({
          ...mail,
          of,
          missing: of.requirement.onward ? 0 : missingOf(of),
        })),
      ),
    ),
    leftOut: inOrder([
      ...pastRungs(confirmed, past, settings),
      ...collecting.flatMap((of) => leftOutOf(of, confirmed, settings)),
    ]),
  };
}

/** Agencies that hear the same: every one of a class owes the same cycles and gets the same mails. */
interface Audience {
  readonly agencies: readonly PreviewAgency[];
  readonly owes: readonly { readonly cycle: PlannedCycle; readonly isBound: boolean }[];
  readonly reachable: boolean;
  readonly headReachable: boolean;
}

function audiencesOf(
  agencies: readonly PreviewAgency[],
  cycles: readonly PlannedCycle[],
  confirmed: PlanToPreview,
): readonly Audience[] {
  const owed = cycles.map((cycle) => {
    const owers = owersOf(cycle.requirement, confirmed);
    return { cycle, owers, bound: boundBy(owers, agencies) };
  });
  const classes = new Map<string, Audience>();
  // The standing body enters its own figures and is not chased.
  for (const agency of agencies.filter(({ standing }) => !standing)) {
    const owes = owed
      .filter(({ owers }) => owers.has(agency.id))
      .map(({ cycle, bound }) => ({ cycle, isBound: bound.has(agency.id) }));
    const { reachable, headReachable } = agency;
    const which = owes.map(({ cycle, isBound }) => [cycles.indexOf(cycle), isBound]);
    const key = JSON.stringify([reachable, headReachable, which]);
    const members = [...(classes.get(key)?.agencies ?? []), agency];
    classes.set(key, { agencies: members, owes, reachable, headReachable });
  }
  return [...classes.values()];
}

/** The mails to one audience: what falls on one instant goes in one mail, letters to the heads apart. */
function mailsTo(
  audience: Audience,
  context: { readonly eventDays: LadderFacts['eventDays']; readonly settings: LadderSettings },
): readonly AgencyMails[] {
  const mails = new Map<string, AgencyMails>();
  for (const { cycle: of, isBound } of audience.owes) {
    const facts = { ...factsOf(of, context), binding: isBound };
    for (const { at, step, replaces } of simulateLadder(of, facts, context.settings)) {
      const toHead = step.rung === 'toHead';
      if (!(toHead ? audience.headReachable : audience.reachable)) continue;
      const key = `${at}/${toHead ? 'head' : 'contact'}`;
      const told: ToldRung = { of, facts, step, replaces };
      const [first, ...more] = mails.get(key)?.told ?? [];
      mails.set(key, {
        at,
        agencies: audience.agencies,
        told: first === undefined ? [told] : [first, ...more, told],
      });
    }
  }
  return [...mails.values()];
}

/** What the ladder of a bound agency knows, the heads released as soon as somebody is late. */
function factsOf(
  of: PlannedCycle,
  { eventDays, settings }: Pick<PreviewAt, 'settings'> & Pick<LadderFacts, 'eventDays'>,
): LadderFacts {
  const { overdueAt } = of.cycle;
  return {
    ...factsAtOpening(of, eventDays),
    headReleasedAt: overdueAt,
    letterOnFirstLateDay:
      closingOfCycle(overdueAt, of.onwardTargetAt, settings)?.letterOnFirstLateDay ?? false,
  };
}

/** The rungs of one obligation that nobody ever settles, each at the moment at which its wave runs. */
function simulateLadder(
  of: PlannedCycle,
  facts: LadderFacts,
  settings: LadderSettings,
): readonly (Pick<ToldRung, 'step' | 'replaces'> & { readonly at: Instant })[] {
  const told = [];
  const closesAt = closingOfCycle(of.cycle.overdueAt, of.onwardTargetAt, settings)?.forEditsAt;
  let now = of.opensAt;
  let reached: string | null = null;
  for (;;) {
    const next = nextRung(facts, reached, { now, settings });
    if (next === null) return told;
    // The wave chooses at its own moment: what falls due together is told together. Outside sending
    // hours it waits for the morning and chooses anew then.
    const wakes = sendingMoment(next.at > now ? next.at : now, settings);
    if (closesAt !== undefined && wakes >= closesAt) return told;
    if (wakes === now) {
      told.push({ at: now, step: next.step, replaces: next.replaces });
      reached = next.reaches;
    }
    now = wakes;
  }
}

function deskMailsOf(
  { requirement, cycle, opensAt, onwardTargetAt }: PlannedCycle,
  open: number,
  settings: LadderSettings,
): readonly Pick<DeskMail, 'at' | 'rung'>[] {
  const closesForNewAt = requirement.onward
    ? null
    : (closingOfCycle(cycle.overdueAt, onwardTargetAt, settings)?.forNewAt ?? null);
  const facts = {
    kind: requirement.onward ? ('onward' as const) : ('collect' as const),
    startedAt: opensAt,
    targetAt: cycle.targetAt,
    overdueAt: cycle.overdueAt,
    closesForNewAt,
    open,
  };
  const told = [];
  let now = opensAt;
  for (let last: Instant | null = null; ; last = now) {
    const next = nextDeskRung(facts, last, { now, settings });
    if (next === null) return told;
    if (next.at > now) now = next.at;
    if (closesForNewAt !== null && now > closesForNewAt) return told;
    told.push({ at: now, rung: next.rung });
  }
}

/** The rungs of a tracked cycle that no bound agency hears of. */
function leftOutOf(
  of: PlannedCycle,
  { eventDays }: PlanToPreview,
  settings: LadderSettings,
): readonly LeftOut[] {
  const { cycle } = of;
  const facts = factsOf(of, { eventDays, settings });
  const { steps, skipped } = timetable(facts, settings);
  const climbed = simulateLadder(of, facts, settings);
  const told = new Set(climbed.map(({ step }) => stepKey(step)));
  const assignedAt = climbed.find(({ step }) => step.rung === 'assigned')?.at ?? of.opensAt;
  return [
    ...skipped.map(({ rung, at, why }) => ({
      cycle,
      rung,
      at,
      why: why === 'sameDay' && dayAt(at) === dayAt(assignedAt) ? ('withAssigned' as const) : why,
    })),
    ...steps
      .filter((step) => !told.has(stepKey(step)))
      .map(({ rung, at }) => ({
        cycle,
        rung,
        at,
        why: at <= assignedAt ? ('withAssigned' as const) : ('tooLate' as const),
      })),
  ];
}

/** The whole ladder of the cycles that were late before the start. */
function pastRungs(
  { requirements, eventDays }: PlanToPreview,
  past: readonly ConfirmedCycle[],
  settings: LadderSettings,
): readonly LeftOut[] {
  return requirements
    .filter(({ onward }) => !onward)
    .flatMap((requirement) =>
      requirement.cycles
        .filter((cycle) => past.includes(cycle))
        .flatMap((cycle) => {
          const opensAt = daysAhead(cycle.targetAt, settings);
          const facts = factsAtOpening({ requirement, cycle, opensAt }, eventDays);
          return timetable(facts, settings).steps.map(({ rung, at }) => ({
            cycle,
            rung,
            at,
            why: 'cyclePast' as const,
          }));
        }),
    );
}

function inOrder<T extends { readonly at: Instant }>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
