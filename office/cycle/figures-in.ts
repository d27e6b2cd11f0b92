import type { DataValueSet } from '../../contract/cycles.js';
import type { FiguresTaken } from '../../contract/figures-in.js';
import { periodName } from '../../domain/data-value-set.js';
import { figuresIn, typedValue } from '../../domain/figures-in.js';
import type { AwaitedReporter, FigureConflict, GivenFigure } from '../../domain/figures-in.js';
import { refusalSentence } from '../../domain/refusals.js';
import { ok, refuse } from '../../domain/result.js';
import type { ReportContent } from '../../domain/schemas/report-content.js';
import { decimal, vietnamese } from '../../domain/decimal.js';
import { dutiesOfAgencies } from '../../db/joined.js';
import type { ActResult } from '../act-result.js';
import { record } from '../audit/record.js';
import { submitReport } from '../collection/report.js';
import { hasCycle } from '../collection/signed-files.js';
import { sha256Of } from '../digest.js';
import { lockObligations } from '../obligation/apply-command.js';
import type { OfficeScope } from '../scope.js';
import { listedCycles } from './listed-cycles.js';
import { formOfCycle } from './figures.js';

/** Each report is an act with its receipt: so many of them are one transaction that nobody waits long for. */
const MOST_REPORTS = 300;

/** The figures of a DHIS2 data value set for the form of a cycle; refuses one that was made for another form. */
export async function givenInSet(
  { trx, officeId }: OfficeScope,
  { cycleId, set }: { readonly cycleId: string; readonly set: DataValueSet },
): ActResult<readonly GivenFigure[]> {
  if (!(await hasCycle(trx, { officeId, cycleId }))) return refuse('NOT_FOUND');
  const form = await formOfCycle(trx, { officeId, cycleId });
  if (set.dataSet !== form.key) {
    return refuse('FIGURES_OTHER_FORM', { given: set.dataSet, wanted: form.key });
  }
  return ok(
    set.dataValues.map(({ dataElement, orgUnit, period, value }, index) => ({
      line: index + 1,
      agency: orgUnit,
      code: dataElement.trim(),
      value: typedValue(value, { mayGroup: false }),
      nil: false,
      period: period === '' ? set.period : period,
    })),
  );
}

/**
 * Takes figures from outside as reports that the office enters, all in one transaction: each adds to what its
 * agency sent before, and none goes over an accepted report. Line by line it answers what is not taken; unless
 * `leaveOut`, any such line refuses the whole; with `seen`, so does whatever would come out otherwise than was shown.
 */
export async function takeFigures(
  scope: OfficeScope,
  input: {
    readonly cycleId: string;
    readonly given: readonly GivenFigure[];
    readonly senderName: string;
    readonly leaveOut: boolean;
    readonly dryRun: boolean;
    /** The mark of what somebody was shown; null where nobody looked first. */
    readonly seen: string | null;
  },
): ActResult<FiguresTaken> {
  const { trx, officeId } = scope;
  const { cycleId, dryRun } = input;
  const [cycle] = await listedCycles(trx, officeId, { cycleId });
  if (cycle === undefined) return refuse('NOT_FOUND');
  const form = await formOfCycle(trx, { officeId, cycleId });
  const awaited = await awaitedIn(scope, cycleId);
  const period = periodName(cycle.periodFrom, cycle.periodTo);
  const { reports, conflicts } = figuresIn(input.given, { form, period, awaited });
  if (reports.length > MOST_REPORTS) {
    return refuse('FIGURES_TOO_MANY', { given: reports.length, most: MOST_REPORTS });
  }
  // All are held before the first is changed, so that two files at once never wait for each other in a ring.
  await lockObligations(
    scope,
    reports.map(({ reporter }) => reporter.obligationId),
  );
  const taken: FiguresTaken['reports'] = [];
  const refused: FigureConflict[] = [];
  for (const report of reports) {
    const { reporter, line } = report;
    const { obligationId } = reporter;
    const content = await withFormer(scope, { ...report, senderName: input.senderName });
    const sent = await submitReport(scope, { obligationId, content, holdsChecks: true });
    if (sent.ok) {
      taken.push({
        agencyId: reporter.agencyId,
        agency: reporter.name,
        figures: Object.keys(report.figures).length + report.nilCodes.length,
        version: sent.value.version,
      });
    } else {
      const problem = refusalSentence(sent.error, sent.details);
      refused.push({ line, agency: reporter.name, code: '', problem, whole: true });
    }
  }
  const all = [...conflicts, ...refused].sort((a, b) => a.line - b.line);
  const seen = sha256Of(JSON.stringify({ taken, all }));
  if (input.seen !== null && input.seen !== seen) return refuse('FIGURES_CHANGED');
  if (!dryRun && all.length > 0 && !input.leaveOut) {
    return refuse('FIGURES_CONFLICT', { n: all.length });
  }
  if (!dryRun && taken.length === 0) return refuse('FIGURES_NONE');
  await record(scope, 'takeFigures', `cycle:${cycleId}`, {
    reports: taken.length,
    leftOut: all.length,
  });
  return ok({ dryRun, seen, reports: taken, conflicts: all });
}

async function awaitedIn(
  { trx, officeId }: OfficeScope,
  cycleId: string,
): Promise<readonly AwaitedReporter[]> {
  return dutiesOfAgencies(trx)
    .select([
      'obligation.id as obligationId',
      'agency.id as agencyId',
      'agency.name',
      'agency.kind',
      'agency.tags',
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .execute();
}

/** A report with what its agency had said before and the file is silent about: figures that came in lose nothing. */
async function withFormer(
  { trx, officeId }: OfficeScope,
  {
    reporter: { obligationId },
    figures,
    nilCodes,
    senderName,
  }: ReturnType<typeof figuresIn>['reports'][number] & { readonly senderName: string },
): Promise<ReportContent> {
  const former = await trx
    .selectFrom('submission')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('obligation_id', '=', obligationId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isNew = (code: string): boolean => !(code in figures) && !nilCodes.includes(code);
  const before = Object.entries(former?.figures ?? {})
    .filter(([code]) => isNew(code))
    .map(([code, value]): readonly [string, string] => {
      const word = former?.approximate[code];
      const typed = vietnamese(decimal(value));
      return [code, word === undefined ? typed : `${word} ${typed}`];
    });
  return {
    figures: { ...Object.fromEntries(before), ...figures },
    nilCodes: [...(former?.nil_codes ?? []).filter(isNew), ...nilCodes],
    narrative: former?.narrative ?? {},
    nil: false,
    secretPartApart: former?.secret_part_apart ?? false,
    documentNumber: former?.document_number ?? null,
    documentDate: former?.document_date ?? null,
    signer: former?.signer ?? null,
    notes: former?.notes ?? {},
    senderName,
    channel: 'officer',
    attachments: [],
  };
}
