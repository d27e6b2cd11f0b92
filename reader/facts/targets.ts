import type { DraftTarget } from '../../domain/schemas/plan-draft.js';
import type { DocumentParts } from '../document-parts.js';
import type { Block } from '../outline.js';
import { evidenceOf, type Passage } from '../passage.js';
import { clausesOf } from '../sentences.js';

/** The comparators of a target; a word that is none of these states the figure itself. */
const COMPARATORS: readonly { words: string; comparator: DraftTarget['comparator'] }[] = [
  { words: 'ít nhất|tối thiểu|không dưới|không thấp hơn|trên|từ', comparator: 'at_least' },
  { words: 'không quá|tối đa|dưới|không vượt quá', comparator: 'at_most' },
];
const COMPARED = COMPARATORS.map(({ words }) => words).join('|');
/** "25", "1.200", "97,5". */
const FIGURE = String.raw`(?<n>\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d+)?)`;
/** "(tỉ lệ 25%)": the share that goes with a count. */
const SHARE = String.raw`\s*\((?:tỉ lệ|tỷ lệ|chiếm|đạt|tương đương)?\s*(?<rate>\d{1,3}(?:,\d+)?)\s*%`;
/** Where what is counted ends. */
const SUBJECT_END = String.raw`(?=\s*[;.(,:]|\s+(?:và đến|vào cuối|trong năm|đến năm|tr(?:ên|ong) tổng số|trên địa bàn|so với|trở lên)|$)`;
const COUNTED = String.raw`(?<subject>[^();.:\d%]{4,110}?)`;

interface TargetRow {
  readonly reads: string;
  readonly pattern: RegExp;
  /** Whether the words bind outside a section of targets too. */
  readonly anywhere?: boolean;
}

/** How a target is stated; groups: n the figure, pct its sign, cmp the comparator, rate a share, count a count. */
const ROWS: readonly TargetRow[] = [
  {
    reads: 'đối với người nghiện mới được phát hiện yêu cầu 100% phải đăng ký …',
    pattern:
      /(?:đối với\s+)(?<subject>[^;,.()]{5,80}?)\s+(?:yêu cầu\s+)?(?<n>100)(?<pct>%) phải [^;,.]{3,80}/gu,
    anywhere: true,
  },
  {
    reads: 'bảo đảm 100% xã, phường tổ chức …; 100% trạm y tế có …',
    pattern:
      /(?:^|(?:bảo đảm|đảm bảo|phấn đấu|có|:)\s+)(?<n>100)\s*(?<pct>%)\s*(?<subject>[^();.:\d%]{2,110}?)(?=\s+(?:tổ chức|được|có|đạt|thực hiện|xây dựng|ký|tham gia|triển khai|hoàn thành|phải|đủ)\s)[^;.]*/gu,
  },
  {
    reads: 'năm 2026: đạt 25% (30 xã, phường)',
    pattern: new RegExp(
      String.raw`(?:đạt|có)\s+(?:(?<cmp>${COMPARED})\s+)?${FIGURE}\s*(?<pct>%)\s*\((?<count>\d{1,5})\s+(?<subject>[^()\d%]{2,60})\)`,
      'gu',
    ),
  },
  {
    reads: 'nâng tổng số lên 215/340 trường (63,2%)',
    pattern: new RegExp(
      String.raw`(?<count>\d{1,5})\/(?<of>\d{1,5})\s+(?<subject>[^()\d%;.]{2,60}?)\s*\(${FIGURE}\s*(?<pct>%)\)`,
      'gu',
    ),
  },
  {
    reads: 'đến năm 2028: 90% dịch vụ công …; năm 2026: 80% cán bộ hoàn thành …',
    pattern: new RegExp(
      String.raw`(?<=năm \d{4}\s*:\s*)(?:(?:đạt|có)\s+)?(?:(?<cmp>${COMPARED})\s+)?${FIGURE}\s*(?<pct>%)\s*${COUNTED}${SUBJECT_END}`,
      'gu',
    ),
  },
  {
    reads: 'kết nạp từ 120 đảng viên mới trở lên',
    pattern: new RegExp(
      String.raw`(?<cmp>từ)\s+${FIGURE}\s*(?<pct>%)?\s+${COUNTED}\s+trở lên`,
      'gu',
    ),
  },
  {
    reads: 'tỷ lệ hồ sơ … đạt từ 98% trở lên; mức độ hài lòng … đạt trên 92%',
    pattern: new RegExp(
      String.raw`(?<subject>(?:tỷ lệ|tỉ lệ|mức độ)\s[^();.:\d%]{4,110}?)\s+(?:đạt|còn|giảm còn)\s+(?:(?<cmp>${COMPARED})\s+)?${FIGURE}\s*(?<pct>%)(?:\s*trở lên)?`,
      'gu',
    ),
  },
  {
    reads: 'ít nhất 25 xã, phường đạt … (tỉ lệ 25%); ít nhất 50% xã, phường, đặc khu …',
    pattern: new RegExp(
      String.raw`(?<turn>giảm |tăng )?(?<!\p{L})(?!từ\s)(?<cmp>${COMPARED})\s+${FIGURE}\s*(?<pct>%)?\s*(?:tổng số |số )?(?<subject>[^();.:\d%]{4,110}?)(?=\s*\((?:tỉ lệ|tỷ lệ|chiếm|đạt|tương đương)?\s*\d|\s*[;.(]|\s+(?:và đến|vào cuối|trong năm|tr(?:ên|ong) tổng số|trên địa bàn|so với)|$)(?:${SHARE}\s*\))?`,
      'gu',
    ),
  },
  {
    reads: 'phấn đấu xây dựng 20 xã không ma túy; phấn đấu đến năm 2030 có 90% hộ …',
    pattern: new RegExp(
      String.raw`phấn đấu\s+(?:(?:đến|trong)(?: hết| cuối)? năm \d{4},?\s+)?(?:(?:có|đạt|xây dựng|công nhận|thành lập)\s+)?${FIGURE}\s*(?<pct>%)?\s+${COUNTED}${SUBJECT_END}(?:${SHARE}\s*\))?`,
      'gu',
    ),
  },
];
/** Words of a section, a heading or a sentence that sets targets. */
const SETS_TARGETS = /mục tiêu|chỉ tiêu|phấn đấu|lộ trình|^đến (?:hết |cuối )?năm \d{4},/u;
/** A heading under which a figure is a target: one of targets, or of what the plan demands. */
const TARGET_HEADING = /mục tiêu|chỉ tiêu|phấn đấu|lộ trình|yêu cầu/u;
/** A year that a target may be for; not the one it is compared with. */
const YEAR =
  /(?<!(?:so với|cùng kỳ|từ|giai đoạn|kết quả)\s+)(?<!\p{L})năm\s+(\d{4})(?!\s*(?:-|đến))/gu;
