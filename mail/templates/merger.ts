import type { EventNotice } from '../content.js';
import type { Part } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count, dayText } from '../wording.js';
import { dueText } from './agency-parts.js';
import { bodyName, brief, briefName } from './brevity.js';
import type { Brevity } from './brevity.js';

type Merger = EventNotice & { readonly event: 'agencyClosed' | 'takenOver' };

interface Named {
  readonly plan: string;
  readonly body: string;
  readonly agency: string;
}

/** "{ĐV} tiếp nhận báo cáo của đơn vị trước sắp xếp", and what the agency that ends hears. */
export function mergerSubject(notice: Merger): string {
  return fitSubject({ agency: notice.agencyName }, ({ agency }) =>
    notice.event === 'takenOver'
      ? `[${notice.sendingBody}] ${agency} tiếp nhận báo cáo của đơn vị trước sắp xếp`
      : `[${notice.sendingBody}] ${agency} không phải gửi báo cáo theo ${notice.plan.short}`,
  );
}

/** Who ends when by which paper, and who reports from then on. */
export function mergerStatement(
  notice: Merger,
  { plan, body, agency }: Named,
  brevity: Brevity,
): readonly string[] {
  const basis = brief(notice.basis, brevity.reason);
  const day = dayText(notice.on);
  if (notice.event === 'agencyClosed' && notice.split && notice.successor !== null) {
    return [
      `Theo ${basis}, ${agency} được chia thành ${bodyName(notice.successor, brevity)} từ ngày ${day}. Thực hiện ${plan}, các báo cáo đã gửi vẫn được tổng hợp; các báo cáo sau do các đơn vị mới gửi:`,
    ];
  }
  if (notice.event === 'agencyClosed') {
    const rest =
      notice.successor === null
        ? 'đơn vị không phải gửi các báo cáo sau'
        : `các báo cáo sau do ${bodyName(notice.successor, brevity)} gửi`;
    return [
      `Theo ${basis}, ${agency} kết thúc hoạt động từ ngày ${day}. Thực hiện ${plan}, các báo cáo đã gửi vẫn được tổng hợp; ${rest}:`,
    ];
  }
  if (notice.split) {
    return [
      `Theo ${basis}, ${agency} được hình thành do chia, tách ${bodyName(notice.predecessor, brevity)} từ ngày ${day}. Thực hiện ${plan}, ${body} đề nghị đơn vị gửi:`,
    ];
  }
  return [
    `Theo ${basis}, ${bodyName(notice.predecessor, brevity)} kết thúc hoạt động từ ngày ${day}. Thực hiện ${plan}, ${body} đề nghị đơn vị tiếp nhận, gửi:`,
  ];
}

/** The reports it is about. */
export function mergerList(notice: Merger, brevity: Brevity): readonly Part[] {
  const lines =
    notice.event === 'agencyClosed'
      ? notice.reportNames.map((name) => briefName(name, brevity, notice.plan))
      : notice.items.map(
          (item) =>
            `${briefName(item.reportName, brevity, item.plan)}: ${oneLine(dueText(item))}${item.joined ? ' (gộp vào báo cáo của đơn vị)' : ''}`,
        );
  const rest = lines.length - brevity.items;
  return [
    {
      kind: 'list',
      items: [
        ...lines.slice(0, brevity.items),
        ...(rest > 0 ? [`và ${count(rest)} báo cáo khác`] : []),
      ],
    },
  ];
}
