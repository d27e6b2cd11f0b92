import {
  plusWorkingDays,
  workingDayAfter,
  workingDayBefore,
  workingDayOnOrAfter,
} from './calendar.js';
import type { Day, Instant } from './day.js';
import { at, dayAt } from './day.js';
import { indicatorsAsked } from './asked-indicators.js';
import type { AgencyKind } from './agency-kinds.js';
import type { FormDefinition } from './schemas/form-definition.js';
import { isWorkingDay } from './calendar.js';
import type { LadderSettings } from './ladder.js';
import { pick, randomOf } from './random.js';
import type { ConfirmedRequirement } from './schemas/confirmed-plan.js';
import type { ReportForm } from './schemas/report-content.js';

/** How an invented agency behaves in one cycle. */
export type ReporterBehaviour =
  | 'early'
  | 'onTime'
  | 'nil'
  | 'claims'
  | 'claimsNothing'
  | 'late'
  | 'returned'
  | 'extension'
  | 'never';

/** Out of a hundred agencies so many behave so. */
const BEHAVIOURS: readonly (readonly [ReporterBehaviour, number])[] = [
  ['early', 30],
  ['onTime', 34],
  ['nil', 5],
  ['claims', 7],
  ['claimsNothing', 1],
  ['late', 8],
  ['returned', 6],
  ['extension', 4],
  ['never', 5],
];

export interface ScriptedDuty {
  readonly obligationId: string;
  readonly opensAt: Instant;
  readonly targetAt: Instant;
  readonly overdueAt: Instant;
  /** No agency reports before the days it reports on are over. */
  readonly cutOff: Day | null;
  readonly kind: AgencyKind;
  readonly tags: readonly string[];
  readonly form: FormDefinition;
  readonly what: ConfirmedRequirement['what'];
  readonly binding: boolean;
  /** The standing body's own figures are entered by its officer. */
  readonly standing: boolean;
}

export type ScriptedAct =
  | { readonly act: 'submit'; readonly form: ReportForm; readonly channel: 'link' | 'officer' }
  | { readonly act: 'claim'; readonly senderName: string; readonly documentNumber: string }
  | { readonly act: 'requestExtension'; readonly wantedDay: Day; readonly reason: string };

export interface ScriptRow {
  readonly at: Instant;
  readonly obligationId: string;
  readonly temper: ReporterBehaviour;
  readonly doing: ScriptedAct;
}

/** The acts of invented agencies over some duties, in order of time; depends on duties and seed alone. */
export function scriptOf(
  duties: readonly ScriptedDuty[],
  { seed, settings }: { readonly seed: number; readonly settings: LadderSettings },
): readonly ScriptRow[] {
  const random = randomOf(seed);
  const rows = duties.flatMap((duty) => actsOf(duty, random, settings));
  return rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => (a.row.at < b.row.at ? -1 : a.row.at > b.row.at ? 1 : a.index - b.index))
    .map(({ row }) => row);
}

/** The next moment strictly after `moment` at which the office's people work through their desk: 11:00 or 16:30 of a working day. */
export function nextDeskHour(moment: Instant, { calendar }: LadderSettings): Instant {
  const today = dayAt(moment);
  if (isWorkingDay(calendar, today)) {
    for (const minute of DESK_MINUTES) {
      const hour = at(today, minute);
      if (hour > moment) return hour;
    }
  }
  return at(workingDayAfter(calendar, today), DESK_MINUTES[0]);
}

const DESK_MINUTES = [11 * 60, 16 * 60 + 30] as const;

function actsOf(
  duty: ScriptedDuty,
  random: () => number,
  settings: LadderSettings,
): readonly ScriptRow[] {
  const { calendar } = settings;
  const temper = behaviourOf(random);
  const form = formOf(duty, temper, random);
  const target = dayAt(duty.targetAt);
  const first = firstDay(duty, settings);
  const row = (when: Instant, doing: ScriptedAct): ScriptRow => ({
    at: when > duty.opensAt ? when : at(workingDayAfter(calendar, dayAt(duty.opensAt)), 600),
    obligationId: duty.obligationId,
    temper,
    doing,
  });
  const submit: ScriptedAct = { act: 'submit', form, channel: duty.standing ? 'officer' : 'link' };
  if (duty.standing) return [row(at(target, 9 * 60), submit)];
  // A body that was merely asked answers or stays silent, but is never late.
  if (!duty.binding) {
    return random() < 0.6 ? [row(officeMinute(target, random), submit)] : [];
  }
  const early = someDay(first, target, random, settings);
  const nearEnd = someDay(
    laterOf(first, workingDayBefore(calendar, target)),
    target,
    random,
    settings,
  );
  const late = workingDayOnOrAfter(calendar, dayAt(duty.overdueAt));
  switch (temper) {
    case 'early':
      return [row(officeMinute(early, random), submit)];
    case 'onTime':
    case 'nil':
      return [row(officeMinute(nearEnd, random), submit)];
    case 'claims':
    case 'claimsNothing':
      return [
        row(officeMinute(nearEnd, random), {
          act: 'claim',
          senderName: 'Văn thư đơn vị',
          documentNumber: `${String(10 + pick(random, 80))}/BC`,
        }),
      ];
    case 'late':
      return [row(officeMinute(plusWorkingDays(calendar, late, pick(random, 3)), random), submit)];
    case 'returned': {
      const again = plusWorkingDays(calendar, nearEnd, 2);
      return [row(officeMinute(nearEnd, random), submit), row(officeMinute(again, random), submit)];
    }
    case 'extension': {
      const wantedDay = plusWorkingDays(calendar, late, 2);
      return [
        row(officeMinute(laterOf(first, workingDayBefore(calendar, target)), random), {
          act: 'requestExtension',
          wantedDay,
          reason: 'Đang chờ số liệu của các đơn vị cơ sở',
        }),
        row(officeMinute(workingDayBefore(calendar, wantedDay), random), submit),
      ];
    }
    case 'never':
      return [];
  }
}

