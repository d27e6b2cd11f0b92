import type { FastifyRequest } from 'fastify';

/** The language of sentences: what the page's switch says, else what the browser prefers, else Vietnamese. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): 'vi' | 'en' {
  const chosen = request.headers['x-lang'];
  if (chosen === 'en' || chosen === 'vi') return chosen;
  const preferred = request.headers['accept-language'] ?? '';
  return /^en\b/i.test(preferred) && !/\bvi\b/i.test(preferred) ? 'en' : 'vi';
}
