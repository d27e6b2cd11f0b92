import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { z } from 'zod';
import type { PooledDb } from '../db/connection.js';
import type { OfficeScope } from '../office/scope.js';
import type { ReportAttachment } from '../domain/schemas/report-content.js';
import type { RefusalCode } from '../domain/refusals.js';
import type { Result } from '../domain/result.js';
import { allow, callerOf, refuseForeign } from './access.js';
import { tokenAccess, tokenIn } from './token-access.js';
import type { Caller } from './access.js';
import { File, Nothing } from '../contract/route.js';
import type { Route } from '../contract/route.js';
import { keepUploads } from './keep-uploads.js';
import { sendDownload } from './download.js';
import type { Download } from './download.js';
import type { ServerDeps } from './ports.js';
import { refuseUnprintable, refuseUnprintableFields } from './printable-text.js';
import { Refused, unwrap } from './refused.js';
import { readForm } from './uploads.js';
import type { UploadedFile } from './uploads.js';

/** One request of a signed-in person, checked: shapes, session, office and role. */
export interface RouteRequest<Params, Query, Body> extends Caller {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly files: readonly UploadedFile[];
  readonly deps: ServerDeps;
  /** For looking; inside `act` there is `scope.trx` alone. */
  readonly db: PooledDb;
  readonly officeId: string;
  readonly request: FastifyRequest;
  /** For cookies alone: the answer is what the handler gives back. */
  readonly reply: FastifyReply;
  /** Keeps files before the act that takes them, so that it holds no row while their bytes are written. */
  readonly keep: (files: readonly UploadedFile[]) => Promise<readonly ReportAttachment[]>;
  /** Runs an act in one transaction of the office; a refusal rolls it back and becomes the answer. */
  readonly act: <T>(work: (scope: OfficeScope) => Promise<Result<T, RefusalCode>>) => Promise<T>;
}

/** What a handler gives back: a file, the contract's answer, or anything where the answer says nothing. */
type Answered<Answer extends z.ZodType> =
  z.output<Answer> extends 'file'
    ? Download
    : z.output<Answer> extends Record<string, never>
      ? object
      : z.input<Answer>;

/** Serves a route of the contract: by whom it may be asked is checked before its body is read. */
export function serve<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  { app, deps }: { readonly app: FastifyInstance; readonly deps: ServerDeps },
  route: Route<Params, Query, Body, Answer>,
  handle: (
    asked: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Answered<Answer>>,
): void {
  const { roles } = route;
  if (roles === 'anyone') throw new Error(`${route.path} is served by itself`);
  const callers = new WeakMap<FastifyRequest, Caller>();
  const byToken = tokensOf(deps);
  app.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    // After the rate limit, before the body is read.
    preParsing: async (request, _reply, payload) => {
      const token = tokenIn(request);
      // No page of another site can send a token it does not know; cookies go along by themselves.
      if (route.method !== 'GET' && token === null) refuseForeign(request, deps.publicUrl);
      const caller =
        token === null
          ? await callerOf(deps, request)
          : await byToken(token, { scope: route.token, request });
      // What a token opens is its scope's to say, looked at as it was let in.
      if (route.ofOffice && token === null) {
        allow(caller, { inRehearsal: route.inRehearsal, roles });
      }
      callers.set(request, caller);
      return payload;
    },
    // A form without fields may be posted without a body.
    preValidation: async (request) => {
      request.body ??= {};
      refuseUnprintable(request);
    },
    handler: async (request, reply) => {
      const caller = callers.get(request);
      if (caller === undefined) throw new Refused('UNAUTHENTICATED');
      const room = deps.uploadRoom;
      const form =
        route.upload === null ? null : await readForm({ request, reply, room }, route.upload);
      const { office } = caller;
      const answer = await handle({
        ...caller,
        // The schema has checked and parsed them; a form is checked here.
        params: request.params as z.output<Params>,
        query: request.query as z.output<Query>,
        body: form === null ? (request.body as z.output<Body>) : formBody(route.body, form.fields),
        files: form?.files ?? [],
        deps,
        db: deps.ledger.db,
        officeId: office.id,
        request,
        reply,
        keep: (files) => keepUploads(deps, { officeId: office.id, sender: caller.actor }, files),
        act: (work) =>
          deps.ledger.inOffice({ officeId: office.id, actor: caller.actor }, async (scope) =>
            unwrap(await work(scope)),
          ),
      });
      if (route.answer === (File as unknown)) return sendDownload(reply, answer as Download);
      return sendJson(reply, answer);
    },
  });
}

/** One count of uses for each server, whatever route is asked. */
const TOKENS = new WeakMap<ServerDeps, ReturnType<typeof tokenAccess>>();

function tokensOf(deps: ServerDeps): ReturnType<typeof tokenAccess> {
  const known = TOKENS.get(deps) ?? tokenAccess(deps);
  TOKENS.set(deps, known);
  return known;
}

/** What a form's text fields are by the schema; names every field that is wrong. */
export function formBody<Body extends z.ZodType>(
  schema: Body,
  fields: Readonly<Record<string, string>>,
): z.output<Body> {
  refuseUnprintableFields({ body: fields });
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new Refused('INVALID', {
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  });
}

function sendJson(reply: FastifyReply, answer: unknown): FastifyReply {
  return reply.header('cache-control', 'no-store').send(answer);
}

function schemaOf(
  route: Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
): NonNullable<RouteOptions['schema']> {
  const hasBody = route.method !== 'GET' && route.upload === null && route.body !== Nothing;
  return {
    params: route.params,
    querystring: route.query,
    ...(hasBody ? { body: route.body } : {}),
    ...(route.answer === File ? {} : { response: { 200: route.answer } }),
  };
}
