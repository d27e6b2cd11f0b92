/** A calendar day `YYYY-MM-DD` in Việt Nam; never an instant. */
export type Day = string & { readonly __brand: 'Day' };

/** A point of time as ISO 8601 in UTC with milliseconds, `2026-07-03T10:00:00.000Z`; sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** Minutes after midnight, Việt Nam time: 450 is 07:30. */
export type MinuteOfDay = number;

const DAY_MS = 86_400_000;
/** Asia/Ho_Chi_Minh is UTC+7 the year round. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT_SHAPE =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** The day of a text `YYYY-MM-DD`; throws RangeError when it names no real day. */
export function day(text: string): Day {
  const made = dayOrNull(text);
  if (made === null) throw new RangeError(`not a day: ${text}`);
  return made;
}

/** Like `day`, but null for what is no real day (2026-02-30). */
export function dayOrNull(text: string): Day | null {
  if (!DAY_SHAPE.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text
    ? null
    : (text as Day);
}

/** Like `dayOrNull`, but null too outside of the years 2000 to 2100: what a person types beyond them is a slip. */
export function givenDayOrNull(text: string): Day | null {
  const given = dayOrNull(text);
  return given !== null && isGivenYear(given) ? given : null;
}

/** The instant of an ISO text with offset or Z, of the years 2000 to 2100; null for every other text. */
export function givenInstantOrNull(text: string): Instant | null {
  if (!INSTANT_SHAPE.test(text)) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return null;
  const given = instantOf(ms);
  return isGivenYear(dayAt(given)) ? given : null;
}

function isGivenYear(on: Day): boolean {
  return on >= '2000-01-01' && on <= '2100-12-31';
}

/** The day of year, month (1–12) and day of month, or null when there is no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  return dayOrNull(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`,
  );
}

/** The instant of an ISO text with offset or Z; throws RangeError when it is none. */
export function instant(text: string): Instant {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    throw new RangeError(`not an instant: ${text}`);
  }
  return new Date(ms).toISOString() as Instant;
}

/** The instant of epoch milliseconds. */
export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** Epoch milliseconds of an instant. */
export function msOf(at: Instant): number {
  return Date.parse(at);
}

/** `at` moved by milliseconds. */
export function plusMs(at: Instant, ms: number): Instant {
  return instantOf(msOf(at) + ms);
}

/** The instant of a minute of a day in Việt Nam. */
export function at(on: Day, minute: MinuteOfDay): Instant {
  return instantOf(Date.parse(`${on}T00:00:00.000Z`) - OFFSET_MS + minute * 60_000);
}

/** The day in Việt Nam at an instant. */
export function dayAt(moment: Instant): Day {
  return new Date(msOf(moment) + OFFSET_MS).toISOString().slice(0, 10) as Day;
}

/** Minutes after midnight in Việt Nam at an instant. */
export function minuteAt(moment: Instant): MinuteOfDay {
  const local = new Date(msOf(moment) + OFFSET_MS);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/** `on` moved by calendar days, which may be negative. */
export function plusDays(on: Day, days: number): Day {
  return new Date(Date.parse(`${on}T00:00:00.000Z`) + days * DAY_MS)
    .toISOString()
    .slice(0, 10) as Day;
}

/** Calendar days from one day to another; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Weekday by ISO: Monday 1 … Sunday 7. */
export function weekday(on: Day): number {
  return new Date(`${on}T00:00:00.000Z`).getUTCDay() || 7;
}

/** The last day of a month (1–12). */
export function lastDayOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as Day;
}

/** An instant written with Việt Nam's offset and no milliseconds: `2026-07-03T17:00:00+07:00`. */
export function withOffset(moment: Instant): string {
  return `${new Date(msOf(moment) + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}

/** The earlier of two instants, or the one that is not null. */
export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null) return b;
  if (b === null) return a;
  return a <= b ? a : b;
}
