import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { fold } from '../../domain/fold.js';
import { printsDay } from '../recurrence-rules.js';
import { isDated, isOpen, isTimed, type Duty } from './duty.js';

/** What a clause says once for several duties of a paragraph: "báo cáo A trước ngày … và báo cáo B trước ngày … về UBND tỉnh". */
export function addressedAlike(duties: readonly Duty[]): Duty[] {
  const shared = duties.map((duty, index) => {
    if (!isOpen(duty)) return duty;
    const giver =
      duties.slice(index + 1).find((other) => gives(other, duty) && isTheirs(other, duty)) ??
      duties.slice(0, index).findLast((other) => gives(other, duty)) ??
      duties.slice(0, index).findLast((other) => isPlanOf(other, duty));
    return giver === undefined ? duty : addressedBy(duty, giver);
  });
  // "báo cáo … về UBND tỉnh, cụ thể: báo cáo quý trước ngày …; báo cáo năm trước ngày …": the list is what is owed.
  const announced = duties[0];
  const listed = duties.slice(1).filter((duty) => isOpen(duty) && isDated(duty));
  return announced !== undefined && !isDated(announced) && !isOpen(announced) && listed.length > 0
    ? shared.slice(1)
    : shared;
}

/** A duty that goes where another one goes. */
export function addressedBy(duty: Duty, giver: Duty): Duty {
  const { recipients, via, channels, contactPoint, merged, onward } = giver;
  return { ...duty, recipients, via, channels, contactPoint, merged, onward };
}

/** A day in one item and the addressee in the next, both of the list that a letter asks for, are one duty. */
export function pieced(duties: readonly Duty[]): Duty[] {
  const whole: Duty[] = [];
  for (const duty of duties) {
    const last = whole.at(-1);
    if (last !== undefined && complete(last, duty)) {
      whole.splice(-1, 1, joinedDuty(last, duty));
    } else whole.push(duty);
  }
  return whole;
}

/** "Báo cáo … gửi về …": a sentence about the reports of the whole document. */
const OF_ALL = /^(?:các (?:loại )?)?báo cáo(?!\p{L})/u;

/** The duties with the addressee that one sentence names for all reports: "Hình thức, nơi nhận: Báo cáo bằng văn bản gửi về …". */
export function generallyAddressed(duties: readonly Duty[], source: string): Duty[] {
  const general = duties.filter(
    (duty) =>
      duty.what === 'report' &&
      (duty.owners.length === 0 || duty.inherited) &&
      duty.due.boundary === 'none' &&
      !isOpen(duty) &&
      OF_ALL.test(fold(duty.said.text)) &&
      // The row of a table is one report of many.
      !duty.said.text.includes('|') &&
      // "… tổ trực báo cáo tình hình cho Hiệu trưởng" is about one report.
      /(?:^|[\n.:;*|-]|\d\)|\p{Ll}\))\s*(?:(?:tất cả |toàn bộ )?các (?:loại )?|mọi |toàn bộ )?$/iu.test(
        source.slice(0, duty.said.start).slice(-24),
      ),
  );
  const [giver] = general;
  const open = duties.filter((duty) => duty.what === 'report' && isOpen(duty) && isTimed(duty));
  if (giver === undefined || general.length > 1 || open.length === 0) return [...duties];
  return duties
    .filter((duty) => duty !== giver)
    .map((duty) => (open.includes(duty) ? addressedBy(duty, giver) : duty));
}

/** What the label of one report says of the period it is for. */
const LABELS: Readonly<Record<Recurrence['every'], RegExp>> = {
  day: /ngày$/u,
  week: /(?<!\p{L})tuần(?!\p{L})/u,
  month: /(?<!\d )(?<!sáu )(?<!chín )(?<!\p{L})tháng(?! \d)(?!\p{L})/u,
  quarter: /(?<!\p{L})quý(?!\p{L})/u,
  'half-year': /(?<!\p{L})(?:0?6|sáu) tháng/u,
  year: /(?<!\p{L})(?:báo cáo|cả|hằng|hàng|tổng kết|^)\s*năm(?! \d)(?!\p{L})/u,
};

