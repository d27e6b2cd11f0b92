import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf, refuseForeign } from '../access.js';
import { sessionRoutes } from '../../contract/session.js';
import type { Session, SignIn } from '../../contract/session.js';
import type { Account } from '../../office/directory/staff-auth.js';
import type { StaffInOffice } from '../../office/directory/offices.js';
import type { ServerDeps } from '../ports.js';
import { refuseUnprintable } from '../printable-text.js';
import { Refused } from '../refused.js';
import { serve } from '../serve.js';
import { recordAccountAct } from '../../office/directory/account-audit.js';
import { countTry, forgiveTries } from '../../office/directory/sign-in-pause.js';
import { officesOfStaff } from '../../office/directory/offices.js';

/** Sign-in and sign-out of staff, who they are and where they may work. */
export function sessionPages(app: FastifyInstance, deps: ServerDeps): void {
  const { signIn, signOut, session, password } = sessionRoutes;
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
      const entered = await deps.auth.signIn(credentials, request.ip);
      if (entered.kind === 'tooMany') throw new Refused('RATE_LIMITED');
      if (entered.kind !== 'in') throw new Refused('SIGN_IN_WRONG');
      await forgiveTries(deps.ledger, credentials.email);
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

/** Neither sign-in nor a change of the password looks at one more guess while the account is paused. */
async function refuseWhilePaused({ ledger, clock }: ServerDeps, email: string): Promise<void> {
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
    offices: offices.map(({ staffId: _id, staffName: _name, ...office }) => office),
    mailbox: deps.mailbox !== null,
  };
}

/** Hands a browser the cookies of a session, or takes them from it. */
export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  reply.header('cache-control', 'no-store');
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}
