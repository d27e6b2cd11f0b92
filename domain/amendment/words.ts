import { dayAt } from '../day.js';
import { wholeFormChanges } from '../forms/form-changes.js';
import type { Instant } from '../day.js';
import { ladderFactsOf } from '../owed-duty.js';
import { timetable } from '../ladder.js';
import type { LadderSettings, Rung } from '../ladder.js';
import { owes } from '../obligation.js';
import { printedDay } from '../printed-day.js';
import { reportNameIn } from '../report-name.js';
import { lateAfterDay } from '../review/moved-days.js';
import type { ConfirmedPlan } from '../schemas/confirmed-plan.js';
import type { CycleChange, DutyChange, PlacedCycle, RunningCycle } from './decide.js';
import { keyOf } from './evolve.js';
import { dueOf } from './shown-due.js';

/** One thing that an amendment changes, in a sentence, with the agencies it is about. */
export interface AmendmentLine {
  readonly kind:
    | 'newDuty'
    | 'moved'
    | 'dropped'
    | 'added'
    | 'released'
    | 'wantedAgain'
    | 'restated'
    | 'form'
    | 'rebound'
    | 'kept'
    | 'opens'
    | 'over';
  readonly text: string;
  readonly agencyIds: readonly string[];
}

/** What an amendment changes, in the order of its cycles; empty when it changes nothing. */
export function amendmentLines(
  changes: readonly CycleChange[],
  running: readonly RunningCycle[],
): readonly AmendmentLine[] {
  const byKey = new Map(running.map((cycle) => [cycle.key, cycle]));
  return [
    ...changes.flatMap((change) => linesOf(change, byKey.get(keyOf(change)))),
    ...formLines(changes),
  ].map((line) => ({
    ...line,
    text: `${line.text.charAt(0).toUpperCase()}${line.text.slice(1)}`,
  }));
}

function linesOf(change: CycleChange, cycle: RunningCycle | undefined): readonly AmendmentLine[] {
  if (change.kind === 'added') {
    const { requirement, cycle: planned } = change.tracked.planned;
    return [
      {
        kind: 'newDuty',
        text: `Nội dung mới: ${nameOf({ requirement, cycle: planned })}, ${dueOf(planned)}; ${change.opensNow ? 'báo các đơn vị ngay' : `báo các đơn vị từ ngày ${printedDay(dayAt(change.tracked.planned.opensAt))}`}`,
        agencyIds: change.duties.map(({ agencyId }) => agencyId),
      },
    ];
  }
  const name = nameOf(change.from);
  if (change.kind === 'over') {
    const text = `${name} (${dueOf(change.from.cycle)}) đã khép, giữ nguyên`;
    return [{ kind: 'over', text, agencyIds: [] }];
  }
  if (change.kind === 'dropped') {
    return [
      {
        kind: 'dropped',
        text: `Không còn phải gửi: ${name} (${dueOf(change.from.cycle)})`,
        agencyIds: change.duties.map(({ agencyId }) => agencyId),
      },
      ...receivedLine(cycle, 'báo cáo đã nhận vẫn lưu trong hồ sơ, không tổng hợp'),
    ];
  }
  const { from, to } = change;
  const of = (kind: DutyChange['kind']): readonly string[] =>
    change.duties.filter((one) => one.kind === kind).map(({ agencyId }) => agencyId);
  const line = (
    kind: AmendmentLine['kind'],
    text: string,
    agencyIds: readonly string[],
  ): readonly AmendmentLine[] => (agencyIds.length === 0 ? [] : [{ kind, text, agencyIds }]);
  const after = nameOf(to);
  return [
    ...(change.moved
      ? [
          {
            kind: 'moved' as const,
            text: `${name}: ${dueOf(from.cycle)} → ${dueOf(to.cycle)}; đề nghị gửi ${dayOf(from.cycle.targetAt)} → ${dayOf(to.cycle.targetAt)}${to.cycle.overdueAt === null ? '' : `, tính quá hạn sau hết ngày ${printedDay(lateAfterDay(to.cycle.overdueAt))}`}`,
            agencyIds: [...of('moved'), ...of('begun')],
          },
          ...receivedLine(cycle, 'báo cáo đã nhận được giữ nguyên'),
          ...line(
            'kept',
            `${name}: được gia hạn riêng đến ngày muộn hơn, giữ nguyên`,
            ownDays(change, cycle),
          ),
        ]
      : []),
    ...(change.opensNow ? line('opens', `${after}: báo các đơn vị ngay`, of('begun')) : []),
    ...line('added', `Thêm phải gửi ${after}, ${dueOf(to.cycle)}`, of('added')),
    ...line('wantedAgain', `Lại phải gửi ${after}, ${dueOf(to.cycle)}`, of('wantedAgain')),
    ...line('released', `Thôi không phải gửi ${name}`, of('released')),
    ...line('rebound', `${after}: đổi giữa phải gửi và được đề nghị phối hợp`, of('rebound')),
    ...restatedLines(from, to, of('restated')),
  ];
}

