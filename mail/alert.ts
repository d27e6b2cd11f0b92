import { randomUUID } from 'node:crypto';
import type { MailAddress, OutgoingMail } from '../activities/ports.js';
import type { Instant } from '../domain/day.js';

/** What is wrong with the mail; `over` when it goes out again. */
export type AlertCause = 'unreachable' | 'held' | 'limit' | 'waiting' | 'doubtful' | 'over';

const SAID: Readonly<Record<AlertCause, { readonly subject: string; readonly text: string }>> = {
  unreachable: {
    subject: 'Thư nhắc không gửi đi được: không kết nối được máy chủ thư',
    text: 'Hệ thống không kết nối được máy chủ thư. Thư đang chờ vẫn được giữ nguyên và tự gửi tiếp khi máy chủ thư trở lại.',
  },
  held: {
    subject: 'Thư nhắc không gửi đi được: máy chủ thư từ chối',
    text: 'Máy chủ thư từ chối nhận thư của hệ thống. Thư đang chờ vẫn được giữ nguyên; hệ thống tự thử lại từng thư một.',
  },
  limit: {
    subject: 'Đã hết hạn mức thư trong ngày của máy chủ thư',
    text: 'Số thư đã gửi trong ngày chạm hạn mức đặt cho máy chủ thư. Thư còn lại được gửi tiếp khi có hạn mức.',
  },
  waiting: {
    subject: 'Có thư chờ hơn một giờ mà chưa thư nào gửi đi được',
    text: 'Có thư đã chờ hơn một giờ, trong thời gian đó không thư nào gửi đi được.',
  },
  doubtful: {
    subject: 'Có thư chưa rõ đã đến nơi hay chưa',
    text: 'Có thư chưa rõ đã đến nơi hay chưa, đang chờ người quyết định: xác nhận đã đến, hoặc gửi lại.',
  },
  over: {
    subject: 'Thư nhắc đã gửi đi trở lại',
    text: 'Thư của hệ thống đã gửi đi trở lại bình thường.',
  },
};

/** Makes the mails by which administrators hear how the mail stands, over another relay. */
export function alertComposer(from: MailAddress, pageUrl: string) {
  return ({
    cause,
    words,
    to,
    now,
  }: {
    readonly cause: AlertCause;
    /** The relay's own words, or a count; empty for none. */
    readonly words: string;
    readonly to: OutgoingMail['to'];
    readonly now: Instant;
  }): OutgoingMail => {
    const { subject, text } = SAID[cause];
    const lines = [text, ...(words === '' ? [] : [`Chi tiết: ${words}`]), `Xem tại: ${pageUrl}`];
    return {
      messageId: `${randomUUID()}@${from.address.slice(from.address.indexOf('@') + 1)}`,
      from,
      to,
      replyTo: null,
      subject,
      text: `${lines.join('\n\n')}\n`,
      html: `<!doctype html><html lang="vi"><meta charset="utf-8"><body>${lines
        .map((line) => `<p>${escaped(line)}</p>`)
        .join('')}</body></html>`,
      ics: [],
      attachments: [],
      headers: { Date: new Date(now).toUTCString() },
    };
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
