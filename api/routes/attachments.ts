import type { FastifyInstance } from 'fastify';
import { attachmentRoutes } from '../../contract/attachments.js';
import {
  addAttachments,
  attachmentsOf,
  planAttachment,
  removeAttachment,
} from '../../office/plan/attachments.js';
import type { ServerDeps } from '../ports.js';
import { foundPlan } from '../found-plan.js';
import { found } from '../refused.js';
import { serve } from '../serve.js';

/** The files that go with a request to its agencies. */
export function attachmentPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, attachmentRoutes.list, async (asked) => {
    const { db, officeId, params } = asked;
    return { files: [...(await foundPlan(asked, attachmentsOf(db, { officeId, ...params })))] };
  });

  serve(at, attachmentRoutes.add, async ({ params, files, act }) =>
    act((scope) => addAttachments(scope, { ...params, files })),
  );

  serve(at, attachmentRoutes.file, async ({ db, officeId, params }) =>
    found(await planAttachment(db, { officeId, ...params })),
  );

  serve(at, attachmentRoutes.remove, async ({ params, act }) =>
    act((scope) => removeAttachment(scope, params)),
  );
}
