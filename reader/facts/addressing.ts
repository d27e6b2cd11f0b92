import { HEAD_OF, runFrom, type Body } from '../bodies.js';
import type { Passage } from '../passage.js';

/** "để tổng hợp(, báo cáo …)": the receiver merges, perhaps for somebody above it. */
export const PURPOSE =
  /(?:để|nhằm)\s+(?:theo dõi,?\s*)?(?:và\s+)?(?:(?:sở|bộ|công an|ubnd|ủy ban|văn phòng|ban)(?: \p{L}+){1,7} )?tổng hợp/u;

/** Where a duty's purpose stands, and where it names a further report, if it does. */
export function purposeOf(own: Passage): { at: number; reportsAt: number | null } | null {
  const found = PURPOSE.exec(own.key);
  if (found === null) return null;
  const reports = /báo cáo/u.exec(own.key.slice(found.index));
  return { at: found.index, reportsAt: reports === null ? null : found.index + reports.index };
}

/** What leads from the verb to whom a duty is addressed. */
const TO =
  /(?<!\p{L})báo cáo[^,;()]{0,60} (?<!đối )với\s*$|(?<!\p{L})(?:về|gửi|chuyển|cho|lên|đến|tới|trình|báo cáo)(?:\s+(?:cho|về|lên|đồng chí|đề xuất|kết quả|nhanh|gửi))?\s*$|(?<!\p{L})(?:về|gửi|đến|tới)\s*:\s*$/u;
/** "báo cáo Giám đốc Sở …", "báo cáo Trưởng Ban Chỉ đạo": the body is its head's. */
const HEAD = new RegExp(`${HEAD_OF}$`, 'u');
/** A copy for a further addressee: ", đồng gửi Sở …". */
const COPY = /(?:đồng gửi|đồng thời gửi|đồng kính gửi)(?: về)?\s*$/u;

/** The bodies that a duty is addressed to, before place `before` of its words. */
export function recipientsIn(
  own: Passage,
  bodies: readonly Body[],
  verbEnd: number,
  before: number,
): Body[] {
  for (const [index, body] of bodies.entries()) {
    if (body.start >= before) return [];
    if (body.start < verbEnd - 9) continue;
    const lead = own.key.slice(0, body.start).replace(HEAD, '');
    if (lead.split('(').length > lead.split(')').length || !TO.test(lead)) continue;
    const run = runFrom(own, bodies, index).filter(({ start }) => start < before);
    const copy = bodies.findIndex(({ start }) => COPY.test(own.key.slice(0, start)));
    return copy > index ? [...run, ...runFrom(own, bodies, copy)] : run;
  }
  return [];
}
