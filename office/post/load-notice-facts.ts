import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tables } from '../../db/tables.js';
import { cyclesOfRequirements, reportNameOfCycle } from '../../db/joined.js';
import type { Day } from '../../domain/day.js';
import type { Half } from '../../domain/halves.js';
import type { AgencyLink, DutyFacts, EntryFacts, NoticeFacts } from '../../mail/notice-facts.js';
import { ladderFactsIn } from '../reminding/ladder-rows.js';
import type { CycleRow, LadderContext, LadderRow } from '../reminding/ladder-rows.js';
import { contactPointsToday } from '../reminding/plan-officers.js';
import type { OfficeScope } from '../scope.js';

export type MessageRow = Selectable<Tables['message']>;

/** One notice with all that its words need, and the rows that say whether it is still wanted. */
export interface LoadedNotice extends NoticeFacts {
  readonly notice: NoticeFacts['notice'] & {
    readonly id: string;
    readonly key: string;
    readonly epoch: number;
    readonly plan_id: string | null;
    readonly document_id: string | null;
  };
  readonly obligation: NotedDuty | null;
  readonly cycle: CycleRow | null;
}

/** The live notices of some messages with their facts, by message id; three statements for any number. */
export async function loadNoticeFacts(
  scope: OfficeScope,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LoadedNotice[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await noticeRows(scope, messageIds);
  const cycles = await cyclesById(scope, idsIn(rows, 'cycle_id'));
  const plans = await plansById(scope, idsIn(rows, 'plan_id'));
  const facts = new Map<string, LoadedNotice[]>();
  for (const row of rows) {
    const cycle = cycles.get(row.cycle_id ?? '');
    const plan = plans.get(row.plan_id ?? '');
    const obligation: NotedDuty | null =
      row.obligation_id === null || row.state === null || row.obligationEpoch === null
        ? null
        : {
            id: row.obligation_id,
            state: row.state,
            epoch: row.obligationEpoch,
            binding: row.binding ?? true,
            armed_at: row.armed_at,
            target_at: row.target_at,
            overdue_at: row.overdue_at,
            granted_day: row.granted_day,
            due_day: row.due_day,
            changes: row.changes ?? 0,
            extensionAsked: row.extensionAsked,
            missingHalf: row.missingHalf,
          };
    const loaded: LoadedNotice = {
      notice: { ...row },
      obligation,
      cycle: cycle?.row ?? null,
      duty:
        obligation === null || cycle === undefined
          ? null
          : dutyOf(obligation, cycle.row, {
              what: cycle.what,
              ladder: cycle.ladder,
              eventDays: plan?.eventDays ?? [],
            }),
      reportName: cycle?.reportName ?? '',
      channel: cycle?.channel ?? '',
      basis: cycle?.basis ?? null,
      covering: cycle?.covering ?? null,
      files: plan?.files ?? 0,
      identity: plan?.identity ?? null,
      planCode: plan?.code ?? '',
      agencyName: row.agencyName ?? '',
      link: linkOf(row),
    };
    const of = facts.get(row.message_id ?? '');
    if (of === undefined) facts.set(row.message_id ?? '', [loaded]);
    else of.push(loaded);
  }
  return facts;
}

type NotedDuty = LadderRow & {
  readonly id: string;
  readonly changes: number;
  readonly extensionAsked: Day | null;
  readonly missingHalf: Half | null;
};
type NoticeRow = Awaited<ReturnType<typeof noticeRows>>[number];

async function noticeRows(scope: OfficeScope, messageIds: readonly string[]) {
  return scope.trx
    .selectFrom('notice')
    .leftJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'notice.office_id')
        .onRef('obligation.id', '=', 'notice.obligation_id'),
    )
    .leftJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'notice.office_id')
        .onRef('agency.id', '=', 'notice.agency_id'),
    )
    .leftJoin('link', (join) =>
      join
        .onRef('link.office_id', '=', 'notice.office_id')
        .onRef('link.agency_id', '=', 'notice.agency_id'),
    )
    .select([
      'notice.id',
      'notice.key',
      'notice.kind',
      'notice.name',
      'notice.epoch',
      'notice.replaces',
      'notice.data',
      'notice.plan_id',
      'notice.cycle_id',
      'notice.obligation_id',
      'notice.document_id',
      'notice.message_id',
      'obligation.state',
      'obligation.epoch as obligationEpoch',
      'obligation.binding',
      'obligation.missing_half as missingHalf',
      'obligation.armed_at',
      'obligation.target_at',
      'obligation.overdue_at',
      'obligation.granted_day',
      'obligation.due_day',
      'obligation.changes',
      'agency.name as agencyName',
      'link.id as linkId',
      'link.generation',
    ])
    .select(
      sql<Day | null>`(select max(e.wanted_day) from extension e
         where e.office_id = obligation.office_id and e.obligation_id = obligation.id
           and e.state = 'asked')`.as('extensionAsked'),
    )
    .where('notice.office_id', '=', scope.officeId)
    .where('notice.message_id', '=', sql<string>`any(${[...messageIds]}::uuid[])`)
    .where('notice.why', 'is', null)
    .orderBy('notice.ordinal')
    .execute();
}

