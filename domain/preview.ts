import type { Instant } from './day.js';
import { nextDeskRung } from './desk.js';
import type { DeskRung } from './desk.js';
import type { LadderFacts, LadderSettings, Rung, Step } from './ladder.js';
import { leftOutOf, pastRungs } from './left-out.js';
import type { LeftOut } from './left-out.js';
import { boundBy, owersOf } from './owing-agencies.js';
import { closingIn, playWaves, contactsWith, unansweredFacts } from './played-waves.js';
import type { ConfirmedCycle, ConfirmedPlan } from './schemas/confirmed-plan.js';
import { planCycles } from './start.js';
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
    return boundBy(requirement, confirmed, agencies).size;
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
    return { cycle, owers, bound: boundBy(cycle.requirement, confirmed, agencies) };
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

/** The mails to one audience, as the waves of the whole plan send them. */
function mailsTo(
  audience: Audience,
  context: { readonly eventDays: LadderFacts['eventDays']; readonly settings: LadderSettings },
): readonly AgencyMails[] {
  const duties = audience.owes.map(({ cycle: of, isBound }) => ({
    of,
    facts: { ...unansweredFacts(of, context), binding: isBound },
  }));
  const waves = playWaves(duties, contactsWith(audience), context.settings);
  return waves.flatMap(({ now, plan }) =>
    plan.mails.flatMap(({ key }) => {
      const notices = plan.notices.filter(({ mail }) => mail.kind === 'new' && mail.key === key);
      const [first, ...more] = notices.flatMap(({ dutyId, step, replaces }) => {
        const duty = duties[Number(dutyId)];
        return duty === undefined ? [] : [{ ...duty, step, replaces }];
      });
      return first === undefined
        ? []
        : [{ at: now, agencies: audience.agencies, told: [first, ...more] as const }];
    }),
  );
}

function deskMailsOf(
  of: PlannedCycle,
  open: number,
  settings: LadderSettings,
): readonly Pick<DeskMail, 'at' | 'rung'>[] {
  const { requirement, cycle, opensAt } = of;
  const closesForNewAt = requirement.onward ? null : (closingIn(of, settings)?.forNewAt ?? null);
  const facts = {
    kind: requirement.onward ? ('onward' as const) : ('collect' as const),
    period: cycle.periodKind ?? null,
    lastOfSeries: of.lastOfSeries,
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

function inOrder<T extends { readonly at: Instant }>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
