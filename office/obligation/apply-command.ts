import { sql } from 'kysely';
import { keptRows } from '../../db/kept-plans.js';
import type { ActResult } from '../act-result.js';
import type { Day } from '../../domain/day.js';
import { dueInstants } from '../../domain/deadline.js';
import type { NewDue, ObligationCommand } from '../../domain/obligation.js';
import { dutyAfter, silencedBy } from '../../domain/owed-duty.js';
import { toldAtOnce } from '../../domain/told-at-once.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { keepReason, recordAll } from '../audit/record.js';
import { saveObligations } from '../counting/obligation-rows.js';
import { shareCyclesOf } from '../lock-order.js';
import { noteChange } from '../reminding/settle-cycles.js';
import type { OfficeScope } from '../scope.js';
import { planNotices, suppressPlanned } from '../reminding/notices.js';
import type { NewNotice } from '../reminding/notices.js';
import {
  columnsOf,
  loadLadderContexts,
  obligationOf,
  withNextRung,
} from '../reminding/ladder-rows.js';
import type { LadderContext, ObligationRow } from '../reminding/ladder-rows.js';

/** One obligation, locked, and its cycle, shared with other acts. */
export interface LockedObligation {
  readonly row: ObligationRow;
  readonly ladder: LadderContext;
}

/** A command on an obligation that is held. */
interface CommandOn {
  readonly held: LockedObligation;
  readonly command: ObligationCommand;
  /** Whether who acts is one whose word papers leave by: he may give more time than the report upward leaves. */
  readonly byApprover?: boolean;
}

/** The obligation of an id, locked; its cycle is held shared first (lock-order.ts). Null when the office has none. */
export async function lockObligation(
  scope: OfficeScope,
  obligationId: string,
): Promise<LockedObligation | null> {
  return (await lockObligations(scope, [obligationId]))?.[0] ?? null;
}

/** The obligations of some ids, all locked before the first is changed, in their order; null when the office has not all of them. */
export async function lockObligations(
  scope: OfficeScope,
  obligationIds: readonly string[],
): Promise<readonly LockedObligation[] | null> {
  const ids = [...new Set(obligationIds)];
  if (ids.length === 0) return [];
  const cycles = await shareCyclesOf(scope, ids);
  const ladders = new Map<string, LadderContext>();
  for (const ladder of await loadLadderContexts(scope, cycles))
    ladders.set(ladder.cycle.id, ladder);
  const rows = await keptRows(
    scope.trx,
    scope.trx
      .selectFrom('obligation')
      .selectAll()
      .where('office_id', '=', scope.officeId)
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .orderBy('id')
      .forNoKeyUpdate(),
  );
  const held = rows.flatMap((row) => {
    const ladder = ladders.get(row.cycle_id);
    return ladder === undefined ? [] : [{ row, ladder }];
  });
  return held.length === ids.length ? held : null;
}

/** decide → evolve → next rung → audit, in the act's own transaction; what follows for the cycle comes at its end. */
export async function applyCommand(
  scope: OfficeScope,
  held: LockedObligation,
  command: ObligationCommand,
): Promise<Result<ObligationRow, RefusalCode>> {
  const acted = await applyCommands(scope, [{ held, command }]);
  if (!acted.ok) return acted;
  const [row] = acted.value;
  if (row === undefined) throw new Error('a command without its obligation');
  return ok(row);
}

/** The same for many obligations in a few statements; all of them or, when one is refused, none. */
export async function applyCommands(
  scope: OfficeScope,
  acts: readonly CommandOn[],
): Promise<Result<readonly ObligationRow[], RefusalCode>> {
  const rows: ObligationRow[] = [];
  for (const act of acts) {
    const decided = afterCommand(scope, act);
    if (!decided.ok) return decided;
    rows.push(decided.value);
  }
  await saveObligations(scope, rows);
  const changes = acts.flatMap(({ held, command }, index) => {
    const after = rows[index];
    return after === undefined ? [] : [{ before: held.row, after, command }];
  });
  const silenced = changes.flatMap(({ before, after, command }) => {
    const why = silencedBy(command, before, after);
    return why === null ? [] : [{ id: after.id, why }];
  });
  for (const why of new Set(silenced.map((one) => one.why))) {
    const alike = silenced.filter((one) => one.why === why);
    await suppressPlanned(
      scope,
      alike.map(({ id }) => id),
      why,
    );
  }
  await recordCommands(scope, changes);
  for (const { before, after } of changes) noteChange(scope, before, after);
  return ok(rows);
}

