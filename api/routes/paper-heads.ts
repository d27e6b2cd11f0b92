import type { FastifyInstance } from 'fastify';
import { paperHeadRoutes } from '../../contract/paper-heads.js';
import { recordCommitteeIssue } from '../../office/paper/committee-issue.js';
import { editHead } from '../../office/paper/edit-head.js';
import { paperHead } from '../../office/paper/head-view.js';
import { draftExtensionNotice, draftGuidance } from '../../office/paper/other-letters.js';
import { joinPaper, splitPaper } from '../../office/paper/recipients.js';
import { slipOf } from '../../office/paper/slip.js';
import { cycleOf } from '../../office/cycle/cycle-of.js';
import { DOCX } from '../download.js';
import type { ServerDeps } from '../ports.js';
import { found } from '../refused.js';
import { seenBy } from '../seen.js';
import { serve } from '../serve.js';

/** What stands around the text of papers, one paper or one for each recipient, and the letters drafted by hand. */
export function paperHeadPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, paperHeadRoutes.head, async ({ db, officeId, params }) =>
    found(await paperHead(db, { officeId, ...params })),
  );

  serve(at, paperHeadRoutes.editHead, async ({ db, officeId, params, body, act }) => {
    await act((scope) => editHead(scope, { ...params, ...body }));
    return found(await paperHead(db, { officeId, ...params }));
  });

  serve(at, paperHeadRoutes.split, async ({ params, act }) => {
    const { documentIds } = await act((scope) => splitPaper(scope, params));
    return { documentIds: [...documentIds] };
  });

  serve(at, paperHeadRoutes.join, async ({ params, act }) => {
    const { documentIds } = await act((scope) => joinPaper(scope, params));
    return { documentIds: [...documentIds] };
  });

  serve(at, paperHeadRoutes.slip, async ({ db, officeId, office, params }) => {
    const slip = found(await slipOf(db, { officeId, ...params, now: office.now }));
    return {
      fileName: 'Phiếu trình.docx',
      contentType: DOCX,
      bytes: await deps.press.slip(slip),
    };
  });

  serve(at, paperHeadRoutes.issuedAbove, async (asked) => {
    const { db, officeId, params, body } = asked;
    await asked.act((scope) => recordCommitteeIssue(scope, { ...params, ...body }));
    const cycleId = await cycleOf(db, officeId, params);
    return { seen: cycleId === null || (await seenBy(asked, { cycleId })) };
  });

  serve(at, paperHeadRoutes.draftGuidance, async ({ params, act }) =>
    act((scope) => draftGuidance(scope, { ...params, publicUrl: deps.publicUrl })),
  );

  serve(at, paperHeadRoutes.draftExtensionNotice, async ({ params, act }) =>
    act((scope) => draftExtensionNotice(scope, params)),
  );
}
