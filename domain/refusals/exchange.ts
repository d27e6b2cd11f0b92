import type { Refusal } from './refusal.js';

/** Why programs of others are not let in, or not told. */
export const EXCHANGE_REFUSALS = {
  TOKEN_UNKNOWN: {
    status: 401,
    vi: 'Mã truy cập không đúng, đã thu hồi hoặc đã hết hạn.',
    en: 'The token is not known, was revoked or has ended.',
  },
  TOKEN_SCOPE: {
    status: 403,
    vi: 'Mã truy cập này không được dùng cho nội dung này.',
    en: 'The token is not for this.',
  },
  TOKEN_END: {
    status: 422,
    vi: 'Ngày hết hạn của mã truy cập phải sau hôm nay và trong vòng hai năm.',
    en: 'A token ends after today, and within two years.',
  },
  WEBHOOK_OFF: {
    status: 409,
    vi: 'Nơi nhận này đang tắt. Đề nghị bật lại trước.',
    en: 'This receiver is switched off. Switch it on first.',
  },
  WEBHOOK_ADDRESS: {
    status: 422,
    vi: 'Địa chỉ nhận phải bắt đầu bằng https:// và không kèm tên, mật khẩu.',
    en: 'The address begins with https:// and carries no name or password.',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
