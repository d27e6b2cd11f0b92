import type { Day, Instant } from '../day.js';
import { dayAt } from '../day.js';
import type { LadderSettings } from '../ladder.js';
import { sendingMoment } from '../ladder.js';
import { momentInWords } from '../moment-words.js';
import type { Half } from '../halves.js';
import { isReceived } from '../obligation.js';
import type { ObligationState } from '../obligation.js';
import { isFor, isInUse, isReachable } from '../reach.js';
import type { Contact, Reader } from '../reach.js';
import { whyClosed } from './day-reason.js';
import { relayWords } from './told-notice.js';
import { rungName } from '../words.js';

/** What of a cycle may keep mails from leaving. */
export interface CycleStanding {
  readonly opensAt: Instant;
  readonly openedAt: Instant | null;
  readonly pausedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly editsClosedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly lastError: string | null;
  /** The ledger has changed and the running workflow has not looked yet. */
  readonly unseen: boolean;
}

/** All that may keep the next mail to one agency about one cycle from leaving. */
export interface HeadlineFacts {
  readonly cycle: CycleStanding;
  readonly obligation: {
    readonly state: ObligationState;
    readonly binding: boolean;
    readonly chased: boolean;
    readonly nextRung: string | null;
    readonly nextAt: Instant | null;
    /** The half that is still to come after the other. */
    readonly missingHalf?: Half | null;
  };
  readonly contacts: readonly Pick<Contact, 'role' | 'bounced' | 'validFrom' | 'validTo'>[];
  /** Why the mail server takes nothing at present; null while it does. */
  readonly relayStopped: string | null;
}

/** Why one agency has not been written to (or will not be), the decisive sentence first. */
export function headlineOf(
  facts: HeadlineFacts,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): readonly string[] {
  const ended = endedSentence(facts);
  if (ended !== null) return [ended, ...halfSentences(facts.obligation)];
  return [...heldSentences(facts, dayAt(now)), nextSentence(facts, { now, settings })];
}

/** Why an agency is told nothing more about a cycle; null while it may be. */
export function endedSentence({
  cycle,
  obligation,
}: {
  readonly cycle: CycleStanding;
  readonly obligation: Pick<HeadlineFacts['obligation'], 'state' | 'chased'>;
}): string | null {
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

/** What is still to come of a report that is here. */
function halfSentences({
  state,
  missingHalf = null,
}: HeadlineFacts['obligation']): readonly string[] {
  if (missingHalf === null || !isReceived({ state })) return [];
  const half = missingHalf === 'document' ? 'văn bản ký số' : 'số liệu';
  return [
    `Còn chờ ${half}: đã đề nghị trong thư báo đã nhận, không tính là chậm và không vào công văn đôn đốc.`,
  ];
}

/** Since when a cycle is paused, as a sentence. */
export function pausedSentence(pausedAt: Instant): string {
  return `Việc theo dõi đang tạm dừng từ ${momentInWords(pausedAt)}.`;
}

/** Why no mail for a reader of an agency can leave on a day; null where one of its addresses can be reached. */
export function unreachedSentence(
  contacts: HeadlineFacts['contacts'],
  reader: Reader,
  today: Day,
): string | null {
  const own = contacts.filter((contact) => isFor(contact, reader));
  if (own.some((contact) => isReachable(contact, today))) return null;
  if (reader === 'head') {
    return own.length === 0
      ? 'Chưa có địa chỉ thư của lãnh đạo đơn vị. Đề nghị bổ sung ở mục Đầu mối liên hệ.'
      : 'Địa chỉ thư của lãnh đạo đơn vị bị trả lại hoặc không còn hiệu lực. Đề nghị kiểm tra.';
  }
  if (own.length === 0) {
    return 'Cơ quan chưa có địa chỉ nhận thư. Đề nghị bổ sung ở mục Đầu mối liên hệ.';
  }
  return own.some((contact) => isInUse(contact, today))
    ? 'Thư chưa đến nơi: mọi địa chỉ của cơ quan đều bị trả lại. Đề nghị kiểm tra địa chỉ.'
    : 'Không địa chỉ nào của cơ quan đang có hiệu lực.';
}

function heldSentences(
  { cycle, contacts, relayStopped }: HeadlineFacts,
  today: Day,
): readonly string[] {
  return [
    cycle.pausedAt === null ? null : pausedSentence(cycle.pausedAt),
    unreachedSentence(contacts, 'writers', today),
    relayStopped === null ? null : relayWords(relayStopped),
    cycle.lastError === null
      ? null
      : 'Bước xử lý gần nhất của kỳ báo cáo gặp lỗi và đang được thử lại.',
  ].filter((held) => held !== null);
}

function nextSentence(
  { cycle, obligation }: HeadlineFacts,
  { now, settings }: { readonly now: Instant; readonly settings: LadderSettings },
): string {
  if (cycle.openedAt === null) {
    return `Kỳ báo cáo chưa mở; mở lúc ${momentInWords(cycle.opensAt)}.`;
  }
  if (obligation.nextAt === null || obligation.nextRung === null) {
    return obligation.binding
      ? 'Không còn mốc nhắc nào phía trước; các bước tiếp theo do cán bộ theo dõi quyết định.'
      : 'Cơ quan được đề nghị phối hợp chỉ được thông báo và nhắc một lần.';
  }
  const name = rungName(obligation.nextRung);
  if (obligation.nextAt > now) {
    return `Chưa đến mốc: ${name} dự kiến gửi lúc ${momentInWords(obligation.nextAt)}.`;
  }
  const opens = sendingMoment(now, settings);
  if (opens > now) {
    return `Đã đến mốc ${name}, nhưng ${whyClosed(now, settings.calendar)}; thư gửi lúc ${momentInWords(opens)}.`;
  }
  return cycle.unseen
    ? `Đã đến mốc ${name}; hệ thống chưa kịp nhận thay đổi mới nhất. Nếu kéo dài quá vài phút, đề nghị báo quản trị.`
    : `Đã đến mốc ${name}; thư đang được chuẩn bị.`;
}
