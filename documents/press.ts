import { day } from '../domain/day.js';
import { renderApprovalSlip } from './approval-slip.js';
import { renderConsolidatedReport } from './consolidated-report.js';
import { renderExtensionNotice } from './extension-notice.js';
import { renderGuidanceLetter } from './guidance-letter.js';
import { checkTemplate, fillTemplate, takesProposal } from './paper-template.js';
import type { PaperPress, TemplatePress } from './paper-shapes.js';
import { renderRecord } from './record.js';
import { renderTemplateSample, sampleContent, sampleProposal } from './template-sample.js';
import { renderUrgingLetter } from './urging-letter.js';
import { renderTables, renderWorkbook } from './workbook.js';

/** The press that makes all papers of the office. */
export const paperPress: PaperPress = {
  docx: async (content, registration, template) => {
    if (template !== null) return fillTemplate(template, content, registration);
    switch (content.kind) {
      case 'urgingLetter':
        return renderUrgingLetter({ ...content.letter, ...registration });
      case 'consolidatedReport':
        return renderConsolidatedReport({ ...content.report, ...registration });
      case 'extensionNotice':
        return renderExtensionNotice({ ...content.notice, ...registration });
      case 'guidanceLetter':
        return renderGuidanceLetter({ ...content.guidance, ...registration });
    }
  },
  xlsx: renderWorkbook,
  tables: renderTables,
  record: renderRecord,
  slip: renderApprovalSlip,
};

/** Where layouts of an office's own are looked at. */
export const templatePress: TemplatePress = {
  check: checkTemplate,
  proposes: takesProposal,
  sample: renderTemplateSample,
  preview: async (kind, file) =>
    fillTemplate(file, (await takesProposal(file)) ? sampleProposal() : sampleContent(kind), {
      number: '5',
      issuedOn: day('2026-07-08'),
    }),
};
