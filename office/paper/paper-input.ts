import type {
  ConsolidatedReportPaper,
  FiguresPaper,
  IssuerBlock,
  UrgingLetterPaper,
} from '../../documents/paper-shapes.js';
import type { Instant } from '../../domain/day.js';
import { indicatorsOf } from '../../domain/indicators.js';
import type { Selectable, Transaction } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import type { KeptTotal, ReportText } from '../consolidation/consolidate.js';
import { fullCitation } from '../../domain/citation.js';
import { cyclesOfReport } from '../consolidation/cycles-of-report.js';
import type { PlanIdentity, Tables } from '../../db/tables.js';

export type PaperInput =
  | { readonly kind: 'urgingLetter'; readonly paper: UrgingLetterPaper }
  | {
      readonly kind: 'consolidatedReport';
      readonly paper: ConsolidatedReportPaper;
      readonly figures: FiguresPaper;
    };

type Db = LedgerDb | Transaction<Tables>;
type DocumentRow = Selectable<Tables['document']>;

/** What a letter keeps of its making. */
export interface LetterText {
  readonly countedAt: Instant;
  readonly names: readonly string[];
}

/** All that is printed on a paper of the ledger, rendered on demand and never stored as a draft; null when there is none. */
export async function paperInput(
  db: Db,
  { officeId, documentId }: { readonly officeId: string; readonly documentId: string },
): Promise<PaperInput | null> {
  const document = await db
    .selectFrom('document')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', documentId)
    .executeTakeFirst();
  if (document === undefined) return null;
  const around = await paperContext(db, document);
  if (document.kind === 'urgingLetter') {
    return { kind: 'urgingLetter', paper: letterPaper(document, around) };
  }
  return { kind: 'consolidatedReport', ...(await reportPaper(db, document, around)) };
}

interface PaperContext {
  readonly rehearsal: boolean;
  readonly identity: PlanIdentity;
  readonly cycle: Selectable<Tables['cycle']>;
  readonly requirement: Selectable<Tables['requirement']>;
}

