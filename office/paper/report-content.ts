import { inSentence } from '../../domain/in-sentence.js';
import type { IssuerBlock } from '../../documents/issuer-shapes.js';
import type { FiguresPaper, ReportProposal } from '../../documents/paper-shapes.js';
import { citedFor } from '../../domain/citation.js';
import { formOf } from '../../domain/form-of.js';
import { reportCopies } from '../../domain/letter-copies.js';
import type { OpenField } from '../../domain/open-fields.js';
import { matterOf, periodName } from '../../domain/period.js';
import { fullBodyName, isSameBody } from '../../domain/superior-body.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ReportText } from '../consolidation/consolidate.js';
import type { DraftedPaper } from './document-row.js';
import { headIn, isOwnPlan, issuerBlock, issuerOfPapers } from './paper-context.js';
import type { LiveContent, PaperContext } from './paper-context.js';
import { replacedReport } from './replaced-report.js';
import { reportFigures } from './report-figures.js';

/** The consolidated report as the ledger has it now: signed by its issuer, or as the draft behind a Tờ trình. */
export async function reportContent(
  db: LedgerDb,
  document: DraftedPaper,
  around: PaperContext,
): Promise<LiveContent> {
  const { rehearsal, identity, cycle, requirement } = around;
  const text = document.paper as unknown as ReportText;
  const made = await reportFigures(db, {
    document,
    form: formOf({ ...requirement, formDefinition: requirement.form_definition }),
  });
  const { citation } = citedFor(identity, requirement.basis);
  const notReported = text.listNotReported ? made.notReported : null;
  const { issuer, addressees, proposal, head, open } = heads(text, around);
  const figures: FiguresPaper = {
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
  };
  const replaces = await replacedReport(db, document, made.indicators);
  const report = {
    issuer,
    ...(replaces === null ? {} : { replaces }),
    ...(proposal === null ? {} : { proposal }),
    rehearsal,
    addressees,
    subject: `Kết quả ${inSentence(matterOf(identity.subject, periodOf(cycle)))}`,
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
    byAgency: made.byAgency.map(({ agency, values, nil, approximate }) => ({
      agency,
      ...(approximate === undefined ? {} : { approximate }),
      values: { ...Object.fromEntries(nil.map((code) => [code, '0'])), ...values },
    })),
    notReported,
    coverage: [],
    byGroup: made.byGroup,
  };
  return { content: { kind: 'consolidatedReport', report, figures }, head, open };
}

/** What people call the period that a cycle reports on; null for what does not come again. */
function periodOf({
  period_kind: kind,
  period_from: from,
  period_to: to,
  due_day: dueDay,
}: PaperContext['cycle']): string | null {
  return kind === null || from === null || to === null
    ? null
    : periodName({ kind, from, to }, dueDay);
}

const OWN_PROPOSAL: OpenField = {
  field: 'issuer',
  words: 'Cơ quan trình trùng với cơ quan ban hành báo cáo: sửa tên cơ quan trình.',
};

/** The committee says who signs and numbers what is put before it; its usual form stands there until then. */
function asDraftOf(issuer: IssuerBlock): IssuerBlock {
  return {
    ...issuer,
    docSymbol: issuer.docSymbol === '' ? 'BC-UBND' : issuer.docSymbol,
    signingCapacity:
      issuer.signingCapacity.length === 0
        ? ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']
        : issuer.signingCapacity,
  };
}

/** Who issues the report; behind a Tờ trình also who puts it forward, whose head it is then that must be whole. */
function heads(text: ReportText, around: PaperContext) {
  const { identity, office } = around;
  const { papers } = office;
  const copies = (addressees: readonly string[], ownPlan: boolean) =>
    reportCopies(identity.distribution, { addressees, office: papers, ownPlan });
  const change = text.head ?? {};
  const addressees = change.addressees ?? identity.addressees;
  if (text.proposal !== true) {
    const { head, open } = headIn(around, {
      symbol: 'report',
      addressees,
      distribution: copies(addressees, isOwnPlan(around)),
      change,
    });
    return { issuer: issuerBlock(head), addressees: head.addressees, proposal: null, head, open };
  }
  const committee = fullBodyName(identity.issuer, office.name);
  const ofCommittee = headIn(around, {
    symbol: 'report',
    issuer: identity.issuer,
    addressees,
    distribution: copies(addressees, true),
    change: {},
  }).head;
  const { head, open } = headIn(around, {
    symbol: 'proposal',
    issuer: identity.standingBody ?? issuerOfPapers(identity),
    addressees,
    distribution: [`Lưu: ${papers.archive === '' ? 'VT' : papers.archive}`],
    change,
  });
  const proposal: ReportProposal = { issuer: issuerBlock(head), to: committee };
  const same = isSameBody(head.issuingBody, committee);
  return {
    issuer: asDraftOf(issuerBlock(ofCommittee)),
    addressees: head.addressees,
    proposal,
    head,
    open: same ? [OWN_PROPOSAL, ...open] : open,
  };
}
