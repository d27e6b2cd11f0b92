import type { PaperContent } from '../../documents/paper-shapes.js';
import type { LedgerDb } from '../../db/connection.js';
import type { DraftedPaper } from './document-row.js';
import { extensionContent, guidanceContent, urgingContent } from './letter-content.js';
import type { ExtensionText, GuidanceText, LetterText } from './letter-content.js';
import { paperContext } from './paper-context.js';
import type { LiveContent } from './paper-context.js';
import { reportContent } from './report-content.js';
import { inTemplate } from './templates.js';

/** All that would be printed on a paper now but number and date, drawn from the ledger, with what is open in it. */
export async function liveContent(db: LedgerDb, document: DraftedPaper): Promise<LiveContent> {
  const live = await drawn(db, document);
  return { ...live, content: await inTemplate(db, document.office_id, live.content) };
}

async function drawn(db: LedgerDb, document: DraftedPaper): Promise<LiveContent> {
  const around = await paperContext(db, document);
  const text: unknown = document.paper;
  switch (document.kind) {
    case 'urgingLetter':
      return urgingContent(text as LetterText, around);
    case 'extensionNotice':
      return extensionContent(text as ExtensionText, around);
    case 'guidanceLetter':
      return guidanceContent(text as GuidanceText, around);
    case 'consolidatedReport':
      return reportContent(db, document, around);
  }
}

/** All that would be printed on a paper now but number and date. */
export async function contentFromLedger(
  db: LedgerDb,
  document: DraftedPaper,
): Promise<PaperContent> {
  return (await liveContent(db, document)).content;
}
