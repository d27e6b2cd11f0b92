import type { FastifyInstance } from 'fastify';
import { findRoutes } from '../../contract/find.js';
import { find } from '../../office/find/find.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** What of the office is found by its name. */
export function findPages(app: FastifyInstance, deps: ServerDeps): void {
  serve({ app, deps }, findRoutes.find, async ({ db, officeId, query }) => ({
    groups: await find(db, { officeId, ...query }),
  }));
}
