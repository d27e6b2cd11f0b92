import type { FastifyInstance } from 'fastify';
import { absenceRoutes } from '../../contract/absences.js';
import { absencePage, endAbsence, noteAbsence } from '../../office/directory/absences.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** Who is away, from when to when, and who does the work meanwhile. */
export function absencePages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, absenceRoutes.absences, async ({ db, officeId, office }) =>
    absencePage(db, { officeId, now: office.now }),
  );

  serve(at, absenceRoutes.noteAbsence, async ({ office, body, act }) => {
    const { staffId = office.staffId, ...days } = body;
    const isAdmin = office.roles.includes('admin');
    return act((scope) => noteAbsence(scope, { staffId, ...days, isAdmin }));
  });

  serve(at, absenceRoutes.endAbsence, async ({ office, params, act }) => {
    const isAdmin = office.roles.includes('admin');
    return act((scope) => endAbsence(scope, { ...params, isAdmin }));
  });
}
