import { capital } from '../../domain/fold.js';
import { inSentence } from '../../domain/in-sentence.js';
import type { OfficeNotice, OnwardDay, PaperKind } from '../content.js';
import { PAPER_NAMES } from '../../domain/paper.js';
import { paragraph, shownLink } from '../letter.js';
import type { Letter, Part } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count, dayText, momentText, untilEndOf, workingDaysText } from '../wording.js';

/** Names one mail lists; the page shows the rest. */
const LISTED = 60;

const PAPER = {
  startList: 'Danh sách và mốc nhắc',
  amendment: 'Sửa đổi, điều chỉnh',
  ...PAPER_NAMES,
} as const satisfies Record<PaperKind, string>;

/** "Báo cáo tổng hợp kết quả …", "Công văn hướng dẫn báo cáo kết quả …": the word "báo cáo" is not said twice. */
function paperTitle(paper: PaperKind, report: string): string {
  const matter = isAboutReport(paper) ? report.replace(/^báo cáo\s+/iu, '') : report;
  return `${PAPER[paper]} ${matter}`;
}

/** Whether the name of the paper says "báo cáo" itself. */
function isAboutReport(paper: PaperKind): boolean {
  return /báo cáo/iu.test(PAPER[paper]);
}

/** What an approver is asked for; the list of a plan and its amendment are about the plan itself, which says its matter. */
function askedFor(notice: Extract<OfficeNotice, { event: 'approval' }>): string {
  const plan = oneLine(notice.plan.citation);
  if (notice.paper === 'startList') return `${inSentence(PAPER.startList)} theo ${plan}`;
  if (notice.paper === 'amendment') return `nội dung sửa đổi, điều chỉnh việc theo dõi ${plan}`;
  return `${paperInText(notice)} theo ${plan}`;
}

/** The paper within a sentence: "báo cáo tổng hợp kết quả …", "công văn đôn đốc về báo cáo …". */
function paperInText({
  paper,
  reportName,
}: {
  readonly paper: PaperKind;
  readonly reportName: string;
}): string {
  const about = isAboutReport(paper) ? '' : 'về ';
  const title = paperTitle(paper, `${about}${oneLine(reportName)}`);
  return inSentence(title);
}

const ONWARD_STEP = {
  draft: 'hoàn thiện dự thảo và trình duyệt',
  approve: 'duyệt báo cáo',
  number: 'nhập số, ngày, đính kèm bản ký số và ghi nhận đã phát hành',
} as const;

/** "còn 02 ngày làm việc", "hạn hôm nay", "đã quá ngày 10/7/2026". */
function daysLeft({ on, workingDaysLeft }: OnwardDay): string {
  if (workingDaysLeft < 0) return `đã quá ngày ${dayText(on)}`;
  return workingDaysText(workingDaysLeft) ?? 'hạn hôm nay';
}

function dueUpward(onward: OnwardDay): string {
  return `Báo cáo cần được gửi cấp trên trong giờ hành chính ngày ${dayText(onward.on)} (${daysLeft(onward)}).`;
}

/** A mail inside the coordinating office: what stands, what to do, the page to do it on. */
export function officeLetter(notice: OfficeNotice): Letter {
  return {
    subject: officeSubject(notice),
    parts: [
      ...body(notice),
      { kind: 'page', label: pageLabel(notice), link: shownLink(notice.pageUrl) },
      { kind: 'small', text: 'Thư tự động trong nội bộ cơ quan theo dõi; xin không chuyển tiếp.' },
    ],
  };
}

