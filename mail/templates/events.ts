import type { Day } from '../../domain/day.js';
import type { CitedDocument, EventNotice } from '../content.js';
import { paragraph, shownLink } from '../letter.js';
import type { Letter, Part } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count, dayText, momentText, untilEndOf } from '../wording.js';
import { closing, dueText, salutation } from './agency-parts.js';
import { bodyName, brief, briefName, citationOf } from './brevity.js';
import { mergerList, mergerStatement, mergerSubject } from './merger.js';
import { amendedParts, amendedStatement, amendedSubject, asksForMore } from './amended.js';
import { movedList, movedStatement, movedSubject } from './target-moved.js';
import type { Brevity } from './brevity.js';

/** The answer to an act: what happened, what to do about it, whom to ask. */
export function eventLetter(notice: EventNotice, brevity: Brevity): Letter {
  return {
    subject: eventSubject(notice),
    parts: [
      salutation(notice.agencyName),
      ...statement(notice, brevity).map(paragraph),
      ...(notice.event === 'targetMoved' ? movedList(notice, brevity) : []),
      ...(isMerger(notice) ? mergerList(notice, brevity) : []),
      ...(notice.event === 'amended' ? amendedParts(notice, brevity) : []),
      ...(notice.event === 'formChanged' ? changedList(notice, brevity) : []),
      ...page(notice),
      ...closing(notice, brevity),
    ],
  };
}

function eventSubject(notice: EventNotice): string {
  const body = notice.sendingBody;
  if (notice.event === 'link') {
    return fitSubject(
      { agency: notice.agencyName },
      ({ agency }) => `[${body}] Đường dẫn báo cáo của ${agency}`,
    );
  }
  if (notice.event === 'contactAsked') {
    return fitSubject(
      { agency: notice.agencyName },
      ({ agency }) => `[${body}] Xác nhận đổi đầu mối liên hệ của ${agency}`,
    );
  }
  if (notice.event === 'cancelled') return cancelledSubject(notice);
  if (notice.event === 'targetMoved') return movedSubject(notice);
  if (notice.event === 'amended') return amendedSubject(notice);
  if (notice.event === 'lostHours') {
    return fitSubject(
      { agency: notice.agencyName },
      ({ agency }) =>
        `[${body}] Đề nghị ${agency} gửi lại nội dung đã gửi từ ${momentText(notice.from)}`,
    );
  }
  if (isMerger(notice)) return mergerSubject(notice);
  const parts = {
    report: notice.reportName,
    agency: notice.agencyName,
    plan: notice.plan.name,
  };
  switch (notice.event) {
    case 'received':
      return fitSubject(parts, (p) => {
        const half = notice.missingHalf ?? null;
        return half === null
          ? `[${body}] Đã nhận ${p.report} của ${p.agency}`
          : halfSubject(half, body, p.report);
      });
    case 'missingHalf':
      return fitSubject(parts, (p) => halfSubject(notice.half, body, p.report));
    case 'formChanged':
      return fitSubject(parts, (p) => `[${body}] Biểu mẫu ${p.report} thay đổi, đề nghị xem lại`);
    case 'claimed':
      return fitSubject(
        parts,
        (p) => `[${body}] Đã ghi nhận ${p.agency} báo đã gửi ${p.report}, đang đối chiếu`,
      );
    case 'returned':
      return fitSubject(
        parts,
        (p) => `[${body}] Đề nghị bổ sung ${p.report}, gửi lại ${untilEndOf(notice.dueDay)}`,
      );
    case 'accepted':
      return fitSubject(parts, (p) => `[${body}] ${p.report} của ${p.agency} đã đưa vào tổng hợp`);
    case 'extensionGranted':
      return fitSubject(parts, (p) => `[${body}] Gia hạn ${p.report} ${untilEndOf(notice.dueDay)}`);
    case 'extensionRefused':
      return fitSubject(parts, (p) => `[${body}] Chưa thể gia hạn ${p.report}`);
    case 'dueMoved':
      return fitSubject(
        { ...parts, due: notice.duePhrase },
        (p) => `[${body}] Thay đổi thời hạn ${p.report}: ${p.due}`,
      );
    case 'wantedAgain':
      return notice.received
        ? fitSubject(
            parts,
            (p) => `[${body}] Vẫn ghi nhận ${p.report} của ${p.agency} (thay thông báo trước)`,
          )
        : fitSubject(
            { ...parts, due: notice.duePhrase },
            (p) => `[${body}] Đề nghị gửi ${p.report} ${p.due} (thay thông báo trước)`,
          );
    case 'periodAdded':
      return fitSubject(
        { ...parts, due: notice.duePhrase },
        (p) => `[${body}] Thời hạn ${p.report}: ${p.due}`,
      );
    case 'skipped':
      return fitSubject(parts, (p) => `[${body}] Không phải gửi ${p.report}`);
    case 'noLongerOwed':
      return fitSubject(parts, (p) => `[${body}] ${p.agency} không phải gửi ${p.report}`);
  }
}

