import type { CleanText } from './clean.js';

/** What is shortened in a hurry, where the words around show what is meant; never in a number, "15/BC-UBND". */
const ABBREVIATIONS: readonly { readonly pattern: RegExp; readonly means: string }[] = [
  {
    pattern:
      /(?<=(?<!\p{L})(?:gửi|nộp|có|lập|làm|các|bản) |(?<=^|\n|[,;:.-] ?))(?:BC|bc)(?![\p{L}\d/-])|(?<![\p{L}\d/-])BC(?= (?:kết quả|KQ|tháng|quý|tuần|năm|nhanh|định kỳ|sơ kết|tổng kết|0?6 tháng|về|cho|tình hình|số liệu|công tác|trước|UBND|Sở|cấp)(?!\p{L}))/gu,
    means: 'báo cáo',
  },
  {
    pattern: /(?<=(?<!\p{L})(?:gửi|nộp|báo cáo|tổng hợp|BC) )KQ(?![\p{L}\d/-])/gu,
    means: 'kết quả',
  },
  { pattern: /(?<=(?<!\p{L})(?:gửi|nộp|lập|chốt) )(?:DS|ds)(?![\p{L}\d/-])/gu, means: 'danh sách' },
  {
    pattern: /(?<=(?<!\p{L})(?:gửi|nộp|lập|xây dựng|ban hành) )KH(?![\p{L}\d/-])/gu,
    means: 'kế hoạch',
  },
];

/** The text with such words written out; each letter of them stands where the abbreviation is printed. */
export function spelledOut(clean: CleanText): CleanText {
  const found = ABBREVIATIONS.flatMap(({ pattern, means }) =>
    [...clean.text.matchAll(pattern)].map(({ index, 0: said }) => ({
      start: index,
      end: index + said.length,
      means,
    })),
  ).sort((a, b) => a.start - b.start);
  if (found.length === 0) return clean;
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  const keep = (end: number) => {
    text.push(clean.text.slice(at, end));
    for (let i = at; i < end; i += 1) {
      from.push(clean.from[i] ?? 0);
      to.push(clean.to[i] ?? 0);
    }
    at = end;
  };
  for (const { start, end, means } of found) {
    keep(start);
    text.push(means);
    from.push(...Array.from(means, () => clean.from[start] ?? 0));
    to.push(...Array.from(means, () => clean.to[end - 1] ?? 0));
    at = end;
  }
  keep(clean.text.length);
  return { ...clean, text: text.join(''), from, to };
}
