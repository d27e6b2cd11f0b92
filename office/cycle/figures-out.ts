import type { DataValueSet } from '../../contract/cycles.js';
import { csvOf } from '../../domain/csv.js';
import { periodName } from '../../domain/data-value-set.js';
import { withOffset } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import { receivedReports } from '../consolidation/received-reports.js';
import { listedCycles } from './listed-cycles.js';
import { formOfCycle } from './figures.js';

interface Where {
  readonly officeId: string;
  readonly cycleId: string;
}

/** The figures of each agency whose report counts, one a line, for a spreadsheet; null when the office has no such cycle. */
export async function figuresCsv(
  db: LedgerDb,
  where: Where,
): Promise<{ readonly reportName: string; readonly text: string } | null> {
  const values = await reportedFigures(db, where);
  if (values === null) return null;
  const { period, rows, reportName } = values;
  const text = csvOf([
    [
      'Kỳ',
      'Mã đơn vị',
      'Cơ quan, đơn vị',
      'Mã',
      'Chỉ tiêu',
      'Đơn vị tính',
      'Giá trị',
      'Không phát sinh',
      'Lần',
      'Nhận lúc',
    ],
    ...rows.map(({ report, code, label, unit, value, nil }) => [
      ...[period, report.agencyId, report.agency, code, label, unit, value, nil ? 'x' : ''],
      ...[report.version, withOffset(report.receivedAt)],
    ]),
  ]);
  return { reportName, text };
}

/** The same as a DHIS2 data value set: what did not occur is zero and says so. */
export async function dataValueSet(db: LedgerDb, where: Where): Promise<DataValueSet | null> {
  const values = await reportedFigures(db, where);
  if (values === null) return null;
  const { period, rows, form } = values;
  return {
    dataSet: form,
    period,
    dataValues: rows.map(({ report, code, value, nil }) => ({
      dataElement: code,
      period,
      orgUnit: report.agencyId,
      value,
      comment: nil ? `${report.agency}: không phát sinh` : report.agency,
    })),
  };
}

async function reportedFigures(db: LedgerDb, where: Where) {
  const [cycle] = await listedCycles(db, where.officeId, { cycleId: where.cycleId });
  if (cycle === undefined) return null;
  const form = await formOfCycle(db, where);
  const reports = await receivedReports(db, where);
  const rows = reports.flatMap((report) =>
    form.indicators.flatMap(({ code, label, unit }) => {
      const nil = report.nilCodes.includes(code);
      const value = report.figures[code] ?? (nil ? '0' : undefined);
      return value === undefined ? [] : [{ report, code, label, unit, value, nil }];
    }),
  );
  return {
    reportName: cycle.reportName,
    form: form.key,
    period: periodName(cycle.periodFrom, cycle.periodTo),
    rows,
  };
}
