import type { Instant } from './day.js';
import { dayAt } from './day.js';
import { dayInWords } from './moment-words.js';

/** One report still to come, as a message names it. */
export interface AwaitedReport {
  readonly reportName: string;
  readonly citation: string;
  /** When it is due, in words. */
  readonly due: string;
  /** The moment that is asked for; null where none is shown. */
  readonly targetAt: Instant | null;
}

/**
 * A reminder to be copied into a chat: what is awaited and whom to ask. The personal link is never in it, for
 * whoever reads along could answer in the agency's name. Null where nothing is awaited.
 */
export function zaloText(asked: {
  readonly agency: string;
  readonly office: string;
  readonly awaited: readonly AwaitedReport[];
  readonly contact: { readonly name: string; readonly phone: string } | null;
}): string | null {
  const { agency, office, awaited, contact } = asked;
  if (awaited.length === 0) return null;
  const ask = contact === null ? [] : [contact.name, contact.phone].filter((part) => part !== '');
  return [
    `Kính gửi ${agency},`,
    `${office} đề nghị đơn vị gửi:`,
    ...awaited.map(({ reportName, citation, due, targetAt }) => {
      const target =
        targetAt === null
          ? ''
          : ` (đề nghị gửi trong giờ hành chính ${dayInWords(dayAt(targetAt))})`;
      return `- ${reportName} theo ${citation}, ${due}${target}`;
    }),
    'Đường dẫn nhập báo cáo đã gửi vào hộp thư công vụ của đơn vị; xin không chuyển tiếp đường dẫn. Nếu đã gửi qua hệ thống văn bản, xin bấm “Đã gửi qua hệ thống văn bản” tại trang báo cáo.',
    ...(ask.length === 0 ? [] : [`Đầu mối: ${ask.join(', ')}.`]),
  ].join('\n');
}
