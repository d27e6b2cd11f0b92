import type { MailAttachment } from '../../activities/ports.js';
import type { Data } from '../../db/tables.js';
import type { TableBook } from '../../documents/table-book.js';
import type { Instant } from '../../domain/day.js';
import type { Month } from '../../domain/month.js';
import type { OverviewLine } from '../../domain/overview.js';
import type { OverviewNotice } from '../../mail/content.js';
import type { ComposeOptions } from './compose-options.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The register of a month as it is kept with its notices: what was counted then is what is mailed. */
export interface KeptOverview extends Data {
  readonly month: Month;
  readonly countedAt: Instant;
  readonly lines: readonly OverviewLine[];
  readonly book: TableBook;
}

/** The mail of a month's register with its workbook, from what its notice keeps. */
export async function overviewMail(
  kept: KeptOverview,
  officeName: string,
  { pageUrl, tables }: Pick<ComposeOptions, 'pageUrl' | 'tables'>,
): Promise<{ readonly content: OverviewNotice; readonly attachments: readonly MailAttachment[] }> {
  const { month, countedAt, lines, book } = kept;
  return {
    content: {
      event: 'overview',
      officeName,
      month,
      countedAt,
      lines,
      pageUrl: pageUrl(`/overview/${month}`),
    },
    attachments:
      tables === undefined
        ? []
        : [
            {
              fileName: `so-theo-doi-${month}.xlsx`,
              contentType: XLSX,
              bytes: await tables(book),
            },
          ],
  };
}
