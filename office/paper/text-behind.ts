import type { PaperDetail, Section } from '../../contract/papers.js';
import { formOf } from '../../domain/form-of.js';
import { strayFiguresIn } from '../../domain/report-from-word.js';
import { coverageOf, leftOutOf, madeText } from '../../domain/report-text.js';
import type {
  ReportParagraph,
  ReportSectionText,
  WordsOfAgency,
} from '../../domain/report-text.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import type { LedgerDb } from '../../db/connection.js';
import { BY_AGENCY_NAME, cyclesOfRequirements, obligationsOfAgencies } from '../../db/joined.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { KeptConsolidation } from '../consolidation/kept-consolidation.js';
import { approximateIn, totalsOf } from '../consolidation/periods-beside.js';
import type { DraftedPaper } from './document-row.js';
import { doubtsOf } from './report-figures.js';
import { strayFigureText } from './report-versions.js';

/** A report that can still be edited: its paragraphs with what they are made of, what is left out, what a refresh changed, whose words stand where. */
export async function textBehind(
  db: LedgerDb,
  document: DraftedPaper,
): Promise<Pick<PaperDetail, 'sections' | 'changes' | 'coverage' | 'doubts'>> {
  const { sections, changes = [], strayFigures = [] } = document.paper as unknown as ReportText;
  // What a person wrote over since, and what only the file from Word can tell: its annex.
  const stray = [...strayFiguresIn(sections), ...strayFigures];
  const source = await sourceOf(db, document);
  const made = madeOf(source);
  return {
    sections: sections.map((section): Section => {
      const { heading, key, paragraphs } = section;
      const leftOut = leftOutOf(section, made).map(shown);
      return {
        heading,
        ...(key === undefined ? {} : { key }),
        paragraphs: paragraphs.map(shown),
        ...(leftOut.length === 0 ? {} : { leftOut }),
      };
    }),
    changes: [...changes],
    coverage: coverageOf(sections, source?.words ?? []).map(({ agency, used, leftOut }) => ({
      agency,
      used: [...used],
      leftOut: [...leftOut],
    })),
    doubts: [
      ...(source === null ? [] : doubtsOf(source.kept, source.form)),
      ...new Set(stray.map(strayFigureText)),
    ],
  };
}

/** All paragraphs that its consolidation makes for a report, whatever a person did with them since. */
export async function textMadeFor(
  db: LedgerDb,
  document: DraftedPaper,
): Promise<readonly ReportSectionText[]> {
  return madeOf(await sourceOf(db, document));
}

interface Source {
  readonly form: FormDefinition;
  readonly kept: KeptConsolidation;
  readonly words: readonly WordsOfAgency[];
}

function madeOf(source: Source | null): readonly ReportSectionText[] {
  if (source === null) return [];
  const { form, kept, words } = source;
  const before = Object.entries(kept.before?.totals ?? {});
  return madeText(form, {
    totals: totalsOf(kept.totals),
    before: totalsOf(before.map(([code, total]) => ({ code, total }))),
    approximate: approximateIn(kept.totals),
    words,
  });
}

async function sourceOf(db: LedgerDb, document: DraftedPaper): Promise<Source | null> {
  const row = await db
    .selectFrom('consolidation')
    .select('totals')
    .where('office_id', '=', document.office_id)
    .where('id', '=', document.consolidation_id ?? '')
    .executeTakeFirst();
  if (row === undefined) return null;
  const kept = row.totals as unknown as KeptConsolidation;
  const form = await cyclesOfRequirements(db)
    .select(['requirement.form', 'requirement.form_definition as formDefinition'])
    .where('cycle.office_id', '=', document.office_id)
    .where('cycle.id', '=', document.cycle_id)
    .executeTakeFirstOrThrow();
  return { form: formOf(form), kept, words: await wordsOf(db, document.office_id, kept) };
}

function shown({
  agency,
  text,
  id,
  from,
  agencies,
  made,
  also,
}: ReportParagraph): Section['paragraphs'][number] {
  return {
    agency,
    text,
    ...(id === undefined ? {} : { id }),
    ...(from === undefined ? {} : { from }),
    ...(agencies === undefined ? {} : { agencies: [...agencies] }),
    ...(made === undefined ? {} : { made }),
    ...(also === undefined ? {} : { also: [...also] }),
  };
}

/** What agencies wrote in the versions that were consolidated; older consolidations do not say which these were. */
async function wordsOf(
  db: LedgerDb,
  officeId: string,
  { reports = [] }: KeptConsolidation,
): Promise<readonly WordsOfAgency[]> {
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
    .where('obligation.office_id', '=', officeId)
    .where('obligation.id', 'in', [...versions.keys()])
    .orderBy(BY_AGENCY_NAME)
    .execute();
  return rows.filter(({ id, version }) => versions.get(id) === version);
}
