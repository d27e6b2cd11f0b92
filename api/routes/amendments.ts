import type { FastifyInstance } from 'fastify';
import { combinedDraft } from '../../domain/amendment/combined-draft.js';
import { ok } from '../../domain/result.js';
import { refusalSentence } from '../../domain/refusals.js';
import { printableIn } from '../../domain/plain-text.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { amendmentRoutes } from '../../contract/amendments.js';
import { amendmentEffect } from '../../office/plan/amend.js';
import { beginAmendment } from '../../office/plan/begin-amendment.js';
import { deleteDraft } from '../../office/plan/delete-draft.js';
import { planFile, planReview } from '../../office/plan/plan-views.js';
import { keptEdits } from '../../office/plan/review-edits.js';
import { languageOf } from '../language.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused } from '../refused.js';
import { serve } from '../serve.js';
import { openInput, standing, unkept } from './reviews.js';
import type { Asked } from './reviews.js';

/** Plans that change while they run: an amendment begun by a document or by hand, and what it would do. */
export function amendmentPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, amendmentRoutes.upload, async (asked) => {
    const file = found(asked.files[0]);
    const read = await deps.readPlan({ name: file.fileName, bytes: file.bytes });
    if (read.kind === 'unreadable') {
      throw new Refused('FILE_UNREADABLE', { details: { problem: read.problem } });
    }
    const { draft, text } = printableIn({ draft: read.draft, text: read.text });
    const begun = await begunBy(asked, asked.params.planId, { file, text, draft });
    return asked.act((scope) => beginAmendment(scope, begun));
  });

  serve(at, amendmentRoutes.adjust, async (asked) => {
    const begun = await begunBy(asked, asked.params.planId, null, asked.body.reason);
    return asked.act((scope) => beginAmendment(scope, begun));
  });

  serve(at, amendmentRoutes.take, async (asked) => {
    const { db, officeId, params, body } = asked;
    const { text, draft, state } = found(await planReview(db, { officeId, planId: params.planId }));
    if (state !== 'draft') throw new Refused('PLAN_STATE');
    const file = found(await planFile(db, { officeId, planId: params.planId }));
    const begun = await begunBy(asked, body.amends, { file, text, draft });
    return asked.act(async (scope) => {
      const gone = await deleteDraft(scope, { planId: params.planId, takenBy: body.amends });
      return gone.ok ? beginAmendment(scope, begun) : gone;
    });
  });

  serve(at, amendmentRoutes.effect, async (asked) => {
    const { params, query, request, act } = asked;
    const confirmed = query.of === 'standing' ? await standingOf(asked) : undefined;
    // What stands against it is an answer too, so that it stands beside what is being typed.
    const { effect } = await act(async (scope) =>
      ok({ effect: await amendmentEffect(scope, { planId: params.planId, confirmed }) }),
    );
    if (!effect.ok) {
      if (effect.error === 'NOT_FOUND') throw new Refused('NOT_FOUND');
      const problem = refusalSentence(effect.error, effect.details, languageOf(request));
      return { problem, lines: [], toldAtOnce: 0, mails: [], moreMails: 0, later: [] };
    }
    const { lines, told, later } = effect.value;
    return {
      problem: null,
      lines: lines.map(({ kind, text, agencies }) => ({ kind, text, agencies: [...agencies] })),
      toldAtOnce: told.agencies,
      mails: told.mails.map((mail) => ({ ...mail })),
      moreMails: told.more,
      later: later.map((mail) => ({ ...mail })),
    };
  });
}

async function standingOf(asked: Asked) {
  const { db, officeId, params } = asked;
  const review = found(await planReview(db, { officeId, planId: params.planId }));
  return (await standing(asked, review)).confirmed;
}

/** What an amendment of a plan begins with: what runs, and behind it what the paper says. */
async function begunBy(
  asked: Asked,
  planId: string,
  paper: {
    readonly file: { readonly fileName: string; readonly bytes: Buffer };
    readonly text: string;
    readonly draft: PlanDraft;
  } | null,
  reason = '',
): Promise<Parameters<typeof beginAmendment>[1]> {
  const { db, officeId } = asked;
  const review = found(await planReview(db, { officeId, planId }));
  const { confirmed, version } = review;
  if (confirmed === null) throw new Refused('PLAN_STATE');
  const { now: _now, ...input } = await openInput(asked, review);
  const kept = await keptEdits(db, { officeId, planId });
  const edits = kept?.edits ?? unkept(review, { ...input, now: _now });
  const combined = combinedDraft({ text: review.text, input, edits, confirmed }, paper);
  const { type, number, issuedOn, issuer } = paper?.draft.document ?? {};
  return {
    planId,
    amendment: {
      ...{ version, reason, kind: paper === null ? 'hand' : 'document' },
      document:
        paper === null
          ? null
          : {
              documentType: type ?? 'Công văn',
              number: number ?? null,
              issuedOn: issuedOn ?? null,
              issuer: issuer ?? null,
            },
      firstNew: combined.firstNew,
      readCount: paper?.draft.obligations.length ?? 0,
      removed: combined.edits.removed,
    },
    file: paper?.file ?? null,
    text: combined.text,
    draft: combined.draft,
    edits: combined.edits,
  };
}
