import { monthInWords } from './month.js';
import type { Month } from './month.js';
import type { OverviewLine, PaperHolder, WaitingPaper } from './overview.js';
import { PAPER_NAMES } from './paper.js';

const HELD: Readonly<Record<PaperHolder, string>> = {
  officer: 'đang soạn',
  approver: 'chờ duyệt',
  outside: 'chờ lãnh đạo ký trên hệ thống văn bản',
  clerk: 'chờ số, ngày, bản ký số và phát hành',
};

/** "Sổ theo dõi báo cáo tháng 6/2026". */
export function overviewTitle(month: Month): string {
  return `Sổ theo dõi báo cáo ${monthInWords(month)}`;
}

/** "Công văn đôn đốc: chờ duyệt (Nguyễn Văn A)"; one sent back says so. */
export function waitingPaperWords({ kind, state, with: holder, names }: WaitingPaper): string {
  const held = state === 'sentBack' ? 'bị trả lại, đang sửa' : HELD[holder];
  return `${PAPER_NAMES[kind]}: ${held}${names.length === 0 ? '' : ` (${names.join(', ')})`}`;
}

/** How far one report is, in a few words: "đã nhận 87/115, sau hạn 3, quá hạn 12". */
export function lineWords(line: OverviewLine): string {
  if (line.kind === 'onward') {
    return line.releasedAt === null ? 'chưa gửi cấp trên' : 'đã gửi cấp trên';
  }
  return [
    `đã nhận ${String(line.received)}/${String(line.expected)}`,
    ...(line.late > 0 ? [`sau hạn ${String(line.late)}`] : []),
    ...(line.overdue > 0 ? [`quá hạn ${String(line.overdue)}`] : []),
    ...(line.claimed > 0 ? [`chờ đối chiếu ${String(line.claimed)}`] : []),
  ].join(', ');
}
