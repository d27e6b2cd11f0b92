import type { DraftDocument, Evidence } from '../../domain/schemas/plan-draft.js';
import { DISTRIBUTION, SIGNATURE, type DocumentParts } from '../document-parts.js';
import { evidenceOf, part, type Passage } from '../passage.js';

/** The distribution list and the signature at the foot of a document. */
export interface FootFacts {
  readonly distribution: string[];
  readonly signer: DraftDocument['signer'];
  readonly evidence: Readonly<Record<string, Evidence>>;
}

/** The signature's first line in the right column beside "Nơi nhận:" or an entry. */
const BESIDE =
  /^(?:Nơi nhận\s*:|[-+].*?[;.,])\s+(?=(?:(?:TM|KT|TL|TUQ|Q)\.|[TK]\/[TMLK])\s*\p{Lu}{2}|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG BAN)\s*$)/u;
/** The office of the signer, in capitals. */
const POSITION =
  /^(?:phó |quyền )?(?:chủ tịch|giám đốc|chánh văn phòng|cục trưởng|chi cục trưởng|trưởng ban|bộ trưởng|thứ trưởng|viện trưởng|chánh thanh tra|chánh án|tổng giám đốc|trưởng phòng|chỉ huy trưởng|bí thư)(?: [\p{L} ]{1,40})?$/u;
/** Two to five capitalised words: a person's name, a rank before it allowed. */
const PERSON =
  /^(?:(?:Đại tá|Thượng tá|Trung tá|Thiếu tá|Thiếu tướng|Trung tướng)\s+)?\p{Lu}\p{Ll}*(?: (?:\p{Lu}['’])?\p{Lu}\p{Ll}*){1,4}$/u;

/** The facts at the foot of a document. */
export function footFacts({ source, tail: printed }: DocumentParts): FootFacts {
  const tail = printed.flatMap(columns);
  const evidence: Record<string, Evidence> = {};
  const listed = distributionLines(tail);
  const signature = tail.filter((line) => !listed.includes(line));
  const signer = signerOf(signature);
  const span = (name: string, lines: readonly Passage[]) => {
    const first = lines[0];
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return;
    const start = first.from[0] ?? 0;
    const end = last.to.at(-1) ?? start;
    evidence[name] = { start, end, text: source.slice(start, end) };
  };
  if (signer !== null) span('signer', signer.lines);
  if (listed.length > 0) span('distribution', listed);
  if (listed.length === 1 && listed[0] !== undefined) {
    evidence['distribution'] = evidenceOf(source, listed[0]);
  }
  return { distribution: entries(listed), signer: signer?.signer ?? null, evidence };
}

/** A line of two columns as two lines. */
function columns(line: Passage): Passage[] {
  const left = BESIDE.exec(line.plain)?.[0].length;
  return left === undefined ? [line] : [part(line, 0, left), part(line, left, line.text.length)];
}

function distributionLines(tail: readonly Passage[]): Passage[] {
  const from = tail.findIndex(({ key }) => DISTRIBUTION.test(key));
  if (from === -1) return [];
  const lines: Passage[] = [];
  const rest = tail.slice(from + 1);
  for (const [index, line] of rest.entries()) {
    if (SIGNATURE.test(line.key) || isPosition(line)) {
      // In two columns the signature stands between the entries.
      if (rest.slice(index + 1).some(({ text }) => /^-\s/u.test(text))) continue;
      break;
    }
    lines.push(line);
    if (/^[-+]?\s*lưu\s*:/u.test(line.key) && line.text.endsWith('.')) break;
  }
  return lines;
}

function entries(lines: readonly Passage[]): string[] {
  const list: string[] = [];
  let open = false;
  for (const { text } of lines) {
    const entry = text.replace(/^[-+–—]\s*/u, '');
    if (open && !/^[-+–—]/u.test(text)) list.push(`${list.pop() ?? ''} ${entry}`);
    else list.push(entry);
    open = !/[;.]$/u.test(text);
  }
  return list.map((entry) => entry.replace(/[;.,]+$/u, '').trim()).filter((entry) => entry !== '');
}

function signerOf(
  lines: readonly Passage[],
): { signer: NonNullable<DraftDocument['signer']>; lines: Passage[] } | null {
  const capacities = lines.filter(({ key }) => SIGNATURE.test(key));
  const positionAt = lines.findLastIndex(isPosition);
  const position = lines[positionAt];
  const capacity = capacities.findLast(({ key }) => !key.startsWith('tm.')) ?? capacities.at(-1);
  if (position === undefined && capacity === undefined) return null;
  const after =
    position === undefined && capacity !== undefined ? lines.indexOf(capacity) : positionAt;
  const name = lines.slice(after + 1).find(({ text }) => PERSON.test(text));
  const used = lines.filter(
    (line) => capacities.includes(line) || line === position || line === name,
  );
  return {
    signer: {
      capacity: capacity?.text ?? null,
      position: position?.text ?? null,
      name: name?.text ?? null,
    },
    lines: used,
  };
}

function isPosition({ key, text }: Passage): boolean {
  return text === text.toUpperCase() && POSITION.test(key);
}
