import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { REFUSALS, refusalSentence } from '../domain/refusals.js';
import type { RefusalCode } from '../domain/refusals.js';
import type { ErrorAnswer } from '../contract/values.js';
import { languageOf } from './language.js';
import { Refused } from './refused.js';

/** Every refusal and failure becomes one shape of answer; what is not ours to say is logged and kept back. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refused = refusedOf(error);
    if (refused !== null) return sendRefusal(refused, request, reply);
    request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    const body: ErrorAnswer = {
      error: {
        code: 'INTERNAL',
        message:
          languageOf(request) === 'vi'
            ? 'Hệ thống gặp lỗi khi xử lý yêu cầu. Đề nghị thử lại; nếu vẫn lỗi, báo quản trị.'
            : 'The system failed to handle the request. Try again, or tell the administrator.',
      },
    };
    return reply.code(500).send(body);
  });
}

/** Answers an address that is none (`%zz`), which reaches neither a route nor the error handler. */
export function answerBadAddress(
  _error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const refused = new Refused('MALFORMED');
  if (request.raw.url?.startsWith('/api') === true) {
    void sendRefusal(refused, request, reply);
    return;
  }
  void reply
    .code(REFUSALS.MALFORMED.status)
    .type('text/plain; charset=utf-8')
    .send(refusalSentence('MALFORMED', {}, languageOf(request)));
}

/** Answers a refusal with its status and its sentence in the reader's language. */
export function sendRefusal(
  refused: Refused,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { code, details, fields } = refused;
  const body: ErrorAnswer = {
    error: {
      code,
      message: refusalSentence(code, details, languageOf(request)),
      ...(Object.keys(details).length === 0 ? {} : { details: plain(details) }),
      ...(fields.length === 0 ? {} : { fields: [...fields] }),
    },
  };
  return reply.code(REFUSALS[code].status).send(body);
}

/** The refusal an error stands for; null when it is a failure of ours. */
export function refusedOf(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error);
  const code = codeOf(error);
  const known = BY_CODE[code];
  if (known !== undefined) return new Refused(known);
  const status = statusOf(error);
  if (status === 429) return new Refused('RATE_LIMITED');
  return status >= 400 && status < 500 ? new Refused('MALFORMED') : null;
}

/** Codes of the framework that are the caller's doing, and of a ledger that could not answer in time. */
const BY_CODE: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MALFORMED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED',
  LEDGER_BUSY: 'BUSY',
  LEDGER_AWAY: 'LEDGER_AWAY',
  // Two did the same at once and the ledger keeps one of it: unique_violation.
  '23505': 'SIMULTANEOUS',
  // PostgreSQL: lock time-out, deadlock, serialization, statement time-out (errcodes-appendix).
  '55P03': 'ROW_BUSY',
  '40P01': 'ROW_BUSY',
  '40001': 'ROW_BUSY',
  '57014': 'ROW_BUSY',
  // Idle in a transaction, shut down, starting up, connections used up, none to be had.
  '25P03': 'LEDGER_AWAY',
  '57P01': 'LEDGER_AWAY',
  '57P02': 'LEDGER_AWAY',
  '57P03': 'LEDGER_AWAY',
  '53300': 'LEDGER_AWAY',
  ECONNREFUSED: 'LEDGER_AWAY',
  ECONNRESET: 'LEDGER_AWAY',
};

function invalid(error: {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string }[];
  readonly validationContext?: string | undefined;
}): Refused {
  // An id that can be nobody's is as unknown as one that is nobody's.
  if (error.validationContext === 'params') return new Refused('NOT_FOUND');
  return new Refused('INVALID', {
    fields: error.validation.map(({ instancePath, message }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? '',
    })),
  });
}

function plain(details: Refused['details']): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' ? value : [...value],
    ]),
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'statusCode' in error
    ? Number(error.statusCode)
    : 500;
}
