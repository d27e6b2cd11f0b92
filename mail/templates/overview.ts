import { lineWords, overviewTitle, waitingPaperWords } from '../../domain/overview-words.js';
import type { OverviewLine } from '../../domain/overview.js';
import type { OverviewNotice } from '../content.js';
import { paragraph, shownLink } from '../letter.js';
import type { Letter } from '../letter.js';
import { oneLine } from '../shorten.js';
import { count, momentText } from '../wording.js';

/** Reports one mail lists; the page and the file have them all. */
const LISTED = 60;

/** The register of a month to whom the office names: each report with how far it is and which paper waits with whom. */
export function overviewLetter(notice: OverviewNotice): Letter {
  const { lines, month, countedAt, officeName } = notice;
  const rest = lines.length - LISTED;
  return {
    subject: `[Theo dõi] ${overviewTitle(month)}`,
    parts: [
      paragraph(
        `${overviewTitle(month)} của ${oneLine(officeName)}, tính đến ${momentText(countedAt)}: ${count(lines.length)} báo cáo đến hạn trong tháng hoặc chưa xong từ trước. Bảng đầy đủ ở tệp kèm theo.`,
      ),
      {
        kind: 'list',
        items: [
          ...lines.slice(0, LISTED).map(lineOf),
          ...(rest > 0 ? [`và ${count(rest)} báo cáo khác`] : []),
        ],
      },
      { kind: 'page', label: 'Mở sổ theo dõi', link: shownLink(notice.pageUrl) },
      { kind: 'small', text: 'Thư tự động trong nội bộ cơ quan theo dõi; xin không chuyển tiếp.' },
    ],
  };
}

function lineOf(line: OverviewLine): string {
  const said = [lineWords(line), ...line.papers.map(waitingPaperWords)].join('; ');
  return oneLine(`${line.reportName} (${line.planTitle}), ${line.duePhrase}: ${said}`);
}
