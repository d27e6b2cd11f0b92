import type { FastifyBaseLogger, FastifySerializerCompiler } from 'fastify';
import type { z } from 'zod';

/** Thrown where an answer is not what its contract declares; names where, never what. */
class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
}

/**
 * Answers as JSON, each held against the shape its contract declares and without what that does not name.
 * `strict` fails a request whose answer differs, as tests want it; else it is logged and sent as it is,
 * since a page that lacks one field serves people better than none.
 */
export function answerSerializer({
  strict,
  logger,
}: {
  readonly strict: boolean;
  readonly logger: FastifyBaseLogger;
}): FastifySerializerCompiler<z.ZodType> {
  return ({ schema, method, url }) =>
    (answer) => {
      const held = schema.safeParse(answer);
      if (held.success) return JSON.stringify(held.data);
      const broken = held.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
      if (strict) throw new ContractBroken(`${method} ${url} answers ${broken.join(', ')}`);
      logger.error({ route: `${method} ${url}`, broken }, 'an answer breaks its contract');
      return JSON.stringify(answer);
    };
}
