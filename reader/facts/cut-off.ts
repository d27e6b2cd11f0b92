import type { DraftObligation } from '../../domain/schemas/plan-draft.js';
import { evidenceOf, type Passage } from '../passage.js';

/** A printed last day of figures. */
export type PrintedCutOff = NonNullable<DraftObligation['cutOff']>;

/** "(số liệu tính đến hết ngày 14/6/2027)", "chốt số liệu ngày 14 tháng cuối kỳ", "tính từ ngày 15 tháng trước đến ngày 14". */
const PRINTED =
  /(?:số liệu|chốt|kỳ (?:báo cáo|số liệu))(?:(?! gửi | nộp )[^.;]){0,80}?(?:đến|tới|vào|chốt|số liệu|là|:)(?: hết)? ngày (?<day>\d{1,2})(?!\d)(?:\/(?<month>\d{1,2})(?:\/(?<year>\d{4}))?|\s*tháng (?<m>\d{1,2})(?: năm (?<y>\d{4}))?)?/u;

/** The last day that the figures of a duty count, where its clause prints one; null without one. */
export function cutOffIn(source: string, clause: Passage): PrintedCutOff | null {
  const found = PRINTED.exec(clause.key);
  const { day, month, year, m, y } = found?.groups ?? {};
  if (found === null || day === undefined) return null;
  const [on, ofMonth, ofYear] = [day, month ?? m, year ?? y].map((part) =>
    part === undefined ? null : Number(part),
  );
  if (on == null || on < 1 || on > 31 || (ofMonth != null && (ofMonth < 1 || ofMonth > 12)))
    return null;
  return {
    day: on,
    month: ofMonth ?? null,
    year: ofYear ?? null,
    evidence: evidenceOf(source, clause, found.index, found.index + found[0].length),
  };
}
