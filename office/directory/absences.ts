import { randomUUID } from 'node:crypto';
import { doesTheWorkOf } from '../../domain/absence.js';
import { dayAt } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { LedgerDb } from '../../db/connection.js';
import type { AbsencePage } from '../../contract/absences.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { peopleAtWork } from '../reminding/people-at-work.js';
import type { OfficeScope } from '../scope.js';

/** Notes that somebody is away from one day to another, and who does his work meanwhile; others' absences are an administrator's to note. */
export async function noteAbsence(
  scope: OfficeScope,
  input: {
    readonly staffId: string;
    readonly from: Day;
    readonly to: Day;
    readonly takerId: string | null;
    readonly isAdmin: boolean;
  },
): ActResult<{ absenceId: string }> {
  const { staffId, from, to, takerId } = input;
  if (!isOwnOrAdmins(scope, input)) return refuse('FORBIDDEN');
  if (to < from || to < dayAt(scope.now)) return refuse('ABSENCE_DAYS');
  const people = await scope.trx
    .selectFrom('staff')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('active', '=', true)
    .where('id', 'in', [staffId, ...(takerId === null ? [] : [takerId])])
    .execute();
  const isThere = (id: string) => people.some((one) => one.id === id);
  if (!isThere(staffId)) return refuse('NOT_FOUND');
  if (takerId !== null && (takerId === staffId || !isThere(takerId)))
    return refuse('TAKER_UNKNOWN');
  const absenceId = randomUUID();
  await scope.trx
    .insertInto('absence')
    .values({
      office_id: scope.officeId,
      id: absenceId,
      staff_id: staffId,
      from_day: from,
      to_day: to,
      taker_id: takerId,
    })
    .execute();
  await record(scope, 'noteAbsence', `staff:${staffId}`, {
    awayFrom: from,
    awayTo: to,
    to: takerId,
  });
  return ok({ absenceId });
}

/** Takes an absence back, or ends it: whoever it was about is there again from today. */
export async function endAbsence(
  scope: OfficeScope,
  { absenceId, isAdmin }: { readonly absenceId: string; readonly isAdmin: boolean },
): ActResult {
  const row = await scope.trx
    .selectFrom('absence')
    .select(['staff_id as staffId', 'from_day as from', 'to_day as to'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', absenceId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return refuse('NOT_FOUND');
  if (!isOwnOrAdmins(scope, { staffId: row.staffId, isAdmin })) return refuse('FORBIDDEN');
  await scope.trx
    .deleteFrom('absence')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', absenceId)
    .execute();
  await record(scope, 'endAbsence', `staff:${row.staffId}`, { awayFrom: row.from, awayTo: row.to });
  return ok({});
}

/** The absences that are not over, by their first day, each with who does the work; and whom one may name. */
export async function absencePage(
  db: LedgerDb,
  { officeId, now }: { readonly officeId: string; readonly now: Instant },
): Promise<AbsencePage> {
  const today = dayAt(now);
  const atWork = await peopleAtWork({ trx: db, officeId, now });
  const rows = await db
    .selectFrom('absence')
    .select(['id', 'staff_id as staffId', 'from_day as from', 'to_day as to'])
    .select('taker_id as takerId')
    .where('office_id', '=', officeId)
    .where('to_day', '>=', today)
    .orderBy('from_day')
    .orderBy('id')
    .execute();
  const nameOf = (id: string) => atWork.people.find((one) => one.id === id)?.name ?? '';
  return {
    absences: rows.map(({ takerId, ...row }) => {
      const day = row.from > today ? row.from : today;
      const stands = doesTheWorkOf(row.staffId, { ...atWork, absences: rows, day });
      return {
        ...row,
        name: nameOf(row.staffId),
        takenBy: stands === null || stands.id === row.staffId ? null : stands.name,
        named: takerId !== null,
        takerId,
      };
    }),
    colleagues: atWork.people.filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
  };
}

function isOwnOrAdmins(
  scope: OfficeScope,
  { staffId, isAdmin }: { readonly staffId: string; readonly isAdmin: boolean },
): boolean {
  return isAdmin || scope.actor === `staff:${staffId}`;
}
