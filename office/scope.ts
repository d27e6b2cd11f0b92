import type { Selectable, Transaction } from 'kysely';
import { calendarOf } from '../domain/calendar.js';
import type { DeadlineSettings } from '../domain/deadline.js';
import type { Instant } from '../domain/day.js';
import type { LadderSettings } from '../domain/ladder.js';
import { OfficeSettings } from '../domain/schemas/office-settings.js';
import { connect } from '../db/connection.js';
import type { LedgerDb } from '../db/connection.js';
import type { Tables } from '../db/tables.js';

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
}

export type OfficeRow = Selectable<Tables['office']> & { readonly parsed: OfficeSettings };

export interface Ledger {
  readonly db: LedgerDb;
  inOffice<T>(
    at: { readonly officeId: string; readonly actor: string },
    work: (scope: OfficeScope) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

/** Thrown when an office id names no office of this ledger. */
export class UnknownOffice extends Error {
  override readonly name = 'UnknownOffice';
}

const SERIALIZATION_FAILURES: ReadonlySet<string> = new Set(['40001', '40P01']);
const TRIES = 4;

/** Opens the ledger; `clock` is the real one, or a test's. */
export function openLedger({
  databaseUrl,
  clock,
  poolSize = 10,
}: {
  readonly databaseUrl: string;
  readonly clock: { now(): Instant };
  readonly poolSize?: number;
}): Ledger {
  const { db } = connect({ databaseUrl, poolSize });
  return {
    db,
    inOffice: async (at, work) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await db.transaction().execute(async (trx) => {
            return await work(await scopeOf(trx, { ...at, realNow: clock.now() }));
          });
        } catch (error) {
          // Two people on one cycle: the database ends one of them, and it simply acts again.
          if (tries >= TRIES || !SERIALIZATION_FAILURES.has(codeOf(error))) throw error;
        }
      }
    },
    close: () => db.destroy(),
  };
}

/** The scope of an office inside a transaction that is already open; throws UnknownOffice. */
export async function scopeOf(
  trx: Transaction<Tables>,
  { officeId, actor, realNow }: { officeId: string; actor: string; realNow: Instant },
): Promise<OfficeScope> {
  // Shared: a rehearsal's clock never moves under an act that has begun.
  const row = await trx
    .selectFrom('office')
    .selectAll()
    .where('id', '=', officeId)
    .forShare()
    .executeTakeFirst();
  if (row === undefined) throw new UnknownOffice('no such office');
  const office = { ...row, parsed: OfficeSettings.parse(row.settings) };
  return {
    trx,
    officeId,
    office,
    now: row.clock_at ?? realNow,
    realNow,
    settings: await ladderSettings(trx, office),
    rollForward: office.parsed.rollForward,
    actor,
  };
}

/** What an office's deadlines are computed with. */
export function deadlineSettingsOf({
  settings,
  rollForward,
}: Pick<OfficeScope, 'settings' | 'rollForward'>): DeadlineSettings {
  return { calendar: settings.calendar, hours: settings.hours, rollForward };
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
  return {
    calendar: calendarOf(rows, office.parsed.filledYears),
    hours: office.parsed.hours,
    mailMinute: office.parsed.mailMinute,
    lastMailMinute: office.parsed.lastMailMinute,
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
