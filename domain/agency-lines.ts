import { agencyKindOf } from './agency-kind.js';
import type { AgencyKind } from './agency-kinds.js';
import { AGENCY_KINDS } from './agency-kinds.js';
import { isOrganId } from './axis/organ-id.js';
import type { Day } from './day.js';
import { folded } from './folded.js';
import { columnsIn } from './list-columns.js';
import type { LineProblem, ListRows } from './list-columns.js';
import { isPrintable } from './plain-text.js';
import { agencyNameKey } from './agency-match.js';
import { isMailAddress } from './mail-address.js';
import { isNameOfUnit } from './units/unit-names.js';
import { unitOn } from './units/units.js';
import type { NamedUnit } from './units/units.js';

/** One line of a list of agencies; null or empty: the list does not say, and what is known stays. */
export interface AgencyLine {
  readonly line: number;
  readonly name: string;
  readonly kind: AgencyKind | null;
  readonly tags: readonly string[] | null;
  readonly emails: readonly string[];
  readonly headEmail: string | null;
  readonly phone: string | null;
  readonly binding: boolean | null;
  /** Mã định danh by QCVN 102:2016. */
  readonly organId: string | null;
  /** The commune, ward or special zone whose code the line gives, as it is named today. */
  readonly unit: NamedUnit | null;
}

type Column =
  'name' | 'kind' | 'tags' | 'email' | 'headEmail' | 'phone' | 'binding' | 'organId' | 'unit';

/** How a heading is written, without case and marks. */
const HEADINGS: Readonly<Record<Column, RegExp>> = {
  name: /^(?:name|ten|ten (?:co quan|don vi)(?:, ?don vi)?|co quan(?:, ?don vi)?|don vi)$/u,
  kind: /^(?:kind|loai|loai (?:co quan|don vi|hinh)(?:, ?don vi)?)$/u,
  tags: /^(?:tags|nhom|khoi|cum|khoi ?[,/] ?cum|cum ?[,/] ?khoi)$/u,
  email:
    /^(?:e-?mail|dia chi (?:thu|e-?mail)(?: dien tu)?|thu dien tu|hop thu|thu cong vu|e-?mail (?:co quan|don vi|cong vu))$/u,
  headEmail: /^(?:heademail|(?:e-?mail|thu|dia chi thu)(?: cua)? (?:lanh dao|thu truong))$/u,
  phone: /^(?:phone|dien thoai|so dien thoai|sdt|dt)$/u,
  binding: /^(?:binding|bat buoc|phai bao cao|bat buoc bao cao)$/u,
  organId: /^(?:organ ?id|ma dinh danh(?: (?:co quan|don vi|dien tu))?)$/u,
  unit: /^(?:unit|ma (?:dvhc|don vi hanh chinh|xa|phuong|xa, ?phuong))$/u,
};
/** What else a heading may say, of a column that none of the exact ones names; `Địa chỉ` alone is a street. */
const LOOSELY: Readonly<Record<Column, RegExp>> = {
  name: /^(?:ten\b.*\b(?:co quan|don vi|xa|phuong)|(?:cac )?(?:co quan|don vi|xa)\b(?!.*(?:mail|thu|loai)))/u,
  kind: /\bloai\b/u,
  tags: /\b(?:khoi|cum|nhom)\b/u,
  email:
    /^(?!.*(?:lanh dao|thu truong|dung dau|giam doc|chu tich)).*\b(?:e-?mail|thu dien tu|hop thu|dia chi thu)\b/u,
  headEmail:
    /(?=.*(?:lanh dao|thu truong|dung dau|giam doc|chu tich)).*\b(?:e-?mail|thu dien tu|hop thu|dia chi thu)\b/u,
  phone:
    /^(?!.*(?:lanh dao|thu truong|dung dau|giam doc|chu tich)).*\b(?:dien thoai|dt|sdt|di dong|tel)\b/u,
  binding: /\b(?:bat buoc|phai bao cao)\b/u,
  organId: /\b(?:ma dinh danh|organ ?id)\b/u,
  unit: /\bma\b.*\b(?:dvhc|hanh chinh|xa|phuong)\b/u,
};

/** The headings of the list that is offered for filling in. */
export const LIST_HEADINGS: Readonly<Record<Column, string>> = {
  name: 'Tên cơ quan, đơn vị',
  kind: 'Loại',
  tags: 'Khối, cụm',
  email: 'Địa chỉ thư',
  headEmail: 'Thư lãnh đạo',
  phone: 'Điện thoại',
  binding: 'Bắt buộc',
  organId: 'Mã định danh',
  unit: 'Mã đơn vị hành chính',
};
/** The kinds as that list offers them. */
export const LIST_KINDS = [
  'Sở, ban, ngành',
  'Xã, phường, đặc khu',
  'Công an',
  'Quân sự, biên phòng',
  'Báo chí',
  'Ngân hàng',
  'Kiểm sát, tòa án',
  'Đảng, đoàn thể',
  'Khác',
] as const;

