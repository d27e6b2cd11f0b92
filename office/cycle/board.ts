import type { Board, BoardRow, CycleSummary } from '../../contract/cycles.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import type { Sort } from '../../domain/board-filter.js';
import type { Instant } from '../../domain/day.js';
import { unreachableAgencies } from '../counting/unreachable.js';
import type { PageAsked } from '../page.js';
import { boardPage, boardRowsOf, shownIds } from './board-rows.js';
import type { BoardFilter } from './board-rows.js';
import { callList } from './call-list.js';
import { listedCycles } from './listed-cycles.js';
import { shownGroups } from './shown-counts.js';
import { waitingExtension } from '../obligation/waiting-extension.js';

interface OfCycle {
  readonly officeId: string;
  readonly cycleId: string;
  readonly now: Instant;
}

/** The board of a cycle at `now`: its counts by group, one page of its agencies, the calls to make; null when the office has no such cycle. */
export async function board(
  db: LedgerDb,
  asked: OfCycle & PageAsked & BoardFilter & { readonly sort?: Sort },
): Promise<Board | null> {
  const { officeId, cycleId, now } = asked;
  const unreachable = unreachableAgencies(db, asked);
  // Side by side: one after the other, each statement would wait for the way to the ledger and back.
  const [heads, counts, calls, extensionsAsked, page] = await Promise.all([
    listedCycles(db, officeId, { cycleId }),
    unreachable.then((ids) => shownGroups(db, { officeId, cycleId, now, unreachable: ids })),
    // Whom to ring does not change from page to page.
    asked.after === undefined
      ? unreachable.then((ids) => callList(db, { officeId, cycleId, now, unreachable: ids }))
      : [],
    extensionsAskedIn(db, asked),
    pageOfShown(db, asked, unreachable),
  ]);
  const [cycle] = heads;
  if (cycle === undefined) return null;
  const shown =
    asked.show === 'calls'
      ? { rows: await boardRowsOf(db, asked, calls.slice(0, asked.limit)), next: null }
      : page;
  return { cycle, asOf: now, ...counts, ...shown, callList: calls, extensionsAsked };
}

async function pageOfShown(
  db: LedgerDb,
  asked: OfCycle & PageAsked & BoardFilter & { readonly sort?: Sort },
  unreachable: Promise<readonly string[]>,
): Promise<Pick<Board, 'rows' | 'next'>> {
  if (asked.show === 'calls') return { rows: [], next: null };
  return boardPage(db, {
    sort: 'name',
    ...asked,
    unreachable: asked.show === 'unreachable' ? await unreachable : [],
  });
}

/** The ids of all that a filter shows of a board, on whatever page; calls as they are to be made. */
export async function shownOnBoard(
  db: LedgerDb,
  asked: OfCycle & BoardFilter,
): Promise<readonly string[]> {
  const unreachable = await unreachableAgencies(db, asked);
  return asked.show === 'calls'
    ? callList(db, { ...asked, unreachable })
    : shownIds(db, { ...asked, unreachable });
}

/** The board without its rows, for the approver's one page. */
export async function cycleSummary(db: LedgerDb, asked: OfCycle): Promise<CycleSummary | null> {
  const { officeId, cycleId, now } = asked;
  const [cycle] = await listedCycles(db, officeId, { cycleId });
  if (cycle === undefined) return null;
  const unreachable = await unreachableAgencies(db, asked);
  return { cycle, asOf: now, ...(await shownGroups(db, { officeId, cycleId, now, unreachable })) };
}

/** One row of a board; null when the office has no such obligation. */
export async function boardRowOf(
  db: LedgerDb,
  where: { officeId: string; obligationId: string; now: Instant },
): Promise<BoardRow | null> {
  const [row] = await boardRowsOf(db, where, [where.obligationId]);
  return row ?? null;
}

async function extensionsAskedIn(
  db: LedgerDb,
  { officeId, cycleId }: Pick<OfCycle, 'officeId' | 'cycleId'>,
): Promise<number> {
  const waiting = db
    .selectFrom('extension')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'extension.office_id')
        .onRef('obligation.id', '=', 'extension.obligation_id'),
    )
    .select((eb) => eb.fn.count<number>('obligation.id').distinct().as('asked'))
    .where('extension.office_id', '=', officeId)
    .where(waitingExtension('extension', 'obligation'))
    .where('obligation.cycle_id', '=', cycleId);
  const [row] = await keptRows(db, waiting);
  return row?.asked ?? 0;
}
