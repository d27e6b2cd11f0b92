import { EACH, unitWords, units } from '../recurrence-rules.js';
import type { RecurringRow } from './row.js';

/** "báo cáo quý I trước ngày …", "báo cáo 6 tháng trước ngày …": the name of one report with a day of its own. */
const LABEL = String.raw`[^;.]{0,60}?(?:trước|chậm nhất|muộn nhất)[^;.]{0,20}?ngày\s*\d{1,2}\s*(?:[/.-]|tháng)\s*\d`;

/** What recurs without a day printed: a person is asked for it. */
export const WITHOUT_DAY: readonly RecurringRow[] = [
  {
    reads: 'định kỳ tháng 12 hằng năm',
    pattern: new RegExp(
      String.raw`(?:định kỳ\s*)?(?:vào\s*)?tháng\s*(?<m>\d{1,2})\s*${EACH} năm`,
      'gu',
    ),
    read: (groups) => [{ every: 'year', month: Number(groups['m']) }],
  },
  {
    reads: 'hằng tháng (trước ngày 18), quý, 6 tháng, năm: the rest of a list, without its days',
    needs: /\)\s*,/u,
    pattern: new RegExp(
      String.raw`(?<=(?:định kỳ|${EACH}) [^;.]{0,80}\)\s*,\s*)${unitWords()}(?:\s*(?:,|và)\s*${unitWords()})*(?!\p{L}|\s*[(\d])`,
      'gu',
    ),
    read: (_groups, found) => units(found),
  },
  {
    reads: 'vào ngày làm việc cuối cùng của tháng: a day that each month has to be counted for',
    needs: /ngày làm việc/u,
    pattern: new RegExp(
      String.raw`ngày làm việc (?:cuối cùng|đầu tiên|cuối|thứ \p{L}+) (?:của )?(?:${EACH} )?(?:tuần|tháng|quý|năm)(?!\s*\d)`,
      'gu',
    ),
    read: (_groups, found) => units(found.slice(found.lastIndexOf(' '))),
  },
  {
    reads: 'mỗi tuần một lần; 6 tháng một lần; 01 lần/quý',
    needs: /lần/u,
    pattern: new RegExp(
      String.raw`(?<!(?:\d|hai|ba|bốn|năm|mười) )(?:cứ )?${unitWords()}\s*(?:một|0?1|\/)\s*(?:0?1\s*)?lần(?!\p{L})|(?<!\p{L})(?:một|0?1) lần\s*(?:\/|trong |mỗi )\s*(?:một |0?1 )?${unitWords()}(?!\p{L})`,
      'gu',
    ),
    read: (_groups, found) => units(found.replace(/(?:một|0?1|\/)\s*(?:0?1\s*)?lần/u, '')),
  },
  {
    reads: 'định kỳ 06 tháng, 01 năm; định kỳ hằng quý, 6 tháng, năm',
    pattern: new RegExp(
      String.raw`(?:định kỳ|(?<!(?:kèm|cùng|cùng với|trong|vào) )báo cáo(?!${LABEL}))\s*(?:\(?${unitWords()}\)?)(?:\s*(?:,|và|hoặc|\/|-)\s*${unitWords()})*(?!\p{L}|\s*\d|\s+[ivx]{1,4}(?!\p{L}))|${EACH} (?:tuần|tháng|quý|năm)(?! (?:[ivx]{1,4}(?!\p{L})|\d))(?:\s*(?:,|và|hoặc)\s*${unitWords()})*(?!\p{L})`,
      'gu',
    ),
    read: (_groups, found) => units(found),
  },
];
