import { fullCitation, shortCitation } from '../../domain/citation.js';
import type { Selectable } from 'kysely';
import { workingDaysBetween } from '../../domain/calendar.js';
import type { Day, Instant } from '../../domain/day.js';
import { dayAt, instant } from '../../domain/day.js';
import { timetable } from '../../domain/ladder.js';
import type { LadderSettings, Rung } from '../../domain/ladder.js';
import type {
  AgencyHead,
  AgencyItem,
  AgencyNotice,
  LadderNotice,
  RungItem,
} from '../../mail/content.js';
import type { CalendarEntry } from '../../mail/outgoing.js';
import { printedDay } from '../../domain/printed-day.js';
import type { LedgerDb } from '../../db/connection.js';
import { ladderFactsOf } from '../reminding/ladder-rows.js';
import type { CycleRow, LadderCycle, LadderRow, ObligationRow } from '../reminding/ladder-rows.js';
import type { Data, PlanIdentity, Tables } from '../../db/tables.js';

export type MessageRow = Selectable<Tables['message']>;
type NoticeRow = Selectable<Tables['notice']>;

/** What the words of a rung need to know of it; the ledger has more of each row. */
export interface RungFacts {
  readonly notice: Pick<NoticeRow, 'name' | 'replaces'>;
  readonly obligation: LadderRow | null;
  readonly cycle: (LadderCycle & Pick<CycleRow, 'show_target' | 'due_phrase' | 'target_at'>) | null;
  readonly what: 'report' | 'plan' | 'list' | 'consolidated-report';
  readonly reportName: string;
  readonly channel: string;
  readonly identity: PlanIdentity | null;
  readonly planCode: string;
  readonly eventDays: readonly Day[];
  readonly agencyName: string;
  readonly link: { readonly linkId: string; readonly generation: number } | null;
}

/** One notice with all the facts its words need, read in one query for a whole claim. */
export interface NoticeFacts extends RungFacts {
  readonly notice: NoticeRow;
  readonly obligation: ObligationRow | null;
  readonly cycle: CycleRow | null;
}

export interface WordingContext {
  readonly now: Instant;
  readonly settings: LadderSettings;
  readonly linkUrl: (link: { readonly linkId: string; readonly generation: number }) => string;
}

