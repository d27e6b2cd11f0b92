import type { Refusal } from './refusal.js';

/** What is refused of a plan. */
export const PLANS_REFUSALS = {
  PLAN_STATE: {
    status: 409,
    vi: 'Kế hoạch đang ở bước khác nên chưa thể thực hiện thao tác này.',
    en: 'The plan is at another stage.',
  },
  PERIOD_EXISTS: {
    status: 409,
    vi: 'Nội dung này đã có kỳ báo cáo với thời hạn {day}.',
    en: 'There is a period of this duty due on {day} already.',
  },
  CYCLE_CARRIES_OTHERS: {
    status: 409,
    vi: 'Báo cáo của các kỳ khác được tổng hợp chung vào kỳ này. Đề nghị không lấy các kỳ đó trước.',
    en: 'Reports of other periods go up with this one. Leave those out first.',
  },
  PERIOD_DROPPED: {
    status: 409,
    vi: 'Kỳ này đã được bỏ khỏi Kế hoạch khi sửa đổi nên không lấy lại được ở đây. Đề nghị sửa đổi Kế hoạch để thêm lại.',
    en: 'An amendment took this period out of the plan. Amend the plan to have it again.',
  },
  AGENCIES_ENDED_MEANWHILE: {
    status: 409,
    vi: 'Trong lúc không lấy báo cáo kỳ này, đơn vị sau đã kết thúc: {names}. Đề nghị mở lại đơn vị, lấy lại kỳ báo cáo, rồi kết thúc đơn vị lần nữa để bàn giao báo cáo của kỳ này.',
    en: 'While this period was left out these agencies have ended: {names}. Open them again, take the period after all, then end them once more so that its reports are handed on.',
  },
  AMENDS_NOTHING: {
    status: 422,
    vi: 'Bản sửa đổi chưa có gì khác Kế hoạch đang theo dõi.',
    en: 'The amendment changes nothing of the plan that runs.',
  },
  AMENDS_OTHER_VERSION: {
    status: 409,
    vi: 'Kế hoạch đã được sửa đổi sau khi lập bản này. Đề nghị lập lại từ bản đang theo dõi.',
    en: 'The plan was amended after this was begun: begin again from what runs now.',
  },
  AMENDMENT_OPEN: {
    status: 409,
    vi: 'Kế hoạch này đang có một bản sửa đổi chưa xong. Đề nghị hoàn tất hoặc xóa bản đó trước.',
    en: 'An amendment of this plan is in the making. Finish or delete it first.',
  },
  AMENDMENT_IN_FORCE: {
    status: 404,
    vi: 'Bản sửa đổi này đã được đồng ý và đang áp dụng trong Kế hoạch “{plan}”.',
    en: 'This amendment is in force: it is part of the plan “{plan}”.',
  },
  AMENDMENT_TAKEN_BACK: {
    status: 404,
    vi: 'Bản sửa đổi này đã bị xóa, Kế hoạch “{plan}” vẫn theo dõi như cũ.',
    en: 'This amendment was taken back: the plan “{plan}” goes on as it was.',
  },
  TAKEN_AS_AMENDMENT: {
    status: 404,
    vi: 'Văn bản này đã được dùng để sửa đổi Kế hoạch “{plan}”.',
    en: 'This document was taken as an amendment of the plan “{plan}”.',
  },
  ATTACHMENTS_TOO_MANY: {
    status: 422,
    vi: 'Kèm theo nhiều nhất {most} tệp. Đề nghị bỏ bớt tệp, hoặc gộp lại.',
    en: 'At most {most} files go with a request.',
  },
  DRAFT_DELETED: {
    status: 404,
    vi: 'Dự thảo này đã được xóa.',
    en: 'This draft was deleted.',
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
  EDITED_MEANWHILE: {
    status: 409,
    vi: '{name} vừa sửa mục này. Đề nghị xem bản của người đó; nội dung đồng chí gõ vẫn còn, có thể lưu lại.',
    en: '{name} has just changed this. Look at it first; what you typed is still here.',
  },
  REVIEW_INCOMPLETE: {
    status: 422,
    vi: 'Còn {n} điểm cần bổ sung trước khi trình: {first}',
    en: '{n} points must be completed first: {first}',
  },
  HEADS_NEED_WORD: {
    status: 409,
    vi: 'Thư đến lãnh đạo đơn vị theo kế hoạch này do lãnh đạo duyệt từng lần. Đề nghị lãnh đạo cho gửi.',
    en: 'Letters to heads under this plan need the word of the approver each time.',
  },
  PLAN_CHANGED: {
    status: 409,
    vi: 'Danh sách, thời hạn đã được xác nhận lại sau khi đồng chí xem. Đề nghị xem bản mới rồi cho ý kiến.',
    en: 'The list was confirmed anew after you looked at it. Look at the new one first.',
  },
  AGREED_TO_OTHER_AGENCIES: {
    status: 409,
    vi: 'Sau khi lãnh đạo đồng ý, danh bạ đã thay đổi về: {agencies}. Đề nghị trả lại để rà soát, xác nhận và trình lãnh đạo cho ý kiến lại.',
    en: 'These agencies changed after the approver agreed: {agencies}. Send the list back, confirm it and ask again.',
  },
  AGREED_TO_OTHER_DAYS: {
    status: 409,
    vi: 'Lịch hoặc giờ làm việc đã thay đổi sau khi xác nhận, làm đổi thời hạn: {phrases}. Đề nghị trả lại để rà soát, xác nhận và trình lãnh đạo cho ý kiến lại.',
    en: 'Another calendar or other working hours have moved due days since they were confirmed: {phrases}. Send the list back, confirm it and ask again.',
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
  FORM_FAULTY: {
    status: 422,
    vi: 'Biểu mẫu chưa dùng được: {fault}. Đề nghị sửa rồi lưu lại.',
    en: 'The form cannot be used yet: {fault}',
  },
  FORM_CHANGED: {
    status: 409,
    vi: 'Biểu mẫu này vừa có phiên bản mới. Đề nghị tải lại trang, xem phiên bản đó rồi sửa.',
    en: 'There is a newer version of this form. Reload the page and look at it first.',
  },
  NO_FORM_IN_FILE: {
    status: 422,
    vi: 'Không tìm thấy trong tệp bảng có cột chỉ tiêu và cột đơn vị tính, cũng không thấy đề cương. Đề nghị kiểm tra tiêu đề các cột (ví dụ “Chỉ tiêu”, “Đơn vị tính”) ở trang tính đầu tiên, hoặc dòng “Đề cương báo cáo”.',
    en: 'No table with a column of figures and one of units, and no outline (đề cương), was found in the file.',
  },
  FORM_UNKNOWN: {
    status: 422,
    vi: 'Không có biểu mẫu: {forms}. Đề nghị chọn biểu mẫu trong danh mục hoặc gửi kèm biểu mẫu của Kế hoạch.',
    en: 'There is no such form: {forms}.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
