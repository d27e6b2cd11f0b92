import { identityOf } from './body-identity.js';
import { foldTones } from './fold.js';
import { folded } from './folded.js';

/** A name as it is compared: one tone placement, small letters, single spaces. "Sở Văn  hoá" and "Sở văn hóa" are one. */
export function agencyNameKey(name: string): string {
  const text = name.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return foldTones(text.toLowerCase())
    .replace(/\s?([-–,])\s?/gu, '$1')
    .replace(/[.;,]+$/u, '');
}

export interface NamedAgency {
  readonly id: string;
  readonly name: string;
}

/** Which agency of the list a name means; `unsure`: some are so near that a person is asked. */
export type NameMatch =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'unsure'; readonly candidates: readonly NamedAgency[] };

/**
 * Finds names in a list. The same name otherwise written is known; long against short forms, and names that
 * differ by a mark alone, are asked: ten pairs of communes differ by no more. What another name of the same
 * file means for certain is no candidate.
 */
export function nameMatcher(
  list: readonly NamedAgency[],
  names: readonly string[],
): (name: string) => NameMatch {
  const byKey = new Map(list.map((agency) => [agencyNameKey(agency.name), agency]));
  const taken = new Set(names.flatMap((name) => byKey.get(agencyNameKey(name))?.id ?? []));
  const near = new Map<string, NamedAgency[]>();
  for (const agency of list) {
    for (const key of nearKeys(agency.name)) near.set(key, [...(near.get(key) ?? []), agency]);
  }
  return (name) => {
    const same = byKey.get(agencyNameKey(name));
    if (same !== undefined) return { kind: 'known', id: same.id };
    const found = nearKeys(name).flatMap((key) => near.get(key) ?? []);
    const candidates = [...new Map(found.map((one) => [one.id, one])).values()].filter(
      ({ id }) => !taken.has(id),
    );
    return candidates.length === 0 ? { kind: 'new' } : { kind: 'unsure', candidates };
  };
}

/** The body that a name means without its place and forms: "Ủy ban nhân dân xã Đồng Mai, tỉnh …" and "UBND xã Đồng Mai" are one. */
export function bodyKeyOf(name: string): string {
  return identityOf(name.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .replace(/,$/u, '')
    .replace(/^ubnd (?=xã |phường |đặc khu )/u, '');
}

/** What two names have in common that may be one: the body without its place and forms, or the letters without marks. */
function nearKeys(name: string): readonly string[] {
  const bare = folded(name)
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();
  return [`identity ${bodyKeyOf(name)}`, `letters ${bare}`];
}
