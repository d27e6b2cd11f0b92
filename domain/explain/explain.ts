import { dayAt } from '../day.js';
import type { Instant } from '../day.js';
import { hasReached, rememberedTimetable, stepKey, timetable } from '../ladder.js';
import type { LadderFacts, LadderSettings, Rung, Step } from '../ladder.js';
import { leftOutWhy } from '../left-out.js';
import { momentInWords } from '../moment-words.js';
import type { ObligationState } from '../obligation.js';
import type { Recovery } from '../recovery.js';
import { placeOf } from '../wave.js';
import type { PlannedNotice, WaveAgency } from '../wave.js';
import { wavesAhead } from '../waves-ahead.js';
import type { StandingDuty, WaveAhead } from '../waves-ahead.js';
import { reasonOfLeaving, reasonOfMoment } from './day-reason.js';
import { endedSentence, pausedSentence, unreachedSentence } from './headline.js';
import type { CycleStanding } from './headline.js';
import { relayWords, storyOfNotice } from './told-notice.js';
import type { NoticeStory, ToldNotice } from './told-notice.js';
import { rungName, rungOf } from '../words.js';
import { LEFT_OUT_WORDS, sentence, upperFirst, WHY_WORDS, whySentence } from './why-words.js';

/** All that decides which rungs one agency hears of in one cycle. */
export interface ExplainFacts {
  readonly cycle: CycleStanding;
  readonly obligation: { readonly state: ObligationState; readonly chased: boolean };
  readonly duty: StandingDuty;
  /** The agency's other duties in open cycles: it gets one mail a day for all of them. */
  readonly others: readonly StandingDuty[];
  readonly agency: Omit<WaveAgency, 'duties'>;
  /** Every notice of the ladder about this duty so far, in their order. */
  readonly notices: readonly ToldNotice[];
  readonly relayStopped: string | null;
  /** Letters to heads wait for the leader's word, not the officer's. */
  readonly headsNeedWord: boolean;
}

/** One rung of an agency's ladder, past or coming. */
export interface RungStory extends NoticeStory {
  readonly rung: Rung;
  /** Tells the two reminders of the last day apart. */
  readonly nth: number;
  /** How often the ladder had begun anew, by an extension or a return. */
  readonly epoch: number;
  /** When it went, is to go, or would have gone. */
  readonly at: Instant;
}

interface At {
  readonly now: Instant;
  readonly settings: LadderSettings;
  readonly recovery?: Recovery | null;
}

/**
 * Every rung of one agency's ladder in one cycle with how it stands and why, in order of time: what went
 * and what the mail server said, what comes and why on that day, what is left out, what is kept back.
 * What is planned is what waves to come would send if nobody answered, by the rule that plans them.
 */
export function explain(facts: ExplainFacts, at: At): readonly RungStory[] {
  const { duty } = facts.duty;
  const past = pastStories(facts, at);
  const told = new Set(
    facts.notices
      .filter(({ epoch, givenBack }) => epoch === duty.facts.epoch && !givenBack)
      .map(({ name, nth }) => `${name}/${String(nth)}`),
  );
  const isTold = ({ rung, nth }: Pick<Step, 'rung' | 'nth'>) => told.has(`${rung}/${String(nth)}`);
  const { steps, skipped } = timetable(duty.facts, at.settings);
  const ahead = comingNotices(facts, at);
  const coming = steps
    .filter((step) => !isTold(step))
    .map((step) => storyOfStep(step, facts, { ...at, ahead }));
  const left = skipped.map((skip) => ({
    ...lineOf({ ...skip, nth: 1 }, duty.facts),
    state: 'suppressed' as const,
    why: sentence(LEFT_OUT_WORDS[leftOutWhy(skip, assignedAt(facts, steps))]),
  }));
  return [...past, ...left, ...coming, ...headStory(facts, at)].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
}

/** What keeps a mail that should have gone by now, or did not arrive, the latest first. */
export function stuckSentences(stories: readonly RungStory[], now: Instant): readonly string[] {
  return stories
    .filter(({ state, at }) => at <= now && (state === 'held' || state === 'notArrived'))
    .map(({ rung, at, why }) => `${upperFirst(rungName(rung))}, ${momentInWords(at)}: ${why}`)
    .toReversed();
}

function pastStories(facts: ExplainFacts, at: At): readonly RungStory[] {
  const timetableOf = rememberedTimetable(at.settings);
  const ladder = facts.duty.duty.facts;
  const around = {
    obligation: { state: facts.obligation.state, epoch: ladder.epoch },
    ladder,
    cycle: facts.cycle,
    relayStopped: facts.relayStopped,
  };
  const { steps } = timetableOf(ladder);
  return facts.notices.flatMap((notice) => {
    const rung = rungOf(notice.name);
    if (rung === null) return [];
    const { nth, epoch, sentAt, plannedFor } = notice;
    const { state, why } = storyOfNotice(notice, around, { ...at, timetableOf });
    const moment = { rung, nth, epoch, at: sentAt ?? plannedFor };
    // The rule of its day is told while the ladder is still the one it went by.
    const step = steps.find((one) => stepKey(one) === stepKey(moment) && one.at === plannedFor);
    const isGone = state === 'suppressed' || epoch !== ladder.epoch || step === undefined;
    const rule = isGone ? '' : `${sentence(reasonOfMoment(step, ladder, at.settings))} `;
    return [{ ...moment, state, why: `${rule}${why}` }];
  });
}

/** What waves to come do about the duty, by step. */
interface Coming {
  readonly wave: WaveAhead;
  readonly notice: PlannedNotice;
  /** When it became due; later it leaves where that is outside the hours or another mail went that day. */
  readonly dueAt: Instant;
}