async function paperContext(db: Db, document: DocumentRow): Promise<PaperContext> {
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

function issuerOf(identity: PlanIdentity, docSymbol: string): IssuerBlock {
  return {
    governingBody: identity.governingBody,
    issuingBody: identity.paperIssuer ?? identity.issuer,
    placeOfIssue: identity.placeOfIssue,
    docSymbol,
    signingCapacity: identity.signingCapacity,
    signerName: identity.signerName,
    distribution: identity.distribution,
  };
}

function letterPaper(
  document: DocumentRow,
  { rehearsal, identity, cycle, requirement }: PaperContext,
): UrgingLetterPaper {
  const text = document.paper as unknown as LetterText;
  return {
    issuer: issuerOf(identity, identity.letterSymbol),
    number: document.number,
    issuedOn: document.issued_on,
    rehearsal,
    plan: { citation: fullCitation(identity) },
    reportName: requirement.report_name,
    duePhrase: cycle.due_phrase,
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

async function reportPaper(
  db: Db,
  document: DocumentRow,
  { rehearsal, identity, cycle, requirement }: PaperContext,
): Promise<{ paper: ConsolidatedReportPaper; figures: FiguresPaper }> {
  const text = document.paper as unknown as ReportText;
  const consolidation = await db
    .selectFrom('consolidation')
    .selectAll()
    .where('office_id', '=', document.office_id)
    .where('id', '=', document.consolidation_id ?? '')
    .executeTakeFirstOrThrow();
  const owers = await db
    .selectFrom('obligation')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .leftJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id')
        .onRef('submission.version', '=', 'obligation.version'),
    )
    .select([
      'obligation.id as id',
      'obligation.state as state',
      'obligation.binding as binding',
      'obligation.on_time as on_time',
      'obligation.nil as nil',
      'agency.name as agency',
      'submission.nil_codes as nil_codes',
      'submission.document_number as document_number',
      'submission.document_date as document_date',
      'submission.received_at as received_at',
      'submission.channel as channel',
    ])
    .where('obligation.office_id', '=', document.office_id)
    .where(
      'obligation.cycle_id',
      'in',
      cyclesOfReport(db, { officeId: document.office_id, cycleId: document.cycle_id }),
    )
    .orderBy('agency.name')
    .execute();
  const sources = await db
    .selectFrom('consolidation_source')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'consolidation_source.office_id')
        .onRef('obligation.id', '=', 'consolidation_source.obligation_id'),
    )
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .selectAll('consolidation_source')
    .where('consolidation_source.office_id', '=', document.office_id)
    .where('consolidation_id', '=', consolidation.id)
    .orderBy('code')
    .orderBy('agency.name')
    .execute();
  const bound = owers.filter(({ binding, state }) => binding && state !== 'waived');
  const received = bound.filter(({ state }) => state === 'submitted' || state === 'accepted');
  const notReported = bound.filter((ower) => !received.includes(ower)).map(({ agency }) => agency);
  const totals = new Map(
    (consolidation.totals as unknown as { totals: readonly KeptTotal[] }).totals.map((total) => [
      total.code,
      total,
    ]),
  );
  const indicators = indicatorsOf(requirement.form).flatMap((indicator) => {
    const total = totals.get(indicator.code);
    return total === undefined ? [] : [{ ...indicator, ...total }];
  });
  const byId = new Map(owers.map((ower) => [ower.id, ower]));
  const values = new Map<string, Record<string, string>>();
  for (const { obligation_id, code, value } of sources) {
    values.set(obligation_id, { ...values.get(obligation_id), [code]: value });
  }
  const inReport = owers.filter(({ state }) => state === 'submitted' || state === 'accepted');
  const byAgency = inReport.map((ower) => ({
    agency: ower.agency,
    values: values.get(ower.id) ?? {},
    nil: ower.nil_codes ?? [],
  }));
  const citation = fullCitation(identity);
  return {
    paper: {
      issuer: issuerOf(identity, identity.reportSymbol),
      number: document.number,
      issuedOn: document.issued_on,
      rehearsal,
      addressees: identity.addressees,
      subject: `Kết quả ${identity.subject.charAt(0).toLowerCase()}${identity.subject.slice(1)}`,
      plan: { citation },
      trigger: identity.trigger,
      period:
        cycle.period_from === null || cycle.period_to === null
          ? null
          : { from: cycle.period_from, to: cycle.period_to },
      counts: {
        expected: bound.length,
        received: received.length,
        onTime: received.filter(({ on_time }) => on_time === true).length,
        late: received.filter(({ on_time }) => on_time !== true).length,
        nil: received.filter(({ nil }) => nil).length,
        missing: bound.length - received.length,
      },
      sections: text.sections,
      figures: indicators.map(({ code, label, unit, total }) => ({
        code,
        label,
        unit,
        total,
        note: null,
      })),
      byAgency: byAgency.map(({ agency, values: own, nil }) => ({
        agency,
        values: { ...Object.fromEntries(nil.map((code) => [code, '0'])), ...own },
      })),
      notReported: text.listNotReported ? notReported : null,
      coverage: [],
    },
    figures: {
      title: requirement.report_name,
      plan: { citation },
      countedAt: consolidation.made_at,
      rehearsal,
      indicators: indicators.map((indicator) => ({
        code: indicator.code,
        label: indicator.label,
        unit: indicator.unit,
        rule: indicator.across,
        total: indicator.total,
        reporting: indicator.reporting,
        nil: indicator.nil,
        missing: indicator.missing,
        note: null,
      })),
      byAgency,
      sources: sources.map((source) => {
        const ower = byId.get(source.obligation_id);
        return {
          code: source.code,
          agency: ower?.agency ?? '',
          value: source.value,
          counted: source.counted,
          version: source.submission_version,
          docNumber: ower?.document_number ?? null,
          docDate: ower?.document_date ?? null,
          receivedAt: ower?.received_at ?? null,
          through: ower?.channel == null ? null : THROUGH[ower.channel],
        };
      }),
      notReported: text.listNotReported ? notReported : null,
    },
  };
}

const THROUGH = {
  link: 'Biểu mẫu trực tuyến',
  officer: 'Cán bộ nhập từ văn bản giấy',
  'document-system': 'Hệ thống văn bản',
  dondoc: 'Chuyển từ hệ thống cấp dưới',
} as const;
