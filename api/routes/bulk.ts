import type { FastifyInstance } from 'fastify';
import { bulkRoutes } from '../../contract/bulk.js';
import type { BulkChoice, BulkLine as ShownLine } from '../../contract/bulk.js';
import { refusalSentence } from '../../domain/refusals.js';
import type { LedgerDb } from '../../db/connection.js';
import type { Instant } from '../../domain/day.js';
import { bulkSummary, doBulk } from '../../office/bulk/bulk-acts.js';
import type { BulkLine } from '../../office/bulk/bulk-acts.js';
import { shownOnBoard } from '../../office/cycle/board.js';
import { languageOf } from '../language.js';
import type { ServerDeps } from '../ports.js';
import { serve } from '../serve.js';

/** Acts on many duties at once: what they would do is shown first, and done line by line. */
export function bulkPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, bulkRoutes.summary, async ({ db, officeId, office, body, request, act }) => {
    const obligationIds = await chosen(db, { officeId, now: office.now, of: body.of });
    const byApprover = office.roles.includes('approver');
    const lines = await act((scope) =>
      bulkSummary(scope, { act: body.act, obligationIds, byApprover }),
    );
    return { lines: lines.map((line) => shownLine(line, languageOf(request))) };
  });

  serve(at, bulkRoutes.perform, async ({ office, body, request, act }) => {
    const byApprover = office.roles.includes('approver');
    const lines = await act((scope) => doBulk(scope, { ...body, byApprover }));
    return { lines: lines.map((line) => shownLine(line, languageOf(request))) };
  });
}

async function chosen(
  db: LedgerDb,
  { of, ...at }: { readonly officeId: string; readonly now: Instant; readonly of: BulkChoice },
): Promise<readonly string[]> {
  return 'obligationIds' in of ? of.obligationIds : shownOnBoard(db, { ...at, ...of });
}

function shownLine({ duty, outcome }: BulkLine, language: 'vi' | 'en'): ShownLine {
  const { row, agency, reportName, extension } = duty;
  return {
    obligationId: row.id,
    agencyId: row.agency_id,
    agency,
    reportName,
    changes: row.changes,
    outcome: outcome.kind,
    why: outcome.kind === 'refused' ? refusalSentence(outcome.code, {}, language) : null,
    wantedDay: extension?.state === 'asked' ? extension.wantedDay : null,
  };
}
