import { bodyKeyOf, nameMatcher } from '../agency-match.js';
import type { NamedAgency } from '../agency-match.js';
import { fold } from '../fold.js';

/** Who sent a document, as far as its register tells. */
export type Sender =
  | { readonly kind: 'sure'; readonly id: string }
  | { readonly kind: 'near'; readonly ids: readonly string[] }
  | { readonly kind: 'unknown' };

const PLACE = /^(?:ubnd )?(?:tỉnh|thành phố|tp|huyện|quận|thị xã)(?![\p{L}])/u;

/**
 * Finds the agency that a register names as the sender. The same name is sure, and so is the long for the short
 * form and a place behind a name, where no other place is said; what only sounds alike is near.
 */
export function senderFinder(agencies: readonly NamedAgency[]): (written: string) => Sender {
  const match = nameMatcher(agencies, []);
  const byBody = new Map<string, NamedAgency[]>();
  for (const agency of agencies) {
    const key = bodyKeyOf(agency.name);
    byBody.set(key, [...(byBody.get(key) ?? []), agency]);
  }
  return (written) => {
    const [head = '', tail = ''] = parted(written);
    const names = tail !== '' && PLACE.test(fold(tail)) ? [written, head] : [written];
    for (const name of names) {
      const found = match(name);
      if (found.kind === 'known') return { kind: 'sure', id: found.id };
      const [body, ...others] = byBody.get(bodyKeyOf(name)) ?? [];
      if (body !== undefined && others.length === 0 && placesAgree(body.name, name)) {
        return { kind: 'sure', id: body.id };
      }
    }
    for (const name of [written, head]) {
      const found = match(name);
      if (found.kind === 'known') return { kind: 'near', ids: [found.id] };
      if (found.kind === 'unsure') {
        return { kind: 'near', ids: found.candidates.map(({ id }) => id) };
      }
    }
    return { kind: 'unknown' };
  };
}

/** "UBND xã Đồng Mai, tỉnh …" and "UBND xã Đồng Mai - UBND thành phố …" as the body and what stands behind it. */
function parted(name: string): readonly string[] {
  const at = /\s*[,(;]\s*|\s+[-–]\s+/u.exec(name);
  return at === null
    ? [name, '']
    : [name.slice(0, at.index), name.slice(at.index + at[0].length).replace(/\)$/u, '')];
}

/** Whether two names of one body say no different places. */
function placesAgree(one: string, other: string): boolean {
  const [a, b] = [one, other].map(
    (name) => /(?:^|\s)((?:tỉnh|thành phố|tp\.?)(?:\s.*)?)$/u.exec(fold(name).trim())?.[1] ?? '',
  );
  return a === undefined || b === undefined || a.startsWith(b) || b.startsWith(a);
}
