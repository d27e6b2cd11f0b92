import type { Refusal } from './refusal.js';

/** What is wrong with a request itself, or more than can be taken now. */
export const REQUESTS_REFUSALS = {
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
  REGISTER_INVALID: {
    status: 422,
    vi: 'Không đọc được sổ văn bản đến, dòng {line}: {problem}.',
    en: 'The register of incoming documents cannot be read, line {line}: {problem}.',
  },
  REGISTER_CHANGED: {
    status: 409,
    vi: 'Dòng {line} không còn khớp với đơn vị đã chọn. Đề nghị đưa sổ lên xem lại.',
    en: 'Line {line} does not match the chosen agency any more. Look at the register again.',
  },
  SIGNED_FILE_CHANGED: {
    status: 409,
    vi: 'Tệp {name} không còn khớp với đơn vị đã chọn. Đề nghị xem lại các tệp.',
    en: 'The file {name} does not match the chosen agency any more. Look at the files again.',
  },
  SIGNED_FILE_GONE: {
    status: 410,
    vi: 'Các tệp đã để quá một giờ hoặc đã được ghi nhận. Đề nghị đưa tệp lên lại.',
    en: 'The files have waited for more than an hour or were recorded already. Bring them again.',
  },
  CSV_INVALID: {
    status: 422,
    vi: 'Danh sách chưa đúng ở dòng {line}: {problem}',
    en: 'The list is wrong at line {line}: {problem}',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
