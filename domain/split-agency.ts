import { keptBy } from './closing-agency.js';
import type { EndingDuty } from './closing-agency.js';
import type { Day } from './day.js';
import type { Decimal } from './decimal.js';

/** An agency that came out of another when that was split. */
export interface AgencyPart {
  readonly agencyId: string;
  readonly fromId: string;
}

/**
 * What becomes of a duty of an agency that is split: `stays` with it, which sends it before it ends or goes on
 * beside its parts; `splits`: the parts owe it from now on; `waived` where none of them does; `kept`: what was
 * sent, or is said to have been, and counts on.
 */
export type SplitFate = 'stays' | 'splits' | 'waived' | 'kept';

export interface DutySplit {
  readonly fate: SplitFate;
  /** The parts that owe it, in their order; empty for none. */
  readonly to: readonly string[];
}

/** What becomes of each duty of an agency that is split on a day: every part owes it, or those that a person chose. */
export function splitDuties(
  duties: readonly EndingDuty[],
  {
    on,
    today,
    partIds,
    remains,
    chosen,
  }: {
    readonly on: Day;
    readonly today: Day;
    readonly partIds: readonly string[];
    /** Whether the agency goes on beside its parts. */
    readonly remains: boolean;
    /** By duty: which parts owe it, where not all do. */
    readonly chosen: Readonly<Record<string, readonly string[]>>;
  },
): ReadonlyMap<string, DutySplit> {
  return new Map(
    duties.map((duty): [string, DutySplit] => {
      const kept = keptBy(duty, { on, today });
      if (kept !== null) return [duty.id, { fate: kept, to: [] }];
      const wanted = chosen[duty.id];
      const to = wanted === undefined ? partIds : partIds.filter((id) => wanted.includes(id));
      const without = remains ? 'stays' : 'waived';
      return [duty.id, { fate: to.length === 0 ? without : 'splits', to }];
    }),
  );
}

/** What an agency had reported of one figure in an earlier period. */
export interface FigureBefore {
  readonly value: Decimal | null;
  /** Of the whole agency that it came out of: shown beside it, never part of any sum. */
  readonly predecessor: { readonly agencyId: string; readonly value: Decimal } | null;
}

/**
 * What each agency of now had reported in an earlier period. The figure of an agency that was split is the
 * whole's: it is nobody's own, so whoever has none of its own then gets it as that of its predecessor.
 */
export function figuresBefore(
  values: ReadonlyMap<string, Decimal>,
  parts: readonly AgencyPart[],
): ReadonlyMap<string, FigureBefore> {
  const figures = new Map<string, FigureBefore>(
    [...values].map(([id, value]) => [id, { value, predecessor: null }]),
  );
  for (const { agencyId, fromId } of parts) {
    const value = values.get(fromId);
    if (value === undefined || values.has(agencyId)) continue;
    const predecessor = { agencyId: fromId, value };
    figures.set(agencyId, { value: null, predecessor });
    // What is left of it, if it goes on, is not the whole either.
    figures.set(fromId, { value: null, predecessor });
  }
  return figures;
}