/** The live notices of some messages with their facts, by message id. */
export async function noticeFacts(
  db: LedgerDb,
  officeId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly NoticeFacts[]>> {
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
  const facts = new Map<string, NoticeFacts[]>();
  for (const notice of notices) {
    const cycle = cycles.get(notice.cycle_id ?? '') ?? null;
    const requirement = requirements.get(cycle?.requirement_id ?? '');
    const plan = plans.get(notice.plan_id ?? '');
    const of = facts.get(notice.message_id ?? '') ?? [];
    of.push({
      notice,
      obligation: obligations.get(notice.obligation_id ?? '') ?? null,
      cycle,
      what: requirement?.what ?? 'report',
      reportName: requirement?.report_name ?? '',
      channel: requirement?.channel ?? '',
      identity: plan?.identity ?? null,
      planCode: plan?.code ?? '',
      eventDays: eventDays.get(plan?.id ?? '') ?? [],
      agencyName: agencies.get(notice.agency_id ?? '')?.name ?? '',
      link: links.get(notice.agency_id ?? '') ?? null,
    });
    facts.set(notice.message_id ?? '', of);
  }
  return facts;
}

/** What a mail to an agency says: one notice, or several in the one mail of its day. */
export function agencyContent(
  facts: readonly NoticeFacts[],
  context: WordingContext,
): AgencyNotice | null {
  const [first] = facts;
  if (first?.notice.kind === 'event') return eventContent(first, context);
  return ladderContent(facts, context);
}

/** What the one mail of a day says: one rung, or several; null for none. */
export function ladderContent(
  facts: readonly RungFacts[],
  context: WordingContext,
): LadderNotice | null {
  const [first, ...more] = facts;
  if (first === undefined) return null;
  if (more.length === 0) return rungContent(first, context);
  const items: RungItem[] = facts.map((one) => ({
    ...itemOf(one, context),
    rung: one.notice.name as Rung,
  }));
  return { event: 'several', items, today: dayAt(context.now) };
}

/** The calendar entry that goes with an assignment, a moved date or a settled duty; null for none. */
export function calendarEntry(facts: readonly NoticeFacts[]): CalendarEntry | null {
  const one = facts[0];
  if (facts.length !== 1 || one?.obligation?.target_at == null || one.cycle === null) return null;
  const { name } = one.notice;
  const method = ENTRIES[name];
  if (method === undefined || !one.cycle.show_target) return null;
  return {
    method,
    uid: one.obligation.id,
    sequence: one.obligation.epoch * 2 + (method === 'CANCEL' ? 1 : 0),
    target: one.obligation.target_at,
    reportName: one.reportName,
  };
}

const ENTRIES: Readonly<Record<string, 'REQUEST' | 'CANCEL'>> = {
  assigned: 'REQUEST',
  extensionGranted: 'REQUEST',
  dueMoved: 'REQUEST',
  received: 'CANCEL',
  noLongerOwed: 'CANCEL',
};

function rungContent(one: RungFacts, context: WordingContext): LadderNotice {
  const item = itemOf(one, context);
  const rung = one.notice.name as Rung;
  switch (rung) {
    case 'assigned':
      return item.binding
        ? { ...item, event: 'assigned', carries: carriedRung(one, context) }
        : { ...item, event: 'assignedAsked' };
    case 'lastDay':
      return { ...item, event: 'lastDay', today: dayAt(context.now) };
    case 'prepare':
    case 'remind':
    case 'overdue':
    case 'toHead':
      return { ...item, event: rung };
  }
}

/** The rung of the same day that the assignment took with it. */
function carriedRung(
  { obligation, cycle, what, eventDays }: RungFacts,
  context: WordingContext,
): Rung | null {
  if (obligation === null || cycle === null) return null;
  const facts = ladderFactsOf(obligation, { cycle, what, eventDays });
  const today = dayAt(context.now);
  const taken = timetable(facts, context.settings).skipped.filter(
    ({ why, at }) => why === 'sameDay' && dayAt(at) === today,
  );
  return taken.at(-1)?.rung ?? null;
}

function eventContent(one: NoticeFacts, context: WordingContext): AgencyNotice | null {
  const { notice, obligation, reportName } = one;
  const head = headOf(one, context);
  const data = notice.data;
  const document =
    typeof data['documentNumber'] === 'string' && data['documentNumber'] !== ''
      ? { number: data['documentNumber'], issuedOn: dayIn(data, 'documentDate') }
      : null;
  switch (notice.name) {
    case 'received':
      return {
        ...head,
        reportName,
        event: 'received',
        receivedAt: instant(textIn(data, 'receivedAt')),
        submittedBy: textIn(data, 'submittedBy'),
        version: Number(data['version'] ?? 1),
        document,
      };
    case 'claimed':
      return {
        ...head,
        reportName,
        event: 'claimed',
        claimedBy: textIn(data, 'senderName'),
        document,
      };
    case 'claimRejected':
    case 'returned': {
      const dueDay = dayIn(data, 'dueDay') ?? obligation?.due_day ?? dayAt(context.now);
      return { ...head, reportName, event: 'returned', reason: textIn(data, 'reason'), dueDay };
    }
    case 'accepted':
      return { ...head, reportName, event: 'accepted' };
    case 'extensionGranted':
      return {
        ...head,
        reportName,
        event: 'extensionGranted',
        dueDay: dayIn(data, 'dueDay') ?? dayAt(context.now),
      };
    case 'extensionRefused':
      return {
        ...head,
        reportName,
        event: 'extensionRefused',
        reason: textIn(data, 'reason') || null,
        duePhrase: itemOf(one, context).duePhrase,
      };
    case 'dueMoved':
      return {
        ...itemOf(one, context),
        event: 'dueMoved',
        oldDuePhrase: one.cycle?.due_phrase ?? '',
      };
    case 'noLongerOwed':
      return { ...head, reportName, event: 'noLongerOwed', reason: textIn(data, 'reason') || null };
    case 'link':
      return { ...head, event: 'link' };
    default:
      return null;
  }
}

function headOf(
  { identity, agencyName, link, planCode }: RungFacts,
  { linkUrl }: WordingContext,
): AgencyHead {
  if (identity === null) throw new Error('a mail to an agency without a plan');
  return {
    sendingBody: identity.sendingBody,
    agencyName,
    plan: { citation: fullCitation(identity), short: shortCitation(identity) },
    linkUrl: link === null ? null : linkUrl(link),
    contact: {
      unit: identity.unit,
      person: identity.officerName || null,
      phone: identity.officerPhone || null,
    },
    referenceCode: planCode,
  };
}

function itemOf(one: RungFacts, context: WordingContext): AgencyItem {
  const { obligation, cycle } = one;
  if (obligation === null || cycle === null) throw new Error('a rung without its obligation');
  const granted = obligation.granted_day;
  const startedLate =
    cycle.opened_at !== null && cycle.target_at !== null && cycle.opened_at > cycle.target_at;
  const shown = (cycle.show_target && !startedLate) || granted !== null;
  const target = shown ? obligation.target_at : null;
  return {
    ...headOf(one, context),
    reportName: one.reportName,
    duePhrase: granted === null ? cycle.due_phrase : `đến hết ngày ${printedDay(granted)}`,
    target,
    hourBound: cycle.hour_bound && granted === null,
    workingDaysLeft:
      target === null || target <= context.now
        ? null
        : workingDaysBetween(context.settings.calendar, dayAt(context.now), dayAt(target)),
    channelText: one.channel === '' ? null : one.channel,
    binding: obligation.binding,
    supplement: obligation.state === 'returned',
    replaces: one.notice.replaces as readonly Rung[],
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
): Promise<ReadonlyMap<string, { linkId: string; generation: number }>> {
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
    .select(['plan_id', 'version', 'confirmed'])
    .where('office_id', '=', officeId)
    .where('plan_id', 'in', [...planIds])
    .orderBy('version')
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

function textIn(data: Data, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}

function dayIn(data: Data, key: string): Day | null {
  const value = data[key];
  return typeof value === 'string' && value !== '' ? (value as Day) : null;
}
