import { sql } from 'kysely';
import { dueToForget } from '../../domain/data-term.js';
import { dayAt } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import { monthsAfter } from '../../domain/work-file.js';
import type { LedgerDb } from '../../db/connection.js';
import { record } from '../audit/record.js';
import type { Ledger, OfficeScope } from '../scope.js';
import { askWorkFile } from './work-file.js';

/** What stands where a name was forgotten. */
export const FORGOTTEN = 'đã xóa';

/**
 * Forgets what is due by the terms that offices have set, plan by plan, each in a transaction with its row
 * in the audit; a plan without a file is filed first. Answers how many plans were touched.
 */
export async function forgetWhenDue(ledger: Ledger, now: Instant): Promise<number> {
  let touched = 0;
  for (const { officeId, termMonths } of await offices(ledger.db)) {
    for (const plan of await endedPlans(ledger.db, officeId)) {
      const what = dueToForget(plan, { now, termMonths });
      if (what === 'nothing' || what === plan.forgotten || plan.forgotten === 'papers') continue;
      if (what === 'file' && plan.asked) continue;
      await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
        if (what === 'file') await askWorkFile(scope, plan);
        else await forgetPersonsOf(scope, { planId: plan.planId, what });
      });
      touched += 1;
    }
    await ledger.inOffice({ officeId, actor: 'system' }, async (scope) => {
      await forgetOldRequests(scope, termMonths);
      await forgetEndedContacts(scope, termMonths);
    });
  }
  return touched;
}

async function offices(
  db: LedgerDb,
): Promise<readonly { readonly officeId: string; readonly termMonths: number }[]> {
  const rows = await db
    .selectFrom('office')
    .select(['id', 'settings'])
    .where('kind', '=', 'live')
    .execute();
  return rows.flatMap(({ id, settings }) => {
    const { dataTermMonths } = OfficeSettings.parse(settings);
    return dataTermMonths === null ? [] : [{ officeId: id, termMonths: dataTermMonths }];
  });
}

async function endedPlans(db: LedgerDb, officeId: string) {
  const rows = await db
    .selectFrom('plan')
    .leftJoin('work_file', (join) =>
      join
        .onRef('work_file.office_id', '=', 'plan.office_id')
        .onRef('work_file.plan_id', '=', 'plan.id'),
    )
    .select([
      'plan.id as planId',
      sql<Instant>`coalesce(plan.closed_at, plan.cancelled_at)`.as('endedAt'),
      'work_file.state',
      'work_file.made_at as filedAt',
      'work_file.handed_at as handedAt',
      'work_file.forgotten',
    ])
    .where('plan.office_id', '=', officeId)
    .where('plan.state', 'in', ['closed', 'cancelled'])
    .where(sql<boolean>`coalesce(plan.closed_at, plan.cancelled_at) is not null`)
    .where(sql<boolean>`work_file.forgotten is distinct from 'papers'`)
    .execute();
  return rows.map(({ state, ...row }) => ({
    ...row,
    asked: state === 'asked',
    // One that is being made anew is not there.
    filedAt: state === 'asked' ? null : row.filedAt,
  }));
}

