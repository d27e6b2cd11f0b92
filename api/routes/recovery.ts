import type { FastifyInstance } from 'fastify';
import { recoveryRoutes } from '../../contract/recovery.js';
import { decideHeld } from '../../office/recovery/held-notices.js';
import { decideLostHours } from '../../office/recovery/lost-hours.js';
import { recoveryView } from '../../office/recovery/recovery-view.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** What follows a restore: what is held back, and the hours that are lost. */
export function recoveryPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };
  serve(at, recoveryRoutes.recovery, async ({ db, officeId, query }) =>
    recoveryView(db, { officeId, ...query }),
  );
  serve(at, recoveryRoutes.decideLostHours, async ({ body, act }) =>
    act((scope) => decideLostHours(scope, body)),
  );
  serve(at, recoveryRoutes.decideHeld, async ({ body, act }) =>
    act((scope) => decideHeld(scope, body)),
  );
}
