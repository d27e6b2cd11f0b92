import type { FastifyInstance } from 'fastify';
import { printableIn } from '../../domain/plain-text.js';
import { refusalSentence } from '../../domain/refusals.js';
import { planRoutes } from '../../contract/plans.js';
import { languageOf } from '../language.js';
import type { ServerDeps } from '../ports.js';
import { foundPlan } from '../found-plan.js';
import { found, Refused } from '../refused.js';
import { seenBy } from '../seen.js';
import { serve } from '../serve.js';
import { planList } from '../../office/plan/plan-list.js';
import { planDetail, planFile } from '../../office/plan/plan-views.js';
import { confirmPlan, consentPlan, returnPlan } from '../../office/plan/confirm-and-consent.js';
import { cancelPlan, pausePlan, resumePlan } from '../../office/plan/pause-and-cancel.js';
import { deleteDraft } from '../../office/plan/delete-draft.js';
import { nameBasis } from '../../office/plan/name-basis.js';
import { beginOneOff } from '../../office/plan/one-off.js';
import { planWaves } from '../../office/plan/plan-waves.js';
import { uploadPlan } from '../../office/plan/upload.js';
import { previewStart, startPlan } from '../../office/plan/start.js';

/** Plans: from the uploaded document to the start, then pausing, resuming and cancelling. */
export function planPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, planRoutes.list, async ({ db, officeId, office, query }) => {
    const { rows, next } = await planList(db, { officeId, now: office.now, ...query });
    return { plans: rows, next };
  });

  serve(at, planRoutes.upload, async ({ files, act }) => {
    const file = found(files[0]);
    const read = await deps.readPlan({ name: file.fileName, bytes: file.bytes });
    if (read.kind === 'unreadable') {
      throw new Refused('FILE_UNREADABLE', { details: { problem: read.problem } });
    }
    // A space for each mark that cannot be kept, so that evidence still points at its words.
    const { draft, text } = printableIn({ draft: read.draft, text: read.text });
    return act((scope) =>
      uploadPlan(scope, { fileName: file.fileName, bytes: file.bytes, text, draft }),
    );
  });

  serve(at, planRoutes.oneOff, async ({ body, act }) => act((scope) => beginOneOff(scope, body)));

  serve(at, planRoutes.detail, async (asked) => {
    const { db, officeId, office, params } = asked;
    return foundPlan(asked, planDetail(db, { officeId, planId: params.planId, now: office.now }));
  });

  serve(at, planRoutes.file, async ({ db, officeId, params }) => ({
    ...found(await planFile(db, { officeId, planId: params.planId })),
    contentType: 'application/octet-stream',
  }));

  serve(at, planRoutes.confirm, async ({ params, body, act }) =>
    act((scope) => confirmPlan(scope, { planId: params.planId, confirmed: body.confirmed })),
  );

  serve(at, planRoutes.consent, async ({ params, body, act, office }) =>
    act((scope) => consentPlan(scope, { ...params, ...body, staffId: office.staffId })),
  );

  serve(at, planRoutes.sendBack, async ({ params, body, act }) =>
    act((scope) => returnPlan(scope, { planId: params.planId, reason: body.reason })),
  );

  serve(at, planRoutes.nameBasis, async ({ params, body, act }) =>
    act((scope) => nameBasis(scope, { planId: params.planId, basis: body.basis })),
  );

  serve(at, planRoutes.waves, async ({ params, act }) =>
    act((scope) => planWaves(scope, { planId: params.planId })),
  );

  serve(at, planRoutes.deleteDraft, async ({ params, act }) =>
    act((scope) => deleteDraft(scope, { planId: params.planId })),
  );

  serve(at, planRoutes.previewStart, async ({ params, act, request, office }) => {
    const preview = await act((scope) => previewStart(scope, { planId: params.planId }));
    const language = languageOf(request);
    const problems = preview.problems.map(({ error, details }) => ({
      code: error,
      message: refusalSentence(error, details, language),
    }));
    if (deps.publicUrlProblem !== null && office.kind === 'live') {
      problems.push({ code: 'PUBLIC_URL', message: deps.publicUrlProblem });
    }
    return {
      cycles: [...preview.cycles],
      skipped: [...preview.skipped],
      withoutContact: [...preview.withoutContact],
      problems,
    };
  });

  serve(at, planRoutes.start, async (asked) => {
    const { planId } = asked.params;
    const started = await asked.act((scope) =>
      startPlan(scope, { planId, publicUrlProblem: deps.publicUrlProblem }),
    );
    return {
      ...started,
      skipped: [...started.skipped],
      seen: await seenBy(asked, { planId }),
    };
  });

  for (const [route, act] of [
    [planRoutes.pause, pausePlan],
    [planRoutes.resume, resumePlan],
    [planRoutes.cancel, cancelPlan],
  ] as const) {
    serve(at, route, async (asked) => {
      const { planId } = asked.params;
      await asked.act((scope) => act(scope, { planId, reason: asked.body.reason }));
      return { seen: await seenBy(asked, { planId }) };
    });
  }
}
