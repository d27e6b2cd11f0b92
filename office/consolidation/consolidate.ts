import { randomUUID } from 'node:crypto';
import { decimal } from '../../domain/decimal.js';
import { indicatorsOf, NARRATIVE_SECTIONS } from '../../domain/indicators.js';
import type { AgencyKind, FormKey } from '../../domain/indicators.js';
import { mergeFigures } from '../../domain/merge.js';
import type { FigureSource } from '../../domain/merge.js';
import { record } from '../audit/record.js';
import type { OfficeScope } from '../scope.js';
import type { CycleRow } from '../reminding/ladder-rows.js';
import { cyclesOfReport } from './cycles-of-report.js';
import { batches } from '../../db/batches.js';

/** One total of a consolidation with its counts, as it is kept. */
export interface KeptTotal {
  readonly code: string;
  readonly total: string | null;
  readonly reporting: number;
  readonly nil: number;
  readonly missing: number;
}

/** What a person may edit of a consolidated report before its approval. */
export interface ReportText {
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly { readonly agency: string; readonly text: string }[];
  }[];
  readonly listNotReported: boolean;
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI'];

interface ReceivedReport {
  readonly obligation_id: string;
  readonly agency: string;
  readonly agency_kind: AgencyKind;
  readonly version: number;
  readonly received_order: number;
  readonly figures: Readonly<Record<string, string>>;
  readonly nil_codes: readonly string[];
  readonly narrative: Readonly<Record<string, string>>;
}

/**
 * Merges the latest version of every report received into a new consolidation and a draft of the
 * report; an earlier draft that has not gone out is superseded, what was released stays.
 */
export async function consolidateCycle(scope: OfficeScope, cycle: CycleRow): Promise<string> {
  const { form } = await scope.trx
    .selectFrom('requirement')
    .select('form')
    .where('office_id', '=', scope.officeId)
    .where('id', '=', cycle.requirement_id)
    .executeTakeFirstOrThrow();
  const reports = await receivedReports(scope, cycle.id);
  const consolidationId = await keepFigures(scope, { cycle, form, reports });
  const { latest } = await scope.trx
    .selectFrom('document')
    .select((eb) => eb.fn.max<number | null>('version').as('latest'))
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('kind', '=', 'consolidatedReport')
    .executeTakeFirstOrThrow();
  await scope.trx
    .updateTable('document')
    .set({ state: 'superseded', ask_at: null })
    .where('office_id', '=', scope.officeId)
    .where('cycle_id', '=', cycle.id)
    .where('kind', '=', 'consolidatedReport')
    .where('state', 'not in', ['released', 'acknowledged'])
    .execute();
  const documentId = randomUUID();
  const text: ReportText = { sections: narrativeOf(reports), listNotReported: false };
  await scope.trx
    .insertInto('document')
    .values({
      office_id: scope.officeId,
      id: documentId,
      plan_id: cycle.plan_id,
      cycle_id: cycle.id,
      kind: 'consolidatedReport',
      version: (latest ?? 0) + 1,
      state: 'draft',
      paper: JSON.stringify(text),
      consolidation_id: consolidationId,
      number: null,
      issued_on: null,
      signed_pdf: null,
      signed_pdf_name: null,
      changed_at: scope.now,
      ask_at: null,
      submitted_at: null,
      approved_at: null,
      released_at: null,
      released_by: null,
      copy_wanted: scope.office.parsed.ministryAddress !== null,
      copy_planned_at: null,
      acknowledged_at: null,
    })
    .execute();
  await record(scope, 'consolidate', `cycle:${cycle.id}`, { reports: reports.length });
  return documentId;
}

/** Figures with the values behind each: every number can be opened to its agencies and versions. */
async function keepFigures(
  scope: OfficeScope,
  { cycle, form, reports }: { cycle: CycleRow; form: FormKey; reports: readonly ReceivedReport[] },
): Promise<string> {
  const sources: FigureSource[] = reports.map((report) => ({
    obligationId: report.obligation_id,
    agency: report.agency,
    agencyKind: report.agency_kind,
    version: report.version,
    receivedOrder: report.received_order,
    values: Object.fromEntries(
      Object.entries(report.figures).map(([code, value]) => [code, decimal(value)]),
    ),
    nil: report.nil_codes,
  }));
  const merged = mergeFigures(indicatorsOf(form), sources);
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
      totals: JSON.stringify({ totals }),
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

async function receivedReports(
  scope: OfficeScope,
  cycleId: string,
): Promise<readonly ReceivedReport[]> {
  return scope.trx
    .selectFrom('obligation')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id')
        .onRef('submission.version', '=', 'obligation.version'),
    )
    .select([
      'obligation.id as obligation_id',
      'agency.name as agency',
      'agency.kind as agency_kind',
      'submission.version as version',
      'submission.received_order as received_order',
      'submission.figures as figures',
      'submission.nil_codes as nil_codes',
      'submission.narrative as narrative',
    ])
    .where('obligation.office_id', '=', scope.officeId)
    .where(
      'obligation.cycle_id',
      'in',
      cyclesOfReport(scope.trx, { officeId: scope.officeId, cycleId }),
    )
    .where('obligation.state', 'in', ['submitted', 'accepted'])
    .orderBy('agency.name')
    .execute();
}

/** Every agency's words under the plan's headings, nothing dropped, each tagged with its agency. */
function narrativeOf(reports: readonly ReceivedReport[]): ReportText['sections'] {
  return NARRATIVE_SECTIONS.map(({ key, heading }, index) => ({
    heading: `${ROMAN[index] ?? String(index + 1)}. ${heading}`,
    paragraphs: reports.flatMap(({ agency, narrative }) => {
      const text = narrative[key]?.trim() ?? '';
      return text === '' ? [] : [{ agency, text }];
    }),
  }));
}