/** What of a cycle reads otherwise though its day stays. */
function restatedLines(
  from: PlacedCycle,
  to: PlacedCycle,
  agencyIds: readonly string[],
): readonly AmendmentLine[] {
  const said = [
    [nameOf(from), nameOf(to)],
    [dueOf(from.cycle), dueOf(to.cycle)],
    [from.requirement.recipients.join('; '), to.requirement.recipients.join('; ')],
    [from.requirement.via ?? '', to.requirement.via ?? ''],
    [from.requirement.channel, to.requirement.channel],
  ].filter(([before, after]) => before !== after);
  const isMoved = from.cycle.targetAt !== to.cycle.targetAt;
  const texts = (isMoved ? said.filter(([before]) => before !== dueOf(from.cycle)) : said).map(
    ([before = '', after = '']) => `“${before || '–'}” → “${after || '–'}”`,
  );
  return texts.length === 0
    ? []
    : [{ kind: 'restated', text: `${nameOf(from)}: ${texts.join('; ')}`, agencyIds }];
}

/** So many changes of a form are named, the rest counted. */
const MOST_NAMED = 12;

/** What forms ask otherwise, once for each duty whatever the number of its cycles; about no agency by name: whoever has begun is told. */
function formLines(changes: readonly CycleChange[]): readonly AmendmentLine[] {
  const byDuty = new Map(
    changes.flatMap((change) =>
      // The report upward is the office's own.
      change.kind === 'kept' && change.form !== null && !change.to.requirement.onward
        ? [[change.to.requirement, change.form] as const]
        : [],
    ),
  );
  return [...byDuty].map(([{ reportName, what }, { former, form }]) => {
    const all = former === null ? [] : wholeFormChanges(former, form, what);
    const rest = all.length - MOST_NAMED;
    const named = [
      ...all.slice(0, MOST_NAMED),
      ...(rest > 0 ? [`và ${String(rest)} thay đổi khác`] : []),
    ];
    if (named.length === 0 && former?.name === form.name) {
      const text = `Biểu mẫu ${reportName}: đổi cách tính hoặc cách viết, không hỏi gì khác`;
      return { kind: 'form', text, agencyIds: [] };
    }
    const words = named.length === 0 ? `đổi sang “${form.name}”` : named.join('; ');
    return {
      kind: 'form',
      text: `Biểu mẫu ${reportName}: ${words}. Báo các đơn vị đã nhập dở hoặc đã gửi; báo cáo đã nhận giữ biểu mẫu cũ`,
      agencyIds: [],
    };
  });
}

function receivedLine(cycle: RunningCycle | undefined, words: string): readonly AmendmentLine[] {
  const received = (cycle?.duties ?? []).filter(
    ({ state }) => state === 'submitted' || state === 'accepted',
  );
  return received.length === 0
    ? []
    : [
        {
          kind: 'kept',
          text: `${String(received.length)} ${words}`,
          agencyIds: received.map(({ agencyId }) => agencyId),
        },
      ];
}

function ownDays({ duties }: CycleChange, cycle: RunningCycle | undefined): readonly string[] {
  const moved = new Set(duties.map(({ agencyId }) => agencyId));
  return (cycle?.duties ?? [])
    .filter((duty) => owes(duty) && duty.grantedDay !== null && !moved.has(duty.agencyId))
    .map(({ agencyId }) => agencyId);
}

/** The day of a moment; of none: that it has none. */
function dayOf(moment: Instant | null): string {
  return moment === null ? 'chưa có ngày' : printedDay(dayAt(moment));
}

function nameOf(placed: PlacedCycle): string {
  return reportNameIn(placed);
}

/** The reminders of one instant that an amendment means, if nobody answered. */
export type AmendmentMails = readonly {
  readonly rung: Rung;
  readonly at: Instant;
  readonly duties: number;
}[];

/** Which reminders the cycles concerned mean from now on, by the ladder: `after` is the plan as it runs then. */
export function amendmentMails(
  changes: readonly CycleChange[],
  after: readonly RunningCycle[],
  {
    plan,
    now,
    settings,
  }: {
    readonly plan: ConfirmedPlan;
    readonly now: Instant;
    readonly settings: LadderSettings;
  },
): AmendmentMails {
  const byKey = new Map(after.map((cycle) => [cycle.key, cycle]));
  const counts = new Map<string, { rung: Rung; at: Instant; duties: number }>();
  for (const change of changes) {
    if (change.kind === 'dropped' || change.kind === 'over') continue;
    const placed = change.kind === 'added' ? change.tracked.planned : change.to;
    const cycle = byKey.get(keyOf(change));
    if (cycle === undefined || placed.requirement.onward || cycle.state === 'leftOut') continue;
    for (const duty of cycle.duties.filter((one) => owes(one) && one.chased)) {
      const facts = ladderFactsOf(duty, {
        what: placed.requirement.what,
        period: placed.cycle.periodKind ?? null,
        eventDays: plan.eventDays,
        cutOff: placed.cycle.cutOff,
        headReleasedAt: null,
        hourBound: placed.cycle.hourBound,
        letterOnFirstLateDay: false,
        opensAt: cycle.opensAt,
        openedAt: cycle.state === 'open' ? cycle.opensAt : null,
      });
      for (const { rung, at } of timetable(facts, settings).steps) {
        if (at <= now) continue;
        const key = `${at}/${rung}`;
        const one = counts.get(key) ?? { rung, at, duties: 0 };
        one.duties += 1;
        counts.set(key, one);
      }
    }
  }
  return [...counts.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
