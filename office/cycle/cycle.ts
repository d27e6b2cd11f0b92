import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { draftLetterFor, namesForLetter } from '../paper/letters.js';
import { draftReportFor } from '../paper/reports.js';
import { lockCycle } from '../reminding/ladder-rows.js';
import { recomputeOfficeMail } from '../reminding/office-mail-clock.js';
import { rearmCycle } from '../reminding/rearm.js';
import { pokeCycle } from '../poke.js';
import type { ActResult } from '../act-result.js';

/** The officer lets the letters to the heads of agencies go, or the leader where he kept that to himself. */
export async function releaseToHeads(
  scope: OfficeScope,
  { cycleId, isLeader = false }: { cycleId: string; isLeader?: boolean },
): ActResult {
  const ladder = await lockCycle(scope, cycleId);
  if (ladder === null) return refuse('NOT_FOUND');
  const { cycle } = ladder;
  if (cycle.opened_at === null || cycle.edits_closed_at !== null) return refuse('CYCLE_NOT_OPEN');
  if (cycle.head_released_at !== null) return refuse('ALREADY_DONE');
  const { heads_need_word: needsWord } = await scope.trx
    .selectFrom('plan')
    .select('heads_need_word')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.plan_id)
    .executeTakeFirstOrThrow();
  if (needsWord && !isLeader) return refuse('HEADS_NEED_WORD');
  await scope.trx
    .updateTable('cycle')
    .set({ head_released_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .execute();
  await rearmCycle(scope, { ...ladder, cycle: { ...cycle, head_released_at: scope.now } });
  await record(scope, 'releaseToHeads', `cycle:${cycleId}`);
  await pokeCycle(scope, cycleId);
  return ok({});
}

/** The officer closes collection before its time; what comes later goes into a supplement. */
export async function closeCollection(
  scope: OfficeScope,
  { cycleId }: { cycleId: string },
): ActResult {
  const ladder = await lockCycle(scope, cycleId);
  if (ladder === null) return refuse('NOT_FOUND');
  const { cycle } = ladder;
  if (cycle.opened_at === null || cycle.closed_at !== null) return refuse('CYCLE_NOT_OPEN');
  if (cycle.collection_closed_at !== null) return refuse('ALREADY_DONE');
  await scope.trx
    .updateTable('cycle')
    .set({ collection_closed_at: scope.now, desk_at: null, desk_rung: null })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycleId)
    .execute();
  // The number of its paper is asked for until it is given, whatever has come in.
  if (cycle.number_awaited) {
    await recomputeOfficeMail(scope, { ...cycle, collection_closed_at: scope.now });
  }
  await record(scope, 'closeCollection', `cycle:${cycleId}`);
  await pokeCycle(scope, cycleId);
  return ok({});
}

/** Drafts the urging letter anew with those who are missing now; an older draft is superseded. */
export async function redraftLetter(
  scope: OfficeScope,
  { cycleId }: { cycleId: string },
): ActResult<{ documentId: string }> {
  const ladder = await lockCycle(scope, cycleId);
  if (ladder === null) return refuse('NOT_FOUND');
  if (ladder.cycle.opened_at === null || ladder.cycle.closed_at !== null) {
    return refuse('CYCLE_NOT_OPEN');
  }
  if ((await namesForLetter(scope, cycleId)).length === 0) return refuse('LETTER_EMPTY');
  const documentId = await draftLetterFor(scope, ladder.cycle);
  return documentId === null ? refuse('LETTER_EMPTY') : ok({ documentId });
}

/**
 * Consolidates anew from the newest versions; what was released stays, the new draft supplements it. A closed
 * cycle stays closed: what the office above sends back, or an error found later, is mended by a supplement.
 */
export async function redraftReport(
  scope: OfficeScope,
  { cycleId }: { cycleId: string },
): ActResult<{ documentId: string }> {
  const ladder = await lockCycle(scope, cycleId);
  if (ladder === null) return refuse('NOT_FOUND');
  const { cycle } = ladder;
  if (cycle.collection_closed_at === null || cycle.cancelled_at !== null) {
    return refuse('CYCLE_NOT_OPEN');
  }
  // What agencies sent may be gone from here by now, and its papers lie in the archive.
  if (await isInArchive(scope, cycle.plan_id)) return refuse('FILE_HANDED_OVER');
  return ok({ documentId: await draftReportFor(scope, cycle) });
}

async function isInArchive({ trx, officeId }: OfficeScope, planId: string): Promise<boolean> {
  const file = await trx
    .selectFrom('work_file')
    .select('state')
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .executeTakeFirst();
  return file?.state === 'handed';
}
