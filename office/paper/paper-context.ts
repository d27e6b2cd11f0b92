import type { Selectable } from 'kysely';
import type { IssuerBlock } from '../../documents/issuer-shapes.js';
import type { PaperContent } from '../../documents/paper-shapes.js';
import { citedFor } from '../../domain/citation.js';
import type { OpenField } from '../../domain/open-fields.js';
import { headOf } from '../../domain/paper-head.js';
import type {
  HeadChange,
  HeadSources,
  OfficeOfPapers,
  PaperHead,
} from '../../domain/paper-head.js';
import { OfficeSettings } from '../../domain/schemas/office-settings.js';
import type { LedgerDb } from '../../db/connection.js';
import type { PlanIdentity, Tables } from '../../db/tables.js';
import type { DraftedPaper } from './document-row.js';

/** What the ledger holds around a paper: its plan, its cycle, what its office set for papers. */
export interface PaperContext {
  readonly rehearsal: boolean;
  readonly office: OfficeOfPapers;
  readonly identity: PlanIdentity;
  readonly planCode: string;
  readonly cycle: Selectable<Tables['cycle']>;
  readonly requirement: Selectable<Tables['requirement']>;
}

/** A paper as the ledger has it now, the head of whoever signs it, and what nobody has filled in. */
export interface LiveContent {
  readonly content: PaperContent;
  readonly head: PaperHead;
  readonly open: readonly OpenField[];
}

/** Loads what stands around a paper. */
export async function paperContext(db: LedgerDb, document: DraftedPaper): Promise<PaperContext> {
  const officeId = document.office_id;
  const office = await db
    .selectFrom('office')
    .select(['kind', 'name', 'settings'])
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const plan = await db
    .selectFrom('plan')
    .select(['identity', 'code'])
    .where('office_id', '=', officeId)
    .where('id', '=', document.plan_id)
    .executeTakeFirstOrThrow();
  const cycle = await db
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', document.cycle_id)
    .executeTakeFirstOrThrow();
  const requirement = await db
    .selectFrom('requirement')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', cycle.requirement_id)
    .executeTakeFirstOrThrow();
  return {
    rehearsal: office.kind === 'rehearsal',
    office: { ...OfficeSettings.parse(office.settings), name: office.name },
    identity: plan.identity,
    planCode: plan.code,
    cycle,
    requirement,
  };
}

/** The head of a paper in its context, with what is open in it; `issuer`: the plan's own where none is given. */
export function headIn(
  { identity, office, rehearsal }: PaperContext,
  asked: Pick<HeadSources, 'symbol' | 'addressees' | 'distribution'> & {
    readonly issuer?: string;
    readonly change: HeadChange;
  },
): { readonly head: PaperHead; readonly open: readonly OpenField[] } {
  const issuer = asked.issuer ?? issuerOfPapers(identity);
  return headOf({ identity, office, rehearsal, ...asked, issuer });
}

/** Who signs letters and reports by the plan. */
export function issuerOfPapers(identity: PlanIdentity): string {
  return identity.paperIssuer ?? identity.issuer;
}

/** Whether whoever signed the plan issues its letters too: its archive is theirs then. */
export function isOwnPlan({ identity }: PaperContext): boolean {
  return issuerOfPapers(identity) === identity.issuer;
}

/** The head as the layout takes it. */
export function issuerBlock({ addressees: _addressees, ...block }: PaperHead): IssuerBlock {
  return block;
}

/** What letters of one cycle have in common. */
export function letterBasics({ rehearsal, identity, cycle, requirement }: PaperContext) {
  return {
    rehearsal,
    plan: { citation: citedFor(identity, requirement.basis).citation },
    reportName: cycle.report_name ?? requirement.report_name,
    contact: {
      unit: identity.unit,
      person: identity.officerName || null,
      phone: identity.officerPhone || null,
    },
    verb: identity.letterVerb,
  };
}