/** The year that stands after the figure: "… trong năm 2026", "… vào cuối năm 2030". */
const YEAR_AFTER = /^[^;.%]{0,80}?(?:trong|vào|đến)(?: hết| cuối)?\s+năm\s+(\d{4})/u;

/** The figures a plan sets itself, by year; a share repeated elsewhere for the same year is not listed twice. */
export function targetsOf({ source, blocks, paragraphs }: DocumentParts): DraftTarget[] {
  const communes = communeCount(paragraphs);
  const found: DraftTarget[] = [];
  for (const block of blocks) {
    const headings = headingsOf(block);
    const sets = TARGET_HEADING.test([block.sectionTitle, ...headings].join(' '));
    for (const { passage } of clausesOf(block.passage)) {
      const rows = ROWS.filter(
        ({ anywhere }) => anywhere === true || sets || SETS_TARGETS.test(passage.key),
      );
      found.push(...targetsIn({ source, passage, headings, communes }, rows));
    }
  }
  const kept: DraftTarget[] = [];
  const byWeight = [...found].sort((a, b) => Number(a.count === null) - Number(b.count === null));
  for (const target of byWeight) {
    const known = kept.some(
      (other) =>
        other.year === target.year &&
        other.percent === target.percent &&
        (target.count === null || other.count === target.count) &&
        (sharedWords(other.subject, target.subject) || target.year !== null),
    );
    if (!known) kept.push(target);
  }
  return kept.sort((a, b) => a.evidence.start - b.evidence.start);
}

/** The headings a block stands under, from the nearest. */
function headingsOf(block: Block): string[] {
  return block.parent === null ? [] : [block.parent.passage.key, ...headingsOf(block.parent)];
}

interface Stated {
  readonly source: string;
  readonly passage: Passage;
  readonly headings: readonly string[];
  readonly communes: number | null;
}

