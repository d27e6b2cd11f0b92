import type { z } from 'zod';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf, refuseForeign } from '../access.js';
import { sessionRoutes } from '../../contract/session.js';
import type { Session, SignIn } from '../../contract/session.js';
import type { Account } from '../../office/directory/auth-door.js';
import type { StaffInOffice } from '../../office/directory/offices.js';
import type { ServerDeps } from '../ports.js';
import { refuseUnprintable } from '../printable-text.js';
import { Refused, unwrap } from '../refused.js';
import { serve } from '../serve.js';
import { accountOfStaff } from '../../office/directory/directory-views.js';
import {
  mailReset,
  putResetBack,
  resetOf,
  staffOfAddress,
  useReset,
} from '../../office/directory/password-reset.js';
import { recordAccountAct } from '../../office/directory/account-audit.js';
import { countTry, forgiveTries } from '../../office/directory/sign-in-pause.js';
import { officesOfStaff } from '../../office/directory/offices.js';

/** Sign-in and sign-out of staff, who they are and where they may work. */
export function sessionPages(app: FastifyInstance, deps: ServerDeps): void {
  const { signIn, signOut, session, sessions, endSession, password, forgotten, chooseAnew } =
    sessionRoutes;
  const mailings = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.all(mailings);
  });
  const foreign = async (request: FastifyRequest) => refuseForeign(request, deps.publicUrl);

  app.route({
    method: signIn.method,
    url: signIn.path,
    schema: { body: signIn.body, response: { 200: signIn.answer } },
    onRequest: foreign,
    preValidation: async (request) => refuseUnprintable(request),
    handler: async (request, reply) => {
      const credentials = request.body as SignIn;
      await refuseWhilePaused(deps, credentials.email);
      const entered = await deps.auth.signIn(
        credentials,
        request.ip,
        request.headers['user-agent'],
      );
      if (entered.kind === 'tooMany') throw new Refused('RATE_LIMITED');
      if (entered.kind === 'wrong') throw new Refused('SIGN_IN_WRONG');
      await forgiveTries(deps.ledger, credentials.email);
      if (entered.kind === 'code') {
        setCookies(reply, entered.setCookies);
        throw new Refused('SECOND_FACTOR_ASKED');
      }
      const offices = await officesOfStaff(deps.ledger.db, {
        userId: entered.account.userId,
        realNow: deps.clock.now(),
      });
      if (offices.length === 0) throw new Refused('OFFICE_FORBIDDEN');
      await recordAccountAct(deps.ledger, offices, 'signIn');
      setCookies(reply, entered.setCookies);
      return sessionOf(deps, entered.account, offices);
    },
  });

  app.route({
    method: signOut.method,
    url: signOut.path,
    schema: { response: { 200: signOut.answer } },
    onRequest: foreign,
    handler: async (request, reply) => {
      const account = await deps.auth.accountOf(request.headers.cookie);
      if (account !== null) {
        const offices = await officesOfStaff(deps.ledger.db, {
          userId: account.userId,
          realNow: deps.clock.now(),
        });
        await recordAccountAct(deps.ledger, offices, 'signOut');
      }
      setCookies(reply, await deps.auth.signOut(request.headers.cookie));
      return {};
    },
  });

  serve({ app, deps }, session, async ({ account, offices }) => sessionOf(deps, account, offices));

  serve({ app, deps }, sessions, async ({ account, request }) => {
    const own = await deps.auth.sessionIdOf(request.headers.cookie);
    const found = await deps.auth.sessionsOf(account.userId);
    return { sessions: found.map((one) => ({ ...one, isThis: one.id === own })) };
  });

  serve({ app, deps }, endSession, async ({ account, offices, params }) => {
    if (!(await deps.auth.endSession(account.userId, params.sessionId))) {
      throw new Refused('NOT_FOUND');
    }
    await recordAccountAct(deps.ledger, offices, 'endSession');
    return {};
  });

  app.route({
    method: forgotten.method,
    url: forgotten.path,
    schema: { body: forgotten.body, response: { 200: forgotten.answer } },
    onRequest: foreign,
    preValidation: async (request) => refuseUnprintable(request),
    handler: async (request) => {
      const { email } = request.body as z.output<typeof forgotten.body>;
      // Not waited for: the time of the answer must not tell who has an account.
      const mailing = mailForgotten(deps, email)
        .catch((error: unknown) => {
          request.log.error({ err: error }, 'a password was not reset');
        })
        .finally(() => {
          mailings.delete(mailing);
        });
      mailings.add(mailing);
      return {};
    },
  });

  app.route({
    method: chooseAnew.method,
    url: chooseAnew.path,
    schema: { body: chooseAnew.body, response: { 200: chooseAnew.answer } },
    onRequest: foreign,
    preValidation: async (request) => refuseUnprintable(request),
    handler: async (request) => {
      const { token, password: chosen } = request.body as z.output<typeof chooseAnew.body>;
      const link = deps.readLink(token);
      const resetId = link?.generation === 0 ? link.linkId : null;
      const reset =
        resetId === null ? null : await resetOf(deps.ledger.db, { resetId, now: deps.clock.now() });
      if (reset === null || resetId === null) throw new Refused('RESET_OVER');
      const { officeId, staffId, userId } = reset;
      const at = { officeId, actor: `staff:${staffId}` };
      // Used up first: of two who come with one link only one chooses.
      const email = await deps.ledger.inOffice(at, async (scope) => {
        unwrap(await useReset(scope, { resetId, staffId }));
        return (await accountOfStaff(scope.trx, { officeId, staffId }))?.email ?? '';
      });
      try {
        await deps.auth.resetPassword(userId, chosen);
      } catch (error) {
        // While too many passwords are hashed none was set: the same link must serve once more.
        await deps.ledger.inOffice(at, (scope) => putResetBack(scope, { resetId, staffId }));
        throw error;
      }
      const offices = await officesOfStaff(deps.ledger.db, { userId, realNow: deps.clock.now() });
      await recordAccountAct(deps.ledger, offices, 'choosePassword');
      await forgiveTries(deps.ledger, email);
      return {};
    },
  });

  serve({ app, deps }, password, async ({ body, request }) => {
    const { account, offices } = await callerOf(deps, request);
    await refuseWhilePaused(deps, account.email);
    if (!(await deps.auth.changePassword(request.headers.cookie, body))) {
      throw new Refused('PASSWORD_WRONG');
    }
    await forgiveTries(deps.ledger, account.email);
    await recordAccountAct(deps.ledger, offices, 'changePassword');
    return {};
  });
}