function halfSubject(missing: 'document' | 'figures', body: string, report: string): string {
  return missing === 'figures'
    ? `[${body}] Đã nhận văn bản ${report}, đề nghị gửi số liệu`
    : `[${body}] Đã nhận số liệu ${report}, đề nghị gửi văn bản ký số`;
}

/** A report is here with either half: the other is asked for and never counts as late. */
function missingHalfText(
  missing: 'document' | 'figures' | null,
  until: Day | null = null,
): readonly string[] {
  if (missing === null) return [];
  const by = until === null ? '' : `, chậm nhất hết giờ hành chính ngày ${dayText(until)}`;
  const asked =
    missing === 'figures'
      ? `Còn thiếu số liệu: đề nghị nhập tại đường dẫn dưới đây${by}.`
      : `Còn thiếu văn bản ký số: đề nghị gửi qua hệ thống văn bản, hoặc đính kèm bản PDF đã ký tại đường dẫn dưới đây${by}.`;
  const sent =
    missing === 'document'
      ? ' Nếu đã gửi, bấm “Đã gửi qua hệ thống văn bản” tại trang đó để dừng nhắc.'
      : '';
  return [`${asked} Báo cáo đã được ghi nhận, không tính là chậm.${sent}`];
}

function statement(notice: EventNotice, brevity: Brevity): readonly string[] {
  const plan = citationOf(notice.plan, brevity);
  const body = bodyName(notice.sendingBody, brevity);
  const agency = bodyName(notice.agencyName, brevity);
  if (notice.event === 'link') {
    return [
      `Theo ${plan}, ${body} gửi lại đường dẫn báo cáo của ${agency}. Đường dẫn dùng cho mọi báo cáo của đơn vị.`,
    ];
  }
  if (notice.event === 'contactAsked') {
    return [
      `Theo ${plan}, ${body} nhận được đề nghị đổi đầu mối liên hệ của ${agency} từ trang báo cáo.`,
      `Đề nghị mở đường dẫn dưới đây trước ${momentText(notice.until)} để xem, rồi xác nhận hoặc trả lời là đơn vị không đề nghị. Chưa xác nhận thì đầu mối giữ nguyên.`,
    ];
  }
  if (notice.event === 'cancelled') {
    return [
      `${body} dừng đề nghị ${agency} báo cáo theo ${plan}. Các báo cáo chưa gửi thì không phải gửi nữa; các thư nhắc đã dừng.`,
      ...reasonText(notice.reason, brevity),
    ];
  }
  if (notice.event === 'targetMoved')
    return movedStatement(notice, { plan, body, agency }, brevity);
  if (notice.event === 'amended') return amendedStatement(notice, { plan, body, agency }, brevity);
  if (notice.event === 'lostHours') {
    return [
      `Theo ${plan}, ${body} thông báo: do sự cố kỹ thuật, nội dung đơn vị gửi hoặc báo qua trang báo cáo từ ${momentText(notice.from)} đến ${momentText(notice.until)} không còn lưu.`,
      'Nếu đơn vị đã gửi báo cáo, bổ sung, đề nghị gia hạn hoặc báo đã gửi trong thời gian này, xin gửi lại và ghi rõ thời điểm gửi lần đầu. Nếu không, đơn vị không phải làm gì.',
    ];
  }
  if (isMerger(notice)) return mergerStatement(notice, { plan, body, agency }, brevity);
  const report = briefName(notice.reportName, brevity, notice.plan);
  switch (notice.event) {
    case 'received':
      return [
        `Theo ${plan}, ${body} đã nhận ${report} của ${agency} lúc ${momentText(notice.receivedAt)}${notice.version > 1 ? ` (lần ${count(notice.version)})` : ''}${cited(notice.document)}; người gửi: ${brief(notice.submittedBy, brevity.unit)}. Báo cáo đang chờ kiểm tra.`,
        ...missingHalfText(notice.missingHalf ?? null),
        'Nếu không phải đơn vị gửi, xin báo ngay đầu mối.',
      ];
    case 'claimed':
      return [
        `Theo ${plan}, ${body} đã ghi nhận ${agency} báo đã gửi ${report} qua hệ thống văn bản${cited(notice.document)}; người báo: ${brief(notice.claimedBy, brevity.unit)}. ${body} đang đối chiếu; các thư nhắc tạm dừng.`,
        'Nếu không phải đơn vị báo, xin báo ngay đầu mối.',
      ];
    case 'returned':
      return [
        `Theo ${plan}, ${body} đề nghị ${agency} bổ sung ${report}, gửi lại ${untilEndOf(notice.dueDay)}.`,
        `Nội dung cần bổ sung: ${brief(notice.reason, brevity.reason)}`,
      ];
    case 'formChanged':
      return [
        notice.sent
          ? `Theo ${plan}, ${body} thay đổi biểu mẫu ${report}. Báo cáo ${agency} đã gửi vẫn được ghi nhận, không tính lại thời hạn. Đề nghị bổ sung những nội dung hỏi thêm dưới đây tại trang báo cáo rồi gửi lại:`
          : `Theo ${plan}, ${body} thay đổi biểu mẫu ${report}. Nội dung ${agency} đã nhập vẫn giữ nguyên ở những mục còn hỏi; đề nghị xem lại rồi gửi. Thời hạn không đổi: ${dueText(notice)}. Các thay đổi:`,
      ];
    case 'missingHalf': {
      const here = notice.half === 'figures' ? 'văn bản' : 'số liệu';
      return [
        `Theo ${plan}, ${body} đã nhận ${here} ${report} của ${agency}.`,
        ...missingHalfText(notice.half, notice.until),
      ];
    }
    case 'accepted':
      return [
        `Theo ${plan}, ${report} của ${agency} đã được ${body} đưa vào tổng hợp. Trân trọng.`,
      ];
    case 'extensionGranted':
      return [
        `Theo ${plan}, ${body} đồng ý gia hạn ${report} của ${agency} ${untilEndOf(notice.dueDay)}.`,
      ];
    case 'extensionRefused':
      return [
        `Theo ${plan}, ${body} chưa thể gia hạn ${report} của ${agency}; thời hạn vẫn là ${oneLine(notice.duePhrase)}.`,
        ...reasonText(notice.reason, brevity),
      ];
    case 'dueMoved':
      return [
        `Theo ${plan}, thời hạn gửi ${report} được thay đổi: ${dueText(notice)}. Thời hạn trước đây: ${oneLine(notice.oldDuePhrase)}.`,
      ];
    case 'noLongerOwed':
      return [
        `Theo ${plan}, ${agency} không phải gửi ${report}. Các thư nhắc đã dừng.`,
        ...reasonText(notice.reason, brevity),
      ];
    case 'periodAdded':
      return [
        `Theo ${plan}, ${body} đề nghị ${agency} gửi thêm ${report} ${dueText(notice)}.`,
        ...reasonText(notice.reason, brevity),
      ];
    case 'skipped':
      return [
        `Theo ${plan}, kỳ này ${body} không lấy ${report}; ${agency} không phải gửi. Các thư nhắc đã dừng.`,
        ...reasonText(notice.reason, brevity),
      ];
    case 'wantedAgain':
      return [
        notice.received
          ? `Theo ${plan}, ${report} mà ${agency} đã gửi vẫn được ghi nhận; đơn vị không phải gửi lại. Thư này thay thông báo trước là không phải gửi.`
          : `Theo ${plan}, ${body} đề nghị ${agency} gửi ${report} ${dueText(notice)}. Thư này thay thông báo trước là không phải gửi.`,
        ...reasonText(notice.reason, brevity),
      ];
  }
}

