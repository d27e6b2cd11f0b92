import type { FastifyRequest } from 'fastify';
import { printableIn, unprintableIn } from '../domain/plain-text.js';
import { Refused } from './refused.js';

const SENTENCE = 'Có ký tự không đọc được, đề nghị xóa rồi nhập lại';

/** Refuses a request whose text no database, mail or paper can carry, before anything looks at it. */
export function refuseUnprintable({ params, query, body }: FastifyRequest): void {
  if (unprintableIn(params).length > 0) throw new Refused('NOT_FOUND');
  refuseUnprintableFields({ query, body });
}

/** The same for the fields of a form, which come apart from the body. */
export function refuseUnprintableFields(parts: {
  readonly query?: unknown;
  readonly body?: unknown;
}): void {
  const paths = [...unprintableIn(parts.query), ...unprintableIn(parts.body)];
  if (paths.length === 0) return;
  throw new Refused('INVALID', { fields: paths.map((path) => ({ path, message: SENTENCE })) });
}

/** What people paste out of Word or a PDF carries marks nobody sees: on a page without a script they are dropped rather than the page. */
export function dropUnprintable(request: FastifyRequest): void {
  if (unprintableIn(request.params).length > 0) throw new Refused('NOT_FOUND');
  request.body = printableIn(request.body);
}
