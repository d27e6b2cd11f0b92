import type { ObligationRefusal } from './obligation.js';
import type { RefusalDetails } from './result.js';

interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503;
  readonly vi: string;
  readonly en: string;
}

/** Everything dondoc refuses: one row a reason, with the sentence people read. */
export const REFUSALS = {
  CYCLE_NOT_OPEN: {
    status: 409,
    vi: 'Kỳ báo cáo chưa mở hoặc đã kết thúc.',
    en: 'The cycle is not open.',
  },
  CLOSED_FOR_EDITS: {
    status: 409,
    vi: 'Kỳ báo cáo đã đóng, không tiếp nhận thêm. Đề nghị liên hệ cán bộ theo dõi.',
    en: 'The cycle is closed for edits.',
  },
  ALREADY_ACCEPTED: {
    status: 409,
    vi: 'Báo cáo đã được đưa vào tổng hợp. Muốn sửa, đề nghị cán bộ theo dõi mở lại.',
    en: 'The report was already accepted.',
  },
  ALREADY_RECEIVED: {
    status: 409,
    vi: 'Báo cáo này đã được nhận.',
    en: 'The report was already received.',
  },
  NOTHING_RECEIVED: {
    status: 409,
    vi: 'Chưa nhận được báo cáo nên chưa thể thực hiện.',
    en: 'Nothing was received yet.',
  },
  NOT_CLAIMED: {
    status: 409,
    vi: 'Đơn vị không báo đã gửi qua hệ thống văn bản.',
    en: 'The agency did not claim to have sent it.',
  },
  WAIVED: {
    status: 409,
    vi: 'Đơn vị không phải gửi báo cáo này.',
    en: 'The agency does not owe this report.',
  },
  NOT_OWED: {
    status: 409,
    vi: 'Đơn vị hiện không còn nợ báo cáo này.',
    en: 'The report is not owed any more.',
  },
  SAME_PERSON: {
    status: 409,
    vi: 'Người trình không tự duyệt: đề nghị một người khác duyệt (theo thiết lập của cơ quan).',
    en: 'Whoever put it forward does not agree to it: another person has to (a setting of the office).',
  },
  REASON_MISSING: { status: 422, vi: 'Đề nghị nêu lý do.', en: 'A reason is required.' },
  DUE_NOT_LATER: {
    status: 422,
    vi: 'Hạn mới phải sau hạn đang áp dụng.',
    en: 'The new due day must be later than the present one.',
  },
  DUE_IN_THE_PAST: {
    status: 422,
    vi: 'Hạn mới phải ở phía trước.',
    en: 'The new due day lies in the past.',
  },
  DUE_AFTER_CLOSING: {
    status: 422,
    vi: 'Hạn mới vượt quá ngày đóng kỳ báo cáo.',
    en: 'The new due day lies after the closing of the cycle.',
  },
  NOT_ON_TIME: {
    status: 409,
    vi: 'Báo cáo này không được ghi nhận đúng hạn.',
    en: 'The report is not marked as on time.',
  },
  NOT_FOUND: { status: 404, vi: 'Không tìm thấy nội dung này.', en: 'Not found.' },
  DAY_INVALID: { status: 422, vi: 'Ngày không đúng.', en: 'Not a valid day.' },
  FIGURES_INVALID: {
    status: 422,
    vi: 'Số liệu không đúng ở: {labels}. Số viết bằng chữ số, dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân.',
    en: 'These figures are not numbers: {labels}.',
  },
  REPORT_EMPTY: {
    status: 422,
    vi: 'Báo cáo chưa có nội dung: đề nghị nhập số liệu, nội dung, đính kèm văn bản hoặc đánh dấu không phát sinh.',
    en: 'The report is empty.',
  },
  PLAN_STATE: {
    status: 409,
    vi: 'Kế hoạch đang ở bước khác nên chưa thể thực hiện thao tác này.',
    en: 'The plan is at another stage.',
  },
  PLAN_NUMBER_MISSING: {
    status: 422,
    vi: 'Chưa có số, ngày của văn bản. Đề nghị nhập số và ngày trước khi bắt đầu theo dõi.',
    en: 'The number and date of the document are missing.',
  },
  NO_REQUIREMENTS: {
    status: 422,
    vi: 'Kế hoạch chưa có nội dung phải báo cáo kèm thời hạn.',
    en: 'The plan has no duty with a due day.',
  },
  NO_AGENCIES: {
    status: 422,
    vi: 'Chưa chọn cơ quan, đơn vị phải báo cáo.',
    en: 'No agency was chosen.',
  },
  NOBODY_OWES: {
    status: 422,
    vi: 'Chưa chọn cơ quan phải thực hiện “{report}”. Đề nghị chọn cơ quan hoặc bỏ nội dung này khỏi danh sách theo dõi.',
    en: 'Nobody is chosen for “{report}”: choose agencies or take it off the list.',
  },
  AGENCY_UNKNOWN: {
    status: 422,
    vi: 'Danh sách có cơ quan, đơn vị không còn trong danh bạ. Đề nghị tải lại trang rồi chọn lại.',
    en: 'The list has an agency that the office does not know. Reload the page and choose again.',
  },
  CYCLE_KEY_TWICE: {
    status: 422,
    vi: 'Hai kỳ báo cáo cùng mã {key}. Đề nghị tải lại trang rồi xác nhận lại.',
    en: 'Two cycles have the same key {key}. Reload the page and confirm again.',
  },
  DUE_ORDER: {
    status: 422,
    vi: 'Thời hạn {phrase}: thời điểm bắt đầu tính chậm phải sau thời hạn nhắc. Đề nghị sửa lại.',
    en: 'The due day {phrase}: what counts as late begins before the moment that is asked for.',
  },
  PLAN_CHANGED: {
    status: 409,
    vi: 'Danh sách, thời hạn đã được xác nhận lại sau khi đồng chí xem. Đề nghị xem bản mới rồi cho ý kiến.',
    en: 'The list was confirmed anew after you looked at it. Look at the new one first.',
  },
  ALREADY_PAST: {
    status: 409,
    vi: 'Thời hạn {phrase} đã qua. Đề nghị nhập thời hạn mới; thời hạn cũ vẫn được lưu.',
    en: 'The due day has passed already: enter a new one.',
  },
  PUBLIC_URL: {
    status: 409,
    vi: '{problem}',
    en: 'PUBLIC_URL must be https and not loopback while a real mail server is set.',
  },
  ALREADY_PAUSED: { status: 409, vi: 'Đang tạm dừng.', en: 'Already paused.' },
  NOT_PAUSED: { status: 409, vi: 'Không ở trạng thái tạm dừng.', en: 'Not paused.' },
  ALREADY_DONE: {
    status: 409,
    vi: 'Việc này đã được thực hiện.',
    en: 'This was done already.',
  },
  PAPER_STATE: {
    status: 409,
    vi: 'Văn bản đang ở bước khác (có thể người khác vừa xử lý). Đề nghị tải lại trang.',
    en: 'The paper is at another stage.',
  },
  PAPER_CHANGED: {
    status: 409,
    vi: 'Văn bản đã thay đổi so với bản đồng chí vừa xem. Đề nghị xem lại rồi thực hiện.',
    en: 'The paper is not any more what you were shown. Look at it again.',
  },
  LETTER_STILL_NEEDED: {
    status: 409,
    vi: 'Các đơn vị sau vẫn chưa gửi báo cáo: {names}. Chỉ rút công văn khi không còn đơn vị nào; nếu danh sách đã đổi, đề nghị lập lại công văn.',
    en: 'These agencies have still not reported: {names}. A letter is withdrawn only when nobody is left; else draft it anew.',
  },
  LETTER_NAMES_CHANGED: {
    status: 409,
    vi: 'Sau khi duyệt, các đơn vị sau đã gửi hoặc không còn phải nêu tên: {names}. Đề nghị lập lại công văn và trình duyệt lại.',
    en: 'These agencies reported after the approval: {names}. Draft the letter anew.',
  },
  LETTER_EMPTY: {
    status: 409,
    vi: 'Không còn đơn vị nào phải đôn đốc.',
    en: 'Nobody is left to be urged.',
  },
  PDF_MISSING: {
    status: 422,
    vi: 'Chưa có bản PDF đã ký số nên chưa thể ghi nhận phát hành.',
    en: 'The signed PDF is missing.',
  },
  PDF_INVALID: {
    status: 422,
    vi: 'Tệp đính kèm không phải PDF.',
    en: 'The file is not a PDF.',
  },
  NUMBER_MISSING: {
    status: 422,
    vi: 'Chưa có số, ngày văn bản.',
    en: 'Number and date are missing.',
  },
  LINK_UNKNOWN: {
    status: 404,
    vi: 'Đường dẫn không đúng. Đề nghị mở lại từ thư mới nhất hoặc bấm Gửi lại đường dẫn.',
    en: 'The link is not known.',
  },
  LINK_REVOKED: {
    status: 410,
    vi: 'Đường dẫn đã được thay bằng đường dẫn mới. Đề nghị dùng thư mới nhất hoặc bấm Gửi lại đường dẫn.',
    en: 'The link was replaced by a newer one.',
  },
  LINK_ENDED: {
    status: 410,
    vi: 'Cơ quan, đơn vị này đã kết thúc hoạt động hoặc đã sáp nhập nên đường dẫn không còn dùng được. Đề nghị liên hệ cán bộ theo dõi.',
    en: 'This agency exists no longer, and its link has ended with it.',
  },
  REHEARSAL_ONLY: {
    status: 409,
    vi: 'Thao tác này chỉ có trong bản chạy thử.',
    en: 'Only in a rehearsal.',
  },
  REHEARSAL_READ_ONLY: {
    status: 409,
    vi: 'Bản chạy thử chỉ để xem.',
    en: 'A rehearsal can only be read.',
  },
  UNAUTHENTICATED: {
    status: 401,
    vi: 'Phiên làm việc đã hết. Đề nghị đăng nhập lại.',
    en: 'Please sign in again.',
  },
  SIGN_IN_WRONG: {
    status: 401,
    vi: 'Địa chỉ thư hoặc mật khẩu không đúng.',
    en: 'The address or the password is wrong.',
  },
  SIGN_IN_PAUSED: {
    status: 429,
    vi: 'Mật khẩu đã nhập sai nhiều lần nên tài khoản tạm khóa. Đề nghị thử lại sau ít phút, hoặc nhờ quản trị đặt lại mật khẩu.',
    en: 'The password was wrong several times. Try again in some minutes, or have it reset by an administrator.',
  },
  DEPUTY_UNKNOWN: {
    status: 422,
    vi: 'Người thay thế phải là cán bộ khác đang làm việc tại cơ quan này.',
    en: 'A deputy stands in for another active member of staff of this office.',
  },
  PASSWORD_WRONG: {
    status: 422,
    vi: 'Mật khẩu hiện tại không đúng.',
    en: 'The present password is wrong.',
  },
  FORBIDDEN: {
    status: 403,
    vi: 'Tài khoản của đồng chí không được giao thao tác này.',
    en: 'Your role does not allow this.',
  },
  ACCOUNT_ELSEWHERE: {
    status: 403,
    vi: 'Tài khoản này còn làm việc ở cơ quan khác. Đề nghị người vận hành hệ thống thực hiện.',
    en: 'This account also works in another office: ask the operator of the installation.',
  },
  OFFICE_FORBIDDEN: {
    status: 403,
    vi: 'Tài khoản của đồng chí không thuộc cơ quan này.',
    en: 'You do not belong to this office.',
  },
  FOREIGN_REQUEST: {
    status: 403,
    vi: 'Yêu cầu không đến từ trang của hệ thống. Đề nghị tải lại trang rồi thử lại.',
    en: 'The request does not come from a page of this system. Reload the page.',
  },
  INVALID: {
    status: 422,
    vi: 'Một số nội dung chưa đúng, đề nghị kiểm tra lại.',
    en: 'Some fields are not right.',
  },
  MALFORMED: { status: 400, vi: 'Yêu cầu không đúng định dạng.', en: 'Malformed request.' },
  SIMULTANEOUS: {
    status: 409,
    vi: 'Thao tác này vừa được thực hiện ở một nơi khác. Đề nghị tải lại trang.',
    en: 'The same was done elsewhere just now. Reload the page.',
  },
  RATE_LIMITED: {
    status: 429,
    vi: 'Thao tác quá nhiều lần trong thời gian ngắn. Đề nghị thử lại sau ít phút.',
    en: 'Too many requests. Try again in a few minutes.',
  },
  BUSY: {
    status: 429,
    vi: 'Hệ thống đang xử lý nhiều yêu cầu cùng lúc nên chưa thực hiện được. Đề nghị thử lại sau ít giây.',
    en: 'Too much is being done at once. Try again in a few seconds.',
  },
  ROW_BUSY: {
    status: 503,
    vi: 'Nội dung này đang được người khác xử lý nên chưa thực hiện được. Đề nghị thử lại sau ít giây.',
    en: 'Somebody else is working on this. Try again in a few seconds.',
  },
  LEDGER_AWAY: {
    status: 503,
    vi: 'Cơ sở dữ liệu tạm thời không trả lời nên chưa thực hiện được. Đề nghị thử lại sau ít phút.',
    en: 'The database does not answer at the moment. Try again in a few minutes.',
  },
  READINGS_FULL: {
    status: 429,
    vi: 'Hệ thống đang đọc nhiều văn bản khác. Đề nghị thử lại sau ít phút.',
    en: 'Several other documents are being read. Try again in a few minutes.',
  },
  UPLOADS_FULL: {
    status: 429,
    vi: 'Hệ thống đang nhận nhiều tệp cùng lúc. Nội dung đã nhập vẫn còn; đề nghị gửi lại sau ít phút.',
    en: 'Many files are being received at once. Try again in a few minutes.',
  },
  TOO_LARGE: {
    status: 413,
    vi: 'Tệp quá lớn: mỗi tệp không quá {limit} MB.',
    en: 'The file is too large: at most {limit} MB each.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    vi: 'Nội dung gửi lên quá lớn.',
    en: 'What was sent is too large.',
  },
  TOO_MANY_FILES: {
    status: 413,
    vi: 'Quá nhiều tệp: mỗi lần gửi không quá {limit} tệp.',
    en: 'Too many files: at most {limit} at a time.',
  },
  FILE_MISSING: { status: 422, vi: 'Chưa chọn tệp.', en: 'No file was chosen.' },
  FILE_EMPTY: { status: 422, vi: 'Tệp {name} không có nội dung.', en: 'The file {name} is empty.' },
  FILE_KIND: {
    status: 415,
    vi: 'Tệp {name} không đúng loại: chỉ nhận {accept}.',
    en: 'The file {name} is of the wrong kind: only {accept}.',
  },
  FILE_UNREADABLE: {
    status: 422,
    vi: 'Không đọc được tệp: {problem}',
    en: 'The file cannot be read: {problem}',
  },
  CSV_INVALID: {
    status: 422,
    vi: 'Danh sách chưa đúng ở dòng {line}: {problem}',
    en: 'The list is wrong at line {line}: {problem}',
  },
  AGENCY_EXISTS: {
    status: 409,
    vi: 'Đã có cơ quan, đơn vị mang tên này.',
    en: 'There is an agency of this name already.',
  },
  STAFF_EXISTS: {
    status: 409,
    vi: 'Đã có cán bộ dùng địa chỉ thư này.',
    en: 'There is a member of staff with this address already.',
  },
  LAST_ADMIN: {
    status: 409,
    vi: 'Cơ quan phải còn ít nhất một tài khoản quản trị đang hoạt động.',
    en: 'At least one active administrator must remain.',
  },
  ANSWER_UNCLEAR: {
    status: 422,
    vi: 'Chưa hiểu câu trả lời “{answer}”. Đề nghị ghi rõ ngày, ví dụ 18/6, 18/12; ngày 18 hằng tháng; thứ Năm hằng tuần; hoặc ngày/tháng/năm.',
    en: 'The answer “{answer}” names no day. Write days such as 18/6, 18/12; ngày 18 hằng tháng; thứ Năm hằng tuần; or day/month/year.',
  },
  CALENDAR_EFFECT_CHANGED: {
    status: 409,
    vi: 'Từ lúc xem trước, các thời hạn hoặc số đơn vị còn phải gửi đã thay đổi. Đề nghị xem lại ảnh hưởng rồi áp dụng.',
    en: 'Since the effect was shown, due days or the agencies that owe have changed. Look at the effect again.',
  },
  DRAFT_CHANGED: {
    status: 409,
    vi: 'Nội dung đã được sửa ở một cửa sổ khác. Đề nghị xem lại trước khi gửi.',
    en: 'The draft was changed in another window. Look at it again before sending.',
  },
} as const satisfies Readonly<Record<string, Refusal>> & Record<ObligationRefusal, Refusal>;

export type RefusalCode = keyof typeof REFUSALS;

/** The sentence of a refusal with its names and days filled in. */
export function refusalSentence(
  code: RefusalCode,
  details: RefusalDetails,
  language: 'vi' | 'en' = 'vi',
): string {
  return REFUSALS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name];
    return value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value);
  });
}
