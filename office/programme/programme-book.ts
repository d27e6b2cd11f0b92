import type { TableBook } from '../../documents/table-book.js';
import type { ProgrammeView } from '../../contract/programme.js';
import { decimal, vietnamese } from '../../domain/decimal.js';
import type { Instant } from '../../domain/day.js';
import { printedDay } from '../../domain/printed-day.js';
import { LINE_HEADINGS } from '../../domain/programme/line-headings.js';
import { ENTRY_WORDS, STANDING_WORDS } from '../../domain/programme/programme-words.js';

type Register = NonNullable<ProgrammeView['register']>;

/** The register as a workbook: targets against what stands, units by name, and every entry that counts, in the columns by which lists are read back. */
export function programmeBook(
  { planTitle, register }: { readonly planTitle: string; readonly register: Register },
  { madeAt, rehearsal }: { readonly madeAt: Instant; readonly rehearsal: boolean },
): TableBook {
  const { subject, on, standing } = register;
  return {
    title: `Sổ đăng ký, công nhận: ${subject}`,
    source: `${planTitle}. Tính đến hết ngày ${printedDay(on)}: ${String(standing.recognised)}/${String(standing.units)} đơn vị.`,
    madeAt,
    rehearsal,
    sheets: [targetSheet(register), unitSheet(register), entrySheet(register)],
  };
}

function targetSheet({ targets }: Register): TableBook['sheets'][number] {
  return {
    name: 'Chỉ tiêu',
    columns: [
      { heading: 'Năm', width: 10 },
      { heading: 'Chỉ tiêu (số đơn vị)', width: 16 },
      { heading: 'Chỉ tiêu (%)', width: 14 },
      { heading: 'Tính đến hết ngày', width: 18 },
      { heading: 'Được công nhận', width: 16 },
      { heading: 'Tổng số đơn vị', width: 16 },
      { heading: 'Tỉ lệ (%)', width: 12 },
      { heading: 'Số đơn vị', width: 14 },
      { heading: 'Tỉ lệ', width: 14 },
    ],
    rows: targets.map(({ year, count, percent, standing, share, countMet, shareMet }) => [
      year === null ? '' : String(year),
      count ?? '',
      percent === null ? '' : String(percent).replace('.', ','),
      standing === null ? 'Chưa đến năm' : printedDay(standing.on),
      standing?.recognised ?? '',
      standing?.units ?? '',
      share === null ? '' : vietnamese(decimal(share)),
      metWords(countMet),
      metWords(shareMet),
    ]),
  };
}

function metWords(met: boolean | null): string {
  return met === null ? '' : met ? 'Đạt' : 'Chưa đạt';
}

function unitSheet({ units }: Register): TableBook['sheets'][number] {
  return {
    name: 'Đơn vị',
    columns: [
      { heading: 'STT', width: 6 },
      { heading: 'Đơn vị', width: 36 },
      { heading: 'Hiện trạng', width: 24 },
      { heading: 'Từ ngày', width: 14 },
      { heading: 'Đăng ký cho năm', width: 16 },
      { heading: 'Ghi chú', width: 36 },
    ],
    rows: units.map(({ name, state, since, registeredFor, to, successor }, index) => [
      index + 1,
      name,
      STANDING_WORDS[state],
      since === null ? '' : printedDay(since),
      registeredFor === null ? '' : String(registeredFor),
      to === null
        ? ''
        : `Đến hết ngày ${printedDay(to)}${successor === null ? '' : `, nay là ${successor}`}`,
    ]),
  };
}

function entrySheet({ units }: Register): TableBook['sheets'][number] {
  const widths = [36, 18, 14, 10, 22, 16, 34, 44];
  return {
    name: 'Diễn biến',
    columns: Object.values(LINE_HEADINGS).map((heading, index) => ({
      heading,
      width: widths[index] ?? 14,
    })),
    rows: units.flatMap(({ name, entries }) =>
      entries
        .filter(({ struck }) => struck === null)
        .map(({ kind, on, year, decision, reason }) => [
          name,
          ENTRY_WORDS[kind],
          printedDay(on),
          year === null ? '' : String(year),
          decision?.number ?? '',
          decision === null ? '' : printedDay(decision.on),
          decision?.by ?? '',
          reason ?? '',
        ]),
    ),
  };
}
