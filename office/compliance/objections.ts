import { randomUUID } from 'node:crypto';
import { refusesObjection } from '../../domain/compliance-list.js';
import { ok, refuse } from '../../domain/result.js';
import { dayAt } from '../../domain/day.js';
import { obligationsInCycles, reportNameOfCycle } from '../../db/joined.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { tellRole } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { dutiesOfKeeper } from './compliance.js';

/** An agency says in words what is wrong with how a duty of its own stands; the officers hear at once. */
export async function objectToDuty(
  scope: OfficeScope,
  input: {
    readonly agencyId: string;
    readonly obligationId: string;
    readonly words: string;
    readonly saidBy: string;
  },
): ActResult<{ objectionId: string }> {
  const { agencyId, obligationId, words, saidBy } = input;
  const row = await obligationsInCycles(scope.trx)
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .select(['obligation.original_target_at as firstAt', 'obligation.target_at as nowAt'])
    .select(['cycle.id as cycleId', 'cycle.plan_id as planId', reportNameOfCycle().as('report')])
    .where('obligation.office_id', '=', scope.officeId)
    .where('obligation.id', '=', obligationId)
    .where('obligation.agency_id', '=', agencyId)
    .forUpdate('obligation')
    .executeTakeFirst();
  const dueAt = row?.firstAt ?? row?.nowAt ?? null;
  if (row === undefined || dueAt === null) return refuse('NOT_FOUND');
  const on = dayAt(dueAt);
  const duties = await dutiesOfKeeper(scope, { agencyId, from: on, to: on });
  const duty = duties.find((one) => one.obligationId === obligationId);
  if (duty === undefined) return refuse('NOT_FOUND');
  const refused = refusesObjection(duty.kept, duty.objections);
  if (refused !== null) return refuse(refused);
  const objectionId = randomUUID();
  await scope.trx
    .insertInto('compliance_objection')
    .values({
      office_id: scope.officeId,
      id: objectionId,
      obligation_id: obligationId,
      words,
      said_by: saidBy,
      said_at: scope.now,
      answer: null,
      answered_by: null,
      answered_at: null,
    })
    .execute();
  await record(scope, 'objectToDuty', `obligation:${obligationId}`);
  const agency = await scope.trx
    .selectFrom('agency')
    .select('name')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  const year = on.slice(0, 4);
  await tellRole(scope, 'officer', [
    {
      key: `desk/objected/${objectionId}`,
      name: 'objected',
      planId: row.planId,
      cycleId: row.cycleId,
      data: {
        agency: agency.name,
        report: row.report,
        words,
        saidBy,
        page: `/compliance/${year}-01-01/${year}-12-31/${agencyId}`,
      },
    },
  ]);
  return ok({ objectionId });
}

/** The officer answers in words; what is to be put right is put right by the acts on the duty itself. */
export async function answerObjection(
  scope: OfficeScope,
  input: { readonly objectionId: string; readonly staffId: string; readonly answer: string },
): ActResult {
  const objection = await scope.trx
    .selectFrom('compliance_objection')
    .select(['answer', 'obligation_id'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.objectionId)
    .forUpdate()
    .executeTakeFirst();
  if (objection === undefined) return refuse('NOT_FOUND');
  if (objection.answer !== null) return refuse('OBJECTION_ANSWERED');
  await scope.trx
    .updateTable('compliance_objection')
    .set({ answer: input.answer, answered_by: input.staffId, answered_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.objectionId)
    .execute();
  await record(scope, 'answerObjection', `obligation:${objection.obligation_id}`);
  return ok({});
}
