import { ABOUT, joinedFigure } from './approximate.js';
import { folded } from './folded.js';
import { instantOf, plusMs } from './day.js';
import type { Day, Instant } from './day.js';
import type { FormDefinition } from './schemas/form-definition.js';

/** A report as one office hands it to the one above. */
export interface HandedReport {
  /** SHA-256 of its content, by which it is known: the same report is never taken twice. */
  readonly sha256: string;
  /** Which duty it is for, where a person has chosen; else the office above finds it. */
  readonly dutyId: string | null;
  readonly from: string;
  readonly number: string;
  readonly issuedOn: Day;
  readonly signer: string | null;
  readonly period: { readonly from: Day; readonly to: Day } | null;
  /** Totals as decimals with a point. */
  readonly figures: readonly {
    readonly code: string;
    readonly total: string;
    /** Not all that it is made of is exact. */
    readonly approximate?: boolean | undefined;
  }[];
  readonly narrative: readonly { readonly heading: string; readonly text: string }[];
}

/** A duty of the agency that a report may be for. */
export interface OpenDuty {
  readonly id: string;
  readonly name: string;
  readonly duePhrase: string;
  readonly periodFrom: Day | null;
  readonly periodTo: Day | null;
}

/** For which of the open duties a report is: the one chosen, the only one unless that is of another period, the one of its period; null where a person has to say. */
export function dutyFor(
  { dutyId, period }: Pick<HandedReport, 'dutyId' | 'period'>,
  duties: readonly OpenDuty[],
): OpenDuty | null {
  if (dutyId !== null) return duties.find(({ id }) => id === dutyId) ?? null;
  const [first, ...others] = duties;
  // October's report would replace what was sent for September, if only September's is open yet.
  const isOfAnother = (duty: OpenDuty) =>
    period !== null &&
    duty.periodFrom !== null &&
    duty.periodTo !== null &&
    (duty.periodFrom !== period.from || duty.periodTo !== period.to);
  if (first !== undefined && others.length === 0) return isOfAnother(first) ? null : first;
  const same = duties.filter(
    ({ periodFrom, periodTo }) =>
      period !== null && periodFrom === period.from && periodTo === period.to,
  );
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** A handed report in the words of the form above: figures by their codes, sections by their headings; what has no section there goes into the last. */
export function inFormOf(
  { figures, narrative }: Pick<HandedReport, 'figures' | 'narrative'>,
  form: Pick<FormDefinition, 'sections' | 'indicators'>,
): {
  readonly figures: Readonly<Record<string, string>>;
  readonly narrative: Readonly<Record<string, string>>;
  /** Codes that the form does not ask for. */
  readonly unknown: readonly string[];
} {
  const codes = new Set(form.indicators.map(({ code }) => code));
  const texts: Record<string, string> = {};
  for (const { heading, text } of narrative) {
    const section =
      form.sections.find((one) => bareHeading(one.heading) === bareHeading(heading)) ??
      form.sections.at(-1);
    if (section === undefined || text.trim() === '') continue;
    const isOwn = bareHeading(section.heading) === bareHeading(heading);
    const words = isOwn ? text : `${heading}\n${text}`;
    const before = texts[section.key];
    texts[section.key] = before === undefined ? words : `${before}\n${words}`;
  }
  return {
    figures: Object.fromEntries(
      figures
        .filter(({ code }) => codes.has(code))
        // As it is typed in a form: a comma before the decimals.
        .map(({ code, total, approximate = false }) => [
          code,
          joinedFigure(total.replace('.', ','), approximate ? ABOUT : null),
        ]),
    ),
    narrative: texts,
    unknown: figures.map(({ code }) => code).filter((code) => !codes.has(code)),
  };
}

/** A heading without its number, however it is written. */
function bareHeading(heading: string): string {
  return folded(heading.replace(/^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)]\s*/iu, ''));
}

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/** When a report that did not go is tried again: soon at first, at least every half hour. */
export function nextTry(now: Instant, tries: number): Instant {
  return plusMs(now, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10)));
}

/** The duties that an office above names in its answer; null where they are not what the contract says. */
export function dutiesNamed(
  given: unknown,
): readonly { readonly id: string; readonly name: string; readonly duePhrase: string }[] | null {
  if (!Array.isArray(given)) return null;
  const named = (given as readonly unknown[]).flatMap((one) => {
    const { id, name, duePhrase } = (one ?? {}) as Readonly<Record<string, unknown>>;
    const isDuty =
      typeof id === 'string' &&
      UUID.test(id) &&
      typeof name === 'string' &&
      typeof duePhrase === 'string';
    return isDuty ? [{ id, name, duePhrase }] : [];
  });
  return named.length === given.length ? named : null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** A moment as an office above names it; null where it is none. */
export function momentNamed(given: unknown): Instant | null {
  const ms = typeof given === 'string' ? Date.parse(given) : Number.NaN;
  return Number.isNaN(ms) ? null : instantOf(ms);
}