function isMerger(
  notice: EventNotice,
): notice is EventNotice & { readonly event: 'agencyClosed' | 'takenOver' } {
  return notice.event === 'agencyClosed' || notice.event === 'takenOver';
}

/** What the new version asks otherwise, line by line. */
function changedList(
  { changes }: EventNotice & { readonly event: 'formChanged' },
  brevity: Brevity,
): readonly Part[] {
  const rest = changes.length - brevity.items;
  return [
    {
      kind: 'list',
      items: [
        ...changes.slice(0, brevity.items).map((line) => brief(line, brevity.unit)),
        ...(rest > 0 ? [`và ${count(rest)} thay đổi khác`] : []),
      ],
    },
  ];
}

function reasonText(reason: string | null, brevity: Brevity): readonly string[] {
  return reason === null ? [] : [`Lý do: ${brief(reason, brevity.reason)}`];
}

function cancelledSubject(notice: EventNotice & { readonly event: 'cancelled' }): string {
  return fitSubject(
    {},
    () => `[${notice.sendingBody}] Dừng đề nghị báo cáo theo ${notice.plan.short}`,
  );
}

function cited(document: CitedDocument | null): string {
  if (document === null) return '';
  const on = document.issuedOn === null ? '' : ` ngày ${dayText(document.issuedOn)}`;
  return ` (văn bản số ${brief(document.number, 6)}${on})`;
}

