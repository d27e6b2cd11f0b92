import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { at } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { isLeadersToGive, owes } from '../../domain/obligation.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { keepReason, record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import { pokeCycles } from '../poke.js';
import { tellRole } from '../reminding/notices.js';
import {
  applyCommand,
  applyCommands,
  asLeft,
  cyclesIn,
  lockObligation,
  newDue,
  planAgencyMail,
  planAgencyMails,
  tellAllAtOnce,
  tellAtOnce,
} from './apply-command.js';
import type { LockedObligation } from './apply-command.js';
import type { ActResult } from '../act-result.js';

/** Who gives more time: an approver may give more than the report upward leaves. */
export interface Decider {
  readonly byApprover?: boolean;
}

/** Moves one agency's due day by a person's decision; beyond the day of the report upward by an approver's only. */
export async function setDue(
  scope: OfficeScope,
  { obligationId, ...given }: { obligationId: string; day: Day; reason: string } & Decider,
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await setDueHeld(scope, [held], given);
  return acted.ok ? ok({}) : acted;
}

/** Moves the due day of many agencies to one day, in a few statements; all of them or, when one is refused, none. */
export async function setDueHeld(
  scope: OfficeScope,
  held: readonly LockedObligation[],
  { day, reason, byApprover = false }: { readonly day: Day; readonly reason: string } & Decider,
): Promise<Result<null, RefusalCode>> {
  const due = newDue(scope, day);
  const acted = await applyCommands(
    scope,
    held.map((one) => ({ held: one, command: { type: 'setDue', due, reason }, byApprover })),
  );
  if (!acted.ok) return acted;
  await tellAllAtOnce(
    scope,
    'setDue',
    asLeft(held, acted.value).map((one) => ({ held: one, data: { reason, dueDay: day } })),
  );
  await pokeCycles(scope, cyclesIn(held));
  return ok(null);
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
  const leaders = isLeadersToGive(newDue(scope, input.wantedDay), {
    onwardAt: ladder.cycle.onward_target_at,
  });
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
      leaders,
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
  const asked = {
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
      leaders,
    },
  };
  // Under one key: whoever is both is told once.
  for (const role of leaders ? (['officer', 'approver'] as const) : (['officer'] as const)) {
    await tellRole(scope, role, [asked]);
  }
  await record(scope, 'requestExtension', `obligation:${input.obligationId}`, {
    wantedDay: input.wantedDay,
  });
  return ok({ extensionId });
}

/** Grants (possibly another day) or refuses an extension; both due clocks are kept. */
export async function decideExtension(
  scope: OfficeScope,
  input: { extensionId: string; grantedDay: Day | null; answer: string } & Decider,
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
  if (input.grantedDay !== null) {
    const granted = { held, extension: asked, day: input.grantedDay };
    const acted = await grantHeld(scope, [granted], input);
    return acted.ok ? ok({}) : acted;
  }
  const said = input.answer.trim() !== '';
  await record(
    scope,
    'refuseExtension',
    `obligation:${held.row.id}`,
    said ? { reasonId: await keepReason(scope, input.answer) } : {},
  );
  await scope.trx
    .updateTable('extension')
    .set({ state: 'refused', granted_day: null, answer: input.answer, decided_at: scope.now })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', input.extensionId)
    .execute();
  await planAgencyMail(scope, held, 'extensionRefused', input.extensionId, {
    reason: input.answer,
    dueDay: null,
  });
  return ok({});
}

/** A request for more time with the day that is granted. */
export interface GrantedExtension {
  readonly held: LockedObligation;
  readonly extension: { readonly id: string; readonly reason: string };
  readonly day: Day;
}

/** Grants many requests for more time, each its day, in a few statements; all of them or, when one is refused, none. The caller holds them. */
export async function grantHeld(
  scope: OfficeScope,
  granted: readonly GrantedExtension[],
  { answer, byApprover = false }: { readonly answer: string } & Decider,
): Promise<Result<null, RefusalCode>> {
  const held = granted.map((one) => one.held);
  const acted = await applyCommands(
    scope,
    granted.map(({ held: one, extension: { reason }, day }) => ({
      held: one,
      command: { type: 'extend', due: newDue(scope, day), reason },
      byApprover,
    })),
  );
  if (!acted.ok) return acted;
  await sql`
    update extension e
       set state = 'granted', granted_day = given.day, answer = ${answer}, decided_at = ${scope.now}
      from unnest(${granted.map(({ extension }) => extension.id)}::uuid[],
                  ${granted.map(({ day }) => day)}::date[]) as given(id, day)
     where e.office_id = ${scope.officeId} and e.id = given.id`.execute(scope.trx);
  await planAgencyMails(
    scope,
    asLeft(held, acted.value).flatMap((one, nth) => {
      const given = granted[nth];
      return given === undefined
        ? []
        : [
            {
              ...{ held: one, event: 'extensionGranted', occurrence: given.extension.id },
              data: { reason: answer, dueDay: given.day },
            },
          ];
    }),
  );
  await pokeCycles(scope, cyclesIn(held));
  return ok(null);
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
