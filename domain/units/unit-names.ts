import { bodyKeyOf } from '../agency-match.js';
import { namesOfUnit } from './units.js';
import type { NamedUnit } from './units.js';

/** The kind of a unit within a name. */
export const KIND_OF_UNIT = /(?<!\p{L})(?:xã|phường|đặc khu|thị trấn)\s/iu;

/** The name of an agency with its unit as it is named today; unchanged where it says so already. */
export function namedAsUnit(name: string, unit: NamedUnit): string {
  if (bodyKeyOf(name) === bodyKeyOf(unit.name)) return name;
  const at = KIND_OF_UNIT.exec(name)?.index;
  if (at === undefined) return `UBND ${unitWithin(unit)}`;
  const form = name.slice(0, at);
  return form === '' ? unit.name : `${form}${unitWithin(unit)}`;
}

/** Whether a name may be of a unit: the same place, whatever the kind and the tones' placement. */
export function isNameOfUnit(name: string, unit: NamedUnit): boolean {
  const place = (text: string) => bodyKeyOf(text).replace(KIND_OF_UNIT, '').trim();
  return namesOfUnit(unit.code).some((one) => place(one.name) === place(name));
}

/** "xã Đồng Mai" as it stands within a name. */
export function unitWithin({ name }: NamedUnit): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
