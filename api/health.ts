import type { FastifyInstance } from 'fastify';
import type { ServerDeps } from './ports.js';

/** `/healthz`: the process answers. `/readyz`: the ledger answers, Temporal too, and a worker polls its queues, or waits at a closed fence. */
export function healthPages(
  app: FastifyInstance,
  { probes, fence }: Pick<ServerDeps, 'probes' | 'fence'>,
): void {
  app.get('/healthz', { config: { rateLimit: false } }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ ok: true }),
  );

  app.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    const [ledger, temporal, fenced] = await Promise.all([
      probes.ledger().catch(() => false),
      probes.temporal().catch(() => ({ reachable: false, polled: false })),
      fence().catch(() => null),
    ]);
    const ready = ledger && temporal.reachable && (temporal.polled || fenced !== null);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        ready,
        ledger,
        temporal: temporal.reachable,
        worker: temporal.polled,
        fenced,
      });
  });
}
