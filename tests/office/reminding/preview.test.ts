import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { releaseToHeads } from '../../../office/cycle/cycle.js';
import { SHIPPED_CALENDAR } from '../../../domain/calendar.js';
import { day, plusDays, withOffset } from '../../../domain/day.js';
import type { Instant } from '../../../domain/day.js';
import { dueInstants } from '../../../domain/deadline.js';
import { earliest } from '../../../domain/desk.js';
import { DEFAULT_OFFICE_HOURS } from '../../../domain/office-hours.js';
import { previewPlan } from '../../../domain/preview.js';
import type { PreviewAgency } from '../../../domain/preview.js';
import { nextDeskHour } from '../../../domain/rehearsal.js';
import type { ConfirmedCycle, ConfirmedPlan } from '../../../domain/schemas/confirmed-plan.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  local,
  makeOffice,
  noticesOf,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestAgency, TestOffice } from '../../support/office.js';

/** A month on a ledger takes a second alone, several beside other tests. */
const PROPERTY_MS = 300_000;

const world = ledgerOfFile();

const AGENCIES: readonly (TestAgency & { name: string })[] = [
  { name: 'Sở có đủ', head: true },
  { name: 'Sở có đủ thứ hai', head: true },
  { name: 'Sở không có lãnh đạo' },
  { name: 'Sở không có địa chỉ', contacts: 0 },
  { name: 'Sở chỉ có lãnh đạo', contacts: 0, head: true },
  { name: 'Hội được đề nghị', binding: false },
  { name: 'Công an tỉnh', standing: true },
];

const LISTED: readonly Omit<PreviewAgency, 'id'>[] = AGENCIES.map(
  ({ name, contacts = 1, head = false, binding = true, standing = false }) => ({
    name,
    reachable: contacts > 0,
    headReachable: head,
    binding,
    standing,
  }),
);

/** A mail as both sides tell of it: when, to how many, with which rungs of which cycles. */
type Mails = Readonly<Record<string, number>>;

const mailKey = (at: Instant, told: readonly string[]) =>
  `${withOffset(at)} ${[...told].sort().join(' + ')}`;

/** What really went out, from the ledger's notices and messages. */
async function sentMails(office: TestOffice): Promise<Mails> {
  const keys = new Map(
    (
      await office.ledger.db
        .selectFrom('cycle')
        .select(['id', 'key'])
        .where('office_id', '=', office.officeId)
        .execute()
    ).map(({ id, key }) => [id, key]),
  );
  const mails = new Map<string, { at: Instant; told: string[] }>();
  const found = await office.ledger.db
    .selectFrom('message')
    .select(['id', 'planned_for'])
    .where('office_id', '=', office.officeId)
    .where('state', '=', 'sent')
    .execute();
  for (const { id, planned_for } of found) mails.set(id, { at: planned_for, told: [] });
  for (const notice of await noticesOf(office)) {
    // The approver was asked for the list before the start.
    if (notice.cycle_id === null) mails.delete(notice.message_id ?? '');
    mails
      .get(notice.message_id ?? '')
      ?.told.push(`${keys.get(notice.cycle_id ?? '') ?? ''}/${notice.name}`);
  }
  const counted: Record<string, number> = {};
  for (const { at, told } of mails.values()) {
    counted[mailKey(at, told)] = (counted[mailKey(at, told)] ?? 0) + 1;
  }
  return counted;
}

/** What the preview says, in the same words. */
function previewed(confirmed: ConfirmedPlan, context: Parameters<typeof previewPlan>[2]): Mails {
  const counted: Record<string, number> = {};
  const { agencyMails, deskMails } = previewPlan(
    confirmed,
    LISTED.map((agency, index) => ({ ...agency, id: confirmed.agencyIds[index]! })),
    context,
  );
  for (const { at, told, agencies } of agencyMails) {
    const key = mailKey(
      at,
      told.map(({ of, step }) => `${of.cycle.key}/${step.rung}`),
    );
    counted[key] = (counted[key] ?? 0) + agencies.length;
  }
  for (const { at, of, rung } of deskMails) counted[mailKey(at, [`${of.cycle.key}/${rung}`])] = 1;
  return counted;
}

