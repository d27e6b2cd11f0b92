import { sql } from 'kysely';
import { shownDue, standingDay } from '../../domain/amendment/shown-due.js';
import { heardOn } from '../../domain/absence.js';
import type { AtWork } from '../../domain/absence.js';
import { NO_COUNTS } from '../../domain/counting.js';
import { at, plusDays } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { daysOfMonth } from '../../domain/month.js';
import type { Month } from '../../domain/month.js';
import { inOrderOfDay, paperWaitsWith, placeInMonth } from '../../domain/overview.js';
import type { OverviewLine, PaperHolder, WaitingPaper } from '../../domain/overview.js';
import type { LedgerDb } from '../../db/connection.js';
import { cyclesOfRequirements, reportNameOfCycle } from '../../db/joined.js';
import { countsOfCycles } from '../counting/cycle-counts.js';
import { decidersOf } from '../paper/approval-way.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import type { PersonAtWork } from '../reminding/people-at-work.js';

interface Asked {
  readonly officeId: string;
  readonly month: Month;
  readonly now: Instant;
}

/** The register of a month as of `now`: each report of each plan that is due in it or left from before, in the order of its day; five statements for any number. */
export async function overviewOf(
  db: LedgerDb,
  { officeId, month, now }: Asked,
): Promise<readonly OverviewLine[]> {
  const rows = (await cycleRows(db, { officeId, month })).flatMap((row) => {
    const dueDay = standingDay(row);
    const place = placeInMonth({ ...row, dueDay }, month);
    return place === null ? [] : [{ ...row, dueDay, place }];
  });
  const counts = await countsOfCycles(db, { officeId, cycleIds: rows.map(({ id }) => id), now });
  const papers = await papersOf(db, { officeId, now }, rows);
  return inOrderOfDay(
    rows.map((row): OverviewLine => {
      const own = counts.get(row.id) ?? NO_COUNTS;
      return {
        cycleId: row.id,
        planId: row.planId,
        planTitle: row.planTitle,
        reportName: row.reportName,
        officer: row.identity.officerName,
        kind: row.kind,
        place: row.place,
        duePhrase: shownDue(row.duePhrase, row.officeDue),
        dueDay: row.dueDay,
        expected: own.total - own.waived,
        received: own.submitted + own.accepted,
        late: own.late,
        overdue: own.overdue,
        claimed: own.claimed,
        ...papers(row),
      };
    }),
  );
}

type CycleOfMonth = Awaited<ReturnType<typeof cycleRows>>[number];

/** Cycles of plans that run or ran, but for those that surely stand in another month. */
async function cycleRows(db: LedgerDb, { officeId, month }: Omit<Asked, 'now'>) {
  const { from, to } = daysOfMonth(month);
  return cyclesOfRequirements(db)
    .innerJoin('plan', (join) =>
      join.onRef('plan.office_id', '=', 'cycle.office_id').onRef('plan.id', '=', 'cycle.plan_id'),
    )
    .select([
      'cycle.id',
      'cycle.plan_id as planId',
      'plan.title as planTitle',
      'plan.identity',
      'cycle.kind',
      'cycle.feeds_from as feedsFrom',
      'cycle.due_phrase as duePhrase',
      'cycle.office_due as officeDue',
      'cycle.due_day as dueDay',
      'cycle.opened_at as openedAt',
      'cycle.closed_at as closedAt',
      'cycle.cancelled_at as cancelledAt',
      reportNameOfCycle().as('reportName'),
    ])
    .where('cycle.office_id', '=', officeId)
    .where('plan.state', 'in', ['started', 'closed'])
    .where('cycle.cancelled_at', 'is', null)
    .where('cycle.opens_at', '<', at(plusDays(to, 1), 0))
    .where((eb) =>
      eb.or([
        eb('cycle.closed_at', 'is', null),
        eb('cycle.closed_at', '>=', at(from, 0)),
        eb('cycle.due_day', '>=', from),
        // The day that the office itself asks for stands in words.
        eb('cycle.office_due', 'is not', null),
      ]),
    )
    .execute();
}

/** The papers that wait about each cycle, and when its report upward was released. A report upward stands with its onward cycle, where there is one. */
async function papersOf(
  db: LedgerDb,
  { officeId, now }: Pick<Asked, 'officeId' | 'now'>,
  cycles: readonly CycleOfMonth[],
): Promise<(cycle: CycleOfMonth) => Pick<OverviewLine, 'papers' | 'releasedAt'>> {
  const onward = new Set(cycles.flatMap(({ feedsFrom }) => feedsFrom ?? []));
  const ids = [...new Set([...cycles.map(({ id }) => id), ...onward])];
  const rows = ids.length === 0 ? [] : await paperRowsOf(db, { officeId, cycleIds: ids });
  const waits = rows.some((row) => paperWaitsWith(row) !== null);
  const atWork = waits ? await peopleAtWork({ trx: db, officeId, now }) : null;
  return ({ id, kind, feedsFrom, identity }) => {
    const own = rows.filter((row) =>
      kind === 'onward'
        ? row.cycleId === (feedsFrom ?? id) && row.kind === 'consolidatedReport'
        : row.cycleId === id && !(row.kind === 'consolidatedReport' && onward.has(id)),
    );
    const releases = own.flatMap(({ releasedAt }) => releasedAt ?? []);
    return {
      releasedAt: kind === 'onward' ? (releases[0] ?? null) : null,
      papers: own.flatMap((row): readonly WaitingPaper[] => {
        const holder = paperWaitsWith(row);
        return holder === null
          ? []
          : [{ kind: row.kind, state: row.state, with: holder, names: namesOf(holder, row) }];
      }),
    };

    function namesOf(holder: PaperHolder, row: PaperOfCycle): readonly string[] {
      if (holder === 'outside' || atWork === null) return [];
      if (holder === 'officer') return identity.officerName === '' ? [] : [identity.officerName];
      return holder === 'approver' ? decidersNamed(row, atWork) : clerksOf(atWork);
    }
  };
}

function decidersNamed(row: PaperOfCycle, atWork: AtWork<PersonAtWork>): readonly string[] {
  return decidersOf(row, atWork).map(({ person }) => person.name);
}

function clerksOf(atWork: AtWork<PersonAtWork>): readonly string[] {
  return heardOn('clerk', atWork).map(({ name }) => name);
}

type PaperOfCycle = Awaited<ReturnType<typeof paperRowsOf>>[number];

async function paperRowsOf(
  db: LedgerDb,
  { officeId, cycleIds }: { readonly officeId: string; readonly cycleIds: readonly string[] },
) {
  return db
    .selectFrom('document')
    .select(['cycle_id as cycleId', 'kind', 'state', 'route', 'agreed', 'outside'])
    .select('released_at as releasedAt')
    .where('office_id', '=', officeId)
    .where((eb) => eb('cycle_id', '=', sql<string>`any(${[...cycleIds]}::uuid[])`))
    .where('state', '!=', 'superseded')
    .where('withdrawn_at', 'is', null)
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute();
}
