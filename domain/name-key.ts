import { fold } from './fold.js';

/** What is said of those addressed and not part of their name. */
const LEAD = /^(?:(?:tất cả|thủ trưởng|lãnh đạo|người đứng đầu|chủ tịch) )+/u;

/** The words of a name for comparing: small letters, one tone placement, without "tất cả", "lãnh đạo". */
export function keyOfName(name: string): string {
  return fold(name.normalize('NFC').replace(/\s+/gu, ' ').trim()).replace(LEAD, '');
}
