import type { Refusal } from './refusal.js';

/** Who may not come in, or not there. */
export const ACCESS_REFUSALS = {
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
  CONTACT_CHANGE_OVER: {
    status: 410,
    vi: 'Đề nghị đổi đầu mối này đã được trả lời, đã có đề nghị khác thay hoặc đã quá hạn xác nhận.',
    en: 'This change of contact was answered, replaced by another or has waited too long.',
  },
  LINK_RESTS: {
    status: 410,
    vi: 'Đã một năm không có báo cáo nào phải gửi qua đường dẫn này nên đường dẫn tạm nghỉ. Khi có báo cáo mới, thư gửi đến đơn vị sẽ mở được lại.',
    en: 'Nothing was owed by this link for a year, so it rests until something is.',
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
  READER_UNKNOWN: {
    status: 422,
    vi: 'Người nhận Sổ theo dõi phải là cán bộ đang làm việc của cơ quan.',
    en: 'The register is mailed to active staff of the office only.',
  },
  PROVIDER_SILENT: {
    status: 503,
    vi: 'Hệ thống đăng nhập chung chưa trả lời. Đề nghị thử lại, hoặc đăng nhập bằng mật khẩu.',
    en: 'The provider of accounts does not answer. Try again, or sign in with your password.',
  },
  ACCOUNT_LINKED: {
    status: 409,
    vi: 'Tài khoản đã liên kết; bỏ liên kết cũ trước.',
    en: 'The account is linked already: end that link first.',
  },
  SECOND_FACTOR_ASKED: {
    status: 401,
    vi: 'Đề nghị nhập mã xác thực trên điện thoại, hoặc một mã dự phòng.',
    en: 'Enter the code of your telephone, or a recovery code.',
  },
  SECOND_FACTOR_WRONG: {
    status: 422,
    vi: 'Mã không đúng hoặc đã dùng. Mã trên điện thoại đổi sau mỗi 30 giây; đề nghị nhập mã mới.',
    en: 'The code is wrong or has been used. The telephone shows another every 30 seconds.',
  },
  SECOND_FACTOR_OVER: {
    status: 410,
    vi: 'Đã quá thời gian nhập mã hoặc nhập sai nhiều lần. Đề nghị đăng nhập lại từ đầu.',
    en: 'Too much time, or too many codes: please begin the sign-in again.',
  },
  SECOND_FACTOR_PAUSED: {
    status: 429,
    vi: 'Mã xác thực đã nhập sai nhiều lần nên tài khoản tạm khóa. Đề nghị thử lại sau ít phút, hoặc nhờ quản trị mở khóa.',
    en: 'The code was wrong several times. Try again in some minutes, or have the account unlocked by an administrator.',
  },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    vi: 'Cơ quan yêu cầu mã xác thực thứ hai. Đề nghị bật ở trang Tài khoản để làm việc tiếp.',
    en: 'This office asks for a second factor: turn it on on the page of your account.',
  },
  SECOND_FACTOR_STANDS: {
    status: 409,
    vi: 'Tài khoản đã có mã xác thực thứ hai.',
    en: 'The account has a second factor already.',
  },
  SECOND_FACTOR_NONE: {
    status: 409,
    vi: 'Tài khoản chưa bật mã xác thực thứ hai.',
    en: 'The account has no second factor.',
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
  RESET_OVER: {
    status: 410,
    vi: 'Đường dẫn đặt lại mật khẩu đã dùng hoặc đã hết hạn. Đề nghị yêu cầu thư mới ở trang đăng nhập.',
    en: 'The link has been used or has ended. Ask for a new mail on the sign-in page.',
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
} as const satisfies Readonly<Record<string, Refusal>>;
