import type { Refusal } from './refusal.js';

/** What is refused of agencies, staff, answers and the calendar. */
export const DIRECTORY_REFUSALS = {
  AGENCY_EXISTS: {
    status: 409,
    vi: 'Đã có cơ quan, đơn vị mang tên này.',
    en: 'There is an agency of this name already.',
  },
  AGENCIES_UNSURE: {
    status: 409,
    vi: 'Có tên gần giống cơ quan, đơn vị đã có, đề nghị xác nhận là một hay là đơn vị mới: {names}.',
    en: 'Some names are close to agencies of the list; say whether they are the same: {names}.',
  },
  IMPORT_EFFECT_CHANGED: {
    status: 409,
    vi: 'Từ lúc xem trước, danh sách cơ quan đã thay đổi. Đề nghị xem lại thay đổi rồi áp dụng.',
    en: 'Since the effect was shown, the agencies have changed. Look at the effect again.',
  },
  STAFF_EXISTS: {
    status: 409,
    vi: 'Đã có cán bộ dùng địa chỉ thư này.',
    en: 'There is a member of staff with this address already.',
  },
  STEP_PERSON_UNKNOWN: {
    status: 422,
    vi: 'Người được nêu ở bước duyệt phải là lãnh đạo duyệt đang làm việc của cơ quan.',
    en: 'Whoever a step of approval names must be an active approver of the office.',
  },
  ABSENCE_DAYS: {
    status: 422,
    vi: 'Ngày vắng mặt không đúng: ngày cuối phải từ ngày đầu trở đi và chưa qua.',
    en: 'The days of the absence are wrong: they must not be over.',
  },
  LAST_ADMIN: {
    status: 409,
    vi: 'Cơ quan phải còn ít nhất một tài khoản quản trị đang hoạt động.',
    en: 'At least one active administrator must remain.',
  },
  TAKER_UNKNOWN: {
    status: 422,
    vi: 'Người tiếp nhận công việc phải là cán bộ khác của cơ quan, đang làm việc.',
    en: 'Whoever takes over must be another person of the office who is active.',
  },
  OFFICER_UNKNOWN: {
    status: 422,
    vi: 'Người theo dõi Kế hoạch phải là cán bộ theo dõi đang làm việc của cơ quan.',
    en: 'Whoever follows a plan must be an active officer of the office.',
  },
  AGENCY_CLOSED: {
    status: 409,
    vi: 'Đơn vị này đã được ghi nhận kết thúc.',
    en: 'This agency has been closed already.',
  },
  AGENCY_STANDING: {
    status: 409,
    vi: 'Không kết thúc được cơ quan thường trực: đây là cơ quan tổng hợp báo cáo.',
    en: 'The standing body, which consolidates the reports, cannot be closed.',
  },
  SUCCESSOR_UNKNOWN: {
    status: 422,
    vi: 'Đơn vị tiếp nhận phải là đơn vị khác trong danh sách, đang hoạt động.',
    en: 'The successor must be another agency of the list that is not closed.',
  },
  PARTS_MISSING: {
    status: 422,
    vi: 'Chia, tách thành ít nhất hai đơn vị: chọn từ hai đơn vị mới, hoặc một đơn vị mới bên cạnh đơn vị cũ còn hoạt động.',
    en: 'A split makes at least two agencies: name two new ones, or one beside the old one that goes on.',
  },
  CLOSING_EFFECT_CHANGED: {
    status: 409,
    vi: 'Từ lúc xem trước, các báo cáo của đơn vị đã thay đổi. Đề nghị xem lại ảnh hưởng rồi thực hiện.',
    en: 'Since the effect was shown, what the agency owes has changed. Look at the effect again.',
  },
  MAIL_HOURS: {
    status: 422,
    vi: 'Giờ gửi thư cuối phải sau giờ gửi đầu.',
    en: 'The last hour of sending mails must come after the first.',
  },
  ANSWER_UNCLEAR: {
    status: 422,
    vi: 'Chưa hiểu câu trả lời “{answer}”. Đề nghị ghi rõ ngày, ví dụ 18/6, 18/12; ngày 18 hằng tháng; thứ Năm hằng tuần; hoặc ngày/tháng/năm.',
    en: 'The answer “{answer}” names no day. Write days such as 18/6, 18/12; ngày 18 hằng tháng; thứ Năm hằng tuần; or day/month/year.',
  },
  CALENDAR_YEAR_OPEN: {
    status: 409,
    vi: 'Năm {year} còn {days} ngày chưa xác nhận. Đề nghị xác nhận hoặc bỏ các ngày này trước khi ghi nhận đã nhập đủ.',
    en: '{days} days of {year} are not confirmed yet. Confirm or remove them first.',
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
} as const satisfies Readonly<Record<string, Refusal>>;
