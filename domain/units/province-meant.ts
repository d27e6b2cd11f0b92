import { fold } from '../fold.js';
import type { NamedUnit } from './units.js';

/** The code of the province that the first of some texts names ("Công an tỉnh Bắc Ninh", a place of issue); null where none does. */
export function provinceMeant(
  provinces: readonly NamedUnit[],
  texts: readonly (string | null)[],
): string | null {
  for (const text of texts) {
    const said = ` ${fold((text ?? '').normalize('NFC'))} `;
    const named = provinces.filter(({ name }) => said.includes(` ${bareName(name)} `));
    // "Ninh Bình" within "Bắc Ninh Bình Minh" would be two: then the next text tells.
    if (named.length === 1) return named[0]?.code ?? null;
  }
  return null;
}

function bareName(name: string): string {
  return fold(name).replace(/^(?:tỉnh|thành phố) /u, '');
}
