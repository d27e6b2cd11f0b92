import type { FastifyInstance } from 'fastify';
import { memoryRoutes } from '../../contract/memory.js';
import { forgetWords, memoryList, rememberAgain } from '../../office/plan/office-memory.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** What corrections taught an office about the words of documents, and taking it back. */
export function memoryPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };
  serve(at, memoryRoutes.memory, async ({ db, officeId }) => memoryList(db, officeId));
  serve(at, memoryRoutes.forget, async ({ params, act }) =>
    act((scope) => forgetWords(scope, params)),
  );
  serve(at, memoryRoutes.rememberAgain, async ({ params, act }) =>
    act((scope) => rememberAgain(scope, params)),
  );
}
