import { sql } from 'kysely';
import type { Day, Instant } from '../../domain/day.js';
import type { LedgerDb } from '../../db/connection.js';
import type { KeptConsolidation } from './kept-consolidation.js';

/** One version that went into a consolidation, with the figures it gave. */
export interface ConsolidatedReport {
  readonly obligationId: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly version: number;
  readonly figures: Readonly<Record<string, string>>;
  readonly nilCodes: readonly string[];
  /** By code: the word that makes a figure inexact. */
  readonly approximate: Readonly<Record<string, string>>;
  readonly nil: boolean;
  /** Codes of figures that are in no total. */
  readonly uncounted: readonly string[];
  readonly documentNumber: string | null;
  readonly documentDate: Day | null;
  readonly receivedAt: Instant;
  readonly senderName: string;
  readonly channel: 'link' | 'officer' | 'document-system' | 'dondoc';
}

/** The reports that went into a consolidation, in the order in which they came; older consolidations do not say which these were: none. */
export async function consolidatedReports(
  db: LedgerDb,
  officeId: string,
  { reports = [] }: Pick<KeptConsolidation, 'reports'>,
): Promise<readonly ConsolidatedReport[]> {
  if (reports.length === 0) return [];
  const { rows } = await sql<Omit<ConsolidatedReport, 'uncounted'>>`
    select s.obligation_id as "obligationId", o.agency_id as "agencyId", a.name as agency, s.version,
           s.figures, s.nil_codes as "nilCodes", s.approximate, s.nil, s.document_number as "documentNumber",
           s.document_date as "documentDate", s.received_at as "receivedAt",
           s.sender_name as "senderName", s.channel
      from unnest(${reports.map(({ obligationId }) => obligationId)}::uuid[],
                  ${reports.map(({ version }) => version)}::int[]) as taken(obligation_id, version)
      join submission s on s.office_id = ${officeId} and s.obligation_id = taken.obligation_id
                       and s.version = taken.version
      join obligation o on o.office_id = s.office_id and o.id = s.obligation_id
      join agency a on a.office_id = o.office_id and a.id = o.agency_id
     order by s.received_order`.execute(db);
  const uncounted = new Map(
    reports.flatMap(({ obligationId, uncounted: codes }) =>
      codes === undefined ? [] : [[obligationId, codes] as const],
    ),
  );
  return rows.map((row) => ({ ...row, uncounted: uncounted.get(row.obligationId) ?? [] }));
}
