import { decimal } from '../decimal.js';
import type { Decimal } from '../decimal.js';
import type { Day } from '../day.js';
import type { FormDefinition, Indicator } from '../schemas/form-definition.js';
import type { Standing } from './units-of-day.js';

/** A figure of a report that a register can give. */
export interface OfferedFigure {
  readonly indicator: Indicator;
  readonly value: Decimal;
}

/** The day as of which a register is asked for a period: its cut-off, else its end, but no day to come; null before the period begins. */
export function dayOffered(
  {
    periodFrom,
    periodTo,
    cutOff,
  }: {
    readonly periodFrom: Day | null;
    readonly periodTo: Day | null;
    readonly cutOff: Day | null;
  },
  today: Day,
): Day | null {
  if (periodFrom !== null && periodFrom > today) return null;
  const on = cutOff ?? periodTo ?? today;
  return on < today ? on : today;
}

/**
 * What a register gives to a form: the units that stand recognised, and where the form computes a share of them,
 * all units of that day. The share itself is none of it: it is computed anew from the two. A stock: whatever
 * period asks, it is what stands at its end.
 */
export function offeredFigures(
  { indicators }: Pick<FormDefinition, 'indicators'>,
  code: string,
  { recognised, units }: Standing,
): readonly OfferedFigure[] {
  const wholes = indicators.flatMap(({ ratio }) => (ratio?.part === code ? [ratio.whole] : []));
  return indicators.flatMap((indicator): readonly OfferedFigure[] => {
    if (indicator.ratio !== null) return [];
    if (indicator.code === code) return [{ indicator, value: decimal(String(recognised)) }];
    return wholes.includes(indicator.code) ? [{ indicator, value: decimal(String(units)) }] : [];
  });
}
