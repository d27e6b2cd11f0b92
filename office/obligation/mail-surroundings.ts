import type { MailSurroundings } from '../../domain/explain/told-notice.js';
import { ladderFactsIn, loadLadderContext } from '../reminding/ladder-rows.js';
import type { LadderContext, ObligationRow } from '../reminding/ladder-rows.js';
import type { OfficeScope } from '../scope.js';

/** One obligation with its cycle, and what decides whether mails about it still leave. */
export interface ObligationAround {
  readonly row: ObligationRow;
  readonly ladder: LadderContext;
  readonly around: MailSurroundings;
}

/** What decides whether the mails about an obligation leave; null when the office has none of that id. */
export async function obligationAround(
  scope: OfficeScope,
  obligationId: string,
): Promise<ObligationAround | null> {
  const row = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', obligationId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const cycle = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', row.cycle_id)
    .executeTakeFirstOrThrow();
  const ladder = await loadLadderContext(scope, cycle);
  return {
    row,
    ladder,
    around: {
      obligation: row,
      ladder: ladderFactsIn(row, ladder),
      cycle: {
        pausedAt: cycle.paused_at,
        cancelledAt: cycle.cancelled_at,
        editsClosedAt: cycle.edits_closed_at,
      },
      relayStopped: await relayStopped(scope),
    },
  };
}

/** Why the relay of this kind of office takes nothing at present; a rehearsal's mails leave by one of their own. */
async function relayStopped({ trx, office }: OfficeScope): Promise<string | null> {
  const row = await trx
    .selectFrom('relay_state')
    .select('reason')
    .where('standing', '!=', 'open')
    .where('relay', '=', office.kind)
    .executeTakeFirst();
  return row === undefined ? null : (row.reason ?? 'chưa rõ nguyên nhân');
}
