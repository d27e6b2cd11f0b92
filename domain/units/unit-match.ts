import { agencyKindOf } from '../agency-kind.js';
import { bodyKeyOf } from '../agency-match.js';
import type { NameMatch, NamedAgency } from '../agency-match.js';
import { fold } from '../fold.js';
import { folded } from '../folded.js';
import { KIND_OF_UNIT } from './unit-names.js';
import { namesOfUnit } from './units.js';
import type { NamedUnit } from './units.js';

/** An agency of an office; `unit` the code of the commune that it is kept as, null where none was noted. */
export interface KeptAgency extends NamedAgency {
  readonly unit: string | null;
}

/**
 * Finds the units of a list among the agencies of an office. Known is whoever is kept under the code, or bears one of
 * the names that the unit has had, however the tones are placed. Another kind, another province, or the same letters
 * with other marks are asked: ten pairs of communes differ by no more.
 */
export function unitMatcher(
  list: readonly KeptAgency[],
  units: readonly NamedUnit[],
): (unit: NamedUnit) => NameMatch {
  const byCode = groups(list.filter(hasUnit), ({ unit }) => unit);
  const free = list.filter((agency) => !hasUnit(agency) && agencyKindOf(agency.name) === 'commune');
  const byKey = groups(free, ({ name }) => bodyKeyOf(name));
  const byLetters = groups(free, ({ name }) => lettersOf(bodyKeyOf(name)));
  const certain = ({ code, province }: NamedUnit): readonly KeptAgency[] => {
    const kept = byCode.get(code) ?? [];
    if (kept.length > 0) return kept;
    const names = namesOfUnit(code).flatMap(({ name }) => byKey.get(bodyKeyOf(name)) ?? []);
    return [...new Set(names)].filter(({ name }) => !isOfOtherProvince(name, province));
  };
  const taken = new Set(
    units.flatMap((unit) => {
      const found = certain(unit);
      return found.length === 1 ? found.map(({ id }) => id) : [];
    }),
  );
  return (unit) => {
    const found = certain(unit);
    const [only] = found;
    if (only !== undefined && found.length === 1) return { kind: 'known', id: only.id };
    const near = byLetters.get(lettersOf(bodyKeyOf(unit.name))) ?? [];
    const candidates = [...new Set([...found, ...near])].filter(({ id }) => !taken.has(id));
    return candidates.length === 0 ? { kind: 'new' } : { kind: 'unsure', candidates };
  };
}

/** The communes of an office's list that are no unit of the list they were compared with. */
export function communesBeyond(
  list: readonly KeptAgency[],
  units: readonly NamedUnit[],
): readonly KeptAgency[] {
  const match = unitMatcher(list, units);
  const codes = new Set(units.map(({ code }) => code));
  const met = new Set(
    units.flatMap((unit) => {
      const found = match(unit);
      if (found.kind === 'known') return [found.id];
      return found.kind === 'unsure' ? found.candidates.map(({ id }) => id) : [];
    }),
  );
  return list.filter(
    ({ id, name, unit }) =>
      agencyKindOf(name) === 'commune' && !met.has(id) && (unit === null || !codes.has(unit)),
  );
}

function hasUnit(agency: KeptAgency): agency is KeptAgency & { readonly unit: string } {
  return agency.unit !== null;
}

/** "tỉnh Bắc Ninh" at the end of a name, where it is not the province of the unit. */
function isOfOtherProvince(name: string, province: string): boolean {
  const said = /(?:tỉnh|thành phố|tp\.?)\s+(.+)$/u.exec(fold(name.normalize('NFC')))?.[1];
  if (said === undefined) return false;
  return !namesOfUnit(province).some(
    (one) => fold(one.name).replace(/^(?:tỉnh|thành phố) /u, '') === said.trim(),
  );
}

/** The letters of a place without marks and kind. */
function lettersOf(key: string): string {
  return folded(key.replace(KIND_OF_UNIT, ''))
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();
}

function groups<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const same = grouped.get(key);
    if (same === undefined) grouped.set(key, [one]);
    else same.push(one);
  }
  return grouped;
}