/** Lets a started plan run to its end without a word from anybody but the officer's release to the heads. */
async function runInSilence(office: TestOffice, planId: string): Promise<void> {
  for (;;) {
    await office.cycles.openCycles({ officeId: office.officeId, planId });
    await office.wave();
    await office.send('ladder');
    await office.send('post');
    const { settings } = await office.inOffice((scope) => Promise.resolve(scope));
    const cycles = await office.ledger.db
      .selectFrom('cycle')
      .selectAll()
      .where('office_id', '=', office.officeId)
      .execute();
    const { nextAt } = await office.ledger.db
      .selectFrom('obligation')
      .select((eb) => eb.fn.min<Instant | null>('next_at').as('nextAt'))
      .where('office_id', '=', office.officeId)
      .executeTakeFirstOrThrow();
    const coming: (Instant | null)[] = [nextAt];
    for (const cycle of cycles) {
      const ref = { officeId: office.officeId, cycleId: cycle.id };
      if (cycle.opened_at === null) {
        coming.push(cycle.opens_at);
        continue;
      }
      const release =
        cycle.kind === 'onward' || cycle.head_released_at !== null || cycle.overdue_at === null
          ? null
          : nextDeskHour(cycle.overdue_at, settings);
      if (release !== null && release <= world.clock.now() && cycle.edits_closed_at === null) {
        taken(await office.inOffice(async (scope) => releaseToHeads(scope, { cycleId: cycle.id })));
        coming.push(world.clock.now());
      } else if (cycle.edits_closed_at === null) coming.push(release);
      if (cycle.collection_closed_at === null) {
        coming.push(cycle.desk_at, cycle.closes_for_new_at);
        await office.cycles.closeCollection(ref);
      }
      if (cycle.edits_closed_at === null) {
        coming.push(cycle.closes_for_edits_at);
        await office.cycles.closeEdits(ref);
      }
    }
    const next = earliest(coming.filter((moment) => moment !== null && moment > world.clock.now()));
    if (next === null) return;
    world.clock.to(withOffset(next).slice(0, 16));
  }
}

async function compare(startAt: string, confirmed: (ids: readonly string[]) => ConfirmedPlan) {
  world.clock.to(startAt);
  const office = await makeOffice(world, { agencies: AGENCIES });
  const plan = confirmed(office.agencyIds);
  const { settings } = await office.inOffice((scope) => Promise.resolve(scope));
  const { planId } = await startedPlan(office, plan);
  await runInSilence(office, planId);
  expect(previewed(plan, { startAt: local(startAt), settings })).toEqual(await sentMails(office));
  return office;
}

test('the whole month of a plan: the same mails at the same instants to as many', async () => {
  const office = await compare('2026-06-05T08:00', (ids) =>
    confirmedPlan(ids, [
      { cycles: [BEFORE_5_JULY] },
      { cycles: [cycleOf({ boundary: 'by_end_of_day', dueDays: 2, what: 'list' })], what: 'list' },
      { cycles: [UPWARD], what: 'consolidated-report' },
    ]),
  );
  // Guards the comparison itself: both sides empty would be equal too.
  expect(Object.keys(await sentMails(office)).length).toBeGreaterThan(15);
});

test('a duty with rungs of its own: the waves go by them, and the preview says so', async () => {
  const ladder = { prepare: null, remind: 3, lastDay: false, overdue: 2, toHead: null };
  const office = await compare('2026-06-01T09:00', (ids) =>
    confirmedPlan(ids, [{ cycles: [BEFORE_5_JULY], ladder }]),
  );
  const rungs = new Set(Object.keys(await sentMails(office)).map((key) => key.split('/')[1]));
  expect(rungs).toContain('remind');
  expect(rungs).toContain('overdue');
  for (const rung of ['prepare', 'lastDay', 'toHead']) expect(rungs).not.toContain(rung);
});

