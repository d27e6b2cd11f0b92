import { BY_HAND, bulkOutcome } from '../../domain/bulk-act.js';
import type { BulkAct, BulkOutcome } from '../../domain/bulk-act.js';
import { dayAt } from '../../domain/day.js';
import { sendingMoment } from '../../domain/ladder.js';
import type { RefusalCode } from '../../domain/refusals.js';
import { ok, refuse } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import { recordAll } from '../audit/record.js';
import { acceptHeld, returnHeld } from '../collection/report.js';
import { lockObligations, newDue } from '../obligation/apply-command.js';
import type { LockedObligation } from '../obligation/apply-command.js';
import { confirmClaims } from '../obligation/claim.js';
import { grantHeld, setDueHeld } from '../obligation/due.js';
import type { Decider } from '../obligation/due.js';
import { planNotices } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { loadDuties, readDuties } from './bulk-duties.js';
import type { LoadedDuty } from './bulk-duties.js';

/** What an act at once would make, or has made, of one duty. */
export interface BulkLine {
  readonly duty: LoadedDuty;
  readonly outcome: BulkOutcome;
}

/** What an act would make of some duties now; changes and holds nothing. Duties of no id of the office are left out. */
export async function bulkSummary(
  scope: OfficeScope,
  {
    act,
    obligationIds,
    ...by
  }: { readonly act: BulkAct; readonly obligationIds: readonly string[] } & Decider,
): ActResult<readonly BulkLine[]> {
  const duties = await loadDuties(scope, await readDuties(scope, obligationIds), by);
  return ok(linesOf(scope, act, duties));
}

/**
 * Does an act to some duties, each as it was shown (`changes` tells): what has changed since is refused, what
 * stands so already is passed over, so that the same request twice does nothing more. Answers line by line.
 */
export async function doBulk(
  scope: OfficeScope,
  {
    act,
    shown,
    ...by
  }: {
    readonly act: BulkAct;
    readonly shown: readonly { readonly obligationId: string; readonly changes: number }[];
  } & Decider,
): ActResult<readonly BulkLine[]> {
  const held = await lockObligations(
    scope,
    shown.map(({ obligationId }) => obligationId),
  );
  if (held === null) return refuse('NOT_FOUND');
  const duties = await loadDuties(
    scope,
    held.map(({ row, ladder }) => ({ row, cycle: ladder.cycle })),
    by,
  );
  const changes = new Map(shown.map((one) => [one.obligationId, one.changes]));
  const lines = linesOf(scope, act, duties).map((line): BulkLine => {
    const isAsShown = line.duty.row.changes === changes.get(line.duty.row.id);
    return isAsShown || line.outcome.kind === 'already'
      ? line
      : { ...line, outcome: { kind: 'refused', code: 'CHANGED_MEANWHILE' } };
  });
  const willing = new Set(
    lines.flatMap(({ duty, outcome }) => (outcome.kind === 'will' ? [duty.row.id] : [])),
  );
  const done = await perform(scope, act, {
    held: held.filter(({ row }) => willing.has(row.id)),
    duties: duties.filter(({ row }) => willing.has(row.id)),
    by,
  });
  return done.ok ? ok(lines) : done;
}

function linesOf(
  scope: OfficeScope,
  act: BulkAct,
  duties: readonly LoadedDuty[],
): readonly BulkLine[] {
  const when = {
    now: scope.now,
    dueOf: (day: Parameters<typeof newDue>[1]) => newDue(scope, day),
    sending: sendingMoment(scope.now, scope.settings) === scope.now,
  };
  return duties.map((duty) => ({ duty, outcome: bulkOutcome(act, duty, when) }));
}

async function perform(
  scope: OfficeScope,
  act: BulkAct,
  {
    held,
    duties,
    by,
  }: {
    readonly held: readonly LockedObligation[];
    readonly duties: readonly LoadedDuty[];
    readonly by: Decider;
  },
): Promise<Result<unknown, RefusalCode>> {
  if (held.length === 0) return ok(null);
  switch (act.name) {
    case 'accept':
      return acceptHeld(scope, held);
    case 'return':
      return returnHeld(scope, held, act);
    case 'reconcile':
      return confirmClaims(scope, {
        obligationIds: held.map(({ row }) => row.id),
        arrivedOn: act.day,
      });
    case 'remind':
      await remind(scope, duties);
      return ok(null);
    case 'grant':
      return grant(scope, held, {
        duties,
        by,
        dayOf: (duty) => duty.extension?.wantedDay ?? null,
      });
    case 'extend': {
      const asked = new Set(
        duties.flatMap(({ row, extension }) => (extension?.state === 'asked' ? [row.id] : [])),
      );
      const others = held.filter(({ row }) => !asked.has(row.id));
      const moved =
        others.length === 0 ? ok(null) : await setDueHeld(scope, others, { ...act, ...by });
      if (!moved.ok) return moved;
      const asking = held.filter(({ row }) => asked.has(row.id));
      return grant(scope, asking, { duties, by, dayOf: () => act.day, answer: act.reason });
    }
  }
}

/** Answers those who asked for more time. */
async function grant(
  scope: OfficeScope,
  held: readonly LockedObligation[],
  {
    duties,
    by,
    dayOf,
    answer = '',
  }: {
    readonly duties: readonly LoadedDuty[];
    readonly by: Decider;
    readonly dayOf: (duty: LoadedDuty) => Parameters<typeof newDue>[1] | null;
    readonly answer?: string;
  },
): Promise<Result<unknown, RefusalCode>> {
  if (held.length === 0) return ok(null);
  const byId = new Map(duties.map((duty) => [duty.row.id, duty]));
  return grantHeld(
    scope,
    held.flatMap((one) => {
      const duty = byId.get(one.row.id);
      const day = duty === undefined ? null : dayOf(duty);
      if (duty?.extensionId == null || duty.extension === null || day === null) return [];
      return [
        { held: one, extension: { id: duty.extensionId, reason: duty.extension.reason }, day },
      ];
    }),
    { answer, ...by },
  );
}

/** One mail an agency, whatever it owes of what was chosen; once a day. */
async function remind(scope: OfficeScope, duties: readonly LoadedDuty[]): Promise<void> {
  const today = dayAt(scope.now);
  await planNotices(
    scope,
    duties.map(({ row, cycle }) => ({
      key: `event/${BY_HAND}/${row.id}/${String(row.epoch)}/${today}`,
      name: BY_HAND,
      kind: 'event' as const,
      class: 'event' as const,
      to: { kind: 'agency' as const, agencyId: row.agency_id, role: 'writers' as const },
      planId: cycle.plan_id,
      cycleId: cycle.id,
      obligationId: row.id,
      epoch: row.epoch,
      together: `${BY_HAND}/${row.agency_id}`,
    })),
  );
  await recordAll(
    scope,
    duties.map(({ row }) => ({ act: BY_HAND, subject: `obligation:${row.id}` })),
  );
}
