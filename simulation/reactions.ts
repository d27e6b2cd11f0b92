import { plusWorkingDays, workingDayOnOrAfter } from '../domain/calendar.js';
import { at, dayAt, plusDays } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { Act } from './acts/act.js';
import { isHeldNotice } from './acts/on-recovery.js';
import type { Chance } from './chance.js';
import type { SimCycle, SimOffice } from './office.js';
import type { PaperAct } from './papers.js';
import type { Intent } from './reporters.js';

type OnDuty = Extract<Act, { readonly dutyId: string }>;

/** What follows an act on a duty, by its kind; nothing where none is named. */
const FOLLOW_UPS: Partial<
  Record<
    OnDuty['do'],
    (about: {
      readonly office: SimOffice;
      readonly dutyId: string;
      readonly now: Instant;
      readonly chance: Chance;
    }) => Intent | null
  >
> = {
  submit: (about) => checked(about),
  confirmClaim: (about) => checked(about),
  claim: ({ office, dutyId, now, chance }) => {
    const soon = chance.deskHour(office, now);
    const roll = chance.roll();
    if (roll < 0.5) {
      return { at: soon, act: { do: 'confirmClaim', dutyId, arrivedOn: dayAt(now) } };
    }
    if (roll < 0.8) return { at: soon, act: { do: 'rejectClaim', dutyId } };
    return roll < 0.9 ? { at: soon, act: { do: 'submit', dutyId } } : null;
  },
  accept: (about) => (about.chance.happens(0.08) ? sentBack(about) : null),
  return: (about) => within(about, { days: 12, share: 0.6, what: 'submit' }),
  rejectClaim: (about) => within(about, { days: 12, share: 0.6, what: 'submit' }),
  waive: (about) => within(about, { days: 8, share: 0.6, what: 'reopen' }),
  reopen: (about) => within(about, { days: 6, share: 0.4, what: 'submit' }),
  askExtension: ({ office, dutyId, now, chance }) => {
    const asked = [...office.extensions.values()].find((one) => one.dutyId === dutyId && one.open);
    const roll = chance.roll();
    if (asked === undefined || roll > 0.85) return null;
    const act = { do: 'decideExtension', extensionId: asked.id, grant: roll < 0.6 } as const;
    return { at: chance.deskHour(office, now), act };
  },
};

interface About {
  readonly office: SimOffice;
  readonly dutyId: string;
  readonly now: Instant;
  readonly chance: Chance;
}

/** The officer takes a report in, sends it back, finds that it is none, or leaves it. */
function checked(about: About): Intent | null {
  const { office, dutyId, now, chance } = about;
  const roll = chance.roll();
  if (roll < 0.6) return { at: chance.deskHour(office, now), act: { do: 'accept', dutyId } };
  if (roll < 0.8) return sentBack(about);
  if (roll > 0.83) return null;
  return { at: chance.deskHour(office, now), act: { do: 'withdrawOnTime', dutyId } };
}

function sentBack({ office, dutyId, now, chance }: About): Intent {
  const soon = chance.deskHour(office, now);
  const day = plusDays(dayAt(soon), 1 + chance.below(9));
  return { at: soon, act: { do: 'return', dutyId, day } };
}

function within(
  { dutyId, now, chance }: About,
  { days, share, what }: { days: number; share: number; what: 'submit' | 'reopen' },
): Intent | null {
  if (!chance.happens(share)) return null;
  return {
    at: chance.on(plusDays(dayAt(now), 1 + chance.below(days))),
    act: { do: what, dutyId },
  };
}

/** What follows an act that was taken. */
export function followUp(
  office: SimOffice,
  act: Act,
  { now, chance }: { readonly now: Instant; readonly chance: Chance },
): Intent | null {
  if (!('dutyId' in act)) return null;
  return FOLLOW_UPS[act.do]?.({ office, dutyId: act.dutyId, now, chance }) ?? null;
}

/** What the officer means to do about a cycle once somebody is late. */
export function officerOf(office: SimOffice, cycle: SimCycle, chance: Chance): readonly Intent[] {
  if (cycle.kind === 'onward') return [];
  const { calendar } = office.settings;
  const late = workingDayOnOrAfter(calendar, dayAt(cycle.overdueAt));
  const cycleId = cycle.id;
  const heads: Intent[] = chance.happens(0.7)
    ? [
        {
          at: at(plusWorkingDays(calendar, late, chance.below(4)), 420 + chance.below(600)),
          act: { do: 'releaseHeads', cycleId },
        },
      ]
    : [];
  return chance.happens(0.08)
    ? [
        ...heads,
        {
          at: at(plusDays(late, chance.below(5)), 900),
          act: { do: 'closeCollection', cycleId },
        },
      ]
    : heads;
}

/** What people do with a report that has been drafted: one desk hour after another, sent back once in a while, forgotten sometimes. */
export function paperWay(
  office: SimOffice,
  cycleId: string,
  { now, chance }: { readonly now: Instant; readonly chance: Chance },
): readonly Intent[] {
  if (chance.happens(0.15)) return [];
  const acts: PaperAct[] = [
    ...(chance.happens(0.2) ? (['putForward', 'sendBack'] as const) : []),
    ...(['putForward', 'approve', 'number', 'release'] as const),
    ...(chance.happens(0.5) ? (['acknowledge'] as const) : []),
  ];
  let moment = now;
  return acts.map((act): Intent => {
    moment = chance.deskHour(office, moment);
    return { at: moment, act: { do: 'paper', cycleId, act } };
  });
}

/** Once the ledger is back an officer decides about the lost hours, and most agencies send again what they hear was lost. */
export function afterRestore(
  office: SimOffice,
  { now, chance }: { readonly now: Instant; readonly chance: Chance },
): readonly Intent[] {
  const told = chance.happens(0.7);
  const decided: Intent = {
    at: chance.deskHour(office, now),
    act: { do: 'decideLostHours', told },
  };
  const again = [...office.duties.values()]
    .filter(({ owed }) => told && owed.state === 'expected' && chance.happens(0.2))
    .map(({ id: dutyId }): Intent => {
      return {
        at: chance.on(plusDays(dayAt(decided.at), chance.below(3))),
        act: { do: 'submit', dutyId },
      };
    });
  return [decided, ...again.filter(({ at: moment }) => moment > now)];
}

/** What people do about mails that wait for them and addresses that do not work. */
export function repairs(
  office: SimOffice,
  { now, chance }: { readonly now: Instant; readonly chance: Chance },
): readonly Intent[] {
  const soon = (act: Act): Intent => ({ at: chance.deskHour(office, now), act });
  return [
    ...[...office.mails.values()]
      .filter(({ state }) => state === 'doubtful')
      .filter(() => chance.happens(0.5))
      .map(({ id: mailId }) => soon({ do: chance.happens(0.5) ? 'arrived' : 'sendAgain', mailId })),
    ...[...office.notices.values()]
      .filter((notice) => isHeldNotice(notice) && chance.happens(0.5))
      .map(({ id: noticeId }) =>
        soon({ do: 'decideHeld', noticeId, release: chance.happens(0.5) }),
      ),
    ...[...office.agencies.values()].flatMap(({ id: agencyId, contacts }) =>
      contacts
        .filter(({ bounced }) => bounced && chance.happens(0.2))
        .map(({ position }) => soon({ do: 'correctAddress', agencyId, position })),
    ),
  ];
}
