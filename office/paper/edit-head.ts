import type { Instant } from '../../domain/day.js';
import type { HeadChange } from '../../domain/paper-head.js';
import { refuse } from '../../domain/result.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';
import { changePaper, lockPaper } from './change-paper.js';
import type { PaperKind } from '../../domain/paper.js';

/** What the officer changes of what stands around a paper's text; what is left out stays, null takes the plan's or the office's again. */
export interface HeadEdit {
  readonly documentId: string;
  /** `changedAt` of the paper that was before the eyes. */
  readonly changedAt: Instant;
  readonly head: { readonly [Key in keyof HeadChange]?: HeadChange[Key] | null | undefined };
  /** Of an urging letter to several: whether it prints whom it urges. */
  readonly unnamed?: boolean | undefined;
  /** Of a consolidated report: whether the committee is to issue it. */
  readonly proposal?: boolean | undefined;
}

/** Changes who signs, for whom, with which symbol, and in which form, while the paper is not put forward. */
export async function editHead(scope: OfficeScope, input: HeadEdit): ActResult {
  const paper = await lockPaper(scope, input.documentId);
  if (paper === null) return refuse('NOT_FOUND');
  if (paper.changed_at !== input.changedAt) return refuse('PAPER_STATE');
  const { head = {}, ...text } = paper.paper as { readonly head?: HeadChange };
  // To whom a letter goes follows from whom it is about.
  const { addressees: _followed, ...others } = input.head;
  const given = paper.kind === 'consolidatedReport' ? input.head : others;
  const changed = Object.entries({ ...head, ...given }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return changePaper(scope, paper, {
    command: { type: 'edit' },
    act: 'editPaperHead',
    details: { fields: Object.keys(given) },
    set: {
      paper: JSON.stringify({
        ...text,
        ...formOf(paper.kind, input),
        ...(changed.length === 0 ? {} : { head: Object.fromEntries(changed) }),
      }),
    },
  });
}

function formOf(kind: PaperKind, { unnamed, proposal }: HeadEdit) {
  if (kind === 'urgingLetter' && unnamed !== undefined) return { unnamed };
  if (kind === 'consolidatedReport' && proposal !== undefined) return { proposal };
  return {};
}

/** What the officer had changed around the latest paper of a kind; a copy for one recipient lends not its recipient. */
export async function latestHead(
  { trx, officeId }: OfficeScope,
  cycleId: string,
  kind: PaperKind,
): Promise<{ readonly head?: HeadChange }> {
  const row = await trx
    .selectFrom('document')
    .select(['paper', 'batch'])
    .where('office_id', '=', officeId)
    .where('cycle_id', '=', cycleId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  const { head } = (row?.paper ?? {}) as { readonly head?: HeadChange };
  if (head === undefined) return {};
  const { addressees, ...others } = head;
  return { head: row?.batch === null && addressees !== undefined ? head : others };
}
