import { countKept, isSpan, yearBefore } from '../../domain/compliance.js';
import type { KeptCounts, Span } from '../../domain/compliance.js';
import { isTold } from '../../domain/compliance-list.js';
import type { ComplianceList, ListedDuty, ListedKeeper } from '../../domain/compliance-list.js';
import { at, plusDays } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';
import { keptDuties } from './kept-duties.js';
import type { KeptRow, Reading } from './kept-duties.js';
import { toldDuties } from './told-duties.js';
import type { ToldDuty } from './told-duties.js';

/** How one agency kept its duties in a period, beside the same days a year before. */
export interface Keeper {
  readonly agencyId: string;
  readonly agency: string;
  readonly group: string;
  readonly now: KeptCounts;
  readonly before: KeptCounts;
}

/** How each agency of an office kept its duties, by group and name: whoever owed anything in the period or a year before. */
export async function keepersOf(scope: Reading, span: Span): ActResult<readonly Keeper[]> {
  if (!isSpan(span)) return refuse('COMPLIANCE_PERIOD');
  const rows = await keptDuties(scope, { spans: [span, yearBefore(span)] });
  return ok(keepersIn(rows, span));
}

function keepersIn(rows: readonly KeptRow[], span: Span): readonly Keeper[] {
  const before = yearBefore(span);
  return [...byAgency(rows).entries()]
    .map(([agencyId, own]) => ({
      agencyId,
      agency: own[0]?.agency ?? '',
      group: own[0]?.group ?? '',
      now: counted(own.filter((row) => isIn(row, span))),
      before: counted(own.filter((row) => isIn(row, before))),
    }))
    .sort((a, b) => a.group.localeCompare(b.group, 'vi') || a.agency.localeCompare(b.agency, 'vi'));
}

function byAgency(rows: readonly KeptRow[]): ReadonlyMap<string, readonly KeptRow[]> {
  const groups = new Map<string, KeptRow[]>();
  for (const row of rows) {
    const own = groups.get(row.agencyId);
    if (own === undefined) groups.set(row.agencyId, [row]);
    else own.push(row);
  }
  return groups;
}

function counted(rows: readonly KeptRow[]): KeptCounts {
  return countKept(
    rows.map(({ kept, daysLate, grantedDay }) => ({
      kept,
      daysLate,
      extended: grantedDay !== null,
    })),
  );
}

function isIn({ targetAt }: KeptRow, { from, to }: Span): boolean {
  return at(from, 0) <= targetAt && targetAt < at(plusDays(to, 1), 0);
}

/** Every duty of one agency in a period with how it was kept, why, and what the agency says. */
export async function dutiesOfKeeper(
  scope: Reading,
  { agencyId, ...span }: Span & { readonly agencyId: string },
): Promise<readonly ToldDuty[]> {
  const rows = await keptDuties(scope, { spans: [span], agencyId });
  const told = await toldDuties(scope, rows);
  return rows.flatMap(({ obligationId }) => told.get(obligationId) ?? []);
}

/** The list of a period as it would leave the office now. */
export async function complianceList(scope: OfficeScope, span: Span): ActResult<ComplianceList> {
  if (!isSpan(span)) return refuse('COMPLIANCE_PERIOD');
  const rows = await keptDuties(scope, { spans: [span, yearBefore(span)] });
  const told = await toldDuties(
    scope,
    rows.filter((row) => isIn(row, span)),
  );
  const rowsOf = byAgency(rows);
  const agencies = keepersIn(rows, span)
    .filter(({ now }) => now.owed > 0)
    .map((keeper): ListedKeeper => {
      const own = rowsOf.get(keeper.agencyId) ?? [];
      const duties = own.flatMap(({ obligationId }) => told.get(obligationId) ?? []);
      return { ...keeper, duties: duties.filter(isTold).map(listed) };
    });
  if (agencies.length === 0) return refuse('COMPLIANCE_EMPTY');
  return ok({ officeName: scope.office.name, ...span, countedAt: scope.now, agencies });
}

function listed({ objections, dueOn: _dueOn, ...duty }: ToldDuty): ListedDuty {
  return { ...duty, objections: objections.map(({ id: _id, ...objection }) => objection) };
}
