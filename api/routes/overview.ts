import type { FastifyInstance } from 'fastify';
import { overviewRoutes } from '../../contract/overview.js';
import { overviewBook } from '../../office/overview/overview-book.js';
import { overviewOf } from '../../office/overview/overview.js';
import { XLSX } from '../download.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** The register of a month, to look at and to take away. */
export function overviewPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, overviewRoutes.month, async ({ db, officeId, office, params }) => {
    const lines = await overviewOf(db, { officeId, ...params, now: office.now });
    return { asOf: office.now, lines: lines.map(answered) };
  });

  serve(at, overviewRoutes.file, async ({ db, officeId, office, params: { month } }) => {
    const lines = await overviewOf(db, { officeId, month, now: office.now });
    const book = overviewBook(lines, {
      officeName: office.name,
      month,
      countedAt: office.now,
      rehearsal: office.kind === 'rehearsal',
    });
    return {
      fileName: `Sổ theo dõi báo cáo ${month}.xlsx`,
      contentType: XLSX,
      bytes: await deps.press.tables(book),
    };
  });
}

function answered({ papers, ...line }: Awaited<ReturnType<typeof overviewOf>>[number]) {
  return {
    ...line,
    papers: papers.map(({ names, ...paper }) => ({ ...paper, names: [...names] })),
  };
}
