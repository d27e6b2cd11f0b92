import type { FastifyInstance } from 'fastify';
import { sessionRoutes } from '../../contract/session.js';
import { fenceBanner } from '../../domain/fence.js';
import type { ServerDeps } from '../ports.js';

/** Whether this installation works at all: every page asks, the sign-in too. */
export function fencePages(app: FastifyInstance, deps: Pick<ServerDeps, 'fence'>): void {
  const { fence } = sessionRoutes;
  app.route({
    method: fence.method,
    url: fence.path,
    schema: { response: { 200: fence.answer } },
    handler: async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      const why = await deps.fence();
      return { fence: why === null ? null : { why, words: fenceBanner(why) } };
    },
  });
}
