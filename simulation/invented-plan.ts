import type { Day, Instant } from '../domain/day.js';
import { dayOf, plusDays } from '../domain/day.js';
import { recurrenceDates } from '../domain/deadline.js';
import type { DeadlineSettings } from '../domain/deadline.js';
import { DAY_RULE, clockOf } from '../domain/due-clock.js';
import type { ClockRule } from '../domain/due-clock.js';
import type { PeriodKind } from '../domain/period.js';
import { pick } from '../domain/random.js';
import type {
  ConfirmedCycle,
  ConfirmedPlan,
  ConfirmedRequirement,
} from '../domain/schemas/confirmed-plan.js';
import { sure } from './office.js';

/** What a plan is invented from. */
export interface PlanGround {
  readonly random: () => number;
  readonly settings: DeadlineSettings;
  readonly year: number;
  readonly agencies: readonly { readonly id: string; readonly standing: boolean }[];
}

type Duty = Omit<ConfirmedRequirement, 'cycles'> & { cycles: ConfirmedCycle[] };

/** A plan as a person might have confirmed it: an action month, a yearly programme, a request by the hour, a duty shared out. */
export function inventedPlan(ground: PlanGround): ConfirmedPlan {
  const { random, agencies } = ground;
  const kinds = [
    ...[actionMonth, actionMonth, programme, programme],
    ...[weekly, planFirst, byTheHour, sharedOut],
  ];
  const requirements = sure(kinds[pick(random, kinds.length)], 'kind')(ground);
  const dues = requirements.flatMap(({ cycles }) => cycles.map(({ dueDay }) => dueDay));
  const first = sure([...dues].sort()[0], 'due day');
  return {
    identity: IDENTITY,
    windowFrom: null,
    windowTo: null,
    // Days of observance shortly before the first day, where reminders would fall on them.
    eventDays:
      random() < 0.3 ? [3, 4, 5, 8].map((back) => plusDays(first, -back - pick(random, 3))) : [],
    requirements,
    answers: {},
    agencyIds: agencies.map(({ id }) => id),
  };
}

function actionMonth(ground: PlanGround): Duty[] {
  const { random } = ground;
  const due = someDay(ground, 2, 12);
  const boundary = random() < 0.6 ? 'before_day' : 'by_end_of_day';
  const cutOff = random() < 0.3 ? plusDays(due, -1 - pick(random, 6)) : null;
  const collected = dutyOf('report', [cycleOf(ground, due, { boundary, cutOff })]);
  if (random() < 0.5) return [collected];
  const upward = cycleOf(ground, plusDays(due, 4 + pick(random, 10)), {
    boundary,
    key: 'len-tren',
  });
  return [collected, { ...dutyOf('consolidated-report', [upward]), onward: true }];
}

function programme(ground: PlanGround): Duty[] {
  const { random, year } = ground;
  const every = sure((['month', 'quarter', 'half-year'] as const)[pick(random, 3)], 'rhythm');
  const boundary = random() < 0.5 ? 'before_day' : 'by_end_of_day';
  const rule = { every, day: 1 + pick(random, 31), boundary } as const;
  const span = { from: sure(dayOf(year, 1, 20), 'day'), to: sure(dayOf(year, 12, 28), 'day') };
  const dates = recurrenceDates([rule], span);
  const cycles = dates.map(({ date }) => cycleOf(ground, date, { boundary, periodKind: every }));
  return [dutyOf('report', cycles)];
}

/** A report each week of a campaign. */
function weekly(ground: PlanGround): Duty[] {
  const { random } = ground;
  const from = someDay(ground, 2, 10);
  const span = { from, to: plusDays(from, 21 + pick(random, 50)) };
  const dates = recurrenceDates([{ every: 'week', weekday: 1 + pick(random, 7) }], span);
  const rule = { boundary: 'by_end_of_day', periodKind: 'week' } as const;
  const cycles = dates.map(({ date }) => cycleOf(ground, date, rule));
  return [dutyOf('report', cycles)];
}

