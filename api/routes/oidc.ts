import type { FastifyInstance, FastifyReply } from 'fastify';
import { oidcRoutes } from '../../contract/oidc.js';
import { recordAccountAct } from '../../office/directory/account-audit.js';
import { officesOfStaff } from '../../office/directory/offices.js';
import { forgiveTries } from '../../office/directory/sign-in-pause.js';
import { refuseForeign } from '../access.js';
import type { ServerDeps } from '../ports.js';
import { Refused } from '../refused.js';
import { serve } from '../serve.js';
import type { RouteRequest } from '../serve.js';
import { refuseWhilePaused, setCookies } from './session.js';

/** Sign-in by a provider of accounts, and the link that it goes by: made by whoever is signed in with a password. */
export function oidcPages(app: FastifyInstance, deps: ServerDeps): void {
  signInByProvider(app, deps);
  const at = { app, deps };
  const { auth, ledger } = deps;

  serve(at, oidcRoutes.link, async ({ account }) => ({
    name: auth.oidcName,
    isLinked: await auth.isLinked(account.userId),
  }));

  serve(at, oidcRoutes.beginLink, async (asked) => {
    const { account, request, reply } = asked;
    const { userId } = account;
    if (auth.oidcName === null) throw new Refused('NOT_FOUND');
    await proved(deps, asked);
    if (await auth.isLinked(userId)) throw new Refused('ACCOUNT_LINKED');
    const who = { cookie: request.headers.cookie, userId };
    const begun = await auth.beginOidc(who, { address: request.ip });
    if (begun === null) throw new Refused('PROVIDER_SILENT');
    setCookies(reply, begun.setCookies);
    return { url: begun.url };
  });

  serve(at, oidcRoutes.endLink, async (asked) => {
    const { account, offices } = asked;
    await proved(deps, asked);
    if ((await auth.unlink(account.userId)) > 0) {
      await recordAccountAct(ledger, offices, 'unlinkAccount');
    }
    return {};
  });
}

function signInByProvider(app: FastifyInstance, deps: ServerDeps): void {
  const { auth, ledger, clock } = deps;
  const { provider, begin, end } = oidcRoutes;
  app.route({
    method: provider.method,
    url: provider.path,
    schema: { response: { 200: provider.answer } },
    handler: () => Promise.resolve({ name: auth.oidcName }),
  });

  app.route({
    method: begin.method,
    url: begin.path,
    schema: { response: { 200: begin.answer } },
    onRequest: async (request) => refuseForeign(request, deps.publicUrl),
    handler: async (request, reply) => {
      if (auth.oidcName === null) throw new Refused('NOT_FOUND');
      const begun = await auth.beginOidc('signIn', { address: request.ip });
      if (begun === null) throw new Refused('PROVIDER_SILENT');
      setCookies(reply, begun.setCookies);
      return { url: begun.url };
    },
  });

  app.route({
    method: end.method,
    url: end.path,
    schema: { params: end.params },
    handler: async (request, reply) => {
      const [, query = ''] = request.url.split('?');
      const ended = await auth.endOidc({
        cookie: request.headers.cookie,
        provider: (request.params as { readonly provider: string }).provider,
        query,
        address: request.ip,
        browser: request.headers['user-agent'],
      });
      if (ended.kind === 'linked') {
        const { userId } = ended;
        const offices = await officesOfStaff(ledger.db, { userId, realNow: clock.now() });
        await recordAccountAct(ledger, offices, 'linkAccount');
        return onwards(reply, '/account', ended.setCookies);
      }
      if (ended.kind === 'code') return onwards(reply, '/sign-in?step=code', ended.setCookies);
      if (ended.kind !== 'in') return onwards(reply, `/sign-in?refused=${ended.kind}`, []);
      const { userId } = ended.account;
      const offices = await officesOfStaff(ledger.db, { userId, realNow: clock.now() });
      if (offices.length === 0) {
        // Somebody who has left: what the provider does not know yet is known here.
        await auth.endSessions(userId);
        return onwards(reply, '/sign-in?refused=left', []);
      }
      await recordAccountAct(ledger, offices, 'signIn');
      return onwards(reply, '/work', ended.setCookies);
    },
  });
}

function onwards(reply: FastifyReply, page: string, cookies: readonly string[]): FastifyReply {
  setCookies(reply, cookies);
  return reply.redirect(page, 303);
}

/** Refuses unless the password is that of whoever is signed in: a session that was left open links nothing. */
async function proved(
  deps: ServerDeps,
  {
    account,
    body,
    request,
  }: Pick<RouteRequest<unknown, unknown, { password: string }>, 'account' | 'body' | 'request'>,
): Promise<void> {
  await refuseWhilePaused(deps, account.email);
  if (!(await deps.auth.checkPassword(request.headers.cookie, body.password))) {
    throw new Refused('PASSWORD_WRONG');
  }
  await forgiveTries(deps.ledger, account.email);
}
