import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import { refuseForeignOrigin } from '../access.js';
import { refusedOf } from '../errors.js';
import { keepUploads } from '../keep-uploads.js';
import type { ServerDeps } from '../ports.js';
import { dropUnprintable } from '../printable-text.js';
import { found, Refused, unwrap } from '../refused.js';
import type { AgencyCaller } from '../../office/collection/agency-page.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import { compliancePagesOfAgency } from './compliance-pages.js';
import { contactPages } from './contact-pages.js';
import { linkPages } from './link-pages.js';
import { pageRenderer } from './render.js';
import type { PageRenderer } from './render.js';
import { reportPages } from './report-pages.js';
import { requestPages } from './request-pages.js';
import { agencyOf, agencyThatWas } from './session.js';
import { wantsData } from './report-of.js';
import { workbookPages } from './workbook-pages.js';
import { downloadPages } from './take-away-pages.js';

/** The pages of agencies under `/b`: plain HTML that works without a script; a GET changes nothing. */
export async function agencyPages(server: FastifyInstance, deps: ServerDeps): Promise<void> {
  const press = pageRenderer(deps.agencyPagesDir);
  await server.register(
    async (app) => {
      app.setErrorHandler((error, request, reply) => {
        const refused = refusedOf(error);
        if (refused === null) {
          request.log.error({ err: error, route: request.routeOptions.url }, 'a page failed');
        }
        return sentencePage(press, reply, refused);
      });
      app.decorateReply('fenced', false);
      app.addHook('onRequest', async (_request, reply) => {
        reply.fenced = (await deps.fence().catch(() => null)) !== null;
      });
      app.addHook('onRequest', async (request) => {
        if (request.method === 'POST') refuseForeignOrigin(request, deps.publicUrl);
      });
      app.addHook('preValidation', async (request) => dropUnprintable(request));
      const side: AgencyApp = {
        app,
        deps,
        press,
        agencyRoute: agencyRoutesOf({ app, deps, press }),
      };
      assetPages(side);
      linkPages(side);
      reportPages(side);
      requestPages(side);
      downloadPages(side);
      workbookPages(side);
      compliancePagesOfAgency(side);
      contactPages(side);
    },
    { prefix: '/b' },
  );
}

function agencyRoutesOf({
  app,
  deps,
  press,
}: Omit<AgencyApp, 'agencyRoute'>): AgencyApp['agencyRoute'] {
  return (method, path, handle, keepTyped) => {
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const who = await agencyOf(deps, request);
        if (who === null) {
          const kept = keepTyped !== undefined && (await keptAfterEnd(request, reply, keepTyped));
          if (wantsData(request)) return reply.code(401).send({ ended: true, kept });
          const data = { title: 'Mở đường dẫn', ended: true, kept, problem: null };
          return press.page(reply, 'open', data, 401);
        }
        if (method === 'POST' && who.rehearsal) throw new Refused('REHEARSAL_READ_ONLY');
        return handle(requestOf(who, request, reply));
      },
    });
  };

  async function keptAfterEnd(
    request: FastifyRequest,
    reply: FastifyReply,
    keepTyped: (at: AgencyRequest) => Promise<void>,
  ): Promise<boolean> {
    const who = await agencyThatWas(deps, request);
    if (who === null || who.rehearsal) return false;
    try {
      await keepTyped(requestOf(who, request, reply));
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  function requestOf(
    who: AgencyCaller,
    request: FastifyRequest,
    reply: FastifyReply,
  ): AgencyRequest {
    const sender = `agency:${who.agencyId}`;
    return {
      who,
      request,
      reply,
      keep: (files) => keepUploads(deps, { officeId: who.officeId, sender }, files),
      act: (work) =>
        deps.ledger.inOffice({ officeId: who.officeId, actor: sender }, async (scope) =>
          unwrap(await work(scope)),
        ),
    };
  }
}

function assetPages({ app, press }: AgencyApp): void {
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
  press: PageRenderer,
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
