import type { FastifyInstance } from 'fastify';
import { renderSVG } from 'uqr';
import type { z } from 'zod';
import { secondFactorRoutes } from '../../contract/second-factor.js';
import { typedSecondFactor } from '../../domain/second-factor.js';
import type { TypedCode } from '../../domain/second-factor.js';
import { recordAccountAct } from '../../office/directory/account-audit.js';
import { officesOfStaff } from '../../office/directory/offices.js';
import { codesOf, countTry, forgiveTries } from '../../office/directory/sign-in-pause.js';
import { giveCodeBack, spendCode } from '../../office/directory/spent-codes.js';
import { refuseForeign } from '../access.js';
import type { ServerDeps } from '../ports.js';
import { refuseUnprintable } from '../printable-text.js';
import { Refused } from '../refused.js';
import { serve } from '../serve.js';
import type { RouteRequest } from '../serve.js';
import { refuseWhilePaused, sessionOf, setCookies } from './session.js';

/** The second factor: asked at the sign-in, turned on and off on the page of one's account. */
export function secondFactorPages(app: FastifyInstance, deps: ServerDeps): void {
  signInByCode(app, deps);
  const at = { app, deps };
  const { auth, ledger } = deps;

  serve(at, secondFactorRoutes.secondFactor, async ({ account, offices }) => ({
    isOn: account.hasSecondFactor,
    askedBy: offices
      .filter(({ kind, asksSecondFactor }) => kind === 'live' && asksSecondFactor)
      .map(({ name }) => name),
    recoveryCodesLeft: await auth.recoveryCodesLeft(account.userId),
  }));

  serve(at, secondFactorRoutes.beginEnrolment, async ({ account, body, request }) => {
    if (account.hasSecondFactor) throw new Refused('SECOND_FACTOR_STANDS');
    await refuseWhilePaused(deps, account.email);
    const begun = await auth.beginEnrolment(request.headers.cookie, body.password);
    if (begun === null) throw new Refused('PASSWORD_WRONG');
    await forgiveTries(ledger, account.email);
    return {
      picture: renderSVG(begun.address),
      secret: new URL(begun.address).searchParams.get('secret') ?? '',
      recoveryCodes: [...begun.recoveryCodes],
    };
  });

  serve(
    at,
    secondFactorRoutes.confirmEnrolment,
    async ({ account, offices, body, request, reply }) => {
      if (account.hasSecondFactor) throw new Refused('SECOND_FACTOR_STANDS');
      const typed = typedSecondFactor(body.code);
      if (typed?.kind !== 'telephone') throw new Refused('SECOND_FACTOR_WRONG');
      const cookies = await lookedAt(deps, { userId: account.userId, typed }, async () =>
        auth.confirmEnrolment(request.headers.cookie, typed.code),
      );
      await recordAccountAct(ledger, offices, 'addSecondFactor');
      setCookies(reply, cookies);
      return {};
    },
  );

  serve(at, secondFactorRoutes.newRecoveryCodes, async (asked) => {
    await proved(deps, asked);
    const codes = await auth.newRecoveryCodes(asked.request.headers.cookie, asked.body.password);
    if (codes === null) throw new Refused('PASSWORD_WRONG');
    await forgiveTries(ledger, asked.account.email);
    await recordAccountAct(ledger, asked.offices, 'newRecoveryCodes');
    return { recoveryCodes: [...codes] };
  });

  serve(at, secondFactorRoutes.endSecondFactor, async (asked) => {
    const { account, offices, body, request } = asked;
    await proved(deps, asked);
    if (!(await auth.checkPassword(request.headers.cookie, body.password))) {
      throw new Refused('PASSWORD_WRONG');
    }
    await forgiveTries(ledger, account.email);
    const own = await auth.sessionIdOf(request.headers.cookie);
    await recordAccountAct(ledger, offices, 'endSecondFactor');
    await auth.endSecondFactor(account.userId, own ?? undefined);
    return {};
  });
}

function signInByCode(app: FastifyInstance, deps: ServerDeps): void {
  const { enterCode } = secondFactorRoutes;
  const { auth, ledger, clock } = deps;
  app.route({
    method: enterCode.method,
    url: enterCode.path,
    schema: { body: enterCode.body, response: { 200: enterCode.answer } },
    onRequest: async (request) => refuseForeign(request, deps.publicUrl),
    preValidation: async (request) => refuseUnprintable(request),
    handler: async (request, reply) => {
      const { code } = request.body as z.output<typeof enterCode.body>;
      const { cookie } = request.headers;
      const userId = await auth.challengedOf(cookie);
      if (userId === null) throw new Refused('SECOND_FACTOR_OVER');
      const typed = typedSecondFactor(code);
      if (typed === null) throw new Refused('SECOND_FACTOR_WRONG');
      const entered = await lookedAt(deps, { userId, typed }, async () => {
        const from = { address: request.ip, browser: request.headers['user-agent'] };
        const tried = await auth.enterCode(cookie, typed, from);
        if (tried.kind === 'tooMany') throw new Refused('RATE_LIMITED');
        if (tried.kind === 'over') throw new Refused('SECOND_FACTOR_OVER');
        return tried.kind === 'in' ? tried : null;
      });
      const offices = await officesOfStaff(ledger.db, { userId, realNow: clock.now() });
      if (offices.length === 0) throw new Refused('OFFICE_FORBIDDEN');
      if (typed.kind === 'recovery') await recordAccountAct(ledger, offices, 'useRecoveryCode');
      await recordAccountAct(ledger, offices, 'signIn');
      setCookies(reply, entered.setCookies);
      return sessionOf(deps, entered.account, offices);
    },
  });
}

/** Refuses unless password and code are those of whoever is signed in: a session that was left open turns nothing off. */
async function proved(
  deps: ServerDeps,
  {
    account,
    body,
    request,
  }: Pick<
    RouteRequest<unknown, unknown, { password: string; code: string }>,
    'account' | 'body' | 'request'
  >,
): Promise<void> {
  if (!account.hasSecondFactor) throw new Refused('SECOND_FACTOR_NONE');
  await refuseWhilePaused(deps, account.email);
  const typed = typedSecondFactor(body.code);
  if (typed === null) throw new Refused('SECOND_FACTOR_WRONG');
  await lookedAt(deps, { userId: account.userId, typed }, async () =>
    (await deps.auth.checkCode(request.headers.cookie, typed)) ? true : null,
  );
}

/** Looks at a code unless too many were wrong, and at none twice; refuses where `look` says null. */
async function lookedAt<Found>(
  { ledger, clock }: ServerDeps,
  { userId, typed }: { readonly userId: string; readonly typed: TypedCode },
  look: () => Promise<Found | null>,
): Promise<Found> {
  const now = clock.now();
  if (!(await countTry(ledger, { email: codesOf(userId), now }))) {
    throw new Refused('SECOND_FACTOR_PAUSED');
  }
  const { kind, code } = typed;
  if (kind === 'telephone' && !(await spendCode(ledger, { userId, code, now }))) {
    throw new Refused('SECOND_FACTOR_WRONG');
  }
  const found = await look();
  if (found === null) {
    await giveCodeBack(ledger, { userId, code });
    throw new Refused('SECOND_FACTOR_WRONG');
  }
  await forgiveTries(ledger, codesOf(userId));
  return found;
}
