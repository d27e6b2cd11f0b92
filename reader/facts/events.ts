import type { DraftEvent } from '../../domain/schemas/plan-draft.js';
import { datePattern, printedDate, resolved } from '../dates.js';
import type { DocumentParts } from '../document-parts.js';
import type { KnownYears } from '../due-context.js';
import { evidenceOf } from '../passage.js';

const DATE = datePattern('a');
/** Where events are announced: a day of observance with its date in brackets, a ceremony with its day. */
const ROWS: readonly RegExp[] = [
  // "Ngày toàn dân phòng, chống … (26/6)", "Ngày … (ngày 26 tháng 6)"
  new RegExp(String.raw`(?<name>Ngày [^().;:"]{3,160}?)\s*\(\s*(?:[Nn]gày\s*)?${DATE}\s*\)`, 'gu'),
  // "Ngày Thế giới phòng, chống … 01/12", "Ngày … năm học 01-6-2026" with a capital after "Ngày"
  new RegExp(String.raw`(?<name>Ngày \p{Lu}[^().;:"\d]{3,80}?),?\s+(?:ngày\s+)?${DATE}`, 'gu'),
  // "Lễ phát động … ngày 01/6/2026", "lễ ra quân vào ngày 02/6", "Lễ khai mạc: 07 giờ 30 phút ngày 01/10/2026"
  new RegExp(
    String.raw`(?<name>(?:[Ll]ễ (?:phát động|ra quân|mít tinh|khai mạc|bế mạc|hưởng ứng|tổng kết|công bố|khai giảng|bế giảng|kỷ niệm|trao giải|ký kết)|[Mm]ít tinh|[Rr]a quân|[Dd]iễn đàn|[Hh]ội nghị (?:triển khai|tổng kết|sơ kết|trực tuyến|tập huấn|quán triệt))[^().;:]{0,120}?)(?<! (?:trước|xong|hết|nhất)\s*)[,:\s]*\(?(?:dự kiến |tổ chức |diễn ra |vào |trong |lúc |từ )*(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2}\s*(?:phút)?)?\s*,?\s*)?(?:[Ss]áng |[Cc]hiều |[Tt]ối )?(?:(?:[Tt]hứ \p{L}+|[Cc]hủ [Nn]hật),?\s*)?[Nn]gày\s*${DATE}`,
    'gu',
  ),
];

/** The days of observance and ceremonies that a plan names, each day once, by first mention. */
export function eventsOf({ source, paragraphs }: DocumentParts, years: KnownYears): DraftEvent[] {
  const events = new Map<string, DraftEvent>();
  for (const passage of paragraphs) {
    for (const row of ROWS) {
      for (const match of passage.text.matchAll(row)) {
        const date = resolved(printedDate(match.groups, 'a'), years);
        const name = match.groups?.['name']?.trim();
        if (date === null || name === undefined || events.has(date)) continue;
        const evidence = evidenceOf(source, passage, match.index, match.index + match[0].length);
        events.set(date, { name, from: date, to: date, evidence });
      }
    }
  }
  return [...events.values()].sort((a, b) => a.evidence.start - b.evidence.start);
}
