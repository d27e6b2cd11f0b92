import type { Refusal } from './refusal.js';

/** Why an office is not set up or not opened. */
export const OPENING_REFUSALS = {
  SET_UP_OVER: {
    status: 404,
    vi: 'Cơ quan đã được thiết lập; trang này không còn dùng. Cơ quan khác do người vận hành lập bằng lệnh.',
    en: 'An office has been set up already; the operator makes others by a command.',
  },
  SET_UP_CODE_WRONG: {
    status: 403,
    vi: 'Mã thiết lập không đúng hoặc đã hết hạn. Xem mã mới nhất trong cửa sổ lệnh, hoặc chạy: npm run --silent dondoc -- office code',
    en: 'The code is wrong or has ended. Look at the newest one in the console, or run: npm run --silent dondoc -- office code',
  },
  ADDRESS_TAKEN: {
    status: 409,
    vi: 'Địa chỉ thư này đã có tài khoản. Đề nghị dùng địa chỉ khác.',
    en: 'There is an account with this address. Use another one.',
  },
  OFFICE_OPEN: {
    status: 409,
    vi: 'Cơ quan đã mở hoạt động.',
    en: 'The office is open already.',
  },
  OFFICE_PREPARED: {
    status: 409,
    vi: 'Cơ quan chưa mở hoạt động: báo cáo làm thử không gửi lên cấp trên.',
    en: 'The office is not open yet: a report that is only tried does not go up.',
  },
  OPENING_INCOMPLETE: {
    status: 409,
    vi: 'Chưa mở được: còn việc phải chuẩn bị, xem danh sách.',
    en: 'It cannot be opened yet: something of the checklist is missing.',
  },
  TRIALS_UNDECIDED: {
    status: 409,
    vi: 'Còn {plans} kế hoạch đã làm thử: đề nghị chọn theo dõi lại từ đầu hoặc bỏ.',
    en: '{plans} plans were tried: say of each whether it starts anew or is dropped.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
