import { randomUUID } from 'node:crypto';
import { at } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { owes } from '../../domain/obligation.js';
import { ok, refuse } from '../../domain/result.js';
import { keepReason, record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { pokeCycle } from '../poke.js';
import { tellRole } from '../reminding/notices.js';
import {
  applyCommand,
  lockObligation,
  newDue,
  planAgencyMail,
  tellAtOnce,
} from './apply-command.js';
import type { ActResult } from '../act-result.js';

/** Moves one agency's due day by a person's decision. */
export async function setDue(
  scope: OfficeScope,
  { obligationId, day, reason }: { obligationId: string; day: Day; reason: string },
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, {
    type: 'setDue',
    due: newDue(scope, day),
    reason,
  });
  if (!acted.ok) return acted;
  await tellAtOnce(scope, { ...held, row: acted.value }, 'setDue', { reason, dueDay: day });
  await pokeCycle(scope, held.row.cycle_id);
  return ok({});
}

/** An agency asks for more time; the officer decides. */
export async function requestExtension(
  scope: OfficeScope,
  input: { obligationId: string; wantedDay: Day; reason: string; requestedBy: string },
): ActResult<{ extensionId: string }> {
  const held = await lockObligation(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  if (input.reason.trim() === '') return refuse('REASON_MISSING');
  const { row, ladder } = held;
  if (!owes(row)) return refuse('NOT_OWED');
  if (ladder.cycle.edits_closed_at !== null) return refuse('CLOSED_FOR_EDITS');
  if (row.overdue_at !== null && at(input.wantedDay, 0) < row.overdue_at) {
    return refuse('DUE_NOT_LATER');
  }
  const extensionId = randomUUID();
  await scope.trx
    .insertInto('extension')
    .values({
      office_id: scope.officeId,
      id: extensionId,
      obligation_id: input.obligationId,
      reason: input.reason,
      wanted_day: input.wantedDay,
      requested_by: input.requestedBy,
      requested_at: scope.now,
      state: 'asked',
      granted_day: null,
      answer: null,
      decided_at: null,
    })
    .execute();
  const agency = await scope.trx
    .selectFrom('agency')
    .select('name')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', row.agency_id)
    .executeTakeFirstOrThrow();
  await tellRole(scope, 'officer', [
    {
      key: `desk/extensionAsked/${extensionId}`,
      name: 'extensionAsked',
      planId: ladder.cycle.plan_id,
      cycleId: row.cycle_id,
      data: {
        obligationId: row.id,
        agency: agency.name,
        wantedDay: input.wantedDay,
        reason: input.reason,
        requestedBy: input.requestedBy,
      },
    },
  ]);
  await record(scope, 'requestExtension', `obligation:${input.obligationId}`, {
    wantedDay: input.wantedDay,
  });
  return ok({ extensionId });
}

/** Grants (possibly another day) or refuses an extension; both due clocks are kept. */
export async function decideExtension(
  scope: OfficeScope,
  input: { extensionId: string; grantedDay: Day | null; answer: string },
): ActResult {
  const extension = scope.trx
    .selectFrom('extension')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.extensionId);
  const found = await extension.executeTakeFirst();
  const held = found === undefined ? null : await lockObligation(scope, found.obligation_id);
  if (held === null) return refuse('NOT_FOUND');
  const asked = await extension.forUpdate().executeTakeFirstOrThrow();
  if (asked.state !== 'asked') return refuse('ALREADY_DONE');
  let row = held.row;
  if (input.grantedDay !== null) {
    const due = newDue(scope, input.grantedDay);
    const acted = await applyCommand(scope, held, { type: 'extend', due, reason: asked.reason });
    if (!acted.ok) return acted;
    row = acted.value;
  } else {
    const said = input.answer.trim() !== '';
    await record(
      scope,
      'refuseExtension',
      `obligation:${row.id}`,
      said ? { reasonId: await keepReason(scope, input.answer) } : {},
    );
  }
  await scope.trx
    .updateTable('extension')
    .set({
      state: input.grantedDay === null ? 'refused' : 'granted',
      granted_day: input.grantedDay,
      answer: input.answer,
      decided_at: scope.now,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.extensionId)
    .execute();
  const event = input.grantedDay === null ? 'extensionRefused' : 'extensionGranted';
  await planAgencyMail(scope, { ...held, row }, event, input.extensionId, {
    reason: input.answer,
    dueDay: input.grantedDay,
  });
  if (input.grantedDay !== null) await pokeCycle(scope, row.cycle_id);
  return ok({});
}

/** The agency need not report, for a reason. */
export async function waive(
  scope: OfficeScope,
  { obligationId, reason }: { obligationId: string; reason: string },
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, { type: 'waive', reason });
  if (!acted.ok) return acted;
  await tellAtOnce(scope, { ...held, row: acted.value }, 'waive', { reason });
  return ok({});
}

/** Notes what was said on the telephone and the day promised. */
export async function logCall(
  scope: OfficeScope,
  input: { obligationId: string; staffId: string; answered: string; promisedDay: Day | null },
): ActResult {
  const held = await lockObligation(scope, input.obligationId);
  if (held === null) return refuse('NOT_FOUND');
  await scope.trx
    .insertInto('call')
    .values({
      office_id: scope.officeId,
      id: randomUUID(),
      obligation_id: input.obligationId,
      answered: input.answered,
      promised_day: input.promisedDay,
      by_staff: input.staffId,
      at: scope.now,
    })
    .execute();
  await record(scope, 'logCall', `obligation:${input.obligationId}`, {
    promisedDay: input.promisedDay,
  });
  return ok({});
}
