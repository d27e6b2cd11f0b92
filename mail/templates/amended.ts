import type { AmendedItem, EventNotice } from '../content.js';
import { paragraph } from '../letter.js';
import type { Part } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count } from '../wording.js';
import { dueText, howToSend, sendVerb } from './agency-parts.js';
import { brief, briefName } from './brevity.js';
import type { Brevity } from './brevity.js';

/** The day of before gives way after what only explains, with the names of reports, in words. */
const WHOLE_REPORT = 40;

type Amended = EventNotice & { readonly event: 'amended' };

/** "Điều chỉnh nội dung báo cáo của {ĐV} theo {KH}". */
export function amendedSubject(notice: Amended): string {
  return fitSubject(
    { agency: notice.agencyName },
    ({ agency }) =>
      `[${notice.sendingBody}] Điều chỉnh nội dung báo cáo của ${agency} theo ${notice.plan.short}`,
  );
}

/** By which paper the plan is changed, or that the office changes what it tracks while the plan stays as printed. */
export function amendedStatement(
  notice: Amended,
  { plan, body, agency }: { readonly plan: string; readonly body: string; readonly agency: string },
  brevity: Brevity,
): readonly string[] {
  const { by, paper } = notice;
  return [
    by === 'document' && paper !== null
      ? `Theo ${brief(paper, brevity.reason)}, ${body} điều chỉnh nội dung báo cáo của ${agency} thực hiện ${plan}:`
      : `Thực hiện ${plan}, ${body} điều chỉnh việc theo dõi báo cáo của ${agency}:`,
  ];
}

/** Whether something is asked for that was not asked for before. */
export function asksForMore({ items }: Amended): boolean {
  return items.some(isNew);
}

function isNew({ change }: AmendedItem): boolean {
  return change === 'added' || change === 'begun';
}

/** What changes, report by report; how to send what is new; what stays. */
export function amendedParts(notice: Amended, brevity: Brevity): readonly Part[] {
  const lines = notice.items.map((item) => lineOf(item, brevity));
  const rest = lines.length - brevity.items;
  const begins = notice.items.find(isNew);
  return [
    {
      kind: 'list',
      items: [
        ...lines.slice(0, brevity.items),
        ...(rest > 0 ? [`và ${count(rest)} nội dung khác`] : []),
      ],
    },
    // Where all must be short the page says why.
    ...(notice.reason === null || !brevity.naming
      ? []
      : [paragraph(`Lý do: ${brief(notice.reason, brevity.reason)}`)]),
    ...(begins === undefined ? [] : howToSend(begins, { brevity, askBack: false })),
    ...(brevity.bare
      ? []
      : [paragraph('Các nội dung khác không thay đổi; báo cáo đã gửi vẫn được ghi nhận.')]),
  ];
}

function lineOf(item: AmendedItem, brevity: Brevity): string {
  const report = briefName(item.reportName, brevity, item.plan);
  const before =
    item.oldDue === null || brevity.report < WHOLE_REPORT
      ? ''
      : ` (trước đây: ${oneLine(item.oldDue)})`;
  switch (item.change) {
    case 'added':
    case 'begun':
      return `${capital(sendVerb(item))} ${report}: ${dueText(item)}`;
    case 'wantedAgain':
      return item.received
        ? `Vẫn ghi nhận ${report} đã gửi`
        : `Lại đề nghị gửi ${report}: ${dueText(item)}`;
    case 'moved':
      return `${capital(report)}: ${dueText(item)}${before}`;
    case 'released':
    case 'dropped':
      return `Không phải gửi ${report}`;
    case 'rebound':
      return item.binding
        ? `${capital(report)}: đơn vị có trách nhiệm gửi ${dueText(item)}`
        : `${capital(report)}: đề nghị phối hợp gửi ${dueText(item)}`;
    case 'form':
      return formLine(item, report, brevity);
    case 'restated': {
      const channel =
        item.channelText === null ? '' : `; gửi qua ${brief(item.channelText, brevity.channel)}`;
      return `${capital(report)}: ${dueText(item)}${channel}`;
    }
  }
}

/** What its form asks otherwise, and what becomes of what was typed or sent by the one before. */
function formLine(
  { formChanges, received }: AmendedItem,
  report: string,
  brevity: Brevity,
): string {
  const rest = formChanges.length - brevity.items;
  const lines = [
    ...formChanges.slice(0, brevity.items).map((line) => brief(line, brevity.unit)),
    ...(rest > 0 ? [`và ${count(rest)} thay đổi khác`] : []),
  ];
  const after = received
    ? '; báo cáo đã gửi vẫn được ghi nhận, đề nghị bổ sung phần hỏi thêm rồi gửi lại'
    : brevity.bare
      ? ''
      : '; phần đã nhập giữ nguyên';
  return `Biểu mẫu ${report}: ${lines.join('; ')}${after}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`;
}
