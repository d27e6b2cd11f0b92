import type { CalendarDay, CalendarKind } from './calendar-day.js';
import { day } from './day.js';

/** Điều 112 Bộ luật Lao động 2019: the public holidays; a holiday on a rest day is compensated. */
const LABOUR_CODE = 'Điều 112 Bộ luật Lao động 2019';
/** Nghị quyết 28/2026/QH16: Ngày Văn hóa Việt Nam 24/11 is a day off from 2026 on. */
const CULTURE_DAY = 'Nghị quyết 28/2026/QH16';
const NEW_YEAR_SWAP_2026 = '12729/VPCP-KGVX ngày 25/12/2025';
/** A holiday on a weekly rest day is compensated on the next working day. */
const REST_DAY = 'Điều 111 khoản 3 Bộ luật Lao động 2019';
const NOTICE_2026 = '9441/TB-BNV';

/** The years whose days are all entered. */
export const SHIPPED_YEARS: readonly number[] = [2025, 2026, 2027];

/** The rows of the shipped calendar, by date; rows not yet decided are unconfirmed. */
export const SHIPPED_DAYS: readonly CalendarDay[] = [
  row('2025-01-01', 'holiday', 'Tết Dương lịch', LABOUR_CODE),
  row('2025-01-27', 'holiday', 'Tết Ất Tỵ', LABOUR_CODE),
  row('2025-01-28', 'holiday', 'Tết Ất Tỵ', LABOUR_CODE),
  row('2025-01-29', 'holiday', 'Tết Ất Tỵ', LABOUR_CODE),
  row('2025-01-30', 'holiday', 'Tết Ất Tỵ', LABOUR_CODE),
  row('2025-01-31', 'holiday', 'Tết Ất Tỵ', LABOUR_CODE),
  row('2025-04-07', 'holiday', 'Giỗ Tổ Hùng Vương', LABOUR_CODE),
  row('2025-04-26', 'swap_work', 'Làm bù cho ngày 02/5', null),
  row('2025-04-30', 'holiday', 'Ngày Chiến thắng', LABOUR_CODE),
  row('2025-05-01', 'holiday', 'Ngày Quốc tế Lao động', LABOUR_CODE),
  row('2025-05-02', 'swap_off', 'Nghỉ hoán đổi với ngày 26/4', null),
  row('2025-09-01', 'holiday', 'Quốc khánh', LABOUR_CODE),
  row('2025-09-02', 'holiday', 'Quốc khánh', LABOUR_CODE),

  row('2026-01-01', 'holiday', 'Tết Dương lịch', LABOUR_CODE),
  row('2026-01-02', 'swap_off', 'Nghỉ hoán đổi với ngày 10/01', NEW_YEAR_SWAP_2026),
  row('2026-01-10', 'swap_work', 'Làm bù cho ngày 02/01', NEW_YEAR_SWAP_2026),
  row('2026-02-16', 'holiday', 'Tết Bính Ngọ', NOTICE_2026),
  row('2026-02-17', 'holiday', 'Tết Bính Ngọ', NOTICE_2026),
  row('2026-02-18', 'holiday', 'Tết Bính Ngọ', NOTICE_2026),
  row('2026-02-19', 'holiday', 'Tết Bính Ngọ', NOTICE_2026),
  row('2026-02-20', 'holiday', 'Tết Bính Ngọ', NOTICE_2026),
  row('2026-04-26', 'holiday', 'Giỗ Tổ Hùng Vương', LABOUR_CODE),
  row('2026-04-27', 'compensatory', 'Nghỉ bù Giỗ Tổ Hùng Vương', LABOUR_CODE),
  row('2026-04-30', 'holiday', 'Ngày Chiến thắng', LABOUR_CODE),
  row('2026-05-01', 'holiday', 'Ngày Quốc tế Lao động', LABOUR_CODE),
  row('2026-08-22', 'swap_work', 'Làm bù cho ngày 31/8', NOTICE_2026),
  row('2026-08-31', 'swap_off', 'Nghỉ hoán đổi với ngày 22/8', NOTICE_2026),
  row('2026-09-01', 'holiday', 'Quốc khánh', NOTICE_2026),
  row('2026-09-02', 'holiday', 'Quốc khánh', NOTICE_2026),
  unconfirmed('2026-11-23', 'swap_off', 'Nghỉ hoán đổi với ngày 28/11 (đề xuất)'),
  row('2026-11-24', 'holiday', 'Ngày Văn hóa Việt Nam', CULTURE_DAY),
  unconfirmed('2026-11-28', 'swap_work', 'Làm bù cho ngày 23/11 (đề xuất)'),

  row('2027-01-01', 'holiday', 'Tết Dương lịch', LABOUR_CODE),
  unconfirmed('2027-02-05', 'holiday', 'Tết Đinh Mùi (giao thừa)'),
  unconfirmed('2027-02-06', 'holiday', 'Tết Đinh Mùi (mùng 1)'),
  unconfirmed('2027-02-07', 'holiday', 'Tết Đinh Mùi (mùng 2)'),
  unconfirmed('2027-02-08', 'holiday', 'Tết Đinh Mùi (mùng 3)'),
  unconfirmed('2027-02-09', 'holiday', 'Tết Đinh Mùi (mùng 4)'),
  unconfirmed('2027-02-10', 'compensatory', 'Nghỉ bù Tết Đinh Mùi'),
  unconfirmed('2027-02-11', 'compensatory', 'Nghỉ bù Tết Đinh Mùi'),
  row('2027-04-16', 'holiday', 'Giỗ Tổ Hùng Vương', LABOUR_CODE),
  row('2027-04-30', 'holiday', 'Ngày Chiến thắng', LABOUR_CODE),
  row('2027-05-01', 'holiday', 'Ngày Quốc tế Lao động', LABOUR_CODE),
  unconfirmed('2027-05-03', 'compensatory', 'Nghỉ bù Ngày Quốc tế Lao động'),
  row('2027-09-02', 'holiday', 'Quốc khánh', LABOUR_CODE),
  unconfirmed('2027-09-03', 'holiday', 'Quốc khánh (ngày liền kề, chưa công bố)'),
  row('2027-11-24', 'holiday', 'Ngày Văn hóa Việt Nam', CULTURE_DAY),

  // Of 2028 the days that the law fixes; Tết, Giỗ Tổ, the second day of Quốc khánh and swaps are not announced.
  fixed('2028-01-01', 'holiday', 'Tết Dương lịch', LABOUR_CODE),
  fixed('2028-01-03', 'compensatory', 'Nghỉ bù Tết Dương lịch', REST_DAY),
  fixed('2028-04-30', 'holiday', 'Ngày Chiến thắng', LABOUR_CODE),
  fixed('2028-05-01', 'holiday', 'Ngày Quốc tế Lao động', LABOUR_CODE),
  fixed('2028-05-02', 'compensatory', 'Nghỉ bù Ngày Chiến thắng', REST_DAY),
  fixed('2028-09-02', 'holiday', 'Quốc khánh', LABOUR_CODE),
  fixed('2028-09-04', 'compensatory', 'Nghỉ bù Quốc khánh', REST_DAY),
  fixed('2028-11-24', 'holiday', 'Ngày Văn hóa Việt Nam', CULTURE_DAY),
];

function row(on: string, kind: CalendarKind, name: string, source: string | null): CalendarDay {
  return { day: day(on), kind, confirmed: true, name, source };
}

function unconfirmed(on: string, kind: CalendarKind, name: string): CalendarDay {
  return { day: day(on), kind, confirmed: false, name, source: null };
}

/** By law, before anybody has announced the year. */
function fixed(on: string, kind: CalendarKind, name: string, source: string): CalendarDay {
  return { day: day(on), kind, confirmed: false, name, source };
}
