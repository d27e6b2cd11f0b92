import { sql } from 'kysely';
import { NO_COUNTS, owingIn, sumOf } from '../../domain/counting.js';
import type { Counts } from '../../domain/counting.js';
import { earlier } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import { deskToldAt } from '../../domain/desk.js';
import { halfReminders } from '../../domain/half-reminders.js';
import { isReceived, owes } from '../../domain/obligation.js';
import { pendingIn, WHOLE } from '../../domain/pending-counts.js';
import { wantsPoke } from '../../domain/poke.js';
import type { OpenCounts } from '../../domain/poke.js';
import { keptRows } from '../../db/kept-plans.js';
import { BEFORE_DISK, waitsForDisk } from '../../db/transaction.js';
import { COUNT_SUMS } from '../counting/cycle-counts.js';
import { writeCountsAnd } from '../counting/pending-counts.js';
import { CYCLE_ORDER } from '../lock-order.js';
import { pokeCycle } from '../poke.js';
import type { LastSteps, OfficeScope } from '../scope.js';
import type { CycleRow, ObligationRow } from './ladder-rows.js';
import { nextOfficeMail } from './office-mail-clock.js';

/** An obligation before and after the acts of a transaction. */
interface Change {
  readonly before: ObligationRow;
  readonly after: ObligationRow;
}

/** The changes of a transaction by cycle and obligation, with the scope whose clock they were made by. */
type Changes = Map<string, { readonly scope: OfficeScope; readonly byId: Map<string, Change> }>;

const changes = new WeakMap<LastSteps, Changes>();

/** Notes what an act made of an obligation; what follows for its cycle is decided at the end of the transaction. */
export function noteChange(scope: OfficeScope, before: ObligationRow, after: ObligationRow): void {
  let noted = changes.get(scope.last);
  if (noted === undefined) {
    const fresh: Changes = new Map();
    noted = fresh;
    changes.set(scope.last, fresh);
    scope.last.set('officeMail', () => settleCycles(scope, fresh));
  }
  const byId = noted.get(before.cycle_id)?.byId ?? new Map<string, Change>();
  byId.set(before.id, { before: byId.get(before.id)?.before ?? before, after });
  noted.set(before.cycle_id, { scope, byId });
}

/**
 * What the changes of a transaction mean for their cycles: the office's next mail, and whether the workflow
 * is told. Under the cycle's row: of two acts that settle the last two, the later one counts the other's.
 */
async function settleCycles(scope: OfficeScope, noted: Changes): Promise<void> {
  const { trx, officeId, now, counts } = scope;
  const moved = [...noted].filter(([, { byId }]) => [...byId.values()].some(movesCounts));
  if (moved.length === 0) return;
  // In the last minute hundreds stand in the queue of one row.
  const isLive = scope.office.kind === 'live';
  if (isLive) waitsForDisk();
  const cycles = await keptRows(
    trx,
    trx
      .selectFrom('cycle')
      .selectAll()
      .$if(isLive, (query) => query.select(BEFORE_DISK.as('before_disk')))
      .where('office_id', '=', officeId)
      .where('id', '=', sql<string>`any(${moved.map(([cycleId]) => cycleId)}::uuid[])`)
      .orderBy(CYCLE_ORDER)
      .orderBy('id')
      .forNoKeyUpdate(),
  );
  const own = new Map(cycles.map(({ id }) => [id, pendingIn(counts, id, now)]));
  const committed = await committedAt(scope, cycles, noted);
  for (const cycle of cycles) {
    const touched = noted.get(cycle.id);
    if (touched === undefined) continue;
    const changed = [...touched.byId.values()];
    const { nextAt, ...written } = committed.get(cycle.id) ?? NO_COUNTS_YET;
    const before = openIn(
      written,
      nextAt,
      changed.map(({ before: row }) => row),
    );
    const after = openIn(
      sumOf([written, own.get(cycle.id) ?? NO_COUNTS]),
      nextAt,
      changed.map(({ after: row }) => row),
    );
    const openBefore = before.owing + before.unchecked;
    const deskAt = await setOfficeMail(touched.scope, cycle, { openBefore, after });
    const halvesAt = await setHalves(touched.scope, cycle, changed);
    const wanted = wantsPoke(
      withMails(before, [cycle.desk_at, cycle.halves_at]),
      withMails(after, [deskAt, halvesAt]),
    );
    if (wanted) await pokeCycle(touched.scope, cycle.id);
  }
}

