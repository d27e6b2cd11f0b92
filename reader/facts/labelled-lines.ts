import { bodiesIn, type Body } from '../bodies.js';
import { openRunAt } from '../open-bodies.js';
import type { Block } from '../outline.js';
import { evidenceOf, part } from '../passage.js';
import { draftDue, type Duty, type Setting } from './duty.js';
import { bareDay } from './openings.js';

/** "Cơ quan thực hiện báo cáo: …", "Đối tượng báo cáo: …": who owes what the lines beside it say. */
export const OWES =
  /^(?:cơ quan|đơn vị|đối tượng|chủ thể|nơi)(?:,? (?:đơn vị|tổ chức|cá nhân))* (?:(?:thực hiện|lập|gửi|phải (?:gửi|thực hiện)|có trách nhiệm)(?: (?:chế độ|gửi|thực hiện))?(?: báo cáo)?|báo cáo)\s*:\s*/u;
/** "Cơ quan nhận báo cáo: …", "Nơi nhận báo cáo: …": where it goes. */
export const RECEIVES = /^(?:cơ quan|đơn vị|nơi)(?: tiếp)? nhận(?: báo cáo)?\s*:\s*/u;
/** "Thời hạn gửi báo cáo: …": by when. */
const WHEN = /^(?:thời (?:hạn|gian)|hạn|kỳ hạn)(?: (?:gửi|nộp|báo cáo|thực hiện|hoàn thành))*\s*:/u;

/** What a line says that names a time and nothing else; the lines beside it say the rest. */
const BARE: Omit<Duty, 'due' | 'said' | 'evidence'> = {
  what: 'report',
  owners: [],
  except: [],
  ownerPlaces: [],
  inherited: true,
  recipients: [],
  via: null,
  channels: [],
  contactPoint: null,
  binding: true,
  cutOff: null,
  times: [],
  onward: null,
  merged: false,
};

/** The duty of a line that is nothing but when, "4. Thời hạn gửi: trước ngày 18 hằng tháng", where a line beside it names who owes or receives. */
export function dutyOfLine(block: Block, setting: Setting): readonly Duty[] {
  const { source, blocks } = setting.parts;
  if (!WHEN.test(block.passage.key)) return [];
  const lines = beside(block, blocks);
  if (labelledBodies(lines, OWES) === null || labelledBodies(lines, RECEIVES) === null) return [];
  const said = evidenceOf(source, block.passage);
  const due = draftDue(block.passage, 0, undefined, setting.deadline);
  return bareDay(block.passage, { ...BARE, due, said, evidence: said }, setting);
}

/** The other lines of the same article. */
function beside(block: Block, blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(
    (other) => other !== block && other.parent === block.parent && other.section === block.section,
  );
}

/** The bodies behind a label, and the line that holds them; null where no line has it. */
export function labelledBodies(
  lines: readonly Block[],
  label: RegExp,
): { readonly bodies: readonly Body[]; readonly line: Block } | null {
  for (const line of lines) {
    const found = label.exec(line.passage.key);
    if (found === null) continue;
    const at = found.index + found[0].length;
    const { passage } = line;
    const closing = passage.key.indexOf(')', at);
    const to = closing === -1 ? passage.text.length : closing;
    const bodies = openRunAt(passage, at, bodiesIn(passage), to);
    if (bodies.length > 0) return { bodies, line };
  }
  return null;
}

/** "Điều 5. Báo cáo 6 tháng, báo cáo năm" above its clauses: what they are about, nobody's duty. */
export function isTitleOfArticle({ kind, passage }: Block, next: Block | undefined): boolean {
  const own = part(passage, 0, passage.text.length);
  return (
    kind === 'item' &&
    next?.parent?.passage === passage &&
    own.text.length < 120 &&
    /^(?:chế độ |các loại )?báo cáo (?:định kỳ|đột xuất|chuyên đề|hằng|hàng|0?6 tháng|9 tháng|quý|tháng|năm|tuần)/u.test(
      own.key,
    ) &&
    !/[.;:]$|\d{1,2}[/.]\d|(?<!\p{L})ngày(?!\p{L})/u.test(own.key)
  );
}
