import type { ActResult } from '../act-result.js';
import type { Day } from '../../domain/day.js';
import { dueInstants } from '../../domain/deadline.js';
import { decideObligation, evolveObligation, owes } from '../../domain/obligation.js';
import type { NewDue, ObligationCommand } from '../../domain/obligation.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { keepReason, record } from '../audit/record.js';
import { saveObligation } from '../counting/obligation-rows.js';
import { pokeIfEarlier, openCounts, recomputeOfficeMail } from '../reminding/office-mail-clock.js';
import type { OfficeScope } from '../scope.js';
import { planNotice, suppressPlanned } from '../reminding/notices.js';
import { lockCycle, obligationOf, withNextRung } from '../reminding/ladder-rows.js';
import type { LadderContext, ObligationRow } from '../reminding/ladder-rows.js';

/** One obligation and its cycle, both locked. */
export interface LockedObligation {
  readonly row: ObligationRow;
  readonly ladder: LadderContext;
}

/** The obligation with its cycle locked first, so that acts on one cycle follow each other. */
export async function lockObligation(
  scope: OfficeScope,
  obligationId: string,
): Promise<LockedObligation | null> {
  const found = await scope.trx
    .selectFrom('obligation')
    .select('cycle_id')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', obligationId)
    .executeTakeFirst();
  if (found === undefined) return null;
  const ladder = await lockCycle(scope, found.cycle_id);
  if (ladder === null) return null;
  const row = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', obligationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { row, ladder };
}

/** decide → evolve → next rung → audit → poke, in the act's own transaction. */
export async function applyCommand(
  scope: OfficeScope,
  { row, ladder }: LockedObligation,
  command: ObligationCommand,
): Promise<Result<ObligationRow, RefusalCode>> {
  const { cycle } = ladder;
  const owed = obligationOf(row);
  const decided = decideObligation(owed, command, {
    now: scope.now,
    gate: {
      open: cycle.opened_at !== null && cycle.cancelled_at === null && cycle.closed_at === null,
      closesForEditsAt: cycle.closes_for_edits_at,
      editsClosed: cycle.edits_closed_at !== null,
    },
  });
  if (!decided.ok) return decided;
  const before = await openCounts(scope, cycle.id);
  const after = decided.value.reduce(evolveObligation, owed);
  const rearmed = after.epoch !== row.epoch;
  const changed: ObligationRow = {
    ...row,
    state: after.state,
    epoch: after.epoch,
    target_at: after.targetAt,
    overdue_at: after.overdueAt,
    due_day: 'due' in command ? command.due.day : row.due_day,
    granted_day: 'due' in command ? command.due.day : row.granted_day,
    version: after.version,
    on_time: after.onTime,
    first_received_at: after.firstReceivedAt,
    received_at: after.version > row.version ? scope.now : row.received_at,
    claimed_at: command.type === 'claim' ? scope.now : row.claimed_at,
    accepted_at: after.state === 'accepted' ? (row.accepted_at ?? scope.now) : null,
    nil: after.nil,
    ever_returned: after.everReturned,
    reason: after.reason,
    reached: rearmed ? null : row.reached,
    armed_at: rearmed ? scope.now : row.armed_at,
  };
  const saved = withNextRung(scope, changed, ladder);
  await saveObligation(scope, saved);
  if (!owes(saved) || rearmed) await suppressPlanned(scope, [row.id], suppressedBy(command, saved));
  await record(scope, command.type, `obligation:${row.id}`, {
    version: saved.version,
    epoch: saved.epoch,
    state: saved.state,
    ...('reason' in command && command.reason.trim() !== ''
      ? { reasonId: await keepReason(scope, command.reason) }
      : {}),
  });
  await recomputeOfficeMail(scope, cycle);
  await pokeIfEarlier(scope, cycle.id, before);
  return ok(saved);
}

/** An act that nobody is told of by mail. */
export async function applyUnannounced(
  scope: OfficeScope,
  obligationId: string,
  command: ObligationCommand,
): ActResult {
  const held = await lockObligation(scope, obligationId);
  if (held === null) return refuse('NOT_FOUND');
  const acted = await applyCommand(scope, held, command);
  return acted.ok ? ok({}) : acted;
}

/** The agency hears at once what became of its act. */
export async function planAgencyMail(
  scope: OfficeScope,
  { row, ladder }: LockedObligation,
  event: string,
  occurrence: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  // The standing body enters its own figures; it needs no mail about that.
  if (!row.chased) return;
  await planNotice(scope, {
    key: `event/${event}/${row.id}/${String(row.epoch)}/${occurrence}`,
    name: event,
    kind: 'event',
    class: 'event',
    to: { kind: 'agency', agencyId: row.agency_id, role: 'desk' },
    planId: ladder.cycle.plan_id,
    cycleId: row.cycle_id,
    obligationId: row.id,
    epoch: row.epoch,
    data,
  });
}

/** The two instants of a day a person names: until the end of it. */
export function newDue(scope: OfficeScope, on: Day): NewDue {
  const { calendar, hours } = scope.settings;
  const { remindTargetAt, overdueAt } = dueInstants(
    { boundary: 'by_end_of_day', date: on, time: null },
    { calendar, hours, rollForward: scope.rollForward },
  );
  if (remindTargetAt === null || overdueAt === null) throw new Error('a day gives two instants');
  return { day: on, targetAt: remindTargetAt, overdueAt };
}

function suppressedBy(command: ObligationCommand, row: ObligationRow): string {
  return owes(row) ? 'epoch' : command.type === 'submit' ? 'received' : row.state;
}
