import type { PaperDetail } from '../../contract/papers.js';
import { coverageOf } from '../../domain/report-text.js';
import type { WordsOfAgency } from '../../domain/report-text.js';
import type { LedgerDb } from '../../db/connection.js';
import { obligationsOfAgencies } from '../../db/joined.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { KeptConsolidation } from '../consolidation/kept-consolidation.js';
import type { DraftedPaper } from './document-row.js';

/** A report that can still be edited: its paragraphs with what they are made of, what a refresh changed, whose words stand where. */
export async function textBehind(
  db: LedgerDb,
  document: DraftedPaper,
): Promise<Pick<PaperDetail, 'sections' | 'changes' | 'coverage'>> {
  const { sections, changes = [] } = document.paper as unknown as ReportText;
  const words = await wordsOf(db, document);
  return {
    sections: sections.map(({ heading, key, paragraphs }) => ({
      heading,
      ...(key === undefined ? {} : { key }),
      paragraphs: paragraphs.map(({ agency, text, id, from, agencies, made }) => ({
        agency,
        text,
        ...(id === undefined ? {} : { id }),
        ...(from === undefined ? {} : { from }),
        ...(agencies === undefined ? {} : { agencies: [...agencies] }),
        ...(made === undefined ? {} : { made }),
      })),
    })),
    changes: [...changes],
    coverage: coverageOf(sections, words).map(({ agency, used, leftOut }) => ({
      agency,
      used: [...used],
      leftOut: [...leftOut],
    })),
  };
}

/** What agencies wrote in the versions that were consolidated; older consolidations do not say which these were. */
async function wordsOf(db: LedgerDb, document: DraftedPaper): Promise<readonly WordsOfAgency[]> {
  const kept = await db
    .selectFrom('consolidation')
    .select('totals')
    .where('office_id', '=', document.office_id)
    .where('id', '=', document.consolidation_id ?? '')
    .executeTakeFirst();
  const { reports = [] } = (kept?.totals ?? {}) as Partial<KeptConsolidation>;
  if (reports.length === 0) return [];
  const versions = new Map(reports.map(({ obligationId, version }) => [obligationId, version]));
  const rows = await obligationsOfAgencies(db)
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id'),
    )
    .select([
      'obligation.id',
      'submission.version',
      'agency.name as agency',
      'submission.narrative',
    ])
    .where('obligation.office_id', '=', document.office_id)
    .where('obligation.id', 'in', [...versions.keys()])
    .orderBy('agency.name')
    .execute();
  return rows.filter(({ id, version }) => versions.get(id) === version);
}
