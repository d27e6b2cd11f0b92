import type { FastifyInstance } from 'fastify';
import { aheadRoutes } from '../../contract/ahead.js';
import { ok } from '../../domain/result.js';
import { wavesOfMonth } from '../../office/ahead/waves-of-month.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** The calendar of waves. */
export function aheadPages(app: FastifyInstance, deps: ServerDeps): void {
  serve({ app, deps }, aheadRoutes.waves, async ({ params: { month }, act }) =>
    act(async (scope) => {
      const { waves, daysOff } = await wavesOfMonth(scope, month);
      return ok({ asOf: scope.now, waves: [...waves], daysOff: [...daysOff] });
    }),
  );
}