/** As the columns of the command line's lists are named. */
const SHOWN: Readonly<Record<Column, string>> = {
  name: 'name (tên cơ quan)',
  kind: 'kind (loại)',
  tags: 'tags (khối, cụm)',
  email: 'email (địa chỉ thư)',
  headEmail: 'headEmail (thư lãnh đạo)',
  phone: 'phone (điện thoại)',
  binding: 'binding (bắt buộc)',
  organId: 'organId (mã định danh)',
  unit: 'unit (mã đơn vị hành chính)',
};

/** Kinds as people write them, without case and marks. */
const KIND_WORDS: Readonly<Record<string, AgencyKind>> = {
  so: 'department',
  'so, nganh': 'department',
  'so, ban, nganh': 'department',
  xa: 'commune',
  phuong: 'commune',
  'xa, phuong': 'commune',
  'xa, phuong, dac khu': 'commune',
  'cap xa': 'commune',
  'cong an': 'police',
  'quan su': 'military',
  'quan su, bien phong': 'military',
  'bao chi': 'press',
  'ngan hang': 'bank',
  'tu phap': 'judiciary',
  'kiem sat, toa an': 'judiciary',
  dang: 'party',
  'dang, doan the': 'party',
  'doan the': 'party',
  khac: 'other',
};
const YES = new Set(['1', 'true', 'yes', 'x', 'co', 'bat buoc', 'phai']);
const NO = new Set(['0', 'false', 'no', 'khong']);

const MOST_ROWS = 5000;
const LONGEST_NAME = 300;

/**
 * The agencies of a list as a spreadsheet holds it, codes of units as they are named `today`, and beside them every
 * line that cannot be taken with its cause; or why nothing of the list can be read.
 */
export function agencyLines(
  rows: ListRows,
  today: Day,
):
  | {
      readonly ok: true;
      readonly lines: readonly AgencyLine[];
      readonly wrong: readonly LineProblem[];
    }
  | { readonly ok: false; readonly problems: readonly LineProblem[] } {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const head = filled.slice(0, 10).find(({ cells }) => isHead(columnsOf(cells))) ?? filled[0];
  const columns = columnsOf(head?.cells ?? []);
  const missing = (['name', 'email'] as const).filter((name) => !columns.has(name));
  const headLine = head?.line ?? 1;
  if (missing.length > 0) {
    const names = missing.map((name) => SHOWN[name]).join(', ');
    return unreadable(headLine, `thiếu cột ${names}`);
  }
  const body = filled.filter(({ line }) => line > headLine);
  if (body.length === 0) return unreadable(headLine + 1, 'không có cơ quan nào');
  if (body.length > MOST_ROWS) {
    return unreadable(body[MOST_ROWS]?.line ?? MOST_ROWS, `quá ${String(MOST_ROWS)} dòng`);
  }
  const problems: LineProblem[] = [];
  const lines = body.map((row) => lineOf(row, { columns, today }, problems));
  problems.push(...saidTwice(lines));
  const bad = new Set(problems.map(({ line }) => line));
  return {
    ok: true,
    lines: lines.filter(({ line }) => !bad.has(line)),
    wrong: problems.toSorted((a, b) => a.line - b.line),
  };
}

/** Which column stands where: by its exact heading, else by what the heading is about. */
function columnsOf(cells: readonly string[]): ReadonlyMap<Column, number> {
  const exact = columnsIn(cells, HEADINGS);
  const taken = new Set(exact.values());
  const rest = cells.map((cell, index) => (taken.has(index) ? '' : cell));
  return new Map([...columnsIn(rest, LOOSELY), ...exact]);
}

/** A title above the list may speak of agencies; the row of headings names their addresses too. */
function isHead(columns: ReadonlyMap<Column, number>): boolean {
  return columns.has('name') && columns.size > 1;
}

function unreadable(line: number, problem: string) {
  return { ok: false as const, problems: [{ line, problem }] };
}

