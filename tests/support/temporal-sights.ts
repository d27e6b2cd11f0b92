import type { CycleView, PlanView } from '../../activities/observe.js';
import type { Instant } from '../../domain/day.js';
import { instant } from '../../domain/day.js';

/** What a workflow sees of a cycle whose hands both wait to be told. */
export function cycleSight(seen: Partial<CycleView> = {}): CycleView {
  return {
    chase: { kind: 'wait', until: null },
    report: { kind: 'wait', until: null },
    stepped: false,
    label: 'report-2026-07-04',
    owing: 0,
    unsettled: 0,
    ...seen,
  };
}

/** What a workflow sees of a cycle that is closed. */
export function closedSight(seen: Partial<CycleView> = {}): CycleView {
  return cycleSight({ chase: { kind: 'end' }, report: { kind: 'end' }, ...seen });
}

/** What a workflow sees of a plan that waits to be told. */
export function planSight(seen: Partial<PlanView> = {}): PlanView {
  return {
    life: { kind: 'wait', until: null },
    stepped: false,
    label: 'KH-001',
    openCycles: 0,
    ...seen,
  };
}

/** The instant so many milliseconds after epoch milliseconds. */
export function after(nowMs: number, ms: number): Instant {
  return instant(new Date(nowMs + ms).toISOString());
}
