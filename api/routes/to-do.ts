import type { FastifyInstance } from 'fastify';
import { toDoRoutes } from '../../contract/to-do.js';
import { leaderPage } from '../../office/to-do/leader.js';
import { toDoPage } from '../../office/to-do/to-do.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** What waits for the person who asks. */
export function toDoPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, toDoRoutes.toDo, async ({ db, officeId, office: { staffId, roles, now } }) =>
    toDoPage(db, { officeId, staffId, roles, now }),
  );

  serve(at, toDoRoutes.leader, async ({ db, officeId, office: { staffId, roles, now } }) =>
    leaderPage(db, { officeId, staffId, roles, now }),
  );
}
