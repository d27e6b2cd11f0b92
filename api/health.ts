import type { FastifyInstance } from 'fastify';
import type { ServerDeps } from './ports.js';

/** `/healthz`: the process answers. `/readyz`: the ledger answers, Temporal too, and a worker polls its queues. */
export function healthPages(app: FastifyInstance, { probes }: Pick<ServerDeps, 'probes'>): void {
  app.get('/healthz', { config: { rateLimit: false } }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ ok: true }),
  );

  app.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    const [ledger, temporal] = await Promise.all([
      probes.ledger().catch(() => false),
      probes.temporal().catch(() => ({ reachable: false, polled: false })),
    ]);
    const ready = ledger && temporal.reachable && temporal.polled;
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, ledger, temporal: temporal.reachable, worker: temporal.polled });
  });
}
