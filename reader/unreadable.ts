/** Why a document was refused. */
export type RefusalCode =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'TEXT_TOO_LONG'
  | 'TAKES_TOO_LONG'
  | 'SCANNED'
  | 'ENCRYPTED'
  | 'UNKNOWN_FORMAT'
  | 'SECRET'
  | 'NO_TEXT'
  | 'LEGACY_ENCODING'
  | 'DAMAGED'
  | 'NOT_FOUND';

/** One sentence for the person who uploaded, by code. */
const SENTENCES: Readonly<Record<RefusalCode, string>> = {
  EMPTY: 'Tệp rỗng, không có nội dung để đọc.',
  TOO_LARGE:
    'Tệp quá lớn (tối đa 25 MB, và nội dung nén bên trong không quá lớn); vui lòng tách nhỏ rồi tải lên.',
  TEXT_TOO_LONG:
    'Văn bản quá dài (tối đa 1.000.000 ký tự, khoảng 300 trang); vui lòng chỉ tải lên phần cần theo dõi.',
  TAKES_TOO_LONG:
    'Đọc văn bản này mất quá nhiều thời gian; vui lòng lưu lại thành tệp .docx mới hoặc tách nhỏ rồi tải lên.',
  SCANNED:
    'Tệp PDF là bản quét, không có lớp chữ; vui lòng tải lên bản .docx hoặc PDF có thể chọn chữ.',
  ENCRYPTED: 'Tệp được đặt mật khẩu; vui lòng bỏ mật khẩu rồi tải lên lại.',
  UNKNOWN_FORMAT: 'Không nhận ra định dạng của tệp; chỉ nhận .docx, .pdf, .txt và .md.',
  SECRET: 'Văn bản có đóng dấu chỉ mức độ mật; hệ thống không tiếp nhận tài liệu bí mật nhà nước.',
  NO_TEXT: 'Không tìm thấy chữ nào trong tệp.',
  LEGACY_ENCODING:
    'Văn bản dùng bảng mã cũ (TCVN3, VNI hoặc tương tự); vui lòng chuyển sang Unicode rồi tải lên lại.',
  DAMAGED: 'Tệp bị hỏng hoặc không đúng định dạng nên không đọc được.',
  NOT_FOUND: 'Không tìm thấy tệp cần đọc.',
};

/** A document that the reader refuses; the message is one Vietnamese sentence for the uploader. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, cause?: unknown) {
    super(SENTENCES[code], cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