function comingNotices(facts: ExplainFacts, at: At): ReadonlyMap<string, Coming> {
  if (endedSentence(facts) !== null || !facts.duty.duty.reminded) return new Map();
  const waves = wavesAhead(facts.agency, [standingNow(facts, at), ...facts.others], {
    ...at,
    from: at.now,
  });
  const { id } = facts.duty.duty;
  const coming = new Map<string, Coming>();
  let postponedAt: Instant | null = null;
  for (const wave of waves) {
    const notice = wave.plan.notices.find(({ dutyId }) => dutyId === id);
    if (notice !== undefined) {
      coming.set(stepKey(notice.step), { wave, notice, dueAt: postponedAt ?? notice.step.at });
      postponedAt = null;
    } else if (wave.plan.places.some(({ dutyId }) => dutyId === id)) postponedAt ??= wave.now;
  }
  return coming;
}

/** Where the duty stands if it went on now: a pause keeps the place of the moment it began. */
function standingNow({ cycle, duty }: ExplainFacts, at: At): StandingDuty {
  return cycle.pausedAt === null ? duty : { ...duty, nextAt: placeOf(duty.duty, at).nextAt };
}

function storyOfStep(
  step: Step,
  facts: ExplainFacts,
  { ahead, ...at }: At & { readonly ahead: ReadonlyMap<string, Coming> },
): RungStory {
  const { duty } = facts.duty;
  const line = lineOf(step, duty.facts);
  const ended = endedSentence(facts);
  if (ended !== null) return { ...line, state: 'suppressed', why: ended };
  const coming = ahead.get(stepKey(step));
  if (coming !== undefined) return { ...line, ...storyOfComing(coming, facts, at) };
  const replaced = [...ahead.values()].some(({ notice }) => notice.replaces.includes(step.rung));
  return { ...line, state: 'suppressed', why: reasonNotComing(step, facts, replaced) };
}

/** Why a step that no wave tells is not told; `replaced`: a mail to come stands for it. */
function reasonNotComing(
  step: Step,
  { duty: { duty, closesAt }, notices }: ExplainFacts,
  replaced: boolean,
): string {
  const stoodFor = notices.some(
    ({ epoch, replaces }) => epoch === duty.facts.epoch && replaces.includes(step.rung),
  );
  if (replaced || stoodFor) return `${WHY_WORDS.collapsed}.`;
  if (hasReached(duty.reached, step)) return sentence(LEFT_OUT_WORDS.withAssigned);
  const isClosed = closesAt !== null && step.at >= closesAt;
  return isClosed ? `${WHY_WORDS.closed}.` : sentence(LEFT_OUT_WORDS.tooLate);
}

function storyOfComing(
  { wave: { now: leavesAt, plan }, notice, dueAt }: Coming,
  { cycle, duty: { duty }, agency, relayStopped }: ExplainFacts,
  at: At,
): Pick<RungStory, 'at' | 'state' | 'why'> {
  const { step, mail, replaces } = notice;
  const held = (why: string) => ({ at: leavesAt, state: 'held' as const, why });
  if (cycle.pausedAt !== null) {
    return held(`${pausedSentence(cycle.pausedAt)} Khi tiếp tục, mốc này được tính lại.`);
  }
  if (mail.kind === 'none') {
    const reader = step.rung === 'toHead' ? 'head' : 'writers';
    const unreached = unreachedSentence(agency.contacts, reader, dayAt(leavesAt));
    return held((mail.why === 'restored' ? null : unreached) ?? whySentence(mail.why) ?? '');
  }
  if (relayStopped !== null && leavesAt <= at.now) return held(relayWords(relayStopped));
  return {
    at: leavesAt,
    state: 'planned',
    why: reasonOfLeaving(
      {
        step,
        facts: duty.facts,
        replaces,
        // What has been due for a while goes with the next wave: nothing but the wave itself delays it.
        dueAt: leavesAt <= at.now ? leavesAt : dueAt,
        leavesAt,
        together: plan.notices.filter((other) => sameMail(other.mail, mail)).length,
      },
      at.settings,
    ),
  };
}

function sameMail(one: PlannedNotice['mail'], other: PlannedNotice['mail']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The letter to the head that nobody has let go yet: when it could leave at the earliest. */
function headStory(facts: ExplainFacts, at: At): readonly RungStory[] {
  const { duty } = facts.duty;
  const { overdueAt, headReleasedAt } = duty.facts;
  if (headReleasedAt !== null || overdueAt === null) return [];
  const ifReleased = at.now > overdueAt ? at.now : overdueAt;
  const { steps } = timetable({ ...duty.facts, headReleasedAt: ifReleased }, at.settings);
  const step = steps.find(({ rung }) => rung === 'toHead');
  if (step === undefined) return [];
  const line = lineOf(step, duty.facts);
  const ended = endedSentence(facts);
  if (ended !== null) return [{ ...line, state: 'suppressed', why: ended }];
  const who = facts.headsNeedWord ? 'lãnh đạo duyệt' : 'cán bộ theo dõi cho phép';
  return [{ ...line, state: 'held', why: `Chờ ${who}; sớm nhất vào thời điểm này.` }];
}

function assignedAt({ notices, duty }: ExplainFacts, steps: readonly Step[]): Instant {
  const notice = notices.find(({ name, epoch }) => name === 'assigned' && epoch === 0);
  const step = steps.find(({ rung }) => rung === 'assigned');
  return notice?.plannedFor ?? step?.at ?? duty.duty.facts.startedAt;
}

function lineOf(
  { rung, nth, at }: Pick<Step, 'rung' | 'nth' | 'at'>,
  { epoch }: LadderFacts,
): Pick<RungStory, 'rung' | 'nth' | 'epoch' | 'at'> {
  return { rung, nth, epoch, at };
}
