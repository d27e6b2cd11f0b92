import type {
  ConsolidatedReportContent,
  FiguresPaper,
  IssuerBlock,
  PaperContent,
  UrgingLetterContent,
} from '../../documents/paper-shapes.js';
import { shownDue } from '../../domain/amendment/shown-due.js';
import type { Instant } from '../../domain/day.js';
import { formOf } from '../../domain/form-of.js';
import { citedFor } from '../../domain/citation.js';
import { letterCopies } from '../../domain/letter-copies.js';
import type { Selectable } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { PlanIdentity, Tables } from '../../db/tables.js';
import type { DraftedPaper } from './document-row.js';
import { reportFigures } from './report-figures.js';

/** What a letter keeps of its making. */
export interface LetterText {
  readonly countedAt: Instant;
  readonly names: readonly string[];
}

/** All that would be printed on a paper now but number and date, drawn from the ledger. */
export async function contentFromLedger(
  db: LedgerDb,
  document: DraftedPaper,
): Promise<PaperContent> {
  const around = await paperContext(db, document);
  if (document.kind === 'urgingLetter') {
    return { kind: 'urgingLetter', letter: letterContent(document, around) };
  }
  return { kind: 'consolidatedReport', ...(await reportContent(db, document, around)) };
}

interface PaperContext {
  readonly rehearsal: boolean;
  readonly identity: PlanIdentity;
  readonly cycle: Selectable<Tables['cycle']>;
  readonly requirement: Selectable<Tables['requirement']>;
}

async function paperContext(db: LedgerDb, document: DraftedPaper): Promise<PaperContext> {
  const of = { officeId: document.office_id };
  const office = await db
    .selectFrom('office')
    .select('kind')
    .where('id', '=', of.officeId)
    .executeTakeFirstOrThrow();
  const plan = await db
    .selectFrom('plan')
    .select('identity')
    .where('office_id', '=', of.officeId)
    .where('id', '=', document.plan_id)
    .executeTakeFirstOrThrow();
  const cycle = await db
    .selectFrom('cycle')
    .selectAll()
    .where('office_id', '=', of.officeId)
    .where('id', '=', document.cycle_id)
    .executeTakeFirstOrThrow();
  const requirement = await db
    .selectFrom('requirement')
    .selectAll()
    .where('office_id', '=', of.officeId)
    .where('id', '=', cycle.requirement_id)
    .executeTakeFirstOrThrow();
  return { rehearsal: office.kind === 'rehearsal', identity: plan.identity, cycle, requirement };
}

function issuerOf(
  identity: PlanIdentity,
  { docSymbol, distribution }: Pick<IssuerBlock, 'docSymbol' | 'distribution'>,
): IssuerBlock {
  return {
    governingBody: identity.governingBody,
    issuingBody: identity.paperIssuer ?? identity.issuer,
    placeOfIssue: identity.placeOfIssue,
    docSymbol,
    signingCapacity: identity.signingCapacity,
    signerName: identity.signerName,
    distribution,
  };
}

function letterContent(
  document: DraftedPaper,
  { rehearsal, identity, cycle, requirement }: PaperContext,
): UrgingLetterContent {
  const text = document.paper as unknown as LetterText;
  return {
    issuer: issuerOf(identity, {
      docSymbol: identity.letterSymbol,
      distribution: letterCopies(identity.distribution),
    }),
    rehearsal,
    plan: { citation: citedFor(identity, requirement.basis).citation },
    reportName: cycle.report_name ?? requirement.report_name,
    duePhrase: shownDue(cycle.due_phrase, cycle.office_due),
    countedAt: text.countedAt,
    names: text.names,
    newDueDay: null,
    channel: requirement.channel === '' ? '' : `qua ${requirement.channel}`,
    contact: {
      unit: identity.unit,
      person: identity.officerName || null,
      phone: identity.officerPhone || null,
    },
    verb: identity.letterVerb,
  };
}

async function reportContent(
  db: LedgerDb,
  document: DraftedPaper,
  { rehearsal, identity, cycle, requirement }: PaperContext,
): Promise<{ report: ConsolidatedReportContent; figures: FiguresPaper }> {
  const text = document.paper as unknown as ReportText;
  const made = await reportFigures(db, {
    document,
    form: formOf({ ...requirement, formDefinition: requirement.form_definition }),
  });
  const { citation } = citedFor(identity, requirement.basis);
  const notReported = text.listNotReported ? made.notReported : null;
  return {
    report: {
      issuer: issuerOf(identity, {
        docSymbol: identity.reportSymbol,
        distribution: identity.distribution,
      }),
      rehearsal,
      addressees: identity.addressees,
      subject: `Kết quả ${identity.subject.charAt(0).toLowerCase()}${identity.subject.slice(1)}`,
      plan: { citation },
      trigger: identity.trigger,
      period:
        cycle.period_from === null || cycle.period_to === null
          ? null
          : { from: cycle.period_from, to: cycle.period_to },
      counts: made.counts,
      sections: text.sections.map(({ heading, paragraphs }) => ({
        heading,
        paragraphs: paragraphs.map(({ agency, text: words }) => ({ agency, text: words })),
      })),
      figures: made.indicators.map(
        ({ reporting: _reporting, nil: _nil, missing: _missing, rule: _rule, ...figure }) => figure,
      ),
      byAgency: made.byAgency.map(({ agency, values, nil }) => ({
        agency,
        values: { ...Object.fromEntries(nil.map((code) => [code, '0'])), ...values },
      })),
      notReported,
      coverage: [],
      byGroup: made.byGroup,
    },
    figures: {
      title: cycle.report_name ?? requirement.report_name,
      plan: { citation },
      countedAt: made.countedAt,
      rehearsal,
      indicators: made.indicators,
      byAgency: made.byAgency,
      sources: made.sources,
      notReported,
      supplementing: made.supplementing,
      byGroup: made.byGroup,
    },
  };
}
