import type { DraftTarget } from '../../domain/schemas/plan-draft.js';
import type { DocumentParts } from '../document-parts.js';
import { evidenceOf, type Passage } from '../passage.js';
import { clausesOf } from '../sentences.js';

/** The comparators of a target, tried in order. */
const COMPARATORS: readonly { word: string; comparator: DraftTarget['comparator'] }[] = [
  { word: 'ít nhất|tối thiểu|không dưới|không thấp hơn|trên', comparator: 'at_least' },
  { word: 'không quá|tối đa|dưới|không vượt quá', comparator: 'at_most' },
];
const ANY_COMPARATOR = COMPARATORS.map(({ word }) => word).join('|');
/** "ít nhất 25 xã, phường đạt … (tỉ lệ 25%)", "ít nhất 50% xã, phường, đặc khu …". */
const AMOUNT = new RegExp(
  String.raw`(?<cmp>${ANY_COMPARATOR})\s+(?<n>\d{1,3}(?:\.\d{3})*(?:,\d+)?)\s*(?<pct>%)?\s*(?:tổng số |số )?(?<subject>[^();.:\d%]{4,110}?)(?=\s*\((?:tỉ lệ|tỷ lệ|chiếm|đạt)?\s*(?<rate>\d{1,3}(?:,\d+)?)\s*%|\s*[;.(]|\s+và đến|\s+vào cuối| trên địa bàn|$)(?:\s*\((?:tỉ lệ|tỷ lệ|chiếm|đạt)?\s*\d{1,3}(?:,\d+)?\s*%\s*\))?`,
  'giu',
);
/** "đối với người nghiện mới được phát hiện yêu cầu 100% phải đăng ký …". */
const ALL_OF =
  /(?:đối với\s+)(?<subject>[^;,.()]{5,80}?)\s+(?:yêu cầu\s+)?(?<n>100)% phải [^;,.]{3,80}/giu;
/** Words of a section or sentence that sets targets. */
const SETS_TARGETS = /mục tiêu|chỉ tiêu|phấn đấu|lộ trình/u;
const YEAR = /năm\s+(\d{4})/gu;

/** The figures a plan sets itself, by year; a share repeated elsewhere for the same year is not listed twice. */
export function targetsOf({ source, blocks, paragraphs }: DocumentParts): DraftTarget[] {
  const communes = communeCount(paragraphs);
  const found: DraftTarget[] = [];
  for (const block of blocks) {
    for (const { passage } of clausesOf(block.passage)) {
      if (
        !SETS_TARGETS.test(block.sectionTitle) &&
        !SETS_TARGETS.test(passage.key) &&
        !passage.key.includes('100%')
      )
        continue;
      found.push(...amountsIn(source, passage, communes));
    }
  }
  const kept: DraftTarget[] = [];
  const byWeight = [...found].sort((a, b) => Number(a.count === null) - Number(b.count === null));
  for (const target of byWeight) {
    const known = kept.some(
      (other) => other.year === target.year && other.percent === target.percent,
    );
    if (!known) kept.push(target);
  }
  return kept.sort((a, b) => a.evidence.start - b.evidence.start);
}

function amountsIn(source: string, passage: Passage, communes: number | null): DraftTarget[] {
  const targets: DraftTarget[] = [];
  for (const match of passage.key.matchAll(AMOUNT)) {
    const groups = match.groups ?? {};
    const amount = numberOf(groups['n']);
    const subject = subjectOf(passage, match);
    if (amount === null || subject === null) continue;
    const rate = numberOf(groups['rate']);
    const year = yearBefore(passage.key, match.index);
    const start = year === null ? match.index : Math.min(match.index, year.index);
    targets.push({
      subject,
      year: year?.year ?? null,
      comparator: comparatorOf(groups['cmp'] ?? ''),
      count: groups['pct'] === undefined ? amount : null,
      percent: groups['pct'] === undefined ? rate : amount,
      of:
        groups['pct'] === undefined && /^(?:số )?xã, phường/u.test(subject.toLowerCase())
          ? communes
          : null,
      evidence: evidenceOf(source, passage, start, match.index + match[0].length),
    });
  }
  for (const match of passage.key.matchAll(ALL_OF)) {
    const subject = match.groups?.['subject'] ?? '';
    const at = match.index + match[0].indexOf(subject);
    targets.push({
      subject: passage.text.slice(at, at + subject.length),
      year: null,
      comparator: 'equal',
      count: null,
      percent: 100,
      of: null,
      evidence: evidenceOf(source, passage, match.index, match.index + match[0].length),
    });
  }
  return targets;
}

function comparatorOf(word: string): DraftTarget['comparator'] {
  return (
    COMPARATORS.find(({ word: words }) => words.split('|').includes(word))?.comparator ?? 'at_least'
  );
}

/** What is counted, without the verb: "xã, phường đạt không ma túy" is read as "xã, phường không ma túy". */
function subjectOf(passage: Passage, match: RegExpMatchArray): string | null {
  const printed = match.groups?.['subject'] ?? '';
  const at = (match.index ?? 0) + match[0].indexOf(printed);
  const subject = passage.text
    .slice(at, at + printed.length)
    .replace(/\s+đạt(?=\s)/u, '')
    .replace(/["'“”]/gu, '')
    .trim();
  return /\p{L}{2}/u.test(subject) && !/^(?:ngày|tháng|năm|giờ|lần|nghìn|triệu)/u.test(subject)
    ? subject
    : null;
}

function yearBefore(key: string, at: number): { year: number; index: number } | null {
  let last: { year: number; index: number } | null = null;
  for (const match of key.slice(0, at).matchAll(YEAR))
    last = { year: Number(match[1]), index: match.index };
  return last;
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
