import type { FastifyRequest } from 'fastify';
import { REFUSALS, refusalSentence } from '../../domain/refusals.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { isMailAddress } from '../../domain/mail-address.js';
import { tokenIn } from '../../config/pasted-link.js';
import { Refused, unwrap } from '../refused.js';
import type { AgencyApp } from './agency-request.js';
import { contactAsked, showAsked } from './contact-pages.js';
import { agencyOf, endSession, openSession } from './session.js';
import { textIn } from './typed-report.js';
import type { PostedFields } from './typed-report.js';
import { openLink, resendLink } from '../../office/agency-link/link.js';
import {
  agenciesOfAddress,
  officeOfLink,
  owedReports,
} from '../../office/collection/agency-page.js';

/** From the personal link to a session, and how to get the link again. */
export function linkPages(side: AgencyApp): void {
  openPages(side);
  resendPages(side);
}

function openPages(side: AgencyApp): void {
  const { app, deps, press, agencyRoute } = side;
  // A province may come from one address: who holds a link has an allowance of their own, guesses share one.
  const perLink = {
    config: {
      rateLimit: {
        max: 30,
        timeWindow: 60_000,
        hook: 'preHandler' as const,
        keyGenerator: (request: FastifyRequest) =>
          deps.readLink(postedToken(request))?.linkId ?? request.ip,
      },
    },
  };

  // What stands behind the # never reaches a server; the page's script posts it.
  app.get('/', async (request, reply) => {
    const who = await agencyOf(deps, request);
    return press.page(reply, 'open', { title: 'Mở đường dẫn', who, ended: false, problem: null });
  });

  app.post('/open', perLink, async (request, reply) => {
    const token = postedToken(request);
    const opened = await tryOpen(token);
    if ('problem' in opened) {
      const { problem } = opened;
      const asked = problem === 'LINK_UNKNOWN' ? await contactAsked(side, token) : null;
      if (asked !== null) return showAsked(side, reply, { asked, token });
      return press.page(
        reply,
        'open',
        { title: 'Mở đường dẫn', ended: false, problem: refusalSentence(problem, {}) },
        REFUSALS[problem].status,
      );
    }
    openSession(reply, opened.sessionToken, deps.publicUrl);
    return reply.redirect('/b/reports', 303);
  });

  // A mail gateway has made a part of the path of what stands behind the #; a GET opens nothing still.
  for (const path of [':rest(^(?:%23|#).*)', '/:rest(^(?:%23|#).*)']) {
    app.get(path, async (request, reply) =>
      press.page(reply, 'open', {
        title: 'Mở đường dẫn',
        ended: false,
        problem: null,
        pasted: tokenIn(request.url) ?? '',
      }),
    );
  }

  app.post('/close', async (request, reply) => {
    await endSession(deps, request, reply);
    return press.page(reply, 'sentence', {
      title: 'Đã kết thúc phiên',
      sentence: 'Đã kết thúc phiên làm việc trên máy này. Mở lại bằng đường dẫn trong thư.',
    });
  });

  agencyRoute('GET', '/reports', async ({ who, reply }) => {
    const reports = await owedReports(deps.ledger.db, who);
    return press.page(reply, 'owed', { title: `Báo cáo của ${who.agency}`, who, reports });
  });

  async function tryOpen(
    token: string,
  ): Promise<{ readonly sessionToken: string } | { readonly problem: RefusalCode }> {
    const link = deps.readLink(token);
    if (link === null) return { problem: 'LINK_UNKNOWN' };
    const officeId = await officeOfLink(deps.ledger.db, link.linkId);
    if (officeId === null) return { problem: 'LINK_UNKNOWN' };
    try {
      return await deps.ledger.inOffice({ officeId, actor: `link:${link.linkId}` }, async (scope) =>
        unwrap(await openLink(scope, link)),
      );
    } catch (error) {
      if (error instanceof Refused) return { problem: error.code };
      throw error;
    }
  }
}

function resendPages({ app, deps, press }: AgencyApp): void {
  const running = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.all(running);
  });

  app.get('/resend', async (_request, reply) =>
    press.page(reply, 'resend', {
      title: 'Gửi lại đường dẫn',
      done: false,
      error: null,
      email: '',
    }),
  );

  app.post('/resend', perMinute(5), async (request, reply) => {
    const email = textIn((request.body ?? {}) as PostedFields, 'email');
    if (!isMailAddress(email)) {
      const error = 'Địa chỉ thư không đúng.';
      const data = { title: 'Gửi lại đường dẫn', done: false, error, email };
      return press.page(reply, 'resend', data, 422);
    }
    // Not waited for: the time of the answer must not tell who is registered.
    const sending = resend(email)
      .catch((error: unknown) => {
        request.log.error({ err: error }, 'a link was not sent again');
      })
      .finally(() => {
        running.delete(sending);
      });
    running.add(sending);
    return press.page(reply, 'resend', {
      title: 'Gửi lại đường dẫn',
      done: true,
      error: null,
      email: '',
    });
  });

  async function resend(email: string): Promise<void> {
    const agencies = await agenciesOfAddress(deps.ledger.db, email);
    for (const { officeId, agencyId } of agencies) {
      await deps.ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
        // Who owes nothing has nothing to open; the sender of the request is not told either way.
        await resendLink(scope, { agencyId, by: 'stranger' });
      });
    }
  }
}

/** What was posted, with whatever a gateway or a hand has put around the token taken off. */
function postedToken(request: FastifyRequest): string {
  const pasted = textIn((request.body ?? {}) as PostedFields, 'token');
  return tokenIn(pasted) ?? pasted;
}

function perMinute(max: number) {
  return { config: { rateLimit: { max, timeWindow: 60_000 } } };
}