/** Takes names, addresses and telephones out of what a plan has left behind; with `papers` what its agencies sent too. */
export async function forgetPersonsOf(
  scope: OfficeScope,
  { planId, what }: { readonly planId: string; readonly what: 'traces' | 'papers' },
): Promise<void> {
  const { trx, officeId } = scope;
  const duties = sql`(select o.id from obligation o join cycle c
      on c.office_id = o.office_id and c.id = o.cycle_id
     where o.office_id = ${officeId} and c.plan_id = ${planId})`;
  // A mail may tell of several plans: it is forgotten with the last of them.
  const mails = await sql<{ id: string }>`
    update message m set to_name = null, to_address = null, response = null
     where m.office_id = ${officeId} and m.to_address is not null
       and m.state in ('sent', 'bounced', 'refused', 'suppressed')
       and exists (select 1 from notice n where n.office_id = m.office_id and n.message_id = m.id
                    and n.obligation_id in ${duties})
       and not exists (
         select 1 from notice n join obligation o on o.office_id = n.office_id and o.id = n.obligation_id
           join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
           left join work_file w on w.office_id = c.office_id and w.plan_id = c.plan_id
          where n.office_id = m.office_id and n.message_id = m.id and c.plan_id <> ${planId}
            and w.forgotten is null)
    returning m.id`.execute(trx);
  const ids = mails.rows.map(({ id }) => id);
  await sql`delete from mail_try where office_id = ${officeId} and message_id = any(${ids}::uuid[])`.execute(
    trx,
  );
  const senders = await sql`
    update submission set sender_name = ${FORGOTTEN}, filled_by = '{}'
     where office_id = ${officeId} and obligation_id in ${duties}
    returning 1`.execute(trx);
  for (const statement of [
    sql`update claim set sender_name = ${FORGOTTEN}, signer = null
         where office_id = ${officeId} and obligation_id in ${duties}`,
    sql`update extension set requested_by = ${FORGOTTEN}
         where office_id = ${officeId} and obligation_id in ${duties}`,
    sql`update compliance_objection set said_by = ${FORGOTTEN}
         where office_id = ${officeId} and obligation_id in ${duties}`,
    sql`update call set answered = ${FORGOTTEN}
         where office_id = ${officeId} and obligation_id in ${duties}`,
    sql`delete from form_draft where office_id = ${officeId} and obligation_id in ${duties}`,
  ]) {
    await statement.execute(trx);
  }
  const files = what === 'papers' ? await forgetPapers(scope, planId, duties) : 0;
  await trx
    .updateTable('work_file')
    .set({ forgotten: what, forgotten_at: scope.now })
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .execute();
  await record(scope, 'forgetPersons', `plan:${planId}`, {
    what,
    mails: ids.length,
    reports: senders.rows.length,
    files,
  });
}

/** The archive has them: the bytes go, what they were and their hashes stay in the list. */
async function forgetPapers(
  { trx, officeId }: OfficeScope,
  planId: string,
  duties: ReturnType<typeof sql>,
): Promise<number> {
  const files = await sql<{ uploadId: string | null }>`
    update attachment a set bytes = null from submission s
     where s.office_id = a.office_id and s.id = a.submission_id
       and a.office_id = ${officeId} and s.obligation_id in ${duties}
    returning a.upload_id as "uploadId"`.execute(trx);
  const uploads = files.rows.flatMap(({ uploadId }) => uploadId ?? []);
  await sql`delete from upload_piece
     where office_id = ${officeId} and upload_id = any(${uploads}::uuid[])`.execute(trx);
  await sql`update submission set signer = null
     where office_id = ${officeId} and obligation_id in ${duties}`.execute(trx);
  await trx
    .deleteFrom('work_file_text')
    .where('office_id', '=', officeId)
    .where('plan_id', '=', planId)
    .execute();
  return files.rows.length;
}

/** What somebody asked about himself is forgotten by the same term. */
async function forgetOldRequests(scope: OfficeScope, termMonths: number): Promise<void> {
  const before = monthsAfter(dayAt(scope.now), -termMonths);
  await scope.trx
    .updateTable('person_request')
    .set({ person: FORGOTTEN, words: [], answer: null })
    .where('office_id', '=', scope.officeId)
    .where('state', '!=', 'open')
    .where('received_on', '<', before)
    .where('person', '!=', FORGOTTEN)
    .execute();
}

/** Whom nobody is to write to any more, and the contacts of agencies that have ended, go by the same term. */
async function forgetEndedContacts(scope: OfficeScope, termMonths: number): Promise<void> {
  const { trx, officeId } = scope;
  const before = monthsAfter(dayAt(scope.now), -termMonths);
  await sql`delete from contact_change where office_id = ${officeId} and ends_at <= ${scope.realNow}`.execute(
    trx,
  );
  const gone = await sql<{ agencyId: string }>`
    delete from contact k using agency a
     where k.office_id = ${officeId} and a.office_id = k.office_id and a.id = k.agency_id
       and least(k.valid_to, a.valid_to) < ${before}
    returning k.agency_id as "agencyId"`.execute(trx);
  if (gone.rows.length === 0) return;
  const agencies = new Set(gone.rows.map(({ agencyId }) => agencyId)).size;
  const details = { contacts: gone.rows.length, agencies };
  await record(scope, 'forgetContacts', `office:${officeId}`, details);
}
