import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import type { PreparedWave } from '../../activities/ledger-port.js';
import { dayAt } from '../../domain/day.js';
import { nextRung, sendingMoment, stepKey } from '../../domain/ladder.js';
import type { NextRung } from '../../domain/ladder.js';
import { owes } from '../../domain/obligation.js';
import { recomputeOfficeMail } from './office-mail-clock.js';
import { planOfficeMails } from './office-mails.js';
import type { OfficeScope } from '../scope.js';
import { headerId, reachableContacts, suppressPlanned } from './notices.js';
import { ladderFactsOf, saveRungs, loadLadderContext, withNextRung } from './ladder-rows.js';
import type { LadderContext, CycleRow, ObligationRow } from './ladder-rows.js';
import { batches } from '../../db/batches.js';
import type { Tables } from '../../db/tables.js';

interface DueNotice {
  readonly ladder: LadderContext;
  readonly row: ObligationRow;
  readonly next: NextRung;
}

/**
 * Prepares every notice of an office that is due now: all its open, unpaused cycles in one
 * transaction under one advisory lock, so that two cycles due at one instant share one mail.
 * Idempotent by the key of each notice.
 */
export async function prepareWave(scope: OfficeScope): Promise<PreparedWave> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`wave/${scope.officeId}`}, 0))`.execute(
    scope.trx,
  );
  const rungs: Record<string, number> = {};
  const waveId = randomUUID();
  const due: DueNotice[] = [];
  for (const cycle of await cyclesDue(scope)) {
    const ladder = await loadLadderContext(scope, cycle);
    due.push(...(await dueOf(scope, ladder)));
    if (cycle.desk_at !== null && cycle.desk_at <= scope.now) {
      await planOfficeMails(scope, ladder);
      const told = { ...cycle, desk_told_at: scope.now };
      await scope.trx
        .updateTable('cycle')
        .set({ desk_told_at: scope.now })
        .where('office_id', '=', scope.officeId)
        .where('id', '=', cycle.id)
        .execute();
      await recomputeOfficeMail(scope, told);
    }
  }
  if (sendingMoment(scope.now, scope.settings) === scope.now) {
    await insertNotices(scope, { due, waveId, rungs });
  } else {
    // Woken outside sending hours: the rungs wait for the morning and are chosen anew then.
    await postpone(scope, due);
  }
  const notices = Object.values(rungs).reduce((all, one) => all + one, 0);
  if (notices > 0) await insertWave(scope, { waveId, notices, rungs });
  return { waiting: await waitingMails(scope), rungs };
}

async function cyclesDue(scope: OfficeScope): Promise<readonly CycleRow[]> {
  return scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('opened_at', 'is not', null)
    .where('paused_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('closed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('desk_at', '<=', scope.now),
        eb.exists(
          eb
            .selectFrom('obligation')
            .select('obligation.id')
            .whereRef('obligation.office_id', '=', 'cycle.office_id')
            .whereRef('obligation.cycle_id', '=', 'cycle.id')
            .where('obligation.next_at', '<=', scope.now),
        ),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Who is due in one cycle, by the rule; SQL only selects by what the rule stored. */
async function dueOf(scope: OfficeScope, ladder: LadderContext): Promise<readonly DueNotice[]> {
  const rows = await scope.trx
    .selectFrom('obligation')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', ladder.cycle.id)
    .where('next_at', '<=', scope.now)
    .orderBy('id')
    .forUpdate()
    .execute();
  const due: DueNotice[] = [];
  const settled: ObligationRow[] = [];
  for (const row of rows) {
    const next = owes(row)
      ? nextRung(ladderFactsOf(row, ladder), row.reached, {
          now: scope.now,
          settings: scope.settings,
        })
      : null;
    if (next !== null && next.at <= scope.now) due.push({ ladder, row, next });
    else settled.push(withNextRung(scope, row, ladder));
  }
  await saveRungs(scope, settled);
  return due;
}

async function postpone(scope: OfficeScope, due: readonly DueNotice[]): Promise<void> {
  const morning = sendingMoment(scope.now, scope.settings);
  await saveRungs(
    scope,
    due.map(({ row }) => ({ ...row, next_at: morning })),
  );
}

async function insertNotices(
  scope: OfficeScope,
  {
    due,
    waveId,
    rungs,
  }: { due: readonly DueNotice[]; waveId: string; rungs: Record<string, number> },
): Promise<void> {
  // What is still waiting from an earlier day would arrive beside this rung, and untrue.
  await suppressPlanned(
    scope,
    due.map(({ row }) => row.id),
    { why: 'replaced', keep: 'assigned' },
  );
  const contacts = await reachableContacts(scope, [
    ...new Set(due.map(({ row }) => row.agency_id)),
  ]);
  const told = await keysTold(scope, due.map(keyOf));
  const spent = await headersSpent(
    scope,
    due.map((one) => headerId(scope, keyOf(one))),
  );
  const mails = new Map<string, string>();
  const notices: Insertable<Tables['notice']>[] = [];
  const reached: ObligationRow[] = [];
  for (const one of due) {
    const { ladder, row, next } = one;
    const key = keyOf(one);
    // A rung already told adds neither notice nor mail: both are unique by its key.
    if (!told.has(key)) {
      const position = positionOf(next);
      const contact = contacts.find(
        ({ agency_id, role }) =>
          agency_id === row.agency_id && (role === 'head') === (position === 'head'),
      );
      const messageId =
        contact === undefined
          ? null
          : await mailOfDay(scope, { row, contact, waveId, key, position, mails, spent });
      notices.push({
        office_id: scope.officeId,
        id: randomUUID(),
        key,
        kind: 'ladder',
        name: next.step.rung,
        plan_id: ladder.cycle.plan_id,
        cycle_id: row.cycle_id,
        obligation_id: row.id,
        agency_id: row.agency_id,
        document_id: null,
        epoch: row.epoch,
        replaces: [...next.replaces],
        planned_for: next.at,
        message_id: messageId,
        why: contact === undefined ? 'noContact' : null,
        data: JSON.stringify({ reachedBefore: row.reached, nth: next.step.nth }),
      });
      rungs[next.step.rung] = (rungs[next.step.rung] ?? 0) + 1;
    }
    reached.push(withNextRung(scope, { ...row, reached: next.reaches }, ladder));
  }
  for (const rows of batches(notices)) {
    await scope.trx.insertInto('notice').values(rows).execute();
  }
  await saveRungs(scope, reached);
}

function keyOf({ row, next }: DueNotice): string {
  return `ladder/${row.id}/${String(row.epoch)}/${stepKey(next.step)}/${positionOf(next)}`;
}

function positionOf({ step }: NextRung): 'head' | 'contact' {
  return step.rung === 'toHead' ? 'head' : 'contact';
}

/** Which of some keys have a notice; nobody adds one meanwhile, waves of an office follow each other. */
async function keysTold(scope: OfficeScope, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await scope.trx
    .selectFrom('notice')
    .select('key')
    .where('office_id', '=', scope.officeId)
    .where((eb) => eb('key', '=', sql<string>`any(${[...keys]}::text[])`))
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** Which Message-IDs have gone out: a notice held back by a pause leaves a mail that others shared. */
async function headersSpent(
  scope: OfficeScope,
  headers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (headers.length === 0) return new Set();
  const rows = await scope.trx
    .selectFrom('message')
    .select('header_id')
    .where((eb) => eb('header_id', '=', sql<string>`any(${[...headers]}::text[])`))
    .execute();
  return new Set(rows.map(({ header_id }) => header_id));
}

/** The one scheduled mail of an agency and day; a second rung of the same morning joins it. */
async function mailOfDay(
  scope: OfficeScope,
  input: {
    row: ObligationRow;
    contact: { id: string; name: string | null; email: string };
    waveId: string;
    key: string;
    position: string;
    mails: Map<string, string>;
    spent: ReadonlySet<string>;
  },
): Promise<string> {
  const { row, contact } = input;
  const mailKey = `${row.agency_id}/${input.position}`;
  const made = input.mails.get(mailKey);
  if (made !== undefined) return made;
  const day = dayAt(scope.now);
  const planned = await scope.trx
    .selectFrom('message')
    .select('id')
    .where('office_id', '=', scope.officeId)
    .where('agency_id', '=', row.agency_id)
    .where('day', '=', day)
    .where('class', '=', 'ladder')
    .where('contact_id', '=', contact.id)
    .where('state', '=', 'planned')
    // A lane that takes it now would leave with it before the second rung has joined.
    .forUpdate()
    .executeTakeFirst();
  const id = planned?.id ?? randomUUID();
  const header = headerId(scope, input.key);
  if (planned === undefined) {
    await scope.trx
      .insertInto('message')
      .values({
        office_id: scope.officeId,
        id,
        header_id: input.spent.has(header) ? headerId(scope, `${input.key}/${id}`) : header,
        class: 'ladder',
        agency_id: row.agency_id,
        contact_id: contact.id,
        staff_id: null,
        to_name: contact.name,
        to_address: contact.email,
        day,
        wave_id: input.waveId,
        planned_for: scope.now,
        state: 'planned',
        why: null,
        subject: null,
        retry_at: null,
        lease_until: null,
        lease_by: null,
        sent_at: null,
        sent_real_at: null,
        response: null,
      })
      .execute();
  }
  input.mails.set(mailKey, id);
  return id;
}

async function insertWave(
  scope: OfficeScope,
  {
    waveId,
    notices,
    rungs,
  }: { waveId: string; notices: number; rungs: Readonly<Record<string, number>> },
): Promise<void> {
  const { messages } = await scope.trx
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('messages'))
    .where('office_id', '=', scope.officeId)
    .where('wave_id', '=', waveId)
    .executeTakeFirstOrThrow();
  await scope.trx
    .insertInto('wave')
    .values({
      office_id: scope.officeId,
      id: waveId,
      as_of: scope.now,
      notices,
      messages,
      rungs: JSON.stringify(rungs),
    })
    .execute();
}

async function waitingMails(scope: OfficeScope): Promise<number> {
  const { waiting } = await scope.trx
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('office_id', '=', scope.officeId)
    .where('class', '=', 'ladder')
    .where('state', 'in', ['planned', 'sending'])
    .executeTakeFirstOrThrow();
  return waiting;
}
