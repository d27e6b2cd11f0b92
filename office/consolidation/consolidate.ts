import { randomUUID } from 'node:crypto';
import { formOf } from '../../domain/form-of.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { mergeFigures } from '../../domain/merge.js';
import { romanNumeral } from '../../domain/roman-numeral.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { figureSourcesOf, receivedReports } from './received-reports.js';
import type { ReceivedReport } from './received-reports.js';
import { batches } from '../../db/batches.js';

/** One total of a consolidation with its counts, as it is kept. */
export interface KeptTotal {
  readonly code: string;
  readonly total: string | null;
  readonly reporting: number;
  readonly nil: number;
  readonly missing: number;
}

/** What a consolidation keeps besides the values behind its totals. */
export interface KeptConsolidation {
  readonly totals: readonly KeptTotal[];
  /** The version of each report that went into it; older consolidations do not say. */
  readonly reports?: readonly { readonly obligationId: string; readonly version: number }[];
}

/** What a person may edit of a consolidated report before its approval. */
export interface ReportText {
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly { readonly agency: string; readonly text: string }[];
  }[];
  readonly listNotReported: boolean;
}

/** Merges the latest version of every report received into a new consolidation; answers its id and every agency's words. */
export async function consolidateCycle(
  scope: OfficeScope,
  cycle: CycleRow,
): Promise<{ readonly consolidationId: string; readonly sections: ReportText['sections'] }> {
  const kept = await scope.trx
    .selectFrom('requirement')
    .select(['form', 'form_definition as formDefinition'])
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.requirement_id)
    .executeTakeFirstOrThrow();
  const form = formOf(kept);
  const reports = await receivedReports(scope.trx, {
    officeId: scope.officeId,
    cycleId: cycle.id,
  });
  const consolidationId = await keepFigures(scope, { cycle, form, reports });
  await record(scope, 'consolidate', `cycle:${cycle.id}`, { reports: reports.length });
  return { consolidationId, sections: narrativeOf(form, reports) };
}

/** Figures with the values behind each: every number can be opened to its agencies and versions. */
async function keepFigures(
  scope: OfficeScope,
  {
    cycle,
    form,
    reports,
  }: { cycle: CycleRow; form: FormDefinition; reports: readonly ReceivedReport[] },
): Promise<string> {
  const merged = mergeFigures(form.indicators, figureSourcesOf(reports));
  const { made } = await scope.trx
    .selectFrom('consolidation')
    .select((eb) => eb.fn.max<number | null>('version').as('made'))
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .executeTakeFirstOrThrow();
  const id = randomUUID();
  const totals: KeptTotal[] = merged.map(({ code, total, reporting, nil, missing }) => ({
    code,
    total,
    reporting,
    nil,
    missing,
  }));
  await scope.trx
    .insertInto('consolidation')
    .values({
      office_id: scope.officeId,
      id,
      cycle_id: cycle.id,
      version: (made ?? 0) + 1,
      made_at: scope.now,
      totals: JSON.stringify({
        totals,
        reports: reports.map(({ obligationId, version }) => ({ obligationId, version })),
      } satisfies KeptConsolidation),
    })
    .execute();
  const rows = merged.flatMap(({ code, sources: behind }) =>
    behind.map(({ obligationId, version, value, counted }) => ({
      office_id: scope.officeId,
      consolidation_id: id,
      code,
      obligation_id: obligationId,
      submission_version: version,
      value,
      counted,
    })),
  );
  for (const portion of batches(rows)) {
    await scope.trx.insertInto('consolidation_source').values(portion).execute();
  }
  return id;
}

/** Every agency's words under the plan's headings, nothing dropped, each tagged with its agency. */
function narrativeOf(
  form: FormDefinition,
  reports: readonly ReceivedReport[],
): ReportText['sections'] {
  return form.sections.map(({ key, heading }, index) => ({
    heading: `${romanNumeral(index + 1)}. ${heading}`,
    paragraphs: reports.flatMap(({ agency, narrative }) => {
      const text = narrative[key]?.trim() ?? '';
      return text === '' ? [] : [{ agency, text }];
    }),
  }));
}