function officeSubject(notice: OfficeNotice): string {
  if (notice.event === 'bounce') {
    return `[Theo dõi] ${count(notice.bounced.length)} thư chưa đến nơi, cần kiểm tra địa chỉ`;
  }
  const report = notice.reportName;
  switch (notice.event) {
    case 'officeList':
      return fitSubject(
        { report },
        (p) =>
          `[Theo dõi] ${p.report}: đã nhận ${notice.received}/${notice.expected}, còn ${count(notice.missing.length)}`,
      );
    case 'callList':
      return fitSubject(
        { report },
        (p) => `[Theo dõi] ${p.report}: cần gọi điện ${count(notice.calls.length)} đơn vị`,
      );
    case 'approval': {
      const named = notice.agencies === null ? '' : ` (${count(notice.agencies)} đơn vị)`;
      const left = notice.onward === null ? '' : ` (${daysLeft(notice.onward)})`;
      return fitSubject(
        { report },
        (p) => `[Trình duyệt] ${paperTitle(notice.paper, p.report)}${named}${left}`,
      );
    }
    case 'clerkAsked':
      return fitSubject(
        { report },
        (p) =>
          `[Văn thư] Phát hành ${paperTitle(notice.paper, p.report)} (${daysLeft(notice.onward)})`,
      );
    case 'openedLate':
      return fitSubject({ report }, (p) => `[Theo dõi] ${p.report}: kỳ báo cáo mở muộn`);
    case 'returnedAbove':
      return fitSubject({ report }, (p) => `[Theo dõi] Cấp trên đề nghị bổ sung ${p.report}`);
    case 'sentBack':
      return fitSubject(
        { report },
        (p) => `[Trả lại dự thảo] ${paperTitle(notice.paper, p.report)}`,
      );
    case 'extensionAsked':
      return fitSubject(
        { report, agency: notice.agency },
        (p) => `[Theo dõi] ${p.agency} đề nghị gia hạn ${p.report}`,
      );
    case 'closeNew':
      return fitSubject(
        { report },
        (p) =>
          `[Theo dõi] ${p.report}: đã chốt để tổng hợp, còn ${count(notice.missing)} đơn vị chưa gửi`,
      );
    case 'numberAsked':
      return fitSubject({ report }, (p) => `[Theo dõi] Chưa ghi số, ngày văn bản: ${p.report}`);
    case 'lastPeriod':
      return fitSubject(
        { report },
        (p) => `[Theo dõi] ${p.report}: kỳ cuối đã lập, chưa có kỳ sau`,
      );
    case 'onward': {
      const left = workingDaysText(notice.workingDaysLeft);
      return fitSubject(
        { report, due: notice.duePhrase },
        (p) => `[Theo dõi] ${p.report} gửi cấp trên ${p.due}${left === null ? '' : ` (${left})`}`,
      );
    }
  }
}

function body(notice: OfficeNotice): readonly Part[] {
  const plan = oneLine(notice.plan.citation);
  switch (notice.event) {
    case 'officeList':
      return [
        paragraph(
          `Tính đến ${momentText(notice.countedAt)}, ${oneLine(notice.reportName)} theo ${plan}: đã nhận ${notice.received}/${notice.expected}, còn ${count(notice.missing.length)}.`,
        ),
        ...listed(
          notice.missing.map(({ agency, state }) =>
            state === null ? agency : `${agency}: ${state}`,
          ),
        ),
      ];
    case 'callList':
      return [
        paragraph(
          `Cần gọi điện về ${oneLine(notice.reportName)} theo ${plan}. Xin ghi lại kết quả và ngày đơn vị hứa gửi.`,
        ),
        ...listed(notice.calls.map(callText)),
      ];
    case 'bounce':
      return [
        paragraph(
          `Các thư sau theo ${plan} chưa đến nơi. Đơn vị không có lỗi; xin kiểm tra địa chỉ hoặc gọi điện.`,
        ),
        ...listed(notice.bounced.map(({ agency, address }) => `${agency}: ${address}`)),
      ];
    case 'approval':
      return [
        paragraph(
          `${oneLine(notice.submittedBy)} trình duyệt ${askedFor(notice)}${notice.agencies === null ? '' : `, ${count(notice.agencies)} đơn vị`}.`,
        ),
        ...(notice.onward === null ? [] : [paragraph(dueUpward(notice.onward))]),
      ];
    case 'clerkAsked':
      return [
        paragraph(
          `${paperTitle(notice.paper, oneLine(notice.reportName))} theo ${plan} đã được duyệt, chưa phát hành. Việc còn lại: ${ONWARD_STEP.number}.`,
        ),
        paragraph(dueUpward(notice.onward)),
      ];
    case 'openedLate':
      return [
        paragraph(
          `${capital(oneLine(notice.reportName))} theo ${plan}, gửi ${oneLine(notice.duePhrase)}: kỳ báo cáo lẽ ra mở ngày ${dayText(notice.plannedOn)}, đến nay mới mở vì hệ thống hoặc việc theo dõi đã dừng.`,
        ),
        paragraph(
          'Thư của những ngày đã qua không gửi bù. Xin xem còn đủ thời gian cho các đơn vị không.',
        ),
      ];
    case 'returnedAbove':
      return [
        paragraph(
          `Cơ quan cấp trên đề nghị bổ sung báo cáo số ${oneLine(notice.number)} (${oneLine(notice.reportName)}) theo ${plan}.`,
        ),
        ...(notice.reason === '' ? [] : [paragraph(`Lý do: ${oneLine(notice.reason)}`)]),
        paragraph('Xin sửa báo cáo, trình duyệt lại và gửi lên như một báo cáo bổ sung.'),
      ];
    case 'sentBack':
      return [
        paragraph(
          `${oneLine(notice.sentBackBy)} trả lại dự thảo ${paperInText(notice)} theo ${plan}.`,
        ),
        paragraph(`Lý do: ${oneLine(notice.reason)}`),
      ];
    case 'extensionAsked':
      return [
        paragraph(
          `${oneLine(notice.agency)} đề nghị gia hạn ${oneLine(notice.reportName)} theo ${plan} ${untilEndOf(notice.wantedDay)}; người đề nghị: ${oneLine(notice.requestedBy)}.`,
        ),
        paragraph(`Lý do: ${oneLine(notice.reason)}`),
        ...(notice.leaders
          ? [
              paragraph(
                'Ngày đề nghị sau thời hạn báo cáo lên cấp trên: chỉ lãnh đạo duyệt được cho gia hạn đến ngày đó.',
              ),
            ]
          : []),
        paragraph('Khi chưa có trả lời, thời hạn chưa thay đổi và các thư nhắc vẫn gửi.'),
      ];
    case 'closeNew':
      return [
        paragraph(
          `${capital(oneLine(notice.reportName))} theo ${plan} đã chốt để tổng hợp; còn ${count(notice.missing)} đơn vị chưa gửi.`,
        ),
        paragraph('Báo cáo đến sau thời điểm này được đưa vào báo cáo bổ sung.'),
      ];
    case 'numberAsked':
      return [
        paragraph(
          `${capital(oneLine(notice.reportName))} đang được theo dõi theo chỉ đạo, văn bản chưa có số, ngày. Xin ghi số, ngày của văn bản khi đã ban hành; từ đó thư gửi các đơn vị dẫn theo văn bản ấy.`,
        ),
        paragraph('Việc này được nhắc vào mỗi sáng làm việc cho đến khi đã ghi.'),
      ];
    case 'lastPeriod':
      return [
        paragraph(
          `${capital(oneLine(notice.reportName))} theo ${plan}, gửi ${oneLine(notice.duePhrase)}, là kỳ cuối cùng đã lập. Sau kỳ này không còn ai được nhắc.`,
        ),
        paragraph('Nếu chế độ báo cáo còn tiếp tục, xin lập các kỳ sau trước khi kỳ này kết thúc.'),
      ];
    case 'onward': {
      const left = workingDaysText(notice.workingDaysLeft);
      return [
        paragraph(
          `${capital(oneLine(notice.reportName))} theo ${plan} gửi ${oneLine(notice.recipient)} ${oneLine(notice.duePhrase)}${left === null ? '' : ` (${left})`}. Việc còn lại: ${ONWARD_STEP[notice.step]}.`,
        ),
      ];
    }
  }
}

