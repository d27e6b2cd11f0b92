import { randomUUID } from 'node:crypto';
import { formOf } from '../../domain/form-of.js';
import { mergeFigures } from '../../domain/merge.js';
import type { MergedFigure } from '../../domain/merge.js';
import { madeText } from '../../domain/report-text.js';
import type { StrayFigure } from '../../domain/report-from-word.js';
import type { ReportSectionText, TextChange } from '../../domain/report-text.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { figureSourcesOf, receivedReports } from './received-reports.js';
import type { ReceivedReport } from './received-reports.js';
import type { KeptConsolidation, KeptReport, KeptTotal } from './kept-consolidation.js';
import { countedStates } from './counted-states.js';
import type { HeadChange } from '../../domain/paper-head.js';
import { waitingReports } from './waiting-reports.js';
import type { WaitingReport } from './waiting-reports.js';
import { approximateIn, periodsBeside } from './periods-beside.js';
import { samePeriodBefore } from './same-period-before.js';
import { takenFigures, valuesTaken } from './taken-figures.js';

/** What a person may edit of a consolidated report before its approval. */
export interface ReportText {
  readonly sections: readonly ReportSectionText[];
  readonly listNotReported: boolean;
  /** What the last refresh changed of the version before; none in a first draft and in earlier ones. */
  readonly changes?: readonly TextChange[];
  /** Of one that came back from Word: its figures that are not those of their source. */
  readonly strayFigures?: readonly StrayFigure[];
  /** What the officer changed of what stands around the text. */
  readonly head?: HeadChange;
  /** A draft that the committee is to issue, behind a Tờ trình. */
  readonly proposal?: boolean;
}

/** Merges the latest version of every report received into a new consolidation; answers its id and the text that its figures and the agencies' words make. */
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
  const taken = await takenFigures(scope.trx, { officeId: scope.officeId, cycleId: cycle.id });
  const merged = mergeFigures(form.indicators, figureSourcesOf(reports), valuesTaken(taken));
  const notCounted = await waitingReports(scope.trx, {
    officeId: scope.officeId,
    cycleId: cycle.id,
    counted: await countedStates(scope.trx, scope.officeId),
  });
  const waiting = notCounted.map(({ obligationId, why }) => ({ obligationId, why }));
  const totals = Object.fromEntries(merged.map(({ code, total }) => [code, total]));
  const before = await samePeriodBefore(scope.trx, {
    officeId: scope.officeId,
    cycleId: cycle.id,
    form: kept.form,
    periodFrom: cycle.period_from,
    periodTo: cycle.period_to,
  });
  const besides = {
    ...(taken.length === 0
      ? {}
      : {
          taken: taken.map(({ code, subject, countedOn }) => ({ code, subject, countedOn })),
        }),
    ...(before === null ? {} : { before: { from: before.from, totals: before.totals } }),
    ...(await periodsBeside(scope.trx, { cycle, indicators: form.indicators, totals })),
  };
  const consolidationId = await keepFigures(scope, { cycle, merged, reports, waiting, besides });
  await record(scope, 'consolidate', `cycle:${cycle.id}`, { reports: reports.length });
  const words = reports;
  return {
    consolidationId,
    sections: madeText(form, {
      totals,
      before: before?.totals ?? {},
      approximate: approximateIn(merged),
      words,
    }),
  };
}

/** Which version of each report went in, and what of it is in no total: every number can be opened to its agencies. */
function keptReports(
  reports: readonly ReceivedReport[],
  merged: readonly MergedFigure[],
): readonly KeptReport[] {
  const uncounted = new Map<string, string[]>();
  for (const { code, sources } of merged) {
    for (const { obligationId, counted } of sources) {
      if (counted) continue;
      uncounted.set(obligationId, [...(uncounted.get(obligationId) ?? []), code]);
    }
  }
  return reports.map(({ obligationId, version }) => {
    const codes = uncounted.get(obligationId);
    return { obligationId, version, ...(codes === undefined ? {} : { uncounted: codes }) };
  });
}

/** The totals with what they are made of, as one row. */
async function keepFigures(
  scope: OfficeScope,
  {
    cycle,
    merged,
    reports,
    waiting,
    besides,
  }: {
    cycle: CycleRow;
    merged: readonly MergedFigure[];
    reports: readonly ReceivedReport[];
    waiting: readonly WaitingReport[];
    besides: Pick<KeptConsolidation, 'before' | 'sinceYear' | 'belowParts' | 'taken'>;
  },
): Promise<string> {
  const { made } = await scope.trx
    .selectFrom('consolidation')
    .select((eb) => eb.fn.max<number | null>('version').as('made'))
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .executeTakeFirstOrThrow();
  const id = randomUUID();
  const totals: KeptTotal[] = merged.map(
    ({ code, total, reporting, nil, missing, approximate }) => ({
      code,
      total,
      reporting,
      nil,
      missing,
      ...(approximate === 0 ? {} : { approximate }),
    }),
  );
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
        waiting,
        ...besides,
        reports: keptReports(reports, merged),
      } satisfies KeptConsolidation),
    })
    .execute();
  return id;
}
