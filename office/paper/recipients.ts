import { randomUUID } from 'node:crypto';
import { ok, refuse } from '../../domain/result.js';
import { record } from '../audit/record.js';
import type { ActResult } from '../act-result.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper } from './change-paper.js';
import { DOCUMENT_COLUMNS } from './document-row.js';
import type { DocumentRow } from './document-row.js';
import { insertDraft } from './draft.js';
import type { ExtensionText, GuidanceText, LetterText } from './letter-content.js';
import { liveContent } from './live-content.js';
import { recipientsIn } from './recipient-of.js';

/** One copy of a paper: for whom, with what text. */
interface Copy {
  readonly text: LetterText | ExtensionText | GuidanceText | ReportText;
  readonly agencyIds: readonly string[];
  readonly copyWanted: boolean;
}

/** Makes a draft into one paper for each of its recipients, each with an approval and a number of its own. */
export async function splitPaper(
  scope: OfficeScope,
  { documentId }: { readonly documentId: string },
): ActResult<{ documentIds: readonly string[] }> {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (!isOpen(paper) || paper.batch !== null) return refuse('PAPER_STATE');
  const { head } = await liveContent(scope.trx, paper);
  const copies = copiesOf(paper, head.addressees);
  if (copies.length < 2) return refuse('NO_RECIPIENTS');
  const documentIds = await replace(scope, [paper], copies, randomUUID());
  await record(scope, 'splitPaper', `document:${documentId}`, { copies: copies.length });
  return ok({ documentIds });
}

/** Puts the copies of a paper together again, as long as none of them was put forward. */
export async function joinPaper(
  scope: OfficeScope,
  { documentId }: { readonly documentId: string },
): ActResult<{ documentIds: readonly string[] }> {
  const paper = await lockPaper(scope, documentId);
  if (paper === null) return refuse('NOT_FOUND');
  const copies = await copiesBeside(scope, paper);
  if (paper.batch === null || !copies.every(isOpen)) return refuse('PAPER_STATE');
  const documentIds = await replace(scope, copies, [joined(copies)], null);
  await record(scope, 'joinPaper', `document:${documentIds.join('')}`, { copies: copies.length });
  return ok({ documentIds });
}

/** All papers of a batch that are still to go out or have gone, in their order; the paper alone where it has none. */
export async function copiesBeside(
  { trx, officeId }: OfficeScope,
  paper: DocumentRow,
): Promise<readonly DocumentRow[]> {
  if (paper.batch === null) return [paper];
  return trx
    .selectFrom('document')
    .select(DOCUMENT_COLUMNS)
    .where('office_id', '=', officeId)
    .where('batch', '=', paper.batch)
    .where('state', '!=', 'superseded')
    .orderBy('version')
    .forUpdate()
    .execute();
}

function isOpen({ state }: DocumentRow): boolean {
  return state === 'draft' || state === 'sentBack';
}

/** A letter prints of each agency its own duty only; a report is the same for all but its addressee. */
function copiesOf(
  { kind, paper, agency_ids: ids, copy_wanted: copyWanted }: DocumentRow,
  addressees: readonly string[],
): readonly Copy[] {
  const text: unknown = paper;
  // One mail copy of a report is enough: it goes with the ministry's, else with the first.
  const copied = Math.max(
    0,
    addressees.findIndex((name) => /^bộ\s/iu.test(name)),
  );
  return addressees.map((name, index): Copy => {
    const agencyIds = ids.slice(index, index + 1);
    switch (kind) {
      case 'urgingLetter':
      case 'guidanceLetter':
        return {
          text: { ...(text as LetterText | GuidanceText), names: [name] },
          agencyIds,
          copyWanted,
        };
      case 'extensionNotice': {
        const given = text as ExtensionText;
        return {
          text: { ...given, granted: given.granted.slice(index, index + 1) },
          agencyIds,
          copyWanted,
        };
      }
      case 'consolidatedReport': {
        const report = text as ReportText;
        return {
          text: { ...report, head: { ...report.head, addressees: [name] } },
          agencyIds: [],
          copyWanted: copyWanted && index === copied,
        };
      }
    }
  });
}

function joined(copies: readonly DocumentRow[]): Copy {
  const [first] = copies;
  if (first === undefined) throw new Error('a batch without papers');
  const names = copies.flatMap(({ kind, paper }) => recipientsIn(kind, paper));
  const text: unknown = first.paper;
  const common = {
    agencyIds: copies.flatMap(({ agency_ids: ids }) => ids),
    copyWanted: copies.some(({ copy_wanted: wanted }) => wanted),
  };
  switch (first.kind) {
    case 'urgingLetter':
    case 'guidanceLetter':
      return { ...common, text: { ...(text as LetterText | GuidanceText), names } };
    case 'extensionNotice': {
      const granted = copies.flatMap(({ paper }) => (paper as unknown as ExtensionText).granted);
      return { ...common, text: { ...(text as ExtensionText), granted } };
    }
    case 'consolidatedReport': {
      const report = text as ReportText;
      return { ...common, text: { ...report, head: { ...report.head, addressees: names } } };
    }
  }
}

async function replace(
  scope: OfficeScope,
  old: readonly DocumentRow[],
  copies: readonly Copy[],
  batch: string | null,
): Promise<readonly string[]> {
  const [first] = old;
  if (first === undefined) return [];
  const cycle = await scope.trx
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', first.cycle_id)
    .executeTakeFirstOrThrow();
  for (const row of old) {
    await changePaper(scope, row, {
      command: { type: 'replace' },
      act: 'supersedePaper',
      details: { by: 'draft' },
    });
  }
  const ids: string[] = [];
  for (const copy of copies) {
    const { kind, consolidation_id: consolidationId } = first;
    ids.push(await insertDraft(scope, { cycle, kind, consolidationId, batch, ...copy }));
  }
  return ids;
}
