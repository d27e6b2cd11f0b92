import { indicatorsAsked } from './asked-indicators.js';
import type { Reporter } from './asked-indicators.js';
import type { Decimal } from './decimal.js';
import { joinedFigure, partedFigure } from './approximate.js';
import { checkInexact } from './figure-check.js';
import type { FormDefinition } from './schemas/form-definition.js';
import { ok, refuse } from './result.js';
import type { Result } from './result.js';
import type { ConfirmedRequirement } from './schemas/confirmed-plan.js';

/** What of a report the form can check. */
export interface CheckableReport {
  readonly figures: Readonly<Record<string, string>>;
  readonly nilCodes: readonly string[];
  readonly narrative: Readonly<Record<string, string>>;
  readonly nil: boolean;
  readonly documentNumber: string | null;
  readonly notes?: Readonly<Record<string, string>> | undefined;
}

export interface CheckedFigures {
  readonly figures: Readonly<Record<string, Decimal>>;
  /** By indicator: what makes its figure inexact ("khoảng"). */
  readonly approximate: Readonly<Record<string, string>>;
  readonly nilCodes: readonly string[];
  /** What was said of figures that the form asks for. */
  readonly notes: Readonly<Record<string, string>>;
}

/**
 * The figures of a report as exact numbers; refuses what is no number or has more decimals than its
 * indicator can have (naming each: `7,385` people are a slip of notation), what can be read in two ways
 * (`7.385` grams), and a report that says nothing at all. Fields left blank stay missing: they are not zero.
 */
export function checkReport(
  report: CheckableReport,
  {
    form,
    kind,
    tags,
    what,
    files,
  }: Reporter & {
    readonly form: FormDefinition;
    readonly what: ConfirmedRequirement['what'];
    readonly files: number;
  },
): Result<CheckedFigures, 'FIGURES_INVALID' | 'FIGURES_UNCLEAR' | 'REPORT_EMPTY'> {
  const asked = indicatorsAsked({ what, form, kind, tags });
  const figures: Record<string, Decimal> = {};
  const approximate: Record<string, string> = {};
  const wrong: { readonly code: string; readonly label: string }[] = [];
  const unclear: string[] = [];
  for (const { code, label, decimals } of asked) {
    const typed = report.figures[code]?.trim() ?? '';
    if (typed === '' || report.nil || report.nilCodes.includes(code)) continue;
    const checked = checkInexact(typed, { decimals });
    if (checked.ok) {
      const { value, word } = checked.value;
      figures[code] = value;
      if (word !== null) approximate[code] = word;
    } else if (checked.error === 'TWO_READINGS') unclear.push(twoReadings({ label, typed }));
    else wrong.push({ code, label });
  }
  if (wrong.length > 0) {
    return refuse('FIGURES_INVALID', {
      fields: wrong.map(({ code }) => code),
      labels: wrong.map(({ label }) => label),
    });
  }
  if (unclear.length > 0) return refuse('FIGURES_UNCLEAR', { figures: unclear.join('; ') });
  const nilCodes = asked
    .map(({ code }) => code)
    .filter((code) => report.nil || report.nilCodes.includes(code));
  const told = Object.values(report.narrative).some((text) => text.trim() !== '');
  const empty =
    Object.keys(figures).length === 0 &&
    nilCodes.length === 0 &&
    !report.nil &&
    !told &&
    files === 0 &&
    (report.documentNumber ?? '').trim() === '';
  const notes = Object.fromEntries(
    asked.flatMap(({ code }) => {
      const note = report.notes?.[code]?.trim() ?? '';
      return note === '' || nilCodes.includes(code) ? [] : [[code, note]];
    }),
  );
  return empty ? refuse('REPORT_EMPTY') : ok({ figures, approximate, nilCodes, notes });
}

function twoReadings({ label, typed }: { readonly label: string; readonly typed: string }): string {
  const { number, word } = partedFigure(typed);
  const [whole, fraction] = [number.replace('.', ''), number.replace('.', ',')].map((one) =>
    joinedFigure(one, word),
  );
  return `${label}: “${typed}”, đề nghị ghi ${whole ?? ''} hoặc ${fraction ?? ''}`;
}