test('a weekly report of a campaign: one mail before each and one when late, the officer is told of the last one', async () => {
  const weeks: ConfirmedCycle[] = [4, 11, 18, 25].map((on) => {
    const dueDay = plusDays(day('2026-05-31'), on);
    const due = dueInstants(
      { boundary: 'by_end_of_day', date: dueDay, time: null },
      { calendar: SHIPPED_CALENDAR, hours: DEFAULT_OFFICE_HOURS, rollForward: true },
    );
    return {
      ...BEFORE_5_JULY,
      key: `report-${dueDay}`,
      periodKind: 'week',
      periodFrom: plusDays(dueDay, -3),
      periodTo: plusDays(dueDay, 3),
      cutOff: null,
      dueDay,
      targetAt: due.remindTargetAt!,
      overdueAt: due.overdueAt!,
    };
  });
  const office = await compare('2026-05-20T08:00', (ids) =>
    confirmedPlan(ids, [{ cycles: weeks }]),
  );
  const mails = await sentMails(office);
  const chased = Object.entries(mails).filter(([key]) => /\/(?:assigned|overdue)/u.test(key));
  // Five of the list have an address and are chased; one of them is merely asked and never late.
  expect(chased.map(([key]) => key).sort()).toEqual([
    '2026-05-28T08:00:00+07:00 report-2026-06-04/assigned',
    '2026-06-05T08:00:00+07:00 report-2026-06-04/overdue',
    '2026-06-09T08:00:00+07:00 report-2026-06-11/assigned',
    '2026-06-12T08:00:00+07:00 report-2026-06-11/overdue',
    '2026-06-16T08:00:00+07:00 report-2026-06-18/assigned',
    '2026-06-19T08:00:00+07:00 report-2026-06-18/overdue',
    '2026-06-23T08:00:00+07:00 report-2026-06-25/assigned',
    '2026-06-26T08:00:00+07:00 report-2026-06-25/overdue',
  ]);
  expect(Object.keys(mails).filter((key) => key.endsWith('/lastPeriod'))).toHaveLength(1);
  const subjects = await office.ledger.db
    .selectFrom('message')
    .select('subject')
    .distinct()
    .where('office_id', '=', office.officeId)
    .where('class', '=', 'ladder')
    .execute();
  for (const { subject } of subjects) expect(subject).toMatch(/tuần [1-4] tháng 6\/2026/u);
});

test(
  'any plan at any start: the preview is what the waves send',
  async () => {
    const cycle = fc.record({
      boundary: fc.constantFrom('before_day', 'by_end_of_day', 'before_time', 'start' as const),
      dueDays: fc.integer({ min: 0, max: 45 }),
      what: fc.constantFrom('report', 'plan', 'list' as const),
      cutOffDays: fc.option(fc.integer({ min: 1, max: 8 })),
      // Whose duty it is, by their places in the list; null for everybody's.
      owers: fc.option(fc.subarray([...AGENCIES.keys()], { minLength: 1 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(cycle, {
          minLength: 1,
          maxLength: 3,
          selector: ({ what, dueDays }) => `${what}/${String(dueDays)}`,
        }),
        fc.boolean(),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 6 * 60, max: 19 * 60 }),
        async (cycles, onward, startDays, minute) => {
          const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const startAt = `${plusDays(day('2026-06-01'), startDays)}T${clock}`;
          const due = cycles.map(cycleOf);
          fc.pre(due.some(({ overdueAt }) => overdueAt! > local(startAt)));
          await compare(startAt, (ids) => ({
            ...confirmedPlan(ids, [
              ...due.map((one, index) => {
                const { what, owers } = cycles[index]!;
                const named = owers === null ? {} : { owers: owers.map((at) => ids[at]!) };
                return { cycles: [one], what, ...named };
              }),
              ...(onward ? [{ cycles: [UPWARD], what: 'consolidated-report' as const }] : []),
            ]),
            eventDays: [day('2026-06-26'), day('2026-07-10')],
          }));
        },
      ),
      { numRuns: 10 },
    );
  },
  PROPERTY_MS,
);

/** The report upward that is made from what is due at the beginning of July. */
const UPWARD: ConfirmedCycle = {
  ...cycleOf({ boundary: 'before_day', dueDays: 23, what: 'consolidated-report' }),
  key: 'upward',
};

/** A cycle due so many days after 22/6/2026. */
function cycleOf(given: {
  readonly boundary: 'before_day' | 'by_end_of_day' | 'before_time' | 'start';
  readonly dueDays: number;
  readonly what: string;
  readonly cutOffDays?: number | null;
}): ConfirmedCycle {
  const date = plusDays(day('2026-06-22'), given.dueDays);
  const time = given.boundary === 'before_time' ? '10:30' : null;
  const { remindTargetAt, overdueAt } = dueInstants(
    given.boundary === 'start'
      ? { boundary: 'within_period', point: 'start', date, time }
      : { boundary: given.boundary, date, time },
    { calendar: SHIPPED_CALENDAR, hours: DEFAULT_OFFICE_HOURS, rollForward: true },
  );
  return {
    ...BEFORE_5_JULY,
    key: `${given.what}-${date}`,
    dueDay: date,
    cutOff: given.cutOffDays == null ? null : plusDays(date, -given.cutOffDays),
    hourBound: time !== null,
    targetAt: remindTargetAt!,
    overdueAt: overdueAt!,
  };
}
