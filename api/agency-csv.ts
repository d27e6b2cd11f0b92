import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { AgencyInput } from '../domain/agency-list.js';
import { agencyKindOf } from '../domain/agency-kind.js';
import { isPrintable } from '../domain/plain-text.js';
import { ok, refuse } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { AgencyKindName } from '../contract/values.js';

const HEADER = ['name', 'kind', 'tags', 'email', 'headEmail', 'phone', 'binding'] as const;
const MOST_ROWS = 5000;

const Row = z.object({
  name: z.string().trim().min(1, 'thiếu tên cơ quan').max(300, 'tên dài quá 300 ký tự'),
  kind: z.enum(['', ...AgencyKindName.options], 'loại cơ quan không có trong danh mục'),
  tags: z.string(),
  email: z.union([z.literal(''), z.email('địa chỉ thư không đúng')]),
  headEmail: z.union([z.literal(''), z.email('địa chỉ thư của lãnh đạo không đúng')]),
  phone: z.string().trim().max(40, 'số điện thoại quá dài'),
  binding: z.string().trim().toLowerCase(),
});

/** The agencies of a CSV with the header `name,kind,tags,email,headEmail,phone,binding`, a blank kind told by the name; refuses the first wrong line by its number. */
export function agenciesInCsv(bytes: Buffer): Result<readonly AgencyInput[], 'CSV_INVALID'> {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD')) return wrong(1, 'tệp không phải UTF-8');
  const unreadable = text.split('\n').findIndex((line) => !isPrintable(line));
  if (unreadable >= 0) return wrong(unreadable + 1, 'có ký tự không đọc được');
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch {
    return wrong(1, 'không đọc được các cột');
  }
  const [header = [], ...body] = rows;
  const missing = ['name', 'email'].filter((name) => !header.includes(name));
  if (missing.length > 0) return wrong(1, `thiếu cột ${missing.join(', ')}`);
  if (body.length === 0) return wrong(2, 'không có cơ quan nào');
  if (body.length > MOST_ROWS) return wrong(MOST_ROWS + 2, `quá ${String(MOST_ROWS)} dòng`);
  const agencies: AgencyInput[] = [];
  const names = new Set<string>();
  for (const [index, cells] of body.entries()) {
    const line = index + 2;
    const agency = agencyOf(header, cells);
    if (typeof agency === 'string') return wrong(line, agency);
    if (names.has(agency.name)) return wrong(line, `cơ quan "${agency.name}" có hai dòng`);
    names.add(agency.name);
    agencies.push(agency);
  }
  return ok(agencies);
}

/** One line as an agency, or what is wrong with it. */
function agencyOf(header: readonly string[], cells: readonly string[]): AgencyInput | string {
  const named = Object.fromEntries(
    HEADER.map((name) => [name, (cells[header.indexOf(name)] ?? '').normalize('NFC')]),
  );
  const parsed = Row.safeParse(named);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'không đúng';
  return agencyFrom(parsed.data);
}

function agencyFrom(row: z.infer<typeof Row>): AgencyInput {
  const phone = row.phone === '' ? null : row.phone;
  const mailbox = { role: 'mailbox' as const, name: null, email: row.email, phone };
  const head = { role: 'head' as const, name: null, email: row.headEmail, phone: null };
  return {
    name: row.name,
    kind: row.kind === '' ? agencyKindOf(row.name) : row.kind,
    tags: row.tags
      .split(/[;|]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    standing: false,
    binding: !['0', 'false', 'no', 'không', 'khong'].includes(row.binding),
    contacts: [...(row.email === '' ? [] : [mailbox]), ...(row.headEmail === '' ? [] : [head])],
  };
}

/** Whichever of comma, semicolon and tab stands most often in the first line. */
function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function wrong(line: number, problem: string): Result<never, 'CSV_INVALID'> {
  return refuse('CSV_INVALID', { line, problem });
}
