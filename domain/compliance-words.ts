import type { Cause, KeptAs, Span } from './compliance.js';
import { printedDay } from './printed-day.js';

const KEPT: Readonly<Record<KeptAs, string>> = {
  onTime: 'Đúng hạn',
  late: 'Gửi sau hạn',
  missing: 'Quá hạn, chưa nhận được',
  claimed: 'Báo đã gửi, chờ đối chiếu',
  unreachable: 'Thư chưa đến nơi',
  notDue: 'Chưa đến hạn',
  waived: 'Không phải báo cáo',
};

/** How a duty was kept, in words: "Gửi sau hạn 02 ngày làm việc". */
export function keptWords(kept: KeptAs, daysLate: number | null): string {
  if (kept !== 'late' && kept !== 'missing') return KEPT[kept];
  if (daysLate === null) return KEPT[kept];
  if (daysLate === 0) return `${KEPT[kept]} (trong ngày)`;
  return `${KEPT[kept]} (${String(daysLate).padStart(2, '0')} ngày làm việc)`;
}

/** A cause as a sentence without its point. */
export function causeWords(cause: Cause): string {
  switch (cause.kind) {
    case 'mailFailed':
      return 'Thư nhắc chưa đến nơi trước hạn';
    case 'extended':
      return `Được gia hạn đến hết ngày ${printedDay(cause.until)}${because(cause.reason)}`;
    case 'extensionRefused':
      return `Đề nghị gia hạn đến hết ngày ${printedDay(cause.wanted)} không được chấp nhận${because(cause.reason)}`;
    case 'claimRejected':
      return `Báo đã gửi qua hệ thống văn bản, không đối chiếu được${because(cause.reason)}`;
    case 'withdrawn':
      return 'Cán bộ theo dõi không ghi nhận đúng hạn';
    case 'promised':
      return `Đã hẹn gửi ngày ${printedDay(cause.day)}`;
  }
}

/** "từ ngày 01/01/2026 đến ngày 30/6/2026". */
export function spanWords({ from, to }: Span): string {
  return `từ ngày ${printedDay(from)} đến ngày ${printedDay(to)}`;
}

function because(reason: string | null): string {
  return reason === null || reason.trim() === '' ? '' : ` (lý do: ${reason.trim()})`;
}
