import type { FastifyInstance } from 'fastify';
import { storyRoutes } from '../../contract/story.js';
import { isSpan, yearOf } from '../../domain/compliance.js';
import { dayAt } from '../../domain/day.js';
import { ok } from '../../domain/result.js';
import { agencyStory } from '../../office/story/agency-story.js';
import { dossier } from '../../office/story/dossier.js';
import { DOCX } from '../download.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused } from '../refused.js';
import { serve } from '../serve.js';

/** So many lines are read on a page; the dossier has them all. */
const MOST_SHOWN = 300;

/** One agency's story, and what was asked and answered as a paper. */
export function storyPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, storyRoutes.story, async ({ params: { agencyId }, act }) =>
    act(async (scope) => {
      const { entries, duties, contacts, ...story } = found(await agencyStory(scope, agencyId));
      const shown = entries.slice(-MOST_SHOWN);
      return ok({
        ...story,
        contacts: [...contacts],
        duties: [...duties],
        entries: shown.map((entry) =>
          entry.kind === 'version' ? { ...entry, attachments: [...entry.attachments] } : entry,
        ),
        earlier: entries.length - shown.length,
      });
    }),
  );

  serve(at, storyRoutes.dossier, async ({ params: { agencyId }, query, office, act }) => {
    const year = yearOf(dayAt(office.now));
    const span = { from: query.from ?? year.from, to: query.to ?? year.to };
    if (!isSpan(span)) throw new Refused('COMPLIANCE_PERIOD');
    const paper = await act(async (scope) =>
      ok(dossier(scope, found(await agencyStory(scope, agencyId, { span })), span)),
    );
    return file(paper);
  });

  serve(at, storyRoutes.dutyDossier, async ({ params: { obligationId }, act }) => {
    const paper = await act(async (scope) => {
      const { agency_id: agencyId } = found(
        await scope.trx
          .selectFrom('obligation')
          .select('agency_id')
          .where('office_id', '=', scope.officeId)
          .where('id', '=', obligationId)
          .executeTakeFirst(),
      );
      return ok(dossier(scope, found(await agencyStory(scope, agencyId, { obligationId })), null));
    });
    return file(paper);
  });

  async function file(paper: ReturnType<typeof dossier>) {
    return {
      fileName: `Hồ sơ đôn đốc ${paper.subject.slice(0, 80)}.docx`.replaceAll('/', '-'),
      contentType: DOCX,
      bytes: await deps.press.record(paper),
    };
  }
}
