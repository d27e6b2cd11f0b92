import type { Passage } from './passage.js';

/** A page number that says it is one: "- 3 -", "Trang 2", "Trang 2/10", "2 / 10". */
const PAGE_NUMBER = /^(?:-\s*\d{1,3}\s*-|trang\s+\d{1,3}(?:\s*(?:\/|trên|of)\s*\d{1,3})?)$/u;
/** A number alone on a line, which may be one. */
const BARE_NUMBER = /^\d{1,3}$/u;
/** Words after which a number alone belongs to the sentence: "tháng ⏎ 6". */
const WANTS_NUMBER = /(?:^| )(?:ngày|tháng|năm|quý|số|tuần|lúc|trước|hết|nhất|khoản|điều|mục|kỳ)$/u;
/** Fewer characters than these lie between numbers of a list or the cells of a table. */
const SHORTEST_PAGE = 400;
/** Lines of a page's top or foot that may be running titles, and their greatest length. */
const LONGEST_TITLE = 90;
const FEWEST_TIMES = 3;
/** An entry of a list may well be said again. */
const LISTED = /^(?:[-+]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[ivx]{1,5}\.)\s*/u;

/** The lines without page numbers and without titles that run at the top or foot of the pages. */
export function withoutFurniture(
  lines: readonly Passage[],
  pageEnds: readonly number[],
): readonly Passage[] {
  const atEdge = edgesOf(lines, pageEnds);
  const numbers = pageNumbers(lines, atEdge);
  const besideEdge = (index: number) =>
    atEdge.has(index) || numbers.has(index - 1) || numbers.has(index + 1);
  const running = runningTitles(lines, besideEdge);
  return lines.filter(
    ({ key }, index) => !numbers.has(index) && !(running.has(key) && besideEdge(index)),
  );
}

/** The first and the last line of every page but the first line and the last of the text. */
function edgesOf(lines: readonly Passage[], pageEnds: readonly number[]): ReadonlySet<number> {
  const edges = new Set<number>();
  let end = 0;
  lines.forEach((line, index) => {
    const start = line.from[0] ?? 0;
    let turned = false;
    while ((pageEnds[end] ?? Number.POSITIVE_INFINITY) < start) {
      turned = true;
      end += 1;
    }
    if (turned && index > 0) edges.add(index - 1).add(index);
  });
  return edges;
}

/** Lines that are page numbers: by their words, by their place, or because they count on at a page's distance. */
function pageNumbers(lines: readonly Passage[], atEdge: ReadonlySet<number>): ReadonlySet<number> {
  const found = new Set<number>();
  let last = 0;
  let since = 0;
  lines.forEach(({ key }, index) => {
    const wanted =
      WANTS_NUMBER.test(lines[index - 1]?.key ?? '') && !/^\d/u.test(lines[index + 1]?.key ?? '');
    if (PAGE_NUMBER.test(key)) found.add(index);
    if (!BARE_NUMBER.test(key) || wanted) {
      since += key.length;
      return;
    }
    const number = Number(key);
    const countsOn = number === last + 1 || (last === 0 && number === 2);
    if (atEdge.has(index) || (countsOn && (since >= SHORTEST_PAGE || index === 0))) {
      found.add(index);
      last = number;
    }
    since = 0;
  });
  return found;
}

/** Short lines said again and again where pages meet. */
function runningTitles(
  lines: readonly Passage[],
  besideEdge: (index: number) => boolean,
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  lines.forEach(({ key }, index) => {
    if (key.length > LONGEST_TITLE || LISTED.test(key) || !besideEdge(index)) return;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return new Set([...counts].filter(([, count]) => count >= FEWEST_TIMES).map(([key]) => key));
}
