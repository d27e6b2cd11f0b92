import type { CalendarCause, EventNotice } from '../content.js';
import type { Part } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count, dayText } from '../wording.js';
import { dueText, targetText } from './agency-parts.js';
import { brief, briefName } from './brevity.js';
import type { Brevity } from './brevity.js';

type TargetMoved = EventNotice & { readonly event: 'targetMoved' };

const SWAPS: ReadonlySet<CalendarCause['kind']> = new Set(['swap_off', 'swap_work']);

/** "Hoán đổi ngày làm việc: đề nghị gửi {BC} {mốc}", or how many reports it is about. */
export function movedSubject({ sendingBody, agencyName, cause, items }: TargetMoved): string {
  const what = SWAPS.has(cause.kind) ? 'Hoán đổi ngày làm việc' : 'Thay đổi ngày làm việc';
  const [first, ...more] = items;
  if (first === undefined || more.length > 0) {
    return fitSubject(
      { agency: agencyName },
      ({ agency }) =>
        `[${sendingBody}] ${what}: thời điểm gửi ${count(items.length)} báo cáo của ${agency}`,
    );
  }
  return fitSubject(
    { report: first.reportName },
    ({ report }) =>
      `[${sendingBody}] ${what}: đề nghị gửi ${report} ${(targetText(first, '') ?? '').trim()}`,
  );
}

/** What day has become what, and what is asked for instead. */
export function movedStatement(
  { cause, items }: TargetMoved,
  { plan, body, agency }: { readonly plan: string; readonly body: string; readonly agency: string },
  brevity: Brevity,
): readonly string[] {
  const [first, ...more] = items;
  const source = cause.source === null ? '' : ` (theo ${brief(cause.source, brevity.unit)})`;
  const asked =
    first === undefined || more.length > 0
      ? `các báo cáo sau`
      : `${briefName(first.reportName, brevity, first.plan)} ${dueText(first)}`;
  return [
    `Thực hiện ${plan}: ngày ${dayText(cause.day)} ${BECOMES[cause.kind ?? 'ordinary']}${source}, ${body} đề nghị ${agency} gửi ${asked}${more.length > 0 ? ':' : '. Thời điểm này thay thời điểm đã báo trước.'}`,
  ];
}

/** The reports by name, where there are more than one. */
export function movedList({ items }: TargetMoved, brevity: Brevity): readonly Part[] {
  if (items.length < 2) return [];
  const rest = items.length - brevity.items;
  return [
    {
      kind: 'list',
      items: [
        ...items
          .slice(0, brevity.items)
          .map(
            (item) =>
              `${briefName(item.reportName, brevity, item.plan)}: ${oneLine(dueText(item))}`,
          ),
        ...(rest > 0 ? [`và ${count(rest)} báo cáo khác`] : []),
      ],
    },
  ];
}

const BECOMES = {
  holiday: 'nghỉ lễ',
  compensatory: 'nghỉ bù',
  swap_off: 'nghỉ do hoán đổi ngày làm việc',
  swap_work: 'làm việc bù do hoán đổi ngày làm việc',
  ordinary: 'theo lịch thường',
} as const;
