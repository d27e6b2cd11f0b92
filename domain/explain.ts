import { RUNG_WORDS } from './words.js';
import type { Calendar } from './calendar.js';
import { dayAt, minuteAt, weekday } from './day.js';
import type { Day, Instant } from './day.js';
import type { LadderSettings } from './ladder.js';
import { sendingMoment } from './ladder.js';
import { printedDay } from './printed-day.js';
import type { ObligationState } from './obligation.js';

/** All that may keep a mail to one agency about one cycle from leaving. */
export interface ExplainFacts {
  readonly cycle: {
    readonly opensAt: Instant;
    readonly openedAt: Instant | null;
    readonly pausedAt: Instant | null;
    readonly cancelledAt: Instant | null;
    readonly editsClosedAt: Instant | null;
    readonly closedAt: Instant | null;
    readonly lastError: string | null;
    /** The ledger has changed and the running workflow has not looked yet. */
    readonly unseen: boolean;
  };
  readonly obligation: {
    readonly state: ObligationState;
    readonly binding: boolean;
    readonly chased: boolean;
    readonly nextRung: string | null;
    readonly nextAt: Instant | null;
  };
  /** Addresses mails of the ladder go to, heads left out. */
  readonly contacts: readonly { readonly bounced: boolean; readonly valid: boolean }[];
  /** The latest notice of the ladder; null before the first. */
  readonly latest: {
    readonly name: string;
    readonly plannedFor: Instant;
    readonly state: MessageFate;
    readonly why: string | null;
    readonly retryAt: Instant | null;
  } | null;
  /** Why the mail server takes nothing at present; null while it does. */
  readonly relayStopped: string | null;
}

type MessageFate =
  'none' | 'planned' | 'sending' | 'sent' | 'bounced' | 'refused' | 'suppressed' | 'doubtful';

/** Why a notice was not sent, in words; the codes stand in the ledger. */
const WHY_SENTENCES: Readonly<Record<string, string>> = {
  noContact: 'Cơ quan chưa có địa chỉ nhận thư nào dùng được.',
  paused: 'Việc theo dõi đang tạm dừng lúc đến mốc nhắc.',
  cancelled: 'Việc theo dõi kế hoạch đã được hủy.',
  skipped: 'Không lấy báo cáo kỳ này.',
  received: 'Báo cáo đã về trước khi thư kịp gửi.',
  submitted: 'Báo cáo đã về trước khi thư kịp gửi.',
  accepted: 'Báo cáo đã được đưa vào tổng hợp.',
  claimed: 'Cơ quan báo đã gửi qua hệ thống văn bản.',
  waived: 'Cơ quan không phải gửi báo cáo này.',
  settled: 'Cơ quan không còn phải gửi báo cáo này.',
  epoch: 'Thời hạn của cơ quan đã thay đổi nên mốc nhắc được tính lại.',
  collapsed: 'Đã gộp vào thư của mốc nhắc mới hơn.',
  restored:
    'Có thể đã gửi trong khoảng thời gian mất dữ liệu; đang giữ lại chờ cán bộ quyết định gửi hay bỏ.',
  restoredDropped: 'Cán bộ quyết định không gửi lại sau khi khôi phục dữ liệu.',
  closed: 'Kỳ báo cáo đã kết thúc.',
  late: 'Đã quá thời gian mà thư còn có ý nghĩa.',
  past: 'Đã quá thời gian mà thư còn có ý nghĩa.',
  replaced: 'Đã được thay bằng thư của mốc nhắc mới hơn.',
  refused: 'Địa chỉ bị từ chối.',
  mailbox: 'Hộp thư đầy nhiều ngày.',
  policy: 'Máy chủ thư từ chối theo quy định của họ.',
  tooLong: 'Thử gửi nhiều ngày không được.',
  noAnswer: 'Máy chủ thư không trả lời sau khi nhận thư.',
  leaseLost: 'Tiến trình gửi thư dừng khi đang gửi.',
};

/** Why one agency has not been written to (or will not be), the decisive sentence first. */
export function explainSilence(
  facts: ExplainFacts,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): readonly string[] {
  const ended = endedSentence(facts);
  if (ended !== null) return [ended, ...latestSentences(facts)];
  const held = heldSentences(facts);
  return [...held, ...nextSentences(facts, { now, settings }), ...latestSentences(facts)];
}

/** What a reason code of the ledger means, or null for none that people would know; `handedOn`: the rung goes to the next contact. */
export function whySentence(why: string | null, handedOn = false): string | null {
  const sentence = why === null ? null : (WHY_SENTENCES[why] ?? null);
  if (sentence === null || !handedOn) return sentence;
  return `${sentence} Mốc nhắc được gửi tới đầu mối tiếp theo.`;
}