function behaviourOf(random: () => number): ReporterBehaviour {
  let left = pick(
    random,
    BEHAVIOURS.reduce((all, [, share]) => all + share, 0),
  );
  for (const [temper, share] of BEHAVIOURS) {
    if (left < share) return temper;
    left -= share;
  }
  return 'onTime';
}

function firstDay(duty: ScriptedDuty, { calendar }: LadderSettings): Day {
  const opened = workingDayAfter(calendar, dayAt(duty.opensAt));
  const after = duty.cutOff === null ? opened : workingDayAfter(calendar, duty.cutOff);
  const first = laterOf(opened, after);
  const target = dayAt(duty.targetAt);
  return first < target ? first : target;
}

/** A working day from `from` to `to`, both included. */
function someDay(from: Day, to: Day, random: () => number, { calendar }: LadderSettings): Day {
  const days: Day[] = [from];
  for (let on = workingDayAfter(calendar, from); on <= to; on = workingDayAfter(calendar, on)) {
    days.push(on);
  }
  return days[pick(random, days.length)] ?? from;
}

/** A minute between 08:05 and 10:55 or 14:00 and 16:20: after the mails, before the desk hours. */
function officeMinute(on: Day, random: () => number): Instant {
  const minute = pick(random, 310);
  return at(on, minute < 170 ? 485 + minute : 840 + minute - 170);
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** What invented agencies say of the first sections of a form, whatever they are called. */
const TOLD_FIRST = [
  'Đã ban hành văn bản triển khai và phân công nhiệm vụ cho từng bộ phận.',
  'Các nội dung được triển khai đúng tiến độ; số liệu chi tiết tại biểu kèm theo.',
];

/** What they say further on, by section: communes see it otherwise than others do. */
const TOLD: Readonly<Record<string, { readonly commune: string; readonly others: string }>> = {
  assessment: {
    commune: 'Địa bàn rộng, lực lượng mỏng; kinh phí tuyên truyền còn hạn chế.',
    others: 'Việc cung cấp số liệu giữa các đơn vị có lúc chưa kịp thời.',
  },
  nextSteps: {
    commune: 'Tiếp tục tuyên truyền đến từng khu dân cư, nắm chắc tình hình địa bàn.',
    others: 'Tiếp tục kiểm tra việc thực hiện và phối hợp tuyên truyền theo kế hoạch.',
  },
  proposals: {
    commune: 'Đề nghị bố trí thêm kinh phí cho công tác tuyên truyền ở cơ sở.',
    others: 'Đề nghị tổ chức tập huấn cho cán bộ làm công tác tổng hợp.',
  },
};

function told({ form, kind }: Pick<ScriptedDuty, 'form' | 'kind'>): ReportForm['narrative'] {
  return Object.fromEntries(
    form.sections.flatMap(({ key }, index) => {
      const text = TOLD[key]?.[kind === 'commune' ? 'commune' : 'others'] ?? TOLD_FIRST[index];
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

function formOf(duty: ScriptedDuty, temper: ReporterBehaviour, random: () => number): ReportForm {
  const asked = indicatorsAsked(duty);
  const figures: Record<string, string> = {};
  const nilCodes: string[] = [];
  for (const { code } of asked) {
    if (temper === 'nil' || random() < 0.1) nilCodes.push(code);
    else figures[code] = String(pick(random, 120));
  }
  return {
    figures,
    nilCodes,
    narrative: temper === 'nil' ? {} : told(duty),
    nil: temper === 'nil',
    secretPartApart: false,
    documentNumber: `${String(100 + pick(random, 800))}/BC`,
    documentDate: null,
    signer: 'Lãnh đạo đơn vị',
    senderName: 'Cán bộ tổng hợp',
  };
}
