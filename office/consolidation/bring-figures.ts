import { broughtFigures } from '../../domain/brought-figures.js';
import type { BroughtFigures, LineageAgency } from '../../domain/brought-figures.js';
import { formOf } from '../../domain/form-of.js';
import { ok, refuse } from '../../domain/result.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { LedgerDb } from '../../db/connection.js';
import { cyclesOfRequirements } from '../../db/joined.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import type { OfficeScope } from '../scope.js';
import type { BeforeEffect } from '../../contract/cycles.js';
import { lineage } from '../lineage.js';

interface GivenSheet {
  readonly cycleId: string;
  /** The cells of the sheet, row by row. */
  readonly rows: readonly (readonly string[])[];
}

/** The figures of a file with what they are read by. */
interface FoundFigures extends BroughtFigures {
  readonly form: FormDefinition;
  readonly agencies: readonly LineageAgency[];
}

/** What a file says of the same period before, as the form of a cycle reads it; nothing is kept. */
export async function figuresInSheet(
  db: LedgerDb,
  officeId: string,
  { cycleId, rows }: GivenSheet,
): ActResult<FoundFigures> {
  const kept = await cyclesOfRequirements(db)
    .select(['requirement.form', 'requirement.form_definition as formDefinition'])
    .where('cycle.office_id', '=', officeId)
    .where('cycle.id', '=', cycleId)
    .executeTakeFirst();
  if (kept === undefined) return refuse('NOT_FOUND');
  const form = formOf(kept);
  const agencies = await lineage(db, officeId);
  const read = broughtFigures(rows, { indicators: form.indicators, agencies });
  if (!read.ok) {
    const lines = read.problems.map(({ line, problem }) => `dòng ${String(line)}: ${problem}`);
    return refuse('FIGURES_UNREADABLE', { problems: lines.slice(0, MOST_NAMED) });
  }
  return ok({ ...read.figures, form, agencies });
}

/** What is found, as a person looks at it before it is kept. */
export function shownEffect({
  form,
  agencies,
  totals,
  byAgency,
  absent,
  unknown,
  otherTotals,
}: FoundFigures): BeforeEffect {
  const labels = new Map(form.indicators.map(({ code, label }) => [code, label]));
  const labelOf = (code: string) => labels.get(code) ?? code;
  const lines = new Map<string, string[]>();
  for (const { agencyId, name } of byAgency) {
    if (agencyId !== null) lines.set(agencyId, [...(lines.get(agencyId) ?? []), name]);
  }
  return {
    figures: form.indicators.flatMap(({ code, label, unit }) => {
      const total = totals[code] ?? null;
      return total === null ? [] : [{ code, label, unit, total }];
    }),
    absent: absent.map(labelOf),
    lines: byAgency.length,
    unknown: [...unknown],
    merged: [...lines].flatMap(([id, names]) => {
      const agency = agencies.find((one) => one.id === id)?.name ?? '';
      return names.length > 1 || names[0] !== agency ? [{ agency, lines: names }] : [];
    }),
    otherTotals: otherTotals.map(({ code, printed, counted }) => ({
      label: labelOf(code),
      printed,
      counted,
    })),
  };
}

/** So many wrong lines are named at once. */
const MOST_NAMED = 20;

/** Keeps what a file says of the same period before in place of what was brought in earlier; the next draft compares with it. */
export async function bringFigures(
  scope: OfficeScope,
  input: GivenSheet & { readonly fileName: string; readonly bytes: Buffer },
): ActResult {
  const read = await figuresInSheet(scope.trx, scope.officeId, input);
  if (!read.ok) return read;
  const sha256 = sha256Of(input.bytes);
  const values = {
    file_name: input.fileName,
    sha256,
    totals: JSON.stringify(read.value.totals),
    by_agency: JSON.stringify(read.value.byAgency),
    brought_at: scope.now,
    brought_by: scope.actor,
  };
  await scope.trx
    .insertInto('brought_figures')
    .values({ office_id: scope.officeId, cycle_id: input.cycleId, ...values })
    .onConflict((conflict) => conflict.columns(['office_id', 'cycle_id']).doUpdateSet(values))
    .execute();
  await record(scope, 'bringFigures', `cycle:${input.cycleId}`, {
    sha256,
    figures: Object.keys(read.value.totals).length,
    lines: read.value.byAgency.length,
  });
  return ok({});
}

/** Takes away what was brought in, so that the ledger's own earlier period is compared with again. */
export async function dropBroughtFigures(
  scope: OfficeScope,
  { cycleId }: { readonly cycleId: string },
): ActResult {
  const gone = await scope.trx
    .deleteFrom('brought_figures')
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycleId)
    .returning('cycle_id')
    .executeTakeFirst();
  if (gone === undefined) return refuse('NOT_FOUND');
  await record(scope, 'dropBroughtFigures', `cycle:${cycleId}`);
  return ok({});
}
