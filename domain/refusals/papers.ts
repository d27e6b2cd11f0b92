import type { Refusal } from './refusal.js';

/** What is refused of a paper, and of whoever agrees to it or to a list. */
export const PAPERS_REFUSALS = {
  SAME_PERSON: {
    status: 409,
    vi: 'Người trình không tự duyệt: đề nghị một người khác duyệt (theo thiết lập của cơ quan).',
    en: 'Whoever put it forward does not agree to it: another person has to (a setting of the office).',
  },
  NOT_YOUR_STEP: {
    status: 403,
    vi: 'Bước này do người khác duyệt (xem các bước của văn bản).',
    en: 'This step is another person’s to decide.',
  },
  EDXML_NOT_OUT: {
    status: 409,
    vi: 'Chỉ tải được dạng .edxml khi văn bản đã phát hành, có số và ngày.',
    en: 'A document is taken as .edxml once it is out with its number and day.',
  },
  ORGAN_ID_MISSING: {
    status: 409,
    vi: 'Cơ quan chưa có mã định danh trên trục liên thông: đề nghị quản trị nhập tại trang Thiết lập.',
    en: 'The office has no organ id for the document axis yet: an administrator enters it in the settings.',
  },
  COMMENT_PLACE: {
    status: 422,
    vi: 'Không tìm thấy đoạn văn bản này. Đề nghị tải lại trang.',
    en: 'The paper has no such paragraph.',
  },
  NUMBER_SYMBOL: {
    status: 422,
    vi: 'Số “{number}” không khớp ký hiệu “{symbol}” của văn bản. Nếu văn thư đã cấp đúng ký hiệu khác, đánh dấu xác nhận rồi lưu lại.',
    en: 'The number “{number}” does not fit the symbol “{symbol}” of the paper; confirm it if it is right.',
  },
  NUMBER_EARLY: {
    status: 422,
    vi: 'Ngày văn bản không thể trước ngày {day} (ngày Kế hoạch hoặc ngày duyệt).',
    en: 'The paper cannot be dated before {day}, the day of its plan or of its approval.',
  },
  PDF_DIFFERS: {
    status: 409,
    vi: 'Bản PDF đã ký khác văn bản đã duyệt hoặc không kiểm tra được. Đề nghị xem các điểm khác; nếu vẫn đúng, đánh dấu đã xem rồi phát hành.',
    en: 'The signed PDF differs from what was agreed to, or could not be read. Look at the differences and say that you have seen them.',
  },
  AGREED_BY_MISSING: {
    status: 422,
    vi: 'Cần ghi lãnh đạo nào đã đồng ý trên hệ thống văn bản.',
    en: 'Say who agreed in the document system.',
  },
  AGREED_DAY: {
    status: 422,
    vi: 'Ngày đồng ý phải từ ngày trình đến hôm nay.',
    en: 'The day of the agreement must lie between the putting forward and today.',
  },
  NO_UPWARD_LINE: {
    status: 409,
    vi: 'Chưa khai đường dẫn của cơ quan cấp trên (trang Thiết lập).',
    en: 'The office has no link of the office above (settings).',
  },
  UPWARD_LINK: {
    status: 422,
    vi: 'Đường dẫn không đúng: cần dán cả đường dẫn báo cáo mà hệ thống của cấp trên gửi cho cơ quan mình (https://…/b#…).',
    en: 'Paste the whole link that the system of the office above has sent you (https://…/b#…).',
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
  PAPER_FIELDS_OPEN: {
    status: 422,
    vi: 'Chưa trình duyệt được, văn bản còn chỗ để trống. {fields} Bổ sung tại “Sửa thể thức” của văn bản, hoặc cho mọi văn bản tại Quản trị, Thiết lập.',
    en: 'The paper has open places: {fields} Fill them in at “Layout” on the paper, or for all papers in the settings.',
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
  ISSUED_BEFORE_PROPOSAL: {
    status: 422,
    vi: 'Ngày UBND ban hành không thể trước ngày của Tờ trình.',
    en: 'The committee cannot have issued it before the day of the proposal.',
  },
  NO_EXTENSION: {
    status: 409,
    vi: 'Không có cơ quan, đơn vị nào được gia hạn mà chưa có văn bản thông báo.',
    en: 'No agency was given more time without a notice of it.',
  },
  NO_RECIPIENTS: {
    status: 409,
    vi: 'Văn bản chỉ có một nơi nhận nên không tách được.',
    en: 'The paper has one recipient only.',
  },
  PAPER_SPLIT: {
    status: 409,
    vi: 'Báo cáo đã tách mỗi nơi nhận một bản. Đề nghị gộp lại một bản trước.',
    en: 'The report stands in one copy for each recipient. Join them first.',
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
  TEMPLATE_INVALID: {
    status: 422,
    vi: 'Mẫu văn bản chưa dùng được: xem các điểm được nêu.',
    en: 'The template cannot be used yet: see what is named.',
  },
  NOT_THIS_REPORT: {
    status: 422,
    vi: 'Tệp này không phải là dự thảo báo cáo đã tải về: không tìm thấy các mục của báo cáo.',
    en: 'This file is not the draft report: none of its sections was found.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