function callText(call: Extract<OfficeNotice, { event: 'callList' }>['calls'][number]): string {
  const who = [call.person, call.phone].filter((part) => part !== null).join(', ');
  const promised = call.promised === null ? '' : ` (hẹn gửi ${dayText(call.promised)})`;
  const half =
    call.half == null ? '' : `; còn thiếu ${call.half === 'figures' ? 'số liệu' : 'văn bản ký số'}`;
  return `${call.agency}: ${who === '' ? 'chưa có số điện thoại' : who}${promised}${half}`;
}

function listed(lines: readonly string[]): readonly Part[] {
  if (lines.length === 0) return [];
  const rest = lines.length - LISTED;
  const items = lines.slice(0, LISTED).map(oneLine);
  return [{ kind: 'list', items: rest > 0 ? [...items, `và ${count(rest)} đơn vị khác`] : items }];
}

function pageLabel(notice: OfficeNotice): string {
  switch (notice.event) {
    case 'officeList':
    case 'closeNew':
    case 'lastPeriod':
      return 'Mở bảng theo dõi';
    case 'numberAsked':
      return 'Ghi số, ngày văn bản';
    case 'callList':
      return 'Mở danh sách cần gọi điện';
    case 'extensionAsked':
      return 'Trả lời đề nghị gia hạn';
    case 'bounce':
      return 'Mở danh sách thư chưa đến nơi';
    case 'approval':
      return 'Mở văn bản trình duyệt';
    case 'clerkAsked':
      return 'Mở văn bản để nhập số, ngày';
    case 'openedLate':
      return 'Mở bảng theo dõi';
    case 'returnedAbove':
      return 'Mở báo cáo đã gửi cấp trên';
    case 'sentBack':
      return 'Mở dự thảo';
    case 'onward':
      return 'Mở báo cáo tổng hợp';
  }
}
