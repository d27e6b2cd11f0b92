import { namedReport, periodName } from './period.js';
import type { ConfirmedCycle } from './schemas/confirmed-plan.js';
import type { PlannedCycle } from './start.js';

/** The period of a cycle in words, "tháng 12/2026"; null for a duty that does not come again. */
export function periodIn({
  periodKind,
  periodFrom,
  periodTo,
  dueDay,
}: Pick<ConfirmedCycle, 'periodKind' | 'periodFrom' | 'periodTo' | 'dueDay'>): string | null {
  if (periodKind === undefined || periodFrom === null || periodTo === null) return null;
  return periodName({ kind: periodKind, from: periodFrom, to: periodTo }, dueDay);
}

/** What mails, papers and pages call the report of a cycle: {BC} with its period. A plan for a coming period is not named after the one it falls into. */
export function reportNameIn({
  requirement: { what, reportName },
  cycle,
}: Pick<PlannedCycle, 'requirement' | 'cycle'>): string {
  return what === 'plan' ? reportName : namedReport(reportName, periodIn(cycle));
}
