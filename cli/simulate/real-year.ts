import { decideCycle, decidePlan } from '../../domain/cycle.js';
import type { Instant } from '../../domain/day.js';
import type { MailVerdict } from '../../activities/ports.js';
import type { Act } from '../../simulation/acts/act.js';
import { LOOKS_AT_NOTHING } from '../../simulation/checks/check.js';
import type { InventedYear } from '../../simulation/invented-office.js';
import { PRODUCT_RULES } from '../../simulation/rules.js';
import type { Broken } from '../../simulation/simulate.js';
import { CLAIM } from '../../simulation/post.js';
import { playYear, plainYear, refusalOf, within } from '../../simulation/year.js';
import type { Onlooker } from '../../simulation/year.js';
import { differences } from './compare.js';
import { performReal } from './real-acts.js';
import type { RealIds } from './real-acts.js';
import { addressOf, enterOffice } from './real-office.js';
import type { SteppedLedger } from './real-office.js';

/** What happened in memory, in order: an act, or everything that was due at a moment. */
type Moment =
  | { readonly at: Instant; readonly act: Act; readonly taken: boolean }
  | { readonly at: Instant; readonly act: null };

/** Which answers were lost in memory, by moment, kind of lane and address, in order. */
type LostAnswers = Map<string, boolean[]>;

/** What a lane meets in the world of a year. */
interface RealWorld {
  readonly officeId: string;
  readonly year: InventedYear;
  readonly lost: LostAnswers;
}

function lostKey(at: Instant, kind: 'ladder' | 'post', address: string): string {
  return [at, kind, address].join(' ');
}

/**
 * Plays a year once more by the real acts, steps and lanes on a ledger, at the moments at which it was
 * played in memory, and compares what both came to.
 */
export async function realYear(world: SteppedLedger, seed: number): Promise<readonly Broken[]> {
  const { officeId, agencyIds } = await enterOffice(world, plainYear(seed));
  const moments: Moment[] = [];
  const lost: LostAnswers = new Map();
  const recorder: Onlooker = {
    ...LOOKS_AT_NOTHING,
    acted: (act, taken, at) => void moments.push({ at, act, taken }),
    left: ({ mail, contact, reader }, answer, at) => {
      const address = contact?.email ?? addressOf(reader?.id ?? '');
      const key = lostKey(at, mail.class === 'ladder' ? 'ladder' : 'post', address);
      lost.set(key, [...(lost.get(key) ?? []), answer.kind === 'unknown']);
    },
    rested: (at) => void moments.push({ at, act: null }),
  };
  const { office, year } = playYear(seed, {
    rules: PRODUCT_RULES,
    onlookers: [recorder],
    agencyIds,
    plain: true,
  });
  const ids: RealIds = {
    plans: new Map(),
    cycles: new Map(),
    duties: new Map(),
    extensions: new Map(),
  };
  const found = (at: Instant, what: string): Broken => {
    return { invariant: 'real-acts-agree', seed, at, what };
  };
  const broken: Broken[] = [];
  for (const moment of moments) {
    await world.to(moment.at);
    if (moment.act === null) {
      await restReal(world, { officeId, year, lost });
      continue;
    }
    const { act } = moment;
    const taken = await world.ledger.inOffice({ officeId, actor: 'staff:year' }, async (scope) =>
      performReal(scope, act, { office, ids }),
    );
    if (taken !== moment.taken)
      broken.push(found(moment.at, `${act.do} is ${taken ? 'taken' : 'refused'}`));
  }
  const compared = await differences(world, { officeId, office, ids });
  return [...broken, ...compared.map((what) => found(world.now(), what))];
}

/** More looks than this at one moment go round in circles; what is left undone shows in the comparison. */
const MOST_LOOKS = 400;

/** Does everything that is due: answers to acts leave, workflows that are awake look and step until they rest. */
async function restReal(world: SteppedLedger, around: RealWorld): Promise<void> {
  const { officeId } = around;
  await drainReal(world, 'post', around);
  let awake = await awakeSubject(world, officeId);
  for (let looks = 0; awake !== null && looks < MOST_LOOKS; looks += 1) {
    const steps = await lookReal(world, officeId, awake);
    for (const step of steps) await stepReal(world, { id: awake.id, step }, around);
    // A finished step counts as a poke: the same workflow looks again.
    if (steps.length === 0) awake = await awakeSubject(world, officeId);
  }
  await drainReal(world, 'post', around);
}

