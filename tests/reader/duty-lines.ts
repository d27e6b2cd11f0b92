import type { DraftDue, PlanDraft } from '../../domain/schemas/plan-draft.js';
import { readPlan } from '../../reader/read.js';

/** The draft of a text as pasted. */
export function draftOf(text: string): PlanDraft {
  return readPlan({ text, file: 'ke-hoach.txt', sha256: '', extractor: 'text' });
}

/** What each duty of a text says of its bodies and its day, in one line. */
export function dutyLines(text: string): string[] {
  return draftOf(text).obligations.map(
    ({ what, owedBy, recipients, via, binding, due }) =>
      `${what}: ${owedBy.join(' + ')} > ${recipients.join(' + ')}${via === null ? '' : ` qua ${via}`}${binding ? '' : ' ?'} | ${dayOf(due)}`,
  );
}

/** "2026-06-15", "2026-06-15 16:00", "month 25, year 15/12" or the boundary alone. */
function dayOf({ date, time, recurrence, boundary }: DraftDue): string {
  if (date !== null) return time === null ? date : `${date} ${time}`;
  if (recurrence === null) return boundary;
  return recurrence
    .map(({ every, day, month, monthOfPeriod, weekday }) =>
      [every, day ?? weekday, month ?? monthOfPeriod]
        .filter((word) => word !== undefined)
        .join(' ')
        .replace(/(\d) (\d+)$/u, '$1/$2'),
    )
    .join(', ');
}

/** A plan whose part on reporting is `items`. */
export function planOf(items: string): string {
  return `KẾ HOẠCH
Giữ sạch bến sông năm 2026

Thực hiện Nghị quyết số 5/NQ-HĐND ngày 10/12/2025, UBND tỉnh ban hành Kế hoạch như sau:

I. TỔ CHỨC THỰC HIỆN

${items}
`;
}
