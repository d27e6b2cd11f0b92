import { unconfirmedIn } from '../../domain/calendar.js';
import { filledYearsOf, OfficeSettings } from '../../domain/schemas/office-settings.js';
import { ok, refuse } from '../../domain/result.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { officeCalendar } from '../scope.js';
import type { OfficeScope } from '../scope.js';

/** How far the days of one year are known. */
export interface CalendarYear {
  readonly year: number;
  /** Whether all its days off are entered: due days on other days raise no question any more. */
  readonly complete: boolean;
  /** How many of its days are entered and not confirmed: due days on them still raise one. */
  readonly unconfirmed: number;
  /** The paper by which a person declared it; null for a year that was shipped or is open. */
  readonly source: string | null;
  readonly declaredAt: string | null;
}

/** How far the days of a year are known in an office. */
export async function calendarYear(
  db: LedgerDb,
  officeId: string,
  year: number,
): Promise<CalendarYear> {
  const { settings } = await db
    .selectFrom('office')
    .select('settings')
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const parsed = OfficeSettings.parse(settings);
  const declared = parsed.declaredYears.find((one) => one.year === year);
  return {
    year,
    complete: filledYearsOf(parsed).includes(year),
    unconfirmed: unconfirmedIn(await officeCalendar(db, officeId), year).length,
    source: declared?.source ?? null,
    declaredAt: declared?.declaredAt ?? null,
  };
}

/**
 * Declares that all days off and working Saturdays of a year are entered, by the paper that announced
 * them; refused while a day of it is unconfirmed. Declared again, the new paper takes the place of the
 * old one. No clock moves: the days themselves were entered before.
 */
export async function declareYear(
  scope: OfficeScope,
  { year, source }: { readonly year: number; readonly source: string },
): ActResult {
  const open = unconfirmedIn(scope.settings.calendar, year);
  if (open.length > 0) return refuse('CALENDAR_YEAR_OPEN', { year, days: open.length });
  // Locked before it is read, as every change of the settings.
  const office = await scope.trx
    .selectFrom('office')
    .select('settings')
    .where('id', '=', scope.officeId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const settings = OfficeSettings.parse(office.settings);
  const declaredYears = [
    ...settings.declaredYears.filter((one) => one.year !== year),
    { year, source, declaredAt: scope.now },
  ].sort((a, b) => a.year - b.year);
  await scope.trx
    .updateTable('office')
    // A newer version that runs beside this one, while it is upgraded, may have kept more.
    .set({ settings: JSON.stringify({ ...office.settings, ...settings, declaredYears }) })
    .where('id', '=', scope.officeId)
    .execute();
  await record(scope, 'declareYear', `office:${scope.officeId}`, { year, source });
  return ok({});
}
