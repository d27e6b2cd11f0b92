import type { FastifyInstance } from 'fastify';
import { addPeriod } from '../../office/plan/add-period.js';
import { giveDue } from '../../office/plan/give-due.js';
import { skipCycle, unskipCycle } from '../../office/plan/skip-cycle.js';
import { cycleRoutes } from '../../contract/cycles.js';
import { gridRoutes } from '../../contract/grid.js';
import type { ServerDeps, SheetReader } from '../ports.js';
import type { UploadedFile } from '../uploads.js';
import { found, Refused, unwrap } from '../refused.js';
import { seenBy } from '../seen.js';
import { serve } from '../serve.js';
import { board, cycleSummary } from '../../office/cycle/board.js';
import { planGrid } from '../../office/cycle/grid.js';
import { cycleOf } from '../../office/cycle/cycle-of.js';
import {
  closeCollection,
  redraftLetter,
  redraftReport,
  releaseToHeads,
} from '../../office/cycle/cycle.js';
import { cycleFigures, figureSources } from '../../office/cycle/figures.js';
import {
  bringFigures,
  dropBroughtFigures,
  figuresInSheet,
  shownEffect,
} from '../../office/consolidation/bring-figures.js';
import { dataValueSet, figuresCsv } from '../../office/cycle/figures-out.js';
import { acceptReports } from '../../office/collection/report.js';
import { confirmClaims } from '../../office/obligation/claim.js';

/** One cycle: the board, its figures with what is behind them, and the officer's acts on the whole of it. */
export function cyclePages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, cycleRoutes.board, async ({ db, officeId, office, params, query }) =>
    found(await board(db, { officeId, cycleId: params.cycleId, now: office.now, ...query })),
  );

  serve(at, gridRoutes.grid, async ({ db, officeId, office, params, query }) =>
    found(await planGrid(db, { officeId, now: office.now, ...params, ...query })),
  );

  serve(at, cycleRoutes.summary, async ({ db, officeId, office, params }) =>
    found(await cycleSummary(db, { officeId, cycleId: params.cycleId, now: office.now })),
  );

  serve(at, cycleRoutes.figures, async ({ db, officeId, params }) =>
    found(await cycleFigures(db, { officeId, cycleId: params.cycleId })),
  );

  serve(at, cycleRoutes.figuresCsv, async ({ db, officeId, params }) => {
    const { reportName, text } = found(await figuresCsv(db, { officeId, ...params }));
    return {
      fileName: `Số liệu - ${reportName.slice(0, 120)}.csv`,
      contentType: 'text/csv; charset=utf-8',
      bytes: Buffer.from(text, 'utf8'),
    };
  });

  serve(at, cycleRoutes.dataValueSet, async ({ db, officeId, params }) =>
    found(await dataValueSet(db, { officeId, ...params })),
  );

  serve(at, cycleRoutes.figureSources, async ({ db, officeId, params, query }) =>
    found(await figureSources(db, { officeId, ...params, ...query })),
  );

  serve(at, cycleRoutes.beforeEffect, async ({ db, officeId, params, files, deps }) => {
    const rows = await rowsOfSheet(found(files[0]), deps.readSheet);
    return shownEffect(unwrap(await figuresInSheet(db, officeId, { ...params, rows })));
  });

  serve(at, cycleRoutes.bringBefore, async ({ params, files, deps, act }) => {
    const file = found(files[0]);
    const rows = await rowsOfSheet(file, deps.readSheet);
    const { fileName, bytes } = file;
    return act((scope) => bringFigures(scope, { ...params, rows, fileName, bytes }));
  });

  serve(at, cycleRoutes.dropBefore, async ({ params, act }) =>
    act((scope) => dropBroughtFigures(scope, params)),
  );

  serve(at, cycleRoutes.confirmClaims, async (asked) => {
    const { cycleId } = asked.params;
    // Claims of another cycle, or another office, do not belong into this act.
    for (const obligationId of asked.body.obligationIds) {
      const itsCycle = await cycleOf(asked.db, asked.officeId, { obligationId });
      found(itsCycle === cycleId ? itsCycle : null);
    }
    const { confirmed } = await asked.act((scope) => confirmClaims(scope, asked.body));
    return { confirmed, seen: await seenBy(asked, { cycleId }) };
  });

  serve(at, cycleRoutes.addPeriod, async (asked) => {
    const { cycleId } = await asked.act((scope) =>
      addPeriod(scope, { ...asked.params, ...asked.body }),
    );
    return { cycleId, seen: await seenBy(asked, { cycleId }) };
  });

  serve(at, cycleRoutes.giveDue, async (asked) => {
    const { cycleId } = asked.params;
    await asked.act((scope) => giveDue(scope, { cycleId, ...asked.body }));
    return { seen: await seenBy(asked, { cycleId }) };
  });

  for (const [route, act] of [
    [cycleRoutes.skip, skipCycle],
    [cycleRoutes.unskip, unskipCycle],
  ] as const) {
    serve(at, route, async (asked) => {
      const { cycleId } = asked.params;
      await asked.act((scope) => act(scope, { cycleId, ...asked.body }));
      return { seen: await seenBy(asked, { cycleId }) };
    });
  }

  for (const [route, act] of [
    [cycleRoutes.releaseToHeads, releaseToHeads],
    [cycleRoutes.closeCollection, closeCollection],
    [cycleRoutes.redraftLetter, redraftLetter],
    [cycleRoutes.redraftReport, redraftReport],
    [cycleRoutes.acceptAll, acceptReports],
  ] as const) {
    serve(at, route, async (asked) => {
      const { cycleId } = asked.params;
      const isLeader = asked.office.roles.includes('approver');
      await asked.act((scope) => act(scope, { cycleId, isLeader }));
      return { seen: await seenBy(asked, { cycleId }) };
    });
  }
}

async function rowsOfSheet({ bytes }: UploadedFile, readSheet: SheetReader) {
  const rows = await readSheet(bytes);
  if (rows !== null) return rows;
  throw new Refused('FIGURES_UNREADABLE', { details: { problems: 'không đọc được bảng tính' } });
}
