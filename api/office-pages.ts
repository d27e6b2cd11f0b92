import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { styleNonceOf } from './content-security.js';
import { sendRefusal } from './errors.js';
import { Refused } from './refused.js';

/** Where the built page leaves room for the nonce; as web/vite.config.ts has it. */
const NONCE = 'NONCE-OF-THIS-ANSWER';
const NOT_BUILT =
  '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Đôn đốc báo cáo</title><p>Trang làm việc của cán bộ chưa được dựng.</p></html>';

/**
 * The built pages of the office: files under `/assets/` carry a hash in their name and may be kept
 * for ever; every other address that is none of ours is a page of the application.
 */
export async function officePages(app: FastifyInstance, webDir: string | null): Promise<void> {
  if (webDir !== null) {
    await app.register(fastifyStatic, {
      root: webDir,
      prefix: '/',
      // The page is served below, with a nonce of its own.
      index: false,
      allowedPath: (path) => path !== '/' && path !== '/index.html',
      cacheControl: false,
      // Beside each script stands what scripts/build.mjs made of it.
      preCompressed: true,
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/') || path.includes('\\assets\\');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isPage =
      request.method === 'GET' && !/^\/(?:api|b|assets)(?:\/|$)|\.[a-z0-9]+$/i.test(path);
    if (!isPage) return sendRefusal(new Refused('NOT_FOUND'), request, reply);
    if (webDir === null) return reply.code(404).type('text/html; charset=utf-8').send(NOT_BUILT);
    const built = await readFile(join(webDir, 'index.html'), 'utf8');
    const page = built.replaceAll(NONCE, styleNonceOf(reply));
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
}
