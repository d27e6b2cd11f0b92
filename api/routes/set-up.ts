import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { setUpRoutes } from '../../contract/set-up.js';
import { officesOfStaff } from '../../office/directory/offices.js';
import { checkSetUpCode, setUpByCode, setUpStanding } from '../../office/directory/set-up.js';
import { firstAccount, isHeldAfterAll } from '../../office/directory/first-account.js';
import { recordAccountAct } from '../../office/directory/account-audit.js';
import { countTry, forgiveTries } from '../../office/directory/sign-in-pause.js';
import { refuseForeign } from '../access.js';
import type { ServerDeps } from '../ports.js';
import { refuseUnprintable } from '../printable-text.js';
import { Refused, unwrap } from '../refused.js';
import { sharedRun } from '../shared-run.js';
import { sessionOf, setCookies } from './session.js';

/** The set-up of an installation's first office, by a code that its operator was printed. */
export function setUpPages(app: FastifyInstance, deps: ServerDeps): void {
  const { setUp, setUpOffice, setUpSample } = setUpRoutes;
  const { auth, ledger } = deps;
  // A second click gets the passwords of the first: they are told once, and the page shows its last answer.
  const makeSample = sharedRun(deps.makeSample);

  app.route({
    method: setUp.method,
    url: setUp.path,
    schema: { response: { 200: setUp.answer } },
    handler: async () => setUpStanding(ledger.db),
  });

  const guarded = {
    onRequest: async (request: FastifyRequest) => refuseForeign(request, deps.publicUrl),
    preValidation: async (request: FastifyRequest) => refuseUnprintable(request),
  };

  app.route({
    ...guarded,
    method: setUpOffice.method,
    url: setUpOffice.path,
    schema: { body: setUpOffice.body, response: { 200: setUpOffice.answer } },
    handler: async (request, reply) => {
      const { code, office, admin } = request.body as z.output<typeof setUpOffice.body>;
      await refuseWrongCode(deps, request, code);
      await makeOffice(deps, { code, office, admin });
      const entered = await auth.signIn(admin, request.ip, request.headers['user-agent']);
      if (entered.kind !== 'in') throw new Refused('SIGN_IN_WRONG');
      const { userId } = entered.account;
      const offices = await officesOfStaff(ledger.db, { userId, realNow: deps.clock.now() });
      await recordAccountAct(ledger, offices, 'signIn');
      setCookies(reply, entered.setCookies);
      return sessionOf(deps, entered.account, offices);
    },
  });

  app.route({
    ...guarded,
    method: setUpSample.method,
    url: setUpSample.path,
    schema: { body: setUpSample.body, response: { 200: setUpSample.answer } },
    handler: async (request, reply) => {
      const { code } = request.body as z.output<typeof setUpSample.body>;
      await refuseWrongCode(deps, request, code);
      reply.header('cache-control', 'no-store');
      return { signIn: [...(await makeSample())] };
    },
  });
}

/** The office with its administrator's account; one without the other is taken back or made anew. */
async function makeOffice(
  { auth, ledger, clock }: ServerDeps,
  { code, office, admin }: z.output<typeof setUpRoutes.setUpOffice.body>,
): Promise<void> {
  const made: { userId?: string } = {};
  const account = async (trx: Parameters<typeof firstAccount>[0]) => {
    const fresh = await firstAccount(trx, auth, admin);
    if (fresh !== null) made.userId = fresh.userId;
    return fresh;
  };
  try {
    unwrap(await setUpByCode(ledger, { code, now: clock.now(), office, admin, account }));
  } catch (error) {
    const { userId } = made;
    if (userId === undefined) throw error;
    // The office may stand although its answer was lost: its only administrator must not lose the account.
    if (await isHeldAfterAll(ledger, userId)) return;
    // Nobody works with it: its address would be taken for nothing.
    await auth.deleteAccount(userId);
    throw error;
  }
}

/** A code is guessed at as a password is: after some wrong ones from an address the next is not looked at. */
async function refuseWrongCode(
  { ledger, clock }: ServerDeps,
  { ip }: FastifyRequest,
  code: string,
): Promise<void> {
  const now = clock.now();
  const guesser = `set-up from ${ip}`;
  if (!(await countTry(ledger, { email: guesser, now }))) throw new Refused('RATE_LIMITED');
  unwrap(await checkSetUpCode(ledger.db, { code, now }));
  await forgiveTries(ledger, guesser);
}
