import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { planRoutes } from '../../contract/plans.js';
import type { Rehearsal } from '../../contract/plans.js';
import type { ServerDeps } from '../ports.js';
import { found } from '../refused.js';
import { serve } from '../serve.js';
import { rehearsalOf, rehearsalsOf } from '../../office/directory/offices.js';
import { planReview } from '../../office/plan/plan-views.js';

/** The whole plan tried out in a shadow office: begun, watched and deleted by its mother office. */
export function rehearsalPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, planRoutes.rehearse, async ({ db, officeId, office, params, body }) => {
    found(await planReview(db, { officeId, planId: params.planId }));
    const { rehearsalOfficeId } = await deps.rehearsals.create({
      officeId,
      planId: params.planId,
      seed: body.seed ?? randomInt(1, 2_147_483_647),
      actor: `staff:${office.staffId}`,
    });
    return { rehearsalId: rehearsalOfficeId };
  });

  const withProgress = async (
    known: Awaited<ReturnType<typeof rehearsalsOf>>[number],
  ): Promise<Rehearsal> => {
    const progress = await deps.rehearsals.progress(known.officeId);
    return { ...known, ...progress, stages: [...progress.stages] };
  };

  serve(at, planRoutes.rehearsals, async ({ db, officeId, office }) => {
    const rehearsals: Rehearsal[] = [];
    for (const known of await rehearsalsOf(db, office.motherOfficeId ?? officeId)) {
      rehearsals.push(await withProgress(known));
    }
    return { rehearsals };
  });

  serve(at, planRoutes.rehearsal, async ({ db, officeId, office, params }) => {
    const motherOfficeId = office.motherOfficeId ?? officeId;
    return withProgress(
      found(await rehearsalOf(db, { motherOfficeId, officeId: params.rehearsalId })),
    );
  });

  serve(at, planRoutes.deleteRehearsal, async ({ db, officeId, office, params }) => {
    const motherOfficeId = office.motherOfficeId ?? officeId;
    found(await rehearsalOf(db, { motherOfficeId, officeId: params.rehearsalId }));
    await deps.rehearsals.remove({
      rehearsalOfficeId: params.rehearsalId,
      officeId: motherOfficeId,
      actor: `staff:${office.staffId}`,
    });
    return {};
  });
}