interface Subject {
  readonly kind: 'plan' | 'cycle';
  readonly id: string;
}

async function awakeSubject(
  { ledger, now }: SteppedLedger,
  officeId: string,
): Promise<Subject | null> {
  for (const kind of ['plan', 'cycle'] as const) {
    const row = await ledger.db
      .selectFrom(kind)
      .select('id')
      .where('office_id', '=', officeId)
      .where((eb) =>
        eb.or([eb('revision', '>', eb.ref('seen_revision')), eb('wakes_at', '<=', now())]),
      )
      .$if(kind === 'plan', (query) => query.where('state' as never, '=', 'started' as never))
      .$if(kind === 'cycle', (query) =>
        query
          .where('opened_at' as never, 'is not', null)
          .where('closed_at' as never, 'is', null)
          .where('cancelled_at' as never, 'is', null),
      )
      .orderBy('id')
      .executeTakeFirst();
    if (row !== undefined) return { kind, id: row.id };
  }
  return null;
}

async function lookReal(
  { cycles }: SteppedLedger,
  officeId: string,
  { kind, id }: Subject,
): Promise<readonly string[]> {
  const answers =
    kind === 'plan'
      ? await cycles
          .viewPlan({ officeId, planId: id, busy: false })
          .then(({ facts, now }) => [decidePlan(facts, now)])
      : await cycles
          .viewCycle({ officeId, cycleId: id, busy: false })
          .then(({ facts, now }) => decideCycle(facts, now))
          .then(({ chase, report }) => [chase, report]);
  return answers.flatMap((answer) => (answer.kind === 'do' ? [answer.step] : []));
}

async function stepReal(
  world: SteppedLedger,
  { id, step }: { readonly id: string; readonly step: string },
  around: RealWorld,
): Promise<void> {
  const { cycles } = world;
  const { officeId } = around;
  const [plan, cycle] = [
    { officeId, planId: id },
    { officeId, cycleId: id },
  ];
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    openCycle: async () => cycles.openCycles(plan),
    closePlan: async () => cycles.closePlan(plan),
    wave: async () => {
      await cycles.prepareWave(officeId);
      await drainReal(world, 'ladder', around);
    },
    draftLetter: async () => cycles.draftLetter(cycle),
    closeEdits: async () => cycles.closeEdits(cycle),
    closeCollection: async () => cycles.closeCollection(cycle),
    consolidate: async () => cycles.consolidate(cycle),
    askApproval: async () => cycles.askApproval(cycle),
    sendUp: async () => cycles.sendUp(cycle),
    closeCycle: async () => cycles.closeCycle(cycle),
  };
  await steps[step]?.();
}

async function drainReal(
  { mails, now }: SteppedLedger,
  kind: 'ladder' | 'post',
  around: RealWorld,
): Promise<void> {
  const lane = `year/${kind}`;
  const scope = { kind, officeId: around.officeId };
  for (;;) {
    const { claimed } = await mails.claim({ scope, lane, limit: CLAIM, leaseMs: 600_000 });
    if (claimed.length === 0) return;
    await mails.settle(
      claimed.map(({ officeId, messageId, mail, entries }) => ({
        officeId,
        messageId,
        lane,
        subject: mail.subject,
        entries,
        outcome: answerReal(mail.to.address, { kind, now: now() }, around),
      })),
    );
  }
}

function answerReal(
  address: string,
  { kind, now }: { readonly kind: 'ladder' | 'post'; readonly now: Instant },
  { year, lost }: RealWorld,
): MailVerdict {
  if (year.outages.some((span) => within(span, now))) {
    return { kind: 'unreachable', response: 'nobody there', conversation: null };
  }
  const refusal = refusalOf(year, address, now);
  if (refusal !== null) {
    const [code = '', enhanced = ''] = refusal.split(' ');
    return {
      kind: 'answered',
      response: refusal,
      reply: { code: Number(code), enhanced, stage: 'recipient' },
      conversation: null,
    };
  }
  return lost.get(lostKey(now, kind, address))?.shift() === true
    ? { kind: 'unknown', response: 'no answer', conversation: null }
    : { kind: 'sent', response: '250 ok' };
}
