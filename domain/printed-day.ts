import type { Day } from './day.js';

/** A day as official papers print it, `05/7/2026`: days below ten and months 1 and 2 are padded (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export function printedDay(on: Day): string {
  const [year = '', month = '', dayOfMonth = ''] = on.split('-');
  return `${dayOfMonth}/${Number(month) < 3 ? month : String(Number(month))}/${year}`;
}
