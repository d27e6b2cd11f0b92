import type { Rung } from './ladder.js';

/** What people call each rung of the ladder, within a sentence; pages and mails set the first letter as they need. */
export const RUNG_WORDS: Readonly<Record<Rung, string>> = {
  assigned: 'thông báo thời hạn',
  prepare: 'nhắc chuẩn bị',
  remind: 'nhắc gửi',
  lastDay: 'nhắc ngày cuối',
  overdue: 'thông báo chưa nhận được',
  toHead: 'thư gửi lãnh đạo đơn vị',
};