/** A moment as people write it: "08:00 thứ Hai, 06/7/2026". */
export function momentInWords(moment: Instant): string {
  const minute = minuteAt(moment);
  const clock = [Math.floor(minute / 60), minute % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return `${clock} ${dayInWords(dayAt(moment))}`;
}

/** A day as people write it: "thứ Hai, 06/7/2026". */
export function dayInWords(on: Day): string {
  const names = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
  return `${names[weekday(on) - 1] ?? ''}, ${printedDay(on)}`;
}

function endedSentence({ cycle, obligation }: ExplainFacts): string | null {
  if (cycle.cancelledAt !== null) {
    return `Việc theo dõi đã được hủy lúc ${momentInWords(cycle.cancelledAt)}.`;
  }
  if (cycle.closedAt !== null)
    return `Kỳ báo cáo đã kết thúc lúc ${momentInWords(cycle.closedAt)}.`;
  if (!obligation.chased) return 'Cơ quan thường trực tự nhập số liệu nên không nhận thư nhắc.';
  switch (obligation.state) {
    case 'claimed':
      return 'Cơ quan báo đã gửi qua hệ thống văn bản; việc nhắc dừng cho đến khi cán bộ đối chiếu.';
    case 'submitted':
      return 'Báo cáo đã nhận, đang chờ kiểm tra, nên không nhắc nữa.';
    case 'accepted':
      return 'Báo cáo đã được đưa vào tổng hợp nên không nhắc nữa.';
    case 'waived':
      return 'Cơ quan không phải gửi báo cáo này.';
    case 'expected':
    case 'returned':
      return cycle.editsClosedAt === null
        ? null
        : `Kỳ báo cáo đã đóng, không tiếp nhận thêm từ ${momentInWords(cycle.editsClosedAt)}.`;
  }
}

function heldSentences({ cycle, contacts, relayStopped }: ExplainFacts): string[] {
  const usable = contacts.filter(({ bounced, valid }) => valid && !bounced);
  const sentences: string[] = [];
  if (cycle.pausedAt !== null) {
    sentences.push(`Việc theo dõi đang tạm dừng từ ${momentInWords(cycle.pausedAt)}.`);
  }
  if (contacts.length === 0) {
    sentences.push('Cơ quan chưa có địa chỉ nhận thư. Đề nghị bổ sung ở mục Đầu mối liên hệ.');
  } else if (usable.length === 0) {
    sentences.push(
      contacts.every(({ bounced }) => bounced)
        ? 'Thư chưa đến nơi: mọi địa chỉ của cơ quan đều bị trả lại. Đề nghị kiểm tra địa chỉ.'
        : 'Không địa chỉ nào của cơ quan đang có hiệu lực.',
    );
  }
  if (relayStopped !== null) {
    sentences.push(`Máy chủ thư đang tạm ngừng nhận thư: ${relayStopped}.`);
  }
  if (cycle.lastError !== null) {
    sentences.push('Bước xử lý gần nhất của kỳ báo cáo gặp lỗi và đang được thử lại.');
  }
  return sentences;
}

function nextSentences(
  { cycle, obligation }: ExplainFacts,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): string[] {
  if (cycle.openedAt === null) {
    return [`Kỳ báo cáo chưa mở; mở lúc ${momentInWords(cycle.opensAt)}.`];
  }
  if (obligation.nextAt === null || obligation.nextRung === null) {
    return [
      obligation.binding
        ? 'Không còn mốc nhắc nào phía trước; các bước tiếp theo do cán bộ theo dõi quyết định.'
        : 'Cơ quan được đề nghị phối hợp chỉ được thông báo và nhắc một lần.',
    ];
  }
  const name = rungName(obligation.nextRung);
  if (obligation.nextAt > now) {
    return [`Chưa đến mốc: ${name} dự kiến gửi lúc ${momentInWords(obligation.nextAt)}.`];
  }
  const opens = sendingMoment(now, settings);
  if (opens > now) {
    return [
      `Đã đến mốc ${name}, nhưng ${whyClosed(now, settings.calendar)}; thư gửi lúc ${momentInWords(opens)}.`,
    ];
  }
  return [
    cycle.unseen
      ? `Đã đến mốc ${name}; hệ thống chưa kịp nhận thay đổi mới nhất. Nếu kéo dài quá vài phút, đề nghị báo quản trị.`
      : `Đã đến mốc ${name}; thư đang được chuẩn bị.`,
  ];
}

function latestSentences({ latest }: ExplainFacts): string[] {
  if (latest === null)
    return [
      'Chưa có thư nhắc nào được lập cho cơ quan trong kỳ báo cáo này (thư tiếp nhận, đề nghị bổ sung được gửi riêng, ngay khi có việc).',
    ];
  const head = `Lần gần nhất (${rungName(latest.name)}, ${momentInWords(latest.plannedFor)}):`;
  const why = whySentence(latest.why);
  switch (latest.state) {
    case 'sent':
      return [`${head} đã gửi.`];
    case 'planned':
      return [
        latest.retryAt === null
          ? `${head} đang chờ gửi.`
          : `${head} máy chủ thư chưa nhận, thử lại lúc ${momentInWords(latest.retryAt)}.`,
      ];
    case 'sending':
      return [`${head} đang gửi.`];
    case 'bounced':
      return [`${head} thư bị trả lại, chưa đến nơi.`];
    case 'refused':
      return [`${head} máy chủ của nơi nhận từ chối thư.`];
    case 'doubtful':
      return [`${head} chưa rõ thư đã đi hay chưa, chờ người kiểm tra.`];
    case 'suppressed':
    case 'none':
      return [`${head} không gửi. ${why ?? 'Không còn cần gửi.'}`];
  }
}

function rungName(rung: string): string {
  const known = Object.entries(RUNG_WORDS).find(([name]) => name === rung);
  return known?.[1] ?? rung;
}

function whyClosed(now: Instant, calendar: Calendar): string {
  const today = dayAt(now);
  const row = calendar.days.get(today);
  if (row !== undefined && row.kind !== 'swap_work') return `hôm nay nghỉ (${row.name})`;
  return weekday(today) > 5 && row?.kind !== 'swap_work'
    ? 'hôm nay là cuối tuần'
    : 'đang ngoài giờ gửi thư';
}