/** Mails a reset to whoever of the staff has this address and an account. */
async function mailForgotten({ auth, ledger }: ServerDeps, email: string): Promise<void> {
  const userId = await auth.userIdOf(email);
  const person = userId === null ? null : await staffOfAddress(ledger.db, { email, userId });
  if (person === null) return;
  const { officeId, staffId } = person;
  await ledger.inOffice({ officeId, actor: 'system' }, async (scope) =>
    mailReset(scope, { staffId }),
  );
}

/** Neither sign-in nor a change of the password looks at one more guess while the account is paused. */
export async function refuseWhilePaused(
  { ledger, clock }: ServerDeps,
  email: string,
): Promise<void> {
  if (!(await countTry(ledger, { email, now: clock.now() }))) throw new Refused('SIGN_IN_PAUSED');
}

/** Who is signed in, with every office the person may see. */
export function sessionOf(
  deps: ServerDeps,
  account: Account,
  offices: readonly StaffInOffice[],
): Session {
  return {
    staff: { name: offices[0]?.staffName ?? account.name, email: account.email },
    offices: offices.map(({ staffId: _id, staffName: _name, asksSecondFactor, ...office }) => ({
      ...office,
      mustEnrol: asksSecondFactor && !account.hasSecondFactor,
    })),
    mailbox: deps.mailbox !== null,
  };
}

/** Hands a browser the cookies of a session, or takes them from it. */
export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  reply.header('cache-control', 'no-store');
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}
