import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { LedgerDb } from '../../../db/connection.js';
import { isSettled } from '../evidence.js';
import { WAVE } from '../scenario.js';
import type { Scenario } from '../scenario.js';

const DUE_IN_DAYS = 10;
const OFF_DAYS = 20;

/** Lets the ledger's clock, by which everything lives, go so many days ahead for whoever connects to it from now on. */
async function putLedgerClockOn(db: LedgerDb, days: number): Promise<void> {
  for (const name of ['clock_timestamp', 'now']) {
    await sql
      .raw(
        `create function public.${name}() returns timestamptz language sql volatile
           as 'select pg_catalog.${name}() + interval ''${String(days)} days'''`,
      )
      .execute(db);
  }
  // Names are looked up there first.
  await sql
    .raw(
      `do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`,
    )
    .execute(db);
}

/** Everything is off while reminders, the last day and the deadline go by: each agency then gets one mail, not four. */
const offOverTheDeadline: Scenario = {
  name: 'off-over-the-deadline',
  mails: WAVE,
  apart: true,
  dueInDays: DUE_IN_DAYS,
  mailsEach: 2,
  strike: async ({ installation, ledger, office, patiently }) => {
    await patiently(async () => {
      if (!(await isSettled(ledger, office, 1))) throw new Error('the first wave is not over');
    });
    await putLedgerClockOn(ledger.db, OFF_DAYS);
    await installation.stop();
    await installation.start();
    return { backAtMs: [Date.now()] };
  },
  afterwards: async ({ ledger, office }) => {
    const { rows } = await sql<{ name: string; replaces: number }>`
      select name, max(cardinality(replaces))::int as replaces from notice
       where office_id = ${office.officeId} and kind = 'ladder' group by name`.execute(ledger.db);
    const named = rows.find(({ name }) => name === 'overdue')?.replaces ?? 0;
    return named > 0 ? [] : ['the one mail names none of those it stands for'];
  },
};

/** So large may a file of the ledger still be: its journal fits, the table of mails has outgrown it. */
const MOST_BYTES = 17 * 1024 * 1024;
const FULL_MS = 12_000;

/** The disk is full: the relay takes mails, and that they are sent cannot be written down until there is room again. */
const outOfDisk: Scenario = {
  name: 'ledger-out-of-disk',
  mails: WAVE,
  apart: true,
  // What one worker knows and cannot write down, another one must not send again.
  workers: [{ clockOffsetMs: 0 }],
  before: async ({ ledger }) => {
    await sql`
      do $$ declare known uuid := (select id from office limit 1); begin
        alter table message set (autovacuum_enabled = off);
        for batch in 1..40 loop
          insert into message (office_id, id, header_id, class, day, planned_for, state, why)
            select known, gen_random_uuid(), repeat('x', 200) || gen_random_uuid(), 'event', current_date,
                   now(), 'suppressed', 'filler' from generate_series(1, 1500);
        end loop;
        delete from message where why = 'filler';
      end $$`.execute(ledger.db);
  },
  strike: async ({ installation, underway }) => {
    await underway(0.3);
    installation.limitLedger(MOST_BYTES);
    await delay(FULL_MS);
    installation.limitLedger(null);
    const backAtMs = Date.now();
    const said = await readFile(join(installation.dataDir, 'postgres', 'server.log'), 'utf8');
    return {
      backAtMs: [backAtMs],
      faults: /could not (extend|write)/.test(said) ? [] : ['the ledger never ran out of room'],
    };
  },
};

/** Longer than a worker needs to look at the fence, to poll and to send. */
const LOOK_ON_MS = 10_000;

/** The installation is stopped in mid-wave and copied whole; both are started. The copy sends nothing. */
const restoredCopy: Scenario = {
  name: 'restored-copy',
  mails: WAVE,
  apart: true,
  strike: async ({ installation, underway }) => {
    await underway(0.3);
    await installation.stop();
    const copy = installation.copy();
    try {
      await installation.start();
      const backAtMs = Date.now();
      await copy.start();
      const fenced = copy.hasSaid(/^FENCED/);
      await delay(LOOK_ON_MS);
      return {
        backAtMs: [backAtMs],
        faults: fenced ? [] : ['the copy does not say that it is fenced'],
      };
    } finally {
      await copy.destroy();
    }
  },
};

/**
 * The ledger of before the wave is put back under an installation that has sent it. Nothing goes again:
 * it is fenced, and once an operator has released it every mail of the lost time waits for an officer.
 */
const restoredYesterday: Scenario = {
  name: 'restored-yesterday',
  mails: WAVE,
  apart: true,
  sink: { listening: false },
  strike: async ({ installation, ledger, sink, office, patiently, underway }) => {
    await patiently(async () => {
      const planned = await ledger.db
        .selectFrom('message')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('office_id', '=', office.officeId)
        .where('class', '=', 'ladder')
        .executeTakeFirstOrThrow();
      if (planned.count < office.agencies.length) throw new Error('the wave is not prepared');
    });
    await installation.stop();
    const putBack = installation.keepLedger();
    await sink.behave({});
    await installation.start();
    await underway(1);
    await installation.stop();
    putBack();
    await installation.start();
    const fenced = installation.hasSaid(/^FENCED/);
    await delay(LOOK_ON_MS);
    await installation.command('fence', 'release', '--json');
    await delay(LOOK_ON_MS);
    return { faults: fenced ? [] : ['the older ledger is not said to be fenced'] };
  },
};

export const APART: readonly Scenario[] = [
  offOverTheDeadline,
  restoredCopy,
  restoredYesterday,
  outOfDisk,
];
