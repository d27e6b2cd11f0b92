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

/** The rung of a name; null for what is no rung of the ladder. */
export function rungOf(name: string): Rung | null {
  return isRung(name) ? name : null;
}

/** What people call a rung, within a sentence; another name stays what it is. */
export function rungName(name: string): string {
  return isRung(name) ? RUNG_WORDS[name] : name;
}

function isRung(name: string): name is Rung {
  return Object.hasOwn(RUNG_WORDS, name);
}
