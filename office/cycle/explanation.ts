import type { Explanation } from '../../contract/obligations.js';
import { explain, stuckSentences } from '../../domain/explain/explain.js';
import { headlineOf } from '../../domain/explain/headline.js';
import type { StandingDuty } from '../../domain/waves-ahead.js';
import { obligationsInCycles } from '../../db/joined.js';
import { obligationAround } from '../obligation/mail-surroundings.js';
import { toldNotices } from '../obligation/told-notices.js';
import { dutyOf, loadLadderContexts } from '../reminding/ladder-rows.js';
import type { LadderContext, ObligationRow } from '../reminding/ladder-rows.js';
import { recoveryOf } from '../reminding/recovery.js';
import { agencySurroundings } from '../reminding/wave-facts.js';
import type { OfficeScope } from '../scope.js';

/** Why nothing was sent, or what is next, for one agency in one cycle, and every rung of its ladder with its reason. */
export async function obligationExplanation(
  scope: OfficeScope,
  obligationId: string,
): Promise<Explanation | null> {
  const found = await obligationAround(scope, obligationId);
  if (found === null) return null;
  const { row, ladder, around } = found;
  const others = await otherDuties(scope, row);
  const rows = [row, ...others.map((other) => other.row)];
  const [agency] = await agencySurroundings(scope, { rows, agencyIds: [row.agency_id] });
  if (agency === undefined) return null;
  const { cycle } = ladder;
  const plan = await scope.trx
    .selectFrom('plan')
    .select('heads_need_word')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.plan_id)
    .executeTakeFirstOrThrow();
  const standing = {
    ...around.cycle,
    opensAt: cycle.opens_at,
    openedAt: cycle.opened_at,
    closedAt: cycle.closed_at,
    lastError: cycle.last_error,
    unseen: cycle.revision > cycle.seen_revision,
  };
  const { relayStopped } = around;
  const { now, settings } = scope;
  const rungs = explain(
    {
      cycle: standing,
      obligation: row,
      duty: standingDuty(row, ladder),
      others: others.map((other) => standingDuty(other.row, other.ladder)),
      agency,
      notices: (await toldNotices(scope, obligationId)).filter(({ kind }) => kind === 'ladder'),
      relayStopped,
      headsNeedWord: plan.heads_need_word,
    },
    { now, settings, recovery: recoveryOf(scope.office) },
  );
  return {
    sentences: [
      ...headlineOf(
        {
          cycle: standing,
          obligation: {
            ...row,
            nextRung: row.next_rung,
            nextAt: row.next_at,
            missingHalf: row.missing_half,
          },
          contacts: agency.contacts,
          relayStopped,
        },
        { now, settings },
      ),
      ...stuckSentences(rungs, now),
    ],
    nextAt: row.next_at,
    rungs: [...rungs],
  };
}

interface OtherDuty {
  readonly row: ObligationRow;
  readonly ladder: LadderContext;
}

/** What else the agency is to be told of in open, unpaused cycles: it gets one mail a day for all of it. */
async function otherDuties(
  scope: OfficeScope,
  { id, agency_id: agencyId }: ObligationRow,
): Promise<readonly OtherDuty[]> {
  const rows = await obligationsInCycles(scope.trx)
    .selectAll('obligation')
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.agency_id', '=', agencyId)
    .where('obligation.id', '!=', id)
    .where('obligation.next_at', 'is not', null)
    .where('cycle.opened_at', 'is not', null)
    .where('cycle.paused_at', 'is', null)
    .where('cycle.cancelled_at', 'is', null)
    .where('cycle.closed_at', 'is', null)
    .execute();
  if (rows.length === 0) return [];
  const cycles = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', 'in', [...new Set(rows.map(({ cycle_id }) => cycle_id))])
    .execute();
  const ladders = new Map(
    (await loadLadderContexts(scope, cycles)).map((ladder) => [ladder.cycle.id, ladder]),
  );
  return rows.flatMap((row) => {
    const ladder = ladders.get(row.cycle_id);
    return ladder === undefined ? [] : [{ row, ladder }];
  });
}

function standingDuty(row: ObligationRow, ladder: LadderContext): StandingDuty {
  return {
    duty: dutyOf(row, ladder),
    nextAt: row.next_at,
    closesAt: ladder.cycle.closes_for_edits_at,
  };
}
