import type { Duty } from './duty.js';

/** What a clause says once for several duties of a paragraph: "báo cáo A trước ngày … và báo cáo B trước ngày … về UBND tỉnh". */
export function addressedAlike(duties: readonly Duty[]): Duty[] {
  const shared = duties.map((duty, index) => {
    if (!isOpen(duty)) return duty;
    const giver =
      duties.slice(index + 1).find((other) => gives(other, duty)) ??
      duties.slice(0, index).findLast((other) => gives(other, duty));
    if (giver === undefined) return duty;
    const { recipients, via, channels, contactPoint, merged, onward } = giver;
    return { ...duty, recipients, via, channels, contactPoint, merged, onward };
  });
  // "báo cáo … về UBND tỉnh, cụ thể: báo cáo quý trước ngày …; báo cáo năm trước ngày …": the list is what is owed.
  const announced = duties[0];
  const listed = duties.slice(1).filter((duty) => isOpen(duty) && isDated(duty));
  return announced !== undefined && !isDated(announced) && !isOpen(announced) && listed.length > 0
    ? shared.slice(1)
    : shared;
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

function complete(one: Duty, other: Duty): boolean {
  if (one.what !== 'report' || other.what !== 'report') return false;
  if (!one.inherited || !other.inherited || one.ownerPlaces[0] !== other.ownerPlaces[0])
    return false;
  return (
    isOpen(one) !== isOpen(other) && isDated(one) !== isDated(other) && isOpen(one) === isDated(one)
  );
}

function joinedDuty(one: Duty, other: Duty): Duty {
  const [dated, addressed] = isDated(one) ? [one, other] : [other, one];
  const { recipients, via, channels, contactPoint, merged, onward } = addressed;
  const start = Math.min(one.evidence.start, other.evidence.start);
  const from = one.evidence.start <= other.evidence.start ? one : other;
  return {
    ...dated,
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

/** Neither an addressee nor a body to pass through is named. */
function isOpen({ recipients, via }: Duty): boolean {
  return recipients.length === 0 && via === null;
}

function isDated({ due }: Duty): boolean {
  return due.date !== null || due.recurrence !== null;
}
