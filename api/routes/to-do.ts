import type { FastifyInstance } from 'fastify';
import { toDoRoutes } from '../../contract/to-do.js';
import { toDoPage } from '../../office/to-do/to-do.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** What waits for the person who asks. */
export function toDoPages(app: FastifyInstance, deps: ServerDeps): void {
  serve({ app, deps }, toDoRoutes.toDo, async ({ db, officeId, office }) =>
    toDoPage(db, { officeId, staffId: office.staffId, roles: office.roles, now: office.now }),
  );
}