async function cyclesById(scope: OfficeScope, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await cyclesOfRequirements(scope.trx)
    .selectAll('cycle')
    .select([
      'requirement.what',
      reportNameOfCycle().as('reportName'),
      'requirement.channel',
      'requirement.basis',
      'requirement.covering',
      'requirement.ladder',
    ])
    .where('cycle.office_id', '=', scope.officeId)
    .where('cycle.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map(({ what, reportName, channel, basis, covering, ladder, ...row }) => [
      row.id,
      { row, what, reportName, channel, basis, covering, ladder },
    ]),
  );
}

async function plansById(scope: OfficeScope, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await scope.trx
    .selectFrom('plan')
    .leftJoin('plan_version', (join) =>
      join
        .onRef('plan_version.office_id', '=', 'plan.office_id')
        .onRef('plan_version.plan_id', '=', 'plan.id')
        .onRef('plan_version.version', '=', 'plan.version'),
    )
    .select(['plan.id', 'plan.code', 'plan.identity'])
    // The confirmed plan is large; words need its days of observance alone.
    .select(sql<readonly Day[] | null>`plan_version.confirmed -> 'eventDays'`.as('eventDays'))
    .select((of) =>
      of
        .selectFrom('plan_attachment as file')
        .select((all) => all.fn.countAll<string>().as('files'))
        .whereRef('file.office_id', '=', 'plan.office_id')
        .whereRef('file.plan_id', '=', 'plan.id')
        .as('files'),
    )
    .where('plan.office_id', '=', scope.officeId)
    .where('plan.id', 'in', [...ids])
    .execute();
  const present = await contactPointsToday(
    scope,
    new Map(rows.map(({ id, identity }) => [id, identity])),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, files: Number(row.files ?? 0), identity: present.get(row.id) ?? row.identity },
    ]),
  );
}

function dutyOf(
  obligation: NotedDuty,
  cycle: CycleRow,
  { what, eventDays, ladder }: Pick<LadderContext, 'what' | 'eventDays' | 'ladder'>,
): DutyFacts & EntryFacts {
  return {
    obligationId: obligation.id,
    ladder: ladderFactsIn(obligation, { cycle, what, eventDays, ladder }),
    grantedDay: obligation.granted_day,
    duePhrase: cycle.due_phrase,
    officeDue: cycle.office_due,
    showTarget: cycle.show_target,
    startedLate:
      cycle.opened_at !== null && cycle.target_at !== null && cycle.opened_at > cycle.target_at,
    state: obligation.state,
    cancelled: cycle.cancelled_at !== null,
    changes: obligation.changes,
    extensionAsked: obligation.extensionAsked,
  };
}

function linkOf({ linkId, generation }: NoticeRow): AgencyLink | null {
  return linkId === null || generation === null ? null : { linkId, generation };
}

function idsIn(rows: readonly NoticeRow[], column: 'cycle_id' | 'plan_id'): string[] {
  return [...new Set(rows.map((row) => row[column]).filter((id): id is string => id !== null))];
}