function planFirst(ground: PlanGround): Duty[] {
  const due = someDay(ground, 3, 9);
  return [
    dutyOf('plan', [cycleOf(ground, due, { boundary: 'before_day', key: 'ke-hoach' })]),
    dutyOf('report', [cycleOf(ground, plusDays(due, 60), { boundary: 'by_end_of_day' })]),
  ];
}

function byTheHour(ground: PlanGround): Duty[] {
  const { random } = ground;
  const time = `${String(8 + pick(random, 9)).padStart(2, '0')}:${pick(random, 2) === 0 ? '00' : '30'}`;
  const rule = { ...DAY_RULE, boundary: 'before_time', time } as const;
  return [dutyOf('report', [cycleOf(ground, someDay(ground, 2, 12), rule)])];
}

/** One duty with a day for some and another day for the others, whose reports make one. */
function sharedOut(ground: PlanGround): Duty[] {
  const { agencies } = ground;
  const due = someDay(ground, 3, 11);
  const half = Math.ceil(agencies.length / 2);
  const groups = [agencies.slice(0, half), agencies.slice(half)];
  return groups
    .filter((group) => group.some(({ standing }) => !standing))
    .map((group, index) => ({
      ...dutyOf('report', [
        cycleOf(ground, plusDays(due, index * 5), {
          boundary: 'before_day',
          key: `dot-${String(index + 1)}`,
        }),
      ]),
      agencyIds: group.map(({ id }) => id),
    }));
}

function someDay({ random, year }: PlanGround, fromMonth: number, toMonth: number): Day {
  const month = fromMonth + pick(random, toMonth - fromMonth + 1);
  return sure(dayOf(year, month, 1 + pick(random, 28)), 'day');
}

function cycleOf(
  { settings }: PlanGround,
  dueDay: Day,
  {
    cutOff = null,
    key = `ky-${dueDay}`,
    periodKind,
    ...given
  }: Partial<ClockRule> & {
    readonly cutOff?: Day | null;
    readonly key?: string;
    readonly periodKind?: PeriodKind;
  },
): ConfirmedCycle {
  const rule: ClockRule = { ...DAY_RULE, ...given };
  return {
    key,
    periodFrom: null,
    periodTo: null,
    cutOff,
    duePhrase: `ngày ${dueDay}`,
    dueDay,
    hourBound: rule.boundary === 'before_time',
    showTarget: true,
    ...sure(clockOf(rule, dueDay, settings), 'clock'),
    rule: { ...rule },
    ...(periodKind === undefined ? {} : { periodKind }),
  };
}

function dutyOf(what: ConfirmedRequirement['what'], cycles: ConfirmedCycle[]): Duty {
  return {
    what,
    reportName: 'báo cáo kết quả thực hiện',
    recipients: ['Công an tỉnh'],
    via: null,
    channel: 'hệ thống quản lý văn bản',
    form: 'core',
    onward: false,
    cycles,
  };
}

/** The earliest moment at which tracking of a plan may sensibly begin: some weeks before its first day. */
export function firstDueOf(plan: ConfirmedPlan): Instant {
  const targets = plan.requirements.flatMap(({ cycles }) => cycles.map(({ targetAt }) => targetAt));
  return sure([...targets].sort()[0], 'target');
}

const IDENTITY: ConfirmedPlan['identity'] = {
  documentType: 'KẾ HOẠCH',
  number: '120/KH-UBND',
  issuedOn: '2025-01-02' as Day,
  issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
  subject: 'Phòng, chống ma túy',
  sendingBody: 'UBND tỉnh Sông Hương',
  unit: 'Phòng Tổng hợp',
  officerName: 'Cán bộ theo dõi',
  officerPhone: '0900 000 001',
  replyTo: 'canbo@songhuong.example',
  governingBody: null,
  placeOfIssue: 'Sông Hương',
  reportSymbol: 'BC-UBND',
  letterSymbol: 'UBND-NC',
  signingCapacity: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
  signerName: 'Người Ký Mẫu',
  distribution: [],
  letterVerb: 'đề nghị',
  addressees: ['Bộ Công an'],
  trigger: null,
  standingBody: null,
};
