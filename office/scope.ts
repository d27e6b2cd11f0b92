import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import { calendarOf } from '../domain/calendar.js';
import type { Calendar } from '../domain/calendar.js';
import type { DeadlineSettings } from '../domain/deadline.js';
import type { Instant } from '../domain/day.js';
import type { LadderSettings } from '../domain/ladder.js';
import { filledYearsOf, OfficeSettings } from '../domain/schemas/office-settings.js';
import type { LedgerDb, PatienceName } from '../db/connection.js';
import { keptRows } from '../db/kept-plans.js';
import { openPool } from '../db/transaction.js';
import type { LedgerPool } from '../db/transaction.js';
import type { Tables } from '../db/tables.js';
import { writeCounts } from './counting/pending-counts.js';
import type { PendingCounts } from '../domain/pending-counts.js';

/** One transaction in one office: everything an act needs to decide and to write. */
export interface OfficeScope {
  readonly trx: Transaction<Tables>;
  readonly officeId: string;
  readonly office: OfficeRow;
  /** Business time: the real clock in a live office, the stepped one in a rehearsal. */
  readonly now: Instant;
  readonly realNow: Instant;
  readonly settings: LadderSettings;
  readonly rollForward: boolean;
  /** `staff:<id>`, `agency:<id>` or `system`. */
  readonly actor: string;
  /** What the acts of this transaction change of the counters; written as its last lock. */
  readonly counts: PendingCounts;
  readonly last: LastSteps;
}

/** What a transaction does last, in this order, before it writes the counters and commits; see lock-order.ts. */
export type LastSteps = Map<LastStep, () => Promise<void>>;

const LAST_STEPS = ['officeMail', 'pokes'] as const;
export type LastStep = (typeof LAST_STEPS)[number];

export type OfficeRow = Selectable<Tables['office']> & { readonly parsed: OfficeSettings };

/** The ledger of one process: its pool, and acts in one office. */
export interface Ledger extends LedgerPool {
  /** Runs `work` in one transaction of an office; throws UnknownOffice. */
  inOffice<T>(
    at: { readonly officeId: string; readonly actor: string },
    work: (scope: OfficeScope) => Promise<T>,
  ): Promise<T>;
}

/** Thrown when an office id names no office of this ledger. */
export class UnknownOffice extends Error {
  override readonly name = 'UnknownOffice';
}

/** Opens the ledger; `clock` is the real one, or a test's; `patience` tells who waits for its answers. */
export function openLedger({
  databaseUrl,
  clock,
  poolSize = 10,
  patience = 'jobs',
}: {
  readonly databaseUrl: string;
  readonly clock: { now(): Instant };
  readonly poolSize?: number;
  readonly patience?: PatienceName;
}): Ledger {
  const pool = openPool({ databaseUrl, poolSize, patience });
  return {
    ...pool,
    inOffice: (at, work) =>
      pool.transaction((trx) => inScope(trx, { ...at, realNow: clock.now() }, work)),
  };
}

/** Works in an office inside a transaction that is already open, and does last what comes last; throws UnknownOffice. */
export async function inScope<T>(
  trx: Transaction<Tables>,
  at: { officeId: string; actor: string; realNow: Instant },
  work: (scope: OfficeScope) => Promise<T>,
): Promise<T> {
  const scope = await scopeOf(trx, at);
  const result = await work(scope);
  for (const step of LAST_STEPS) await scope.last.get(step)?.();
  await writeCounts(trx, at.officeId, scope.counts);
  return result;
}

async function scopeOf(
  trx: Transaction<Tables>,
  { officeId, actor, realNow }: { officeId: string; actor: string; realNow: Instant },
): Promise<OfficeScope> {
  const row = await officeRow(trx, officeId);
  if (row === undefined) throw new UnknownOffice('no such office');
  const { days, ...own } = row;
  const office = { ...own, parsed: OfficeSettings.parse(own.settings) };
  return {
    trx,
    officeId,
    office,
    now: row.clock_at ?? realNow,
    realNow,
    settings: ladderSettingsBy(office, days),
    rollForward: office.parsed.rollForward,
    actor,
    counts: new Map(),
    last: new Map(),
  };
}

type CalendarRow = Selectable<Tables['calendar_day']>;

/** The office and its calendar; a rehearsal's is held shared, so that its clock never moves under an act that has begun. */
async function officeRow(
  trx: Transaction<Tables>,
  officeId: string,
): Promise<(Selectable<Tables['office']> & { readonly days: readonly CalendarRow[] }) | undefined> {
  // Every act begins with these: in one statement, whose plan is kept.
  const read = officeWithDays(trx, officeId);
  const [row] = await keptRows(trx, read);
  // A live office follows the real clock: a lock would only make acts wait for its settings.
  if (row?.kind !== 'rehearsal') return row;
  const [held] = await keptRows(trx, read.forShare());
  return held;
}

function officeWithDays(db: LedgerDb, officeId: string) {
  return db
    .selectFrom('office')
    .selectAll()
    .select(
      sql<readonly CalendarRow[]>`coalesce((
        select json_agg(d) from calendar_day d
         where d.office_id = coalesce(office.mother_office_id, office.id)), '[]')`.as('days'),
    )
    .where('id', '=', officeId);
}

/** What an office's deadlines are computed with. */
export function deadlineSettingsOf({
  settings,
  rollForward,
}: Pick<OfficeScope, 'settings' | 'rollForward'>): DeadlineSettings {
  return { calendar: settings.calendar, hours: settings.hours, rollForward };
}

/** The calendar by which an office counts days; throws where there is no such office. */
export async function officeCalendar(db: LedgerDb, officeId: string): Promise<Calendar> {
  const [row] = await keptRows(db, officeWithDays(db, officeId));
  if (row === undefined) throw new UnknownOffice('no such office');
  return calendarOf(row.days, filledYearsOf(OfficeSettings.parse(row.settings)));
}

/** The calendar and hours an office reminds by. */
export async function ladderSettings(
  db: LedgerDb | Transaction<Tables>,
  office: OfficeRow,
): Promise<LadderSettings> {
  const rows = await db
    .selectFrom('calendar_day')
    .selectAll()
    .where('office_id', '=', office.mother_office_id ?? office.id)
    .execute();
  return ladderSettingsBy(office, rows);
}

function ladderSettingsBy(office: OfficeRow, rows: readonly CalendarRow[]): LadderSettings {
  return {
    calendar: calendarOf(rows, filledYearsOf(office.parsed)),
    hours: office.parsed.hours,
    mailMinute: office.parsed.mailMinute,
    lastMailMinute: office.parsed.lastMailMinute,
  };
}
