import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { OfficeScope } from '../../office/scope.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { obligationRoutes, PaperReport } from '../../contract/obligations.js';
import type { Route } from '../../contract/route.js';
import type { ActAnswer } from '../../contract/values.js';
import type { ServerDeps } from '../ports.js';
import { refuseUnprintableFields } from '../printable-text.js';
import { found, Refused } from '../refused.js';
import { seenBy } from '../seen.js';
import { serve } from '../serve.js';
import type { RouteRequest } from '../serve.js';
import { sendingOf } from '../../office/collection/sending.js';
import { attachmentFile } from '../../office/collection/attachment-file.js';
import { claimedFile } from '../../office/collection/open-claim.js';
import { reportForm } from '../../office/collection/report-form.js';
import {
  acceptReport,
  reopenReport,
  returnReport,
  submitReport,
  withdrawOnTime,
} from '../../office/collection/report.js';
import { cycleOf } from '../../office/cycle/cycle-of.js';
import { obligationExplanation } from '../../office/cycle/explanation.js';
import { obligationDetail } from '../../office/cycle/obligation-detail.js';
import { documentArrived } from '../../office/obligation/document-arrived.js';
import { rejectClaim } from '../../office/obligation/claim.js';
import { decideExtension, logCall, setDue, waive } from '../../office/obligation/due.js';

/** One agency in one cycle: its story, and everything the officer may do about it. */
export function obligationPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, obligationRoutes.detail, async ({ params, act }) =>
    act(async (scope) => {
      return { ok: true, value: found(await obligationDetail(scope, params.obligationId)) };
    }),
  );

  serve(at, obligationRoutes.explain, async ({ params, act }) =>
    act(async (scope) => {
      return { ok: true, value: found(await obligationExplanation(scope, params.obligationId)) };
    }),
  );

  serve(at, obligationRoutes.form, async ({ db, officeId, params }) =>
    found(await reportForm(db, { officeId, ...params })),
  );

  serve(at, obligationRoutes.attachment, async ({ db, officeId, params }) =>
    found(await attachmentFile(db, { officeId, ...params })),
  );

  serve(at, obligationRoutes.claimedFile, async ({ params, act }) =>
    act(async (scope) => ok(found(await claimedFile(scope, params.obligationId)))),
  );

  serve(at, obligationRoutes.enterReport, async (asked) => {
    const { obligationId } = asked.params;
    const report = paperReport(asked.body.content);
    const attachments = await asked.keep(asked.files);
    const content = { ...report, channel: 'officer' as const, attachments };
    const { seen, content: typed } = asked.body;
    const sending = seen === undefined ? null : sendingOf({ seen, typed, files: attachments });
    const received = await asked.act((scope) =>
      submitReport(scope, { obligationId, content, sending, holdsChecks: true }),
    );
    return { ...received, seen: await cycleSeen(asked, { obligationId }) };
  });

  actOn(at, obligationRoutes.accept, (scope, { params }) => acceptReport(scope, params));
  actOn(at, obligationRoutes.sendBack, (scope, { params, body }) =>
    returnReport(scope, { ...params, ...body }),
  );
  actOn(at, obligationRoutes.reopen, (scope, { params, body }) =>
    reopenReport(scope, { ...params, ...body }),
  );
  actOn(at, obligationRoutes.waive, (scope, { params, body }) =>
    waive(scope, { ...params, ...body }),
  );
  actOn(at, obligationRoutes.setDue, (scope, { params, body, office }) =>
    setDue(scope, { ...params, ...body, byApprover: office.roles.includes('approver') }),
  );
  actOn(at, obligationRoutes.withdrawOnTime, (scope, { params, body }) =>
    withdrawOnTime(scope, { ...params, ...body }),
  );
  actOn(at, obligationRoutes.documentArrived, (scope, { params, body }) =>
    documentArrived(scope, { ...params, ...body }),
  );
  actOn(at, obligationRoutes.rejectClaim, (scope, { params, body }) =>
    rejectClaim(scope, { ...params, ...body }),
  );
  actOn(at, obligationRoutes.logCall, (scope, { params, body, office }) =>
    logCall(scope, { ...params, ...body, staffId: office.staffId }),
  );
  actOn(at, obligationRoutes.decideExtension, (scope, { params, body, office }) =>
    decideExtension(scope, { ...params, ...body, byApprover: office.roles.includes('approver') }),
  );
}

/** Serves an act on one obligation: does it, then waits for the cycle to have taken notice. */
function actOn<Params extends z.ZodType, Body extends z.ZodType, Query extends z.ZodType>(
  at: { readonly app: FastifyInstance; readonly deps: ServerDeps },
  route: Route<Params, Query, Body, typeof ActAnswer>,
  act: (
    scope: OfficeScope,
    asked: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Result<object, RefusalCode>>,
): void {
  serve(at, route, async (asked) => {
    await asked.act((scope) => act(scope, asked));
    const of = asked.params as { readonly obligationId: string } | { readonly extensionId: string };
    return { seen: await cycleSeen(asked, of) };
  });
}

async function cycleSeen(
  asked: RouteRequest<unknown, unknown, unknown>,
  of: { readonly obligationId: string } | { readonly extensionId: string },
): Promise<boolean> {
  const cycleId = await cycleOf(asked.db, asked.officeId, of);
  return cycleId === null || seenBy(asked, { cycleId });
}

/** The JSON in the form's field `content`; names every field that is wrong. */
function paperReport(content: string): PaperReport {
  let typed: unknown;
  try {
    typed = JSON.parse(content);
  } catch {
    throw new Refused('MALFORMED');
  }
  refuseUnprintableFields({ body: typed });
  const parsed = PaperReport.safeParse(typed);
  if (parsed.success) return parsed.data;
  throw new Refused('INVALID', {
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  });
}
