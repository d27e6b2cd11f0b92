import type { FastifyInstance } from 'fastify';
import { openingRoutes } from '../../contract/opening.js';
import { openingSteps } from '../../domain/opening.js';
import { refusalSentence } from '../../domain/refusals.js';
import { openOffice } from '../../office/opening/open-office.js';
import {
  latestTestMail,
  openedAt,
  openingFacts,
  trialsOf,
} from '../../office/opening/opening-facts.js';
import { sendTestMail } from '../../office/opening/test-mail.js';
import { languageOf } from '../language.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** An office on its way from the set-up to its first mail. */
export function openingPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };
  const { opening, testMail, openOffice: open } = openingRoutes;

  serve(at, opening, async ({ db, officeId, office }) => {
    const facts = await openingFacts(db, { officeId, now: office.now });
    return {
      openedAt: await openedAt(db, officeId),
      steps: openingSteps(facts).map(({ gaps, ...step }) => ({ ...step, gaps: [...gaps] })),
      sender: { name: facts.shortName, address: deps.senderAddress },
      testMail: await latestTestMail(db, officeId),
      trials: [...(await trialsOf(db, officeId))],
    };
  });

  serve(at, testMail, async ({ office, act }) =>
    act((scope) => sendTestMail(scope, { staffId: office.staffId })),
  );

  serve(at, open, async ({ body, request, act }) => {
    const { publicUrlProblem } = deps;
    const { started, unstarted } = await act((scope) =>
      openOffice(scope, { ...body, publicUrlProblem }),
    );
    const language = languageOf(request);
    return {
      started,
      unstarted: unstarted.map(({ title, why: { error, details } }) => ({
        title,
        why: refusalSentence(error, details, language),
      })),
    };
  });
}
