import { dayOf, type Day } from '../../domain/day.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import type { DocumentParts } from '../document-parts.js';
import { evidenceOf } from '../passage.js';
import type { HeadFacts } from './head.js';

const HOUR = String.raw`(?:\d{1,2}\s*(?:h|giờ)\s*(?:\d{2}\s*(?:phút|')?)?\s*,?\s*)?`;
const SEPARATOR = String.raw`\s*(?:[/.-]|tháng)\s*`;
const YEAR = String.raw`(?:(?:\s*[/.-]\s*|,?\s*năm\s*)(?<Y>\d{4}))?`;
/**
 * A span of days: "từ ngày 01/6/2026 đến hết ngày 30/6/2026", "từ ngày 01 - 30/6/2023", "từ 15-11 đến
 * 15-12-2018", "từ ngày 01 đến ngày 30 tháng 6 năm 2025"; month and year of the first end may be left
 * to the second.
 */
const SPAN = new RegExp(
  String.raw`từ\s+(?:${HOUR})(?:ngày\s*)?(?<d1>\d{1,2})(?:${SEPARATOR}(?<m1>\d{1,2}))??${YEAR.replace('Y', 'y1')}\s*(?:,?\s*(?:cho )?đến(?: hết)?|-)\s*(?:${HOUR})(?:ngày\s*)?(?<d2>\d{1,2})${SEPARATOR}(?<m2>\d{1,2})${YEAR.replace('Y', 'y2')}(?!\d|[/.-]\d)`,
  'giu',
);
/** "Thời gian thực hiện: trong tháng 6/2026": a whole month. */
const MONTH = /(?:trong\s+)?tháng\s*(?<m>\d{1,2})(?:\s*(?:\/|năm)\s*(?<y>\d{4}))?(?![\d/])/giu;
/** What before a span says that these are the plan's own days. */
const OWN_DAYS =
  /(?:thời gian(?: (?:thực hiện|triển khai|tổ chức|diễn ra|cao điểm))*(?: (?:tháng hành động|đợt cao điểm|kế hoạch|chiến dịch)[^:;.]{0,60})?\s*[:,]?|kế hoạch[^.;]{0,140} thực hiện|(?:tháng hành động|tháng cao điểm|chiến dịch|tuần lễ)[^.;]{0,100}(?:thực hiện|diễn ra|tổ chức|triển khai|bắt đầu)|^thực hiện)\s*(?:là |trong \d+ \p{L}+,? )?(?:\(?)\s*$/u;
/** What makes a subject a campaign and not a year's work. */
const CAMPAIGN =
  /tháng hành động|cao điểm|chiến dịch|tuần lễ|ra quân|đợt |lễ |tháng (?:an toàn|cao)|ngày /u;

/** The campaign's own days, or null when none are printed as such. */
export function windowOf(
  parts: DocumentParts,
  planYear: number | null,
  head: HeadFacts,
): PlanDraft['window'] {
  const peak = (head.subject ?? '').toLowerCase().includes('cao điểm');
  for (const { passage, sectionTitle } of parts.blocks) {
    const { key } = passage;
    for (const match of key.matchAll(SPAN)) {
      const before = key.slice(0, match.index);
      const own =
        OWN_DAYS.test(before) ||
        (before.trim() === '' && sectionTitle.includes('thời gian')) ||
        (peak && /cao điểm[^.;]{0,120}$/u.test(before));
      const days = own ? daysOf(match.groups ?? {}, planYear) : null;
      if (days === null) continue;
      const evidence = evidenceOf(
        parts.source,
        passage,
        match.index,
        match.index + match[0].length,
      );
      return { ...days, evidence };
    }
    for (const match of key.matchAll(MONTH)) {
      const labelled = /thời gian(?: (?:thực hiện|triển khai|tổ chức))?\s*:\s*$/u.test(
        key.slice(0, match.index),
      );
      const days = labelled ? monthOf(match.groups ?? {}, planYear) : null;
      if (days === null) continue;
      const evidence = evidenceOf(
        parts.source,
        passage,
        match.index,
        match.index + match[0].length,
      );
      return { ...days, evidence };
    }
  }
  return null;
}

/** The years an annual or multi-year plan is for, as its subject prints them; null for a campaign. */
export function periodOf(
  parts: DocumentParts,
  head: HeadFacts,
  hasWindow: boolean,
): PlanDraft['period'] {
  const [first] = parts.paragraphs;
  if (head.subject === null || first === undefined) return null;
  const many = /giai đoạn\s*(\d{4})\s*(?:-|đến(?: năm)?)\s*(\d{4})/u.exec(first.key);
  if (many !== null) {
    return {
      fromYear: Number(many[1]),
      toYear: Number(many[2]),
      evidence: evidenceOf(parts.source, first, many.index, many.index + many[0].length),
    };
  }
  const one = /năm\s*(\d{4})/u.exec(first.key);
  if (one === null || hasWindow || CAMPAIGN.test(first.key)) return null;
  return {
    fromYear: Number(one[1]),
    toYear: Number(one[1]),
    evidence: evidenceOf(parts.source, first, one.index, one.index + one[0].length),
  };
}

/** The year for days printed without one: of the subject, else of the date line. */
export function planYearOf(head: HeadFacts): number | null {
  const inSubject = /năm\s*(\d{4})/iu.exec(head.subject ?? '');
  if (inSubject !== null) return Number(inSubject[1]);
  return head.year;
}

type Groups = Readonly<Record<string, string | undefined>>;

function daysOf(groups: Groups, planYear: number | null): { from: Day; to: Day } | null {
  const lastYear = Number(groups['y2'] ?? groups['y1'] ?? planYear ?? NaN);
  const lastMonth = Number(groups['m2']);
  const firstMonth = Number(groups['m1'] ?? lastMonth);
  const inherited = firstMonth > lastMonth ? lastYear - 1 : lastYear;
  const firstYear = Number(groups['y1'] ?? inherited);
  const from = dayOf(firstYear, firstMonth, Number(groups['d1']));
  const to = dayOf(lastYear, lastMonth, Number(groups['d2']));
  return from === null || to === null || to < from ? null : { from, to };
}

function monthOf(groups: Groups, planYear: number | null): { from: Day; to: Day } | null {
  const year = Number(groups['y'] ?? planYear ?? NaN);
  const month = Number(groups['m']);
  const from = dayOf(year, month, 1);
  if (from === null) return null;
  const to = [31, 30, 29, 28].map((day) => dayOf(year, month, day)).find((day) => day !== null);
  return to === undefined ? null : { from, to };
}
