import { printedDay } from '../printed-day.js';
import type { EntryContent, EntryKind, UnitStanding } from './unit-history.js';

/** What an entry notes, in a word: as lists are filled in and the register is printed. */
export const ENTRY_WORDS: Readonly<Record<EntryKind, string>> = {
  registered: 'Đăng ký',
  recognised: 'Công nhận',
  lost: 'Không còn đạt',
  regained: 'Công nhận lại',
  carriedOver: 'Chuyển năm',
};

/** How a unit stands, in a word. */
export const STANDING_WORDS: Readonly<Record<UnitStanding['state'], string>> = {
  none: 'Chưa được công nhận',
  recognised: 'Được công nhận',
  lost: 'Không còn đạt',
};

/** "Quyết định số 12/QĐ-UBND ngày 20/12/2025 của Chủ tịch UBND tỉnh"; empty where nothing was decided. */
export function decisionWords(entry: EntryContent): string {
  if (!('decision' in entry)) return '';
  const { number, on, by } = entry.decision;
  return `Quyết định số ${number} ngày ${printedDay(on)} của ${by}`;
}
