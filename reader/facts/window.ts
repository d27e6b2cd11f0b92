import { dayOf, type Day } from '../../domain/day.js';
import { fold } from '../../domain/fold.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import type { Groups } from '../dates.js';
import type { DocumentParts } from '../document-parts.js';
import { namedPeriod, pointOf } from '../named-periods.js';
import { evidenceOf } from '../passage.js';
import type { HeadFacts } from './head.js';

interface Days {
  readonly from: Day;
  readonly to: Day;
}

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
  'gu',
);
/** "từ giữa tháng 4 đến giữa tháng 5/2026": from a point of one month to one of another. */
const POINTS = new RegExp(
  String.raw`từ\s+(?<p1>đầu|giữa|cuối)\s+tháng\s*(?<m1>\d{1,2})${YEAR.replace('Y', 'y1')}\s*(?:cho )?đến\s+(?:hết\s+)?(?<p2>đầu|giữa|cuối)\s+tháng\s*(?<m2>\d{1,2})${YEAR.replace('Y', 'y2')}(?!\d|[/.-]\d)`,
  'gu',
);
/** "Thời gian thực hiện: trong tháng 6/2026": a whole month. */
const MONTH =
  /(?:trong\s+)?tháng\s*(?<m>\d{1,2})(?:\s*(?:\/|năm)\s*(?<y>\d{4}))?(?![\d/]|\s*(?:đến|-))/gu;
/** What before a span says that these are the plan's own days. */
const OWN_DAYS =
  /(?:thời gian(?: (?:thực hiện|triển khai|tổ chức|diễn ra|cao điểm))*(?: (?:tháng hành động|đợt cao điểm|kế hoạch|chiến dịch|ngày hội|tuần lễ|điều tra|thu thập thông tin)[^:;.]{0,60})?\s*[:,]?|kế hoạch[^.;]{0,140} thực hiện|(?:tháng hành động|tháng cao điểm|chiến dịch|tuần lễ)[^.;]{0,100}(?:thực hiện|diễn ra|tổ chức|triển khai|bắt đầu)|^thực hiện|^(?:đợt |thời gian )cao điểm\s*:)\s*(?:là |(?:trong )?\d+ \p{L}+,? )?\(?\s*$/u;
/** What makes a subject a campaign and not a year's work. */
const CAMPAIGN =
  /tháng hành động|cao điểm|chiến dịch|tuần lễ|ra quân|đợt |lễ |tháng (?:an toàn|cao)|ngày /u;

interface Place {
  /** What stands before the days in their paragraph. */
  readonly before: string;
  readonly sectionTitle: string;
  /** Whether the plan is for a time of "cao điểm". */
  readonly peak: boolean;
}

/** How a window is printed, in the order tried in one paragraph. */
const FORMS: readonly {
  readonly pattern: RegExp;
  readonly own: (place: Place) => boolean;
  readonly days: (groups: Groups, planYear: number | null) => Days | null;
}[] = [
  { pattern: SPAN, own: isOwn, days: daysOf },
  { pattern: POINTS, own: isOwn, days: betweenPoints },
  {
    pattern: MONTH,
    own: ({ before }) => /thời gian(?: (?:thực hiện|triển khai|tổ chức))?\s*:\s*$/u.test(before),
    days: ({ m, y }, planYear) => namedPeriod({ m, y }, { planYear }),
  },
];

/** The campaign's own days, or null when none are printed as such. */
export function windowOf(
  parts: DocumentParts,
  planYear: number | null,
  head: HeadFacts,
): PlanDraft['window'] {
  const peak = (head.subject ?? '').toLowerCase().includes('cao điểm');
  for (const { passage, sectionTitle } of parts.blocks) {
    for (const { pattern, own, days } of FORMS) {
      for (const match of passage.key.matchAll(pattern)) {
        const before = passage.key.slice(0, match.index);
        if (!own({ before, sectionTitle, peak })) continue;
        const printed = days(match.groups ?? {}, planYear);
        if (printed === null) continue;
        const end = match.index + match[0].length;
        return { ...printed, evidence: evidenceOf(parts.source, passage, match.index, end) };
      }
    }
  }
  return null;
}

/** Whether what stands before a span says that these are the plan's own days. */
function isOwn({ before, sectionTitle, peak }: Place): boolean {
  return (
    OWN_DAYS.test(before) ||
    (before.trim() === '' && sectionTitle.includes('thời gian')) ||
    (peak && /cao điểm[^.;]{0,120}$/u.test(before))
  );
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

const SCHOOL_YEAR = /năm học:?\s*(\d{4})\s*-\s*(\d{4})/gu;

/** The first year of the school year that the subject names, else of the only one that the document names; undefined for none. */
export function schoolYearOf(parts: DocumentParts, head: HeadFacts): number | undefined {
  const named = (key: string) =>
    [...key.matchAll(SCHOOL_YEAR)].flatMap(([, first, last]) =>
      Number(last) === Number(first) + 1 ? [Number(first)] : [],
    );
  const [ofSubject] = named(fold(head.subject ?? ''));
  if (ofSubject !== undefined) return ofSubject;
  const years = new Set(parts.blocks.flatMap(({ passage }) => named(passage.key)));
  const [only] = years;
  // A year that is over, or not yet near, is only spoken of.
  const isOn =
    only !== undefined &&
    head.issuedOn !== null &&
    `${String(only)}-07-01` <= head.issuedOn &&
    head.issuedOn < `${String(only + 1)}-08-01`;
  return years.size === 1 && isOn ? only : undefined;
}

/** The years of the two ends of a span: the first end's is left to the second, or is the year before it. */
function yearsOf(groups: Groups, planYear: number | null): { first: number; last: number } {
  const last = Number(groups['y2'] ?? groups['y1'] ?? planYear ?? NaN);
  const turns = Number(groups['m1'] ?? groups['m2']) > Number(groups['m2']);
  return { first: Number(groups['y1'] ?? (turns ? last - 1 : last)), last };
}

function daysOf(groups: Groups, planYear: number | null): Days | null {
  const { first, last } = yearsOf(groups, planYear);
  return inOrder(
    dayOf(first, Number(groups['m1'] ?? groups['m2']), Number(groups['d1'])),
    dayOf(last, Number(groups['m2']), Number(groups['d2'])),
  );
}

function betweenPoints(groups: Groups, planYear: number | null): Days | null {
  const { first, last } = yearsOf(groups, planYear);
  if (Number.isNaN(first) || Number.isNaN(last)) return null;
  return inOrder(
    pointOf({ point: groups['p1'], m: groups['m1'] }, { planYear: first })?.date ?? null,
    pointOf({ point: groups['p2'], m: groups['m2'] }, { planYear: last })?.date ?? null,
  );
}

function inOrder(from: Day | null, to: Day | null): Days | null {
  return from === null || to === null || to < from ? null : { from, to };
}
