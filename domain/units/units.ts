import { day, plusDays } from '../day.js';
import type { Day } from '../day.js';
import { UNIT_CHANGES } from './unit-changes.js';
import { UNITS_OF_2025 } from './units-of-2025.js';

/** A province or one of its units under one name: from a day on, to the last day of that name; null while it has it. */
export interface NamedUnit {
  /** Two digits for a province, five for a commune, ward or special zone; a text, since some begin with 0. */
  readonly code: string;
  /** With its kind: "Tỉnh Cao Bằng", "Xã Đồng Mai", "Phường Bố Hạ", "Đặc khu Cô Tô". */
  readonly name: string;
  /** The province that a unit is of; for a province its own code. */
  readonly province: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** The day that the shipped list was last brought up to date. */
export const UNITS_AS_OF = day('2026-09-20');
/** What the list follows, as a person reads it. */
export const UNITS_BASIS: readonly string[] = [
  'Quyết định 19/2025/QĐ-TTg',
  ...UNIT_CHANGES.map(({ instrument }) => instrument),
];

/** When the two-tier structure came into force: Nghị quyết 202/2025/QH15. */
const FIRST_DAY = day('2025-07-01');

let read: ReadonlyMap<string, readonly NamedUnit[]> | undefined;

/** Every province and unit by its code, in the order of codes within a province, under each name that it has had. */
function byCode(): ReadonlyMap<string, readonly NamedUnit[]> {
  if (read !== undefined) return read;
  const grouped = new Map<string, NamedUnit[]>();
  for (const one of namesSince(FIRST_DAY)) {
    const names = grouped.get(one.code);
    if (names === undefined) grouped.set(one.code, [one]);
    else names.push(one);
  }
  read = grouped;
  return grouped;
}

function everyName(): readonly NamedUnit[] {
  return [...byCode().values()].flat();
}

function namesSince(first: Day): readonly NamedUnit[] {
  let province = '';
  return UNITS_OF_2025.trim()
    .split('\n')
    .flatMap((line) => {
      const [code = '', ...words] = line.split(' ');
      if (code.length === 2) province = code;
      const names = [
        { from: first, name: words.join(' ') },
        ...UNIT_CHANGES.flatMap(({ from, names: { [code]: name } }) =>
          name === undefined ? [] : [{ from, name }],
        ),
      ];
      return names.map(({ from, name }, at) => {
        const next = names[at + 1]?.from;
        const validTo = next === undefined ? null : plusDays(next, -1);
        return { code, name, province, validFrom: from, validTo };
      });
    });
}

/** The provinces as they are named on a day. */
export function provincesOn(on: Day): readonly NamedUnit[] {
  return everyName().filter((one) => one.code.length === 2 && isValid(one, on));
}

/** The communes, wards and special zones of a province as they are named on a day; empty for an unknown province. */
export function unitsOn(province: string, on: Day): readonly NamedUnit[] {
  return everyName().filter(
    (one) => one.province === province && one.code.length === 5 && isValid(one, on),
  );
}

/** Every name that a unit or province has had, the latest last; empty for an unknown code. */
export function namesOfUnit(code: string): readonly NamedUnit[] {
  return byCode().get(code) ?? [];
}

/** A unit or province as it is named on a day; null for an unknown code. */
export function unitOn(code: string, on: Day): NamedUnit | null {
  return namesOfUnit(code).find((one) => isValid(one, on)) ?? null;
}

function isValid({ validFrom, validTo }: NamedUnit, on: Day): boolean {
  return validFrom <= on && (validTo === null || on <= validTo);
}
