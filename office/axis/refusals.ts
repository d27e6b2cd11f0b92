import { sql } from 'kysely';
import { standingRefusals } from '../../domain/axis/standing-refusals.js';
import { REFUSALS } from '../../domain/axis/status-code.js';
import type { Instant } from '../../domain/day.js';
import type { PaperKind } from '../../domain/paper.js';
import { refuse, ok } from '../../domain/result.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';

/** A paper or plan that offices refuse, and by how many. */
export interface RefusedDocument {
  readonly documentId: string | null;
  readonly planId: string;
  readonly cycleId: string | null;
  readonly kind: PaperKind | null;
  /** The report's name, or the plan's title. */
  readonly title: string;
  readonly refusals: number;
}

interface Row extends Omit<RefusedDocument, 'refusals'> {
  readonly organId: string;
  readonly name: string;
  readonly code: string;
  readonly saidAt: Instant | null;
  readonly takenAt: Instant;
  readonly seenTo: boolean;
}

/** What went over the axis and was refused, as long as nobody has seen to it; papers replaced since are left out. */
export async function refusedDocuments(
  db: LedgerDb,
  { officeId }: { readonly officeId: string },
): Promise<readonly RefusedDocument[]> {
  const rows = await keptRows(
    db,
    // All that was said of a document which somebody refuses: a later word of the same office may undo it.
    sql<Row>`
    select m.document_id as "documentId", coalesce(d.plan_id, m.plan_id) as "planId",
           d.cycle_id as "cycleId", d.kind, coalesce(c.report_name, r.report_name, p.title) as title,
           m.from_organ as "organId", m.from_name as name, m.status_code as code,
           m.said_at as "saidAt", m.taken_at as "takenAt", m.seen_to_at is not null as "seenTo"
      from axis_message m
      left join document d on d.office_id = m.office_id and d.id = m.document_id
      left join cycle c on c.office_id = d.office_id and c.id = d.cycle_id
      left join requirement r on r.office_id = c.office_id and r.id = c.requirement_id
      left join plan p on p.office_id = m.office_id and p.id = m.plan_id
     where m.office_id = ${officeId} and m.obligation_id is null
       and d.state is distinct from 'superseded'
       and exists (select 1 from axis_message f
                    where f.office_id = m.office_id and f.seen_to_at is null
                      and f.status_code = any(${REFUSALS})
                      and (f.document_id = m.document_id or f.plan_id = m.plan_id))`,
  );
  const about = [...new Set(rows.map(keyOf))].map((key) =>
    rows.filter((row) => keyOf(row) === key),
  );
  return about.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const statuses = [first, ...others].map(({ organId, name, ...row }) => ({
      ...row,
      from: { organId, name },
    }));
    const refusals = standingRefusals(statuses).length;
    const { documentId, planId, cycleId, kind, title } = first;
    return refusals === 0 ? [] : [{ documentId, planId, cycleId, kind, title, refusals }];
  });
}

function keyOf({ documentId, planId }: Row): string {
  return documentId ?? planId;
}

/** Says of a refusal that it was seen to: whoever refused was asked, the document sent again or by another way. */
export async function seeToRefusal(
  scope: OfficeScope,
  { statusId }: { readonly statusId: string },
): ActResult {
  const seen = await scope.trx
    .updateTable('axis_message')
    .set({ seen_to_at: scope.now, seen_to_by: scope.actor })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', statusId)
    .where('status_code', 'in', REFUSALS)
    .where('seen_to_at', 'is', null)
    .returning(['document_id', 'plan_id', 'status_code as code'])
    .executeTakeFirst();
  if (seen === undefined) return refuse('NOT_FOUND');
  const { document_id: documentId, plan_id: planId, code } = seen;
  const subject = documentId === null ? `plan:${planId ?? ''}` : `document:${documentId}`;
  await record(scope, 'seeToRefusal', subject, { code });
  return ok({});
}
