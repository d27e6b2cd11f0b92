import type { Refusal } from './refusal.js';

/** What an agency or its officer is told about one report. */
export const REPORTING_REFUSALS = {
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
  NO_HALF_MISSING: {
    status: 409,
    vi: 'Báo cáo này không thiếu văn bản ký số.',
    en: 'The signed document is not missing.',
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
  NOT_OUR_WORKBOOK: {
    status: 422,
    vi: 'Tệp này không phải mẫu Excel tải từ trang báo cáo của đơn vị, hoặc các báo cáo trong tệp không còn phải gửi. Đề nghị tải mẫu Excel, nhập rồi đưa lên lại.',
    en: 'This is not the workbook of this agency, or its reports are not owed any more.',
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
  DUE_AFTER_ONWARD: {
    status: 422,
    vi: 'Hạn mới sau ngày cơ quan phải báo cáo cấp trên: việc này do lãnh đạo duyệt quyết định.',
    en: 'The new due day lies after the day of the report upward: an approver decides that.',
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
  FIGURES_UNCLEAR: {
    status: 422,
    vi: 'Có số liệu hiểu được hai cách. {figures}.',
    en: 'Some figures can be read in two ways. {figures}.',
  },
  FIGURES_BROKEN: {
    status: 422,
    vi: 'Biểu mẫu đòi sửa trước khi nhận. {figures}',
    en: 'The form wants this mended first. {figures}',
  },
  FIGURES_OTHER_FORM: {
    status: 422,
    vi: 'Bộ số liệu là của biểu mẫu “{given}”; kỳ báo cáo này dùng biểu mẫu “{wanted}”.',
    en: 'The set is of the form “{given}”; this cycle has the form “{wanted}”.',
  },
  FIGURES_NO_SET: {
    status: 422,
    vi: 'Tệp không phải bộ số liệu dataValueSets (JSON).',
    en: 'The file is no data value set (JSON).',
  },
  FIGURES_NO_COLUMNS: {
    status: 422,
    vi: 'Tệp cần có hàng tiêu đề với các cột “Cơ quan, đơn vị” (hoặc “Mã đơn vị”), “Mã” (mã chỉ tiêu) và “Giá trị”.',
    en: 'The first line must name the columns “Cơ quan, đơn vị” (or “Mã đơn vị”), “Mã” and “Giá trị”.',
  },
  FIGURES_TOO_MANY: {
    status: 422,
    vi: 'Tệp có số liệu của {given} đơn vị; mỗi lần nhận nhiều nhất {most}. Đề nghị chia tệp.',
    en: 'The file has figures of {given} agencies; at most {most} are taken at once.',
  },
  FIGURES_CONFLICT: {
    status: 409,
    vi: 'Có {n} dòng không nhận được. Đề nghị xem trước từng dòng, rồi sửa tệp hoặc đồng ý bỏ các dòng đó.',
    en: '{n} lines cannot be taken. Look at them first, then mend the file or agree to leave them out.',
  },
  FIGURES_CHANGED: {
    status: 409,
    vi: 'Báo cáo của đơn vị đã thay đổi sau khi xem trước. Đề nghị xem trước lại tệp.',
    en: 'Reports have changed since the file was looked at: look at it again.',
  },
  FIGURES_NONE: {
    status: 422,
    vi: 'Không có số liệu nào nhận được từ tệp này.',
    en: 'Nothing of it can be taken.',
  },
  FIGURES_UNREADABLE: {
    status: 422,
    vi: 'Không lấy được số liệu từ tệp: {problems}.',
    en: 'The figures of the file could not be read: {problems}.',
  },
  NO_EXTENSION_ASKED: {
    status: 409,
    vi: 'Đơn vị không có đề nghị gia hạn nào đang chờ.',
    en: 'No request for more time is waiting.',
  },
  SAYS_SENT: {
    status: 409,
    vi: 'Đơn vị đã báo gửi qua hệ thống văn bản, cần đối chiếu trước.',
    en: 'The agency says that it has sent it; look for the document first.',
  },
  CYCLE_PAUSED: {
    status: 409,
    vi: 'Kế hoạch đang tạm dừng, chưa gửi thư nhắc.',
    en: 'The plan is paused; nobody is reminded.',
  },
  NOT_ASKED_YET: {
    status: 409,
    vi: 'Đơn vị chưa nhận thông báo thời hạn; thư đầu tiên gửi theo lịch.',
    en: 'The agency has not been told of the deadline yet; its first mail goes by the ladder.',
  },
  NO_ADDRESS: {
    status: 409,
    vi: 'Không có địa chỉ thư nào liên hệ được: cần kiểm tra địa chỉ hoặc gọi điện.',
    en: 'No address of the agency can be reached; check it, or ring.',
  },
  TOLD_TODAY: {
    status: 409,
    vi: 'Hôm nay đã có thư nhắc gửi đơn vị này.',
    en: 'A reminder went to this agency today.',
  },
  OUTSIDE_HOURS: {
    status: 409,
    vi: 'Ngoài giờ gửi thư nhắc của cơ quan.',
    en: 'Outside the hours in which the office reminds.',
  },
  CHANGED_MEANWHILE: {
    status: 409,
    vi: 'Vừa có thay đổi sau khi xem trước; đề nghị xem lại.',
    en: 'It has changed since it was shown; look again.',
  },
  REPORT_EMPTY: {
    status: 422,
    vi: 'Báo cáo chưa có nội dung: đề nghị nhập số liệu, nội dung, đính kèm văn bản hoặc đánh dấu không phát sinh.',
    en: 'The report is empty.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
