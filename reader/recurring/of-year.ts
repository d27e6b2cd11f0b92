import { datePattern } from '../dates.js';
import type { Groups } from '../dates.js';
import type { Recurrence } from '../../domain/schemas/plan-draft.js';
import { EACH, boundaryOf, listed, onDate, unitWords, units } from '../recurrence-rules.js';
import { AT, LISTED, WORD, type RecurringRow } from './row.js';

const DATE = datePattern('a');

/** What recurs on a day and month of each year. */
export const OF_YEAR: readonly RecurringRow[] = [
  {
    reads: 'sáu tháng, một năm (trước 15/5 và 15/11): as many days as periods, in their order',
    needs: /tháng/u,
    pattern: new RegExp(
      String.raw`(?:định kỳ |báo cáo |${EACH} )*(?<units>${unitWords()}(?:(?:,| và|, và| hoặc) (?:${EACH} )?${unitWords()})+)(?:[^;.\d()]{0,120}?\s)?[,:]?\s*\(?(?:gửi |nộp )?${WORD}\s*(?:các\s*)?(?:ngày\s*)?(?<days>${LISTED}(?:(?:\s*(?:,|;|và|hoặc)\s*)+(?:trước\s*)?(?:ngày\s*)?${LISTED})+)(?<next>\s*năm (?:sau|liền kề|kế tiếp))?(?:\s*${EACH} năm)?\)?`,
      'gu',
    ),
    read: (groups) => eachItsDay(groups),
  },
  {
    reads: 'trước ngày 31 tháng 12 năm sau; trước ngày 10/01 của năm liền kề năm báo cáo',
    needs: /năm (?:sau|liền|kế|tiếp)/u,
    pattern: new RegExp(
      String.raw`(?:(?:${WORD}\s*)?${AT}ngày\s*|(?<word2>trước)\s*)${DATE}\s*(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo)(?: (?:của )?năm báo cáo| liền kề)?`,
      'gu',
    ),
    read: (groups) =>
      onDate({ ...groups, word: groups['word'] ?? groups['word2'] }, 'year', { yearOffset: 1 }),
  },
  {
    reads: 'trước ngày 15/6, 15/12 (hằng năm); trước ngày 15/6 và ngày 15/12',
    pattern: new RegExp(
      String.raw`${WORD}\s*(?:các\s*)?ngày\s*${LISTED}(?:(?:\s*(?:,|;|và|hoặc)\s*)+(?:(?:trước\s*)?ngày\s*)?${LISTED})+(?:\s*${EACH} năm)?`,
      'gu',
    ),
    read: (groups, found) => listed(groups, found),
  },
  {
    reads: 'định kỳ ngày 18/6 và 18/12; định kỳ vào các ngày 20/3, 20/6, 20/9 và 20/12',
    needs: /định kỳ/u,
    pattern: new RegExp(
      String.raw`(?<!\p{L})định kỳ,?\s*\(?(?:các\s*)?ngày\s*${LISTED}(?:\s*(?:,|;|và)\s*(?:ngày\s*)?${LISTED})+(?:\s*${EACH} năm)?`,
      'gu',
    ),
    read: (groups, found) => listed(groups, found),
  },
  {
    reads: 'trước 15/6 và 15/12 hằng năm: days without the word "ngày"',
    needs: /(?:hằng|hàng|mỗi|từng) năm/u,
    pattern: new RegExp(
      String.raw`${WORD}\s*${LISTED}(?:\s*(?:,|;|và|hoặc)\s*${LISTED})+\s*${EACH} năm`,
      'gu',
    ),
    read: (groups, found) => listed(groups, found),
  },
  {
    reads: 'hằng tháng (…), quý (…), năm (trước ngày 15/12): the last of a list',
    needs: /\)(?:,|;| và)/u,
    pattern: new RegExp(
      String.raw`(?<=\)(?:,|;| và)\s*)(?:báo cáo |cả |${EACH} )*năm\s*\(${WORD}\s*ngày\s*${DATE}\)`,
      'gu',
    ),
    read: (groups) => (groups['aY'] === undefined ? onDate(groups, 'year', {}) : null),
  },
  {
    reads: 'chậm nhất vào ngày 15 tháng 10 hằng năm; trước 15/12 hằng năm',
    needs: /(?:hằng|hàng|mỗi|từng) năm/u,
    pattern: new RegExp(
      String.raw`${WORD}\s*${AT}(?:ngày\s*)?${DATE}\s*(?:của\s*)?(?:năm\s*)?${EACH} năm`,
      'gu',
    ),
    read: (groups) => onDate(groups, 'year', {}),
  },
  {
    reads: 'hằng năm, báo cáo kết quả trước ngày 30/11',
    needs: /(?:hằng|hàng|mỗi|từng) năm/u,
    pattern: new RegExp(
      String.raw`(?:định kỳ\s*)?${EACH} năm,?\s*[^;.\d]{0,120}?\(?(?:${WORD}\s*ngày\s*|(?<word2>trước)\s*)${DATE}(?!\s*(?:,|và)\s*\d)`,
      'gu',
    ),
    read: (groups) =>
      groups['aY'] === undefined
        ? onDate({ ...groups, word: groups['word'] ?? groups['word2'] }, 'year', {})
        : null,
  },
];

/** The days of a phrase, each for the period at its place: "sáu tháng, một năm (trước 15/5 và 15/11)"; null where they are not as many. */
function eachItsDay(groups: Groups): Recurrence[] | null {
  const rules = units(groups['units'] ?? '') ?? [];
  const days = [...(groups['days'] ?? '').matchAll(/(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})/gu)];
  if (rules.length !== days.length) return null;
  // Half a year apart they are the two half-yearly ones, the second that of the year.
  const [first, second] = days;
  const isNext = groups['next'] !== undefined;
  if (days.length === 2 && !isNext && Number(second?.[2]) - Number(first?.[2]) === 6)
    return listed(groups, groups['days'] ?? '');
  return rules.map(({ every }, index) => ({
    every,
    month: Number(days[index]?.[2]),
    day: Number(days[index]?.[1]),
    // "ngày 05 tháng 01 năm sau": the last of them is of the year after.
    ...(isNext && index === days.length - 1 ? { yearOffset: 1 } : {}),
    boundary: boundaryOf(groups),
  }));
}
