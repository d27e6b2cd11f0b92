import { decimalOf } from './decimal.js';
import { fold } from './fold.js';
import type { Indicator } from './schemas/form-definition.js';

/** Two figures of one matter written in one field, "43 vụ/93 đối tượng". */
export interface FigurePair {
  /** What belongs in the field it was typed in. */
  readonly here: string;
  /** The field beside, and what belongs in it. */
  readonly partner: Pick<Indicator, 'code' | 'label' | 'unit'>;
  readonly there: string;
}

const NUMBER = String.raw`(\d[\d.]*(?:,\d+)?)`;
const UNIT = String.raw`(\p{L}[\p{L}\s]*?)?`;
/** "43 vụ/93 đối tượng", "43 vụ, 93 đối tượng", "43/93", and "02 /12 vụ đối tượng" with both units behind. */
const PAIR = new RegExp(String.raw`^${NUMBER}\s*${UNIT}\s*[/;,]\s*${NUMBER}\s*${UNIT}\.?$`, 'u');

/**
 * The two figures in such a text: the second belongs to the neighbour behind the field, or before it where
 * the units are the other way round. Null for any other text, and where no neighbour has the unit written.
 */
export function pairIn(
  typed: string,
  indicator: Indicator,
  asked: readonly Indicator[],
): FigurePair | null {
  // "7,5" is one number with a decimal comma.
  if (decimalOf(typed) !== null) return null;
  const [, first = '', firstUnit = '', second = '', secondUnit = ''] =
    PAIR.exec(typed.normalize('NFC').trim()) ?? [];
  if (decimalOf(first) === null || decimalOf(second) === null) return null;
  const at = asked.findIndex(({ code }) => code === indicator.code);
  const [before, behind] = [asked[at - 1], asked[at + 1]];
  // "vụ đối tượng" behind the second number names both.
  const [units, ofSecond] =
    firstUnit === '' && isUnit(indicator, secondUnit.slice(0, indicator.unit.length))
      ? [indicator.unit, secondUnit.slice(indicator.unit.length)]
      : [firstUnit, secondUnit];
  if (isPeer(indicator, behind) && isUnit(indicator, units) && isUnit(behind, ofSecond)) {
    return { here: first, partner: behind, there: second };
  }
  if (isPeer(indicator, before) && isUnit(before, units) && isUnit(indicator, ofSecond)) {
    return { here: second, partner: before, there: first };
  }
  return null;
}

function isPeer(one: Indicator, other: Indicator | undefined): other is Indicator {
  return other?.section === one.section && other.group === one.group;
}

function isUnit({ unit }: Pick<Indicator, 'unit'>, written: string): boolean {
  const words = fold(written).trim();
  return (
    words === '' ||
    fold(unit)
      .split(/\s*[;/]\s*/u)
      .includes(words)
  );
}
