import { createObserveActivities } from './observe.js';
import { createRehearsalActivities } from './rehearsal.js';
import type { RehearsalDeps } from './rehearsal.js';
import { createStepActivities } from './steps.js';
import { createWaveActivities } from './waves.js';
import type { WaveDeps } from './waves.js';

/** Everything a workflow may ask of the world, made from ports. */
export function createActivities(deps: WaveDeps & RehearsalDeps) {
  return {
    ...createObserveActivities(deps),
    ...createStepActivities(deps),
    ...createWaveActivities(deps),
    ...createRehearsalActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