function targetsIn(stated: Stated, rows: readonly TargetRow[]): DraftTarget[] {
  const { source, passage } = stated;
  const taken: { start: number; end: number }[] = [];
  return rows.flatMap(({ pattern }) =>
    [...passage.key.matchAll(pattern)].flatMap((match) => {
      const start = match.index;
      const end = start + match[0].length;
      const subject = subjectOf(passage, match);
      const value = numberOf(match.groups?.['n']);
      if (subject === null || value === null || perUnit(passage.key, start)) return [];
      if (taken.some((other) => start < other.end && other.start < end)) return [];
      taken.push({ start, end });
      const year = yearOf(stated, start, end);
      const from = Math.min(start, year.index ?? start);
      return [
        {
          subject,
          year: year.year,
          ...amountsOf(match.groups ?? {}, value),
          of:
            numberOf(match.groups?.['of']) ??
            ofHowMany(stated, subject, match.groups?.['pct'] === undefined),
          evidence: evidenceOf(source, passage, from, end),
        },
      ];
    }),
  );
}

/** "mỗi xã ít nhất 10 …" is a figure for each, not a target of the plan. */
function perUnit(key: string, at: number): boolean {
  return /(?:mỗi|từng)\s[^;.%]{0,60}$/u.test(key.slice(0, at));
}

function amountsOf(
  groups: Readonly<Record<string, string | undefined>>,
  value: number,
): Pick<DraftTarget, 'comparator' | 'count' | 'percent'> {
  const share = groups['pct'] !== undefined;
  return {
    comparator: comparatorOf(groups['cmp']),
    count: share ? numberOf(groups['count']) : value,
    percent: share ? value : numberOf(groups['rate']),
  };
}

function comparatorOf(word: string | undefined): DraftTarget['comparator'] {
  const row = COMPARATORS.find(({ words }) => words.split('|').includes(word ?? ''));
  return row?.comparator ?? 'equal';
}

/** "trên tổng số 120 xã, phường" in the sentence or its headings; else the communes the plan counts. */
function ofHowMany(
  { passage, headings, communes }: Stated,
  subject: string,
  isCount: boolean,
): number | null {
  for (const key of [passage.key, ...headings]) {
    const printed = /(?:trên|trong)\s+tổng số\s+(\d{1,3}(?:\.\d{3})*)/u.exec(key);
    if (printed !== null) return numberOf(printed[1]);
  }
  return isCount && /^(?:số )?xã, phường/u.test(subject.toLowerCase()) ? communes : null;
}

/** The year printed last before the figure, else after it, else in the nearest heading; its place when it leads. */
function yearOf(
  { passage: { key }, headings }: Stated,
  start: number,
  end: number,
): { year: number | null; index: number | null } {
  const before = [...key.slice(0, start).matchAll(YEAR)].at(-1);
  if (before !== undefined) return { year: Number(before[1]), index: before.index };
  const inside = [...key.slice(start, end).matchAll(YEAR)].at(-1);
  const after = inside ?? YEAR_AFTER.exec(key.slice(end));
  if (after !== null) return { year: Number(after[1]), index: null };
  for (const heading of headings) {
    const years = [...new Set([...heading.matchAll(YEAR)].map((match) => Number(match[1])))];
    if (years.length === 1) return { year: years[0] ?? null, index: null };
  }
  return { year: null, index: null };
}

/** Whether two subjects begin with the same word. */
function sharedWords(a: string, b: string): boolean {
  const first = (text: string) => text.toLowerCase().split(/[\s,]+/u)[0];
  return first(a) === first(b);
}

/** What is counted, without the verb: "xã, phường đạt không ma túy" is read as "xã, phường không ma túy". */
function subjectOf(passage: Passage, match: RegExpMatchArray): string | null {
  const printed = match.groups?.['subject'] ?? '';
  const at = (match.index ?? 0) + match[0].indexOf(printed);
  const turn = match.groups?.['turn'] ?? '';
  const subject = `${turn}${passage.text.slice(at, at + printed.length)}`
    .replace(/\s+đạt(?=\s)/u, '')
    .replace(/["'“”]/gu, '')
    .trim();
  return /\p{L}{2}/u.test(subject) &&
    !/^(?:ngày|tháng|năm|giờ|lần|tuổi|nghìn|triệu|tỷ)/u.test(subject)
    ? subject
    : null;
}

/** "với 99 đơn vị hành chính cấp xã": what a share of communes is a share of. */
function communeCount(paragraphs: readonly Passage[]): number | null {
  for (const { key } of paragraphs) {
    const found = /(\d{1,3}(?:\.\d{3})*)\s+đơn vị hành chính cấp xã/u.exec(key);
    if (found !== null) return numberOf(found[1]);
  }
  return null;
}

/** Vietnamese figures: dots group thousands, the comma is the decimal mark. */
function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text.replace(/\./gu, '').replace(',', '.'));
  return Number.isNaN(value) ? null : value;
}
