import type { DeskRung } from '../desk.js';
import type { DutyLadder } from '../ladder-rules.js';
import type { LeftOut } from '../left-out.js';
import { RUNG_WORDS } from '../words.js';

/** Why a notice was not sent, or its mail not taken, without a full stop; the codes stand in the ledger. */
export const WHY_WORDS = {
  noContact: 'Cơ quan chưa có địa chỉ nhận thư nào dùng được',
  paused: 'Việc theo dõi đang tạm dừng lúc đến mốc nhắc',
  cancelled: 'Việc theo dõi kế hoạch đã được hủy',
  skipped: 'Không lấy báo cáo kỳ này',
  received: 'Báo cáo đã về trước khi thư kịp gửi',
  halfCame: 'Phần còn thiếu đã về trước khi thư kịp gửi',
  accepted: 'Báo cáo đã được đưa vào tổng hợp',
  claimed: 'Cơ quan báo đã gửi qua hệ thống văn bản',
  waived: 'Cơ quan không phải gửi báo cáo này',
  settled: 'Cơ quan không còn phải gửi báo cáo này',
  epoch: 'Thời hạn của cơ quan đã thay đổi nên mốc nhắc được tính lại',
  collapsed: 'Đã gộp vào thư của mốc nhắc sau',
  replaced: 'Đã được thay bằng thư của mốc nhắc sau',
  restored:
    'Có thể đã gửi trong khoảng thời gian mất dữ liệu; đang giữ lại chờ cán bộ quyết định gửi hay bỏ',
  restoredDropped: 'Cán bộ quyết định không gửi lại sau khi khôi phục dữ liệu',
  closed: 'Kỳ báo cáo đã đóng, không tiếp nhận thêm',
  late: 'Đã quá thời gian mà thư còn có ý nghĩa',
  past: 'Đã quá thời gian mà thư còn có ý nghĩa',
  notWanted: 'Không còn nội dung nào cần gửi',
  mayHaveGone:
    'Lần gửi trước không có trả lời nên thư có thể đã đến; không gửi lại vì không còn cần nhắc',
  saidArrived: 'Cán bộ xác nhận thư đã đến nơi',
  refused: 'Địa chỉ không tồn tại hoặc không nhận thư',
  mailbox: 'Hộp thư nơi nhận đầy hoặc tạm thời không nhận thư',
  policy: 'Máy chủ thư từ chối theo quy định của họ',
  tooLong: 'Thử gửi nhiều ngày không được',
  noAnswer: 'Máy chủ thư không trả lời sau khi nhận thư',
  leaseLost: 'Tiến trình gửi thư dừng khi đang gửi',
  notComposed: 'Không soạn được nội dung thư',
  relayAway: 'Không kết nối được máy chủ thư',
  relayBusy: 'Máy chủ thư hẹn gửi lại sau',
};

/** How a notice stands: to go, gone, perhaps gone and not wanted any more, gone and not arrived, not going, or kept back until something happens. */
export type StoryState = 'planned' | 'sent' | 'mayHaveGone' | 'notArrived' | 'suppressed' | 'held';

/** The same in words that head its reason. */
export const STORY_WORDS: Readonly<Record<StoryState, string>> = {
  planned: 'Dự kiến gửi',
  sent: 'Đã gửi',
  mayHaveGone: 'Có thể đã gửi',
  notArrived: 'Thư chưa đến nơi',
  suppressed: 'Không gửi',
  held: 'Đang giữ lại',
};

/** Why no agency hears of a rung of the ladder, in words that follow the rung's name. */
export const LEFT_OUT_WORDS: Readonly<Record<LeftOut['why'], string>> = {
  past: 'đã qua khi bắt đầu theo dõi, không gửi lại',
  sameDay: 'cùng ngày với mốc nhắc sau, chỉ gửi mốc sau',
  withAssigned: 'cùng ngày với thư thông báo thời hạn, đi chung một thư',
  collapsed: 'báo cáo lên cấp trên đến hạn ngay sau đó nên thay bằng công văn đôn đốc',
  beforeCutOff: 'số liệu chưa chốt, chưa đề nghị gửi báo cáo',
  askedBody: 'đơn vị chỉ được đề nghị phối hợp, không gửi mốc này',
  returned: 'báo cáo đang bổ sung, không gửi mốc này',
  cyclePast: 'kỳ này đã quá hạn trước khi bắt đầu, không theo dõi',
  tooLate: 'không còn giờ gửi thư trước khi hết hạn, thay bằng mốc sau',
};

/** What a reason code of the ledger means, or null for none that people would know; `handedOn`: the rung goes to the next contact. */
export function whySentence(why: string | null, handedOn = false): string | null {
  const [, words] = Object.entries(WHY_WORDS).find(([code]) => code === why) ?? [];
  if (words === undefined) return null;
  return handedOn ? `${words}. Mốc nhắc được gửi tới đầu mối tiếp theo.` : `${words}.`;
}

/** Words as a sentence begins with them. */
export function sentence(words: string): string {
  return `${upperFirst(words)}.`;
}

/** Words with their first letter set large. */
export function upperFirst(words: string): string {
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}`;
}

/** The rungs that a person chose for a duty, in words. */
export function ladderWords({ prepare, remind, lastDay, overdue, toHead }: DutyLadder): string {
  const days = (count: number) => `${String(count).padStart(2, '0')} ngày làm việc`;
  return [
    RUNG_WORDS.assigned,
    ...(prepare === null ? [] : [`${RUNG_WORDS.prepare} trước ${days(prepare)}`]),
    ...(remind === null ? [] : [`${RUNG_WORDS.remind} trước ${days(remind)}`]),
    ...(lastDay ? [RUNG_WORDS.lastDay] : []),
    ...(overdue === null
      ? []
      : [
          overdue === 0
            ? `${RUNG_WORDS.overdue} ngay ngày đầu quá hạn`
            : `${RUNG_WORDS.overdue} sau ngày đầu quá hạn ${days(overdue)}`,
        ]),
    ...(toHead === null ? [] : [`${RUNG_WORDS.toHead} sau đó ${days(toHead)}`]),
  ].join('; ');
}

/** Why the office itself is told something on that day. */
export const DESK_REASONS: Readonly<Record<DeskRung, string>> = {
  officeList: 'cuối ngày đề nghị gửi, rồi cuối mỗi ngày làm việc khi còn đơn vị chưa gửi',
  callList: 'ngày làm việc đầu tiên tính là quá hạn',
  closeNew: 'kỳ báo cáo sắp đóng',
  onwardPrepare: '02 ngày làm việc trước hạn gửi cấp trên',
  onwardLastDay: 'ngày cuối gửi cấp trên',
  lastPeriod: 'kỳ cuối cùng đã lập của nội dung báo cáo định kỳ',
  numberAsked: 'mỗi sáng làm việc khi văn bản chưa có số, ngày',
};