function lineOf(
  { line, cells }: ListRows[number],
  { columns, today }: { readonly columns: ReadonlyMap<Column, number>; readonly today: Day },
  problems: LineProblem[],
): AgencyLine {
  const cell = (column: Column) =>
    (cells[columns.get(column) ?? -1] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  const wrong = (problem: string) => {
    problems.push({ line, problem });
  };
  if (cells.some((text) => !isPrintable(text))) wrong('có ký tự không đọc được');
  const name = cell('name');
  if (name === '') wrong('thiếu tên cơ quan');
  if (name.length > LONGEST_NAME) wrong(`tên dài quá ${String(LONGEST_NAME)} ký tự`);
  const tags = cell('tags')
    .split(/[;|]/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const kind = kindIn(cell('kind'), wrong);
  return {
    line,
    name,
    kind,
    tags: tags.length === 0 ? null : tags,
    emails: addressesIn(cell('email'), wrong),
    headEmail: addressesIn(cell('headEmail'), wrong)[0] ?? null,
    phone: phoneIn(cell('phone'), wrong),
    binding: yesOrNoIn(cell('binding'), wrong),
    organId: organIdIn(cell('organId'), wrong),
    // The police of a commune are listed beside its code and are no unit.
    unit:
      (kind ?? agencyKindOf(name)) === 'commune'
        ? unitIn(cell('unit'), { name, today }, wrong)
        : null,
  };
}

/** The unit of a code; the zeros that Excel takes away are put back. */
function unitIn(
  text: string,
  { name, today }: { readonly name: string; readonly today: Day },
  wrong: (problem: string) => void,
): NamedUnit | null {
  if (text === '') return null;
  const code = text.padStart(5, '0');
  const unit = code.length === 5 ? unitOn(code, today) : null;
  if (unit === null) {
    wrong(`mã đơn vị hành chính không có trong danh mục: “${text}”`);
    return null;
  }
  if (isNameOfUnit(name, unit)) return unit;
  wrong(`mã ${code} là của ${unit.name}, không phải của “${name}”`);
  return null;
}

function kindIn(text: string, wrong: (problem: string) => void): AgencyKind | null {
  if (text === '') return null;
  const written = folded(text).replace(/\s*[,/]\s*/gu, ', ');
  const kind = AGENCY_KINDS.find((one) => one === text.toLowerCase()) ?? KIND_WORDS[written];
  if (kind === undefined) wrong(`loại cơ quan không có trong danh mục: “${text}”`);
  return kind ?? null;
}

/** Every address of a cell: two of them stand there as they were copied. */
function addressesIn(text: string, wrong: (problem: string) => void): string[] {
  const parts = text.split(/[;,\s/]+/u).filter((part) => part !== '');
  const bad = parts.filter((part) => !isMailAddress(part));
  if (bad.length > 0) wrong(`địa chỉ thư không đúng: “${bad.join(' ')}”`);
  return [...new Map(parts.map((part) => [part.toLowerCase(), part])).values()];
}

/** A telephone number as Excel or a hand leaves it: the leading zero is put back, digits that are lost are asked for; null for none. */
export function phoneIn(text: string, wrong: (problem: string) => void): string | null {
  if (text === '') return null;
  if (/^\d(?:[.,]\d+)?e\+?\d+$/iu.test(text)) {
    wrong(
      `số điện thoại đã bị Excel rút gọn thành “${text}”; đặt định dạng cột là Văn bản rồi nhập lại`,
    );
    return null;
  }
  if (text.length > 40) wrong('số điện thoại quá dài');
  // A shifted column would otherwise be kept as a number that nobody can dial.
  if (!/\d{3}/u.test(text.replace(/[\s.()+-]/gu, '')) || text.includes('@')) {
    wrong(`số điện thoại không đúng: “${text}”`);
  }
  const isNumber = /^\d+$/u.test(text);
  const lostZero = isNumber && (/^[35789]\d{8}$/u.test(text) || /^2\d{9}$/u.test(text));
  return lostZero ? `0${text}` : text;
}

function yesOrNoIn(text: string, wrong: (problem: string) => void): boolean | null {
  if (text === '') return null;
  const word = folded(text);
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  wrong(`cột ${SHOWN.binding}: không hiểu “${text}”, đề nghị ghi Có hoặc Không`);
  return null;
}

/** A mã định danh as it is written; Excel makes a number of what has one point. */
function organIdIn(text: string, wrong: (problem: string) => void): string | null {
  if (text === '') return null;
  if (!isOrganId(text)) wrong(`mã định danh không đúng dạng (ví dụ 000.00.19.H26): “${text}”`);
  return text;
}

function saidTwice(lines: readonly AgencyLine[]): readonly LineProblem[] {
  const first = new Map<string, AgencyLine>();
  return lines.flatMap((line) => {
    const key = agencyNameKey(line.name);
    const before = first.get(key);
    if (key === '' || before === undefined) {
      first.set(key, line);
      return [];
    }
    return [
      { line: line.line, problem: `cơ quan “${line.name}” đã có ở dòng ${String(before.line)}` },
    ];
  });
}
