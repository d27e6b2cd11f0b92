import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { plusWorkingDays } from '../../domain/calendar.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { actorNames } from '../audit/actor-names.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { FORGOTTEN } from './forget.js';
import { maskTexts } from './free-texts.js';
import { erasableIds } from './held-data.js';

/** Working days within which somebody who asks about the data held of him is answered (Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP). */
const ANSWER_DAYS = 2;

/** Notes what somebody asks about the data held of him, and by when it is to be answered. */
export async function notePersonRequest(
  scope: OfficeScope,
  asked: {
    readonly kind: 'show' | 'correct' | 'erase';
    readonly person: string;
    readonly words: readonly string[];
    readonly receivedOn: Day;
  },
): ActResult<{ readonly requestId: string }> {
  if (asked.receivedOn > dayAt(scope.now)) return refuse('DAY_TO_COME');
  const requestId = randomUUID();
  await scope.trx
    .insertInto('person_request')
    .values({
      office_id: scope.officeId,
      id: requestId,
      kind: asked.kind,
      person: asked.person,
      words: [...asked.words],
      received_on: asked.receivedOn,
      due_on: plusWorkingDays(scope.settings.calendar, asked.receivedOn, ANSWER_DAYS),
      state: 'open',
      answer: null,
      noted_by: scope.actor,
      noted_at: scope.now,
      answered_by: null,
      answered_at: null,
    })
    .execute();
  await record(scope, 'notePersonRequest', `personRequest:${requestId}`, { asked: asked.kind });
  return ok({ requestId });
}

/** What is done about a request: shown, erased, corrected, or refused; `answer` tells the person why. */
export interface RequestAnswer {
  readonly requestId: string;
  readonly decision: 'shown' | 'erased' | 'corrected' | 'refused';
  readonly answer: string;
  /** What takes the place of what is wrong; left out: it stays. */
  readonly corrected?: Corrected | undefined;
}

interface Corrected {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** Answers a request and does what it says; what must be kept stays, and the answer has to say why. */
export async function answerPersonRequest(
  scope: OfficeScope,
  { requestId, decision, answer, corrected = {} }: RequestAnswer,
): ActResult<{ readonly touched: number }> {
  const { trx, officeId } = scope;
  const request = await trx
    .selectFrom('person_request')
    .select(['state', 'words'])
    .where('office_id', '=', officeId)
    .where('id', '=', requestId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (request === undefined) return refuse('NOT_FOUND');
  if (request.state !== 'open') return refuse('REQUEST_ANSWERED');
  const acts = decision === 'erased' || decision === 'corrected';
  const ids = acts ? await erasableIds(trx, { officeId, words: request.words }) : new Map();
  const touched =
    decision === 'erased'
      ? (await erase(scope, ids)) + (await maskTexts(trx, { officeId, words: request.words }))
      : decision === 'corrected'
        ? await correct(scope, { officeId, words: request.words }, corrected)
        : 0;
  if (acts && touched === 0) return refuse('NOTHING_HELD');
  await trx
    .updateTable('person_request')
    .set({
      state: decision === 'refused' ? 'refused' : 'done',
      answer,
      answered_by: scope.actor,
      answered_at: scope.now,
    })
    .where('office_id', '=', officeId)
    .where('id', '=', requestId)
    .execute();
  await record(scope, 'answerPersonRequest', `personRequest:${requestId}`, { decision, touched });
  return ok({ touched });
}

async function erase(
  { trx, officeId }: OfficeScope,
  ids: Awaited<ReturnType<typeof erasableIds>>,
): Promise<number> {
  const of = (place: 'contact' | 'mail' | 'report' | 'claim' | 'extension' | 'objection') => [
    ...(ids.get(place) ?? []),
  ];
  const statements = [
    sql`delete from contact where office_id = ${officeId} and id = any(${of('contact')}::uuid[])`,
    sql`update message set to_name = null, to_address = null, response = null
         where office_id = ${officeId} and id = any(${of('mail')}::uuid[])`,
    sql`delete from mail_try where office_id = ${officeId} and message_id = any(${of('mail')}::uuid[])`,
    sql`update submission set sender_name = ${FORGOTTEN}, signer = null, filled_by = '{}'
         where office_id = ${officeId} and id = any(${of('report')}::uuid[])`,
    sql`update claim set sender_name = ${FORGOTTEN}, signer = null
         where office_id = ${officeId} and id = any(${of('claim')}::uuid[])`,
    sql`update extension set requested_by = ${FORGOTTEN}
         where office_id = ${officeId} and id = any(${of('extension')}::uuid[])`,
    sql`update compliance_objection set said_by = ${FORGOTTEN}
         where office_id = ${officeId} and id = any(${of('objection')}::uuid[])`,
  ];
  for (const statement of statements) await statement.execute(trx);
  return [...ids.values()].reduce((all, some) => all + some.length, 0);
}

/** Corrects the directory, by which everything to come is sent; what was sent is told as it was. */
async function correct(
  { trx }: OfficeScope,
  { officeId, words }: { readonly officeId: string; readonly words: readonly string[] },
  { name, email, phone }: Corrected,
): Promise<number> {
  if (name === undefined && email === undefined && phone === undefined) return 0;
  const low = words.map((word) => word.trim().toLowerCase());
  const rows = await trx
    .updateTable('contact')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email, bounced_at: null, failing_since: null }),
      ...(phone === undefined ? {} : { phone }),
    })
    .where('office_id', '=', officeId)
    .where('role', '!=', 'mailbox')
    .where(
      sql<boolean>`(lower(trim(email)) = any(${low}::text[]) or lower(trim(name)) = any(${low}::text[]))`,
    )
    .returning('id')
    .execute();
  return rows.length;
}

/** The requests of an office, open ones first, then the latest. */
export async function personRequests(db: LedgerDb, officeId: string) {
  const rows = await db
    .selectFrom('person_request')
    .selectAll()
    .where('office_id', '=', officeId)
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('received_on', 'desc')
    .limit(200)
    .execute();
  const nameOf = await actorNames(
    db,
    officeId,
    rows.flatMap(({ noted_by, answered_by }) => [noted_by, answered_by ?? 'system']),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    person: row.person,
    words: row.words,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    state: row.state,
    answer: row.answer,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by === null ? null : nameOf(row.answered_by),
  }));
}

/** By what a person of a request is looked for; null when the office has no such request. */
export async function wordsOfRequest(
  db: LedgerDb,
  { officeId, requestId }: { readonly officeId: string; readonly requestId: string },
): Promise<{ readonly person: string; readonly words: readonly string[] } | null> {
  const row = await db
    .selectFrom('person_request')
    .select(['person', 'words'])
    .where('office_id', '=', officeId)
    .where('id', '=', requestId)
    .executeTakeFirst();
  return row ?? null;
}