const PAGE_LABEL = {
  received: 'Phiếu tiếp nhận',
  claimed: 'Trang báo cáo',
  returned: 'Bổ sung tại trang báo cáo',
  accepted: 'Trang báo cáo',
  missingHalf: 'Trang báo cáo',
  formChanged: 'Xem lại tại trang báo cáo',
  extensionGranted: 'Trang báo cáo',
  extensionRefused: 'Trang báo cáo',
  dueMoved: 'Trang báo cáo',
  wantedAgain: 'Trang báo cáo',
  targetMoved: 'Trang báo cáo',
  amended: 'Trang báo cáo',
  cancelled: 'Trang báo cáo',
  skipped: 'Trang báo cáo',
  periodAdded: 'Trang báo cáo',
  agencyClosed: 'Trang báo cáo',
  takenOver: 'Trang báo cáo',
  noLongerOwed: 'Trang báo cáo',
  link: 'Trang báo cáo',
  contactAsked: 'Xem và trả lời',
  lostHours: 'Trang báo cáo',
} as const satisfies Record<EventNotice['event'], string>;

function page(notice: EventNotice): readonly Part[] {
  // The link ends with its agency; where something new is asked for, it stands in how to send.
  if (notice.linkUrl === null || notice.event === 'agencyClosed') return [];
  if (notice.event === 'amended' && asksForMore(notice)) return [];
  return [{ kind: 'page', label: PAGE_LABEL[notice.event], link: shownLink(notice.linkUrl) }];
}
