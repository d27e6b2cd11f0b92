import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { metricsText } from '../office/health/metrics.js';
import type { ServerDeps } from './ports.js';

/** `/metrics` for a monitor that knows the token; there are none where no token is set. */
export function metricsPage(
  app: FastifyInstance,
  {
    ledger,
    clock,
    fence,
    metricsToken,
  }: Pick<ServerDeps, 'ledger' | 'clock' | 'fence' | 'metricsToken'>,
): void {
  if (metricsToken === null) return;
  app.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!isSame(given, metricsToken)) {
      return reply.code(401).header('www-authenticate', 'Bearer').send('');
    }
    const text = await metricsText(ledger.db, {
      now: clock.now(),
      fence: await fence().catch(() => null),
    });
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
}

/** In a time that tells nothing of how much was right. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
