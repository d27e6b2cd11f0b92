import type { FastifyInstance } from 'fastify';
import { planOfficerRoutes } from '../../contract/plan-officers.js';
import { assignOfficers, planOfficersView } from '../../office/plan/plan-officers.js';
import type { ServerDeps } from '../ports.js';
import { found } from '../refused.js';
import { serve } from '../serve.js';

/** Who follows a plan. */
export function planOfficerPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, planOfficerRoutes.officers, async ({ db, officeId, params }) =>
    found(await planOfficersView(db, { officeId, ...params })),
  );

  serve(at, planOfficerRoutes.assign, async ({ params, body, act }) =>
    act((scope) => assignOfficers(scope, { ...params, ...body })),
  );
}