async function recordCommands(
  scope: OfficeScope,
  changes: readonly { readonly after: ObligationRow; readonly command: ObligationCommand }[],
): Promise<void> {
  const acts: Parameters<typeof recordAll>[1][number][] = [];
  // One reason that a person gave for many is kept once.
  const reasons = new Map<string, string>();
  const reasonId = async (reason: string): Promise<string> => {
    const id = reasons.get(reason) ?? (await keepReason(scope, reason));
    reasons.set(reason, id);
    return id;
  };
  for (const { after, command } of changes) {
    acts.push({
      act: command.type,
      subject: `obligation:${after.id}`,
      details: {
        version: after.version,
        epoch: after.epoch,
        state: after.state,
        ...('reason' in command && command.reason.trim() !== ''
          ? { reasonId: await reasonId(command.reason) }
          : {}),
      },
    });
  }
  await recordAll(scope, acts);
}

/** The obligation as a command leaves it, with its next rung, or why it is refused. */
function afterCommand(
  scope: OfficeScope,
  { held: { row, ladder }, command, byApprover = false }: CommandOn,
): Result<ObligationRow, RefusalCode> {
  const { cycle } = ladder;
  const decided = dutyAfter(obligationOf(row), command, {
    now: scope.now,
    gate: {
      open: cycle.opened_at !== null && cycle.cancelled_at === null && cycle.closed_at === null,
      closesForEditsAt: cycle.closes_for_edits_at,
      editsClosed: cycle.edits_closed_at !== null,
      onwardAt: byApprover ? null : cycle.onward_target_at,
    },
  });
  if (!decided.ok) return decided;
  const changed = { ...row, ...columnsOf(decided.value) };
  return ok(withNextRung(scope, changed, ladder));
}

/** Obligations as commands have left them, in their order. */
export function asLeft(
  held: readonly LockedObligation[],
  rows: readonly ObligationRow[],
): readonly LockedObligation[] {
  return held.flatMap((one, nth) => {
    const row = rows[nth];
    return row === undefined ? [] : [{ ...one, row }];
  });
}

/** The cycles of some obligations, each once. */
export function cyclesIn(held: readonly LockedObligation[]): readonly string[] {
  return [...new Set(held.map(({ row }) => row.cycle_id))];
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

/** An agency hears at once of an act on its duty, by the rule. */
export async function tellAtOnce(
  scope: OfficeScope,
  held: LockedObligation,
  act: Parameters<typeof toldAtOnce>[0],
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tellAllAtOnce(scope, act, [{ held, data }]);
}

/** The same for acts of one kind on many duties, in a few statements. */
export async function tellAllAtOnce(
  scope: OfficeScope,
  act: Parameters<typeof toldAtOnce>[0],
  mails: readonly Pick<AgencyMail, 'held' | 'data'>[],
): Promise<void> {
  await planAgencyMails(
    scope,
    mails.flatMap((mail): AgencyMail[] => {
      const told = toldAtOnce(act, mail.held.row);
      return told === null ? [] : [{ ...mail, ...told }];
    }),
  );
}

interface AgencyMail {
  readonly held: LockedObligation;
  readonly event: string;
  readonly occurrence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The agency hears at once what became of its request. */
export async function planAgencyMail(
  scope: OfficeScope,
  held: LockedObligation,
  event: string,
  occurrence: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await planAgencyMails(scope, [{ held, event, occurrence, data }]);
}

/** The same for many in a few statements. */
export async function planAgencyMails(
  scope: OfficeScope,
  mails: readonly AgencyMail[],
): Promise<void> {
  await planNotices(
    scope,
    mails.flatMap(({ held: { row, ladder }, event, occurrence, data }): NewNotice[] =>
      // The standing body enters its own figures; it needs no mail about that.
      row.chased
        ? [
            {
              key: `event/${event}/${row.id}/${String(row.epoch)}/${occurrence}`,
              name: event,
              kind: 'event',
              class: 'event',
              to: { kind: 'agency', agencyId: row.agency_id, role: 'writers' },
              planId: ladder.cycle.plan_id,
              cycleId: row.cycle_id,
              obligationId: row.id,
              epoch: row.epoch,
              data,
            },
          ]
        : [],
    ),
  );
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
