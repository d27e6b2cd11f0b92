import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AgencyAtDesk } from '../../db/views/agency-desk.js';
import type { OfficeScope } from '../../db/ledger.js';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import { refuseForeignOrigin } from '../access.js';
import { refusedOf } from '../errors.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused, unwrap } from '../refused.js';
import { linkPages } from './link-pages.js';
import { agencyPress } from './render.js';
import type { AgencyPress } from './render.js';
import { reportPages } from './report-pages.js';
import { requestPages } from './request-pages.js';
import { agencyOf } from './session.js';
import { takeAwayPages } from './take-away-pages.js';

/** A request of an agency whose session is open. */
export interface AtDesk {
  readonly who: AgencyAtDesk;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Runs an act in one transaction; a refusal rolls it back and is thrown. */
  readonly act: <T>(work: (scope: OfficeScope) => Promise<Result<T, RefusalCode>>) => Promise<T>;
}

export interface AgencySide {
  readonly app: FastifyInstance;
  readonly deps: ServerDeps;
  readonly press: AgencyPress;
  /** Serves a page for whoever has a session; nobody else learns whether it exists. */
  readonly desk: (
    method: 'GET' | 'POST',
    path: string,
    handle: (at: AtDesk) => Promise<FastifyReply>,
  ) => void;
}

/** The pages of agencies under `/b`: plain HTML that works without a script; a GET changes nothing. */
export async function agencyPages(server: FastifyInstance, deps: ServerDeps): Promise<void> {
  const press = agencyPress(deps.agencyPagesDir);
  await server.register(
    async (app) => {
      app.setErrorHandler((error, request, reply) => {
        const refused = refusedOf(error);
        if (refused === null) {
          request.log.error({ err: error, route: request.routeOptions.url }, 'a page failed');
        }
        return sentencePage(press, reply, refused);
      });
      app.addHook('onRequest', async (request) => {
        if (request.method === 'POST') refuseForeignOrigin(request, deps.publicUrl);
      });
      const side: AgencySide = { app, deps, press, desk: deskOf({ app, deps, press }) };
      assetPages(side);
      linkPages(side);
      reportPages(side);
      requestPages(side);
      takeAwayPages(side);
    },
    { prefix: '/b' },
  );
}

function deskOf({ app, deps, press }: Omit<AgencySide, 'desk'>): AgencySide['desk'] {
  return (method, path, handle) => {
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const who = await agencyOf(deps, request);
        if (who === null) {
          return press.page(
            reply,
            'open',
            { title: 'Mở đường dẫn', ended: true, problem: null },
            401,
          );
        }
        if (method === 'POST' && who.rehearsal) throw new Refused('REHEARSAL_READ_ONLY');
        return handle({
          who,
          request,
          reply,
          act: (work) =>
            deps.ledger.inOffice(
              { officeId: who.officeId, actor: `agency:${who.agencyId}` },
              async (scope) => unwrap(await work(scope)),
            ),
        });
      },
    });
  };
}

function assetPages({ app, press }: AgencySide): void {
  app.get('/assets/:name', async (request, reply) => {
    const { name } = request.params as { readonly name: string };
    const asset = found(press.assets.get(name));
    return reply
      .type(asset.contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(asset.text);
  });
}

/** One sentence on a page: what was refused, or that something failed; ids and causes stay with us. */
export function sentencePage(
  press: AgencyPress,
  reply: FastifyReply,
  refused: Refused | null,
): FastifyReply {
  const status = refused === null ? 500 : REFUSALS[refused.code].status;
  const sentence =
    refused === null
      ? 'Hệ thống gặp lỗi. Nội dung đã lưu nháp vẫn còn; đề nghị thử lại sau ít phút.'
      : refusalSentence(refused.code, refused.details);
  return press.page(reply, 'sentence', { title: 'Thông báo', sentence }, status);
}
