import { identityOf } from '../../domain/body-identity.js';
import { bodiesIn, HEAD_OF, runFrom, type Body } from '../bodies.js';
import { openBodyAt } from '../open-bodies.js';
import type { Block } from '../outline.js';
import { part, type Passage } from '../passage.js';

/** "Đề nghị …" asks, it does not bind. */
const ASKS = /^(?:trân trọng )?đề nghị\s+/u;
const GIVES =
  /^(?:giao|yêu cầu|phân công|đối với|trách nhiệm của|nhiệm vụ của|(?:chế độ )?báo cáo của)\s+/u;
/** "Giám đốc Sở …" is the department; "Chủ tịch UBND …" is part of a name. */
const TITLE = new RegExp(String.raw`^(?!chủ tịch |trưởng các )${HEAD_OF}`, 'u');

/** A verb by which somebody turns to those who are to act. */
const TURNS_ON =
  /^\s*(?:trân trọng )?(?:yêu cầu|đề nghị|giao|phân công|chỉ thị|kết luận|quyết nghị|chỉ đạo|ra lệnh)(?: (?:đối với|thủ trưởng|giám đốc))?(?:\s+|:$)/u;

/** Whether the head of a list says who asks somebody else: "HĐND tỉnh yêu cầu UBND tỉnh:". */
export function turnsOn({ passage }: Block): boolean {
  const { text: rest } = unwrapped(passage);
  const bodies = bodiesIn(rest);
  const run = bodies[0]?.start === 0 ? runFrom(rest, bodies, 0) : [];
  return run.length > 0 && rest.key.endsWith(':') && TURNS_ON.test(rest.key.slice(run.at(-1)?.end));
}

/** The bodies that stand at the head of an item ("3. Sở Y tế: …"), [] when it begins otherwise. */
export function headingBodies(block: Block | null): Body[] {
  if (block === null) return [];
  const { text: rest } = unwrapped(block.passage);
  const bodies = bodiesIn(rest);
  const run = bodies[0]?.start === 0 ? runFrom(rest, bodies, 0) : [];
  const after = rest.key.slice(run.at(-1)?.end ?? 0);
  // "HĐND tỉnh yêu cầu UBND tỉnh:": who asks owes nothing, whom it asks does.
  const asked =
    run.length > 0 && rest.key.endsWith(':') ? TURNS_ON.exec(after)?.[0].length : undefined;
  if (asked !== undefined) {
    const whom = (run.at(-1)?.end ?? 0) + asked;
    const first = bodies.findIndex(({ start }) => start === whom);
    return first === -1 ? [] : runFrom(rest, bodies, first);
  }
  if (block.kind === 'text' || run.length > 1 || /^\s*(?:[:(;,]|và(?!\p{L})|$)/u.test(after))
    return run;
  // A heading that is a name and nothing else, known to its end or not.
  const open = openBodyAt(rest, 0, { isHeading: true }) ?? dutiesOf(block.passage, rest);
  if (open === null || (run.at(-1)?.end ?? 0) >= open.end) return run;
  return /^\s*(?::|\([^)]*\)\s*:?\s*$|\.?$)/u.test(rest.key.slice(open.end)) ? [open] : run;
}

/** "Điều 12. Đơn vị quản lý vận hành nhà công vụ": a title that is somebody, by what they do. */
const IS_WHO =
  /^(?:các )?(?:đơn vị|(?<=các )tổ chức|cá nhân|người|chủ (?!trì|động|trương|đề|nhật|yếu)\p{L}+|doanh nghiệp|hộ|nhà thầu|cơ sở(?! (?:vật|dữ|pháp|hạ|lý))) (?!.*(?:thực hiện|báo cáo|gửi|nộp|nhận|phải|trách nhiệm|xây dựng|rà soát|hoàn thành|triển khai|kiểm tra|trình|lập|công bố|cung cấp|đăng ký))[\p{L} ]{3,70}$/u;

/** "Trách nhiệm của tổ chức, cá nhân khai thác": whoever is named behind it, and nothing else; null for other headings. */
function dutiesOf({ key }: Passage, rest: Passage): Body | null {
  if (!/^(?:trách nhiệm|nhiệm vụ|(?:chế độ )?báo cáo) của /u.test(key) && !IS_WHO.test(key))
    return null;
  const end = rest.key.replace(/[\s:.]+$/u, '').length;
  const name = rest.text.slice(0, end);
  if (end < 6 || end > 90 || !/^[\p{L}\d\s,-]+$/u.test(name)) return null;
  const identity = identityOf(name);
  return { start: 0, end, name, identity, family: 'organisation', group: true };
}

/** The nearest block above that sets bodies at its head as its doers, or null. */
export function headAbove({ parent }: Block): Block | null {
  for (let above = parent; above !== null; above = above.parent) {
    if (headingBodies(above).length > 0 && (above.kind === 'item' || isHeading(above)))
      return above;
  }
  return null;
}

/** Where in the extracted text the bodies at the head of a block begin. */
export function headingPlace(block: Block): number {
  const { text: rest } = unwrapped(block.passage);
  return rest.from[0] ?? 0;
}

/** Whether a passage begins with a request that does not bind. */
export function isAsked(passage: Passage): boolean {
  return ASKS.test(passage.key);
}

/** Whether a passage begins by giving a task or asking for one. */
export function turnsToBodies({ key }: Passage): boolean {
  return GIVES.test(key) || ASKS.test(key);
}

/** Whether an item is nothing but its bodies, or sets them off with a colon or a verb of assignment. */
export function isHeading(block: Block): boolean {
  const { passage, kind } = block;
  const { text: rest } = unwrapped(passage);
  const last = headingBodies(block).at(-1) ?? runFrom(rest, bodiesIn(rest), 0).at(-1);
  if (last === undefined) return false;
  const after = rest.key.slice(last.end);
  // A bullet that goes on is a sentence like others.
  if (kind === 'bullet' || kind === 'section') return /^\s*(?:\([^)]*\)\s*)?(?::|$)/u.test(after);
  return /^\s*(?:[:.]|$|\([^)]*\)\s*(?::|$)|(?:có trách nhiệm|chủ trì|chịu trách nhiệm|chỉ đạo|phối hợp)(?!\p{L}))/u.test(
    after,
  );
}

/** A passage without the request or assignment and the title that lead to its bodies; `binding` unless it only asks. */
export function unwrapped(passage: Passage): { text: Passage; binding: boolean } {
  const asks = ASKS.exec(passage.key);
  const gives = GIVES.exec(passage.key);
  const verb = asks?.[0].length ?? gives?.[0].length ?? 0;
  const title = TITLE.exec(passage.key.slice(verb))?.[0].length ?? 0;
  return { text: part(passage, verb + title, passage.text.length), binding: asks === null };
}