/**
 * The duties without what only announces others: "định kỳ hằng quý, 6 tháng, năm" where the places that
 * follow print the day of each. A period that none of them names stays, and is asked about.
 */
export function withoutAnnounced(duties: readonly Duty[]): Duty[] {
  const announced = new Map<Duty, Duty>();
  const kept = duties.flatMap((duty, index) => {
    const rules = duty.due.recurrence ?? [];
    if (rules.length === 0 || !rules.every(isUndated)) return [duty];
    const later = duties.slice(index + 1).filter((other) => isPartOf(other, duty));
    const open = rules.filter(({ every }) => !later.some((other) => isFor(other, every)));
    if (open.length === rules.length) return [duty];
    const [first] = later;
    if (open.length > 0) return [{ ...duty, due: { ...duty.due, recurrence: open } }];
    if (first !== undefined) announced.set(first, duty);
    return [];
  });
  // What was announced is understood.
  return kept.map((duty) => ({
    ...duty,
    times: [...duty.times, ...(announced.get(duty)?.times ?? [])],
  }));
}

function isUndated(rule: Recurrence): boolean {
  return rule.every !== 'day' && !printsDay(rule);
}

/** Whether a duty with its day is one of those that another one announces. */
function isPartOf(other: Duty, announced: Duty): boolean {
  const key = ({ owners, recipients }: Duty) =>
    [owners, recipients]
      .map((bodies) => bodies.map(({ identity }) => identity).join(';'))
      .join('>');
  return other.what === announced.what && isDated(other) && key(other) === key(announced);
}

function isFor({ due, said }: Duty, every: Recurrence['every']): boolean {
  if (due.recurrence !== null)
    return due.recurrence.some((rule) => rule.every === every && !isUndated(rule));
  return LABELS[every].test(fold(said.text));
}

function complete(one: Duty, other: Duty): boolean {
  if (one.what !== 'report' || other.what !== 'report') return false;
  if (!one.inherited || !other.inherited || one.ownerPlaces[0] !== other.ownerPlaces[0])
    return false;
  // What is counted from an event has its time.
  if (one.due.boundary === 'relative' || other.due.boundary === 'relative') return false;
  return (
    isOpen(one) !== isOpen(other) && isDated(one) !== isDated(other) && isOpen(one) === isDated(one)
  );
}

function joinedDuty(one: Duty, other: Duty): Duty {
  const [dated, addressed] = isDated(one) ? [one, other] : [other, one];
  const { recipients, via, channels, contactPoint, merged, onward } = addressed;
  const times = [...one.times, ...other.times];
  const start = Math.min(one.evidence.start, other.evidence.start);
  const from = one.evidence.start <= other.evidence.start ? one : other;
  return {
    ...dated,
    times,
    recipients,
    via,
    channels: [...dated.channels, ...channels],
    contactPoint,
    merged,
    onward,
    evidence: { ...from.evidence, start },
  };
}

function gives(other: Duty, { what }: Duty): boolean {
  return other.what === what && !isOpen(other);
}

/** "xây dựng kế hoạch, gửi Sở … trước ngày …; báo cáo kết quả trước ngày …": the report goes where the plan went. */
function isPlanOf(plan: Duty, duty: Duty): boolean {
  const names = ({ owners }: Duty) => owners.map(({ identity }) => identity).join(';');
  return (
    plan.what === 'plan' &&
    duty.what === 'report' &&
    isDated(duty) &&
    !isOpen(plan) &&
    names(plan) === names(duty)
  );
}

/** Whether a duty said later may be of the same bodies: where others send something says nothing of it. */
function isTheirs(other: Duty, { owners }: Duty): boolean {
  return (
    owners.length === 0 ||
    other.owners.length === 0 ||
    other.owners.some(({ identity }) => owners.some((owner) => owner.identity === identity))
  );
}
