import type { PaperPress } from './paper-shapes.js';
import { renderConsolidatedReport } from './consolidated-report.js';
import { renderUrgingLetter } from './urging-letter.js';
import { renderWorkbook } from './workbook.js';

/** The press that makes all papers of the office. */
export const paperPress: PaperPress = {
  docx: async (content, registration) =>
    content.kind === 'urgingLetter'
      ? renderUrgingLetter({ ...content.letter, ...registration })
      : renderConsolidatedReport({ ...content.report, ...registration }),
  xlsx: renderWorkbook,
};
