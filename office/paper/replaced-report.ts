import type { ReplacedReport } from '../../documents/paper-shapes.js';
import type { LedgerDb } from '../../db/connection.js';
import type { KeptConsolidation } from '../consolidation/kept-consolidation.js';
import { DOCUMENT_COLUMNS } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { recipientOf } from './recipient-of.js';

/** Of a paper what tells which one went out before it. */
type InSuccession = Pick<
  DocumentRow,
  'office_id' | 'cycle_id' | 'kind' | 'version' | 'batch' | 'paper' | 'consolidation_id'
>;

/** The report of a cycle that has gone out before this version, to the same recipient where each got a copy; null where none has. */
export async function releasedBefore(
  db: LedgerDb,
  paper: InSuccession,
): Promise<DocumentRow | null> {
  if (paper.kind !== 'consolidatedReport' || paper.version === 1) return null;
  const gone = await db
    .selectFrom('document')
    .select(DOCUMENT_COLUMNS)
    .where('office_id', '=', paper.office_id)
    .where('cycle_id', '=', paper.cycle_id)
    .where('kind', '=', paper.kind)
    .where('version', '<', paper.version)
    // Copies for other recipients say the same and replace nothing.
    .where((eb) => eb.or([eb('batch', 'is', null), eb('batch', 'is distinct from', paper.batch)]))
    .where('state', 'in', ['released', 'acknowledged'])
    .orderBy('version', 'desc')
    .execute();
  const recipient = recipientOf(paper);
  const own = gone.find((one) => recipient !== null && recipientOf(one) === recipient);
  return own ?? gone[0] ?? null;
}

/** The totals that a report was made of, by code, as decimals with a point. */
export async function totalsBehind(
  db: LedgerDb,
  paper: Pick<DocumentRow, 'office_id' | 'consolidation_id'>,
): Promise<ReadonlyMap<string, string | null>> {
  const row = await db
    .selectFrom('consolidation')
    .select('totals')
    .where('office_id', '=', paper.office_id)
    .where('id', '=', paper.consolidation_id ?? '')
    .executeTakeFirst();
  const { totals = [] } = (row?.totals ?? {}) as Partial<KeptConsolidation>;
  return new Map(totals.map(({ code, total }) => [code, total]));
}

/** What a report says of the one that it takes the place of; null where none has gone out. */
export async function replacedReport(
  db: LedgerDb,
  paper: InSuccession,
  indicators: readonly {
    readonly code: string;
    readonly label: string;
    readonly unit: string;
  }[],
): Promise<ReplacedReport | null> {
  const gone = await releasedBefore(db, paper);
  if (gone === null) return null;
  // What a committee issued has its own number; that of the Tờ trình is none of the report.
  const number = gone.committee_number ?? gone.number;
  const issuedOn = gone.committee_number === null ? gone.issued_on : gone.committee_issued_on;
  if (number === null || issuedOn === null) return null;
  const [then, now] = [await totalsBehind(db, gone), await totalsBehind(db, paper)];
  return {
    number,
    issuedOn,
    figures: indicators.flatMap(({ code, label, unit }) => {
      const [before = null, after = null] = [then.get(code), now.get(code)];
      return before === after ? [] : [{ label, unit, before, after }];
    }),
  };
}
