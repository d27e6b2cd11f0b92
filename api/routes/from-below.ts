import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HandedUp, HandedUpAnswer } from '../../contract/handing-up.js';
import { agencyOfLink } from '../../office/agency-link/link.js';
import { officeOfLink } from '../../office/collection/agency-page.js';
import { handedUpState, takeHandedUp } from '../../office/collection/take-from-below.js';
import type { Taken } from '../../office/collection/take-from-below.js';
import type { OfficeScope } from '../../office/scope.js';
import { keepUploads } from '../keep-uploads.js';
import type { ServerDeps } from '../ports.js';
import { dropUnprintable } from '../printable-text.js';
import { found, Refused, unwrap } from '../refused.js';

/** The signed PDF of 20 MB as text, with its figures. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Where an office below hands its report up as what its agency owes here, by the token of the agency's link:
 * the same report, known by its hash, is taken once, and what became of it is told on asking.
 */
export function fromBelow(app: FastifyInstance, deps: ServerDeps): void {
  const perLink = {
    rateLimit: {
      max: 60,
      timeWindow: 60_000,
      keyGenerator: (request: FastifyRequest) =>
        deps.readLink(tokenOf(request))?.linkId ?? request.ip,
    },
  };

  app.post('/api/up/reports', {
    bodyLimit: MOST_BYTES,
    config: perLink,
    // A stranger's body is not even read.
    preParsing: async (request, reply, payload) => {
      if (deps.readLink(tokenOf(request)) === null) throw new Refused('LINK_UNKNOWN');
      deps.uploadRoom.take(request, reply, MOST_BYTES);
      return payload;
    },
    preValidation: async (request) => dropUnprintable(request),
    handler: async (request, reply) => {
      const parsed = HandedUp.safeParse(request.body);
      if (!parsed.success) {
        throw new Refused('INVALID', {
          fields: parsed.error.issues.map(({ path, message }) => ({
            path: path.join('.'),
            message,
          })),
        });
      }
      const { files, ...handed } = parsed.data;
      if (!files.every(({ base64 }) => isPdf(base64))) throw new Refused('PDF_INVALID');
      const at = await whoAsks(deps, request);
      const known = { officeId: at.officeId, agencyId: at.agencyId, sha256: handed.sha256 };
      const before = await handedUpState(deps.ledger.db, known);
      const attachments =
        before === null
          ? await keepUploads(
              deps,
              { officeId: at.officeId, sender: `agency:${at.agencyId}` },
              files.map(({ fileName, base64 }) => ({
                fileName,
                contentType: 'application/pdf',
                bytes: Buffer.from(base64, 'base64'),
              })),
            )
          : [];
      const { agencyId } = at;
      const taken = await at.act((scope) => takeHandedUp(scope, { agencyId, handed, attachments }));
      return reply.header('cache-control', 'no-store').send(answerOf(taken));
    },
  });

  app.get('/api/up/reports/:sha256', { config: perLink }, async (request, reply) => {
    const at = await whoAsks(deps, request);
    const { sha256 } = request.params as { readonly sha256: string };
    const { officeId, agencyId } = at;
    const state = found(await handedUpState(deps.ledger.db, { officeId, agencyId, sha256 }));
    return reply.header('cache-control', 'no-store').send(answerOf(state));
  });
}

/** Kept as a PDF, it is handed to whoever opens it as one. */
function isPdf(base64: string): boolean {
  return Buffer.from(base64.slice(0, 8), 'base64').toString('latin1').startsWith('%PDF-');
}

function answerOf(taken: Taken): unknown {
  return HandedUpAnswer.parse(
    taken.state === 'unclear'
      ? {
          state: taken.state,
          duties: taken.duties.map(({ id, name, duePhrase }) => ({ id, name, duePhrase })),
        }
      : taken,
  );
}

/** The token of the agency's link, which no page of a browser sends by itself. */
function tokenOf(request: FastifyRequest): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

async function whoAsks(deps: ServerDeps, request: FastifyRequest) {
  const link = deps.readLink(tokenOf(request));
  if (link === null) throw new Refused('LINK_UNKNOWN');
  const officeId = await officeOfLink(deps.ledger.db, link.linkId);
  if (officeId === null) throw new Refused('LINK_UNKNOWN');
  const { agencyId } = await deps.ledger.inOffice({ officeId, actor: 'system' }, async (scope) =>
    unwrap(await agencyOfLink(scope, link)),
  );
  return {
    officeId,
    agencyId,
    act: (work: (scope: OfficeScope) => ReturnType<typeof takeHandedUp>) =>
      deps.ledger.inOffice({ officeId, actor: `agency:${agencyId}` }, async (scope) =>
        unwrap(await work(scope)),
      ),
  };
}