function openIn(
  counts: Counts,
  othersNextAt: Instant | null,
  own: readonly ObligationRow[],
): OpenCounts {
  return {
    nextAt: own.reduce((first, { next_at }) => earlier(first, next_at), othersNextAt),
    owing: owingIn(counts),
    unchecked: counts.unchecked,
  };
}

/** The office's own next mail is a wave as well, and so are the halves that are asked for. */
function withMails(counts: OpenCounts, mails: readonly (Instant | null)[]): OpenCounts {
  return { ...counts, nextAt: mails.reduce(earlier, counts.nextAt) };
}

type Committed = Counts & { readonly nextAt: Instant | null };
const NO_COUNTS_YET: Committed = { ...NO_COUNTS, nextAt: null };

/**
 * What others have committed of some cycles: their counts, and the next wave of the obligations that these
 * acts did not touch. Everybody who acts on a cycle waits while its row is held, so the counters of this
 * transaction are written in the same statement, where no other row will be locked after them.
 */
async function committedAt(
  scope: OfficeScope,
  cycles: readonly CycleRow[],
  noted: Changes,
): Promise<ReadonlyMap<string, Committed>> {
  const { trx, officeId, now, counts: pending, last } = scope;
  const ids = cycles.map(({ id }) => id);
  const touched = cycles.flatMap(({ id }) => [...(noted.get(id)?.byId.keys() ?? [])]);
  const committed = sql<Committed & { readonly cycleId: string }>`
    select held.id as "cycleId", counted.*,
           (select o.next_at from obligation o
             where o.office_id = ${officeId} and o.cycle_id = held.id
               and o.next_at is not null and o.id != all(${touched}::uuid[])
             order by o.next_at limit 1) as "nextAt"
      from unnest(${ids}::uuid[]) as held(id),
           lateral (select ${COUNT_SUMS} from cycle_count
                     where office_id = ${officeId} and cycle_id = held.id
                       and group_name = ${WHOLE} and since <= ${now}) as counted`;
  // A poke locks the report that a cycle's reports go up in: after the counters it would be out of order.
  const isLast =
    !last.has('pokes') &&
    cycles.every(({ merged_in: mergedIn }) => mergedIn === null) &&
    [...pending.values()].every(({ cycleId }) => ids.includes(cycleId));
  const rows = isLast
    ? await writeCountsAnd(trx, { officeId, pending }, committed)
    : await keptRows(trx, committed);
  return new Map(rows.map(({ cycleId, ...one }) => [cycleId, one]));
}

/** Whether an act may have changed what its cycle is told by; else the cycle's row need not be held. */
function movesCounts({ before, after }: Change): boolean {
  return (
    before.next_at !== after.next_at ||
    owes(before) !== owes(after) ||
    isUnchecked(before) !== isUnchecked(after)
  );
}

function isUnchecked({ state }: ObligationRow): boolean {
  return state === 'claimed' || state === 'submitted';
}

/** A report whose other half is still to come is looked after from its first reminder on; answers when halves are asked for next. */
async function setHalves(
  scope: OfficeScope,
  cycle: CycleRow,
  own: readonly Change[],
): Promise<Instant | null> {
  const { now, settings, officeId, trx } = scope;
  const fresh = own.filter(
    ({ before, after }) => after.missing_half !== null && isReceived(after) && !isReceived(before),
  );
  const first = fresh
    .map(({ after: { binding } }) => halfReminders({ since: now, binding }, settings)[0] ?? null)
    .reduce(earlier, cycle.halves_at);
  if (first === cycle.halves_at) return first;
  await trx
    .updateTable('cycle')
    .set({ halves_at: first })
    .where('office_id', '=', officeId)
    .where('id', '=', cycle.id)
    .execute();
  return first;
}

/** Sets the office's own next mail by the rule; answers when it is due. */
async function setOfficeMail(
  scope: OfficeScope,
  cycle: CycleRow,
  { openBefore, after }: { readonly openBefore: number; readonly after: OpenCounts },
): Promise<Instant | null> {
  const toldAt = deskToldAt(cycle.desk_told_at, openBefore, scope.now);
  const next = nextOfficeMail({ ...cycle, desk_told_at: toldAt }, after, scope);
  const [rung, at] = [next?.rung ?? null, next?.at ?? null];
  if (rung === cycle.desk_rung && at === cycle.desk_at) return at;
  await scope.trx
    .updateTable('cycle')
    .set({ desk_rung: rung, desk_at: at })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.id)
    .execute();
  return at;
}
