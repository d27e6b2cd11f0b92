import type { Selectable } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { Data, Tables } from '../../db/tables.js';
import type { Day } from '../../domain/day.js';
import type { AgencyLink, DutyFacts, NoticeFacts } from '../../mail/notice-facts.js';
import { ladderFactsOf } from '../reminding/ladder-rows.js';
import type { CycleRow, ObligationRow } from '../reminding/ladder-rows.js';

export type MessageRow = Selectable<Tables['message']>;
type NoticeRow = Selectable<Tables['notice']>;

/** One notice with all that its words need, and the rows that say whether it is still wanted. */
export interface LoadedNotice extends NoticeFacts {
  readonly notice: NoticeRow & { readonly data: Data };
  readonly obligation: ObligationRow | null;
  readonly cycle: CycleRow | null;
}

/** The live notices of some messages with their facts, by message id. */
export async function loadNoticeFacts(
  db: LedgerDb,
  officeId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LoadedNotice[]>> {
  if (messageIds.length === 0) return new Map();
  const notices = await db
    .selectFrom('notice')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('message_id', 'in', [...messageIds])
    .where('why', 'is', null)
    .orderBy('ordinal')
    .execute();
  const obligations = await byId(db, 'obligation', officeId, idsOf(notices, 'obligation_id'));
  const cycles = await byId(db, 'cycle', officeId, idsOf(notices, 'cycle_id'));
  const agencies = await byId(db, 'agency', officeId, idsOf(notices, 'agency_id'));
  const plans = await byId(db, 'plan', officeId, idsOf(notices, 'plan_id'));
  const requirements = await byId(db, 'requirement', officeId, [
    ...new Set([...cycles.values()].map(({ requirement_id }) => requirement_id)),
  ]);
  const links = await linksOf(db, officeId, [...agencies.keys()]);
  const eventDays = await eventDaysOf(db, officeId, [...plans.keys()]);
  const facts = new Map<string, LoadedNotice[]>();
  for (const notice of notices) {
    const obligation = obligations.get(notice.obligation_id ?? '') ?? null;
    const cycle = cycles.get(notice.cycle_id ?? '') ?? null;
    const requirement = requirements.get(cycle?.requirement_id ?? '');
    const plan = plans.get(notice.plan_id ?? '');
    const of = facts.get(notice.message_id ?? '') ?? [];
    of.push({
      notice,
      obligation,
      cycle,
      duty:
        obligation === null || cycle === null
          ? null
          : dutyOf(obligation, cycle, {
              what: requirement?.what ?? 'report',
              eventDays: eventDays.get(plan?.id ?? '') ?? [],
            }),
      reportName: requirement?.report_name ?? '',
      channel: requirement?.channel ?? '',
      identity: plan?.identity ?? null,
      planCode: plan?.code ?? '',
      agencyName: agencies.get(notice.agency_id ?? '')?.name ?? '',
      link: links.get(notice.agency_id ?? '') ?? null,
    });
    facts.set(notice.message_id ?? '', of);
  }
  return facts;
}

function dutyOf(
  obligation: ObligationRow,
  cycle: CycleRow,
  { what, eventDays }: Pick<DutyFacts['ladder'], 'what' | 'eventDays'>,
): DutyFacts {
  return {
    obligationId: obligation.id,
    ladder: ladderFactsOf(obligation, { cycle, what, eventDays }),
    grantedDay: obligation.granted_day,
    duePhrase: cycle.due_phrase,
    showTarget: cycle.show_target,
    startedLate:
      cycle.opened_at !== null && cycle.target_at !== null && cycle.opened_at > cycle.target_at,
  };
}

async function byId<T extends 'obligation' | 'cycle' | 'agency' | 'plan' | 'requirement'>(
  db: LedgerDb,
  table: T,
  officeId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Selectable<Tables[T]>>> {
  if (ids.length === 0) return new Map();
  const rows = (await db
    .selectFrom<'obligation' | 'cycle' | 'agency' | 'plan' | 'requirement'>(table)
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', 'in', [...ids])
    .execute()) as unknown as (Selectable<Tables[T]> & { id: string })[];
  return new Map(rows.map((row) => [row.id, row]));
}

async function linksOf(
  db: LedgerDb,
  officeId: string,
  agencyIds: readonly string[],
): Promise<ReadonlyMap<string, AgencyLink>> {
  if (agencyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('link')
    .select(['id', 'agency_id', 'generation'])
    .where('office_id', '=', officeId)
    .where('agency_id', 'in', [...agencyIds])
    .execute();
  return new Map(
    rows.map((row) => [row.agency_id, { linkId: row.id, generation: row.generation }]),
  );
}

async function eventDaysOf(
  db: LedgerDb,
  officeId: string,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Day[]>> {
  if (planIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('plan_version')
    .innerJoin('plan', (join) =>
      join
        .onRef('plan.office_id', '=', 'plan_version.office_id')
        .onRef('plan.id', '=', 'plan_version.plan_id')
        .onRef('plan.version', '=', 'plan_version.version'),
    )
    .select(['plan_version.plan_id', 'plan_version.confirmed'])
    .where('plan_version.office_id', '=', officeId)
    .where('plan_version.plan_id', 'in', [...planIds])
    .execute();
  return new Map(rows.map((row) => [row.plan_id, row.confirmed?.eventDays ?? []]));
}

function idsOf(
  notices: readonly NoticeRow[],
  column: 'obligation_id' | 'cycle_id' | 'agency_id' | 'plan_id',
): string[] {
  return [
    ...new Set(notices.map((notice) => notice[column]).filter((id): id is string => id !== null)),
  ];
}
