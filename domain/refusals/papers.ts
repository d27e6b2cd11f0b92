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
  COMMENT_PLACE: {
    status: 422,
    vi: 'Không tìm thấy đoạn văn bản này. Đề nghị tải lại trang.',
    en: 'The paper has no such paragraph.',
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
  NOT_THIS_REPORT: {
    status: 422,
    vi: 'Tệp này không phải là dự thảo báo cáo đã tải về: không tìm thấy các mục của báo cáo.',
    en: 'This file is not the draft report: none of its sections was found.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
