import { describe, expect, test } from '@jest/globals';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { day, instant, withOffset } from '../../domain/day.js';
import { dueInstants } from '../../domain/deadline.js';
import type { DueRule } from '../../domain/deadline.js';
import type { LadderSettings } from '../../domain/ladder.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import { previewPlan } from '../../domain/preview.js';
import type { PlanPreview, PreviewAgency } from '../../domain/preview.js';
import type { ConfirmedCycle, ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';

const settings: LadderSettings = {
  calendar: SHIPPED_CALENDAR,
  hours: DEFAULT_OFFICE_HOURS,
  mailMinute: 480,
  lastMailMinute: 1020,
};

const agency: PreviewAgency = {
  id: 'a',
  name: 'Sở A',
  reachable: true,
  headReachable: true,
  binding: true,
  standing: false,
};

function cycle(rule: DueRule, given: Partial<ConfirmedCycle> = {}): ConfirmedCycle {
  const due = dueInstants(rule, {
    calendar: SHIPPED_CALENDAR,
    hours: DEFAULT_OFFICE_HOURS,
    rollForward: true,
  });
  return {
    key: `report-${rule.date!}`,
    periodFrom: null,
    periodTo: null,
    cutOff: null,
    duePhrase: `ngày ${rule.date!}`,
    dueDay: rule.date,
    hourBound: rule.time !== null,
    showTarget: true,
    targetAt: due.remindTargetAt!,
    overdueAt: due.overdueAt!,
    ...given,
  };
}

const on = (date: string, time: string | null = null): DueRule => ({
  boundary: time === null ? 'by_end_of_day' : 'before_time',
  date: day(date),
  time,
});

function preview(
  cycles: readonly ConfirmedCycle[],
  {
    startAt,
    agencies = [agency],
    asks = false,
  }: { startAt: string; agencies?: readonly PreviewAgency[]; asks?: boolean },
): PlanPreview {
  const plan: Pick<ConfirmedPlan, 'eventDays' | 'requirements' | 'agencyIds'> = {
    agencyIds: agencies.map(({ id }) => id),
    eventDays: [],
    requirements: cycles.map((one) => ({
      what: 'report',
      reportName: 'báo cáo',
      recipients: [],
      via: null,
      channel: '',
      form: 'core',
      onward: false,
      cycles: [one],
      ...(asks ? { binding: false as const } : {}),
    })),
  };
  return previewPlan(plan, agencies, { startAt: instant(startAt), settings });
}

const mailsOf = ({ agencyMails }: PlanPreview) =>
  agencyMails.map(({ at, told }) => [
    withOffset(at),
    told.map(({ of, step }) => `${of.cycle.key}/${step.rung}`).join(' + '),
  ]);

describe('the mails of a plan', () => {
  test('two rungs of two cycles at one instant are one mail, the cycle due first at its head', () => {
    const told = preview([cycle(on('2026-07-17')), cycle(on('2026-07-14'))], {
      startAt: '2026-07-10T07:00:00+07:00',
    });
    expect(mailsOf(told)[0]).toEqual([
      '2026-07-10T08:00:00+07:00',
      'report-2026-07-14/assigned + report-2026-07-17/assigned',
    ]);
    expect(mailsOf(told)).toContainEqual([
      '2026-07-15T08:00:00+07:00',
      'report-2026-07-14/overdue + report-2026-07-17/remind',
    ]);
  });

  test('nobody gets an empty mail, and the standing body none at all', () => {
    const told = preview([cycle(on('2026-07-17'))], {
      startAt: '2026-07-01T08:00:00+07:00',
      agencies: [
        { ...agency, reachable: false, headReachable: false },
        { ...agency, standing: true },
      ],
    });
    expect(told.agencyMails).toEqual([]);
    // The officer still hears that one is missing.
    expect(told.deskMails[0]).toMatchObject({ rung: 'officeList', missing: 1 });
  });

  test('an hour-bound duty started before mails may leave: what falls due with the assignment goes in it', () => {
    const told = preview([cycle(on('2026-07-13', '10:30'))], {
      startAt: '2026-07-06T06:00:00+07:00',
    });
    expect(mailsOf(told)[0]).toEqual(['2026-07-06T08:00:00+07:00', 'report-2026-07-13/assigned']);
    expect(told.leftOut).toContainEqual(
      expect.objectContaining({ rung: 'prepare', why: 'withAssigned' }),
    );
  });
});

describe('what is left out', () => {
  test('a cycle late before the start is past with its whole ladder', () => {
    const told = preview([cycle(on('2026-06-10')), cycle(on('2026-07-17'))], {
      startAt: '2026-06-20T08:00:00+07:00',
    });
    expect(told.past.map(({ key }) => key)).toEqual(['report-2026-06-10']);
    const past = told.leftOut.filter(({ why }) => why === 'cyclePast');
    expect(past.map(({ rung }) => rung)).toEqual([
      'assigned',
      'prepare',
      'remind',
      'lastDay',
      'overdue',
    ]);
    expect(withOffset(past[4]!.at)).toBe('2026-06-11T08:00:00+07:00');
    expect(
      told.agencyMails.every(({ told: [{ of }] }) => of.cycle.key !== past[0]!.cycle.key),
    ).toBe(true);
  });

  test('what has gone by at the start is past; the rest goes', () => {
    const told = preview([cycle(on('2026-07-17'))], { startAt: '2026-07-15T10:00:00+07:00' });
    expect(told.leftOut.map(({ rung, why }) => [rung, why])).toEqual([
      ['prepare', 'past'],
      ['remind', 'past'],
    ]);
    expect(mailsOf(told).map(([, rung]) => rung)).toEqual([
      'report-2026-07-17/assigned',
      'report-2026-07-17/lastDay',
      'report-2026-07-17/overdue',
      'report-2026-07-17/toHead',
    ]);
  });
});

test('a mere request is never late: assigned and reminded of, and the review shows the same', () => {
  const startAt = '2026-06-01T09:00:00+07:00';
  const due = cycle(on('2026-07-03'));
  const rungsOf = ({ agencyMails }: PlanPreview) =>
    new Set(agencyMails.flatMap(({ told }) => told.map(({ step }) => step.rung)));
  const bound = rungsOf(preview([due], { startAt }));
  expect([...bound]).toEqual(expect.arrayContaining(['overdue', 'toHead']));
  const asked = preview([due], { startAt, asks: true });
  expect([...rungsOf(asked)].sort()).toEqual(['assigned', 'remind']);
  expect(asked.leftOut.map(({ rung, why }) => [rung, why])).toContainEqual([
    'overdue',
    'askedBody',
  ]);
});
