import type { AgencyLine } from '../agency-lines.js';
import { unitWithin } from './unit-names.js';
import type { NamedUnit } from './units.js';

/** The committee of a unit as a line of a list: nothing is known of it but its name and kind. */
export function lineOfUnit(unit: NamedUnit, line: number): AgencyLine {
  return {
    line,
    name: `UBND ${unitWithin(unit)}`,
    kind: 'commune',
    tags: null,
    emails: [],
    headEmail: null,
    phone: null,
    binding: null,
    organId: null,
    unit,
  };
}
