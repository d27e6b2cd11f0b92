import { sql } from 'kysely';
import type { AuditRow } from '../../contract/audit.js';
import type { Operations } from '../../contract/operations.js';
import { plusMs } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import { actorNames } from '../audit/actor-names.js';
import { subjectNames, subjectsNamed } from '../audit/subject-names.js';
import { readableDetails } from '../audit/readable-details.js';
import { alarms } from './alarms.js';
import { lastRun } from './last-run.js';
import { listedCycles } from '../cycle/listed-cycles.js';
import { shownCounts } from '../cycle/shown-counts.js';
import { mailAlarm } from '../post/mail-alarm.js';
import { pageOf } from '../page.js';
import type { PageAsked } from '../page.js';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const AUDIT_PAGE = 100;

/** What an admin watches: cycles with their next wave and last error, mails by fate, the relay, the outbox. */
export async function operations(
  db: LedgerDb,
  { officeId, now, ...asked }: { officeId: string; now: Instant } & PageAsked,
): Promise<Operations> {
  const { rows: ids, next } = await cyclePage(db, officeId, asked);
  const listed = await listedCycles(db, officeId, { ids });
  const counts = await shownCounts(db, { officeId, cycleIds: listed.map(({ id }) => id), now });
  const messages = await db
    .selectFrom('message')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('office_id', '=', officeId)
    .where('planned_for', '>=', plusMs(now, -THIRTY_DAYS_MS))
    .groupBy('state')
    .execute();
  const outbox = await db
    .selectFrom('outbox')
    .select([
      sql<number>`count(*)::int`.as('waiting'),
      sql<Instant | null>`min(created_at)`.as('oldestAt'),
      sql<
        string | null
      >`(array_agg(last_error order by id) filter (where last_error is not null))[1]`.as(
        'lastError',
      ),
    ])
    .where('office_id', '=', officeId)
    .where('delivered_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    now,
    cycles: ids.flatMap((id) => {
      const cycle = listed.find((one) => one.id === id);
      return cycle === undefined ? [] : [{ ...cycle, counts: counts.of([id]) }];
    }),
    next,
    messages: Object.fromEntries(messages.map(({ state, count }) => [state, count])),
    relays: await relays(db),
    mailAlarm: await mailAlarm(db, 'live', officeId),
    outbox,
    alarms: await alarms(db, officeId),
    backup: await lastRun(db, 'backup'),
    drill: await lastRun(db, 'drill'),
    troubles: await troubles(db, officeId),
  };
}

/** Ids of one page of the office's cycles: those that are not over first, then the others, each by its due day. */
async function cyclePage(db: LedgerDb, officeId: string, { after, limit }: PageAsked) {
  const order = (table: string) => {
    const of = (column: string) => sql.ref(`${table}.${column}`);
    return sql`${of('closed_at')} is not null or ${of('cancelled_at')} is not null,
      coalesce(${of('target_at')}, 'infinity'), ${of('id')}`;
  };
  const behind =
    after === undefined
      ? sql`true`
      : sql`(${order('c')}) > (select ${order('b')} from cycle b
              where b.office_id = ${officeId} and b.id = ${after})`;
  const { rows } = await sql<{ readonly id: string }>`
    select c.id from cycle c where c.office_id = ${officeId} and ${behind}
     order by ${order('c')} limit ${limit + 1}`.execute(db);
  return pageOf(
    rows.map(({ id }) => id),
    limit,
    (id) => id,
  );
}

/** A page of the audit, the newest first; `next` is where the following page begins. `subject` is one as it stands in a row, or words of its name. */
export async function auditPage(
  db: LedgerDb,
  officeId: string,
  {
    before,
    subject,
  }: { readonly before?: number | undefined; readonly subject?: string | undefined },
): Promise<{ rows: AuditRow[]; next: number | null }> {
  let query = db
    .selectFrom('audit')
    .select(['ordinal', 'at', 'actor', 'act', 'subject', 'details', 'sealed_as'])
    .where('office_id', '=', officeId);
  if (before !== undefined) query = query.where('ordinal', '<', before);
  if (subject?.includes(':') === true) query = query.where('subject', '=', subject);
  else if (subject !== undefined) {
    query = query.where(sql<boolean>`subject in ${subjectsNamed(officeId, subject)}`);
  }
  const found = await readableDetails(
    db,
    officeId,
    await query.orderBy('ordinal', 'desc').limit(AUDIT_PAGE).execute(),
  );
  const nameOf = await actorNames(
    db,
    officeId,
    found.map(({ actor }) => actor),
  );
  const named = await subjectNames(
    db,
    officeId,
    found.map((row) => row.subject),
  );
  return {
    rows: found.map(({ sealed_as: sealedAs, details, actor, ...row }) => ({
      ...row,
      actor: nameOf(actor),
      about: named(row.subject),
      details: { ...details },
      sealed: sealedAs !== null,
    })),
    next: found.length < AUDIT_PAGE ? null : (found[found.length - 1]?.ordinal ?? null),
  };
}

async function relays(db: LedgerDb): Promise<Operations['relays']> {
  return db
    .selectFrom('relay_state')
    .select(['relay', 'stopped_at as stoppedAt', 'reason', 'standing', 'try_at as tryAt'])
    .orderBy('relay')
    .execute();
}

async function troubles(db: LedgerDb, officeId: string): Promise<Operations['troubles']> {
  return db
    .selectFrom('message')
    .leftJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'message.office_id')
        .onRef('agency.id', '=', 'message.agency_id'),
    )
    .select((eb) => [
      'message.id as messageId',
      'agency.name as agency',
      eb
        .selectFrom('notice')
        .select('notice.obligation_id')
        .whereRef('notice.office_id', '=', 'message.office_id')
        .whereRef('notice.message_id', '=', 'message.id')
        .where('notice.obligation_id', 'is not', null)
        .limit(1)
        .as('obligationId'),
      'message.state',
      'message.subject',
      'message.why',
      'message.response',
      'message.planned_for as at',
    ])
    .where('message.office_id', '=', officeId)
    .where('message.state', 'in', ['refused', 'bounced', 'doubtful'])
    .orderBy('message.ordinal', 'desc')
    .limit(100)
    .execute();
}
