import type { ReportForm } from '../../contract/obligations.js';
import type { LedgerDb } from '../../db/connection.js';
import { keptRows } from '../../db/kept-plans.js';
import { dutiesOfAgencies, reportNameOfCycle } from '../../db/joined.js';
import { indicatorsAsked } from '../../domain/asked-indicators.js';
import { formOf } from '../../domain/form-of.js';
import { openClaim } from './open-claim.js';

interface OfObligation {
  readonly officeId: string;
  readonly obligationId: string;
}

/** The form one agency fills in for one cycle; null when the office has none of that id. */
export async function reportForm(
  db: LedgerDb,
  { officeId, obligationId }: OfObligation,
): Promise<ReportForm | null> {
  const row = await formRow(db, { officeId, obligationId });
  if (row === null) return null;
  const asked = indicatorsAsked(row);
  const claim = await openClaim(db, { officeId, obligationId });
  const { documentNumber = null, documentDate = null, signer = null } = claim ?? {};
  return {
    agency: row.agency,
    reportName: row.reportName,
    indicators: asked.map(({ code, label, unit, decimals }) => ({ code, label, unit, decimals })),
    version: row.version,
    claimed: claim === null ? null : { documentNumber, documentDate, signer },
    sections: row.form.sections.map(({ key, heading }) => ({ key, heading })),
  };
}

/** The agency, form and name of one report; null when the office has none of that id. */
export async function formRow(db: LedgerDb, { officeId, obligationId }: OfObligation) {
  const asked = dutiesOfAgencies(db)
    .select([
      'agency.name as agency',
      'agency.kind',
      'agency.tags',
      'obligation.version',
      'requirement.form',
      'requirement.form_definition as formDefinition',
      'requirement.form_version as formVersion',
      'requirement.id as requirementId',
      'requirement.what',
      reportNameOfCycle().as('reportName'),
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.id', '=', obligationId);
  const [row] = await keptRows(db, asked);
  return row === undefined ? null : { ...row, form: formOf(row) };
}
