import { FIRST_DAYS, SPELLED, datePattern } from '../dates.js';
import { EACH, everyOf, forEachKind, onDate, periodWords } from '../recurrence-rules.js';
import { ANY_WORD, LISTED, WORD, type RecurringRow } from './row.js';

const DATE = datePattern('a');
/** "hằng năm" between a day and the kind of report that it is for. */
const EACH_YEAR = String.raw`(?:\s*(?:của\s*)?${EACH} năm)?`;
/** Source of a pattern that reads "đối với báo cáo năm", "(đối với báo cáo 6 tháng)". */
export const FOR_KIND = String.raw`${EACH_YEAR}\s*\(?đối với (?:báo cáo )?(?:${EACH} )?(?:${periodWords()})\)?`;
/** "đối với báo cáo 06 tháng": the kind of report after its day, and one day with its kind taken apart. */
const DAY_FOR_KIND_PARTS = new RegExp(
  String.raw`(?:${WORD}\s*)?(?:ngày\s*)?${FIRST_DAYS}(?<d>\d{1,2})${SPELLED}\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2})${SPELLED}${EACH_YEAR}\s*\(?đối với (?:báo cáo )?(?:${EACH} )?(?<kind>${periodWords()})\)?`,
  'gu',
);
/** "10/01 năm sau": the day is of the year after the one reported on. */
const NEXT_YEAR = String.raw`(?:\s*(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo))`;
/** "6 tháng đầu năm (trước ngày 15/6)": the kind of report before its day, without a year. */
const KIND_THEN_DAY = String.raw`(?:(?:định kỳ|báo cáo|sơ kết|tổng kết|kết quả|cả|hằng|hàng)\s+)*(?:(?:0?6|sáu|0?9|chín) tháng(?: đầu năm| cuối năm)?|quý|(?:(?:0?1|một) )?năm),?\s*\(?(?:${ANY_WORD}\s*(?:ngày\s*)?|ngày\s*)${LISTED}${NEXT_YEAR}?\)?`;
const KIND_THEN_DAY_PARTS = new RegExp(
  String.raw`(?<kind>(?:0?6|sáu|0?9|chín) tháng|quý|năm)(?: đầu năm| cuối năm)?,?\s*\(?(?:${WORD}\s*(?:ngày\s*)?|ngày\s*)${FIRST_DAYS}(?<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?<m>\d{1,2})(?<next>${NEXT_YEAR})?`,
  'gu',
);

/** Reports of several kinds, each with a day and month of its own. */
export const BY_KIND: readonly RecurringRow[] = [
  {
    reads:
      'trước ngày 25/06 đối với báo cáo 06 tháng; trước 15/6 (đối với báo cáo 6 tháng) và 15/12 (đối với báo cáo năm)',
    needs: /đối với/u,
    pattern: new RegExp(
      String.raw`${WORD}\s*(?:ngày\s*)?${LISTED}${FOR_KIND}(?:\s*(?:;|,| và)+\s*(?:${ANY_WORD}\s*)?(?:ngày\s*)?${LISTED}${FOR_KIND})*`,
      'gu',
    ),
    read: (_groups, found) => forEachKind(found, DAY_FOR_KIND_PARTS),
  },
  {
    reads:
      'báo cáo 6 tháng trước ngày 10/6, 9 tháng trước ngày 10/9; sơ kết 6 tháng (trước ngày 15/6), tổng kết năm (…)',
    pattern: new RegExp(
      String.raw`(?:${KIND_THEN_DAY}(?:\s*(?:;|,|và)\s*)+)+${KIND_THEN_DAY}`,
      'gu',
    ),
    read: (_groups, found) => forEachKind(found, KIND_THEN_DAY_PARTS),
  },
  {
    reads:
      'báo cáo 6 tháng trước ngày 10/6; báo cáo năm gửi về … trước ngày 15/12: each year anew, since none is printed',
    pattern: new RegExp(
      String.raw`(?:báo cáo|định kỳ)\s+(?<kind>(?:0?6|sáu) tháng(?: đầu năm| cuối năm)?|(?:0?9|chín) tháng|(?:cả |${EACH} )?năm)(?!\s*\d)(?:[^;.\d()]{0,60}?[\s:,])??(?:${WORD}\s*(?:ngày\s*)?|(?<=(?:tháng|năm) )ngày\s*|(?<=(?:tháng|năm)):\s*(?:ngày\s*)?)${DATE}(?!\s*(?:,|và|;|hoặc)\s*(?:trước )?(?:ngày )?\d|\s*\(?đối với|\s*(?:của\s*)?năm (?:sau|liền kề|kế tiếp|tiếp theo))`,
      'gu',
    ),
    read: (groups) =>
      groups['aY'] === undefined ? onDate(groups, everyOf(groups['kind']), {}) : null,
  },
];
