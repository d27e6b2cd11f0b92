import { committeeIn, fullBodyName, superiorBody } from '../../domain/superior-body.js';
import { romanNumeral } from '../../domain/roman-numeral.js';
import { decimalOf } from '../../domain/decimal.js';
import type { ReportForm } from '../../domain/schemas/report-content.js';
import type { ReportDraft } from '../../documents/paper-shapes.js';
import type { AgencyCaller, ReportOfAgency } from '../../office/collection/agency-page.js';
import { DOCX, sendDownload } from '../download.js';
import { found } from '../refused.js';
import type { AgencyApp } from './agency-request.js';
import { idIn, reportOf } from './report-of.js';
import { startingContent } from './typed-report.js';
import { requestFile } from '../../office/collection/request-file.js';
import { attachmentFile } from '../../office/collection/attachment-file.js';

/** What an agency takes away: its report as a Word draft for its leader, the files it sent, and those that the request brought. */
export function downloadPages(side: AgencyApp): void {
  const { agencyRoute, deps } = side;

  agencyRoute('GET', '/reports/:id/word', async (at) => {
    const report = await reportOf(side, at);
    const draft = wordDraft(at.who, report, startingContent(report));
    return sendDownload(at.reply, {
      fileName: 'Dự thảo báo cáo.docx',
      contentType: DOCX,
      bytes: await deps.renderReportDraft(draft),
    });
  });

  agencyRoute('GET', '/attachments/:id', async (at) => {
    const { id } = at.request.params as { readonly id: string };
    const { officeId, agencyId } = at.who;
    const where = { officeId, agencyId, attachmentId: idIn(id) };
    return sendDownload(at.reply, found(await attachmentFile(deps.ledger.db, where)));
  });

  agencyRoute('GET', '/materials/:id', async (at) => {
    const { id } = at.request.params as { readonly id: string };
    const { officeId, agencyId } = at.who;
    const where = { officeId, agencyId, attachmentId: idIn(id) };
    return sendDownload(at.reply, found(await requestFile(deps.ledger.db, where)));
  });
}

function wordDraft(who: AgencyCaller, report: ReportOfAgency, content: ReportForm): ReportDraft {
  const { identity, periodFrom, periodTo, recipients } = report;
  const committee = committeeIn(identity.issuer);
  const issuingBody = fullBodyName(who.agency, committee);
  return {
    issuer: {
      governingBody: superiorBody(issuingBody, committee) ?? null,
      issuingBody,
      placeOfIssue: identity.placeOfIssue,
      docSymbol: 'BC-…',
      signingCapacity: [],
      signerName: content.signer,
      distribution: ['Như trên', 'Lưu: VT'],
    },
    number: null,
    issuedOn: null,
    rehearsal: who.rehearsal,
    addressees: recipients.length > 0 ? recipients : [identity.sendingBody],
    subject: report.reportName.replace(/^báo cáo\s+/iu, ''),
    plan: { citation: report.citation },
    period: periodFrom === null || periodTo === null ? null : { from: periodFrom, to: periodTo },
    sections: report.form.sections.map(({ key, heading }, index) => ({
      heading: `${romanNumeral(index + 1)}. ${heading}`,
      text: content.narrative[key] ?? null,
    })),
    figures: report.indicators.map(({ code, label, unit }) => ({
      label,
      unit,
      value: decimalOf(content.figures[code] ?? ''),
      nil: content.nilCodes.includes(code),
      note: null,
    })),
    classifiedPart: null,
    referenceCode: null,
  };
}
