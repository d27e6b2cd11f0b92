import type { FastifyInstance } from 'fastify';
import { ROUTES } from '../../contract/index.js';
import { openApiOf } from '../../contract/open-api.js';
import { openRoutes } from '../../contract/open.js';
import { programVersion } from '../../config/version.js';

/** What the API says of itself to programs of others. */
export function openPages(app: FastifyInstance): void {
  let made: string | null = null;
  app.get(openRoutes.description.path, async (_request, reply) => {
    made ??= JSON.stringify(openApiOf(ROUTES, { version: programVersion() }));
    return reply.header('cache-control', 'no-cache').type('application/json').send(made);
  });
}
